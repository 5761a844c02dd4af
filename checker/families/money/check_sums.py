"""Totals, products and shares that do not add up. One slip gives one finding, at the total that it makes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base.record import dataclass
from checker.families.money.causes import Cause, find_causes
from checker.families.money.numbers import write_money
from checker.families.money.records import Amount, Budget, Product, TotalStatement
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Addend, Addition, Hit, Related
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Slip:
    """`kind`: thousand, left_out, twice, swapped or swapped_item; `item` the index of the item concerned, None for the
    total itself.
    """

    kind: str
    item: int | None = None


def explain(total: int, items: list[int]) -> Slip | None:
    """The slip that alone makes `total` differ from the sum of `items` (đồng), or None."""
    added = sum(items)
    difference = total - added
    if not total or not added:
        return None
    if total * 1000 == added or added * 1000 == total:
        return Slip("thousand")
    for at, item in enumerate(items):
        if item and (item * 999 == difference or item % 1000 == 0 and item // 1000 - item == difference):
            return Slip("thousand_item", at)
    for at, item in enumerate(items):
        if item and item == -difference:
            return Slip("left_out", at)
        if item and item == difference:
            return Slip("twice", at)
    if _is_swapped(total, added):
        return Slip("swapped")
    if difference % 9 == 0:
        for at, item in enumerate(items):
            if _is_swapped(item, item + difference, adjacent=True):
                return Slip("swapped_item", at)
    return None


def _is_swapped(one: int, two: int, adjacent: bool = False) -> bool:
    """Whether two numbers differ by two digits that changed places."""
    left, right = str(one), str(two)
    if two <= 0 or len(left) != len(right):
        return False
    places = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(places) != 2 or adjacent and places[1] - places[0] != 1:
        return False
    first, second = places
    return left[first] == right[second] and left[second] == right[first]


@check("total_mismatch")
def total_mismatch(doc: Document, *, tolerance_percent: int = 50) -> Iterator[Hit]:
    """A stated total that is not the sum of its items (NS601).

    `tolerance_percent` is how much of one unit of the total's last digit it may be off where it says 'khoảng' or is stated in a
    coarser unit than its items; otherwise nothing is tolerated.

    Algorithm: trees of items are added up, and the one slip is found that explains a difference.
    """
    causes = find_causes(list(doc.facts("budget")), tolerance_percent)
    products = {p.span: p for p in doc.facts("product") if not p.right and not p.blamed} if causes else {}
    for cause in causes:
        if not _is_a_wrong_product(cause.budget, products):
            yield _total_hit(cause.budget, tolerance_percent) if cause.cell is None else _cell_hit(cause, cause.cell)


def _is_a_wrong_product(budget: Budget, products: dict[Span, Product]) -> bool:
    """Whether one item or the total is a wrong product (số lượng × đơn giá), and they fit the right one."""
    difference = budget.gap
    own = products.get(budget.stated.span) if budget.stated else None
    stated = (amount.span for item in budget.items for amount in item.stated())
    wrong = (products[span] for span in stated if span in products)
    return any(product.expected - product.stated == difference for product in wrong) or (
        own is not None and own.stated - own.expected == difference
    )


def _total_hit(budget: Budget, percent: int) -> Hit:
    total, added = budget.total, budget.sum
    slip = explain(total, [item.value for item in budget.items])
    note = slip.kind if slip else "default" if total > added else "under"
    line = budget.items[slip.item].label if slip and slip.item is not None else ""
    return Hit(
        budget.stated.span,
        {
            "label": _short(budget.label),
            "total": write_money(total, budget.unit),
            "sum": write_money(added, budget.unit),
            "difference": write_money(abs(total - added), budget.unit),
            "tolerance": write_money(budget.slack(percent), budget.unit),
            "line": _short(line),
            "count": len(budget.items),
        },
        tuple(
            Related(item.amount.span, args={"label": _short(item.label), "value": write_money(item.value, budget.unit)})
            for item in budget.items
        ),
        note=note,
        addition=_addition(budget),
    )


def _cell_hit(cause: Cause, cell: Amount) -> Hit:
    """A figure that makes several totals wrong: the addend of a row and of a column."""
    budget = cause.budget
    label = next(item.label for item in budget.items if item.amount.span == cell.span)
    totals = (budget, *cause.others)
    return Hit(
        cell.span,
        {
            "label": _short(label),
            "found": write_money(cell.value, budget.unit),
            "expected": write_money(cell.value + cause.change, budget.unit),
            "count": len(totals),
        },
        tuple(Related(b.stated.span, args={"label": _short(b.label), "value": write_money(b.total, b.unit)}) for b in totals),
        note="cell",
        addition=_addition(budget),
    )


def _addition(budget: Budget) -> Addition | None:
    if len(budget.items) < 2:
        return None
    return Addition(tuple(Addend(item.span, item.value, item.label) for item in budget.items), budget.sum, budget.total)


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:77].rstrip() + "…"


@check("count_total_mismatch")
def count_total_mismatch(doc: Document) -> Iterator[Hit]:
    """The stated total of a column or of a list of counts in a sentence that is not the sum of its items (NS612).

    Algorithm: columns and lists of counts are added up beside their totals.
    """
    for cause in find_causes(list(doc.facts("count_total"))):
        yield _total_hit(cause.budget, 0)
    for budget in doc.facts("counted_list"):
        if budget.sum != budget.total:
            yield _total_hit(budget, 0)


@check("total_conflict")
def total_conflict(doc: Document) -> Iterator[Hit]:
    """One total stated with two values (NS610). A total whose own items contradict it is left to NS601.

    Algorithm: statements of one total are grouped, and the one to believe is found.
    """
    groups: list[list[TotalStatement]] = []
    for statement in doc.facts("total"):
        if statement.balanced is not False:
            group = next((g for g in groups if all(_same_whole(s, statement) for s in g)), None)
            if group is None:
                groups.append([statement])
            else:
                group.append(statement)
    for wrong, right in (pair for group in groups for pair in _conflicts(group)):
        yield Hit(
            wrong.span,
            {
                "found": _as_written(wrong.amount),
                "other": _as_written(right.amount),
                "difference": write_money(
                    abs(wrong.amount.value - right.amount.value), max(wrong.amount.unit, right.amount.unit)
                ),
            },
            (Related(right.span, args={"value": _as_written(right.amount)}),),
        )


def _conflicts(group: list[TotalStatement]) -> Iterator[tuple[TotalStatement, TotalStatement]]:
    """Each statement that does not agree with the one to believe: that with items, else the commonest, else the first."""
    right = max(group, key=lambda one: (bool(one.balanced), sum(_agree(one, other) for other in group)))
    return ((one, right) for one in group if not _agree(one, right))


def _as_written(amount: Amount) -> str:
    return write_money(amount.value, amount.unit)


def _same_whole(one: TotalStatement, two: TotalStatement) -> bool:
    if one.yearly != two.yearly:
        return False
    return one.years is None or two.years is None or one.years == two.years


def _agree(one: TotalStatement, two: TotalStatement) -> bool:
    slack = max(one.amount.slack(two.amount.step), two.amount.slack(one.amount.step))
    return abs(one.amount.worth - two.amount.worth) <= slack
