"""The capitals of agencies' names."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base.vocabulary import pattern
from checker.families.duties.names import CAPITAL
from checker.families.duties.records import Agency
from checker.model.checkbook import check
from checker.model.document import Document, inside
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span

_MOST_RELATED = 12


def _others(spans: list[Span]) -> tuple[Related, ...]:
    return tuple(Related(span) for span in spans[1 : _MOST_RELATED + 1])


_BOARD = pattern("duties", r"Ban(?<!\wBan)[ \n]({{boards_of}})(?!\w)")
_LEVEL = r"[ \n](?:{{levels_of_schools}})"
_SCHOOL = pattern(
    "duties", rf"trường(?<!\wtrường){_LEVEL}(?:[ \n]và{_LEVEL})?[ \n][{CAPITAL}]\w{{0,12}}(?:[ ][{CAPITAL}]\w{{0,12}}){{0,5}}"
)
_SEVERAL = pattern("duties", r"(?:(?<!\w)(?:{{several_schools}})|\d)\s{1,3}\Z")


@check("agency_capitals")
def agency_capitals(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ407: a name with wrong capitals. One finding per way to write it.

    Algorithm: each letter that changes is an edit of its own.
    """
    styled = [(agency.named, agency.styled) for agency in facts if agency.styled and agency.where != "header" and agency.named]
    by_form: dict[str, list[tuple[Span, str]]] = {}
    for span, right in sorted((*styled, *_heads_in_small_letters(doc, [agency.span for agency in facts]))):
        if _goes_on_in_a_cell(doc.text, span.start):
            continue
        by_form.setdefault(doc.words(span), []).append((span, right))
    for found, same in by_form.items():
        span, right = same[0]
        edits = _case_edits(doc.text, span, right)
        fixes = (Fix(edits, "suggest"),) if edits else ()
        places = [place for place, _ in same]
        args = {"found": found, "expected": " ".join(right.split())}
        yield Hit(span, args, _others(places), fixes, more=tuple(places[1:]))


def _goes_on_in_a_cell(text: str, at: int) -> bool:
    """Whether a word opens a line far from the margin: the cell of a table drawn with blanks, whose line above may end with the
    words that want a small letter ('Trưởng | phòng Kinh tế')."""
    front = text[max(0, at - _WIDEST) : at].rpartition("\n")[2]
    return len(front) >= _FAR and front.isspace()


_FAR, _WIDEST = 12, 160  # code points


def _heads_in_small_letters(doc: Document, agencies: list[Span]) -> Iterator[tuple[Span, str]]:
    """'trường Tiểu học Hạ Hòa', 'Ban quản lý dự án': names that no registry has, where their form alone tells the capital."""
    body = doc.plan.body
    for match in _BOARD.finditer(doc.text, body.start, body.end):
        if not inside(agencies, match.start()):
            at = match.start(1)
            yield Span(*match.span()), doc.text[match.start() : at] + doc.text[at].upper() + doc.text[at + 1 : match.end()]
    for match in _SCHOOL.finditer(doc.text, body.start, body.end):
        if not _SEVERAL.search(doc.source.lower, max(0, match.start() - 20), match.start()):
            yield Span(*match.span()), doc.text[match.start()].upper() + doc.text[match.start() + 1 : match.end()]


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
