"""A total and its parts in one paragraph: '500 triệu đồng, trong đó: ngân sách tỉnh 300 triệu đồng, xã hội hóa 200 triệu
đồng'.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import MoneyLine, in_brackets, is_rate
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.families.money.sections import speaks_of_budget
from checker.source.text import Span

_SENTENCE_END = re.compile(r"\.\s+(?=[a-zđà-ỹ])")
_PARTIAL = pattern("money", r"\b(?:{{only_parts}})\b")
_SOURCE = pattern("money", r"{{sources}}|\bns\w*\b|\bvốn\b|\bxhh\b|\bquỹ\b")
_YEAR = re.compile(r"năm\s+20\d\d|20\d\d\s*:")
_TAIL_TOTAL = re.compile(r"tổng(?:\s+cộng|\s+số|\s+kinh\s+phí|\s+là)*[^;.\d]{0,20}\Z")
_LABEL_START = re.compile(r"[;:,.(+]|\bvà\b|\btrong đó\b")


def inline_budget(low: str, line: MoneyLine, in_budget: bool) -> Budget | None:
    """The budget inside one block, or None. Where its parts are of different kinds it is `loose`: it only can balance.

    Outside a section about money (`in_budget`), parts of what is no budget ('thu ngân sách 12.345 tỷ đồng, trong đó …') may be
    only some of them.
    """
    digits = [a for a in line.amounts if not a.in_words]
    if len(digits) < 3:
        return None
    if added := _added_up(low, line, digits):
        return added
    if line.cue is None or line.amount is None or line.amount.value is None or line.role == "head":
        return _tail_total(low, line, digits)
    stop = line.words.end
    if end := _SENTENCE_END.search(low, line.cue.end, line.words.end):
        stop = end.start()
    parts = [
        a
        for a in digits
        if line.cue.end <= a.span.start < stop and not is_rate(low, a) and not in_brackets(low, line.cue.end, a.span.start)
    ]
    if len(parts) < 2 or any(a.value is None or a.bound for a in parts):
        return None
    text = low[line.cue.end : stop]
    items = _items(low, line.cue.end, parts)
    kinds = {_kind(item.label.lower()) for item in items}
    label = _label(low, line)
    whole = in_budget or speaks_of_budget(label)
    return Budget(
        line.block.span,
        line.amount,
        items,
        label,
        "inline",
        line.amount.unit,
        whole,
        loose=len(kinds) > 1 or bool(_PARTIAL.search(text)),
    )


def _kind(label: str) -> str:
    return "year" if _YEAR.search(label) else "source" if _SOURCE.search(label) else "other"


def _label(low: str, line: MoneyLine) -> str:
    return " ".join(low[line.words.start : line.amount.span.start].split()).rstrip(" :=-").removesuffix("khoảng").strip()


def _items(low: str, start: int, parts: list[Amount]) -> tuple[BudgetLine, ...]:
    items = []
    for amount in parts:
        begin = start
        for mark in _LABEL_START.finditer(low, start, amount.span.start):
            if low[mark.end() : amount.span.start].strip(" :=-"):
                begin = mark.end()
        label = " ".join(low[begin : amount.span.start].split()).strip(" :=-–+;,(").removesuffix("khoảng").strip()
        first = begin + len(low[begin : amount.span.start]) - len(low[begin : amount.span.start].lstrip())
        items.append(BudgetLine(label, Span(first, amount.span.end), amount))
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
            return Budget(line.block.span, digits[at], items, _label(low, line) if line.amount else "", "inline", digits[at].unit)
    return None
