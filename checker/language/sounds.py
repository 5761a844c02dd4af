"""What a word becomes by one slip: a sound that is taken for another, a letter too many, too few or wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from checker.language.letters import TONES, toned_letter, without_tone

_SOUNDS = ("s x", "tr ch", "d gi r", "l n", "v d")
_ENDS = ("n ng", "c t", "t p", "n nh", "ch t", "m n")
_TONES = str.maketrans("ảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹ", "ãẵẫẽễĩõỗỡũữỹảẳẩẻểỉỏổởủửỷ")
_VOWELS = frozenset("aeiouyăâêôơư")
_LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơư"


def first_sounds(word: str) -> Iterator[str]:
    """What a word becomes when its first sound is taken for another, or hỏi for ngã."""
    for group in map(str.split, _SOUNDS):
        own = next((one for one in group if word.startswith(one)), None)
        if own and not (own == "n" and word.startswith(("ng", "nh"))) and not (own == "d" and word.startswith("đ")):
            rest = word[len(own) :]
            yield from (other + rest for other in group if other != own)
            if own == "gi" and without_tone(rest)[0].startswith("ê"):  # 'giết' is 'gi' and 'iết'
                yield from (f"{other}i{rest}" for other in group if other != own)
    yield word.translate(_TONES)


def sounds(word: str) -> Iterator[str]:
    """What a word becomes when one of its sounds is taken for another."""
    yield from first_sounds(word)
    for group in map(str.split, _ENDS):
        for own, other in (group, group[::-1]):
            if word.endswith(own) and not (own in ("n", "t", "h") and word.endswith(("ng", "nh", "ch"))):
                yield word[: -len(own)] + other


def other_tones(word: str) -> Iterator[str]:
    """The word with each tone mark on each of its vowels: 'viêc' gives 'việc'."""
    bare, _ = without_tone(word)
    for at, char in enumerate(bare):
        if char in _VOWELS:
            yield from (bare[:at] + unicodedata.normalize("NFC", char + mark) + bare[at + 1 :] for mark in TONES)


def one_letter(word: str) -> set[str]:
    """All that a word becomes when a letter is lost, put in or taken for another; a mark of tone stays where it stands."""
    toned = toned_letter(word)
    tone = next((mark for mark in unicodedata.normalize("NFD", word[toned]) if mark in TONES), "") if toned >= 0 else ""
    found = set()
    for at in range(len(word)):
        mark = tone if at == toned else ""
        found.add(word[:at] + word[at + 1 :])
        found |= {word[:at] + unicodedata.normalize("NFC", char + mark) + word[at + 1 :] for char in _LETTERS}
        found |= {word[:at] + char + word[at:] for char in _LETTERS}
    return found
