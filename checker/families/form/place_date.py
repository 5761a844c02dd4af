"""The line of place and date (địa danh, thời gian ban hành) as a fact: Decree 30/2020/NĐ-CP, Appendix I, II.4."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import words
from checker.model.document import Document
from checker.model.plan import PartialDate, PlaceDate
from checker.source.text import Span

_FORM = re.compile(r"(?P<place>[^,]*[^\s,]), ngày \d{1,2} tháng \d{1,2} năm \d{4}\Z")
_SHORT = re.compile(r"ngày\s+(\d)(?!\d)"), re.compile(r"tháng\s+([12])(?!\d)")


@dataclass(frozen=True, slots=True)
class PlaceDateLine:
    """'<place>, ngày dd tháng mm năm yyyy'. `written_span` is the line with a mark behind its year.

    `expected` is the line as it should stand, None where it stands so; `right` the same where all of it is known. `short_span`
    reaches from the first to the last figure that lacks its zero, None where none does; `zeros` is where those belong, `short`
    and `padded` are the figures without and with them.
    """

    span: Span
    date_span: Span
    date: PartialDate | None
    written_span: Span
    expected: str | None
    right: str | None
    short_span: Span | None
    zeros: tuple[Span, ...]
    short: str
    padded: str


def read_place_date(doc: Document) -> tuple[PlaceDateLine, ...]:
    """The line of place and date, where the header has it. One that is still blank is judged by what stands before its blank."""
    line = doc.plan.header.place_date
    if line is None:
        return ()
    written, expected, right = _form(doc, line)
    found = (pattern.search(doc.text, *line.span) for pattern in _SHORT)
    spans = [Span(*match.span(1)) for match in found if match and match[1] != "0"]
    figures = [doc.text[span.start : span.end] for span in spans]
    return (
        PlaceDateLine(
            line.span,
            line.date_span,
            line.date,
            written,
            expected,
            right,
            Span(min(spans).start, max(spans).end) if spans else None,
            tuple(Span(span.start, span.start) for span in spans),
            ", ".join(figures),
            ", ".join("0" + figure for figure in figures),
        ),
    )


def _form(doc: Document, line: PlaceDate) -> tuple[Span, str | None, str | None]:
    """The words that are judged, the line as it should stand, and the same where it is known whole."""
    marked = doc.text[line.span.end : line.span.end + 1] in (".", ";", ",")
    span = Span(line.span.start, line.span.end + marked)
    found, place, date = doc.words(span), _capitalised(line.place or ""), line.date
    if date and date.day and date.month:
        match = _FORM.match(found)
        if match and match["place"] == place:
            return span, None, None
        zero = "0" if date.month < 3 else ""
        expected = f"{place or '…'}, ngày {date.day:02} tháng {zero}{date.month} năm {date.year}"
        return span, expected, expected if line.place is not None else None
    if line.place and "ngày" in found.lower() and not found.startswith(f"{place}, ngày"):
        return line.span, f"{place}, ngày … tháng … năm …", None
    return span, None, None


def _capitalised(place: str) -> str:
    """Every syllable with a capital, but for kinds of units inside a name ('Thị xã …')."""
    small = words("form", "small_in_places")
    syllables = place.split()
    return " ".join(one if at and one in small else one[:1].upper() + one[1:] for at, one in enumerate(syllables))
