"""The components above the body (Nghị định 30/2020/NĐ-CP, Điều 8): found by what they say, wherever a copy left them.

Lines one under the other, two columns by tabs or blanks, or the cells of a table row: each line or cell is searched for the
components that have a form of their own; what is left in capitals names the organs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import alternatives, pattern, registry, words
from checker.model.plan import Header, NumberLine, PartialDate, PlaceDate, Table
from checker.outline.kinds import kind_of_issuer
from checker.outline.lines import Line
from checker.outline.organs import begins_organ, organ_lines, sentence_case, split_flat
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

_BLANKS = r"[ ]{1,3}"  # a title typed with two blanks is the title
_TYPE_LINE = re.later(lambda: re.compile(rf"(?P<type>{alternatives(_types(), _BLANKS)})(?P<rest>[^\n]*)"))
# One letter off (OCR, a slip): the line is still the title, and another rule says what is wrong with it.
_NEAR_PLAN = re.compile(r"(?=.{6,10}\Z)k\S{1,2}\s{0,3}ho[aạáàảã]c?h?\Z")

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
_GAP = re.compile(r"\t+|[ ]{3,}|\x0b+|[-_*=]{3,}")
_YOUTH_TITLE = re.compile(r"đoàn (?:tncs|thanh niên cộng sản) hồ chí minh\Z")  # stands where the State has its Quốc hiệu
_JUNK = pattern("outline", r"(?:dự\s*thảo|{{header_marks}}|kính gửi.*)\Z")
_LINE_STARTS = ("\n", CELL_BREAK, "|", "\t")  # what parts lines, lines of a cell, cells and columns
_HEADER_LINES = 60
_LONGEST_ORGAN = 80
_LONGEST_REST = 60  # characters of a component that stand on the line below the one where it begins


class _Piece(NamedTuple):
    """A line or a table cell above the title."""

    span: Span
    flat: bool  # a cell: its lines were run together
    reach: int  # where a component that begins here ends at the latest: web copies break one over two lines


_CITES = re.compile(r"(?<!\w)theo\s[^\W\d_]+\s[^\W\d_]+\Z")


def _types() -> tuple[str, ...]:
    """The types whose name is a title, in small letters."""
    return tuple(entry["name"].lower() for entry in registry("document_types")["types"] if entry.get("heads"))


@cache
def _own_line(titles: tuple[str, ...]) -> re.Pattern[str]:
    """The line that names a type of an office's own."""
    return re.unkept(rf"(?P<type>{alternatives(tuple(name.lower() for name in titles), ' ')})(?P<rest>[^\n]*)")


def find_title(source: Source, lines: Sequence[Line], titles: Sequence[str] = ()) -> tuple[str, Span, Line] | None:
    """The line that names the document's type: (canonical type, its words, its line). Capitals on a line of its own first.

    `titles` are types that an office adds to those of the law.
    """
    own = _own_line(tuple(titles)) if titles else None
    low, text = source.lower, source.text
    fallback = None
    seen = 0
    others = frozenset(words("outline", "other_titles")).difference(_types())
    for line in lines:
        if line.blank:
            continue
        seen += 1
        if seen > _HEADER_LINES:
            break
        if line.pipe or line.end - line.start > 200:
            continue
        if line.label == "I":
            break  # 'II. NỘI DUNG⏎KẾ HOẠCH' far below is no title
        start, end = line.words if line.label else line.span
        if low[start:end].rstrip(" .:") in others and text[start:end].isupper():
            break  # 'THÔNG TƯ LIÊN TỊCH': what stands below it is its subject ('HƯỚNG DẪN THỰC HIỆN …')
        match = _TYPE_LINE.match(low, start, end) or (own.match(low, start, end) if own else None)
        if not match:
            if _NEAR_PLAN.match(low[start:end]) and fallback is None and text[start:end].isupper():
                fallback = ("Kế hoạch", Span(start, end), line)
            continue
        kind = " ".join(match["type"].split()).capitalize()
        span = Span(start, match.end("type"))
        rest = match["rest"].strip(" .:")
        capitals = text[span.start : span.end].isupper()
        if not rest and capitals:
            return kind, Span(start, end), line
        if fallback is None and (not rest or capitals):
            fallback = (kind, Span(start, end) if not rest else span, line)
    return fallback


def read_header(source: Source, lines: Sequence[Line], tables: Sequence[Table], end: int, titled: bool = True) -> Header:
    """The components that stand before `end`, the start of the title (or of the body where there is none: not `titled`)."""
    low = source.lower
    national = motto = None
    number: NumberLine | None = None
    place_date: PlaceDate | None = None
    party = False
    organs: list[Span] = []
    small: list[Span] = []
    below = 0  # the end of what the piece above reaches down to
    for piece in _pieces(lines, tables, end):
        start, stop = max(piece.span.start, below), piece.span.end
        if start >= stop:
            continue
        taken: list[Span] = []
        if not national and (hit := _begins(_NATIONAL, low, start, piece)):
            national = Span(*hit.span())
            taken.append(national)
        if hit := _PARTY_TITLE.search(low, start, stop):
            if source.text[hit.start() : hit.end()].isupper():
                party = True
                national = national or Span(*hit.span())
                taken.append(Span(*hit.span()))
        if not motto and (hit := _begins(_MOTTO, low, start, piece)):
            motto = Span(hit.start(), _MOTTO_TAIL.match(low, hit.end(), max(hit.end(), piece.reach)).end())
            taken.append(motto)
        if hit := _begins(_DATE, low, start, piece):
            read = _place_date(source, start, hit)
            if read and not place_date:
                place_date = read
            taken.append(read.span if read else Span(*hit.span()))
        limit = taken[-1].start if place_date and taken and taken[-1] == place_date.span else stop
        if not number and not _goes_on_citing(low, organs, start) and (read := _number(source, start, limit)):
            number = read
            taken.append(read.span)
        below = max([stop, *(span.end for span in taken)])
        rest = _left_of(source.text, Span(start, stop), taken)
        organs.extend(_organ_spans(source, rest, piece.flat, organs[-1].end if organs else -1))
        small.extend(_small_organs(source, rest))
    alone = not (national or motto or number or place_date)
    if alone and not (titled and any(begins_organ(source.words(span)) for span in organs)):
        organs = []  # capitals that nothing shows to be a header: the title of a work table, the codes of its cells
    parent, issuer = _organs(source, _above(source, organs or ([] if alone else small), number, place_date))
    issuer_text = _joined(source, issuer)
    parent_name = _joined(source, parent)
    name = _issuer_name(parent_name, issuer_text)
    title = "party" if party else "state" if national else ""
    youth = any(_YOUTH_TITLE.match(source.words(span).lower()) for span in organs)
    return Header(
        kind=kind_of_issuer(name or "", parent_name or "", number, title, youth),
        national_title=national,
        motto=motto,
        parent=parent_name,
        parent_span=parent[0] if parent else None,
        issuer=name,
        issuer_text=issuer_text,
        issuer_span=issuer[0] if issuer else None,
        number=number,
        place_date=place_date,
    )


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


def _begins(pattern: re.Pattern, low: str, start: int, piece: _Piece) -> re.Match | None:
    """The component that begins in a piece; it may end on the next line."""
    hit = pattern.search(low, start, piece.reach)
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
