"""The line of place and date (địa danh, thời gian ban hành) as a fact: Decree 30/2020/NĐ-CP, Appendix I, II.4."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import pattern, words
from checker.language.letters import without_marks
from checker.model.document import Document
from checker.model.plan import PartialDate, PlaceDate
from checker.source.text import Span

_FORM = re.compile(r"(?P<place>[^,]*[^\s,]), ngày \d{1,2} tháng \d{1,2} năm \d{4}\Z")
_OF_A_UNIT = pattern(
    "outline", r"(?:Ủy ban|Uỷ ban|Hội đồng) nhân dân (?P<kind>{{places}}) (?P<name>[^,(]{2,40})\Z", re.IGNORECASE, gap=" "
)
_KIND = pattern("outline", r"(?:{{places}}|TP\.?|T\.P\.?|P\.|X\.)\s+", re.IGNORECASE, gap=" ")
_SHORT = re.compile(r"ngày\s+(\d)(?!\d)"), re.compile(r"tháng\s+([12])(?!\d)")


@dataclass(frozen=True, slots=True)
class PlaceDateLine:
    """'<place>, ngày dd tháng mm năm yyyy'. `written_span` is the line with a mark behind its year.

    `expected` is the line as it should stand, None where it stands so; `right` the same where all of it is known. `short_span`
    reaches from the first to the last figure that lacks its zero, None where none does; `zeros` is where those belong, `short`
    and `padded` are those parts of the date without and with them ('ngày 06 tháng 02'). `unit` is the administrative unit of
    the issuer and `seat` the place to be written, both None where the line's own place is no other one.
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
    place_span: Span
    unit: str | None = None
    seat: str | None = None


def read_place_date(doc: Document) -> tuple[PlaceDateLine, ...]:
    """The line of place and date, where the header has it. One that is still blank is judged by what stands before its blank."""
    line = doc.plan.header.place_date
    if line is None:
        return ()
    written, expected, right = _form(doc, line)
    found = (pattern.search(doc.text, *line.span) for pattern in _SHORT)
    short = [match for match in found if match and match[1] != "0"]
    spans = [Span(*match.span(1)) for match in short]
    words = [f"{match[0].split()[0]} " for match in short]  # 'ngày ', 'tháng '
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
            " ".join(word + match[1] for word, match in zip(words, short, strict=True)),
            " ".join(f"{word}0{match[1]}" for word, match in zip(words, short, strict=True)),
            line.place_span,
            *_seat(doc, line),
        ),
    )


def _form(doc: Document, line: PlaceDate) -> tuple[Span, str | None, str | None]:
    """The words that are judged, the line as it should stand, and the same where it is known whole."""
    marked = doc.text[line.span.end : line.span.end + 1] in (".", ";", ",")
    span = Span(line.span.start, line.span.end + marked)
    found, place, date = doc.words(span), _capitalised(line.place or ""), line.date
    if _is_torn(line.place or "") or line.place is None and "header" in doc.plan.unread:
        return span, None, None
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


def _seat(doc: Document, line: PlaceDate) -> tuple[str | None, str | None]:
    """(unit, place) of the issuer where the line names another place: of a council or committee of a unit, which sits there."""
    header = doc.plan.header
    owner = header.parent if (header.issuer or "").startswith("Sở ") else header.issuer  # a department sits in its province
    match = _OF_A_UNIT.match(owner or "") if header.issuer_span and line.place else None
    if match is None:
        return None, None
    name, place = match["name"].strip(), line.place
    kind = _KIND.match(place)
    if kind and kind.end() < len(place):
        place = place[kind.end() :]
    own, other = (_plain(one) for one in (name, place))
    if own in other or other in own or _is_torn(place):
        return None, None
    return f"{match['kind']} {name}", f"{match['kind'].capitalize()} {name}" if name.isdigit() else name


def _plain(name: str) -> str:
    """A name without marks, blanks and dashes: spellings of one name ('Hòa', 'Hoà'; 'Đắk', 'Đăk') are the same."""
    return without_marks("".join(filter(str.isalnum, name.lower())))


def _is_torn(place: str) -> bool:
    """Whether a copy tore the syllables of a place apart ('Qu ả ng Ngãi'): then its capitals say nothing."""
    return any(len(word) == 1 and word.islower() for word in place.split())


def _capitalised(place: str) -> str:
    """Every syllable with a capital, but for kinds of units inside a name ('Thị xã …')."""
    small = words("form", "small_in_places")
    syllables = place.split()
    return " ".join(one if at and one in small else one[:1].upper() + one[1:] for at, one in enumerate(syllables))
