"""Money as frozen values: amounts, budget lines, budgets, products. Integers of đồng and exact fractions, never floats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from checker.base.record import TYPE_CHECKING, NamedTuple, dataclass
from checker.families.money.numbers import apart, write_money, write_number
from checker.source.text import Span

if TYPE_CHECKING:
    from fractions import Fraction

    from checker.families.money.rows import Column, MoneyRow


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money (số tiền). `value` is in đồng; None with `currency` for another currency, None too where it
    cannot be read.

    `step` is what one unit of its last written digit is worth in đồng (250 triệu: 1.000.000). `approximate`: 'khoảng', 'gần';
    `bound`: 'tối đa', 'không quá', 'từ' (a limit, no sum). `per` is what it is the rate of ('năm', 'người/ngày'); `number` the
    span of its digits; `flaw` as in `Number`, or 'unit' where đồng is missing; `in_words` for 'năm mươi triệu đồng'; `unit` the
    unit as written, in đồng (250 triệu: 10**6).
    """

    span: Span
    value: int | None
    currency: str | None = None
    step: int = 1
    approximate: bool = False
    bound: bool = False
    per: str | None = None
    number: Span | None = None
    flaw: str | None = None
    in_words: bool = False
    unit: int = 1

    @property
    def worth(self) -> int:
        """Its value; 0 where it has none."""
        return self.value or 0

    def slack(self, finest: int, percent: int = 50) -> int:
        """How far it may be off beside amounts whose last digit is worth `finest`: `percent` of a unit of its own last digit
        where it is approximate or coarser than they are.
        """
        unit = self.grain if self.approximate else self.step if self.step > finest else 0
        return unit * percent // 100

    @property
    def grain(self) -> int:
        """The worth of the last digit that counts after 'khoảng': that of the last group that is not 000."""
        grain = self.step
        while self.value and grain < 10**9 and self.value % (grain * 1000) == 0:
            grain *= 1000
        return grain


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One addend (khoản): what it is for and its amount. `label` is its words as one line, `line` the span of its line or row;
    `inner` are the addends that make it up where it states no amount itself.
    """

    label: str
    line: Span
    amount: Amount
    inner: tuple[BudgetLine, ...] = ()

    @property
    def span(self) -> Span:
        """Where its amount stands."""
        return self.amount.span

    @property
    def value(self) -> int:
        """Its amount in đồng."""
        return self.amount.worth

    def stated(self) -> Iterator[Amount]:
        """The amounts as written that it adds."""
        if not self.inner:
            yield self.amount
        for line in self.inner:
            yield from line.stated()


@dataclass(frozen=True)
class Budget:
    """A total with its items (dự toán), all in đồng.

    `label` is the words of the total's line, `stated` the total as written (None where none is). `kind` says how the items
    stand: 'list' (lines of prose), 'inline' (one sentence), 'column' (rows of a table) or 'row' (columns of a row).
    `complete` is False where an item has no amount, so that a sum that is too small says nothing; `loose` where the items may
    be only a part ('trong đó đã giải ngân'); `partial` where 'trong đó' names them: they are judged only where they exceed
    the total or make up 90 % of it. `view` is how they split a total that is split more than once ('Theo nguồn').
    `unread` says why nothing is judged (the table is torn). `children` are the items that are totals themselves. `years` and
    `period`: the number of years that a yearly total is multiplied by, and the total of them all. `unit` is what to show
    values in (None: not stated). `columns` and `rows` are what it was read from (of one inside another, the column alone).
    """

    span: Span
    stated: Amount | None
    items: tuple[BudgetLine, ...]
    label: str = ""
    kind: str = "list"
    unit: int | None = 1
    complete: bool = True
    years: int | None = None
    period: Amount | None = None
    children: tuple[Budget, ...] = ()
    loose: bool = False
    partial: bool = False
    view: str = ""
    unread: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[MoneyRow, ...] = ()

    @property
    def total(self) -> int | None:
        """The total as stated, in đồng; None where none is."""
        return self.stated.value if self.stated is not None else None

    @property
    def period_total(self) -> int | None:
        """The total of all years as stated, in đồng; None where none is."""
        return self.period.value if self.period is not None else None

    @cached_property
    def sum(self) -> int:
        """The items added up."""
        return sum(item.value for item in self.items)

    @property
    def gap(self) -> int:
        """How far the stated total is above the sum."""
        return (self.total or 0) - self.sum

    def slack(self, percent: int = 50) -> int:
        """How far the total may be from the sum: `percent` of a unit of its last digit where it is approximate or
        coarser than its items.
        """
        if self.stated is None:
            return 0
        return self.stated.slack(min((item.amount.step for item in self.items), default=self.stated.step), percent)

    def is_balanced(self, percent: int = 50) -> bool | None:
        """Whether total and items agree; None where there is nothing to compare."""
        if self.total is None or self.stated.bound or not self.items or self.unread:
            return None
        difference = self.gap
        if not difference or abs(difference) <= self.slack(percent):
            return True
        return None if self._is_open(difference) else False

    def _is_open(self, difference: int) -> bool:
        """Whether a difference says nothing: parts that need not be all, or the same total split more than once."""
        if self.loose or difference > 0 and (not self.complete or self.partial and self.sum * 10 < self.total * 9):
            return True
        return self.kind != "row" and len(self.items) >= 4 and self.total > 0 and self.sum in (2 * self.total, 3 * self.total)

    @cached_property
    def balanced(self) -> bool | None:
        """Whether the total is the sum of the items; None where there is nothing to compare."""
        return self.is_balanced()

    def walk(self) -> Iterator[Budget]:
        """This budget and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Part(NamedTuple):
    """A factor or a share: where it stands and its number in words."""

    span: Span
    value: str


class ProductWords(NamedTuple):
    """A product as a message says it, amounts in the unit of the result; `years` and `yearly` are its last and first factor."""

    factors: str
    years: str
    yearly: str
    expected: str
    stated: str
    slack: str
    difference: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product that the text states (số lượng × đơn giá = thành tiền).

    `span` is the result as written. `kind`: 'quantity', 'years' (yearly amount × years) or 'formula' (a guide row such as
    '4=3/2'). `stated` and `expected` are in đồng (in the column's own number where `unit` is None), `factors` the (span,
    number) pairs, `slack` how far the result may be off by its own rounding, `formula` the guide as written. `blamed` tells that
    the slip is another's: of a yearly total or that of the period against its own items, or of a factor that is such an item.
    """

    span: Span
    kind: str
    factors: tuple[tuple[Span, Fraction | int], ...]
    stated: Fraction | int
    expected: Fraction | int
    unit: int | None = 1
    slack: Fraction | int = 0
    formula: str = ""
    blamed: bool = False

    @property
    def right(self) -> bool:
        """Whether the result is what the factors give."""
        return apart(self.expected, self.stated) <= self.slack

    @property
    def parts(self) -> tuple[Part, ...]:
        """The factors that stand elsewhere than the result."""
        return tuple(Part(span, write_number(number)) for span, number in self.factors if span != self.span)

    @property
    def words(self) -> ProductWords:
        """The same as a message says it."""
        numbers = [write_number(number) for _, number in self.factors]
        amounts = (self.expected, self.stated, self.slack, apart(self.expected, self.stated))
        return ProductWords(
            " × ".join(numbers),
            numbers[-1],
            write_money(self.factors[0][1], self.unit or 1),
            *(write_money(amount, self.unit) for amount in amounts),
        )


@dataclass(frozen=True, slots=True)
class TotalStatement:
    """A place where the total of the plan is stated: for which years, and whether its own items bear it out (None: it
    has none).
    """

    span: Span
    years: tuple[int, int] | None
    yearly: bool
    amount: Amount
    balanced: bool | None


class ShareWords(NamedTuple):
    """Shares as a message says them."""

    sum: str
    slack: str
    shares: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages of one whole (cơ cấu nguồn vốn): the (span, percent) pairs and the tolerance of their rounding."""

    span: Span
    percents: tuple[tuple[Span, Fraction | int], ...]
    slack: Fraction | int

    @property
    def sum(self) -> Fraction | int:
        """The shares added up."""
        return sum(percent for _, percent in self.percents)

    @property
    def whole(self) -> bool:
        """Whether they are 100%, but for their rounding."""
        return apart(self.sum, 100) <= self.slack

    @property
    def parts(self) -> tuple[Part, ...]:
        """Each share with its place."""
        return tuple(Part(span, f"{write_number(percent)}%") for span, percent in self.percents)

    @property
    def words(self) -> ShareWords:
        """The same as a message says it."""
        return ShareWords(write_number(self.sum), write_number(self.slack), " + ".join(part.value for part in self.parts))


@dataclass(frozen=True, slots=True)
class Wording:
    """A number given in digits and again in words. `span` is the words; `value` what they say, `expected` what the digits say,
    `correct` that number in words, with a capital where the text has one; `blamed` where the digits are a wrong total, and its
    items add up to the words."""

    span: Span
    digits: Span
    value: int
    expected: int
    money: bool
    correct: str = ""
    blamed: bool = False

    @property
    def value_in_digits(self) -> str:
        """What the words say, in digits."""
        return write_number(self.value)


@dataclass(frozen=True, slots=True)
class BudgetSection:
    """A section about money. `line` is that of its heading, `title` the words of it, `amounts` how many amounts of money it holds
    and `empty` whether nothing stands under the heading."""

    span: Span
    line: Span
    title: Span
    amounts: int
    empty: bool
