"""Columns of counts (người, lớp, mẫu, hộ) with a total: what is no money is added up like it."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import TOTAL
from checker.families.money.plausible import plausible
from checker.families.money.records import Amount, Budget
from checker.families.money.rows import Column, MoneyRow
from checker.families.money.sums import read_sums
from checker.families.money.tables import read_rows
from checker.families.money.units import unit_in
from checker.model.plan import Table

if TYPE_CHECKING:
    from checker.model.document import Document

_KINDS = ("quantity", "count")  # of columns that are added up
_NO_COUNT = pattern("money", r"(?<!\w)(?:{{no_count_heads}})(?!\w)|%|\d{4}")
_WHOLE = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,6})\Z")
_BLANK = ("", "-", "–")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_FEWEST = 3  # figures of a column, its total among them
_NEAR = 4  # of a column whose head names no unit, the total is off by at most one part of these


def read_count_totals(doc: Document) -> tuple[Budget, ...]:
    """The totals of columns of counts, each with its items, in order; a column that mixes units of measure has none."""
    found: list[Budget] = []
    tables = [(table.columns, table.rows) for table in doc.facts("money_table") if not table.collapsed]
    read = {table.span for table in doc.facts("money_table")}
    for table in doc.plan.tables:
        if table.span in read or len(table.rows) < 3 or not _has_total(doc.source.lower, table):
            continue
        if rows := read_rows(doc.source, table, _KINDS, _named):
            tables.append(rows)
    for columns, rows in tables:
        found.extend(_totals(doc, columns, rows))
    return tuple(sorted(found, key=lambda budget: budget.span))


def _has_total(low: str, table: Table) -> bool:
    return any(TOTAL.match(low, *cell.span) for row in table.rows[1:] for cell in row.cells[:2])


def _totals(doc: Document, columns: tuple[Column, ...], rows: tuple[MoneyRow, ...]) -> list[Budget]:
    counts = [Column(c.index, c.kind, c.words) for c in columns if c.kind in _KINDS and unit_in(c.words) is None]
    if not counts or any(c.kind == "unit" for c in columns) or not any(row.kind == "total" for row in rows):
        return []
    _, budgets = read_sums(tuple(_with_counts(row, counts) for row in rows), counts)
    return [b for b in plausible(budgets) if TOTAL.match(b.label.lower()) and not _is_common(b) and not _is_no_sum(b)]


def _named(column: Column, cells: list[str]) -> Column:
    """The column; one of whole numbers whose head names no other figures ('Số chó', 'Mèo (con)', 'Cộng') counts things."""
    if column.kind not in ("other", "total") or not column.words or _NO_COUNT.search(column.words):
        return column
    filled = [cell for cell in cells if cell not in _BLANK]
    counts = len(filled) >= _FEWEST and all(map(_WHOLE.match, filled)) and not all(map(_YEAR.match, filled))
    return replace(column, kind="count") if counts else column


def _is_no_sum(budget: Budget) -> bool:
    """Whether the last figure of a column known by its figures alone is no sum: a mean, the greatest."""
    guessed, total = any(column.kind == "count" for column in budget.columns), budget.total or 0
    return guessed and abs(budget.sum - total) * _NEAR > total


def _with_counts(row: MoneyRow, columns: list[Column]) -> MoneyRow:
    figures = ((c.index, row.figures.get(c.index)) for c in columns)
    return row._replace(
        amounts={
            at: Amount(found.span, int(found.value), number=found.span)
            for at, found in figures
            if found is not None and found.value is not None and found.value.denominator == 1
        }
    )


def _is_common(budget: Budget) -> bool:
    """Whether the last row only repeats what its items have in common ('03 ngày' in each row and in the total)."""
    return budget.total in {item.value for item in budget.items}
