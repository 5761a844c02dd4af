"""A total and its parts in one sentence: '500 triệu đồng, trong đó: ngân sách tỉnh 300 triệu đồng, xã hội hóa 200 triệu đồng',
'Tổng kinh phí 120 triệu đồng (ngân sách xã: 70 triệu đồng; …)', 'Trong tổng kinh phí 120 triệu đồng, …'.

Like the lines of a list they become rows, whose sum is judged as any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import TOTAL, MoneyLine, in_brackets, is_rate
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.families.money.sections import speaks_of_budget
from checker.source.text import Span

_SENTENCE_END = re.compile(r"\.\s+(?=[a-zđà-ỹ])")
_PARTIAL = pattern("money", r"\b(?:{{only_parts}})\b")
_SOME = pattern("money", r"(?:{{some_follow}})\b")
_SOURCE = pattern("money", r"{{sources}}|{{payers}}|\bns\w*\b|\bvốn\b|\bxhh\b|\bquỹ\b|\bhộ\b")
_YEAR = re.compile(r"năm\s+20\d\d|20\d\d\s*:")
_TAIL_TOTAL = re.compile(r"tổng(?:\s+cộng|\s+số|\s+kinh\s+phí|\s+là)*[^;.\d]{0,20}\Z")
_OF_TOTAL = re.compile(r"\s*[*•-]*\s*trong\s+(?:số\s+)?tổng\b")
_BRACKET = re.compile(r"\s*\(")
_PAID_BY = pattern(
    "money",
    r"\s*,?\s*(?:được\s+)?(?:do|từ|bằng|lấy từ|huy động từ)\s+(?=(?:các\s+)?(?:nguồn\s+)?(?:{{sources}}|{{payers}}|quỹ|vốn))",
)
_COLON = re.compile(r"\s*[:,]\s*")
_BEHIND_PERCENT = re.compile(r"%\s*\(\s*(?:tương đương\s*|là\s*|=\s*)?\Z")
_LEADING = re.compile(r"(?:[\s;:,.(+)–-]|\bvà\b|\btrong đó\b|\bcòn lại\b|\([^()]*\)|(?:chiếm\s+)?\d[\d,]*\s?%)+")


def sentence_budgets(low: str, line: MoneyLine, in_budget: bool) -> Iterator[Budget]:
    """The budgets inside one block. Outside a section about money (`in_budget`), parts of what is no budget ('thu ngân sách
    12.345 tỷ đồng, trong đó …') may be only some of them.
    """
    digits = [a for a in line.amounts if not a.in_words]
    if len(digits) < 3:
        return
    if added := _added_up(low, line, digits):
        yield added
        return
    found = None if line.role == "head" else _announced(low, line, digits, in_budget)
    if found := found or _tail_total(low, line, digits):
        yield found


def _announced(low: str, line: MoneyLine, digits: list[Amount], in_budget: bool) -> Budget | None:
    """A total with the parts behind it: after a cue, in brackets, 'do … bảo đảm', or of 'Trong tổng kinh phí'."""
    opening = _opening(low, line, digits)
    if opening is None:
        return None
    total, begin, stop, partial = opening
    parts = [a for a in digits if begin <= a.span.start < stop and not is_rate(low, a) and _counts(low, begin, a)]
    if len(parts) < 2 or total.value is None or any(a.value is None or a.bound for a in parts):
        return None
    label = _label(low, line, total)
    items = _first_split(_items(low, begin, parts), total.value)
    kinds = {_kind(item.label) for item in items}
    whole = in_budget or speaks_of_budget(label)
    loose = (
        "year" in kinds
        and len(kinds) > 1
        or bool(_PARTIAL.search(low, begin, stop))
        or not kinds & {"source", "year"}
        and not whole
    )
    return Budget(line.block.span, total, items, label, "inline", total.unit, whole, loose=loose, partial=partial)


def _opening(low: str, line: MoneyLine, digits: list[Amount]) -> tuple[Amount, int, int, bool] | None:
    """(The total, where its parts begin and end, whether they need not be all), or None where no parts are announced."""
    stop = line.words.end
    if line.cue is not None and line.amount is not None:
        if end := _SENTENCE_END.search(low, line.cue.end, stop):
            stop = end.start()
        return line.amount, line.cue.end, stop, _SOME.match(low, line.cue.start) is not None
    total = digits[0]
    if end := _SENTENCE_END.search(low, total.span.end, stop):
        stop = end.start()
    before = low[line.words.start : total.span.start]
    if is_rate(low, total) or not (TOTAL.match(before.lstrip(" *•-")) or speaks_of_budget(before)):
        return None
    if _OF_TOTAL.match(before) and (comma := _COLON.match(low, total.span.end)):
        return total, comma.end(), stop, True
    if opened := _BRACKET.match(low, total.span.end):
        close = low.find(")", opened.end(), stop)
        return (total, opened.end(), close, False) if close > 0 else None
    if paid := _PAID_BY.match(low, total.span.end):
        return total, paid.end(), stop, False
    return None


def _counts(low: str, begin: int, amount: Amount) -> bool:
    """Whether an amount is a part: not in brackets, but for '60% (130 triệu đồng)'."""
    start = amount.span.start
    return not in_brackets(low, begin, start) or _BEHIND_PERCENT.search(low, max(begin, start - 16), start) is not None


def _first_split(items: tuple[BudgetLine, ...], total: int) -> tuple[BudgetLine, ...]:
    """The items, without those of a second split of the same total behind the first."""
    added = 0
    for at, item in enumerate(items, 1):
        added += item.value
        if added == total and at >= 2:
            return items[:at] if at == len(items) or _kind(items[at].label) != _kind(items[0].label) else items
    return items


def _kind(label: str) -> str:
    return "year" if _YEAR.search(label) else "source" if _SOURCE.search(label) else "other"


def _label(low: str, line: MoneyLine, total: Amount) -> str:
    return " ".join(low[line.words.start : total.span.start].split()).rstrip(" :=-").removesuffix("khoảng").strip()


def _items(low: str, start: int, parts: list[Amount]) -> tuple[BudgetLine, ...]:
    """The parts with the words between the amount before and their own: 'ngân sách phường, xã'."""
    items = []
    for amount in parts:
        leading = _LEADING.match(low, start, amount.span.start)
        begin = leading.end() if leading and leading.end() < amount.span.start else start
        label = " ".join(low[begin : amount.span.start].split()).strip(" :=-–+;,(").removesuffix("khoảng").strip()
        items.append(BudgetLine(label, Span(begin, amount.span.end), amount))
        start = amount.span.end
    return tuple(items)


def _tail_total(low: str, line: MoneyLine, digits: list[Amount]) -> Budget | None:
    """'…: ngân sách tỉnh 300 triệu đồng; xã hội hóa 200 triệu đồng; tổng cộng 500 triệu đồng'."""
    total = digits[-1]
    before = low[digits[-2].span.end : total.span.start]
    parts = digits[:-1]
    if not _TAIL_TOTAL.search(before) or total.value is None or any(a.value is None or a.bound or is_rate(low, a) for a in parts):
        return None
    if any(low[a.span.end : b.span.start].count("\n\n") for a, b in zip(parts, digits[1:], strict=True)):
        return None
    items = _items(low, line.words.start, parts)
    loose = len({_kind(item.label) for item in items}) > 1
    return Budget(line.block.span, total, items, "tổng cộng", "inline", total.unit, loose=loose)


def _added_up(low: str, line: MoneyLine, digits: list[Amount]) -> Budget | None:
    """'300.000.000 đồng + 200.000.000 đồng = 500.000.000 đồng'."""
    for at in range(2, len(digits)):
        if low[digits[at - 1].span.end : digits[at].span.start].strip() != "=":
            continue
        first = at - 1
        while first and low[digits[first - 1].span.end : digits[first].span.start].strip() == "+":
            first -= 1
        parts = digits[first:at]
        opens = low[line.words.start : parts[0].span.start].rstrip()[-1:]
        if len(parts) >= 2 and digits[at].value is not None and all(a.value is not None for a in parts) and opens not in "x×*+/-":
            items = tuple(BudgetLine(low[a.span.start : a.span.end], a.span, a) for a in parts)
            label = _label(low, line, line.amount) if line.amount else ""
            return Budget(line.block.span, digits[at], items, label, "inline", digits[at].unit)
    return None
