"""Words one slip away from a compound that everybody knows: 'phát triểnn', 'thực hiẹn', 'hổ trợ'.

Only a word that is not among the common syllables of the language can be such a slip, and only beside the other half of the
compound: so few words are ever compared, and a rare but right word is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checker.base.cache import of_latest
from checker.base.fuzzy import one_slip
from checker.language.letters import without_marks, without_tone
from checker.language.phrases import Match, Phrase, add_apart, distinct_words, places, word_pairs


def _parted(compound: str) -> tuple[str, str, str]:
    return compound.partition(" ")


class Compounds:
    """The known compounds by either half, and the syllables that are never taken for a slip."""

    def __init__(self, plain: tuple[str, dict[str, str], dict[str, str]]):
        common, self._by_first, self._by_second = plain
        self.common = frozenset(common.split())

    def has(self, first: str, second: str) -> bool:
        """Whether two words are a known compound."""
        return f" {second} " in self._by_first.get(first, "")

    def find(self, text: str, lower: str, is_syllable: Callable[[str], bool]) -> Iterator[Match]:
        """The slips in a text, none inside another. `lower` is `text` in lower case, as long as `text`."""
        common = self.common
        rare = distinct_words(lower) - common
        found: list[tuple[bool, bool, int, Match]] = []  # best first: one that differs in marks only, then a first half
        for first, second in word_pairs(lower):
            if second in rare and first in self._by_first:
                word, right, wanted = second, nearest(second, self._by_first[first].split(), is_syllable), "{0} {2}"
            elif first in rare and second in self._by_second:
                word, right, wanted = first, nearest(first, self._by_second[second].split(), is_syllable), "{2} {1}"
            else:
                continue
            if right:
                phrase = Phrase(f"{first} {second}", wanted.format(first, second, right))
                letters = without_marks(word) != without_marks(right)
                found += [
                    (letters, word == second, match.span.start, match)
                    for match in places(phrase, text, lower)
                    if not _is_abbreviation(text[match.span.start : match.span.end], word == second)
                ]
        taken: list[Match] = []
        for *_, match in sorted(found):
            if add_apart(taken, match):
                yield match


def _is_abbreviation(words: str, second: bool) -> bool:
    """Whether the odd word stands in capitals, and has no vowel or is beside one that does not: 'MINH | BCH', 'bị CIN'."""
    first, *_, last = words.split()
    odd, other = (last, first) if second else (first, last)
    return odd.isupper() and (not other.isupper() or _VOWELS.isdisjoint(without_marks(odd.lower())))


def nearest(word: str, known: list[str], is_syllable: Callable[[str], bool]) -> str | None:
    """The one of `known` that `word` is a slip of: one that differs in its marks only, or, where `word` is no syllable at all, in
    one letter. None where there is none, or where the two are two spellings of one word ('hoá' and 'hóa', 'qui' and 'quy')."""
    if len(word) < 2 or not word.isalpha():
        return None
    plain = without_marks(word)
    same = next((other for other in known if len(other) == len(word) and without_marks(other) == plain), None)
    if same:
        return None if one_word(word, same) else same
    if len(word) < 3 or is_syllable(word):
        return None
    return next((other for other in known if len(other) > 2 and one_slip(word, other) and not one_word(word, other)), None)


_VOWELS = frozenset("aeiouy")


def one_word(word: str, other: str) -> bool:
    """Whether two spellings differ only in where the tone mark stands, or in i for y."""
    if without_marks(word).replace("y", "i") != without_marks(other).replace("y", "i"):
        return False  # nearly always, and ten times as fast to see
    (bare, tones), (other_bare, other_tones) = without_tone(word), without_tone(other)
    return tones == other_tones and bare.replace("y", "i") == other_bare.replace("y", "i")


def plain_compounds(registry: Mapping[str, str]) -> tuple[str, dict[str, str], dict[str, str]]:
    """The registry 'compounds' as plain data, to be kept: common syllables, second halves by first, first halves by second; the
    halves with a blank on either side ('quan' → ' hệ tâm '), for a list of each would take four times as long to load."""
    by_first: dict[str, list[str]] = {}
    by_second: dict[str, list[str]] = {}
    for first, _, second in map(_parted, registry["compounds"].split(", ")):
        by_first.setdefault(first, []).append(second)
        by_second.setdefault(second, []).append(first)
    first_lines, second_lines = ({word: f" {' '.join(halves)} " for word, halves in by.items()} for by in (by_first, by_second))
    return registry["common"], first_lines, second_lines


@of_latest
def compounds(plain: tuple[str, dict[str, str], dict[str, str]]) -> Compounds:
    """The compounds of `plain_compounds`; made once for one and the same data."""
    return Compounds(plain)
