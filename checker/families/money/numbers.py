"""Numbers of money as they are written and read: dots between thousands, a decimal comma. Exact, never floats."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass
from checker.families.money.units import UNIT_NAMES

if TYPE_CHECKING:
    from fractions import Fraction


def multiply(numbers: Iterable[Fraction | int]) -> Fraction | int:
    """The product of exact numbers."""
    return prod(numbers)


def ratio(numerator: Fraction | int, denominator: Fraction | int) -> Fraction | int:
    """An exact quotient, an int where it is whole. Raises ZeroDivisionError."""
    whole, rest = divmod(numerator, denominator)
    if not rest:
        return whole
    from fractions import Fraction  # only where a text has decimals: `fractions` takes longer to load than this module

    return Fraction(numerator) / denominator


def apart(one: Fraction | int, two: Fraction | int) -> Fraction | int:
    """How far two numbers are apart."""
    return one - two if one > two else two - one


def write_number(value: Fraction | int) -> str:
    """A number as it is written here: dots between thousands, a decimal comma ('1.234,5'); at most six decimals."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 1)  # type: ignore[operator]
    text = f"{int(whole):,}".replace(",", ".")
    if rest:
        digits = f"{int(rest * 10**6):06}".rstrip("0")
        text += f",{digits}" if digits else ""
    return sign + text


def write_money(value: Fraction | int, unit: int | None = 1) -> str:
    """An amount of đồng in a unit: 1.500.000 and 10**6 → '1,5 triệu đồng'. `unit` None: a bare number."""
    if unit is None:
        return write_number(value)
    if unit not in UNIT_NAMES:
        unit = 1
    return f"{write_number(ratio(value, unit))} {UNIT_NAMES[unit]}"


# -- numbers ----------------------------------------------------------------------------------------------------------

_DOTS = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?\Z")
_COMMAS = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\Z")
_BLANKS = re.compile(r"(\d{1,3}(?:[ '’]\d{3})+)(?:,(\d+))?\Z")
_LONG_FIRST = re.compile(r"(\d{4}(?:\.\d{3})+)(?:,(0+))?\Z")  # '1500.000': a dot is missing, the amount is clear
_DECIMAL = re.compile(r"(\d+),(\d+)\Z")
_DOT_DECIMAL = re.compile(r"(\d+)\.(\d{1,2})\Z")
_MIXED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{3})+\Z|\d{1,3}(?:,\d{3})+(?:\.\d{3})+\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its exact `value` (None where its groups cannot be read), the worth `step` of its last digit, and
    its `flaw`: 'groups' (10.0000.000), 'separators' (10.000,000), 'commas' (1,000,000), 'decimal_dot' (1.5 tỷ), or None."""

    value: Fraction | int | None
    step: Fraction | int = 1
    flaw: str | None = None


def read_number(text: str, *, scaled: bool, commas: bool = False) -> Number:
    """Read digits with separators. `scaled`: a unit such as triệu follows, so that '1,500' is 1,5 and '1.5' a slip for 1,5.

    `commas` says that the table around it parts thousands by commas.
    """
    if text.isdecimal():
        return Number(int(text))
    if commas and (match := _COMMAS.match(text)):
        return _grouped(match, ",", "commas")
    if match := _DOTS.match(text):
        if text[0] == "0":
            return Number(None, flaw="groups")
        if not scaled and match[2] and len(match[2]) == 3:
            return Number(int(match[1].replace(".", "") + match[2]), flaw="separators")
        return _grouped(match, ".", None)
    if match := _BLANKS.match(text):
        return _grouped(match, match[1][-4], None)
    if match := _LONG_FIRST.match(text):
        return _grouped(match, ".", None)
    if (match := _COMMAS.match(text)) and (match[1].count(",") > 1 or match[2] or not scaled):
        return _grouped(match, ",", "commas")
    if match := _DECIMAL.match(text):
        return _grouped(match, ".", None)
    if (match := _DOT_DECIMAL.match(text)) and scaled:
        return _grouped(match, ".", "decimal_dot")
    if _MIXED.match(text):
        return Number(int(re.sub(r"\D", "", text)), flaw="separators")
    return Number(None, flaw="groups")


def _grouped(match: re.Match, separator: str, flaw: str | None) -> Number:
    whole, decimals = match[1].replace(separator, ""), match[2]
    if not decimals or not decimals.strip("0") and len(whole) > 3:  # '2.500.000,0'
        return Number(int(whole), 1, flaw)
    scale = 10 ** len(decimals)
    return Number(ratio(int(whole + decimals), scale), ratio(1, scale), flaw)
