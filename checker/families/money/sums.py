"""Rows → budgets: what each stated total adds up. Lists, sentences and tables alike; the one place where rows are summed.

Where the rows can be read in more than one way (a numbering that starts again, rows without a number), the reading whose totals
add up is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.families.money.row_tree import Node, Tree, around, build, is_view
from checker.families.money.rows import Column, MoneyRow
from checker.source.text import Span

if TYPE_CHECKING:
    from fractions import Fraction

_COUNTS = re.compile(r"(?<![\d.,/])\d{1,4}(?=\s+[^\W\d_])")


def read_sums(rows: tuple[MoneyRow, ...], columns: list[Column], kind: str = "column") -> tuple[Tree, list[Budget]]:
    """The budgets of the rows, each amount column for itself, with the tree that they are read by."""
    best = build(rows)
    budgets = _all(best, columns, kind)
    for tree in _other_readings(rows, best, columns) if _fails(budgets) else ():
        others = _all(tree, columns, kind)
        better = score(others) > score(budgets) and any(part.balanced for budget in others for part in budget.walk())
        if better and _stated(budgets) <= _stated(others) and _off(others) <= _off(budgets):
            best, budgets = tree, others
    return best, [replace(budget, rows=rows) for budget in budgets]


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
    return [budget for column in columns for budget in Adder(column, kind, len(columns) > 1).budgets(tree)]


def _fails(budgets: list[Budget]) -> bool:
    return any(part.balanced is not True for budget in budgets for part in budget.walk())


def _stated(budgets: list[Budget]) -> set[Span]:
    """Where the totals stand that no other one holds."""
    return {budget.stated.span for budget in budgets if budget.stated is not None}


def _off(budgets: list[Budget]) -> int:
    """How far the stated totals are from what is added up, in đồng: rows that are by chance the sum of those below them make no
    better reading where the total is further off by it."""
    return sum(abs(budget.sum - budget.total) for budget in budgets if budget.total is not None)


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


class Part(NamedTuple):
    """What a row is for the total above it: its addend (None: it adds nothing), the budgets at and below it, and whether every
    amount that it needs is there.
    """

    name: str
    line: BudgetLine | None
    budgets: list[Budget]
    complete: bool


class Adder(NamedTuple):
    """Adds up one column of rows of one `kind` (`Budget.kind`); `several` where there are other columns to tell it from."""

    column: Column
    kind: str
    several: bool

    def budgets(self, tree: Tree) -> list[Budget]:
        """The stated totals with what they add up; where none is stated, the subtotals."""
        parts = {id(node): self.part(node) for node in tree.roots}
        budgets: list[Budget] = []
        for row in tree.totals:
            amount = self._amount(row)
            if amount is None or amount.value is None:
                continue
            summed = [parts.get(id(node)) or self.part(node) for node in tree.summed(row)]
            if len(summed) < len(parts):  # a label that names too few rows is one mistake, of the label
                others = [parts[id(node)] for node in around(row, tree.roots)]
                summed = others if sum(line.value for line in lines_of(others)) == amount.value else summed
            below = [] if budgets else [budget for part in parts.values() for budget in part.budgets]
            budgets.extend(self._stated(row, amount, summed, below))
        return budgets or [budget for part in parts.values() for budget in part.budgets]

    def part(self, node: Node) -> Part:
        """What a node is for the total above it. Each node is looked at once."""
        name = node.row.name if node.row else ""
        if node.partial:
            return Part(name, None, [], True)
        if not node.children and node.row is not None and (found := self._amount(node.row)) and found.value is not None:
            line = None if found.bound else BudgetLine(name or node.row.label, node.row.span, found)
            return Part(name, line, [], not found.bound)
        below = [self.part(child) for child in node.children]
        inner = lines_of(below)
        complete = all(part.complete for part in below)
        inside = [budget for part in below for budget in part.budgets]
        row = node.row or node.stated
        amount = self._amount(node.stated) if node.stated else None
        if amount is None:
            line = _computed(row, inner) if inner else None
            return Part(name, line, inside, complete if line else self._is_blank(node))
        if amount.value is None:
            return Part(name, None, inside, False)
        budgets = self._stated(row, amount, below, inside)
        for other in node.again if len(inner) > 1 else ():
            if (again := self._amount(other)) and again.value is not None:
                budgets.append(self.budget(other, again, inner, complete))
        budgets = [*budgets, *self._some(row, amount, node)]
        line = BudgetLine(row.name or row.label, row.span, amount)
        return Part(name, None if amount.bound else line, budgets, not amount.bound)

    def _stated(self, row: MoneyRow, amount: Amount, parts: list[Part], below: list[Budget]) -> list[Budget]:
        """The budgets of one stated total: one for each way in which its parts split it ('Theo mục đích', 'Theo nguồn')."""
        if not amount.bound and (views := _views(parts, amount.value)):
            return [
                self.budget(row, amount, list(part.line.inner or (part.line,)), part.complete, () if at else below, part.name)
                for at, part in enumerate(views)
            ]
        lines = lines_of(parts)
        enough = len(lines) > 1 or self.kind == "row" and lines  # the other columns of a row may be blank
        return [self.budget(row, amount, lines, all(part.complete for part in parts), below)] if enough else below

    def _some(self, row: MoneyRow, amount: Amount, node: Node) -> Iterator[Budget]:
        """What rows below 'Trong đó' add up: they need not be all of the row above."""
        for some in node.children:
            if some.partial and some.row is not None and all(child.label for child in some.children):
                first = self._amount(some.row)
                lines = [BudgetLine(some.row.name, some.row.span, first)] if first and first.value is not None else []
                lines += lines_of([self.part(child) for child in some.children])
                if len(lines) > 1:
                    yield replace(self.budget(row, amount, lines, True), partial=True)

    def budget(
        self,
        row: MoneyRow,
        amount: Amount,
        lines: list[BudgetLine],
        complete: bool,
        below: list[Budget] | tuple[()] = (),
        view: str = "",
    ) -> Budget:
        """The row as the total of `lines`, as far as it is one (`MoneyRow.whole`)."""
        return Budget(
            row.span,
            amount,
            tuple(lines),
            f"{row.name or row.label} ({self.column.words})" if self.several else row.name or row.label,
            self.kind,
            amount.unit if self.kind in ("list", "inline") else self.column.unit,
            complete and row.whole != "open",
            children=tuple(below),
            loose=row.whole == "loose" or is_per_part(row.name, amount.worth, lines),
            partial=row.whole == "some",
            view=view,
            columns=(self.column,),
        )

    def _amount(self, row: MoneyRow) -> Amount | None:
        return row.amounts.get(self.column.index)

    def _is_blank(self, node: Node) -> bool:
        """Whether a row adds nothing to this column: a dash or a zero, or an empty cell beside an amount in another column."""
        found = node.row.figures.get(self.column.index) if node.row else None
        if found is None or not found.zero:
            return False
        written = found.span.end > found.span.start
        others = (f.value for at, f in node.row.figures.items() if at != self.column.index)
        return written or self.several and any(value is not None for value in others)


def lines_of(parts: list[Part]) -> list[BudgetLine]:
    """The addends that parts are."""
    return [part.line for part in parts if part.line is not None]


def _computed(row: MoneyRow, inner: list[BudgetLine]) -> BudgetLine:
    """A title without an amount: it adds what stands below it."""
    amount = Amount(row.span, sum(line.value for line in inner), step=min(line.amount.step for line in inner))
    return BudgetLine(row.name or row.label, row.span, amount, tuple(inner))


def _views(parts: list[Part], total: int) -> list[Part]:
    """The parts where each splits the whole total; none where they are its addends."""
    if len(parts) < 2 or not all(part.name for part in parts):
        return []
    same = total > 0 and all(part.line is not None and part.line.value == total for part in parts)
    if not same and not all(is_view(part.name) for part in parts):
        return []
    return [part for part in parts if part.line is not None]


def is_per_part(words: str, total: int, items: list[BudgetLine]) -> bool:
    """Whether the items are those of one of several equal parts: '02 lớp x 15.000.000 đồng = 30.000.000 đồng, gồm: …'."""
    added = sum(item.value for item in items)
    parts, rest = divmod(total, added) if added else (0, 1)
    return not rest and parts > 1 and any(int(number) == parts for number in _COUNTS.findall(words))
