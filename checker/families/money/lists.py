"""Which lines of prose make one list: a total and its items, up to the title or the total that ends it."""

from __future__ import annotations

from collections.abc import Callable

from checker.base.record import replace
from checker.families.money.budget_lines import TOTAL, MoneyLine
from checker.families.money.row_tree import is_view


def runs(lines: tuple[MoneyLine | None, ...], about_money: Callable[[MoneyLine], bool]) -> list[list[MoneyLine]]:
    """Runs of lines that may be one list or several: lines with amounts, titles between them, siblings without an amount. A run
    does not go on behind a section about money, nor before it.
    """
    found: list[list[MoneyLine]] = []
    run: list[MoneyLine] = []
    for line in [*lines, None]:
        if line is None or line.role == "text" or _opens_section(line, run, about_money):
            if any(other.amount for other in run):
                found.append(_trimmed(run))
            run = []
        else:
            run.append(line)
    return found


def _opens_section(line: MoneyLine, run: list[MoneyLine], about_money: Callable[[MoneyLine], bool]) -> bool:
    """Whether a line without an amount is the heading of another section ('IV. TỔ CHỨC THỰC HIỆN'), no title inside the list
    ('B. Phần đối ứng của người dân')."""
    if line.role != "title" or line.label is None or line.label.style not in ("roman", "capital"):
        return False
    if any(other.label and other.label.style == line.label.style for other in run):
        return False
    return not (run and about_money(run[-1]) and about_money(line))


def _trimmed(run: list[MoneyLine]) -> list[MoneyLine]:
    """The run from the first line of the list that holds its first amount to its last amount."""
    first = next(at for at, line in enumerate(run) if line.amount)
    last = max(at for at, line in enumerate(run) if line.amount)
    style = run[first].label.style if run[first].label else None
    while first and style and run[first - 1].role == "title" and run[first - 1].label and run[first - 1].label.style == style:
        first -= 1
    stop = last + 1
    while (
        stop < len(run)
        and run[stop].label
        and run[last].label
        and run[stop].label.style == run[last].label.style
        and (run[last].role == "item")
    ):
        stop += 1
    return run[first:stop]


def lists(run: list[MoneyLine]) -> list[list[MoneyLine]]:
    """The run parted into lists that have a total each: 'Tổng kinh phí …, gồm: …', 'Nội dung chi: … Cộng …'. A title such as
    'Theo nguồn:' begins another split of the same total, which is said again for it.
    """
    if len(run) > 2 and all(line.role == "total" and line.amount for line in run[-2:]):
        return [run]  # lists with a sum each, and the sum of those
    parts: list[list[MoneyLine]] = []
    part: list[MoneyLine] = []
    for line in run:
        total = _ended(part, line)
        if total is None:
            part.append(line)
            if _closes_and_opens(part):
                parts.append([*part[:-1], replace(line, role="total", some=False)])
                part = [replace(line, role="total")]
            continue
        parts.append(part)
        again = replace(total, role="total", some=False) if is_view(line.text) or line.some and line.label is None else None
        part = [again, line] if again else [line]
    return [*parts, part]


def _ended(part: list[MoneyLine], line: MoneyLine) -> MoneyLine | None:
    """The total of the list that a title ends, or None where the list goes on."""
    at = next((i for i in range(len(part) - 1, -1, -1) if part[i].role in ("head", "total") and part[i].amount), None)
    if line.role != "title" or at is None:
        return None
    head, items = part[at], [other for other in part[at + 1 :] if other.amount]
    closed = any(other.amount for other in part[:at]) and not items
    if line.label is None:
        announces = line.some or line.bare  # 'Trong đó:' below an item
        return head if closed or items and not announces and not _is_titled(part[at + 1 :]) else None
    if not items:
        return None
    if head.label is not None:
        return head if head.label.style == line.label.style else None
    styles = {other.label.style for other in part[at + 1 :] if other.label}
    bullets = bool(styles) and all(style.startswith("bullet") for style in styles)
    return head if bullets and line.label.style not in styles else None


def _closes_and_opens(part: list[MoneyLine]) -> bool:
    """Whether the last line states the total of the items above and announces another split: 'Tổng cộng: …, trong đó:'."""
    *above, line = part
    if line.role != "head" or line.label is not None or not TOTAL.match(line.text):
        return False
    return sum(other.role == "item" and other.amount is not None for other in above) > 1 and all(o.role == "item" for o in above)


def _is_titled(below: list[MoneyLine]) -> bool:
    """Whether the items of a total stand under titles of their own ('Năm 2026: …', 'Năm 2027: …')."""
    return bool(below) and below[0].role == "title" and below[0].label is None and not below[0].some and not below[0].bare
