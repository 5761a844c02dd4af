"""The components above the body (Nghị định 30/2020/NĐ-CP, Điều 8): found by what they say, wherever a copy left them.

Lines one under the other, two columns by tabs or blanks, or the cells of a table row: each line or cell is searched for the
components that have a form of their own; what is left in capitals names the organs.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern, words
from checker.model.plan import Header, NumberLine, PartialDate, PlaceDate, Table
from checker.outline.kinds import kind_of_issuer
from checker.outline.lines import Line
from checker.outline.organs import begins_organ, organ_lines, sentence_case, split_flat
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

_NATIONAL = re.compile(
    r"c[ộôọo]ng\s{0,4}h\S{1,3}\s{0,4}x\S{1,2}\s{0,4}h\S{1,3}\s{0,4}ch\S{1,2}\s{0,4}ng\S{1,4}(?:\s{0,4}v\S{1,4}\s{0,4}n\S{1,3})?"
    r"|chxhcn\s+việt\s+nam|c[ộôọo]ng\s{1,4}h\S{1,3}\s{1,4}(?:x\S{1,2}\s+h\S{1,3}\s+|xhcn\s+)?(?:ch\S{1,2}\s+ngh\S{1,3}\s+)?việt\s+nam"
)
_PARTY_TITLE = re.compile(r"đảng\s+cộng\s+sản\s+việt\s+nam")
_MOTTO = re.compile(r"đ\S{1,3}\s?l[ậâa]p\W{0,7}t\S{1,2}\s?do\W{0,7}h[ạa]nh\s?ph\S{1,3}\w")
# a stray mark behind it is part of what is wrong
_MOTTO_TAIL = re.compile(r"(?:[.;!,:/]{1,2}(?![\w.…])| ?[-–](?=[ \t]*(?:\n|\||\Z)))?")
_NUMBER = re.compile(
    r"(?<!\w)s[ốôóo]\s*(?P<colon>[:.]?)\s*"
    r"(?P<value>(?P<number>[\d.…_⁄\s]{0,40}?)\s*"
    r"(?:(?P<sep>[/\-–⁄])\s*(?:(?:19|20)\d\d\s?/\s?)?|(?<=\d)(?=[a-zđ]{2,4}[-–/][a-zđ]))"  # '12/2026/QĐ', '45KH-UBND'
    r"(?P<symbol>[a-zđư][\w&.]{0,24}(?:[ ]?[-–/][ ]?[a-zđư][\w&.]{0,30}){0,5})"
    r"|(?P<bare>(?<=:)[\d.…_\s]{0,40}|(?<=: )[\d.…_\s]{0,40}))"
)
_FIELD = r"[\s.…_]{0,4}(?:\{\{\w{1,30}\}\}|\[[^\]\n]{0,20}\]|<[^>\n]{0,20}>)[ \t.…_]{0,4}"  # a blank of a template
_DATE = re.compile(
    rf"(?:ngày|(?<=[,\w] )(?=\d{{1,2}} tháng \d{{1,2}} năm \d{{4}}))(?P<day>[\s\d.…_]{{0,24}}|{_FIELD})"
    rf"tháng(?:(?P<month>[\s\d.…_]{{0,24}}|{_FIELD}),?\s?năm(?P<year>[\s\d.…_]{{0,24}}\d|{_FIELD}|[ \t.…_]{{0,24}})"
    r"|\s{0,4}(?P<bmonth>\d{1,2})[,\s]\s{0,4}(?P<byear>\d{4}))"
    r"|(?:ngày\s+)?(?P<nday>\d{1,2})\s?[/.-]\s?(?P<nmonth>\d{1,2})\s?[/.-]\s?(?P<nyear>\d{4})"
)
_PLACE = re.compile(r"[ ]*(?P<place>[^\W\d_][^\t|,;:\n/]{0,50}?)?[ ]*(?P<comma>,?)[ ]*\Z")
_GAP = re.compile(r"\t+|[ ]{3,}|\x0b+|[-_*=]{3,}|[ ]?\|[ ]?")  # a bar is what web pages leave of a table without borders
_YOUTH_TITLE = re.compile(r"đoàn (?:tncs|thanh niên cộng sản) hồ chí minh\Z")  # stands where the State has its Quốc hiệu
_JUNK = pattern("outline", r"(?:dự\s*thảo|{{header_marks}}|kính gửi.*)\Z")
_LINE_STARTS = ("\n", CELL_BREAK, "|", "\t")  # what parts lines, lines of a cell, cells and columns
_LONGEST_ORGAN = 80
_LONGEST_HEAD = 20  # characters of the words that name a kind of organ
_LONGEST_REST = 60  # characters of a component that stand on the line below the one where it begins


class _Piece(NamedTuple):
    """A line or a table cell above the title."""

    span: Span
    flat: bool  # a cell: its lines were run together
    reach: int  # where a component that begins here ends at the latest: web copies break one over two lines


_CITES = re.compile(r"(?<!\w)theo\s[^\W\d_]+\s[^\W\d_]+\Z")


def read_header(source: Source, lines: Sequence[Line], tables: Sequence[Table], end: int, titled: bool = True) -> Header:
    """The components that stand before `end`, the start of the title (or of the body where there is none: not `titled`)."""
    found = _Components(source)
    for piece in _pieces(lines, tables, end):
        found.take(piece)
    found.drop_unshown(titled)
    parent, issuer = _organs(source, _above(source, found.organs or found.small, found.number, found.place_date))
    issuer_text = _joined(source, issuer)
    parent_name = _joined(source, parent)
    name = _issuer_name(parent_name, issuer_text)
    title = "party" if found.party else "state" if found.national else ""
    youth = any(_YOUTH_TITLE.match(source.words(span).lower()) for span in found.organs)
    return Header(
        kind=kind_of_issuer(name or "", parent_name or "", found.number, title, youth),
        national_title=found.national,
        motto=found.motto,
        parent=parent_name,
        parent_span=parent[0] if parent else None,
        issuer=name,
        issuer_text=issuer_text,
        issuer_span=issuer[0] if issuer else None,
        number=found.number,
        place_date=found.place_date,
    )


class _Components:
    """The components while the pieces are read in order. `organs` are lines in capitals, `small` those that name an organ in
    small letters."""

    def __init__(self, source: Source):
        self._source = source
        self._below = 0  # the end of what the piece above reaches down to
        self.national: Span | None = None
        self.motto: Span | None = None
        self.number: NumberLine | None = None
        self.place_date: PlaceDate | None = None
        self.party = False
        self.organs: list[Span] = []
        self.small: list[Span] = []

    def take(self, piece: _Piece) -> None:
        """Read the next piece: what has a form of its own, then the organs in what is left."""
        span = Span(max(piece.span.start, self._below), piece.span.end)
        if span.start >= span.end:
            return
        piece = piece._replace(span=span)
        titles = self._take_national(piece), self._take_party(span), self._take_motto(piece)
        date = self._take_date(piece)
        number = self._take_number(Span(span.start, date.start) if date and self._is_own(date) else span)
        taken = [one for one in (*titles, date, number) if one]
        self._below = max([span.end, *(one.end for one in taken)])
        rest = _left_of(self._source.text, span, taken)
        self.organs += _organ_spans(self._source, rest, piece.flat, self.organs[-1].end if self.organs else -1)
        self.small += _small_organs(self._source, rest)

    def drop_unshown(self, titled: bool) -> None:
        """Forget capitals that nothing shows to be a header: the title of a work table, the codes of its cells."""
        if self.national or self.motto or self.number or self.place_date:
            return
        self.small = []
        if not (titled and any(begins_organ(self._source.words(span)) for span in self.organs)):
            self.organs = []

    def _take_national(self, piece: _Piece) -> Span | None:
        hit = None if self.national else _begins(_NATIONAL, self._source.lower, piece)
        self.national = Span(*hit.span()) if hit else self.national
        return self.national if hit else None

    def _take_party(self, span: Span) -> Span | None:
        hit = _PARTY_TITLE.search(self._source.lower, *span)
        if not hit or not self._source.text[hit.start() : hit.end()].isupper():
            return None
        self.party = True
        title = Span(*hit.span())
        self.national = self.national or title
        return title

    def _take_motto(self, piece: _Piece) -> Span | None:
        low = self._source.lower
        hit = None if self.motto else _begins(_MOTTO, low, piece)
        if hit is None:
            return None
        self.motto = Span(hit.start(), _MOTTO_TAIL.match(low, hit.end(), max(hit.end(), piece.reach)).end())
        return self.motto

    def _take_date(self, piece: _Piece) -> Span | None:
        hit = _begins(_DATE, self._source.lower, piece)
        if hit is None:
            return None
        read = _place_date(self._source, piece.span.start, hit)
        self.place_date = self.place_date or read
        return read.span if read else Span(*hit.span())

    def _is_own(self, date: Span) -> bool:
        return self.place_date is not None and self.place_date.span == date

    def _take_number(self, span: Span) -> Span | None:
        if self.number or _goes_on_citing(self._source.lower, self.organs, span.start):
            return None
        self.number = _number(self._source, *span)
        return self.number.span if self.number else None


def _goes_on_citing(low: str, organs: Sequence[Span], at: int) -> bool:
    """Whether the line at `at` belongs to the organ's name right above: 'ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH' / 'SỐ 1050/QĐ-SCT'."""
    return (
        bool(organs) and _CITES.search(low, *organs[-1]) is not None and not low[organs[-1].end : at].strip(" \n|" + CELL_BREAK)
    )


def _pieces(lines: Sequence[Line], tables: Sequence[Table], end: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    for table in tables:
        if table.span.start < end:
            pieces.extend(
                _Piece(cell.span, True, cell.span.end)
                for row in table.rows
                for cell in row.cells
                if cell.span.end > cell.span.start and cell.span.start < end
            )
    inside = [t.span for t in tables if t.span.start < end]
    for line in lines:
        if line.begin >= end:
            break
        if not line.blank and not any(s.start <= line.start < s.end for s in inside):
            stop = min(line.end, end)
            pieces.append(_Piece(Span(line.start, stop), False, min(stop + _LONGEST_REST, end)))
    return sorted(pieces)


def _begins(pattern: re.Pattern, low: str, piece: _Piece) -> re.Match | None:
    """The component that begins in a piece; it may end on the next line."""
    hit = pattern.search(low, piece.span.start, piece.reach)
    return hit if hit and hit.start() < piece.span.end else None


def _number(source: Source, start: int, stop: int) -> NumberLine | None:
    low, text = source.lower, source.text
    for hit in _NUMBER.finditer(low, start, stop):
        if hit["bare"] is not None and hit.start() > start + 2 and not hit["bare"].strip():
            continue
        opens = (
            hit.start() == start
            or text[hit.start() - 1] in ("\t", "|", CELL_BREAK)
            or not low[max(start, hit.start() - 3) : hit.start()].strip()
        )
        if not opens or hit["value"] and not hit["symbol"] and not hit["colon"]:
            continue
        value = Span(*hit.span("value"))
        digits = re.sub(r"\D", "", hit["number"] or hit["bare"] or "")
        symbol = None
        if hit["symbol"] is not None:
            symbol = re.sub(r"\s", "", text[hit.start("symbol") : hit.end("symbol")]).replace("–", "-")
        end = hit.end("value")
        while end > value.start and text[end - 1] in " \n":
            end -= 1
        return NumberLine(
            Span(hit.start(), max(end, hit.end("colon"))),
            Span(value.start, max(value.start, end)),
            digits.lstrip("0") or None,
            symbol,
        )
    return None


def _place_date(source: Source, start: int, hit: re.Match) -> PlaceDate | None:
    """The place and date at a date of the header; None for a date that stands in other words ('Ban hành ngày …')."""
    text = source.text
    for gap in _GAP.finditer(text, start, hit.start()):
        start = gap.end()
    if number := _number(source, start, hit.start()):  # 'Số: 12/KH-UBND, Long Hồ, ngày …'
        start = min(hit.start(), number.span.end + (text[number.span.end] in ",;"))
    before = _PLACE.match(text, start, hit.start())
    if before and not before["place"]:  # 'Sóc Trăng,' ends the line above
        before = _PLACE.match(text, _line_above(text, start), start - 1) or before
    place = before["place"].strip() if before and before["place"] else None
    numeric = hit["nyear"] is not None
    if numeric and not (before and before["comma"]):
        return None
    if place and (len(place.split()) > 8 or place.islower() or _JUNK.match(place.lower())):
        return None
    end = hit.end()
    while end > hit.start() and text[end - 1] in " \t\n.…_" and not numeric:
        end -= 1
    place_span = Span(*before.span("place")) if place else Span(hit.start(), hit.start())
    return PlaceDate(Span(place_span.start, end), place, place_span, Span(hit.start(), end), _written(hit))


def date_below(source: Source, start: int, end: int) -> PlaceDate | None:
    """The line of place and date among the words below the body, where letters and contracts have it."""
    text = source.text
    for hit in _DATE.finditer(source.lower, start, end):
        begin = max(text.rfind(mark, start, hit.start()) for mark in _LINE_STARTS) + 1 or start
        read = _place_date(source, begin, hit)
        if read and read.place and text[read.span.end : end].lstrip(" .…_")[:1] in ("", *_LINE_STARTS):
            return read
    return None


def read_date(source: Source, span: Span) -> PartialDate | None:
    """The first date among some words, as far as it is written."""
    hit = _DATE.search(source.lower, *span)
    return _written(hit) if hit else None


def _written(hit: re.Match) -> PartialDate | None:
    return _partial(
        hit["nday"] or hit["day"], hit["nmonth"] or hit["bmonth"] or hit["month"], hit["nyear"] or hit["byear"] or hit["year"]
    )


def _line_above(text: str, start: int) -> int:
    """Where the line, or line of a cell, above the one that begins at `start` begins, if it ends with a comma; else `start`."""
    if text[start - 1 : start] not in ("\n", CELL_BREAK) or text[: start - 1].rstrip(" ")[-1:] != ",":
        return start
    return max(text.rfind(mark, 0, start - 1) for mark in _LINE_STARTS) + 1


def _partial(day: str | None, month: str | None, year: str | None) -> PartialDate | None:
    numbers = [int(digits) if (digits := re.sub(r"\D", "", part or "")) else None for part in (day, month, year)]
    if not numbers[2] or not 1900 <= numbers[2] <= 2999:
        return None
    return PartialDate(numbers[2], numbers[1], numbers[0] if numbers[1] else None)


def _left_of(text: str, piece: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a piece beside the components that were `taken` from it, cut at rules and gaps."""
    rest: list[Span] = []
    at = piece.start
    for span in [*sorted(taken), Span(piece.end, piece.end)]:
        if span.start > at:
            rest.append(Span(at, span.start))
        at = max(at, span.end)
    return [_trimmed(text, part) for span in rest for part in _between_gaps(text, span)]


def _between_gaps(text: str, span: Span) -> list[Span]:
    cuts = [span.start]
    for gap in _GAP.finditer(text, span.start, span.end):
        cuts += [gap.start(), gap.end()]
    cuts.append(span.end)
    return [Span(left, right) for left, right in zip(cuts[::2], cuts[1::2], strict=True)]


def _trimmed(text: str, span: Span) -> Span:
    """Some words without the marks around them."""
    left, right = span
    while left < right and not (text[left].isalnum()):
        left += 1
    while right > left and not (text[right - 1].isalnum() or text[right - 1] in ")."):
        right -= 1
    return Span(left, right)


def _organ_spans(source: Source, rest: Sequence[Span], flat: bool, above: int) -> list[Span]:
    """The parts in capitals. `above` is where the last organ line ends."""
    text, low = source.text, source.lower
    organs: list[Span] = []
    for left, right in rest:
        words = text[left:right]
        letters = sum(map(str.isalpha, words))
        shouting = sum(map(str.isupper, words)) >= 0.6 * letters
        least = 2 if text[above:left] in ("\n", " \n", CELL_BREAK) else 4  # 'HỘI ĐỒNG NHÂN⏎DÂN'
        if letters < least and begins_organ(" ".join(text[left : right + _LONGEST_HEAD].split())):
            least = letters  # 'ỦY⏎BAN NHÂN DÂN'
        if letters < least or not shouting or "/" in words or _JUNK.match(low[left:right]):
            continue
        offset = left
        for part in split_flat(words) if flat else [words]:
            found = text.find(part, offset, right)
            organs.append(Span(found, above := found + len(part.rstrip())))
            offset = found + len(part)
    return organs


def _small_organs(source: Source, rest: Sequence[Span]) -> list[Span]:
    """The parts that name an organ in small letters ('UBND phường Liên Chiểu'): the header's where it has none in capitals."""
    text = source.text
    return [
        span
        for span in rest
        if text[span.start : span.start + 1].isupper()
        and span.end - span.start < _LONGEST_ORGAN
        and begins_organ(text[span.start : span.end].upper())
        and not set(":;/") & set(text[span.start : span.end])
    ]


def _above(source: Source, organs: list[Span], number: NumberLine | None, place_date: PlaceDate | None) -> list[Span]:
    """The organs that stand before number and date; what follows in capitals is a subject whose title is missing."""
    last = max([s.span.end for s in (number, place_date) if s], default=None)
    before = [s for s in organs if last is None or s.start < last] or organs
    return [s for s in before if not _YOUTH_TITLE.match(source.words(s).lower())] or before


def _organs(source: Source, organs: list[Span]) -> tuple[list[Span], list[Span]]:
    """(lines of the superior organs, lines of the issuing organ); columns may stand between two lines of one name."""
    lines = [source.words(s) for s in organs]
    groups = organ_lines(lines if any(map(str.isupper, lines)) else [line.upper() for line in lines])
    if not groups:
        return [], []
    return [organs[at] for group in groups[:-1] for at in group], [organs[at] for at in groups[-1]]


def _joined(source: Source, lines: list[Span]) -> str | None:
    return " ".join(source.words(line) for line in lines) or None


def _issuer_name(parent: str | None, issuer: str | None) -> str | None:
    if issuer is None:
        return None
    name = sentence_case(issuer)
    if parent and name.lower() in words("outline", "standing_bodies"):
        name += " " + sentence_case(parent)
    return name
