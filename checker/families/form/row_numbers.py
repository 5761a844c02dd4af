"""The numbers of a table's rows (STT): Decree 30/2020/NĐ-CP, Appendix I, II.6, by analogy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.base.record import dataclass
from checker.model.document import Document
from checker.model.plan import Row, Table
from checker.source.text import Span

_HEADS = ("stt", "tt", "số tt", "số thứ tự", "thứ tự")
_FEWEST = 3  # rows with a number


@dataclass(frozen=True, slots=True)
class RowNumberSlip:
    """A row number that does not follow the one above: `kind` is 'gap' or 'duplicate', `expected` the number in its place."""

    span: Span
    kind: str
    expected: str


def read_row_number_slips(doc: Document) -> tuple[RowNumberSlip, ...]:
    """The first slip of each table. A table that seems torn has none: rows of other widths, or numbers that jump about."""
    return tuple(slip for table in doc.plan.tables for slip in _slips(doc, table))


def _slips(doc: Document, table: Table) -> Iterator[RowNumberSlip]:
    rows = table.rows
    if not table.header or len(rows) < _FEWEST or _head(doc, rows[0]) not in _HEADS or _is_torn(rows):
        return
    found: list[RowNumberSlip] = []
    above: tuple[int, Row] | None = None
    slack = 0  # behind a number that stands twice the count may go on as if it did not
    numbered = [*_numbered(doc, rows[table.header :])]
    for at, (number, row) in enumerate(numbered):
        if number is None:
            above = None  # a group row, '1.1', a letter: what follows may begin anew
            continue
        if above and number == above[0] + 2 and not slack and _stands_again(doc, numbered[at : at + 2]):
            found.append(RowNumberSlip(row.cells[0].span, "duplicate", str(number - 1)))
            above = number - 1, row  # '1, 3, 3, 4': the first 3 is the slip, the second one is right
            continue
        if above and number != above[0] + 1 and (number > 1 or above[0] == 1) and not slack == number - above[0] - 1 > 0:
            if number == above[0] and _same(doc, row, above[1]):
                continue  # one cell over two rows, which a copy repeats
            if number not in (above[0], above[0] + 2):
                return
            slack = int(number == above[0])
            kind = "duplicate" if slack else "gap"
            found.append(RowNumberSlip(row.cells[0].span, kind, str(above[0] + 1)))
        elif above and number != above[0]:
            slack = 0
        above = number, row
    if sum(number is not None for number, _ in numbered) >= _FEWEST and len(found) == 1:
        yield found[0]


def _numbered(doc: Document, rows: Sequence[Row]) -> Iterator[tuple[int | None, Row]]:
    """The rows with what stands in their first cell: their number, or None where it is no number. Rows without any, and rows that
    number the columns, are left out."""
    for row in rows:
        words = doc.words(row.cells[0].span).rstrip(".)") if row.cells else ""
        if words and not _numbers_columns(doc, row):
            yield int(words) if words.isdecimal() else None, row


def _stands_again(doc: Document, rows: Sequence[tuple[int | None, Row]]) -> bool:
    """Whether the next row has the number of this one and is another row."""
    (number, row), *behind = rows
    return any(other == number and not _same(doc, below, row) for other, below in behind)


def _head(doc: Document, row: Row) -> str:
    return doc.words(row.cells[0].span).lower().strip(" .*") if row.cells else ""


def _numbers_columns(doc: Document, row: Row) -> bool:
    """Whether a row below the heading only counts the columns: '1 | 2 | 3 | …', some of them left blank or passed over."""
    words = [found.strip("()") for cell in row.cells if (found := doc.words(cell.span))]
    if len(words) < _FEWEST or not all(map(str.isdecimal, words)):
        return False
    numbers = [*map(int, words)]
    return numbers[0] == 1 and numbers[-1] <= len(row.cells) and all(a < b for a, b in zip(numbers, numbers[1:], strict=False))


def _is_torn(rows: Sequence[Row]) -> bool:
    """Whether a row has more cells than the heading."""
    return any(len(row.cells) > len(rows[0].cells) for row in rows)


def _same(doc: Document, row: Row, other: Row) -> bool:
    """Whether two rows say the same in the next column, or one of them nothing."""
    words = [doc.words(one.cells[1].span) if len(one.cells) > 1 else "" for one in (row, other)]
    return words[0] == words[1] or not all(words)
