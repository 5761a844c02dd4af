"""Tables that a copy has laid one cell to a line: 'TT', 'Nội dung', 'Kinh phí', '1', 'Tập huấn', '40', '2', …"""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.plan import Cell, Row, Table
from checker.source.text import Source, Span

_FIRST_HEAD = pattern("money", r"\n[ *]*(?:{{number_heads}})\.?[ *]*(?=\n)")
_LINE = re.compile(r"[^\n]*\S")
_FIRST_LABEL = re.compile(r"(?:1|i|a)[.)]?\Z")
_LABEL = re.compile(r"(?:[\d.]{1,7}|[ivx]{1,5}|[a-zđ])[.)]?\Z")
_LAST_ROW = re.compile(r"(?:tổng|cộng)\b")
_FIGURE = re.compile(r"[\d.,]+\Z")
_MOST_HEADS = 9
_LONGEST = 300  # of a cell


def may_be_stacked(low: str) -> bool:
    """Whether a line holds nothing but the head of a column of row numbers."""
    return "tt\n" in low and _FIRST_HEAD.search(low) is not None


def stacked_tables(source: Source, known: tuple[Table, ...]) -> list[Table]:
    """The tables of one cell to a line among lines that are in no other table; a row that lacks a cell ends its table."""
    heads = (match.end() for match in _FIRST_HEAD.finditer(source.lower)) if may_be_stacked(source.lower) else ()
    free = (at for at in heads if not any(table.span.start <= at <= table.span.end for table in known))
    return [table for at in free if (table := _table(source.lower, list(_cells(source.lower, at))))]


def _cells(low: str, end: int) -> Iterator[Span]:
    """The lines from the first head on, up to one that is too long for a cell."""
    start = low.rfind("\n", 0, end) + 1
    while match := _LINE.search(low, start):
        words = Span(match.end() - len(match[0].lstrip()), match.end())
        if words.end - words.start > _LONGEST:
            return
        yield words
        start = match.end()


def _table(low: str, cells: list[Span]) -> Table | None:
    words = [low[slice(*cell)] for cell in cells[: _MOST_HEADS + 1]]
    width = next((at for at, word in enumerate(words) if _FIRST_LABEL.match(word)), 0)
    if width < 3:
        return None
    rows = [_row(cells[:width])]
    at = width
    while row := _next(low, cells, at, width, rows):
        rows.append(row)
        at += len(row.cells)
    return Table(Span(rows[0].span.start, rows[-1].span.end), tuple(rows), 1) if len(rows) > 2 else None


def _next(low: str, cells: list[Span], at: int, width: int, rows: list[Row]) -> Row | None:
    """The row that begins at a cell: one with a label, as wide as the heading, or that of the total; None behind the last."""
    if _LAST_ROW.match(low, *rows[-1].cells[0].span) or at >= len(cells):
        return None
    if not _LAST_ROW.match(low, *cells[at]):
        whole = len(cells) - at >= width and _LABEL.match(low, *cells[at])
        return _row(cells[at : at + width]) if whole else None
    stop = at + 1
    while stop < len(cells) and stop - at < width and _FIGURE.match(low, *cells[stop]):
        stop += 1
    return _row(cells[at:stop]) if stop - at > 1 else None


def _row(cells: list[Span]) -> Row:
    return Row(Span(cells[0].start, cells[-1].end), tuple(Cell(span, column) for column, span in enumerate(cells)))
