"""Paragraphs and list items with money → lines of a budget: the label, the amount that counts, and what the line is in
its list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass, replace
from checker.base.vocabulary import pattern
from checker.families.money.records import Amount
from checker.families.money.rows import RowLabel, read_row_label
from checker.model.plan import Block
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from checker.model.document import Document

TOTAL = pattern(
    "money", r"(?:(?:{{before_totals}})\s+)?(?:tổng(?!\s*(?:{{no_total_behind}}))|cộng(?!\s+(?:{{no_sum_behind}})))(?!\w)"
)
_CUE = pattern("money", r"(?:{{parts_follow}})\s*[:,]?")
_CUE_AT_END = pattern("money", r"(?:{{parts_follow}})\s*[:,]?\s*[.:;,]?\s*\Z")
_SOME = pattern("money", r"(?:{{some_follow}})\b")
_RATE = re.compile(
    r"(?:(?<!\w)(?:mỗi|(?<!tổng )mức(?!\s+đầu tư)(?:\s+\w+){0,3}|định mức|đơn giá|(?<!trị )(?<!đánh )giá|bình quân|một)(?!\w)"
    r"|/)\s*(?:[^\W\d_]+\s+){0,3}(?:là|:)?\s*\Z"
)
_BEFORE = pattern("money", r"[:=–-]\s*(?:(?:{{before_results}})\s*)?\Z")
_AFTER = re.compile(r"(?:\s?/[^.;(]{1,20})?\s*(?:\([^)]{0,120}\))?\s*[.;,]?\s*\Z")
_ROUNDED = pattern("money", r"(?:{{rounded}})\s*(?:là|:|thành)?\s*\Z")
_NEAR = 40  # code points before an amount that can hold what says so
_YEARLY = re.compile(r"(?:0?1\s+)?năm\b")
_PRIZES = pattern("money", r"\b(?!0?1\b)\d{1,3}\s+(?:{{prizes}})\b")
_DRESS = re.compile(r"[\s*•=>→⇒-]*")
_OF_YEAR = re.compile(r"(?:trong\s+)?năm\s+20\d\d\s*[,:]?\s*")
_SIGNS = frozenset("x×*+/")  # a hyphen may be a dash
_TERM = re.compile(r"(?:\s?/[^\W\d_]+(?:/[^\W\d_]+)?)?\s{0,3}(?:=|[x×*](?!\w)|[x×*]\s|\+|-\s?\d)")
_GAP = re.compile(r"\.[ ]+|(?:[.;:]|(?<=đồng)|(?<=\dđ))[ ]*\n[\s*•-]*")
_LONGEST_TITLE = 140
_SHORT = 60


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A block as a line of a budget.

    `role`: 'item', 'total', 'head' (a total whose items follow), 'title' (no amount) or 'text' (a sentence).

    `amount` is what the line adds (None: none, or not sure which); `amounts` are all of the block; `cue` is where 'trong
    đó' stands inside the line (None: not there). `bare`: words, a colon or '=', the amount, and no more (of a title:
    'Bao gồm:'). `some`: it says
    'trong đó', so that what follows need not be all.
    """

    block: Block
    label: RowLabel | None
    text: str
    words: Span
    role: str
    amount: Amount | None
    amounts: tuple[Amount, ...]
    cue: Span | None = None
    bare: bool = False
    some: bool = False


def read_money_lines(doc: Document) -> tuple[MoneyLine | None, ...]:
    """One entry per block: the line it is, or None for what ends a list (tables, comments, running text without money)."""
    tables = [table.span for table in doc.facts("money_table")]
    amounts = tuple(
        a
        for a in doc.facts("prose_amount")
        if (a.value is not None or a.flaw) and not any(t.start <= a.span.start < t.end for t in tables)
    )
    return tuple(_read_lines(doc.source, doc.plan.blocks, amounts)) if amounts else ()


def _read_lines(source: Source, blocks: tuple[Block, ...], amounts: tuple[Amount, ...]) -> list[MoneyLine | None]:
    starts = [a.span.start for a in amounts]
    lines: list[MoneyLine | None] = []
    for block in _parted(source.lower, blocks, starts):
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        if block.kind not in ("paragraph", "item"):
            lines.append(None)
        elif first == last:
            lines.append(_without_amount(source, block))
        elif (above := _torn_above(source, lines, block, amounts[first])) is not None:
            lines[-1] = _with_amounts(source, replace(above, span=Span(above.span.start, block.span.end)), amounts[first:last])
        else:
            lines.append(_with_amounts(source, block, amounts[first:last]))
    return lines


def _torn_above(source: Source, lines: list[MoneyLine | None], block: Block, amount: Amount) -> Block | None:
    """The item above that a line break has torn from its amount: '- Thu và phân tích mẫu:⏎1.364.329.243 đồng'."""
    above = lines[-1] if lines else None
    if above is None or above.role != "title" or above.label is None or block.label or amount.span.start != block.span.start:
        return None
    gap = source.text[above.block.span.end : block.span.start]
    return above.block if gap.count("\n") == 1 and above.text.endswith((":", "=")) else None


def _parted(low: str, blocks: tuple[Block, ...], starts: list[int]) -> Iterator[Block]:
    """The blocks; one with several amounts is parted where another total begins (`_next_total`)."""
    for block in blocks:
        while bisect_left(starts, block.span.end) - bisect_left(starts, block.span.start) > 1:
            at = _next_total(low, block)
            if at is None:
                break
            yield replace(block, span=Span(block.span.start, at))
            block = Block("paragraph", Span(at, block.span.end), at)
        yield block


def _next_total(low: str, block: Block) -> int | None:
    """Where 'Tổng' begins a line of its own behind a full one (text of short lines may look wrapped), or a sentence behind
    another total: 'Cộng mỗi năm: … đồng. Tổng cả giai đoạn: … đồng', 'Năm 2027, tổng kinh phí …'.
    """
    words = _words(low, block)
    total = _names_total(low, *words)
    for gap in _GAP.finditer(low, *words):
        if (total or "\n" in gap[0]) and _names_total(low, gap.end(), block.span.end):
            return gap.end()
    return None


def _names_total(low: str, start: int, end: int) -> bool:
    year = _OF_YEAR.match(low, start, end)
    return TOTAL.match(low, year.end() if year else start, end) is not None


def _words(low: str, block: Block) -> Span:
    """The words of a line, without what is in front of them: its mark, '=>', stars."""
    start = block.mark.end if block.mark else block.span.start
    dress = _DRESS.match(low, start, block.span.end)
    return Span(dress.end() if dress else start, block.span.end)


def _label(block: Block) -> RowLabel | None:
    return read_row_label(block.label) if block.label else None


def _without_amount(source: Source, block: Block) -> MoneyLine | None:
    words, label = _words(source.lower, block), _label(block)
    if label is None and not (words.end - words.start <= _LONGEST_TITLE and source.lower.endswith(":", *words)):
        return None
    text = source.lower[slice(*words)]
    announces, some = _announces(text.rstrip(" *:")) if label is None else (False, False)
    return MoneyLine(block, label, text, words, "title", None, (), None, announces, some)


def _announces(title: str) -> tuple[bool, bool]:
    """Whether a title says no more than that parts follow ('Bao gồm'), and whether they need not be all ('Trong đó')."""
    return _CUE.fullmatch(title) is not None, _SOME.match(title) is not None


def _with_amounts(source: Source, block: Block, amounts: tuple[Amount, ...]) -> MoneyLine:
    words = _words(source.lower, block)
    text = source.lower[words.start : words.end]
    total = TOTAL.match(text)
    digits = tuple(a for a in amounts if not a.in_words) or amounts
    cue = next(
        (
            Span(words.start + m.start(), words.start + m.end())
            for m in _CUE.finditer(text)
            if words.start + m.start() >= digits[0].span.end
        ),
        None,
    )
    amount = main_amount(source.lower, digits, words, cue)
    ends_open = cue is not None and _CUE_AT_END.search(text) is not None or text.endswith(":")
    role = "head" if ends_open and amount else "total" if total else "item"
    before = text[: amount.span.start - words.start] if amount else ""
    if role == "item" and len(digits) == 1 and "=" not in text and _PRIZES.search(before):
        amount = None  # '02 giải Nhì: 3.000.000 đồng' may be the rate or the sum
    label = _label(block)
    bare = amount is not None and _is_bare_item(
        source.lower, Span(words.start, cue.start if cue and label else words.end), amount
    )
    if role == "item" and label is None and amount is not None and not bare:
        role = "text"  # a sentence that speaks of money is no line of a list
    return MoneyLine(
        block,
        label,
        text,
        words,
        role,
        amount,
        amounts,
        cue,
        bare,
        cue is not None and _SOME.match(text, cue.start - words.start) is not None,
    )


def _is_bare_item(low: str, words: Span, amount: Amount) -> bool:
    """Whether a line is 'Ngân sách tỉnh: 300 triệu đồng;': words, a colon or '=', the amount, and no more; a short
    line needs no colon.
    """
    named = _BEFORE.search(low, words.start, amount.span.start) or amount.span.start - words.start <= _SHORT
    return bool(named and _AFTER.match(low, amount.span.end, words.end))


def main_amount(low: str, amounts: tuple[Amount, ...], words: Span, cue: Span | None) -> Amount | None:
    """The amount that a line adds to its list: after the last '=', else its only one outside brackets that is no rate. None where
    it names several: '14 khu x 3.000.000 đồng = 42.000.000 đồng; hỗ trợ thêm 5.000.000 đồng'."""
    before_cue = [a for a in amounts if cue is None or a.span.end <= cue.start] or list(amounts)
    outside = [a for a, inside in zip(before_cue, in_brackets(low, words.start, before_cue), strict=True) if not inside]
    results = [a for a in outside or before_cue if is_result(low, a)]
    if results:
        others = [a for a in outside if a not in results and not is_rate(low, a) and not is_term(low, a)]
        return None if others or not _is_one_result(low, results) else results[-1]
    for pool in (outside, before_cue if not outside else []):
        sums = [a for a in pool if not is_rate(low, a)]
        sums = [a for a in sums if not _ROUNDED.search(low, max(words.start, a.span.start - _NEAR), a.span.start)] or sums
        if len(sums) == 1:
            return sums[0]
        if len(sums) > 1:
            return None
    return None


def is_result(low: str, amount: Amount) -> bool:
    """Whether an amount stands behind '='."""
    return low[max(0, amount.span.start - 4) : amount.span.start].rstrip().endswith("=")


def is_term(low: str, amount: Amount) -> bool:
    """Whether an amount is a term of a formula: beside 'x', '+', '-' or '/', or before '='."""
    before = low[max(0, amount.span.start - 4) : amount.span.start].rstrip()
    return before[-1:] in _SIGNS or _TERM.match(low, amount.span.end) is not None


def _is_one_result(low: str, results: list[Amount]) -> bool:
    """Whether the last of several results is that of all: '… = a = b', or their sum."""
    *rest, last = results
    between = [low[a.span.end : b.span.start].strip() for a, b in pairwise(results)]
    return not rest or all(words == "=" for words in between) or sum(one.worth for one in rest) == last.worth


def in_brackets(low: str, start: int, amounts: Sequence[Amount]) -> list[bool]:
    """Whether a bracket that opened after `start` is still open at each of the amounts, which are in order."""
    ends = [start, *(amount.span.start for amount in amounts)]
    return [depth > 0 for depth in accumulate(low.count("(", *gap) - low.count(")", *gap) for gap in pairwise(ends))]


def is_rate(low: str, amount: Amount) -> bool:
    """Whether an amount is a price or a rate ('100.000 đồng/người', 'mỗi giải 500.000 đồng'), a yearly one excepted."""
    if amount.per:
        return not _YEARLY.match(amount.per)
    return bool(_RATE.search(low, max(0, amount.span.start - _NEAR), amount.span.start))


def is_yearly(amount: Amount) -> bool:
    """Whether the amount is stated per year: 'đồng/năm', 'đồng/01 năm', 'đồng mỗi năm'."""
    return bool(amount.per and _YEARLY.match(amount.per))


def unlabelled(line: MoneyLine) -> MoneyLine:
    """The same line as the title of the list that follows."""
    return replace(line, label=None)
