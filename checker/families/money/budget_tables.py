"""Money tables → budgets (totals of columns and of rows), products and shares."""

from __future__ import annotations

from checker.families.money.formulas import formulas, is_sum
from checker.families.money.numbers import ratio
from checker.families.money.plausible import plausible
from checker.families.money.records import Budget, BudgetLine, Shares
from checker.families.money.row_tree import build
from checker.families.money.rows import ADDED, Column, MoneyTable
from checker.families.money.sums import read_sums
from checker.source.text import Span


def table_budgets(table: MoneyTable) -> tuple[Budget, ...]:
    """The budgets of a table: its amount columns, then one sum per row that has a total column."""
    columns = [c for c in table.columns if c.kind in ("money", "total")]
    _, budgets = read_sums(table.rows, columns)
    return tuple(plausible([*budgets, *_row_budgets(table, columns)]))


# -- sums across columns ----------------------------------------------------------------------------------------------


def _row_budgets(table: MoneyTable, columns: list[Column]) -> list[Budget]:
    """Each row's total column against its columns by year or by source, where rows show that the one is the sum of the others."""
    if stated := [(total, [part for _, part in terms]) for total, terms in formulas(table) if is_sum(terms)]:
        return [b for total, parts in stated for b in _sums(table, total, parts)]
    if table.collapsed:
        return []
    totals = [c for c in columns if (c.kind == "total" or "thành tiền" in c.words) and "=" not in c.guide]
    own = [c for c in totals if not c.year or not any(o.year for o in columns if o is not c and o.kind == "money")]
    return [b for total in own if len(own) == 1 for b in _best_split(table, _splits(columns, total), total)] or [
        b for total in totals if len(totals) > 1 for b in _best_split(table, _groups(columns, totals, total), total)
    ]


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


def _sums(table: MoneyTable, total: Column, parts: list[Column]) -> list[Budget]:
    """The rows as sums of `parts`; none where less than half of them is one."""
    budgets = []
    for row in table.rows:
        amount = row.amounts.get(total.index)
        lines = [BudgetLine(c.words, row.span, a) for c in parts if (a := row.amounts.get(c.index)) is not None]
        if row.kind not in ADDED or amount is None or amount.value is None:
            continue
        if lines and all(x.amount.value is not None for x in lines):
            name = row.name or row.label
            budgets.append(Budget(row.span, amount, tuple(lines), name, "row", table.unit, columns=(total, *parts), rows=(row,)))
    good = sum(b.balanced is True for b in budgets)
    return [b for b in budgets if len(b.items) > 1 or not b.balanced] if good and good * 2 >= len(budgets) else []


def _splits(columns: list[Column], total: Column) -> list[list[Column]]:
    others = [c for c in columns if c is not total and c.kind == "money"]
    years = [c for c in others if c.year]
    sources = [c for c in others if not c.year]
    return [split for split in (others, years, sources) if len(split) >= 2]


def table_shares(table: MoneyTable) -> tuple[Shares, ...]:
    """The column of shares (cơ cấu, %) of a table whose total row says 100."""
    shares = []
    columns = [column for column in table.columns if column.kind == "percent"]
    tree = build(table.rows) if columns else None
    for column in columns:
        if not tree.totals or len(tree.roots) < 2:
            continue
        whole = tree.totals[0].figures.get(column.index)
        parts = [
            (n.row.figures[column.index].span, n.row.figures[column.index])
            for n in tree.roots
            if n.row and column.index in n.row.figures
        ]
        if whole is None or whole.value != 100 or len(parts) != len(tree.roots) or any(f.value is None for _, f in parts):
            continue
        slack = ratio(sum(f.step for _, f in parts), 2) if any(f.step < 1 for _, f in parts) else 0
        shares.append(Shares(Span(whole.span.start, whole.span.end), tuple((s, f.value) for s, f in parts), slack))
    return tuple(shares)
