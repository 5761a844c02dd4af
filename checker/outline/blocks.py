"""Lines → blocks: paragraphs and list items made whole again, tables apart.

A paragraph can be torn three ways: wrapped hard at a fixed width (copies of web pages), broken inside a bold heading, and cut by
a page break that left an empty line in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.plan import Block, Table
from checker.outline.grids import laid_tables, mark_table_lines, notes_start, without_contents
from checker.outline.lines import Line, read_lines
from checker.outline.lost_marks import with_lost_marks
from checker.outline.tables import is_separator, pipe_table, tab_table
from checker.source.text import Source, Span

_NARROWEST, _WIDEST = 40, 140  # the columns within which a text can have been wrapped hard
_STARTS_APART = pattern("outline", r"{{starts_apart}}|Số[ \t]*:|Căn cứ |Thực hiện |[TK]/[MTL]", gap=" ")
_NEEDS_NUMBER = pattern("outline", r"(?:{{needs_number}})[ \t]*\Z")
_NEEDS_NUMERAL = pattern("outline", r"(?:{{needs_numeral}})[ \t]*\Z")
_NUMBER_HEAD = pattern("money", r"[ *]*(?:{{number_heads}})\.?[ *]*\|", re.IGNORECASE)
_YEAR_TAIL = re.compile(r"[-–][ \t]*\d{4}\b")
_FIRST_WORD = re.compile(r"\S+")
_FINAL = frozenset('.;:!?…”"')


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was wrapped hard, or None where each line is a paragraph of its own."""
    lengths = sorted(line.end - line.begin for line in lines if not line.pipe and not line.blank)
    if len(lengths) < 12 or lengths[int(len(lengths) * 0.97)] > _WIDEST:
        return None
    width = lengths[int(len(lengths) * 0.97)]
    full = sum(length > width - 14 for length in lengths)
    return width if width >= _NARROWEST and full * 6 > len(lengths) else None


def parted_by_blanks(text: str, lines: Sequence[Line]) -> bool:
    """Whether an empty line stands between any two paragraphs, so that lines without one between them are one paragraph.

    Copies of web pages are so; their lines break early too, after the first words of a paragraph ('Căn cứ Thông tư số⏎…').
    """
    pairs = ends = blank = 0
    for above, below in zip(lines, lines[1:], strict=False):
        if below.blank:
            blank += 1
        elif not above.blank and not above.pipe and not below.pipe:
            pairs += 1
            ends += text[above.end - 1] in ".;:"
    return pairs > 20 and ends * 6 < pairs and blank * 5 > pairs


def read_blocks(source: Source) -> tuple[tuple[Block, ...], tuple[Table, ...], tuple[Line, ...]]:
    """The blocks and tables of a text, and its physical lines for the parts of a plan that stand line by line."""
    text = source.text
    lines = with_lost_marks(text, read_lines(source))
    if source.layout is not None:
        lines = without_contents(source, lines)
    laid = laid_tables(source)
    if laid:
        lines = mark_table_lines(lines, laid)
    # In a word processor's file each line is a paragraph of its own, whatever its length.
    width = None if source.layout is not None and source.layout.formats else wrap_width(lines)
    parted = width is not None and parted_by_blanks(text, lines)
    blocks: list[Block] = []
    tables: list[Table] = []
    may_hold_tables = "|" in text or "\t" in text
    at = 0
    while at < len(lines):
        line = lines[at]
        if table := laid.get(line.begin):
            tables.append(table)
            blocks.append(Block("table", table.span, line.begin))
            while at < len(lines) and lines[at].begin <= table.span.end:
                at += 1
        elif line.blank:
            at += 1
        elif may_hold_tables and (stop := _table_end(text, lines, at)):
            barred = line.pipe or "|" in text[line.start : line.end] and "\t" not in text[line.start : line.end]
            table = (pipe_table if barred else tab_table)(text, lines[at:stop])
            tables.append(table)
            blocks.append(Block("table", table.span, line.begin))
            at = stop
        else:
            stop = _paragraph_end(text, lines, at, width, parted)
            blocks.append(_paragraph(lines[at:stop]))
            at = stop
    notes = notes_start(source.layout)
    if notes is not None:  # footnotes are paragraphs to check, but no part of the outline
        begin = source.folded_span(Span(notes, notes)).start
        lines = [line for line in lines if line.begin < begin]
    return tuple(blocks), tuple(tables), tuple(lines)


def _paragraph(lines: Sequence[Line]) -> Block:
    first = lines[0]
    words = [line for line in lines if not line.blank] if len(lines) > 1 else lines
    bold = first.strong and all(line.strong for line in words)
    return Block(
        "item" if first.label else "paragraph",
        Span(first.start, words[-1].end),
        first.begin,
        first.label,
        first.mark,
        first.heading,
        bold,
    )


def _table_end(text: str, lines: Sequence[Line], at: int) -> int:
    """The index after the table that begins at `at`; 0 where none does."""
    stop = at
    if lines[at].pipe:
        while stop < len(lines) and lines[stop].pipe:
            stop += 1
        return stop
    ruled = at + 1 < len(lines) and "|" in text[lines[at].start : lines[at].end] and is_separator(text, lines[at + 1])
    if ruled or _heads_barred_rows(text, lines, at):
        while stop < len(lines) and "|" in text[lines[stop].start : lines[stop].end]:
            stop += 1
        return stop
    columns = 0
    while stop < len(lines) and not lines[stop].blank:
        tabs = text.count("\t", lines[stop].start, lines[stop].end)
        trailing = stop > at and text[lines[stop].end : lines[stop].end + 1] == "\t"  # the cells behind its first are empty
        if not tabs and not trailing and not (stop > at and _is_titled_row(text, lines, stop)):
            break
        columns = max(columns, tabs + 1)
        stop += 1
    return stop if stop - at >= 3 or stop - at == 2 and columns >= 3 else 0


def _heads_barred_rows(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the heading of rows with bars and no frame: 'STT | Nội dung | Đơn vị chủ trì', '1 | Tập huấn | …'."""
    head, below = lines[at], lines[at + 1 : at + 2]
    if text.count("|", head.start, head.end) < 2 or not below or text.count("|", below[0].start, below[0].end) < 2:
        return False
    return _NUMBER_HEAD.match(text, head.start, head.end) is not None


def _is_titled_row(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line amid the rows of a table of tabs is one whose first cell is empty and whose others are cut off."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    indented = text[lines[at].start - 1 : lines[at].start] == "\t"
    return indented and following is not None and text.count("\t", following.start, following.end) > 0


def _paragraph_end(text: str, lines: Sequence[Line], at: int, width: int | None, parted: bool) -> int:
    stop = at + 1
    while stop < len(lines):
        follower = stop
        while follower < len(lines) and lines[follower].blank and follower - stop < 3:
            follower += 1
        if follower == len(lines) or lines[follower].blank or lines[follower].pipe:
            return stop
        above, below = lines[stop - 1], lines[follower]
        if "|" in text[below.start : below.end] and _heads_barred_rows(text, lines, follower):
            return stop
        joined = _is_torn(text, lines[at], above, below) if follower > stop else _is_wrapped(text, above, below, width, parted)
        if not joined:
            return stop
        stop = follower + 1
    return stop


def _is_wrapped(text: str, above: Line, below: Line, width: int | None, parted: bool) -> bool:
    """Whether `below`, the very next line, goes on with the paragraph of `above`."""
    if below.heading:
        return False
    first = text[below.start]
    if below.label and not _continues_a_range(text, above, below, width):
        return False
    if above.open_end and below.open_start:
        return True
    if first.islower() and text[above.end - 1] not in _FINAL and not below.label:
        return True
    if width is None or _STARTS_APART.match(text, below.start):
        return above.heading == 0 and _both_capitals(text, above, below)
    if parted and text[above.end - 1] not in _FINAL and not above.strong and not text[above.start : above.end].isupper():
        return True
    word = _FIRST_WORD.match(text, below.start).group()
    if above.end - above.begin + 1 + len(word) > width - 2:
        return True
    return _both_capitals(text, above, below)


def _continues_a_range(text: str, above: Line, below: Line, width: int | None) -> bool:
    """A label at the start of a wrapped line that is none: '… giai đoạn 2021⏎- 2025', '… Điều⏎5. …'."""
    if text[above.end - 1] in _FINAL:
        return False
    if _YEAR_TAIL.match(text, below.start):
        return text[above.end - 1].isdigit()
    if width is None or above.end - above.begin <= width - 14:
        return False
    needs = _NEEDS_NUMBER if text[below.start].isdigit() else _NEEDS_NUMERAL
    return bool(needs.search(text[above.start : above.end].lower()))


def _both_capitals(text: str, above: Line, below: Line) -> bool:
    """A numbered heading in capitals that runs on in capitals: 'III. TỔ CHỨC⏎THỰC HIỆN'."""
    return (
        above.label is not None
        and above.label.isalnum()
        and not below.label
        and text[above.start : above.end].isupper()
        and text[below.start : below.end].isupper()
        and not _STARTS_APART.match(text, below.start)
    )


def _is_torn(text: str, first: Line, above: Line, below: Line) -> bool:
    """Whether a page break cut the sentence between `above` and `below`, leaving empty lines."""
    if below.label or below.heading or above.heading or not text[below.start].islower():
        return False
    long = above.end - first.start >= 60
    return long and text[above.end - 1] not in _FINAL and not text[above.start : above.end].isupper()
