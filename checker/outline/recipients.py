"""The recipients (Nơi nhận): Decree 30/2020/NĐ-CP, Appendix I, II.9: one under the other, or run together in a table cell."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.plan import Recipients, Row
from checker.outline.lines import Line, Piece, pieces, skip_blanks
from checker.outline.signature import AUTHORITY, FIELD, is_name, split_signature, starts_signature
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

RECIPIENTS = re.compile(r"n[ơo]i\s{0,2}nhận\s*[:：]?")
_LEAD = " \t*_~#–-" + CELL_BREAK  # marks that a copy left in front of 'Nơi nhận'
# A new recipient in a flattened cell: after ';' and the like, or where the words after the dash begin a recipient.
_RECIPIENT_DASH = re.compile(r"(?:(?<=[;.:,)])|(?<=\s))\s*[-–]\s*(?=\S)")
_RECIPIENT_HEAD = pattern("outline", r"(?:{{recipient_heads}})(?!\w)", gap=" ")


# '|Nơi nhận:        DUYỆT LÃNH ĐẠO |': words in capitals that stand apart head another column
_COLUMN_BESIDE = re.compile(r"[ ]{3,}([A-ZÀ-ỸĐ][A-ZÀ-ỸĐ ]*[A-ZÀ-ỸĐ])\s*\Z")


def recipients_title(source: Source, span: Span) -> re.Match | None:
    """'Nơi nhận:' at the start of a line or cell, marks in front of it allowed."""
    start = span.start
    while start < span.end and source.text[start] in _LEAD:
        start += 1
    return RECIPIENTS.match(source.lower, start, span.end)


def hold_recipients(source: Source, lines: Sequence[Line]) -> bool:
    """Whether one of the lines, outside tables, begins with 'Nơi nhận'."""
    return any(recipients_title(source, line.words) for line in lines if not line.blank and not line.pipe)


def recipients_of_lines(source: Source, lines: Sequence[Line]) -> tuple[Recipients | None, list[Piece]]:
    """Recipients from lines, and the pieces that belong to the signature."""
    found = _List(source)
    for piece in _parted(source, pieces(source, lines)):
        found.take(piece)
    if found.title is None:
        return None, found.rest
    whole = Span(found.title.start, max([found.title.end, *(item.end for item in found.items)]))
    return Recipients(whole, found.title, tuple(found.items)), found.rest


class _List:
    """The recipients while the lines are read from above, and the `rest`, which is the signature's."""

    def __init__(self, source: Source):
        self._source = source
        self._closed = self._repeated = False  # the list has ended; its title stands there a second time
        self.title: Span | None = None
        self.items: list[Span] = []
        self.rest: list[Piece] = []

    def take(self, piece: Piece) -> None:
        """Read the next line or column."""
        hit = recipients_title(self._source, piece.span)
        if hit:
            self._repeated = self.title is not None
            if not self._repeated:
                self._begin(piece.span.start, Span(hit.end(), piece.span.end))
        elif self.title is None:
            self.rest.append(piece)
        elif not (self._repeated and self._is_dashed(piece)):
            self._take_below(piece)

    def _begin(self, start: int, behind: Span) -> None:
        """Read the title that begins at `start`, and the recipients on its line."""
        text = self._source.text
        words = Span(skip_blanks(text, *behind), behind.end)
        beside = bool(text[words.start : words.end].strip())
        self.title = Span(start, behind.start if beside else behind.end)
        self.items += _split_items(self._source, words) if beside else ()

    def _take_below(self, piece: Piece) -> None:
        text, low = self._source.text, self._source.lower
        last = self.items[-1] if self.items else None
        dashed = self._is_dashed(piece)
        if self._closed or piece.side:
            ours = dashed and not piece.side and not AUTHORITY.match(text, *piece.span)
        elif last is None or dashed or text[piece.span.start] == "*":
            ours = True
        else:
            ours = not (piece.gap or self._heads_signature(piece, last))
            self._closed = not ours
            if ours and text[last.end - 1] not in ";." and not _is_archive(low, last):
                self.items[-1] = Span(last.start, piece.span.end)  # a recipient that runs on to the next line
                return
        if ours:
            self.items.append(piece.span)
        else:
            self.rest.append(piece)

    def _is_dashed(self, piece: Piece) -> bool:
        return self._source.text[piece.span.start] in "-–+•"

    def _heads_signature(self, piece: Piece, last: Span) -> bool:
        """Whether a line begins the signature: as one does, or in capitals below 'Lưu'."""
        text, low = self._source.text, self._source.lower
        titled = _is_archive(low, last) and _is_title(text[piece.span.start : piece.span.end])
        return titled or starts_signature(self._source, piece)


_SEAM = re.compile(r"(?<=[;.:,)])[ ]{1,2}(?=[^\W\d_])")


def _parted(source: Source, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with the signature beside the recipients taken apart, where a copy ran the two columns together: 'Nơi nhận: TM.
    ỦY BAN NHÂN DÂN' / '- Sở Nội vụ; KT. CHỦ TỊCH'."""
    title = next((piece for piece in pieces if recipients_title(source, piece.span)), None)
    if title is None or len(_at_the_seam(source, title)) == 1:
        return pieces
    return [part for piece in pieces for part in _at_the_seam(source, piece)]


def _at_the_seam(source: Source, piece: Piece) -> list[Piece]:
    """A piece, in two where a post, an authority or a name follows a recipient on its line."""
    seams = list(_SEAM.finditer(source.text, piece.span.start, piece.span.end))
    rights = [Piece(Span(seam.end(), piece.span.end), 1, piece.gap) for seam in seams]
    posts = [at for at, right in enumerate(rights) if starts_signature(source, right)]
    names = [
        at
        for at, right in enumerate(rights)
        if is_name(source, right.span) and not _RECIPIENT_HEAD.match(source.lower, right.span.start)
    ]
    for at in (*posts[:1], *names[-1:]):
        return [Piece(Span(piece.span.start, seams[at].start()), piece.side, piece.gap), rights[at]]
    return [piece]


def _is_title(words: str) -> bool:
    """Whether words in capitals head a signature ('ĐẠI DIỆN TỔ CHUYÊN GIA'), and are no drafter's code ('PL. 300')."""
    parts = FIELD.sub("", words).split()
    return words.isupper() and bool(parts) and len(words.split()) > 1 and all(len(part) > 1 and part.isalpha() for part in parts)


def _is_archive(low: str, span: Span) -> bool:
    return low[span.start : span.end].lstrip("-–+• ").startswith("lưu")


def recipients_of_cells(source: Source, row: Row, below: Sequence[Row] = ()) -> tuple[Recipients | None, list[Piece]]:
    """Recipients and signature pieces from the cells of a table row, each cell with its lines run together. Where only the title
    stands in its cell, the recipients are the first cells of the rows `below`, and their other cells go on with the signature:
    Markdown asks for a heading ('| Nơi nhận: | TM. … |') above its rule."""
    text = source.text
    recipients = None
    rest: list[Piece] = []
    lower: list[Span] = []
    for cell in row.cells:
        start, end = cell.span
        if start >= end:
            continue
        hit = recipients_title(source, cell.span)
        if hit and recipients is None:
            if beside := _COLUMN_BESIDE.match(text, hit.end(), end):
                rest.append(Piece(Span(*beside.span(1)), 1, False))
                end = hit.end()
            items = _split_items(source, Span(skip_blanks(text, hit.end(), end), end)) if end > hit.end() else []
            if not items:
                items = [item for other in below for item in _split_items(source, other.cells[0].span)]
                lower = [cell.span for other in below for cell in other.cells[1:] if cell.span.end > cell.span.start]
            recipients = Recipients(Span(start, max([end, *(item.end for item in items)])), Span(start, hit.end()), tuple(items))
        elif not hit:
            rest.extend(Piece(span, 1, False) for span in split_signature(source, cell.span))
    return recipients, rest + [Piece(span, 1, False) for cell in lower for span in split_signature(source, cell)]


def _split_items(source: Source, span: Span) -> list[Span]:
    """The recipients of a flattened cell."""
    text, low = source.text, source.lower
    starts = [span.start]
    for dash in _RECIPIENT_DASH.finditer(text, span.start, span.end):
        sign = dash.start() + len(dash.group()) - len(dash.group().lstrip())
        if sign <= span.start:
            continue
        before = _last_char(text, span.start, sign)
        new_line = CELL_BREAK in text[max(span.start, dash.start() - 2) : sign]
        if (
            new_line
            or before in ";."
            or before in ":,)"
            and _RECIPIENT_HEAD.match(low, dash.end())
            or (before not in ";.:,)" and text[sign - 1].isspace() and _RECIPIENT_HEAD.match(low, dash.end()))
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
