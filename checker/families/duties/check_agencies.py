"""The capitals of agencies' names."""

from __future__ import annotations

from collections.abc import Iterator

from checker.families.duties.records import Agency
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span

_MOST_RELATED = 12


def _others(spans: list[Span]) -> tuple[Related, ...]:
    return tuple(Related(span) for span in spans[1 : _MOST_RELATED + 1])


@check("agency_capitals")
def agency_capitals(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ407: a name with wrong capitals. One finding per way to write it.

    Algorithm: each letter that changes is an edit of its own.
    """
    by_form: dict[str, list[Agency]] = {}
    for agency in facts:
        if agency.styled and agency.where != "header":
            by_form.setdefault(doc.words(agency.named), []).append(agency)
    for found, same in by_form.items():
        span = same[0].named
        right = " ".join(same[0].styled.split())
        edits = _case_edits(doc.text, span, same[0].styled)
        fixes = (Fix(edits, "suggest"),) if edits else ()
        places = [agency.named for agency in same if agency.named]
        yield Hit(span, {"found": found, "expected": right}, _others(places), fixes, more=tuple(places[1:]))


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
