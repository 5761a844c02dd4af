"""Tables whose columns only stand aligned, parted by runs of blanks."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.plan import Cell, Row, Table
from checker.source.text import Source, Span

_GAP = re.compile(r"  (?<=\S  ) *\S")  # begins with what a search can skip to
_DIGIT = re.compile(r"\s*\d")
_MONEY = pattern("money", "{{money}}|vốn")


def may_be_aligned(text: str) -> bool:
    """Whether a line with a gap is followed by two that have one or are indented: what `aligned_tables` makes tables of."""
    gap = _GAP.search(text) if "  " in text else None
    while gap:
        first = text.find("\n", gap.end())
        second = text.find("\n", first + 1)
        if first < 0 or second < 0:
            return False
        third = text.find("\n", second + 1)
        following = text[first + 1 : second], text[second + 1 : third if third >= 0 else len(text)]
        if all("  " in line or line[:1].isspace() for line in following):
            return True
        gap = _GAP.search(text, first)
    return False


def aligned_tables(source: Source, known: tuple[Table, ...]) -> list[Table]:
    """The tables of aligned columns among lines that are in no other table: three or more lines in a row with two gaps
    each, or with words and a figure.
    """
    if not may_be_aligned(source.text):
        return []
    tables = []
    run: list[tuple[int, str]] = []
    begin = 0
    for line in [*source.text.split("\n"), ""]:
        if "  " not in line and not run:
            begin += len(line) + 1
            continue
        indent = len(line) - len(line.lstrip())
        free = "|" not in line and not any(t.span.start <= begin + indent and begin < t.span.end for t in known)
        if free and "\t" not in line and _GAP.search(line) or run and free and indent >= 3 and line.strip():
            run.append((begin, line))  # a line with a gap, or the rest of a wrapped cell
        else:
            if len(run) > 2 and (table := _table(source, run)):
                tables.append(table)
            run = []
        begin += len(line) + 1
    return tables


def _table(source: Source, run: list[tuple[int, str]]) -> Table | None:
    if not any(_MONEY.search(source.lower, begin, begin + len(line)) for begin, line in run[:2]) and (
        not _MONEY.search(source.lower, max(0, run[0][0] - 300), run[0][0])
    ):
        return None
    columns = _columns([line for _, line in run])
    if len(columns) < 3 and not (len(columns) == 2 and all(_DIGIT.match(line, columns[1][0]) for _, line in run[1:])):
        columns = _columns([line for _, line in run if len(_GAP.findall(line)) > 1])
    if len(columns) < 2:
        return None
    rows = []
    for begin, line in run:
        cells = []
        for index, (left, right) in enumerate(columns):
            text = line[left:right]
            start = begin + left + len(text) - len(text.lstrip())
            end = begin + left + len(text.rstrip())
            cells.append(Cell(Span(start, max(start, end)) if text.strip() else Span(begin + left, begin + left), index))
        row = Row(Span(begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())), tuple(cells))
        rows.append(row)
    return Table(Span(rows[0].span.start, rows[-1].span.end), tuple(rows), 1)


def _columns(lines: list[str]) -> list[tuple[int, int]]:
    """The columns as (left, right) positions: what lies between gutters, two or more positions that are blank in every line."""
    width = max(map(len, lines), default=0)
    used = [False] * (width + 1)
    for line in lines:
        for match in re.finditer(r"\S+(?: \S+)*", line):
            for at in range(*match.span()):
                used[at] = True
    columns = []
    at = 0
    while at < width:
        if not used[at]:
            at += 1
            continue
        start = at
        while at < width and used[at]:
            at += 1
        columns.append((start, at))
    wide = []
    for index, (start, end) in enumerate(columns):
        stop = columns[index + 1][0] if index + 1 < len(columns) else width
        wide.append((start, max(end, stop - 1) if stop > end else end))
    return wide
