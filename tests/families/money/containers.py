"""A budget with a table of Markdown in other containers: Word with merged cells, tabs, columns that only stand aligned."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from checker.source.docx.reader import read_docx
from checker.source.text import Source
from tests.families.money.test_budgets import FRAME
from tests.wordfile import docx, paragraph

_RULE = re.compile(r"[|\s:-]+")
_TOTAL = re.compile(r"(?i)\W*(?:tổng|cộng)")
_BORDERS = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "bottom", "insideH", "insideV"))
CONTAINERS = ("word", "tab", "aligned")

Grid = list[list[str]]


def contained(text: str, container: str) -> Source:
    """A plan with this budget, its tables in another container."""
    if container == "word":
        return read_docx("a.docx", docx("".join(_parts(text, lambda line: paragraph(escape(line)), _word))))
    write = {"tab": _tabs, "aligned": _aligned}[container]
    return Source("a.txt", "\n".join(_parts(text, str, write)))


def _parts(text: str, line_of, table_of) -> list[str]:
    parts = []
    for is_table, group in groupby(FRAME.format(text.strip()).split("\n"), lambda line: line.startswith("|")):
        lines = list(group)
        parts += [table_of(_grid(lines))] if is_table else map(line_of, lines)
    return parts


def _grid(lines: list[str]) -> Grid:
    rows = [
        [cell.strip().replace("*", "") for cell in line.strip()[1:-1].split("|")] for line in lines if not _RULE.fullmatch(line)
    ]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _tabs(grid: Grid) -> str:
    return "\n".join("\t".join(row).rstrip("\t") for row in grid)


def _aligned(grid: Grid) -> str:
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    return "\n".join("   ".join(map(str.ljust, row, widths)).rstrip() for row in grid)


def _word(grid: Grid) -> str:
    columns = "<w:gridCol/>" * len(grid[0])
    rows = "".join(f"<w:tr>{''.join(_cells(grid, at))}</w:tr>" for at in range(len(grid)))
    return f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _cells(grid: Grid, at: int) -> list[str]:
    """The cells of a row: blank ones behind a head or the words of a total merged across, blank numbers merged down."""
    row, cells, index = grid[at], [], 0
    while index < len(row):
        span = 1
        while row[index] and (at == 0 or _TOTAL.match(row[index])) and row[index + span : index + span + 1] == [""]:
            span += 1
        down = _merged_down(grid, at) if index == 0 else ""
        across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        cells.append(f"<w:tc><w:tcPr>{across}{down}</w:tcPr>{paragraph(escape(row[index]))}</w:tc>")
        index += span
    return cells


def _merged_down(grid: Grid, at: int) -> str:
    if at and not grid[at][0] and not _TOTAL.match(grid[at][1]):
        return "<w:vMerge/>"
    goes_on = at + 1 < len(grid) and grid[at][0] and not grid[at + 1][0] and not _TOTAL.match(grid[at + 1][1])
    return '<w:vMerge w:val="restart"/>' if goes_on else ""
