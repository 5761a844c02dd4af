"""Roman numerals, as headings, table rows and Word's own lists are numbered."""

from __future__ import annotations

_PARTS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}  # no heading is numbered 500


def to_roman(number: int) -> str:
    """14 → 'XIV', for 1 to 3999."""
    letters = []
    for worth, numeral in _PARTS:
        letters.append(numeral * (number // worth))
        number %= worth
    return "".join(letters)


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral in capitals, also of an uncanonical one ('IIII'); 0 for what is none."""
    total = last = 0
    for char in reversed(numeral):
        value = _DIGITS.get(char, 0)
        if not value:
            return 0
        total += value if value >= last else -value
        last = max(last, value)
    return total


def from_roman(label: str) -> int | None:
    """'IV' → 4; None for what is no well-formed Roman numeral in capitals of a heading."""
    return _HEADINGS.get(label)


_HEADINGS = {to_roman(number): number for number in range(1, 90)}  # up to 89: a lone 'C' is the letter
