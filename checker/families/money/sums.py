"""Rows → budgets: what each stated total adds up. Prose lists and tables alike; the one place where rows are summed.

Where the rows can be read in more than one way (a numbering that starts again, rows without a number), the reading whose totals
add up is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.families.money.row_tree import Node, Tree, around, build, is_view
from checker.families.money.rows import Column, MoneyRow

if TYPE_CHECKING:
    from fractions import Fraction

_COUNTS = re.compile(r"(?<![\d.,/])\d{1,4}(?![\d.,/])")


def read_sums(rows: tuple[MoneyRow, ...], columns: list[Column], kind: str = "column") -> tuple[Tree, list[Budget]]:
    """The budgets of the rows, each amount column for itself, with the tree that they are read by."""
    best = build(rows)
    budgets = _all(best, columns, kind)
    for tree in _other_readings(rows, best, columns) if _fails(budgets) else ():
        others = _all(tree, columns, kind)
        if score(others) > score(budgets) and any(part.balanced for budget in others for part in budget.walk()):
            best, budgets = tree, others
    return best, budgets


def _other_readings(rows: tuple[MoneyRow, ...], tree: Tree, columns: list[Column]) -> Iterator[Tree]:
    if tree.unlabelled:
        yield build(rows, attached=True)
    if tree.restarts:
        yield build(rows, nested=False)
    if tree.restarts and tree.unlabelled:
        yield build(rows, nested=False, attached=True)
    if not any(node.label for node in tree.roots) and (grouped := _grouped(tree, columns)) is not tree:
        yield grouped


def _all(tree: Tree, columns: list[Column], kind: str) -> list[Budget]:
    return [budget for column in columns for budget in _column(tree, column, kind, several=len(columns) > 1)]


def _fails(budgets: list[Budget]) -> bool:
    return any(part.balanced is not True for budget in budgets for part in budget.walk())


def score(budgets: list[Budget]) -> int:
    """How many totals are right, less those that are wrong."""
    balances = [part.balanced for budget in budgets for part in budget.walk()]
    return sum(1 if balance else -1 for balance in balances if balance is not None)


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


# -- one column -------------------------------------------------------------------------------------------------------


def _column(tree: Tree, column: Column, kind: str, several: bool) -> list[Budget]:
    """The totals of one column with what they add up; where no total is stated, the subtotals."""
    _, children, _ = addends(tree.roots, column, kind, several)
    budgets: list[Budget] = []
    for row in tree.totals:
        amount = _amount(row, column)
        if amount is None or amount.value is None:
            continue
        nodes = tree.summed(row)
        lines, _, complete = addends(nodes, column, kind, several)
        if len(nodes) < len(tree.roots):  # a label that names too few rows is one mistake, of the label
            others, _, whole = addends(around(row, tree.roots), column, kind, several)
            if sum(line.value for line in others) == amount.value:
                nodes, lines, complete = tree.roots, others, whole
        below = () if budgets else tuple(children)
        if splits := _splits(nodes, amount.value, column, kind):
            budgets.extend(
                _split(row, amount, split, column, kind, several, below if not at else ()) for at, split in enumerate(splits)
            )
        elif len(lines) >= 2:
            budgets.append(_budget(row, amount, lines, column, kind, several, complete, below))
    return budgets or children


def _budget(
    row: MoneyRow,
    amount: Amount,
    lines: list[BudgetLine],
    column: Column,
    kind: str,
    several: bool,
    complete: bool,
    below: tuple[Budget, ...],
    view: str = "",
) -> Budget:
    return Budget(
        row.span,
        amount,
        tuple(lines),
        _label(row, column, several),
        kind,
        amount.unit if kind == "list" else column.unit,
        complete and row.whole != "open",
        children=below,
        loose=row.whole == "loose" or is_per_part(row.name, amount.value, lines),
        partial=row.whole == "some",
        view=view,
    )


def addends(nodes: list[Node], column: Column, kind: str, several: bool) -> tuple[list[BudgetLine], list[Budget], bool]:
    """The addends that nodes are for their parent, the budgets among and below them, and whether every addend has an amount."""
    lines: list[BudgetLine] = []
    budgets: list[Budget] = []
    complete = True
    for node in nodes:
        inner, below, whole = addends(node.children, column, kind, several)
        if node.partial:
            continue
        amount = _amount(node.stated, column) if node.stated else None
        row = node.row or node.stated
        stated = amount is not None and amount.value is not None and not amount.bound
        if stated and (splits := _splits(node.children, amount.value, column, kind)):
            budgets.extend(
                _split(row, amount, split, column, kind, several, () if at else tuple(below)) for at, split in enumerate(splits)
            )
        elif len(inner) >= 2 and amount is not None and amount.value is not None:
            budgets.append(_budget(row, amount, inner, column, kind, several, whole, tuple(below)))
        else:
            budgets.extend(below)
        for other in node.again if len(inner) >= 2 else ():
            if (again := _amount(other, column)) and again.value is not None:
                budgets.append(_budget(other, again, inner, column, kind, several, whole, ()))
        if stated:
            lines.append(BudgetLine(row.name or row.label, row.span, amount))
        elif inner and amount is None:
            total = sum(line.value for line in inner)
            step = min(line.amount.step for line in inner)
            lines.append(BudgetLine(row.name or row.label, row.span, Amount(row.span, total, step=step)))
            complete = complete and whole
        elif amount is not None or not _blank(node, column, several):
            complete = False
    return lines, budgets, complete


def _splits(nodes: list[Node], total: int, column: Column, kind: str) -> list[tuple[str, list[BudgetLine], bool]]:
    """The ways in which rows split one total ('Theo mục đích', 'Theo nguồn'), each whole: (name, addends, all there?)."""
    if len(nodes) < 2 or not all(node.row for node in nodes):
        return []
    read = [(node.row.name, *addends([node], column, kind, several=False)) for node in nodes]
    same = all(len(lines) == 1 and lines[0].value == total for _, lines, _, _ in read) and total > 0
    if not same and not all(is_view(node.row.name) for node in nodes):
        return []
    return [(name, lines, complete) for name, lines, _, complete in read if lines]


def _split(
    row: MoneyRow,
    amount: Amount,
    split: tuple[str, list[BudgetLine], bool],
    column: Column,
    kind: str,
    several: bool,
    below: tuple[Budget, ...],
) -> Budget:
    name, lines, complete = split
    return _budget(row, amount, lines, column, kind, several, complete, below, name)


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
