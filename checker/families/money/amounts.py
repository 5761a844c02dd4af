"""Amounts of money: a cheap scan finds digits with a unit, the strict grammar reads the slice (`grammar/amount.lark`).

Percentages, ratios, numbers of people ('3,5 triệu con'), 'đồng chí' and 'đồng bào' are no amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import prod

from checker.base import regex as re
from checker.base.grammars import parse
from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import pattern, vocabulary
from checker.families.money.numbers import ratio, read_number
from checker.families.money.records import Amount
from checker.families.money.sections import money_sections
from checker.families.money.units import UNIT, currencies
from checker.language.numerals import WORDS, read_words
from checker.language.words import LETTERS
from checker.model.plan import Unparsed
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from checker.model.document import Document

    Read = tuple[list[tuple[str, int, bool]], str | None]

_NUMBER = r"(?:\d{1,3}(?:[ '’]\d{3}){2,}|\d{1,3}(?:\.\d{3})*\.[ ]000(?:\.\d{3})*(?!\d)|\d[\d.,]*(?<![.,]))"
_END = r"(?![^\W\d_])"
# From the last digit of a figure on.
_CANDIDATE = pattern("money", r"[0-9](?:[.,]-?(?=\s?[đv]))?\s{0,2}(?=[ntđvu$eư€₫jcywr])(?:" + UNIT + ")" + _END)
_BEHIND_FIGURE = frozenset(" \n\t.,ntđvu$eư€₫jcywr")
_BACK = re.compile(rf"{_NUMBER}\Z")
_NUMBER_AT = re.compile(_NUMBER)
_TAIL = pattern(
    "money",
    r"\s{0,2}(?:(?:" + UNIT + ")" + _END + r"|(?<=\s)\d{1,3}(?=\s{1,2}(?:triệu|nghìn|ngàn)" + _END + ")"
    r"|(?<=u\s)\d{3}\.\d{3}(?=\s?đồng))",
)
_PREFIXED = pattern("money", r"(?:{{before_numbers}}):?\s?" + _NUMBER + r"(?:[ ](?:nghìn|triệu|tỷ(?!\s+lệ))" + _END + ")?")
_TORN = re.compile(r"0\d\d(?!\d)")  # the rest of a figure that a line end cut: '50.000.' and '000 đồng'
_SCALES = {"TEN": 10, "HUNDRED": 100, "THOUSAND": 10**3, "MILLION": 10**6, "BILLION": 10**9}
_NO_MONEY = pattern("money", r"\s+(?:{{no_money_behind}})\b")
_MAYBE_NO_MONEY = pattern("money", r"\s+(?:{{maybe_no_money_behind}})\b")
_PER = re.compile(r"\s?/\s?((?:\d{1,2}\s)?[^\W\d_]{1,12}(?:\s(?:học|sinh|bộ|dân))?(?:\s?/\s?(?:\d{1,2}\s)?[^\W\d_]{1,12}){0,3})")
_PER_WORDS = pattern("money", r"\s(?:{{each}})\s({{rated}})\b")
_APPROXIMATE = pattern("money", r"(?:{{approximately}})(?:\s+là)?\s*\Z")
_ROUNDED = pattern("money", r"\(?(?:{{rounded}})[^)\d]{0,12}\)?\s*(?:là|:)?\s*\Z")
_ROUNDED_BEHIND = pattern("money", r"\s*\(\s*(?:{{rounded}})")
_BOUND = pattern("money", r"(?:{{bounds}})(?:\s+là)?\s*\Z")
_LOW = re.compile(r"(?<![\d.,/])(\d[\d.,]{0,20}(?<![.,]))\s{0,2}(?:-|–|đến|tới)\s{0,2}\Z")
_MONEY_WORDS = pattern("money", r"{{near_amounts}}|c(?<!\wc)hi\b")
_AFTER_SCALE = pattern("money", r"\s*(?:[.;,:)/\]|]|\Z|\n|[-–+=x×]\s|(?:{{behind_scales}})\b)")
_DIGIT = re.compile(r"\d")
_DONG = re.compile(r"đồng\b")
_BARE = pattern(
    "money",
    r"(?:[=:]|\b(?:{{before_figures}}))\s{0,2}(\d{1,3}(?:\.\d{3})+)"
    r"(?=\s*(?:[;,)|]|\.(?!\d)|\Z|\n|/(?!\d{4})| (?:{{behind_figures}})\b))",
)


def read_amounts(doc: Document) -> tuple[Amount, ...]:
    """All amounts of the text, those of table columns included, in order of position."""
    found = {amount.span.start: amount for amount in doc.facts("prose_amount") if amount.flaw != "unread"}
    for table in doc.facts("money_table"):
        for amount in table.amounts:
            found.setdefault(amount.span.start, amount)
    return tuple(found[start] for start in sorted(found))


def read_unread(doc: Document) -> tuple[Unparsed, ...]:
    """Candidates of amounts that the grammar refuses."""
    return tuple(
        Unparsed(amount.span, "không đọc được số tiền") for amount in doc.facts("prose_amount") if amount.flaw == "unread"
    )


def read_prose_amounts(doc: Document) -> tuple[Amount, ...]:
    """The amounts that carry their unit with them, and bare figures of a budget section (flaw 'unit')."""
    source = doc.source
    found = {amount.span.start: amount for amount in scan(source)}
    tables = [table.span for table in (*doc.plan.tables, *doc.facts("money_table"))]
    for section in money_sections(doc.plan.sections):
        for amount in _bare(source, section.body):
            if not any(table.start <= amount.span.start < table.end for table in tables):
                found.setdefault(amount.span.start, amount)
    return tuple(found[start] for start in sorted(found))


def scan(source: Source) -> Iterator[Amount]:
    """The amounts of a whole text, each with its unit; a candidate that cannot be read has the flaw 'unread'."""
    low = source.lower
    read = 0
    for _, last in source.figures:
        if low[last : last + 1] not in _BEHIND_FIGURE or not (match := _CANDIDATE.match(low, last - 1)):
            continue
        begin = max(read, last - 40)
        number = _BACK.search(low[begin:last])
        if number is None:
            continue
        for amount in _candidate(low, begin + number.start(), match.end()):
            read = max(read, amount.span.end)
            yield amount
    if any(sign in low for sign in vocabulary("money")["before_numbers"]):
        for match in _PREFIXED.finditer(low):
            start = match.start()
            if start and low[start - 1].isalnum() or _TAIL.match(low, match.end()) and low[start] not in "$€":
                continue
            before = low[max(0, start - 12) : start].rstrip()
            if before[-1:].isdigit():
                continue  # the unit of the number in front: '500.000 VNĐ 20 người'
            if amount := _read(low, start, match.end()):
                yield amount
    yield from _in_words(low)


def _candidate(low: str, start: int, end: int) -> Iterator[Amount]:
    before = low[start - 1 : start]
    if (
        before.isalnum()
        or before
        and before in "._/-–"
        and low[start - 2 : start - 1].isdigit()
        and low[start - 1 : start] != "-"
    ):
        return
    while tail := _TAIL.match(low, end):
        end = tail.end()
    dong = low.endswith(vocabulary("money")["dong"], start, end)
    number = _NUMBER_AT.match(low, start, end).group()
    grouped = "." in number or "," in number
    if low[start + len(number)] in ".," and not grouped:
        return  # 'năm 2026. Đồng thời': two sentences
    if low.endswith("đồng", start, end):
        if _NO_MONEY.match(low, end):
            return
        plain = not grouped and sum(c.isdigit() for c in number) < 4 and low[start : end - 4].strip().isdigit()
        if plain and _MAYBE_NO_MONEY.match(low, end):
            return
    elif low[start + len(number) : end].strip() == "đ" and not grouped:
        if sum(c.isdigit() for c in number) < 3 or low[end : end + 1] == ")":
            return  # 'điểm 5 đ)': a label
    elif not dong and not _is_money(low, start, end):
        return
    amount = None if _TORN.match(number) else _read(low, start, end)
    if amount is None:
        yield Amount(Span(start, end), None, flaw="unread")
        return
    if lower := _lower_bound(low, amount):
        yield lower
        amount = replace(amount, bound=True)
    yield amount


def _is_money(low: str, start: int, end: int) -> bool:
    """Whether a number with a bare scale ('250 triệu') or another currency is money: by what follows and what stands around."""
    if low.endswith(vocabulary("money")["sure_units"], start, end):
        return True
    doubtful = low.endswith(vocabulary("money")["doubtful_units"], start, end)
    if doubtful and not _MONEY_WORDS.search(low, max(0, start - 80), start):
        return False
    if not doubtful and not low.endswith(vocabulary("money")["scales"], start, end):
        return False
    if not _AFTER_SCALE.match(low, end):
        return False
    begin = max(low.rfind("\n\n", 0, start), start - 160, 0)
    return _MONEY_WORDS.search(low, begin, start) is not None


def _read(low: str, start: int, end: int) -> Amount | None:
    """The amount in the slice, by the grammar; None where the grammar refuses it."""
    digits = _NUMBER_AT.search(low, start, end)
    if digits is None:
        return None
    alone = digits.start() == start and not _DIGIT.search(low, digits.end(), end)
    read = _units(low[digits.end() : end]) if alone else _parsed(low, start, end)
    if read is None:
        return None
    terms, currency = read
    total: Fraction | int | None = 0
    step: Fraction | int = 1
    unit = 1
    flaw = None
    for number, unit, half in terms:
        value, step, term_flaw = _term(digits[0] if alone else number, unit, half)
        flaw = flaw or term_flaw
        total = None if value is None or total is None else total + value
    if total is not None and total.denominator != 1 or step.denominator != 1:
        total, flaw = None, flaw or "groups"  # '1,5 đồng'
    approximate, bound = _manner(low, start, end)
    return Amount(
        Span(start, end),
        None if currency or total is None else int(total),
        currency,
        int(step) if step.denominator == 1 else 1,
        approximate,
        bound,
        _per(low, end),
        Span(*digits.span()),
        None if currency else flaw,
        unit=unit,
    )


@lru_cache(maxsize=256)
def _units(words: str) -> Read | None:
    """How the words behind a number are read (' triệu đồng'): a plan has few of them, and many numbers."""
    return _parsed("1" + words, 0, len(words) + 1)


def _parsed(low: str, start: int, end: int) -> Read | None:
    """The terms of an amount by the grammar, each (number, unit, whether half of it is added), and another currency."""
    tree = parse("amount", low, start, end)
    if tree is None:
        return None
    (body,) = tree.children
    terms = [term.children for term in body.children if not isinstance(term, str)]
    signs = [" ".join(sign.split()) for sign in body.children if isinstance(sign, str)]
    currency = currencies()[signs[0]] if body.data == "foreign" else None
    return [(str(number), _scale(words), any(word.type == "HALF" for word in words)) for number, *words in terms], currency


def _scale(words: list) -> int:
    return prod(_SCALES[word.type] for word in words if word.type != "HALF")


def _term(digits: str, unit: int, half: bool) -> tuple[Fraction | int | None, Fraction | int, str | None]:
    """One 'NUMBER scale* rưỡi?': (value, worth of its last digit, flaw)."""
    number = read_number(digits.replace(". ", "."), scaled=unit > 1)
    flaw = number.flaw or ("groups" if ". " in digits else None)
    if number.value is None:
        return None, 1, flaw
    if half:  # 'một tỷ rưỡi'
        return number.value * unit + unit // 2, ratio(number.step * unit, 2), flaw
    return number.value * unit, number.step * unit, flaw


def _manner(low: str, start: int, end: int) -> tuple[bool, bool]:
    before = low[max(0, start - 24) : start]
    rounded = _ROUNDED.search(before) or _ROUNDED_BEHIND.match(low, end)
    return bool(rounded or _APPROXIMATE.search(before)), bool(_BOUND.search(before))


def _per(low: str, end: int) -> str | None:
    match = _PER.match(low, end) or _PER_WORDS.match(low, end)
    return " ".join(match[1].split()) if match else None


def _lower_bound(low: str, amount: Amount) -> Amount | None:
    """The first number of '10 - 20 triệu đồng', which shares the unit of the second."""
    start = amount.span.start
    match = _LOW.search(low, max(0, start - 30), start)
    if not match or not amount.value or amount.currency:
        return None
    unit = low[amount.number.end : amount.span.end]
    scaled = amount.step > 1 or any(scale in unit for scale in vocabulary("money")["scales"])
    low_number = read_number(match[1], scaled=scaled)
    high_number = read_number(low[amount.number.start : amount.number.end], scaled=scaled)
    if not low_number.value or not high_number.value or low_number.value >= high_number.value:
        return None
    if not scaled and low_number.value < 1000:
        return None  # '1 - 500.000 đồng': a label and an amount
    value = ratio(low_number.value * amount.value, high_number.value)
    if value.denominator != 1:
        return None
    span = Span(match.start(1), match.end(1))
    return Amount(span, int(value), step=amount.step, bound=True, per=amount.per, number=span)


def _bare(source: Source, span: Span) -> Iterator[Amount]:
    """Grouped figures of a budget section that name no unit: '= 10.000.000;'."""
    low = source.lower
    for match in _BARE.finditer(low, span.start, span.end):
        digits = match[1]
        if digits.count(".") > 1 or low[match.start()] == "=":
            at = Span(match.start(1), match.end(1))
            yield Amount(at, int(digits.replace(".", "")), number=at, flaw="unit")


def _in_words(low: str) -> Iterator[Amount]:
    """Amounts in words that end with 'đồng': 'năm mươi triệu đồng', 'một tỷ rưỡi đồng'."""
    ends = vocabulary("money")["ends_of_numbers"]
    for match in _DONG.finditer(low):
        *before, last = low[max(0, match.start() - 24) : match.start()].split() or [""]
        if not last.endswith(ends) or low[match.start() - 1].isalpha() or before and before[-1][-1].isdigit():
            continue  # '250 triệu đồng' is read from its digits
        begin = max(0, match.start() - 200)
        words = list(LETTERS.finditer(low, begin, match.start()))
        at = len(words)
        stop = words[-1].end() if words else 0
        while at and words[at - 1].group() in WORDS and low[words[at - 1].end() : _next(words, at, stop)].isspace():
            at -= 1
        if at == len(words) or at and words[at - 1].group() in vocabulary("money")["vague"]:
            continue
        if low[begin : words[at].start()].rstrip()[-1:].isdigit():
            continue  # '250 triệu đồng' is read from its digits
        value = None
        while value is None and at < len(words):
            value = read_words([word.group() for word in words[at:]])
            first, at = words[at].start(), at + 1
        if value is not None and value >= 100:
            approximate, bound = _manner(low, first, match.end())
            yield Amount(
                Span(first, match.end()), value, approximate=approximate, bound=bound, per=_per(low, match.end()), in_words=True
            )


def _next(words: list[re.Match], at: int, stop: int) -> int:
    return words[at].start() if at < len(words) else stop + 1
