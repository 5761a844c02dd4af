"""Tables that a reader laid out (Word cells) as tables of the model, and the emphasis that its formats show."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.plan import Cell, Row, Table
from checker.outline.lines import Line
from checker.source.text import Source, Span

if TYPE_CHECKING:  # what a text never needs is not imported for it
    from checker.source.layout import Grid, Layout

_FIGURE = re.compile(r"\d[\d.,]*")
_PLACED_ROWS, _PLACED_COLUMNS = 8, 3


def laid_tables(source: Source) -> dict[int, Table]:
    """The tables of a source's layout by the offset in the folded text where they begin; empty where it has no layout.

    A table that only places text on the page (the header's two columns, recipients beside the signature) is left out: its
    cells are read line by line, as in a text plan. A nested table belongs to the words of its cell, unless that cell only
    places it.
    """
    if source.layout is None:
        return {}
    tables = {}
    reached = -1
    for grid in source.layout.grids:
        if grid.start >= reached and not _only_places(source, grid):
            reached = grid.end
            start = source.folded_span(Span(grid.start, grid.end)).start
            tables[start] = _table(source, grid)
    return tables


def _only_places(source: Source, grid: Grid) -> bool:
    columns = max((len(row) for row in grid.rows), default=0)
    if len(grid.rows) > _PLACED_ROWS or columns > _PLACED_COLUMNS:
        return False
    if columns <= 1 or not grid.lined and not _holds_figures(source, grid):
        return True
    low = source.raw[grid.start : grid.end].lower()
    return (
        "cộng hòa xã hội" in low
        or "cộng hoà xã hội" in low
        or any(line.strip().startswith("nơi nhận") for line in low.splitlines())
    )


def _holds_figures(source: Source, grid: Grid) -> bool:
    """Whether a table without rules is one all the same: most rows below the first have a cell that is a figure."""
    rows = grid.rows[1:]
    figures = sum(any(_FIGURE.fullmatch(source.raw[cell.start : cell.end].strip()) for cell in row[1:]) for row in rows)
    return len(rows) > 1 and figures * 2 > len(rows)


def _table(source: Source, grid: Grid) -> Table:
    text = source.text

    def trim(raw: Span) -> Span:
        start, end = source.folded_span(raw)
        inner = text[start:end]
        left = start + len(inner) - len(inner.lstrip())
        return Span(left, start + len(inner.rstrip())) if inner.strip() else Span(start, start)

    rows = []
    for row in grid.rows:
        cells = tuple(Cell(trim(Span(cell.start, cell.end)), cell.column, cell.merged) for cell in row)
        if cells:
            rows.append(Row(source.folded_span(Span(row[0].start, row[-1].end)), cells))
    return Table(source.folded_span(Span(grid.start, grid.end)), tuple(rows), grid.header or min(1, len(rows)))


def mark_table_lines(lines: Sequence[Line], tables: dict[int, Table]) -> list[Line]:
    """The lines with those inside a laid-out table marked as table lines, so that nobody reads a cell as a heading."""
    marked = list(lines)
    spans = sorted(table.span for table in tables.values())
    at = 0
    for index, line in enumerate(marked):
        while at < len(spans) and spans[at].end < line.begin:
            at += 1
        if at == len(spans):
            break
        if spans[at].start <= line.begin <= spans[at].end:
            marked[index] = line._replace(pipe=True)
    return marked


def without_contents(source: Source, lines: Sequence[Line]) -> list[Line]:
    """The lines with those of a table of contents emptied, which would pass for the headings that they repeat."""
    listed = (
        {
            source.folded_span(Span(paragraph.start, paragraph.end)).start
            for paragraph in source.layout.paragraphs
            if paragraph.story == "toc"
        }
        if source.layout
        else set()
    )
    return [
        line._replace(start=line.end, label=None, mark=None, heading=0, blank=True) if line.begin in listed else line
        for line in lines
    ]


def notes_start(layout: Layout | None) -> int | None:
    """The raw offset where footnotes begin, after the body; None where there are none."""
    if layout is None:
        return None
    return next((paragraph.start for paragraph in layout.paragraphs if paragraph.story == "note"), None)
