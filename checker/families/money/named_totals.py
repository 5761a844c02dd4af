"""Totals that name their rows ('Tổng cộng (I+II+III)') and add up others."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base.record import TYPE_CHECKING, dataclass
from checker.families.money.row_tree import NAMED, Node, around, build
from checker.families.money.rows import MoneyRow, MoneyTable, read_row_label
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


@dataclass(frozen=True, slots=True)
class NamedTotal:
    """A formula in the label of a total. `span` and `found` are it as written, `expected` the rows that the total adds up."""

    span: Span
    found: str
    expected: str

    @property
    def right(self) -> bool:
        """Whether it names the rows that the total adds up."""
        return self.found == self.expected


def read_named_totals(doc: Document) -> tuple[NamedTotal, ...]:
    """The totals of tables that name their rows and whose value some rows make up."""
    found = []
    for table in doc.facts("money_table"):
        if any("+" in row.name for row in table.rows):
            tree = build(table.rows)
            found.extend(_named(doc, table, [(row, around(row, tree.roots)) for row in tree.totals]))
            found.extend(_named(doc, table, [(node.row, node.children) for root in tree.roots for node in _groups(root)]))
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


def _adds_up(row: MoneyRow, nodes: list[Node], column: int) -> bool:
    parts = [node.stated.amounts.get(column) for node in nodes if node.stated is not None]
    total = row.amounts[column].value
    return total is not None and sum(part.value or 0 for part in parts if part is not None) == total
