"""Money tables → budgets: the totals of columns, and those of rows, which are the columns of the table turned on its side."""

from __future__ import annotations

from checker.base.record import replace
from checker.families.money.formulas import as_sum, formulas
from checker.families.money.plausible import plausible
from checker.families.money.records import Budget
from checker.families.money.row_tree import Node, Tree
from checker.families.money.rows import ADDED, Column, MoneyRow, MoneyTable
from checker.families.money.sums import Adder, read_sums


def table_budgets(table: MoneyTable) -> tuple[Budget, ...]:
    """The budgets of a table: its amount columns, then one sum per row that has a total column."""
    columns = [c for c in table.columns if c.kind in ("money", "total")]
    _, budgets = read_sums(table.rows, columns)
    return tuple(plausible([*budgets, *_across(table, columns)]))


# -- the table turned on its side -------------------------------------------------------------------------------------


def _across(table: MoneyTable, columns: list[Column]) -> list[Budget]:
    """Each row's total column against its columns by year or by source, where rows show that the one is the sum of the others."""
    stated = [one for column, terms in formulas(table.columns) if (one := as_sum(column, terms))]
    budgets = [b for total, parts in stated for b in _sums(table, total, parts)]
    if table.collapsed or any("=" in total.guide for total, _ in stated):
        return budgets
    told = [total.index for total, _ in stated]
    totals = [c for c in columns if (c.kind == "total" or "thành tiền" in c.words) and "=" not in c.guide]
    totals = [c for c in totals if c.index not in told]
    own = [c for c in totals if not c.year or not any(o.year for o in columns if o is not c and o.kind == "money")]
    alone = [b for total in own if len(own) == 1 for b in _best_split(table, _splits(columns, total), total)]
    several = totals if len(totals) > 1 and not alone else ()
    return budgets + alone + [b for total in several for b in _best_split(table, _groups(columns, totals, total), total)]


def _sums(table: MoneyTable, total: Column, parts: list[Column]) -> list[Budget]:
    """The rows as sums of `parts`; none where less than half of them is one."""
    lying = [row for row in table.rows if row.kind in ADDED and total.index in row.amounts]
    if not lying:
        return []
    nodes = [Node(row, None, row, []) for row in (_on_its_side(c, lying) for c in parts) if row.amounts]
    tree = Tree(nodes, [_on_its_side(total, lying)])
    budgets = []
    for at, row in enumerate(lying):
        adder = Adder(Column(at, "money", row.name, table.unit), "row", several=True)  # a blank cell adds nothing
        for one in adder.budgets(tree):
            own = replace(one, span=row.span, label=row.name or row.label, columns=(total, *parts), rows=(row,))
            budgets.append(own)
    good = sum(b.balanced is True for b in budgets)
    return [b for b in budgets if len(b.items) > 1 or not b.balanced] if good and good * 2 >= len(budgets) else []


def _on_its_side(column: Column, rows: list[MoneyRow]) -> MoneyRow:
    """A column as a row, with a column for each of the rows."""
    figures = {at: row.figures[column.index] for at, row in enumerate(rows) if column.index in row.figures}
    amounts = {at: row.amounts[column.index] for at, row in enumerate(rows) if column.index in row.amounts}
    return MoneyRow("", column.words, rows[0].span, figures, amounts=amounts)


def _best_split(table: MoneyTable, splits: list[list[Column]], total: Column) -> list[Budget]:
    return next((budgets for parts in splits if (budgets := _sums(table, total, parts))), [])


def _groups(columns: list[Column], totals: list[Column], total: Column) -> list[list[Column]]:
    """The columns that one of several totals may add up: those behind it up to the next total, or those before it."""
    at = columns.index(total)
    stops = [columns.index(c) for c in totals]
    behind = columns[at + 1 : min((s for s in stops if s > at), default=len(columns))]
    before = columns[max((s for s in stops if s < at), default=-1) + 1 : at]
    others = [c for c in totals if c is not total]
    return [split for split in (behind, before, others) if len(split) >= 2]


def _splits(columns: list[Column], total: Column) -> list[list[Column]]:
    """The columns that the only total may add up: all others, those by year, those by source."""
    others = [c for c in columns if c is not total and c.kind == "money"]
    years = [c for c in others if c.year]
    sources = [c for c in others if not c.year]
    return [split for split in (others, years, sources) if len(split) >= 2]
