"""The letters of Vietnamese: tone marks and where they stand, words without marks, the letters that count items.

A tone mark at the end of 'oa', 'oe', 'uy' has two places: 'hóa' (new) and 'hoá' (old). Every other comparison of spellings starts
from here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
LABELS = "abcdđeghiklmnopqrstuvxy"  # in the order in which points are counted: a), b), c), d), đ), e) …
_NEW_PLACE = {  # the last two letters of a word with the tone mark in its old place → in its new one
    unicodedata.normalize("NFC", first + last + tone): unicodedata.normalize("NFC", first + tone + last)
    for first, last in ("oa", "oe", "uy")
    for tone in TONES
}
_OTHER_PLACE = {**_NEW_PLACE, **{new: old for old, new in _NEW_PLACE.items()}}


class _Toneless(dict):
    """A letter without its tone mark, by its code point: what `str.translate` takes."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        return letter


class _ToneOf(dict):
    """The tone that a letter bears; None for most."""

    def __missing__(self, letter: str) -> str | None:
        parts = unicodedata.normalize("NFD", letter)
        self[letter] = tone = next((TONES[part] for part in parts if part in TONES), None)
        return tone


_TONELESS, _TONE_OF = _Toneless(), _ToneOf()


def without_tone(word: str) -> tuple[str, list[str]]:
    """A word in lower case without its tone marks, and the tones that it bore, in order ('hóa' → 'hoa', ['sắc'])."""
    composed = unicodedata.normalize("NFC", word.lower())
    return unicodedata.normalize("NFC", composed.translate(_TONELESS)), [
        tone for letter in composed if (tone := _TONE_OF[letter])
    ]


def toned_letter(word: str) -> int:
    """Which letter of the word bears the tone mark; -1 where none does."""
    for at, char in enumerate(unicodedata.normalize("NFC", word.lower())):
        if not TONES.keys().isdisjoint(unicodedata.normalize("NFD", char)):
            return at
    return -1


class _Bare(dict):
    """What is left of a letter without its marks, by its code point: what `str.translate` takes."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = letters = "".join(part for part in parts if not unicodedata.combining(part))
        return letters


_BARE = _Bare({ord("đ"): "d", ord("Đ"): "D"})


@lru_cache(maxsize=20_000)  # the same words are compared again and again
def without_marks(word: str) -> str:
    """A word without tone marks, hooks, circumflexes and bars: 'đường' → 'duong'."""
    return word if word.isascii() else word.translate(_BARE)


def new_tone(word: str) -> str:
    """A word in lower case with its tone mark in the new place: hoá → hóa, uỷ → ủy."""
    return word[:-2] + _NEW_PLACE.get(word[-2:], word[-2:])


def one_placement(word: str) -> str:
    """A word with its tone mark in the new place, so that both placements are counted as one."""
    return word if word.startswith("qu") else new_tone(word)


def other_tone(word: str) -> str:
    """The same word with its tone mark in the other place: hóa → hoá, uỷ → ủy; the word itself where there is one place only."""
    other = _OTHER_PLACE.get(word[-2:])
    return word[:-2] + other if other and not word.startswith("qu") else word
