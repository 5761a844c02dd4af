"""Percentages beside the amounts that they are of: '130 triệu đồng, chiếm 65%' of a stated total, '95/100 hộ, đạt 95%'."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass
from checker.base.vocabulary import pattern
from checker.families.money.numbers import ratio, read_number, write_number
from checker.families.money.records import Budget
from checker.language.numerals import SCALES
from checker.source.text import Span

if TYPE_CHECKING:
    from fractions import Fraction

    from checker.model.document import Document

_BEHIND = re.compile(
    r"\s*(?:[,;]\s*chiếm(?:\s+(?:khoảng|tỷ lệ|tỉ lệ|tỷ trọng))?|chiếm|\(\s*(?:chiếm|tỷ lệ)?)\s*(\d[\d,]*)\s?%(?!\s?[-–]\s?\d)"
)
_BEFORE = re.compile(r"(\d[\d,]*)\s?%\s*(?:\(\s*(?:tương đương\s*|là\s*|=\s*)?|(?:tương đương|là|=|:)\s*)\Z")
_OF_ANOTHER = pattern("money", r"\s*\)?\s*(?:{{compared}})\b")
_QUOTIENT = pattern(
    "money",
    r"(?<![\d.,/])(?P<part>\d[\d.,]*)(?P<unit>(?:\s(?:{{scales}}|đồng|[^\W\d_]{1,7})){0,3}?)"
    r"(?:\s?/\s?|\s(?:trong|trên)\stổng(?:\s(?:số|kinh phí|vốn))?\s)"
    r"(?P<whole>\d[\d.,]*)"
    r"(?P<own>(?:\s[^\W\d_]{1,7}){1,4})?(?P<doing>(?:\s[^\W\d_]{1,7}){1,10},)?"
    r"(?:,?\s\(?(?:đạt|chiếm|bằng)(?:\s(?:tỷ lệ|tỉ lệ|khoảng))?\s|\s\()(?P<percent>\d[\d,]*)\s?\Z",
)
_BEFORE_DAY = pattern("money", r"(?<!\w)(?:{{before_days}})\s\Z")
_NO_UNIT = pattern("money", r"\s(?:{{no_units_of_counts}})(?!\w)")
_LONGEST = 100  # of a quotient: what stands in front of its percentage
_SCALE = pattern("money", r"{{scales}}")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage with its two amounts. `span` is the percentage as written, `value` what it says, `actual` what the amounts
    give, `step` one unit of its last digit; `part`, `whole` the amounts as written.
    """

    span: Span
    value: Fraction | int
    actual: Fraction | int
    step: Fraction | int
    part: Span
    whole: Span

    @property
    def fits(self) -> bool:
        """Whether it is what the amounts give, rounded or cut to its last digit."""
        return abs(self.value - self.actual) < self.step

    @property
    def found(self) -> str:
        """The percentage as written in a message."""
        return f"{write_number(self.value)}%"

    @property
    def expected(self) -> str:
        """The percentage that the amounts give, with as many decimals."""
        units = ratio(self.actual, self.step)
        return f"{write_number(((units + ratio(1, 2)) // 1) * self.step)}%"


def read_ratios(doc: Document) -> tuple[Ratio, ...]:
    """The percentages with amounts beside them, one that is wrong for each total (one slip makes two shares wrong)."""
    low = doc.source.lower
    found = list(_quotients(low))
    for top in doc.facts("budget"):
        for budget in top.walk():
            shares = list(_shares(low, budget)) if budget.total and budget.kind in ("list", "inline") else []
            wrong = [share for share in shares if not share.fits]
            found.extend([share for share in shares if share.fits] + (wrong[:1] if budget.balanced is not False else []))
    return tuple(sorted({one.span: one for one in found}.values(), key=lambda one: one.span))


def _shares(low: str, budget: Budget) -> Iterator[Ratio]:
    """The share that stands beside each item, of the stated total."""
    for item in budget.items:
        start, end = item.amount.span
        match = _BEHIND.match(low, end) or _BEFORE.search(low, max(0, start - 24), start)
        if match is None or _OF_ANOTHER.match(low, match.end()):
            continue
        if (percent := read_number(match[1], scaled=True)).value:
            actual = ratio(item.value * 100, budget.total)
            yield Ratio(_with_sign(low, match), percent.value, actual, percent.step, item.amount.span, budget.stated.span)


def _quotients(low: str) -> Iterator[Ratio]:
    """'95/100 hộ, đạt 95%', '900 triệu đồng/850 triệu đồng, đạt 106%'."""
    sign = low.find("%")
    while sign >= 0:
        begin = max(0, sign - _LONGEST)
        match = _QUOTIENT.search(low, begin, sign) if any(low.find(mark, begin, sign) >= 0 for mark in ("/", " tổng ")) else None
        if match and not (match["doing"] and _is_far(low, match, sign)) and (quotient := _quotient(low, match)):
            yield quotient
        sign = low.find("%", sign + 1)


def _is_far(low: str, match: re.Match, sign: int) -> bool:
    """Whether figures with a phrase between them and the percentage are a day ('Đến 30/6 các xã …, đạt 50%'), or it is of another
    whole."""
    day = _BEFORE_DAY.search(low, max(0, match.start() - 12), match.start())
    return bool(not match["own"] or day or _NO_UNIT.match(match["own"]) or _OF_ANOTHER.match(low, sign + 1))


def _quotient(low: str, match: re.Match) -> Ratio | None:
    scale, own = _SCALE.search(match["unit"] or ""), _SCALE.search(match["own"] or "")
    worth, whole_worth = (SCALES[m.group()] if m else 1 for m in (scale or own, own))
    part, whole = (read_number(match[name].rstrip(".,"), scaled=own is not None) for name in ("part", "whole"))
    percent = read_number(match["percent"], scaled=True)
    if not match["own"] and not match["unit"] or part.value is None or not whole.value or percent.value is None:
        return None  # '30/6, đạt 50%' is a day
    actual = ratio(part.value * worth * 100, whole.value * whole_worth)
    return Ratio(
        _with_sign(low, match, "percent"),
        percent.value,
        actual,
        percent.step,
        Span(*match.span("part")),
        Span(*match.span("whole")),
    )


def _with_sign(low: str, match: re.Match, group: int | str = 1) -> Span:
    return Span(match.start(group), low.index("%", match.end(group)) + 1)
