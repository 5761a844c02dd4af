"""The `where:` and `within:` of a rule: conditions on the fields of a fact, and the parts of the plan, as plain data."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from checker.base.budget import compiled
from checker.base.record import TYPE_CHECKING
from checker.model.document import Document, is_own_field
from checker.source.text import Span

if TYPE_CHECKING:
    from typing import Any

Test = Callable[[object], bool]
_SINGLE = frozenset((type(None), str, bool, int))  # nearly all values
_MOST = 5000  # conditions whose tests are held
PARTS = ("header", "opening", "body", "closing", "recipients", "signature", "appendix")


def standing(doc: Document, facts: Sequence, within: Sequence[str]) -> tuple:
    """The facts that begin in one of the parts of the plan, or in a section with one of the roles."""
    if not within:
        return tuple(facts)
    spans = [span for part in within if part in PARTS for span in _spans(doc, part)]
    roles = {role for role in within if role not in PARTS}
    return tuple(
        fact
        for fact in facts
        if any(span.start <= fact.span.start < span.end for span in spans)
        or roles
        and not roles.isdisjoint(doc.roles_at(fact.span.start))
    )


def _spans(doc: Document, part: str) -> Sequence[Span]:
    plan = doc.plan
    if part == "header":
        return (Span(0, plan.body.start),)
    if part == "appendix":
        return plan.appendices
    found = getattr(plan, part)
    return (found if isinstance(found, Span) else found.span,) if found else ()


def select(doc: Document, facts: Sequence, where: Sequence[tuple[str, object]]) -> tuple:
    """The facts for which every condition holds."""
    if not where:
        return tuple(facts)
    kept = facts
    for path, own, test in _tests(where):
        if not kept:
            break
        kept = [fact for fact in kept if test(getattr(fact, path, None) if own else doc.value(fact, path))]
    return tuple(kept)


_Tests = list[tuple[str, bool, Test]]  # path, whether it is a field of the fact itself, test
_made: dict[int, tuple[Sequence, _Tests]] = {}  # by the identity of the conditions, which are held


def _tests(where: Sequence[tuple[str, object]]) -> _Tests:
    """The tests of some conditions, made once: a rule brings the same ones for every plan."""
    held = _made.get(id(where))
    if held is None or held[0] is not where:
        if len(_made) > _MOST:
            _made.clear()
        held = _made[id(where)] = where, [(path, is_own_field(path), _test(wanted)) for path, wanted in where]
    return held[1]


def _test(wanted: object) -> Test:
    if isinstance(wanted, dict):
        tests = [_OPERATIONS[name](part) for name, part in wanted.items()]
        return tests[0] if len(tests) == 1 else lambda value: all(test(value) for test in tests)
    choices = tuple(map(_plain, wanted)) if isinstance(wanted, (tuple, list)) else (wanted,)

    def chosen(value: object) -> bool:
        if value.__class__ in _SINGLE:
            return value in choices
        return any(part in choices for part in _parts(value))

    return chosen


def _parts(value: object) -> tuple:
    """A field with several values (the roles of a heading) fits where one of them does; with none it is null."""
    if isinstance(value, (tuple, list)):
        return tuple(map(_plain, value)) or (None,)
    return (_plain(value),)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _not(wanted: object) -> Test:
    test = _test(wanted)
    return lambda value: not test(value)


def _matches(pattern: str) -> Test:
    search = compiled(pattern).search
    return lambda value: value is not None and any(search(str(part)) for part in _parts(value))


_OPERATIONS: dict[str, Callable[[Any], Test]] = {
    "not": _not,
    "matches": _matches,
    "is": lambda wanted: lambda value: value is wanted or value == wanted,
    "above": lambda wanted: lambda value: isinstance(value, (int, float)) and value > wanted,
    "below": lambda wanted: lambda value: isinstance(value, (int, float)) and value < wanted,
}
