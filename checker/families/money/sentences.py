"""A total and its parts in one sentence: '500 triệu đồng, trong đó: ngân sách tỉnh 300 triệu đồng, xã hội hóa 200 triệu đồng',
'Tổng kinh phí 120 triệu đồng (ngân sách xã: 70 triệu đồng; …)', 'Trong tổng kinh phí 120 triệu đồng, …'.

Like the lines of a list they become rows, whose sum is judged as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import TOTAL, MoneyLine, in_brackets, is_rate, is_result, is_term
from checker.families.money.records import Amount
from checker.families.money.rows import MoneyRow, row_of
from checker.families.money.sections import speaks_of_budget
from checker.source.text import Span

_SENTENCE_END = re.compile(r"\.\s+(?=[a-zđà-ỹ])")
_PARTIAL = pattern("money", r"\b(?:{{only_parts}})\b")
_SOME = pattern("money", r"(?:{{some_follow}})\b")
_SOURCE = pattern("money", r"{{sources}}|{{payers}}|\bns\w*\b|\bvốn\b|\bxhh\b|\bquỹ\b|\bhộ\b")
_OF_SOURCE = pattern("money", r"[\s:]*(?:(?:từ|do|nguồn|phần)\s+)*(?:{{sources}}|{{payers}}|ns\w*\b|vốn\b|xhh\b|quỹ\b)")
_YEAR = re.compile(r"năm\s+20\d\d|20\d\d\s*:")
_TAIL_TOTAL = pattern(
    "money",
    r"tổng(?!\s*(?:{{no_total_behind}}))(?:\s+cộng|\s+số|\s+kinh\s+phí|\s+là)*[^;.\d]{0,20}"
    r"(?:20\d\d(?:\s*(?:-|–|đến)\s*20\d\d)?[^;.\d]{0,12})?\Z",
)
_OF_TOTAL = re.compile(r"trong\s+(?:số\s+)?tổng\b")
_BRACKET = re.compile(r"\s*\(")
_COUNTED = pattern(
    "money", r"(?<![\d.,])(?!0?1\b)\d{1,3}\s+(?!{{scales}}|{{dong}}|tr)[^\W\d_]"
)  # '02 giải Nhì …': perhaps a rate
_TIMES = re.compile(r"(?:\s?/[^\W\d_]+(?:/[^\W\d_]+)?)?\s*(?:=|[x×*]\s)")
_RESULT = re.compile(r"(?:=|thành tiền)\s*:?\s*\Z")  # of a product: what is said so is added up
_IN_YEAR = re.compile(r"\bquý\s+(?:iv|i{1,3}|[1-4])\b|\b6 tháng (?:đầu|cuối)")
_DONE = re.compile(r"\bđã\s")
_REST = re.compile(r"\bcòn\s+lại\b")
_PAID_BY = pattern(
    "money",
    r"\s*,?\s*(?:được\s+)?(?:do|từ|bằng|lấy từ|huy động từ)\s+(?=(?:các\s+)?(?:nguồn\s+)?(?:{{sources}}|{{payers}}|quỹ|vốn))",
)
_COLON = re.compile(r"\s*[:,]\s*")
_BEHIND_PERCENT = re.compile(r"%\s*\(\s*(?:tương đương\s*|là\s*|=\s*)?\Z")
_LEADING = re.compile(r"(?:[\s;:,.(+)–-]|\bvà\b|\btrong đó\b|\bcòn lại\b|\([^()]*\)|(?:chiếm\s+)?\d[\d,]*\s?%)+")


class Parts(NamedTuple):
    """The amounts of a sentence that may be the parts of its `total`; `begin` is where the words of the first begin."""

    total: Amount
    begin: int
    amounts: list[Amount]


def sentence_rows(low: str, line: MoneyLine, in_budget: bool) -> Iterator[tuple[MoneyRow, ...]]:
    """The rows of what one block adds up: its total, then its parts; twice where it splits the total twice.

    Outside a section about money (`in_budget`), parts of what is no budget ('thu ngân sách 12.345 tỷ đồng, trong đó …') may be
    only some of them.
    """
    digits = [a for a in line.amounts if not a.in_words]
    if len(digits) < 3:
        return
    if parts := _added_up(low, line, digits):
        label = _label(low, line, line.amount) if line.amount else ""
        yield _rows(low, line, parts, label, "")
        return
    if line.role != "head" and (opening := _opening(low, line, digits)):
        stop, some = opening[2:]
        if parts := _announced(low, digits, *opening[:3]):
            label = _label(low, line, parts.total)
            whole = "open" if not in_budget and not speaks_of_budget(label) else "some" if some else ""
            yield from _by_view(low, line, parts, label, _whole(low, parts, stop, whole))
            return
    if parts := _tail_total(low, line, digits):
        kinds = _kinds(low, parts)
        apart = _SENTENCE_END.search(low, parts.amounts[-1].span.end, parts.total.span.start) is not None
        results = any(_RESULT.search(low, max(0, a.span.start - 16), a.span.start) for a in parts.amounts)
        loose = not results and (len(kinds) > 1 or apart and kinds == {"other"})
        yield _rows(low, line, parts, "tổng cộng", "loose" if loose else "")


def _announced(low: str, digits: list[Amount], total: Amount, begin: int, stop: int) -> Parts | None:
    """The parts that a cue, a bracket, 'do … bảo đảm', or 'Trong tổng kinh phí' announces between `begin` and `stop`."""
    amounts = [a for a in digits if begin <= a.span.start < stop and not is_rate(low, a)]
    if any(is_result(low, a) for a in amounts):
        amounts = [a for a in amounts if is_result(low, a) or not is_term(low, a)]  # what a product is made of is no part
    own = amounts and all(low[a.span.start - 1] == "(" and low[a.span.end : a.span.end + 1] == ")" for a in amounts)
    if not own:  # it is when all are: 'hậu cần (120 triệu đồng), vật tư (…)'
        inside = in_brackets(low, begin, amounts)
        amounts = [a for a, held in zip(amounts, inside, strict=True) if not (held and _aside(low, begin, a))]
    amounts = _outer(low, begin, stop, amounts)
    sure = total.value is not None and all(a.value is not None and not a.bound for a in amounts)
    return Parts(total, begin, amounts) if sure and len(amounts) > 1 else None


def _outer(low: str, begin: int, stop: int, amounts: list[Amount]) -> list[Amount]:
    """The amounts without what a 'trong đó' of one of them names, up to the next ';'; none where no ';' stands."""
    inner = []
    for amount in amounts if _SOME.search(low, begin, stop) else ():
        first = max(begin, low.rfind(";", begin, amount.span.start) + 1)
        cue = _SOME.search(low, first, amount.span.start)
        if cue and any(first <= other.span.start < cue.start() for other in amounts):
            inner.append(amount)
    if inner and low.find(";", begin, stop) < 0:
        return []
    return [amount for amount in amounts if amount not in inner]


def _whole(low: str, parts: Parts, stop: int, whole: str) -> str:
    """`MoneyRow.whole` of the total: loose where the parts are of several kinds, or of none in a sentence about no budget."""
    kinds = _kinds(low, parts)
    mixed = "year" in kinds and len(kinds) > 1
    if len(parts.amounts) == 2 and _is_rest(low, *parts.amounts):
        return ""
    if whole == "some" and _is_whole_year(words for words, _ in _worded(low, parts)):
        return ""
    return "loose" if mixed or _PARTIAL.search(low, parts.begin, stop) or kinds == {"other"} and whole == "open" else whole


def _is_whole_year(names: Iterable[str]) -> bool:
    """Whether parts are both halves or all quarters of a year."""
    named = [match[0] for name in names if (match := _IN_YEAR.search(name))]
    return len(named) == len(set(named)) and (len(named) == 4 or all("6 tháng" in name for name in named) and len(named) == 2)


def _by_view(low: str, line: MoneyLine, parts: Parts, label: str, whole: str) -> Iterator[tuple[MoneyRow, ...]]:
    """The rows of each way in which the sentence splits its total, one after the other ('… tỉnh, xã; năm 2026, năm 2027')."""
    words = _worded(low, parts)
    groups = [[amount for _, amount in group] for _, group in groupby(words, lambda one: _kind(one[0]))]
    total, begin = parts.total, parts.begin
    sums = [sum(amount.worth for amount in group) for group in groups]
    if len(groups) == 1 or not any(len(group) > 1 and added == total.value for group, added in zip(groups, sums, strict=True)):
        yield _rows(low, line, parts, label, whole)
        return
    for group, added in zip(groups, sums, strict=True):
        if len(group) > 1:
            yield _rows(low, line, Parts(total, begin, group), label, "" if added == total.value else "some")
        begin = group[-1].span.end


def _opening(low: str, line: MoneyLine, digits: list[Amount]) -> tuple[Amount, int, int, bool] | None:
    """(The total, where its parts begin and end, whether they need not be all), or None where no parts are announced."""
    stop = line.words.end
    if line.cue is not None and line.amount is not None:
        if end := _SENTENCE_END.search(low, line.cue.end, stop):
            stop = end.start()
        some = _SOME.match(low, line.cue.start) is not None
        return line.amount, line.cue.end, _scope(low, line, line.amount, line.cue, stop, some), some
    total = digits[0]
    before = low[line.words.start : total.span.start]
    if not (TOTAL.match(before) or speaks_of_budget(before)):
        return _bracketed(low, line.amount, stop) if line.bare and line.amount else None
    if is_rate(low, total):
        return None
    if end := _SENTENCE_END.search(low, total.span.end, stop):
        stop = end.start()
    at = total.span.end
    if _OF_TOTAL.match(before) and (comma := _COLON.match(low, at)):
        return total, comma.end(), stop, True
    if (opened := _BRACKET.match(low, at)) and (close := low.find(")", opened.end(), stop)) > 0:
        if any(opened.end() <= amount.span.start < close for amount in digits):
            return total, opened.end(), close, False
        at = close + 1  # '(Tám mươi lăm triệu đồng)'
    if len(digits) == 3 and _DONE.search(low, at, digits[1].span.start) and _is_rest(low, *digits[1:]):
        return total, at, stop, False
    paid = _PAID_BY.match(low, at)
    return (total, paid.end(), stop, False) if paid else None


def _scope(low: str, line: MoneyLine, total: Amount, cue: Span, stop: int, some: bool) -> int:
    """How far a cue goes: to the end of its bracket; 'trong đó' to the ';' behind which another source stands beside the total
    ('ngân sách xã 112 triệu đồng, trong đó mua vắc xin 85 triệu đồng; người dân đóng góp 60 triệu đồng').
    """
    gap = (total.span.end, cue.start)
    if low.count("(", *gap) > low.count(")", *gap):
        close = low.find(")", cue.end, stop)
        return close if close > 0 else stop
    mark = low.find(";", cue.end, stop) if some and not TOTAL.match(line.text) else -1
    if mark < 0 or _OF_SOURCE.match(low, cue.end, mark):
        return stop
    behind = low[mark:stop]
    return mark if _SOURCE.search(behind) or speaks_of_budget(behind) else stop


def _is_rest(low: str, before: Amount, last: Amount) -> bool:
    """Whether an amount is what the one before leaves: 'đã cấp 600 triệu đồng, còn lại 250 triệu đồng'."""
    return _REST.search(low, before.span.end, last.span.start) is not None


def _bracketed(low: str, total: Amount, stop: int) -> tuple[Amount, int, int, bool] | None:
    """The same of an item with its parts in brackets: '- Ngân sách tỉnh: 600 triệu đồng (chi đầu tư 450 triệu đồng; …)'. They may
    be prices as well, so they need not be all, and none of them may count anything.
    """
    opened = _BRACKET.match(low, total.span.end)
    close = low.find(")", opened.end(), stop) if opened else -1
    if opened is None or close < 0 or _COUNTED.search(low, opened.end(), close):
        return None
    return total, opened.end(), close, True


def _aside(low: str, begin: int, amount: Amount) -> bool:
    """Whether an amount in brackets is no part: it is none of '60% (130 triệu đồng)'."""
    return _BEHIND_PERCENT.search(low, max(begin, amount.span.start - 16), amount.span.start) is None


def _tail_total(low: str, line: MoneyLine, digits: list[Amount]) -> Parts | None:
    """'…: ngân sách tỉnh 300 triệu đồng; xã hội hóa 200 triệu đồng; tổng cộng 500 triệu đồng'."""
    *before, total = digits
    if not _TAIL_TOTAL.search(low[before[-1].span.end : total.span.start]) or total.value is None:
        return None
    torn = any(low.count("\n\n", a.span.end, b.span.start) for a, b in pairwise(digits))
    amounts = [a for a in before if not _is_factor(low, a)]
    inside = in_brackets(low, line.words.start, amounts)
    if inside.count(False) > 1:  # what stands in brackets explains the amount in front
        amounts = [a for a, held in zip(amounts, inside, strict=True) if not held]
    if torn or len(amounts) < 2 or any(a.value is None or a.bound for a in amounts):
        return None
    return Parts(total, line.words.start, amounts)


def _is_factor(low: str, amount: Amount) -> bool:
    """Whether an amount is only what another is made of: '03 chuyến x 4.500.000 đồng = …', 'mỗi thôn 5.000.000 đồng'."""
    return is_rate(low, amount) or _TIMES.match(low, amount.span.end) is not None


def _added_up(low: str, line: MoneyLine, digits: list[Amount]) -> Parts | None:
    """'300.000.000 đồng + 200.000.000 đồng = 500.000.000 đồng'."""
    between = [low[a.span.end : b.span.start].strip() for a, b in pairwise(digits)]
    for at in range(2, len(digits)):
        if between[at - 1] != "=":
            continue
        first = at - 1
        while first and between[first - 1] == "+":
            first -= 1
        parts = digits[first : at + 1]
        opens = low[line.words.start : parts[0].span.start].rstrip()[-1:]
        if len(parts) > 2 and all(a.value is not None for a in parts) and opens not in "x×*+/-":
            return Parts(parts[-1], parts[0].span.start, parts[:-1])
    return None


# -- as rows ----------------------------------------------------------------------------------------------------------


def _rows(low: str, line: MoneyLine, parts: Parts, label: str, whole: str) -> tuple[MoneyRow, ...]:
    total = row_of(parts.total, label, line.block.span, kind="total", whole=whole)
    return total, *(row_of(amount, words, amount.span) for words, amount in _worded(low, parts))


def _worded(low: str, parts: Parts) -> list[tuple[str, Amount]]:
    """The parts with the words between the amount before and their own: 'ngân sách phường, xã'."""
    start = parts.begin
    items = []
    for amount in parts.amounts:
        leading = _LEADING.match(low, start, amount.span.start)
        begin = leading.end() if leading and leading.end() < amount.span.start else start
        words = " ".join(low[begin : amount.span.start].split()).strip(" :=-–+;,(").removesuffix("khoảng").strip()
        items.append((words or low[amount.span.start : amount.span.end], amount))
        start = amount.span.end
    return items


def _kinds(low: str, parts: Parts) -> set[str]:
    return {_kind(words) for words, _ in _worded(low, parts)}


def _kind(words: str) -> str:
    return "year" if _YEAR.search(words) else "source" if _SOURCE.search(words) else "other"


def _label(low: str, line: MoneyLine, total: Amount) -> str:
    return " ".join(low[line.words.start : total.span.start].split()).rstrip(" :=-").removesuffix("khoảng").strip()
