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
    flags = re.IGNORECASE if _CASELESS.search(pattern) else 0
    if _nested(parsed, False):
        return "an unbounded repeat inside an unbounded repeat"
    return "a choice inside an unbounded repeat that the next character does not decide" if _unsure(parsed, flags) else None


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


_CASELESS = re.compile(r"\(\?[a-z]*i")
_SAMPLE = (*map(chr, range(0x20, 0x7F)), *"\n\t\xa0đĐệỆ²–“①字")  # of every kind of character


def _unsure(parsed: Any, flags: int, after: frozenset[str] | None = None) -> bool:
    """Whether an unbounded repeat holds a choice that the next character does not decide, as '(a|a)*' and '(aa?)*' do: each of
    them is tried anew wherever the text does not fit in the end. `after`: what may follow inside of the repeat; None outside."""
    for at, (operation, argument) in enumerate(parsed):
        name = str(operation)
        rest = _then(_first(parsed[at + 1 :], flags), after)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, body = argument
            first = _first(body, flags) - {""}
            if after is not None and least < most and first & rest:
                return True
            again = most == _re._constants.MAXREPEAT
            inner = first | (rest if after is not None else frozenset()) if again or after is not None and most > 1 else rest
            if _unsure(body, flags, inner if again or after is not None else None):
                return True
        elif name == "SUBPATTERN" and _unsure(argument[3], flags, rest if after is not None else None):
            return True
        elif name == "BRANCH":
            firsts = [_then(_first(branch, flags), after and rest) for branch in argument[1]]
            if after is not None and sum(map(len, firsts)) > len(frozenset().union(*firsts)):
                return True
            if any(_unsure(branch, flags, rest if after is not None else None) for branch in argument[1]):
                return True
    return False


def _then(first: frozenset[str], after: frozenset[str] | None) -> frozenset[str]:
    """What may come first, or after it where it may be empty."""
    return (first - {""}) | after if "" in first and after is not None else first


def _first(parsed: Any, flags: int) -> frozenset[str]:
    """The characters of the sample, and those of the pattern, that a match may begin with; with '' where it may be empty."""
    chars: set[str] = set()
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            found = _first(argument[2], flags) | (frozenset() if argument[0] else frozenset([""]))
        elif name == "SUBPATTERN":
            found = _first(argument[3], flags)
        elif name == "BRANCH":
            found = frozenset().union(*(_first(branch, flags) for branch in argument[1]))
        elif name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            found = _fitting([(operation, argument)], flags)
        elif name == "GROUPREF":
            found = frozenset(_SAMPLE)
        else:  # an anchor or a look around
            continue
        chars |= found - {""}
        if "" not in found:
            return frozenset(chars)
    return frozenset((*chars, ""))


def _fitting(item: Any, flags: int) -> frozenset[str]:
    """The characters that one item of a parsed pattern takes."""
    operation, argument = item[0]
    named = [chr(part) for name, part in (argument if str(operation) == "IN" else item) if str(name) == "LITERAL"]
    state = _re._parser.State()
    state.str = ""
    code = _re._compiler.compile(_re._parser.SubPattern(state, item), flags)
    return frozenset(char for char in (*_SAMPLE, *named) if code.match(char))


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
