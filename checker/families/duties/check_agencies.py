"""Checks of agencies: names, capitals, and whether a body or a place still exists at the plan's date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.families.duties.records import Abbreviation, Agency, Unit
from checker.language.days import vietnamese_day
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span

_MOST_RELATED = 12


def _others(spans: list[Span]) -> tuple[Related, ...]:
    return tuple(Related(span) for span in spans[1 : _MOST_RELATED + 1])


def _name_span(agency: Agency) -> Span:
    """The name without the place behind it."""
    return Span(agency.span.start, agency.place.start) if agency.place else agency.span


def _tight(doc: Document, span: Span) -> Span:
    """The span without blanks at its end."""
    end = span.end
    while end > span.start and doc.text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


@check("agency_misspelled")
def agency_misspelled(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ403: a name with one wrong word, or one that has lost a word, "và" or a mark. One finding per wrong name."""
    by_form: dict[str, list[Agency]] = {}
    for agency in facts:
        if agency.slip and agency.right:
            by_form.setdefault(doc.words(agency.slip).lower() + "|" + agency.known.name, []).append(agency)
    for same in by_form.values():
        first = same[0]
        span = _tight(doc, _name_span(first))
        found = doc.words(span)
        wrong = doc.text[first.slip.start : first.slip.end]
        lost = wrong.isspace()
        right = _like(found if lost else wrong, first.right, first.known.name)
        args = {"found": found, "wrong": wrong.strip(), "right": right, "expected": first.known.name}
        edit = Edit(first.slip, _between(right) if lost else right)
        mark = "info" if lost and not right.isalpha() else None
        yield Hit(span, args, _others([a.span for a in same]), (Fix((edit,), "suggest"),), mark, "lost" if lost else "default")


def _between(lost: str) -> str:
    """A lost word or mark with the blanks that stand around it."""
    return f"{lost} " if lost == "," else f" {lost} "


def _like(written: str, right: str, name: str) -> str:
    """The right word with the capitals of the registered name, or all in capitals where the text is."""
    if written.isupper() and len(written) > 1:
        return right.upper()
    return next((w for w in name.replace(",", " ").split() if w.lower() == right), right)


@check("agency_standing")
def agency_standing(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ404: a body that acts in the plan and does not exist at its date. One finding per body."""
    by_name: dict[str, list[Agency]] = {}
    for agency in facts:
        if agency.standing and agency.acting and not agency.past:
            by_name.setdefault(agency.known.name, []).append(agency)
    for same in by_name.values():
        first = same[0]
        known = first.known
        span = _tight(doc, _name_span(first))
        gone = first.standing == "gone"
        since = known.until + datetime.timedelta(days=1) if gone else known.since
        args = {
            "found": doc.words(first.span),
            "name": known.name,
            "since": vietnamese_day(since),
            "successor": known.successor or "",
            "basis": known.basis or "",
        }
        fixes = ()
        if gone and known.successor and not any(mark in known.successor for mark in "(,;"):
            fixes = (Fix((Edit(span, known.successor),), "suggest"),)
        note = "not_yet" if not gone else "default" if known.successor else "gone"
        yield Hit(span, args, _others([a.span for a in same]), fixes, "info" if known.mark == "GK" else None, note)


@check("place_standing")
def place_standing(doc: Document, facts: tuple[Unit, ...]) -> Iterator[Hit]:
    """CQ405: a unit that is gone at the plan's date and is spoken of as present. One finding per name.

    A unit that only ends the name of a body that is gone itself is that body's finding.
    """
    gone = {a.span for a in doc.facts("agency") if a.standing and a.acting and not a.past}
    by_name: dict[str, list[Unit]] = {}
    for unit in facts:
        if not unit.past and unit.owner not in gone:
            by_name.setdefault(unit.name.lower().removeprefix("cấp "), []).append(unit)
    for same in by_name.values():
        first = same[0]
        span = first.owner if first.owner and first.owner.start < first.span.start else first.span
        args = {
            "found": doc.words(span),
            "name": first.name,
            "since": vietnamese_day(first.until + datetime.timedelta(days=1)),
            "successor": first.successor or "",
            "basis": first.basis or "",
        }
        note = "default" if args["found"].lower() == first.name.lower() else "part"
        yield Hit(span, args, _others([u.span for u in same]), (), "info" if first.mark == "GK" else None, note)


@check("agency_capitals")
def agency_capitals(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ407: a name with wrong capitals. One finding per way to write it."""
    by_form: dict[str, list[Agency]] = {}
    for agency in facts:
        if agency.styled and agency.where != "header":
            by_form.setdefault(doc.words(_tight(doc, _name_span(agency))), []).append(agency)
    for found, same in by_form.items():
        span = _tight(doc, _name_span(same[0]))
        right = " ".join(same[0].styled.split())
        edits = _case_edits(doc.text, span, same[0].styled)
        fixes = (Fix(edits, "suggest"),) if edits else ()
        yield Hit(span, {"found": found, "expected": right}, _others([a.span for a in same]), fixes)


def _case_edits(text: str, span: Span, right: str) -> tuple[Edit, ...]:
    """One edit per letter run that changes, where both are of the same length."""
    written = text[span.start : span.end]
    right = right.rstrip()
    if len(written) != len(right):
        return (Edit(span, right),)
    edits = []
    at = 0
    while at < len(written):
        if written[at] == right[at]:
            at += 1
            continue
        end = at + 1
        while end < len(written) and written[end] != right[end]:
            end += 1
        edits.append(Edit(Span(span.start + at, span.start + end), right[at:end]))
        at = end
    return tuple(edits)


@check("abbreviation_mismatch")
def abbreviation_mismatch(doc: Document, facts: tuple[Abbreviation, ...]) -> Iterator[Hit]:
    """CQ409: a form one slip from what its words, the rest of the text or common use say. One finding per form."""
    for one in facts:
        if not one.meant:
            continue
        places = [p for p in one.places if one.words is None or p.start >= one.words.end] or list(one.places)
        first = places[0]
        related = [Related(p) for p in one.places if p != first][:_MOST_RELATED]
        args = {"found": one.short, "expected": one.meant, "words": doc.words(one.words) if one.words else ""}
        fixes = tuple(Fix((Edit(p, one.meant),), "suggest") for p in (first,))
        yield Hit(first, args, tuple(related), fixes, note="words" if one.words else "default")


@check("abbreviation_undefined")
def abbreviation_undefined(doc: Document, facts: tuple[Abbreviation, ...], *, shortest: int = 3) -> Iterator[Hit]:
    """CQ408: an abbreviation of `shortest` letters or more, neither common nor explained; at its first place in the body."""
    body = doc.plan.body
    for one in facts:
        if one.known or one.defined or one.meant or len(one.short) < shortest or not one.short.isalpha():
            continue
        places = [p for p in one.places if body.start <= p.start < body.end]
        if places:
            yield Hit(places[0], {"found": one.short}, tuple(Related(p) for p in places[1 : _MOST_RELATED + 1]))
