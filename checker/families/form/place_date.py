"""Place and date of issue (địa danh, thời gian ban hành): Decree 30/2020/NĐ-CP, Appendix I, II.4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import is_bare_body, title_line
from checker.model.checkbook import check
from checker.model.findings import Edit, Fix, Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_FORM = re.compile(r"(?P<place>[^,]*[^\s,]), ngày \d{1,2} tháng \d{1,2} năm \d{4}\Z")
_SHORT_DAY = re.compile(r"ngày\s+(\d)(?!\d)")
_SHORT_MONTH = re.compile(r"tháng\s+([12])(?!\d)")


@check("place_date_missing")
def place_date_missing(doc: Document) -> Iterator[Hit]:
    """No line of place and date. Silent on an extract that starts with the title."""
    if doc.plan.header.place_date is None and not is_bare_body(doc):
        yield Hit(title_line(doc), absent=True)


@check("place_date_blank")
def place_date_blank(doc: Document) -> Iterator[Hit]:
    """Day or month still to be written ('ngày     tháng 3 năm 2026')."""
    line = doc.plan.header.place_date
    if line and (line.date is None or line.date.day is None):
        yield Hit(line.span, {"found": doc.words(line.span)})


def _place(place: str, lower_words: Sequence[str]) -> str:
    words = place.split()
    return " ".join(word if i and word in lower_words else word[:1].upper() + word[1:] for i, word in enumerate(words))


@check("place_date_form")
def place_date_form(doc: Document, *, lower_words: Sequence[str] = ("phố", "xã", "trấn", "khu", "và")) -> Iterator[Hit]:
    """'<place>, ngày dd tháng mm năm yyyy', every syllable of the place in capitals but `lower_words` ('Thị xã …').

    A line that is still blank is judged by what stands before its blank.
    """
    line = doc.plan.header.place_date
    if line is None:
        return
    span = line.span
    if doc.text[span.end : span.end + 1] in (".", ";", ","):  # a mark behind the year
        span = Span(span.start, span.end + 1)
    found = doc.words(span)
    place = _place(line.place or "", lower_words)
    date = line.date
    if date and date.day and date.month:
        match = _FORM.match(found)
        if match and match["place"] == place:
            return
        zero = "0" if date.month < 3 else ""
        expected = f"{place or '…'}, ngày {date.day:02} tháng {zero}{date.month} năm {date.year}"
        safe = line.place is not None
        fixes = fix(doc.text, span, expected, "suggest") if safe else ()
        yield Hit(span, {"found": found, "expected": expected}, fixes=fixes)
    elif line.place and "ngày" in found.lower() and not found.startswith(f"{place}, ngày"):
        yield Hit(line.span, {"found": found, "expected": f"{place}, ngày … tháng … năm …"})


@check("place_date_padding")
def place_date_padding(doc: Document) -> Iterator[Hit]:
    """Days below 10 and months 1 and 2 have a leading zero."""
    line = doc.plan.header.place_date
    if line is None:
        return
    spans = [
        Span(match.start(1), match.end(1))
        for match in (pattern.search(doc.text, line.span.start, line.span.end) for pattern in (_SHORT_DAY, _SHORT_MONTH))
        if match and match[1] != "0"
    ]
    if spans:
        shown = Span(min(spans).start, max(spans).end)
        edits = tuple(Edit(Span(span.start, span.start), "0") for span in spans)
        found = ", ".join(doc.text[s.start : s.end] for s in spans)
        expected = ", ".join("0" + doc.text[s.start : s.end] for s in spans)
        yield Hit(shown, {"found": found, "expected": expected}, fixes=(Fix(edits, "safe"),))


@check("place_date_exists")
def place_date_exists(doc: Document) -> Iterator[Hit]:
    """The document's own date is one that the calendar has."""
    line = doc.plan.header.place_date
    if line and line.date and not line.date.exists:
        yield Hit(line.date_span, {"found": doc.words(line.date_span)})
