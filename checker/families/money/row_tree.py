"""Rows → a tree, by their labels; subtotal and total rows set apart.

Where a numbering starts again at 1 it may be a list below the row above or the next list of the same level. Both readings
can be built; `sums` takes the one whose totals add up.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass
from checker.base.vocabulary import pattern
from checker.families.money.rows import ADDED, MoneyRow, RowLabel, read_row_label

if TYPE_CHECKING:
    from fractions import Fraction

_PARTIAL = pattern("money", r"(?:{{parts_below}})\b")
_VIEW = pattern("money", r"(?:(?:phân|chia|cơ cấu|tính)\s+)?theo\s+(?!{{not_of_views}})")
NAMED = re.compile(r"[(\s](?P<labels>[A-HIVX\d][\w.]{0,5}(?:\s*\+\s*[A-HIVX\d][\w.]{0,5})*)\s*\)?\s*\Z")


class Node:
    """A row with the rows below it (`children`, which grow while the tree is built). `stated` is the row that states its total:
    its own, or a 'Cộng' row; None where there is none. `again` are further rows that state it. `partial`: 'Trong đó', whose
    rows are only a part.
    """

    __slots__ = ("again", "children", "label", "partial", "row", "stated")

    def __init__(
        self, row: MoneyRow | None, label: RowLabel | None, stated: MoneyRow | None, children: list[Node], partial: bool = False
    ):
        self.row, self.label, self.stated, self.children, self.partial = row, label, stated, children, partial
        self.again: tuple[MoneyRow, ...] = ()

    def state(self, row: MoneyRow) -> None:
        """Note a row that states the total."""
        if self.stated is None:
            self.stated = row
        else:
            self.again += (row,)


@dataclass(slots=True)
class Tree:
    """The top rows and the rows that state their total. `restarts` and `unlabelled` count the rows of which another reading
    of the tree is possible.
    """

    roots: list[Node]
    totals: list[MoneyRow]
    restarts: int = 0
    unlabelled: int = 0

    def summed(self, row: MoneyRow) -> list[Node]:
        """The top rows that a total row adds up: those it names ('Tổng (I+II)'), else all."""
        named = NAMED.search(row.name)
        if named and "+" in named["labels"]:
            wanted = [read_row_label(part) for part in named["labels"].split("+")]
            nodes = [node for node in self.roots if node.label in wanted]
            if len(nodes) == len(wanted):
                return nodes
        if len(self.roots) == 1 and self.roots[0].stated is None and self.roots[0].children:
            return self.roots[0].children  # one title over everything
        return self.roots


def is_view(words: str) -> bool:
    """Whether the words of a row name a way to split a total that may be split otherwise too ('Theo nguồn vốn')."""
    return _VIEW.match(words.lower()) is not None


def around(row: MoneyRow, nodes: list[Node]) -> list[Node]:
    """The nodes that a total row may add up: those above it, or those below where none is above."""
    above = [node for node in nodes if node.row is None or node.row.span.start < row.span.start]
    return above or nodes


def build(rows: tuple[MoneyRow, ...], nested: bool = True, attached: bool = False) -> Tree:
    """The tree of the rows. `nested`: a numbering that starts again at 1 opens a list below the row above it. `attached`: an
    amount without a number stands below the numbered amount above it; else beside it (merged cells).
    """
    items = _without_tail([row for row in rows if row.kind in ADDED])
    tree = Tree([], [])
    stack: list[Node] = []
    since = 0  # the first top row that no 'Cộng' has closed yet
    last = max((at for at, row in enumerate(items) if row.kind == "item"), default=-1)
    for at, row in enumerate(items):
        if row.kind == "total":
            named = NAMED.search(row.name)
            closes = at + 1 < len(items) and (_closes_group(tree, row, named) or 0 < since <= len(tree.roots) - 2)
            final = at > last and not closes
            if not tree.roots or final or named and "+" in named["labels"]:
                tree.totals.append(row)
            else:
                since = _close(tree, stack, row, since)
            stack = [] if at <= last else stack
            continue
        following = items[at + 1] if at + 1 < len(items) else None
        label = read_row_label(row.label) if row.label else None
        node = Node(row, label, row if _has_value(row) else None, [], _PARTIAL.match(row.name.lower()) is not None)
        _place(tree, stack, node, following, nested, attached)
    return tree


def _without_tail(rows: list[MoneyRow]) -> list[MoneyRow]:
    """The rows without 'Trong đó: …' behind the last total: a part of what is added up already."""
    last = max((at for at, row in enumerate(rows) if row.kind == "total"), default=0)
    tail = last and last + 1 < len(rows) and _PARTIAL.match(rows[last + 1].name.lower())
    return rows[: last + 1] if tail else rows


def _place(tree: Tree, stack: list[Node], node: Node, following: MoneyRow | None, nested: bool, attached: bool) -> None:
    if node.label is not None:
        depth, restart = _depth(stack, node.label, nested)
        tree.restarts += restart
        del stack[depth:]
        _hang(tree, stack, node)
        stack.append(node)
        return
    opens = following is not None and (first := read_row_label(following.label or "")) and first.ordinal <= 1
    if opens and not node.partial or not any(n.label for n in stack):
        del stack[:]
        tree.roots.append(node)
        if opens or not _has_value(node.row):
            stack.append(node)
        return
    while stack and stack[-1].label is None and not stack[-1].partial:
        stack.pop()
    beside = _stands_beside(stack, node)
    tree.unlabelled += beside
    if beside and not attached:
        _hang(tree, stack[:-1], node)
        return
    _hang(tree, stack, node)
    if node.partial:
        stack.append(node)


def _hang(tree: Tree, stack: list[Node], node: Node) -> None:
    (stack[-1].children if stack else tree.roots).append(node)


def _stands_beside(stack: list[Node], node: Node) -> bool:
    """Whether a row without a label, as it has an amount, may stand beside the labelled one above, which has its own."""
    above = stack[-1] if stack else None
    if above is None or above.label is None or above.children or node.partial:
        return False
    return _has_value(above.row) and _has_value(node.row)


def _depth(stack: list[Node], label: RowLabel, nested: bool) -> tuple[int, bool]:
    """(Index in the stack at which a row with this label goes, whether it starts a numbering again)."""
    if label.ordinal:  # a numbered row never stands below a dash
        dash = next((at for at, n in enumerate(stack) if n.label is not None and n.label.ordinal == 0), None)
        if dash is not None:
            stack = stack[: dash - 1] if dash and stack[dash - 1].partial else stack[:dash]
    for at in range(len(stack) - 1, -1, -1):
        step = _step(stack[at].label, label)
        if step is not None:
            return at + step, False
    same = [at for at, n in enumerate(stack) if n.label is not None and n.label.style == label.style]
    if not same:
        return len(stack), False
    restart = label.style != "decimal" and label.ordinal == 1
    return len(stack) if restart and nested else same[-1], restart  # else a gap in the numbering: a sibling all the same


def _step(above: RowLabel | None, label: RowLabel) -> int | None:
    """0 where a row goes on beside one above it, 1 where it stands below, None where their labels do not say."""
    if above is None:
        return None
    if label.style != "decimal":
        return 0 if above.style == label.style and (label.ordinal == 0 or above.ordinal + 1 == label.ordinal) else None
    if above.path == label.path[:-1] and (above.style == "decimal" or above.style == "arabic" and len(label.path) == 2):
        return 1
    return 0 if above.style == "decimal" and above.path[:-1] == label.path[:-1] else None


def _close(tree: Tree, stack: list[Node], row: MoneyRow, since: int) -> int:
    """A 'Cộng' row in the middle: it states the total of the group it closes."""
    named = NAMED.search(row.name)
    wanted = read_row_label(named["labels"]) if named else None
    for node in (*reversed(stack), *tree.roots):
        if wanted and node.label == wanted:
            node.state(row)
            return since
    if tree.roots[-1].children:
        tree.roots[-1].state(row)
        return len(tree.roots)
    if len(tree.roots) - since >= 2 and not any(n.children for n in tree.roots[since:]):
        group = Node(None, None, row, tree.roots[since:])
        tree.roots[since:] = [group]
        return since + 1
    return since


def _closes_group(tree: Tree, row: MoneyRow, named: re.Match | None) -> bool:
    """Whether a total row after the last item, with another below it, states the total of the last group only."""
    group = tree.roots[-1] if tree.roots else None
    if group is None or not group.children or len(tree.roots) < 2:
        return False
    if row.name.lower().startswith("cộng") or named is not None and read_row_label(named["labels"]) == group.label:
        return True
    return any(
        found.value is not None and found.value in (_of(group.stated, at), sum(_of(n.row, at) or 0 for n in group.children))
        for at, found in row.figures.items()
    )


def _of(row: MoneyRow | None, column: int) -> Fraction | int | None:
    found = row.figures.get(column) if row is not None else None
    return found.value if found is not None else None


def _has_value(row: MoneyRow) -> bool:
    return any(f.value is not None for f in row.figures.values())
