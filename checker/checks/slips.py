"""Which single slip explains the difference between a total and its items."""

from __future__ import annotations

from checker.record import dataclass


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
