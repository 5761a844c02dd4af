"""Whether a table was read as it was meant: where most of its totals fail, none of them is judged."""

from __future__ import annotations

from checker.base.record import replace
from checker.families.money.causes import find_causes
from checker.families.money.records import Budget

_TORN = "phần lớn các tổng của bảng không khớp, có thể bảng bị vỡ khi chép"
_FEW = 3


def plausible(budgets: list[Budget]) -> list[Budget]:
    """The budgets of a table; without a judgement where they show that it was not read whole."""
    balances = [part.balanced for budget in budgets for part in budget.walk()]
    if balances.count(False) < _FEW:
        return budgets
    wrong = len(find_causes(budgets))
    if wrong >= _FEW and wrong * 2 > len(balances) - balances.count(None):
        return [_unread(budget, _TORN) for budget in budgets]
    return budgets


def _unread(budget: Budget, why: str) -> Budget:
    return replace(budget, unread=why, children=tuple(_unread(child, why) for child in budget.children))
