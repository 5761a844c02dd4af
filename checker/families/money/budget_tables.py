"""Money tables → budgets (totals of columns and of rows), products and shares."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.money.formulas import formulas, is_sum
from checker.families.money.records import Amount, Budget, BudgetLine, Column, MoneyRow, MoneyTable, Shares, ratio
from checker.families.money.row_tree import Node, Tree, build
from checker.source.text import Span

if TYPE_CHECKING:
    from fractions import Fraction

_COUNTS = re.compile(r"(?<![\d.,/])\d{1,4}(?![\d.,/])")


def table_budgets(table: MoneyTable) -> tuple[Budget, ...]:
    """The budgets of a table: one tree per amount column, then one sum per row that has a total column."""
    columns = [c for c in table.columns if c.kind in ("money", "total")]
    tree = build(table.rows)
    budgets = [b for column in columns for b in _column_budgets(table, tree, column)]
    if tree.restarts and any(part.balanced is False for budget in budgets for part in budget.walk()):
        flat = build(table.rows, nested=False)
        others = [b for column in columns for b in _column_budgets(table, flat, column)]
        budgets = max(budgets, others, key=_score)  # the first of equals: nested
    if not any(node.label for node in tree.roots) and any(b.balanced is False for b in budgets):
        grouped = _grouped(tree, columns)
        if grouped is not tree:
            budgets = max(budgets, [b for c in columns for b in _column_budgets(table, grouped, c)], key=_score)
    return (*budgets, *_row_budgets(table, columns))


def _grouped(tree: Tree, columns: list[Column]) -> Tree:
    """Rows without labels, where a row is the sum of the rows right below it: the same tree with those as its children."""
    column = next((c for c in columns if all(n.row and _value(n, c) for n in tree.roots)), None)
    if column is None or any(n.children for n in tree.roots):
        return tree
    roots: list[Node] = []
    at = 0
    while at < len(tree.roots):
        node = tree.roots[at]
        left, stop = _value(node, column), at + 1
        while stop < len(tree.roots) and left > 0:
            left -= _value(tree.roots[stop], column)
            stop += 1
        if left == 0 and stop - at > 2:
            roots.append(Node(node.row, None, node.stated, tree.roots[at + 1 : stop]))
            at = stop
        else:
            roots.append(node)
            at += 1
    return Tree(roots, tree.totals) if len(roots) < len(tree.roots) else tree


def _value(node: Node, column: Column) -> Fraction | int:
    found = node.row.figures.get(column.index)
    return found.value if found is not None and found.value is not None else 0


def _score(budgets: list[Budget]) -> int:
    balances = [part.balanced for budget in budgets for part in budget.walk()]
    return sum(1 if b else -1 for b in balances if b is not None)


def _column_budgets(table: MoneyTable, tree: Tree, column: Column) -> list[Budget]:
    several = sum(c.kind in ("money", "total") for c in table.columns) > 1
    _, children, _ = _lines(tree.roots, column, several)
    budgets = []
    for row in tree.totals:
        amount = _amount(row, column)
        nodes = tree.summed(row)
        lines, _, complete = _lines(nodes, column, several)
        if amount is not None and amount.value is not None and len(lines) >= 2:
            budgets.append(
                Budget(
                    row.span,
                    amount,
                    tuple(lines),
                    _label(row, column, several),
                    "column",
                    column.unit,
                    complete,
                    children=() if budgets else tuple(children),
                )
            )
    return budgets or children


def _lines(nodes: list[Node], column: Column, several: bool) -> tuple[list[BudgetLine], list[Budget], bool]:
    """The addends that nodes are for their parent, the budgets among and below them, and whether every addend has an amount."""
    lines: list[BudgetLine] = []
    budgets: list[Budget] = []
    complete = True
    for node in nodes:
        inner, below, whole = _lines(node.children, column, several)
        if node.partial:
            continue
        amount = _amount(node.stated, column) if node.stated else None
        row = node.row or node.stated
        stated = amount is not None and amount.value is not None
        if len(inner) >= 2 and stated:
            budgets.append(
                Budget(
                    row.span,
                    amount,
                    tuple(inner),
                    _label(row, column, several),
                    "column",
                    column.unit,
                    whole,
                    children=tuple(below),
                    loose=is_per_part(row.name, amount.value, inner),
                )
            )
        else:
            budgets.extend(below)
        for other in node.again if len(inner) >= 2 else ():
            if (again := _amount(other, column)) and again.value is not None:
                label = _label(other, column, several)
                budgets.append(Budget(other.span, again, tuple(inner), label, "column", column.unit, whole))
        if stated:
            lines.append(BudgetLine(row.name or row.label, row.span, amount))
        elif inner:
            total = sum(line.value for line in inner)
            step = min(line.amount.step for line in inner)
            lines.append(BudgetLine(row.name or row.label, row.span, Amount(row.span, total, step=step)))
            complete = complete and whole
        elif amount is not None or not _blank(node, column, several):
            complete = False
    return lines, budgets, complete


def is_per_part(words: str, total: int, items: list[BudgetLine]) -> bool:
    """Whether the items are those of one of several equal parts: '02 lớp x 15.000.000 đồng = 30.000.000 đồng, gồm: …'."""
    added = sum(item.value for item in items)
    parts, rest = divmod(total, added) if added else (0, 1)
    return not rest and parts > 1 and any(int(number) == parts for number in _COUNTS.findall(words))


def _blank(node: Node, column: Column, several: bool) -> bool:
    """Whether a row adds nothing to this column: a dash or a zero, or an empty cell beside an amount in another column."""
    found = node.row.figures.get(column.index) if node.row else None
    if found is None or not found.zero:
        return False
    written = found.span.end > found.span.start
    return written or several and any(f.value is not None for at, f in node.row.figures.items() if at != column.index)


def _amount(row: MoneyRow, column: Column) -> Amount | None:
    return row.amounts.get(column.index)


def _label(row: MoneyRow, column: Column, several: bool) -> str:
    words = row.name or row.label
    return f"{words} ({column.words})" if several else words


# -- sums across columns ----------------------------------------------------------------------------------------------


def _row_budgets(table: MoneyTable, columns: list[Column]) -> list[Budget]:
    """Each row's total column against its columns by year or by source, where rows show that the one is the sum of the others."""
    if stated := [(total, [part for _, part in terms]) for total, terms in formulas(table) if is_sum(terms)]:
        return [b for total, parts in stated for b in _sums(table, total, parts)]
    totals = [c for c in columns if c.kind == "total" and not c.year or "thành tiền" in c.words]
    if len(totals) != 1 or table.collapsed or "=" in totals[0].guide:
        return []
    for parts in _splits(columns, totals[0]):
        if budgets := _sums(table, totals[0], parts):
            return budgets
    return []


def _sums(table: MoneyTable, total: Column, parts: list[Column]) -> list[Budget]:
    """The rows as sums of `parts`; none where less than half of them is one."""
    budgets = []
    for row in table.rows:
        amount = _amount(row, total)
        lines = [BudgetLine(c.words, row.span, a) for c in parts if (a := _amount(row, c)) is not None]
        if row.kind == "remark" or amount is None or amount.value is None:
            continue
        if lines and all(x.amount.value is not None for x in lines):
            budgets.append(Budget(row.span, amount, tuple(lines), row.name or row.label, "row", table.unit))
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
