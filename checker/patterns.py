"""Regular expressions of rule packs: judged when a pack is read, compiled when a rule first needs them."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once; '^' and '$' stand for line ends."""
    return re.compile(pattern, re.MULTILINE)


def regex_mistake(pattern: str) -> str | None:
    """What is wrong with a pattern, or None: it does not compile, matches nothing at all, or repeats what repeats.

    '(a+)+' takes for ever on a text that nearly fits, and a rule pack must not be able to hang the checker.
    """
    try:
        parsed = re._parser.parse(pattern, re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    if parsed.getwidth()[0] == 0:
        return "matches the empty text"
    return "an unbounded repeat inside an unbounded repeat" if _nested(parsed, False) else None


def _nested(parsed: object, inside: bool) -> bool:
    """Whether a repeat without upper bound holds another one."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            unbounded = argument[1] == re._constants.MAXREPEAT
            if unbounded and inside or _nested(argument[2], inside or unbounded):
                return True
        elif name == "SUBPATTERN" and _nested(argument[3], inside):
            return True
        elif name == "BRANCH" and any(_nested(branch, inside) for branch in argument[1]):
            return True
        elif name in ("ASSERT", "ASSERT_NOT") and _nested(argument[1], inside):
            return True
    return False


@lru_cache(maxsize=1024)
def required_literal(pattern: str) -> str:
    """The longest run of plain characters that every match of `pattern` holds; '' where there is none."""
    best = run = ""
    for operation, argument in re._parser.parse(pattern, re.MULTILINE):
        if str(operation) == "LITERAL":
            run += chr(argument)
            best = max(best, run, key=len)
        else:
            run = ""
    return best
