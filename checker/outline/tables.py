"""Tables in text: pipe tables (Markdown and what web pages leave of tables) and lines with tab stops."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checker.base import regex as re
from checker.model.plan import Cell, Row, Table
from checker.outline.lines import Line
from checker.source.text import Span

_RULE = r"(?::-+:?|-+:|-{2,})"
_SEPARATOR = re.compile(rf"[ \t]*\|?[ \t]*{_RULE}[ \t]*(?:\|[ \t]*{_RULE}[ \t]*)*\|?[ \t]*\Z")
_LEAST_TRIMMED = 3  # cells of a row whose last ones are missing
_LABEL = 3  # the longest cell that is no words: 'III'


def is_separator(text: str, line: Line) -> bool:
    """Whether a line is the rule under a pipe table's heading ('|---|---|')."""
    return (
        "-" in text[line.begin : line.end]
        and "|" in text[line.begin : line.end]
        and bool(_SEPARATOR.match(text, line.begin, line.end))
    )


def split_cells(text: str, span: Span, delimiter: str) -> tuple[Cell, ...]:
    """The cells of one row. `span` holds no delimiter at its edges that stands for the border."""
    cells = []
    start = span.start
    for column, inner in enumerate(text[span.start : span.end].split(delimiter)):
        left = start
        if words := inner.strip():
            left += len(inner) - len(inner.lstrip())
        cells.append(Cell(Span(left, left + len(words)), column))
        start += len(inner) + len(delimiter)
    return tuple(cells)


def pipe_table(text: str, lines: Sequence[Line]) -> Table:
    """A table of consecutive lines with bars. The rows above a separator line are its heading; of rows without a frame, which
    have none, the first is."""
    rows: list[Row] = []
    header = 0
    for line in lines:
        if is_separator(text, line):
            header = header or len(rows)
        else:
            rows.append(_pipe_row(text, line))
    rows = rows or [_pipe_row(text, line) for line in lines]  # rules alone
    header = header or int(text[lines[0].start] != "|")
    return Table(Span(lines[0].start, lines[-1].end), tuple(rows), header)


def _pipe_row(text: str, line: Line) -> Row:
    start = line.start + (text[line.start] == "|")
    end = line.end - (text[line.end - 1] == "|" and line.end - 1 > line.start)
    return Row(line.span, split_cells(text, Span(start, end), "|"))


def tab_table(text: str, lines: Sequence[Line]) -> Table:
    """A table of consecutive lines whose columns are parted by tabs; its first row is its heading. Tabs before a line's first
    words are blank cells, but for those that all lines have; cells that are missing behind its last ones are blank too.
    """
    blank = [_tabs_before(text, line.start) for line in lines]
    fewest = min(blank)
    spans = [Span(line.start - tabs + fewest, line.end) for line, tabs in zip(lines, blank, strict=True)]
    rows = [(span, split_cells(text, span, "\t")) for span in spans]
    widths = [len(cells) for _, cells in rows]
    width = max(widths)
    trimmed = {one for one in widths if _LEAST_TRIMMED <= one < width and 2 * widths.count(one) >= len(widths)}
    return Table(Span(lines[0].start, lines[-1].end), tuple(Row(span, _filled(cells, width, trimmed)) for span, cells in rows), 1)


def _filled(cells: tuple[Cell, ...], width: int, trimmed: Collection[int]) -> tuple[Cell, ...]:
    """The cells with blank ones behind them, where their places are sure: not in a row of merged cells, as 'Tổng cộng | 700'; but
    in rows that are as long as most, since many editors cut tabs off the ends of lines."""
    first, end = cells[0].span, cells[-1].span.end
    sure = first.end - first.start <= _LABEL or len(cells) in trimmed or any(cell.span.start == cell.span.end for cell in cells)
    return cells + tuple(Cell(Span(end, end), at) for at in range(len(cells), width)) if sure else cells


def _tabs_before(text: str, start: int) -> int:
    at = start
    while text[at - 1 : at] == "\t":
        at -= 1
    return start - at
