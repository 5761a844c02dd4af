"""Regular expressions: judged when a rule pack is read, and kept as compiled code, for compiling is what start-up spends time on.

`re.compile` of a long pattern takes a millisecond or more; loading its code takes microseconds. The code is CPython's own, so
it is only used on the very version that made it, and anything odd means compiling again.
"""

from __future__ import annotations

import re
from array import array

from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    _re: Any = re  # its inner modules, which type checkers do not know
else:
    _re = re

try:
    import _sre
except ImportError:  # another Python: patterns are compiled each time
    _sre = None

Code = tuple  # (pattern, flags, code, number of groups, numbers by name, names by number): plain data


def pattern_code(pattern: str, flags: int = 0) -> Code:
    """The code of a pattern as plain data. Raises re.error."""
    if _sre is None:
        return pattern, flags, b"", 0, {}, ()
    parsed = _re._parser.parse(pattern, flags)
    code = _re._compiler._code(parsed, flags)
    groups = parsed.state.groupdict
    names = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    return pattern, flags | parsed.state.flags, array("I", code).tobytes(), parsed.state.groups - 1, dict(groups), tuple(names)


def from_code(code: Code) -> re.Pattern[str]:
    """The pattern of `pattern_code`: the same as `re.compile` gives."""
    pattern, flags, words, groups, group_index, names = code
    if _sre is None or not words:
        return re.compile(pattern, flags)
    return _sre.compile(pattern, flags, array("I", words).tolist(), groups, group_index, names)


def code_version() -> bytes:
    """Changes whenever code of patterns cannot be shared any more."""
    return f"sre {getattr(_sre, 'MAGIC', 0)} {array('I').itemsize}".encode()


# -- patterns that users write ----------------------------------------------------------------------------------------


def regex_mistake(pattern: str) -> str | None:
    """What is wrong with a pattern, or None: it does not compile, matches nothing at all, or repeats what repeats.

    '(a+)+' takes for ever on a text that nearly fits, and a rule pack must not be able to hang the checker.
    """
    try:
        parsed = _re._parser.parse(pattern, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    if parsed.getwidth()[0] == 0:
        return "matches the empty text"
    return "an unbounded repeat inside an unbounded repeat" if _nested(parsed, False) else None


def _nested(parsed: Any, inside: bool) -> bool:
    """Whether a repeat without upper bound holds another one."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            unbounded = argument[1] == _re._constants.MAXREPEAT
            if unbounded and inside or _nested(argument[2], inside or unbounded):
                return True
        elif name == "SUBPATTERN" and _nested(argument[3], inside):
            return True
        elif name == "BRANCH" and any(_nested(branch, inside) for branch in argument[1]):
            return True
        elif name in ("ASSERT", "ASSERT_NOT") and _nested(argument[1], inside):
            return True
    return False


def required_literal(pattern: str) -> str:
    """The longest run of plain characters that every match of `pattern` holds; '' where there is none or case may differ."""
    best = run = ""
    parsed = _re._parser.parse(pattern, re.MULTILINE)
    if parsed.state.flags & re.IGNORECASE:
        return ""
    for operation, argument in parsed:
        if str(operation) == "LITERAL":
            run += chr(argument)
            best = max(best, run, key=len)
        else:
            run = ""
    return best
