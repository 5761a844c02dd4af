"""Whether a table was read as it was meant: where most of its totals fail, or rows are missing, none of them is judged."""

from __future__ import annotations

from checker.base.record import replace
from checker.families.money.causes import find_causes
from checker.families.money.records import Budget
from checker.families.money.row_tree import Node, Tree

_TORN = "phần lớn các tổng của bảng không khớp, có thể bảng bị vỡ khi chép"
_GAP = "số thứ tự các hàng không liên tục, có thể thiếu hàng"
_FEW = 3


def plausible(budgets: list[Budget], tree: Tree) -> list[Budget]:
    """The budgets of a table; without a judgement where its totals or its numbering show that it was not read whole."""
    parts = [part for budget in budgets for part in budget.walk() if part.balanced is not None]
    if all(part.balanced for part in parts):
        return budgets
    wrong = len(find_causes(budgets))
    if wrong >= _FEW and wrong * 2 > len(parts):
        return [_unread(budget, _TORN) for budget in budgets]
    if _has_gap(tree.roots):
        return [_unread(budget, _GAP) if budget.balanced is False else budget for budget in budgets]
    return budgets


def _unread(budget: Budget, why: str) -> Budget:
    return replace(budget, unread=why, children=tuple(_unread(child, why) for child in budget.children))


def _has_gap(nodes: list[Node]) -> bool:
    """Whether the numbers of rows beside each other skip one, here or below."""
    numbers = [node.label for node in nodes if node.label is not None and node.label.ordinal]
    for one, two in zip(numbers, numbers[1:], strict=False):
        if one.style == two.style and one.path[:-1] == two.path[:-1] and two.ordinal > one.ordinal + 1:
            return True
    return any(_has_gap(node.children) for node in nodes)
