"""Numbers in Vietnamese words: `read_words` and `write_words`, with every accepted variant (ngàn, tỉ, lẻ, tư, bẩy, nhăm …).

Words are compared by value, never as strings: 'mười năm' for 15 or 'hai mươi một' for 21 is odd spelling with the right value.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base.record import dataclass

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGIT = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_ZERO_TENS = frozenset(("linh", "lẻ"))
WORDS = frozenset(_DIGIT) | frozenset(SCALES) | _ZERO_TENS | {"trăm", "mươi", "mười", "chục", "rưỡi", "rưởi", "nửa"}


class _Group:
    """The number below 1.000 that is being read: hundreds and tens said so far, and a digit whose place is still open."""

    __slots__ = ("digit", "last", "said", "value")

    def __init__(self) -> None:
        self.value = 0
        self.digit: int | None = None
        self.last = 1000  # the place that was said last: 100, 10 or 1
        self.said = False

    def close(self) -> int:
        return self.value + (self.digit or 0)


def read_words(words: Sequence[str]) -> int | None:
    """The value of a number in lower-case words, or None where they are no number (or an ambiguous one: 'một triệu hai').

    A wrong 'lăm/năm', 'mốt/một', 'tư/bốn', 'linh/lẻ' is read by its value.
    """
    total = 0  # what 'tỷ' closed
    block = 0  # thousands and millions of the block below the next 'tỷ'
    group = _Group()
    scale = 0  # the scale word said last
    halves = 1
    finished = False
    for at, word in enumerate(words):
        if finished:
            return None
        digit = _DIGIT.get(word)
        if digit is not None:
            if group.digit is not None or group.last == 1:
                return None
            group.digit, group.said = digit, True
        elif word == "trăm":
            if group.digit is None and at or group.last <= 100:
                return None
            group.value = (1 if group.digit is None else group.digit) * 100
            group.digit, group.last, group.said = None, 100, True
        elif word in ("mươi", "chục"):
            if group.digit is None or group.last <= 10:
                return None
            group.value += group.digit * 10
            group.digit, group.last = None, 10
        elif word == "mười":
            if group.digit is not None or group.last <= 10:
                return None
            group.value += 10
            group.last, group.said = 10, True
        elif word in _ZERO_TENS:
            if group.digit is not None or group.last <= 10 or not (group.said or scale):
                return None
            group.last = 10
        elif word in ("rưỡi", "rưởi"):
            half = scale if not group.said else 100 if group.last == 100 and group.digit is None else 0
            if not half:
                return None
            if group.said:
                group.value += 50
            elif scale == 10**9:
                total += half // 2
            else:
                block += half // 2
            finished = True
        elif word == "nửa":
            if group.said or scale or at + 1 == len(words):
                return None
            group.digit, group.said, halves = 1, True, 2
        else:
            step = SCALES.get(word)
            if step is None or group.digit is not None and group.last == 100 and group.digit:
                return None  # 'một trăm hai triệu': 120 or 102 million
            said = group.said
            here = group.close()
            group = _Group()
            if step == 10**9:
                if not said and not block and not total:
                    return None
                total = (total + block + here) * step  # a second 'tỷ' multiplies what the first closed
                block = 0
            elif said:
                if scale and scale <= step and scale != 10**9:
                    block = (block + here) * step  # 'hai nghìn triệu'
                else:
                    block += here * step
            elif scale and scale < step and scale != 10**9:
                block *= step  # 'một nghìn triệu'
            elif not scale and step == 10**3 and not at:
                block += step
            else:
                return None
            scale = step
    if group.said:
        if group.digit is not None and scale and group.last == 1000 and group.digit:
            return None  # 'một triệu hai': 1.200.000 or 1.000.002
        if group.digit is not None and group.last == 100 and group.digit:
            return None  # 'một trăm hai': 120 or 102
    elif not scale or group.last == 10:
        return None
    value, rest = divmod(total + block + group.close(), halves)
    return None if rest else value


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
