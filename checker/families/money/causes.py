"""Wrong totals → what is wrong: one figure that explains several of them is one cause, found where it stands."""

from __future__ import annotations

from checker.base.record import NamedTuple
from checker.families.money.records import Amount, Budget
from checker.source.text import Span


class Cause(NamedTuple):
    """A wrong figure: `budget` is a total that it makes wrong, `cell` the figure where it is not that total itself, `change`
    what it is off by in đồng, `others` the further totals that it explains.
    """

    budget: Budget
    cell: Amount | None
    change: int
    others: tuple[Budget, ...] = ()


def find_causes(budgets: list[Budget], percent: int = 50) -> list[Cause]:
    """The causes of all wrong totals among `budgets` (children included), in order of position."""
    judged = [(part, part.is_balanced(percent)) for budget in budgets for part in budget.walk()]
    wrong = [part for part, right in judged if right is False]
    right = [_cells(part) for part, right in judged if right] if len(wrong) > 1 else []
    causes = []
    while wrong:
        cell, change, explained = _best(wrong, right, percent)
        own = next((budget for budget in explained if budget.stated.span == cell.span), None)
        first = own or explained[0]
        others = tuple(budget for budget in explained if budget is not first)
        causes.append(Cause(first, None if own else cell, change, others))
        wrong = [budget for budget in wrong if not any(budget is one for one in explained)]
    return sorted(causes, key=lambda cause: cause.cell.span if cause.cell else cause.budget.stated.span)


def _best(wrong: list[Budget], right: list[dict[Span, Amount]], percent: int) -> tuple[Amount, int, list[Budget]]:
    """The figure whose change puts most totals right, with that change; the stated total of the first where none explains two."""
    first = wrong[0]
    best: tuple[Amount, int, list[Budget]] = (first.stated, -first.gap, [first])
    most = 1
    by_cell: dict[Span, list[tuple[Amount, int, Budget]]] = {}
    for budget in wrong if len(wrong) > 1 else ():
        for span, amount in _cells(budget).items():
            gap = budget.gap
            by_cell.setdefault(span, []).append((amount, -gap if span == budget.stated.span else gap, budget))
    for span, uses in by_cell.items():
        amount, change, one = uses[0]
        explained = [budget for _, other, budget in uses if abs(other - change) <= max(one.slack(percent), budget.slack(percent))]
        gain = len(explained) - sum(span in cells for cells in right)
        if len(explained) > 1 and gain > most:
            best, most = (amount, change, explained), gain
    return best


def _cells(budget: Budget) -> dict[Span, Amount]:
    return {amount.span: amount for amount in (budget.stated, *(item.amount for item in budget.items))}
