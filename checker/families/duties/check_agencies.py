"""The capitals of agencies' names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.base.vocabulary import pattern
from checker.families.duties.names import CAPITAL
from checker.families.duties.records import Agency
from checker.model.checkbook import check
from checker.model.document import Document, inside
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span, occurrences

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
    others = (*_heads_in_small_letters(doc, [agency.span for agency in facts]), *_unlike_the_others(doc, facts))
    for span, right in sorted({*styled, *others}):
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


def _unlike_the_others(doc: Document, agencies: tuple[Agency, ...]) -> Iterator[tuple[Span, str]]:
    """Names that no registry has, with other capitals than the text gives them elsewhere, and that more than once; behind a
    hyphen once is enough, for a field has its capital there: 'Phòng Hành chính - quản trị'."""
    text, lower, body = doc.text, doc.source.lower, doc.plan.body
    forms: dict[str, Counter[str]] = {}
    for agency in agencies:
        if agency.known is None and agency.named and " " in (name := text[slice(*agency.named)]) and "\n" not in name:
            forms.setdefault(name.lower(), Counter())[name] += 1
    for small, counted in forms.items():
        right, often = counted.most_common(1)[0]
        if len(counted) > 1 or len(small.split()) < _SHORTEST or right.isupper():
            continue
        for at in occurrences(lower, small):
            end = at + len(small)
            found = text[at:end]
            whole = not lower[at - 1 : at].isalnum() and not lower[end : end + 1].isalnum()
            if found == right or found[0] != right[0] or not whole or not body.start <= at < body.end or found.isupper():
                continue
            wrong = next(i for i, (a, b) in enumerate(zip(found, right, strict=True)) if a != b)
            sure = often > 1 or lower.startswith("- ", at + wrong - 2)
            if sure and not _ACT.match(lower, at + wrong):  # 'Phòng Kế hoạch tổ chức …'
                yield Span(at, end), right


_SHORTEST = 5  # words of a name that is no common noun: 'trung tâm dữ liệu' is one
_ACT = pattern("duties", r"(?:{{acts}})(?!\w)")


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
