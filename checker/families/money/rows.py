"""The one row that lists, sentences and tables become before anything is added: its label, its words, its figures by column."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple, dataclass
from checker.base.roman import roman_value
from checker.families.money.records import Amount
from checker.language.letters import LABELS
from checker.source.text import Span

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a money table. `kind`: label, name, unit, quantity, price, money, total, percent, note or other.

    `unit` is how many đồng one of its figures is worth (None: not stated); `year` of a column by year; `guide` the cell of
    the guide row ('6=4x5') without blanks.
    """

    index: int
    kind: str
    words: str
    unit: int | None = None
    year: int | None = None
    guide: str = ""


PROSE = Column(0, "money", "", 1)  # the one column of a list or a sentence


class Figure(NamedTuple):
    """A number in a cell, in its column's own unit. `value` None: no number can be read; `zero` for '-' and empty cells."""

    span: Span
    value: Fraction | int | None
    step: Fraction | int = 1
    flaw: str | None = None
    zero: bool = False


ADDED = ("item", "total")  # the kinds of rows that sums are made of


class MoneyRow(NamedTuple):
    """A row as it is meant: its label, its words, its figures by column. `kind`: 'item', 'total', 'guide' ('A | B | 1=2+3'),
    'caption' (the unit of the table) or 'remark' (làm tròn, bằng chữ); only items and totals are added.

    `factors` are the figures in front of a price where a web page has thrown the columns together; `amounts` the figures of
    amount and price columns in đồng. `whole` says what the rows below it are: '' all of its parts, 'some' ('trong đó'),
    'open' (they may be a few of them) or 'loose' (they may be no parts at all).
    """

    label: str
    name: str
    span: Span
    figures: dict[int, Figure]
    kind: str = "item"
    factors: tuple[Figure, ...] = ()
    amounts: Mapping[int, Amount] = MappingProxyType({})
    whole: str = ""


def role_of(row: MoneyRow, columns: tuple[Column, ...]) -> str:
    """What a row is for the total of the first of `columns`: its kind, or of an item that adds nothing to them 'rate' where it
    gives a price and 'count' where it gives a number.
    """
    if row.kind != "item" or any(column.index in row.amounts for column in columns):
        return row.kind
    given = any(figure.value is not None for figure in row.figures.values())
    return "rate" if row.amounts else "count" if given else "item"


def row_of(
    amount: Amount | None,
    name: str,
    span: Span,
    *,
    label: str = "",
    kind: str = "item",
    whole: str = "",
    rate: Amount | None = None,
) -> MoneyRow:
    """A row of prose: what it adds stands in column 0, a rate that it only tells in column 1."""
    amounts = {at: one for at, one in enumerate((amount, rate)) if one is not None}
    figures = {at: Figure(one.span, one.value, one.step) for at, one in amounts.items() if one.value is not None}
    return MoneyRow(label, name, span, figures, kind, (), amounts, whole)


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A table that holds amounts. `unit` is its own unit in đồng, None where neither caption, heading nor cells state one;
    `unread` are the rows whose figures fit no column, `heading` the first line of the header.
    """

    span: Span
    header: Span
    columns: tuple[Column, ...]
    rows: tuple[MoneyRow, ...]
    unit: int | None
    collapsed: bool
    amounts: tuple[Amount, ...]
    unread: tuple[Span, ...] = ()
    heading: Span | None = None

    @property
    def count(self) -> int:
        """How many of its figures are not nothing."""
        return sum(1 for row in self.rows for figure in row.figures.values() if figure.value)


# -- labels -------------------------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\Z|(?P<arabic>\d{1,3})[.)]?\Z|(?P<roman>[IVX]{1,6})[.)]?\Z|(?P<capital>[A-HĐK-UYW])[.)]?\Z"
    r"|(?P<letter>[a-zđ]\d?)[.)]?\Z|(?P<bullet>[-–—+*•○▪])\Z|\((?P<inner>\d{1,2}|[a-zđ])\)\Z"
)


class RowLabel(NamedTuple):
    """`style` names the kind of numbering ('bullet-' carries its sign), `path` its numbers ((1, 3, 2) for '1.3.2', (0,)
    for bullets).
    """

    style: str
    path: tuple[int, ...]

    @property
    def ordinal(self) -> int:
        """The number among its siblings; 0 for a bullet."""
        return self.path[-1]


def read_row_label(text: str) -> RowLabel | None:
    """The label that a whole cell or mark is, or None."""
    return _short_label(text) if len(text) < 17 else None


@lru_cache(maxsize=512)
def _short_label(text: str) -> RowLabel | None:
    match = _LABEL.match(text.strip())
    if not match:
        return None
    style, word = match.lastgroup, match[match.lastgroup]
    if style == "decimal":
        return RowLabel("decimal", tuple(map(int, word.split("."))))
    if style == "arabic" or style == "inner" and word.isdecimal():
        return RowLabel(style, (int(word),))
    if style == "roman":
        return RowLabel("roman", (roman_value(word),))
    if style == "capital":
        return RowLabel("capital", (LABELS.find(word.lower()) + 1,))
    if style == "bullet":
        return RowLabel(f"bullet{'-' if word in '–—' else word}", (0,))
    return RowLabel(style, (LABELS.find(word[0]) + 1,))


class Labels:
    """Which labels may come next in a stream of cells: the first of a new list, or the successor of one that was seen."""

    def __init__(self) -> None:
        self._last: dict[str, set[tuple[int, ...]]] = {}

    def expects(self, label: RowLabel) -> bool:
        """Whether the label starts or continues a numbering (so that '100' before 'Bộ' is a quantity, no label)."""
        if label.ordinal <= 1:
            return True
        before = (*label.path[:-1], label.ordinal - 1)
        return before in self._last.get(label.style, ())

    def add(self, label: RowLabel) -> None:
        """Note a label that starts a row."""
        self._last.setdefault(label.style, set()).add(label.path)
