"""The `where:` of a rule: conditions on the fields of a fact, as plain data → one function."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from checker.base import regex as re
from checker.model.document import Document

Test = Callable[[object], bool]


def select(doc: Document, facts: Sequence, where: Sequence[tuple[str, object]]) -> tuple:
    """The facts for which every condition holds."""
    if not where:
        return tuple(facts)
    tests = [(path, _test(wanted)) for path, wanted in where]
    return tuple(fact for fact in facts if all(test(doc.value(fact, path)) for path, test in tests))


def _test(wanted: object) -> Test:
    if isinstance(wanted, dict):
        tests = [_OPERATIONS[name](part) for name, part in wanted.items()]
        return lambda value: all(test(value) for test in tests)
    if isinstance(wanted, (tuple, list)):
        choices = tuple(map(_plain, wanted))
        return lambda value: any(part in choices for part in _parts(value))
    return lambda value: any(part == wanted for part in _parts(value))


def _parts(value: object) -> tuple:
    """A field with several values (the roles of a heading) fits where one of them does."""
    if isinstance(value, (tuple, list)):
        return tuple(map(_plain, value))
    return (_plain(value),)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _not(wanted: object) -> Test:
    test = _test(wanted)
    return lambda value: not test(value)


def _matches(pattern: str) -> Test:
    search = re.keep(pattern).search
    return lambda value: value is not None and any(search(str(part)) for part in _parts(value))


_OPERATIONS: dict[str, Callable[[object], Test]] = {
    "not": _not,
    "matches": _matches,
    "is": lambda wanted: lambda value: value is wanted or value == wanted,
    "above": lambda wanted: lambda value: isinstance(value, (int, float)) and value > wanted,
    "below": lambda wanted: lambda value: isinstance(value, (int, float)) and value < wanted,
}
