"""Products that a text states: '50 người x 100.000 đồng = 5.000.000 đồng', rows with quantity and price, columns with a
formula.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product
from math import prod

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import is_result, is_term, is_yearly
from checker.families.money.formulas import formula_products
from checker.families.money.numbers import apart, multiply, ratio, read_number
from checker.families.money.records import Amount, Budget, Product
from checker.families.money.rows import Column, Figure, MoneyRow, MoneyTable
from checker.families.money.totals import stated_years
from checker.model.plan import Block
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from checker.model.document import Document

    Factors = tuple[tuple[Span, Fraction | int], ...]

_MOST_FACTORS = 8  # columns of quantities among which those that multiply a price are sought
_TIMES = re.compile(r"\s+[xX×*]\s+|(?<=\d)\s?[xX×*]\s?(?=\d)|\s+[xX×*](?=\d)|(?<=[^\W\d_)%])\s?×\s?")
_NUMBER = re.compile(r"\d[\d.,]*(?<![.,])%?")
_LEFT = re.compile(r"[:;=(]|\.\s")
_BEFORE_EACH = re.compile(r"\s*[,:]\s*(?=mỗi\s)")
_YEARS = re.compile(r"\d+\s*năm\b")
_BRACKET = re.compile(r"(?:/[^\W\d_]+)?\s?\(")
_EDGE = re.compile(r"[|\t:;(]")
_NEXT_ONE = re.compile(r"(?:[;,]|(?<!\w)và(?!\w))[^\d]*\d")
_LONGEST = 220
_MOST_READINGS = 24
_PERIOD = re.compile(r"tổng|giai đoạn|cộng|\d\s*năm\s*(?:[:=]|là)")
_FARTHEST = 600  # code points before an amount that can say of how many years it is
_NEAR = 90  # code points between a total and its yearly rate
_RATE_OF_OTHERS = re.compile(r"[.;\d(]|trong đó|gồm|mỗi (?!năm)")  # of one part, of each body
_EACH_YEAR = pattern("money", r"(?:{{every_year}}|\b0?1)\s+năm\b[^.;]{0,40}\Z")
_EACH = re.compile(r"mỗi\s+([^\W\d_]+)(?:\s+[^\W\d_]+){0,3}\s*(?:là|:)?\s*\Z")
_COUNTED = re.compile(r"(\d[\d.]*)\s+([^\W\d_]+)")
_WHOLE = re.compile(
    r"(?:/[^\W\d_]+)?\s*(?:[:=]|[,;]\s*(?:tổng(?:\s+(?:cộng|số|kinh\s+phí|tiền|là)){0,3}|cộng|thành\s+tiền)\s*(?:là|:|=)?)\s*"
)
_MEAN = pattern("money", r"{{limits_and_means}}")


def prose_products(source: Source, blocks: tuple[Block, ...], amounts: tuple[Amount, ...]) -> list[Product]:
    """The products among the amounts of running text: before '=', or in brackets after the amount."""
    low = source.lower
    starts = [block.mark.end if block.mark else block.span.start for block in blocks]
    by_start = {a.span.start: a for a in amounts}
    found = []
    for at, amount in enumerate(amounts):
        if amount.value is None:
            continue
        start = amount.span.start
        before = low[max(0, start - 4) : start].rstrip()
        result = None
        if before.endswith(("=", ":")):
            right = max(0, start - 4) + len(before) - 1
            left = max(right - _LONGEST, starts[bisect_right(starts, right) - 1] if starts[0] <= right else 0)
            begin = left
            for mark in _LEFT.finditer(low, left, right):
                left = mark.end()
            of_several = low[right] == ":" and low[left - 1] == ";" and _TIMES.search(low, begin, left)
            left = _behind_others(low, left, right, amounts, at)
            if not of_several:  # '10 hộ x 30.000.000 đồng; 05 hộ x 10.000.000 đồng: 350.000.000 đồng'
                result = _product(low, Span(left, right), amount, by_start, sure=low[right] == "=")
        if result is None and (opening := _BRACKET.match(low, amount.span.end)):
            close = _closing(low, opening.end(), opening.end() + _LONGEST)
            if close >= 0 and "=" not in low[opening.end() : close]:
                result = _product(low, Span(opening.end(), close), amount, by_start)
        if result:
            found.append(result)
    return found


def _behind_others(low: str, left: int, right: int, amounts: tuple[Amount, ...], at: int) -> int:
    """Where the words of a product begin behind amounts that are none of its terms: '… = 120.000.000 đồng, 45 suất x …'."""
    while at and amounts[at - 1].span.start >= left:
        at -= 1
        if amounts[at].span.end <= right and (is_result(low, amounts[at]) or not is_term(low, amounts[at])):
            return amounts[at].span.end
    return left


def _closing(low: str, start: int, stop: int) -> int:
    """Where the bracket that opens before `start` closes, those inside it left out; -1 for nowhere."""
    close = low.find(")", start, stop)
    while close >= 0 and low.count("(", start, close) > low.count(")", start, close):
        close = low.find(")", close + 1, stop)
    return close


def _product(low: str, span: Span, result: Amount, by_start: dict[int, Amount], sure: bool = False) -> Product | None:
    """The product in `span`, if each factor can be read; None too where more than one reading of the factors is wrong.

    One factor is an amount of money; where the text says '=' (`sure`), a large number will do ('100 cuốn x 25.000 =').
    """
    parts = _parts(low, span)
    readings = _readings(low, parts, by_start) if len(parts) > 1 and "+" not in low[span.start : span.end] else []
    if not readings:
        return None
    each = _BEFORE_EACH.search(low, *parts[0])  # '12 người, mỗi người 150.000 đồng x 4 buổi': a factor, or told beside it
    counted = (Span(parts[0].start, each.start()), Span(each.end(), parts[0].end), *parts[1:]) if each else ()
    likely = (_readings(low, counted, by_start) if each else []) or readings
    slack = result.slack(1)
    right = (one for one in (*likely, *readings) if abs(multiply(n for _, n in one) - result.worth) <= slack)
    factors = next(right, likely[0] if len(likely) == 1 else None)
    expected = multiply(number for _, number in factors or ())
    if factors is None or not any(at.start in by_start for at, _ in factors) and not (sure and expected >= 1000):
        return None
    years = len(parts) == 2 and any(_YEARS.search(low, *part) for part in parts)
    return Product(result.span, "years" if years else "quantity", factors, result.worth, expected, result.unit, slack)


def _parts(low: str, span: Span) -> list[Span]:
    """What stands between the signs of a product."""
    signs = [Span(*times.span()) for times in _TIMES.finditer(low, *span)]
    starts = [span.start, *(sign.end for sign in signs)]
    return [Span(*ends) for ends in zip(starts, (*(sign.start for sign in signs), span.end), strict=True)]


def _readings(low: str, parts: Iterable[Span], by_start: dict[int, Amount]) -> list[Factors]:
    """The ways in which the factors can be read; none where one cannot be, or there are too many."""
    choices = [_factors(low, part, by_start) for part in parts]
    return list(product(*choices)) if all(choices) and prod(map(len, choices)) <= _MOST_READINGS else []


def _factors(low: str, part: Span, by_start: dict[int, Amount]) -> list[tuple[Span, Fraction | int]]:
    """The numbers that a factor may mean: its amount of money if it has one, else each of its numbers."""
    found = []
    for match in _NUMBER.finditer(low, *part):
        at = Span(*match.span())
        amount = by_start.get(at.start)
        if amount is not None:
            if amount.value is None or _NEXT_ONE.search(low, amount.span.end, part.end):
                return []  # '60.000.000 đồng; 45 suất': the next product has begun
            return [(amount.span, amount.value)]
        percent = match.group().endswith("%")
        number = read_number(match.group().rstrip("%"), scaled=False)
        if number.value is not None:
            found.append((at, ratio(number.value, 100) if percent else number.value))
    return found


def worded_products(source: Source, table: MoneyTable, by_start: dict[int, Amount]) -> list[Product]:
    """Rows whose words give the product of their one amount: '| Nước uống: 100 người x 10.000đ | 1.000.000 |'."""
    low = source.lower
    found = []
    for row in table.rows:
        amounts = [a for a in row.amounts.values() if a.value]
        if len(amounts) != 1 or row.kind != "item":
            continue
        times = _TIMES.search(low, row.span.start, amounts[0].span.start)
        if not times:
            continue
        left = row.span.start
        for mark in _EDGE.finditer(low, left, times.start()):
            left = mark.end()
        ends = [at for sign in "|\t);" if (at := low.find(sign, times.end(), amounts[0].span.start)) >= 0]
        if ends and (product := _product(low, Span(left, min(ends)), amounts[0], by_start)):
            found.append(product)
    return found


# -- rows of tables ---------------------------------------------------------------------------------------------------


class _Priced(NamedTuple):
    """A row with a price: its quantities by column, the price as written and in the unit of amounts, and its amount."""

    factors: dict[int, Figure]
    price: Figure
    cost: Fraction | int
    amount: Amount

    @property
    def slack(self) -> int:
        """How far the amount may be off."""
        return self.amount.step // 2

    def times(self, way: Iterable[int]) -> Fraction | int:
        """The price multiplied by the quantities of some columns."""
        return multiply(self.factors[at].value for at in way) * self.cost

    def fits(self, way: tuple[int, ...]) -> bool:
        """Whether its amount is that product."""
        return all(at in self.factors for at in way) and abs(self.times(way) - self.amount.value) <= self.slack

    def product(self, usual: tuple[int, ...] | None, unit: int | None) -> Product:
        """What its amount should be, made in the way that is usual in its table, of all quantities where there is none."""
        columns = sorted(self.factors)
        way = [at for at in usual or columns if at in self.factors] or columns
        factors = (*((self.factors[at].span, self.factors[at].value) for at in way), (self.price.span, self.cost))
        return Product(self.amount.span, "quantity", factors, self.amount.value, self.times(way), unit, self.slack)


def priced_products(table: MoneyTable) -> list[Product]:
    """The rows whose amount is not the product of their price and quantities, where the other rows show that it should be."""
    columns = _price_and_amount(table)
    rows = list(_priced_rows(table, *columns)) if columns else []
    ways: Counter[tuple[int, ...]] = Counter()
    wrong = []
    for row in rows:
        if row.amount.value is None:
            continue
        way = next(filter(row.fits, _ways(ways, sorted(row.factors))), None)
        if way is not None:
            ways[way] += 1
        elif row.cost or row.amount.value:
            wrong.append(row)
    sure = ways or columns and "tiền" in columns[1].words and len(rows) == 1
    if not sure or len(rows) > 2 and len(wrong) * 2 > len(rows):
        return []  # several rows of which none is a product are products of something else
    usual = min(ways, key=lambda way: (-ways[way], -len(way))) if ways else None
    return [row.product(usual, table.unit) for row in wrong]


def _price_and_amount(table: MoneyTable) -> tuple[Column, Column] | None:
    """The columns of prices and of what they make; None where a guide row says what the amount is."""
    price = next((c for c in table.columns if c.kind == "price"), None)
    money = [c for c in table.columns if c.kind in ("money", "total")]
    named = [c for c in money if "tiền" in c.words]
    stated = [c for c in named if "thành tiền" in c.words] or named or money
    if price is None or not stated or "=" in stated[0].guide:
        return None
    return price, stated[-1 if table.collapsed else 0]


def _priced_rows(table: MoneyTable, price: Column, amount: Column) -> Iterator[_Priced]:
    for row in table.rows:
        factors = _row_factors(table, row)
        unit, result = row.figures.get(price.index), row.figures.get(amount.index)
        if row.kind == "item" and factors and unit and result and unit.value is not None and result.value is not None:
            yield _Priced(factors, unit, unit.value * (price.unit or 1), row.amounts[amount.index])


def _ways(known: Counter[tuple[int, ...]], columns: list[int]) -> Iterator[tuple[int, ...]]:
    """Which columns may multiply the price: as in the rows above, else all of them, one of them, or, of a few, some."""
    yield from [way for way, _ in known.most_common()]
    some = range(1, len(columns)) if len(columns) <= _MOST_FACTORS else (1,)  # each further column would double the ways
    for size in (len(columns), *some):
        yield from combinations(reversed(columns), size)


def _years_of_lines(doc: Document) -> list[Product]:
    """'Kinh phí mỗi năm 50.000.000 đồng, tổng 5 năm 250.000.000 đồng', in one line or in two that follow each other."""
    low = doc.source.lower
    found = []
    rate: Amount | None = None
    for line in doc.facts("money_line"):
        if line is None or not line.amounts:
            continue
        whole: tuple[Amount, int] | None = None  # a total of so many years in front: 'giai đoạn 2026 - 2029 là …, mỗi năm …'
        for amount in line.amounts:
            if amount.value is None or amount.bound or amount.in_words:
                continue
            floor = max(line.words.start, amount.span.start - _FARTHEST)
            begin = max(floor, rate.span.end if rate else 0)
            words = low[begin : amount.span.start]
            years = stated_years(words)
            of_period = years is not None and not is_yearly(amount)
            number = years[1] - years[0] + 1 if years and years[0] else years[1] if years else 0
            if rate and of_period and begin - rate.span.end < 40 and _PERIOD.search(words):
                found.append(_of_years(rate, amount, number))
            if whole and whole[0].value and _is_rate_behind(low[whole[0].span.end : amount.span.start]):
                found.append(_of_years(amount, *whole))
            whole = (amount, number) if of_period and years[0] else None
            rate = amount if _is_rate(amount, years, words, low[floor : amount.span.start]) else None
    return found


def _of_years(rate: Amount, total: Amount, years: int) -> Product:
    """The total of so many years that each cost `rate`."""
    factors = ((rate.span, rate.worth), (total.span, years))
    return Product(total.span, "years", factors, total.value, rate.worth * years, total.unit, total.slack(rate.step))


def _is_rate_behind(words: str) -> bool:
    """Whether some words between a total and an amount say that this is what each year of it costs."""
    return len(words) < _NEAR and bool(_EACH_YEAR.search(words)) and not _RATE_OF_OTHERS.search(words)


def _is_rate(amount: Amount, years: tuple[int, int] | None, words: str, own: str) -> bool:
    """Whether an amount is that of each year. `own` are the words of its line in front, `words` those of them that stand behind
    the last rate, `years` the years that these name."""
    said = not years and _EACH_YEAR.search(words) and not amount.per
    return bool(said or is_yearly(amount) and not stated_years(own)) and not _MEAN.search(words)


def _each_and_total(low: str, amounts: list[Amount]) -> Iterator[Product]:
    """'3 lớp, mỗi lớp 15.000.000 đồng, tổng 45.000.000 đồng', '85 suất, trị giá 500.000 đồng/suất, tổng …': the number, the rate
    and the whole in one sentence. Not the last of several: then the whole is that of all.
    """
    ends = (0, *(amount.span.end for amount in amounts))
    for before, (rate, whole) in zip(ends, pairwise(amounts), strict=False):
        if before and ";" in low[before : rate.span.start] and "\n" not in low[before : rate.span.start]:
            continue
        each = _EACH.search(low, max(0, rate.span.start - 40), rate.span.start)
        counted, end = (each[1], each.start()) if each else (rate.per, rate.span.start)
        if not counted or rate.value is None or whole.value is None or not _WHOLE.fullmatch(low, rate.span.end, whole.span.start):
            continue
        count = next((m for m in reversed(list(_COUNTED.finditer(low, max(0, end - 60), end))) if m[2] == counted), None)
        number = read_number(count[1], scaled=False).value if count else None
        if number:
            factors = ((Span(*count.span(1)), number), (rate.span, rate.value))
            yield Product(whole.span, "quantity", factors, whole.value, number * rate.value, whole.unit, whole.slack(rate.step))


def _row_factors(table: MoneyTable, row: MoneyRow) -> dict[int, Figure]:
    """The figures that may multiply the price: by column, or by their distance from the price where columns are lost."""
    if table.collapsed:
        numbers = [f for f in row.factors if f.value is not None]
        return {at - len(numbers): f for at, f in enumerate(numbers)}
    return {c.index: f for c in table.columns if c.kind == "quantity" and (f := row.figures.get(c.index)) and f.value is not None}


def read_products(doc: Document) -> tuple[Product, ...]:
    """All products of prose and tables that the text states, in order of position."""
    in_tables = [table.span for table in doc.facts("money_table")]
    prose = tuple(a for a in doc.facts("prose_amount") if not any(t.start <= a.span.start < t.end for t in in_tables))
    found = prose_products(doc.source, doc.plan.blocks, prose) if prose else []
    if prose:
        read = {product.span for product in found}
        found.extend(one for one in _each_and_total(doc.source.lower, list(prose)) if one.span not in read)
    by_start = {a.span.start: a for a in doc.facts("prose_amount")}
    for table in doc.facts("money_table"):
        found += (*formula_products(table), *priced_products(table))
        if not any(c.kind in ("price", "quantity") for c in table.columns):
            found.extend(worded_products(doc.source, table, by_start))
    found.extend(_years_products(doc, {p.span for p in found}))
    return tuple(sorted(_without_blame(doc, found), key=lambda p: p.span))


def _without_blame(doc: Document, products: list[Product]) -> list[Product]:
    """The products, those marked whose slip is that of a total against its own items."""
    if all(product.right for product in products):
        return products
    tops = (*doc.facts("budget"), *doc.facts("count_total"))
    wrong = [b for top in tops for b in top.walk() if b.stated and b.balanced is False]
    unbalanced = {budget.stated.span: budget for budget in wrong}
    slips = {span: -budget.gap for span, budget in unbalanced.items()}
    slips |= {item.amount.span: budget.gap for budget in wrong for item in budget.items}
    return [replace(product, blamed=_is_blamed(product, unbalanced, slips)) for product in products]


def _is_blamed(product: Product, unbalanced: dict[Span, Budget], slips: dict[Span, int]) -> bool:
    if product.right:
        return False
    if product.kind == "years":
        return _total_is_to_blame(product, unbalanced)
    return any(_rights(product, number, slips[span]) for span, number in product.factors if number and span in slips)


def _rights(product: Product, number: Fraction | int, change: int) -> bool:
    """Whether the product is right where one of its factors changes by so much: as a factor, a divisor or an addend."""
    new = number + change
    readings = [ratio(product.expected * new, number), product.expected + change, product.expected - change]
    readings += [ratio(product.expected * number, new)] if new else []
    return any(apart(reading, product.stated) <= product.slack for reading in readings)


def _total_is_to_blame(product: Product, unbalanced: dict[Span, Budget]) -> bool:
    """Whether the yearly total, or the total of the period, is wrong against its own items."""
    if product.span in unbalanced:
        return True
    years = next((number for _, number in product.factors if number < 100), None)
    for span, _ in product.factors:
        budget = unbalanced.get(span)
        if budget is not None and years and apart(budget.sum * years, product.stated) <= product.slack:
            return True
    return False


def _years_products(doc: Document, read: set[Span]) -> list[Product]:
    """Yearly total × number of years against the total of the period, where a budget or two lines in a row state both.

    `read` are the results that another product explains already.
    """
    found = [product for product in _years_of_lines(doc) if product.span not in read]
    read = read | {product.span for product in found}
    for budget in doc.facts("budget"):
        yearly, period = budget.stated, budget.period
        if not budget.years or period is None or period.value is None or yearly is None or period.span in read:
            continue
        found.append(_of_years(yearly, period, budget.years))
    return found
