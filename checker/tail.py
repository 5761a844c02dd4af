"""Recipients and signature (Nơi nhận, chữ ký): one under the other, side by side in columns, or in the cells of a table row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker import regex as re
from checker.lines import Line
from checker.model import Recipients, Signature, Table
from checker.text import Source, Span

_RECIPIENTS = re.compile(r"n[ơo]i\s{0,2}nhận\s*[:：]?")
_APPENDIX = re.compile(r"(?:phụ\s*lục|phu\s*luc|mẫu\s+(?:số|\d)|biểu\s+(?:số|mẫu|\d)|danh\s+mục|bảng\s+(?:số\s+)?\d)(?!\w)")
_GAP = re.compile(r"\t+|[ ]{3,}")
# A new recipient in a flattened cell: after ';' and the like, or where the words after the dash begin a recipient.
_RECIPIENT_DASH = re.compile(r"(?:(?<=[;.:,)])|(?<=\s))\s*[-–]\s*(?=\S)")
_RECIPIENT_HEAD = re.compile(
    r"(?:văn phòng|bộ|thường trực|tt|chủ tịch|ct|các|ubnd|ủy ban|uỷ ban|sở|ban|lưu|công an|như|chánh|cvp|vp|phòng|hđnd|đảng"
    r"|tỉnh|thành|trung tâm|cổng|báo|đài|đ/c|bí thư|lãnh đạo|trường|viện|hội|mttq|chi|trạm|phó|ttub|vpub|thủ tướng|mục"
    r"|ngân hàng|nh)(?!\w)"
)
AUTHORITY = re.compile(
    r"(?:tm|kt|tl|tuq|tun|tn|q)[ ]?[.,:;](?=[ ]{0,3}\w)|(?:t[./]m|k[./]t|t[./]l)[. ]{0,2}(?=\w)|(?:tm|kt|tl|tuq)[ ]+(?=\w)",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"(?:quyền\s+|q\.\s*)?(?:phó\s+)*(?:tổng\s+)?(?:chủ\s*tịch|giám\s*đốc|bộ\s*trưởng|thứ\s*trưởng|hiệu\s*trưởng|trưởng\s+(?:ban"
    r"|phòng|khoa|trạm|tiểu\s*ban|đoàn|công an|chi\s*cục|bộ\s*phận)|trưởng(?!\w)|chánh\s+(?:văn\s*phòng|thanh\s*tra|án)|thủ\s*tướng|"
    r"viện\s*trưởng|chi\s*cục\s*trưởng|cục\s*trưởng|vụ\s*trưởng|trạm\s*trưởng|bí\s*thư|tổng\s*bí\s*thư|chỉ\s*huy\s*trưởng|chính\s*ủy|"
    r"tổ\s*trưởng|ủy\s*viên|uỷ\s*viên|thường\s*trực|chủ\s*nhiệm|phụ\s*trách|tổng\s*giám|kế\s*toán|đội\s*trưởng)(?!\w)"
)
_TITLES = (
    r"(?:(?:gs|pgs|ts|ths|bs|ds|cn|ks|(?:bs[. ]?)?ck\s?[i1]+|luật sư|thạc sĩ|tiến sĩ|bác sĩ|dược sĩ|nhà giáo.{0,8}|nsnd|nsưt"
    r"|(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy))[.,\s]{1,3}){0,4}"
)
NAME = re.compile(rf"{_TITLES}(?P<name>(?:[^\W\d_]['’\w]{{0,9}}\.?[ ]{{1,3}}){{1,5}}[^\W\d_][\w]{{0,9}})\Z", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?\s*(?:đã ký|ký tên|đóng dấu|ký,|chữ ký|ký số|ký và).{0,60}\Z|\(.{0,60}\)\Z")
_PLACE_NOUN_END = re.compile(r"(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|ubnd|nhân dân)\Z")
# The surnames of nearly everybody; a name that they do not begin is still a name where nothing speaks against it.
_SURNAMES = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Nông Lò Vi Hà Đinh Trịnh Đoàn Lương Mai Đào Tô "
    "Trương Cao Thái Châu Tạ Lâm Quách Phùng Kiều Lưu Tăng Chu Triệu Hứa La Lường Quàng Cầm Bế Ma Giàng Vàng Sùng Thào Cà "
    "Lục".split()
)
_WORD = re.compile(r"\S+")
_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.|[TK]/[MTL]\b", re.IGNORECASE)


class Tail(NamedTuple):
    """What stands after the body. `start` is where the body ends, `end` where the signature zone ends."""

    start: int
    end: int
    recipients: Recipients | None
    signature: Signature | None
    appendices: tuple[Span, ...]


class _Piece(NamedTuple):
    span: Span
    side: int  # 0: whole line or left column, 1: right column
    gap: bool  # stands after more empty lines than part the lines of this file anyhow


def read_tail(source: Source, lines: Sequence[Line], tables: Sequence[Table], after: int) -> Tail:
    """Recipients, signature and appendices of what stands after offset `after` (the first section or the opening)."""
    cells = _recipient_row(source, tables, after)
    first = _first_tail_line(source, lines, after, cells)
    if first is None and cells is None:
        end = len(source.text)
        return Tail(end, end, None, None, ())
    start = min(x for x in (first, cells.span.start if cells else None) if x is not None)
    limit = _appendix_start(source, lines, tables, start)
    tail_lines = [line for line in lines if start <= line.begin < limit or line.begin <= start < line.end]
    if cells and cells.span.start == start or cells and not _line_recipients(source, tail_lines):
        recipients, pieces = _from_cells(source, cells)
        around = _pieces(source, tail_lines)
        before = [p for p in around if p.span.end <= cells.span.start]
        pieces = before + pieces + [p for p in around if p.span.start >= cells.span.end]
    else:
        recipients, pieces = _from_lines(source, tail_lines)
    signature = _signature(source, pieces)
    ends = [s.end for s in (recipients.span if recipients else None, signature.span if signature else None) if s]
    end = max([start, *ends])
    return Tail(start, end, recipients, signature, _appendices(source, lines, end, limit))


# -- where the tail begins and ends -----------------------------------------------------------------------------------


def _recipient_row(source: Source, tables: Sequence[Table], after: int):
    """The table row with a cell that begins with 'Nơi nhận' or holds the authority line."""
    for table in tables:
        if table.span.start < after:
            continue
        for row in table.rows:
            for cell in row.cells:
                if _RECIPIENTS.match(source.lower, *cell.span):
                    return row
                if cell.span.end > cell.span.start and AUTHORITY.match(source.text, *cell.span) and len(row.cells) <= 3:
                    return row
    return None


def _first_tail_line(source: Source, lines: Sequence[Line], after: int, row) -> int | None:
    """Where the first line of recipients or signature begins, outside tables."""
    low, text = source.lower, source.text
    for at, line in enumerate(lines):
        if line.begin < after or line.start >= line.end or line.pipe:
            continue
        start = line.mark.end if line.label else line.start
        if low.startswith("n", start) and _RECIPIENTS.match(low, start, line.end) and line.end - start < 160:
            return line.start
        if line.end - line.start > 120 or not text[start:start + 3].isupper() and not _has_gap(text, line):
            continue
        for part in _columns(text, line.span):
            caps = text[part.start:part.end]
            if not caps.isupper() and not caps[:12].isupper():
                continue
            if AUTHORITY.match(text, *part):
                return line.start
            if line.label is None and caps.isupper() and POSITION.match(low, *part) and _name_follows(source, lines, at):
                return line.start
    return None


def _has_gap(text: str, line: Line) -> bool:
    return text.find("   ", line.start, line.end) >= 0 or text.find("\t", line.start, line.end) >= 0


def _name_follows(source: Source, lines: Sequence[Line], at: int) -> bool:
    """Whether a person's name stands within the few lines after line `at`, in capitals: then that is a signer's post."""
    seen = 0
    for line in lines[at + 1:at + 12]:
        if line.blank:
            continue
        seen += 1
        if _is_name(source, line.span) or _RECIPIENTS.match(source.lower, *line.span):
            return True
        if seen > 3:
            return False
    return seen <= 2


def _appendix_start(source: Source, lines: Sequence[Line], tables: Sequence[Table], start: int) -> int:
    """Where the first appendix begins after `start`: its heading, or the first table that is no signature table."""
    low = source.lower
    limit = len(source.text)
    for line in lines:
        if line.begin > start and not line.blank and not line.pipe and line.end - line.start < 120:
            if _APPENDIX.match(low, *line.span) and line.label is None:
                limit = line.begin
                break
    for table in tables:
        if start < table.span.start < limit and len(table.rows) > 2:
            text = low[table.span.start:table.span.start + 200]
            if not _RECIPIENTS.search(text):
                return table.span.start
    return limit


def _appendices(source: Source, lines: Sequence[Line], end: int, limit: int) -> tuple[Span, ...]:
    low = source.lower
    stop = len(source.text.rstrip())
    if limit >= stop:
        return ()
    starts = [limit]
    for line in lines:
        if line.begin > limit and not line.blank and not line.pipe and line.label is None and line.end - line.start < 60:
            if low.startswith("phụ lục", line.start):
                starts.append(line.begin)
    return tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], stop], strict=True) if a < b)


# -- pieces -----------------------------------------------------------------------------------------------------------


def _columns(text: str, span: Span) -> list[Span]:
    """The parts of a line that tabs or wide gaps divide."""
    parts: list[Span] = []
    at = span.start
    for gap in _GAP.finditer(text, span.start, span.end):
        if gap.start() > at:
            parts.append(Span(at, gap.start()))
        at = gap.end()
    if at < span.end:
        parts.append(Span(at, span.end))
    return parts


def _usual_gap(source: Source, lines: Sequence[Line]) -> int:
    """How many empty lines part the recipients from each other: 0, or 1 where a copy put one after every line."""
    least = None
    empty = 0
    items = False
    for line in lines:
        if line.blank:
            empty += 1
            continue
        item = source.text[line.start] in "-–+•"
        if items and item:
            least = empty if least is None else min(least, empty)
        items, empty = item, 0
    return min(least or 0, 2)


def _pieces(source: Source, lines: Sequence[Line]) -> list[_Piece]:
    pieces: list[_Piece] = []
    usual = _usual_gap(source, lines)
    gap = False
    empty = 0
    for line in lines:
        if line.blank:
            empty += 1
            gap = empty > usual
            continue
        empty = 0
        if line.pipe:
            continue
        indented = line.start - line.begin >= 20
        for at, part in enumerate(_columns(source.text, line.span)):
            pieces.append(_Piece(part, 1 if at or indented else 0, gap))
        gap = False
    return pieces


def _line_recipients(source: Source, lines: Sequence[Line]) -> bool:
    return any(_RECIPIENTS.match(source.lower, *line.words) for line in lines if not line.blank and not line.pipe)


def _from_lines(source: Source, lines: Sequence[Line]) -> tuple[Recipients | None, list[_Piece]]:
    """Recipients from lines, and the pieces that belong to the signature."""
    low, text = source.lower, source.text
    title: Span | None = None
    items: list[Span] = []
    rest: list[_Piece] = []
    closed = False
    repeated = False
    for piece in _pieces(source, lines):
        start, end = piece.span
        lead = start + (2 if text.startswith("- ", start) else 0)
        hit = _RECIPIENTS.match(low, lead, end)
        if hit:
            repeated = title is not None
            if title is None:
                title = Span(start, hit.end() if text[hit.end():end].strip() else end)
                if text[hit.end():end].strip():
                    items.extend(_split_items(source, Span(_skip(text, hit.end(), end), end)))
            continue
        if repeated and text[start] in "-–+•":
            continue
        if title is None or piece.side or closed:
            if title is not None and not piece.side and text[start] in "-–+•" and not AUTHORITY.match(text, start, end):
                items.append(piece.span)
                continue
            rest.append(piece)
            continue
        if text[start] in "-–+•*":
            items.append(piece.span)
        elif _starts_signature(source, piece) and items:
            closed = True
            rest.append(piece)
        elif items and not piece.gap and text[items[-1].end - 1] not in ";." and not _is_archive(low, items[-1]):
            items[-1] = Span(items[-1].start, end)  # a recipient that runs on to the next line
        elif not piece.gap or not items:
            items.append(piece.span)
        else:
            closed = True
            rest.append(piece)
    if title is None:
        return None, rest
    whole = Span(title.start, max([title.end, *(i.end for i in items)]))
    return Recipients(whole, title, tuple(items)), rest


def _is_archive(low: str, span: Span) -> bool:
    return low[span.start:span.end].lstrip("-–+• ").startswith("lưu")


def _starts_signature(source: Source, piece: _Piece) -> bool:
    start, end = piece.span
    caps = source.text[start:end]
    return bool(AUTHORITY.match(source.text, start, end)) and caps[:8].upper() == caps[:8] or (
        caps.isupper() and bool(POSITION.match(source.lower, start, end))
    )


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _from_cells(source: Source, row) -> tuple[Recipients | None, list[_Piece]]:
    """Recipients and signature pieces from the cells of a table row, each cell with its lines run together."""
    low, text = source.lower, source.text
    recipients = None
    pieces: list[_Piece] = []
    for cell in row.cells:
        start, end = cell.span
        if start >= end:
            continue
        hit = _RECIPIENTS.match(low, start, end)
        if hit and recipients is None:
            items = _split_items(source, Span(_skip(text, hit.end(), end), end))
            recipients = Recipients(Span(start, end), Span(start, hit.end()), tuple(items))
        elif not hit:
            pieces.extend(_Piece(span, 1, False) for span in _split_signature(source, cell.span))
    return recipients, pieces


def _split_items(source: Source, span: Span) -> list[Span]:
    """The recipients of a flattened cell."""
    text, low = source.text, source.lower
    starts = [span.start]
    for dash in _RECIPIENT_DASH.finditer(text, span.start, span.end):
        sign = dash.start() + len(dash.group()) - len(dash.group().lstrip())
        if sign <= span.start:
            continue
        before = _last_char(text, span.start, sign)
        if before in ";." or before in ":,)" and _RECIPIENT_HEAD.match(low, dash.end()) or (
            before not in ";.:,)" and text[sign - 1].isspace() and _RECIPIENT_HEAD.match(low, dash.end())
        ):
            starts.append(sign)
    items = []
    for a, b in zip(starts, [*starts[1:], span.end], strict=True):
        while b > a and text[b - 1].isspace():
            b -= 1
        if b > a:
            items.append(Span(a, b))
    return items


def _last_char(text: str, start: int, at: int) -> str:
    while at > start and text[at - 1].isspace():
        at -= 1
    return text[at - 1] if at > start else ""


def _split_signature(source: Source, span: Span) -> list[Span]:
    """The lines of a flattened signature cell: cut at emphasis marks, line ends, before a prefix, and where capitals end."""
    text = source.text
    cuts = {span.start, span.end}
    cuts.update(offset for offset, _ in source.emphasis_marks if span.start < offset < span.end)
    shouting = None
    for word in _WORD.finditer(text, span.start, span.end):
        if "\n" in text[word.start() - 1:word.start()]:
            cuts.add(word.start())
        if _PREFIX.match(word.group()):
            cuts.add(word.start())
            shouting = True  # also where it is written 'Kt.'
        elif any(map(str.isalpha, word.group())):
            if shouting is not None and shouting != word.group().isupper():
                cuts.add(word.start())
            shouting = word.group().isupper()
    ordered = sorted(cuts)
    parts: list[Span] = []
    for a, b in zip(ordered, ordered[1:], strict=False):
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        if parts and text[a:b].isupper() == text[parts[-1].start:parts[-1].end].isupper() and not text[a:b].isupper():
            parts[-1] = Span(parts[-1].start, b)  # a name that emphasis marks cut in two
        else:
            parts.extend(_split_post(source, Span(a, b)))
    return parts


def _split_post(source: Source, span: Span) -> list[Span]:
    """'KT. CHỦ TỊCH PHÓ CHỦ TỊCH' → two lines."""
    low, text = source.lower, source.text
    if not AUTHORITY.match(text, *span):
        return [span]
    for hit in re.finditer(r"\s+(?=phó\s|thứ trưởng)", low[span.start:span.end]):
        at = span.start + hit.start()
        if POSITION.match(low, span.start + hit.end(), span.end):
            return [Span(span.start, at), Span(span.start + hit.end(), span.end)]
    collective = re.match(r"tm\.\s*.*?(?=\s+(?:chủ tịch|trưởng ban|bí thư|trưởng tiểu ban)\b)", low[span.start:span.end])
    if collective and collective.end() > 8:
        rest = _skip(text, span.start + collective.end(), span.end)
        return [Span(span.start, span.start + collective.end()), Span(rest, span.end)]
    return [span]


# -- the signature ----------------------------------------------------------------------------------------------------


def _is_name(source: Source, span: Span) -> bool:
    words = source.words(span)
    match = NAME.match(words)
    if not match or len(words) > 60:
        return False
    name = match["name"]
    return all(w[:1].isupper() for w in name.split()) and not name.isupper() and not POSITION.match(words.lower())


def _is_place(words: str, gap: bool) -> bool:
    """Whether words right under '… UBND QUẬN' are its place ('Long Biên') and not the signer's name ('Đặng Văn Hòa')."""
    return not gap and not (len(words.split()) > 2 and words.split()[0] in _SURNAMES)


def _signature(source: Source, pieces: Sequence[_Piece]) -> Signature | None:
    text, low = source.text, source.lower
    authority: list[Span] = []
    position: Span | None = None
    name: Span | None = None
    extra: list[Span] = []
    for piece in pieces:
        span = piece.span
        words = text[span.start:span.end]
        if _NOTE.match(low[span.start:span.end]) or not any(map(str.isalpha, words)):
            continue
        if AUTHORITY.match(text, *span) and name is None and (words.isupper() or words[:4].isupper() or len(words) < 60):
            authority.append(span)
        elif position is None and name is None and POSITION.match(low, *span):
            position = span
        elif position is None and authority and words.isupper() and name is None and not POSITION.search(low, *span):
            authority[-1] = Span(authority[-1].start, span.end)  # the organ's name runs on
        elif name is None and _is_name(source, span) and (position or authority):
            if position and _PLACE_NOUN_END.search(low[position.start:position.end]) and _is_place(words, piece.gap):
                position = Span(position.start, span.end)  # 'PHÓ CHỦ TỊCH UBND QUẬN' / 'Long Biên'
            else:
                name = span
        elif position and name is None and words.isupper():
            runs_on = _PLACE_NOUN_END.search(low[position.start:position.end])
            if NAME.match(words) and not POSITION.search(low, *span) and not runs_on:
                name = span
            elif POSITION.match(low, *span):
                extra.append(span)
            else:
                position = Span(position.start, span.end)
        elif _APPENDIX.match(low, *span):
            break
        elif (authority or position) and words.isupper() and POSITION.match(low, *span):
            extra.append(span)
    if not authority and not position:
        return None
    parts = [*authority, *(s for s in (position, name) if s), *extra]
    whole = Span(min(s.start for s in parts), max(s.end for s in parts))
    return Signature(whole, tuple(authority), position, name, tuple(extra))
