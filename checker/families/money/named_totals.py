"""Totals that name what they add up, and add up others: rows ('Tổng cộng (I+II+III)'), columns of a guide row ('1=2+3')."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base.record import TYPE_CHECKING, dataclass
from checker.families.money.formulas import as_sum, formulas
from checker.families.money.row_tree import NAMED, Node, around, build
from checker.families.money.rows import Column, MoneyRow, MoneyTable, read_row_label
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


@dataclass(frozen=True, slots=True)
class NamedTotal:
    """A formula in the label of a total or in a guide row. `span` and `found` are it as written, `expected` what is added up."""

    span: Span
    found: str
    expected: str

    @property
    def right(self) -> bool:
        """Whether it names what the total adds up."""
        return self.found == self.expected


def read_named_totals(doc: Document) -> tuple[NamedTotal, ...]:
    """The totals of tables that name rows or columns and whose value other ones make up."""
    found = []
    for table in doc.facts("money_table"):
        if any("+" in row.name for row in table.rows):
            tree = build(table.rows)
            found.extend(_named(doc, table, [(row, around(row, tree.roots)) for row in tree.totals]))
            found.extend(_named(doc, table, [(node.row, node.children) for root in tree.roots for node in _groups(root)]))
        found.extend(_guided(doc, table))
    return tuple(sorted(found, key=lambda total: total.span))


def _groups(node: Node) -> Iterator[Node]:
    if node.row is not None and node.children:
        yield node
        for child in node.children:
            yield from _groups(child)


def _named(doc: Document, table: MoneyTable, totals: list[tuple[MoneyRow, list[Node]]]) -> Iterator[NamedTotal]:
    for row, nodes in totals:
        match = NAMED.search(row.name)
        if not match or "+" not in match["labels"] or any(node.row is None or node.label is None for node in nodes):
            continue
        at = doc.text.find(match["labels"], row.span.start, row.span.end)
        wanted = [read_row_label(part) for part in match["labels"].split("+")]
        named = [node for node in nodes if node.label in wanted]
        columns = [c.index for c in table.columns if c.kind in ("money", "total") and c.index in row.amounts]
        if at < 0 or not columns or len(nodes) < 2:
            continue
        if all(_adds_up(row, nodes, column) for column in columns) and not (
            len(named) == len(wanted) and all(_adds_up(row, named, column) for column in columns)
        ):
            plus = " + " if " + " in match["labels"] else "+"
            expected = plus.join(node.row.label.rstrip(".)") for node in nodes)
            yield NamedTotal(Span(at, at + len(match["labels"])), match["labels"], expected)


def _guided(doc: Document, table: MoneyTable) -> Iterator[NamedTotal]:
    """The sums of a guide row that hold in no row, where those of other columns hold in all of them."""
    guide = next((row.span for row in table.rows if row.kind == "guide"), None)
    numbers = {column.index: column.guide.partition("=")[0].strip("()") for column in table.columns}
    for total, terms in formulas(table.columns) if guide else ():
        at = doc.source.lower.find(total.guide, *guide) if guide else -1
        money = [c for c in table.columns if c.kind == "money" and c is not total and c.index > total.index]
        named = [column for _, column in terms]
        if at < 0 or as_sum(total, terms) != (total, named) or len(money) < 2 or named == money or _hold(table, total, named):
            continue
        if _hold(table, total, money, most=True):
            expected = f"{numbers[total.index]}={'+'.join(numbers[column.index] for column in money)}"
            yield NamedTotal(Span(at, at + len(total.guide)), total.guide, expected)


def _hold(table: MoneyTable, total: Column, parts: list[Column], most: bool = False) -> bool:
    """Whether the total is the sum of the parts in some row; `most`: in all rows, and there are three of them."""
    sums = []
    for row in table.rows:
        whole = row.amounts.get(total.index)
        values = [row.amounts[column.index].worth for column in parts if column.index in row.amounts]
        if whole is not None and whole.value and values:
            sums.append(whole.value == sum(values))
    return len(sums) > 2 and all(sums) if most else any(sums)


def _adds_up(row: MoneyRow, nodes: list[Node], column: int) -> bool:
    parts = [node.stated.amounts.get(column) for node in nodes if node.stated is not None]
    total = row.amounts[column].value
    return total is not None and sum(part.value or 0 for part in parts if part is not None) == total
