"""Generic checks on facts of one kind, chosen by the rule's `on` and `where`. A field that a fact does not have is not judged."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from checker.base import budget
from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import title_line
from checker.model.checkbook import Field, Regex, Registry, check
from checker.model.findings import Hit, Related

if TYPE_CHECKING:
    from typing import Literal

    from checker.model.document import Document

_OPERATIONS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return budget.compiled(pattern)


@check("each", tells=True)
def each(doc: Document, facts: Sequence, *, alike: Regex | None = None, most: int = 1) -> Iterator[Hit]:
    """Every fact is a finding. Its fields are the message's arguments.

    More than `most` whose words fit `alike` have one cause and are one finding: at the first, with the others as its places.
    """
    same = [fact for fact in facts if _compiled(alike).search(doc.words(fact.span))] if alike else []
    if len(same) <= most:
        same = []
    for fact in facts:
        if fact in same[1:]:
            continue
        if same and fact is same[0]:
            places = tuple(other.span for other in same[1:])
            yield Hit(fact.span, {**_fields(fact), "count": len(same)}, note="many", fact=fact, more=places)
        else:
            yield Hit(fact.span, _fields(fact), fact=fact)


def _fields(fact: object) -> dict[str, object]:
    names = getattr(fact, "__match_args__", ())
    args = {name: getattr(fact, name) for name in names if name != "span" and not name.endswith("_span")}
    return {name: value for name, value in args.items() if value is None or isinstance(value, (str, int, datetime.date))}


@check("count", tells=True)
def count(doc: Document, facts: Sequence, *, least: int = 1, most: int | None = None) -> Iterator[Hit]:
    """There are at least `least` such facts and at most `most`: one finding at the title line where they are too few, one at
    each that is too many."""
    if len(facts) < least:
        header, sections = doc.plan.header, doc.plan.sections
        place = header.type_span or header.subject_span or (sections[0].heading if sections else title_line(doc))
        yield Hit(place, {"count": len(facts), "least": least}, note="few", absent=True)
    elif most is not None:
        for fact in facts[most:]:
            yield Hit(fact.span, {"count": len(facts), "most": most}, note="many", fact=fact)


@check("one_of", tells=True)
def one_of(
    doc: Document,
    facts: Sequence,
    *,
    field: Field = "text",
    values: tuple[str, ...] = (),
    registry: Registry | None = None,
    key: str | None = None,
    case: bool = False,
) -> Iterator[Hit]:
    """The field is one of `values`, or of a registry: of its items (or their `key`), or of the keys of a mapping."""
    known = {_folded(value, case) for value in (*values, *(_names(doc.law[registry], key) if registry else ()))}
    for fact in facts:
        value = doc.value(fact, field)
        if value is not None and _folded(value, case) not in known:
            yield Hit(fact.span, {"value": value, "field": field}, fact=fact)


def _names(data: object, key: str | None) -> list[object]:
    if isinstance(data, Mapping):
        return list(data) if key is None else [entry.get(key) for entry in data.values() if isinstance(entry, Mapping)]
    return [entry.get(key) if isinstance(entry, Mapping) else entry for entry in data]


def _folded(value: object, case: bool) -> str:
    words = " ".join(str(value).split())
    return words if case else words.casefold()


@check("matches", tells=True)
def matches(doc: Document, facts: Sequence, *, pattern: Regex, field: Field = "text") -> Iterator[Hit]:
    """The whole field is a match of `pattern`."""
    for fact in facts:
        value = doc.value(fact, field)
        if value is not None and not _compiled(pattern).fullmatch(str(value)):
            yield Hit(fact.span, {"value": value, "field": field}, fact=fact)


@check("compare", tells=True)
def compare(
    doc: Document,
    facts: Sequence,
    *,
    field: Field,
    op: Literal["==", "!=", "<", "<=", ">", ">="],
    other: Field | None = None,
    value: str | int | None = None,
    to: Literal["plan_date"] | None = None,
) -> Iterator[Hit]:
    """The field stands in the relation `op` to another field, to a value (a date as 2026-12-31), or to the plan's own date.

    Only what is known is compared: a fact without one of the two is passed over, and so are values of two kinds.
    """
    for fact in facts:
        left = doc.value(fact, field)
        right = doc.value(fact, other) if other else doc.as_of.first if to else value
        if isinstance(left, datetime.date) and isinstance(right, str):
            right = _date(right)
        if left is None or right is None:
            continue
        try:
            fits = _OPERATIONS[op](left, right)
        except TypeError:
            continue
        if not fits:
            yield Hit(fact.span, {"left": left, "right": right, "field": field}, fact=fact)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


@check("consistent", tells=True)
def consistent(
    doc: Document, facts: Sequence, *, field: Field = "text", by: Field | None = None, case: bool = True
) -> Iterator[Hit]:
    """Facts with the same `by` (all facts without it) have the same field. The rarer forms are findings, of two equally rare
    ones the later; the first place of the usual form is related."""
    groups: dict[object, list[tuple[object, str]]] = {}
    for fact in facts:
        value = doc.value(fact, field)
        if value is not None:
            groups.setdefault(doc.value(fact, by) if by else None, []).append((fact, _folded(value, case)))
    for members in groups.values():
        usual, _ = Counter(form for _, form in members).most_common(1)[0]
        model = next(fact for fact, form in members if form == usual)
        for fact, form in members:
            if form != usual:
                args = {"value": doc.value(fact, field), "expected": doc.value(model, field)}
                yield Hit(fact.span, args, related=(Related(model.span, fact=model),), fact=fact)


@check("unique", tells=True)
def unique(
    doc: Document, facts: Sequence, *, field: Field = "text", by: Field | None = None, case: bool = False
) -> Iterator[Hit]:
    """No two facts (with the same `by`) have the same field; each after the first is a finding, the first is related."""
    first: dict[tuple, object] = {}
    for fact in facts:
        value = doc.value(fact, field)
        if value is None or not _folded(value, case):
            continue
        model = first.setdefault((doc.value(fact, by) if by else None, _folded(value, case)), fact)
        if model is not fact:
            yield Hit(fact.span, {"value": value}, related=(Related(model.span, fact=model),), fact=fact)


@check("sequence", tells=True)
def sequence(doc: Document, facts: Sequence, *, field: Field, start: int | None = None, step: int = 1) -> Iterator[Hit]:
    """The numbers in the field go up by `step`, from `start` if it is given. One finding where the count breaks; what follows is
    judged from there on."""
    expected = start
    for fact in facts:
        value = _number(doc.value(fact, field))
        if value is None:
            continue
        if expected is not None and value != expected:
            yield Hit(fact.span, {"value": value, "expected": expected}, fact=fact)
        expected = value + step


def _number(value: object) -> int | None:
    digits = re.search(r"\d{1,9}", str(value)) if value is not None else None
    return int(digits.group()) if digits else None


@check("length", tells=True)
def length(
    doc: Document,
    facts: Sequence,
    *,
    least: int = 0,
    most: int | None = None,
    field: Field = "text",
    unit: Literal["words", "characters"] = "words",
) -> Iterator[Hit]:
    """The field has at least `least` and at most `most` words or characters."""
    for fact in facts:
        value = doc.value(fact, field)
        if value is not None:
            size = len(str(value).split()) if unit == "words" else len(str(value))
            if size < least or most is not None and size > most:
                yield Hit(fact.span, {"size": size, "least": least, "most": most}, fact=fact)
