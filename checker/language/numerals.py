"""Numbers in Vietnamese words: `read_words` and `write_words`, with every accepted variant (ngàn, tỉ, lẻ, tư, bẩy, nhăm …).

Words are compared by value, never as strings: 'mười năm' for 15 or 'hai mươi một' for 21 is odd spelling with the right value.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base.record import dataclass

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGIT = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
BILLION = 10**9
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": BILLION, "tỉ": BILLION}
_PLACES = {"trăm": 100, "mười": 10, "mươi": 10, "chục": 10}
_ZERO_TENS = frozenset(("linh", "lẻ"))
_HALVES = frozenset(("rưỡi", "rưởi"))
WORDS = frozenset(_DIGIT) | frozenset(SCALES) | frozenset(_PLACES) | _ZERO_TENS | _HALVES | {"nửa"}


class _Number:
    """A number as far as its words were taken. The group below 1.000 that is being read is `value` and a `digit` whose place is
    still open; `last` is the place that was said last (100, 10 or 1; 1000 before any), `said` whether anything was."""

    __slots__ = ("block", "digit", "halves", "last", "said", "scale", "total", "value")

    def __init__(self) -> None:
        self.total = 0  # what 'tỷ' closed
        self.block = 0  # thousands and millions of the block below the next 'tỷ'
        self.scale = 0  # the scale word said last
        self.halves = 1
        self._begin()

    def _begin(self) -> None:
        self.value, self.last, self.said = 0, 1000, False
        self.digit: int | None = None

    def take(self, word: str, first: bool, last: bool) -> bool:
        """Whether `word` can stand next; `first` and `last` tell whether it is the first or the last of all."""
        if word in _DIGIT:
            return self._digit(_DIGIT[word])
        if word in _PLACES:
            return self._place(word, first)
        if word in _ZERO_TENS:
            return self._zero_tens()
        if word in _HALVES:
            return last and self._and_a_half()
        if word == "nửa":
            return not last and self._half()
        return word in SCALES and self._scale(SCALES[word], first)

    def _digit(self, digit: int) -> bool:
        if self.digit is not None or self.last == 1:
            return False
        self.digit, self.said = digit, True
        return True

    def _place(self, word: str, first: bool) -> bool:
        place = _PLACES[word]
        alone = word == "mười" or place == 100 and first  # 'mười', 'trăm' say their one themselves
        if self.last <= place or self.digit is None and not alone or self.digit is not None and word == "mười":
            return False
        self.value += (1 if self.digit is None else self.digit) * place
        self.digit, self.last, self.said = None, place, True
        return True

    def _zero_tens(self) -> bool:
        if self.digit is not None or self.last <= 10 or not (self.said or self.scale):
            return False
        self.last = 10
        return True

    def _and_a_half(self) -> bool:
        """'rưỡi': half of the scale said last, or of a hundred."""
        if self.said:
            self.value += 50
            return self.last == 100 and self.digit is None
        if self.scale == BILLION:
            self.total += self.scale // 2
        else:
            self.block += self.scale // 2
        return bool(self.scale)

    def _half(self) -> bool:
        """'nửa triệu': the whole number is read twice as big."""
        if self.said or self.scale:
            return False
        self.digit, self.said, self.halves = 1, True, 2
        return True

    def _scale(self, step: int, first: bool) -> bool:
        if self.last == 100 and self.digit:
            return False  # 'một trăm hai triệu': 120 or 102 million
        said, here = self.said, self.value + (self.digit or 0)
        self._begin()
        below = 0 < self.scale != BILLION
        if step == BILLION:
            if not (said or self.block or self.total):
                return False
            self.total = (self.total + self.block + here) * step  # a second 'tỷ' multiplies what the first closed
            self.block = 0
        elif said and below and self.scale <= step:
            self.block = (self.block + here) * step  # 'hai nghìn triệu'
        elif said:
            self.block += here * step
        elif below and self.scale < step:
            self.block *= step  # 'một nghìn triệu'
        elif first and step == 1000:
            self.block += step
        else:
            return False
        self.scale = step
        return True

    def whole(self) -> int | None:
        """The value of all words; None where the last of them say two things, or nothing."""
        if not self.said and (not self.scale or self.last == 10):
            return None
        if self.digit and (self.last == 100 or self.last == 1000 and self.scale):
            return None  # 'một trăm hai': 120 or 102; 'một triệu hai': 1.200.000 or 1.000.002
        value, rest = divmod(self.total + self.block + self.value + (self.digit or 0), self.halves)
        return None if rest else value


def read_words(words: Sequence[str]) -> int | None:
    """The value of a number in lower-case words, or None where they are no number (or an ambiguous one: 'một triệu hai').

    A wrong 'lăm/năm', 'mốt/một', 'tư/bốn', 'linh/lẻ' is read by its value.
    """
    number = _Number()
    end = len(words) - 1
    if not all(number.take(word, at == 0, at == end) for at, word in enumerate(words)):
        return None
    return number.whole()


@dataclass(frozen=True, slots=True)
class Spelling:
    """Which of the accepted variants to write."""

    thousand: str = "nghìn"
    billion: str = "tỷ"
    zero_tens: str = "linh"
    four: str = "tư"  # after 'mươi'; 'bốn' is right too
    four_alone: str = "bốn"  # after 'linh'; 'tư' is used too
    five: str = "lăm"  # after 'mươi'; 'nhăm' is used too
    seven: str = "bảy"
    full_hundreds: bool = True  # 'hai nghìn không trăm mười lăm', not 'hai nghìn mười lăm'
    zero_groups: bool = False  # 'một triệu không nghìn không trăm linh năm'


STANDARD = Spelling()


def _write_group(number: int, leading: bool, style: Spelling) -> list[str]:
    """The words of 1 to 999 (0 only for a zero group that is said: nothing here)."""
    hundreds, tens, unit = number // 100, number // 10 % 10, number % 10
    words: list[str] = []
    if hundreds or not leading and style.full_hundreds:
        words += [_digit(hundreds, style), "trăm"]
    if tens == 0:
        if unit:
            if words or not leading:
                words.append(style.zero_tens)
                words.append(style.four_alone if unit == 4 else _digit(unit, style))
            else:
                words.append(_digit(unit, style))
        return words
    words += ["mười"] if tens == 1 else [_digit(tens, style), "mươi"]
    if unit == 1:
        words.append("một" if tens == 1 else "mốt")
    elif unit == 5:
        words.append("lăm" if tens == 1 else style.five)
    elif unit == 4:
        words.append("bốn" if tens == 1 else style.four)
    elif unit:
        words.append(_digit(unit, style))
    return words


def _digit(value: int, style: Spelling) -> str:
    return style.seven if value == 7 else DIGITS[value]


def _write_block(number: int, leading: bool, style: Spelling) -> list[str]:
    """The words of a number below 10**9: millions, thousands, units."""
    words: list[str] = []
    for value, name in ((number // 10**6, "triệu"), (number // 1000 % 1000, style.thousand), (number % 1000, "")):
        if value:
            words += _write_group(value, leading and not words, style)
            if name:
                words.append(name)
        elif style.zero_groups and words and name and number % 1000:
            words += ["không", name]
    return words


def write_words(number: int, style: Spelling = STANDARD) -> str:
    """A whole number (0 and up) in lower-case words. Raises ValueError below zero."""
    if number < 0:
        raise ValueError("số âm không viết được bằng chữ")
    if number == 0:
        return DIGITS[0]
    high, low = divmod(number, 10**9)
    words: list[str] = []
    if high:
        words += [*write_words(high, style).split(), style.billion]
    if low:
        words += _write_block(low, not words, style)
    return " ".join(words)
