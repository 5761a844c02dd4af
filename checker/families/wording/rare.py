"""Words that texts hardly ever use beside one that goes with a word one slip away ('đặc xắc', 'trịu trách'; part of CT705)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.base import regex as re
from checker.families.wording.pairs import pair_table
from checker.language.compounds import one_word
from checker.language.letters import toned_letter
from checker.language.lexicon import is_word
from checker.language.phrases import Match, Phrase, add_apart, distinct_words, places, word_pairs
from checker.language.sounds import first_sounds, one_letter, other_tones, sounds
from checker.language.syllables import syllables
from checker.model.document import Document


def rare_slips(doc: Document, common: frozenset[str], is_syllable: Callable[[str], bool]) -> Iterator[Match]:
    """The slips, none inside another; of a word's two neighbours that one tells which goes more often with the other word."""
    text, lower = doc.text, doc.source.lower
    grammar = syllables(doc.law["syllables"])
    listed, known = grammar.is_listed, grammar.knows
    rare = {
        w
        for w in distinct_words(lower) - common
        if w.isalpha() and _VOWEL.search(w) and not (w.isascii() and not known(w)) and not (is_syllable(w) or listed(w))
    }
    if not rare or len(rare) > _MOST:
        return
    told = [(_SURE, Phrase(word, right)) for word in rare if (right := _other_tone(word))]
    rare = {word for word in rare if not _lacks_its_tone(word)}
    for first, second in word_pairs(lower):
        if not (first and (first in rare) != (second in rare)):
            continue
        meant = _meant(first, second, first in rare)
        if meant:
            told.append((meant[0], Phrase(f"{first} {second}", meant[1])))
    taken: list[Match] = []
    for _, phrase in sorted(told, reverse=True):
        for match in places(phrase, text, lower):
            if not text[match.span.start : match.span.end].isupper() and add_apart(taken, match):
                yield match


def _other_tone(word: str) -> str | None:
    """The word in use that a word which is never seen becomes with hỏi for ngã or ngã for hỏi ('khõe')."""
    table = pair_table()
    *_, other = first_sounds(word)
    return other if other != word and not table.has(word) and table[other].times() >= _IN_USE else None


def _lacks_its_tone(word: str) -> bool:
    """Whether a word without a tone is in use with one ('viêc'): evidence tells that, by both of its neighbours."""
    table = pair_table()
    return toned_letter(word) < 0 and any(table[other].times() >= _IN_USE for other in other_tones(word))


def _meant(first: str, second: str, is_first: bool) -> tuple[int, str] | None:
    """(how often it is seen, the right pair) for a pair whose first or second word is rare; None where none is near."""
    table, word = pair_table(), first if is_first else second
    if table[second if is_first else first].times() * _SMALL > table.total or is_word(first, second):
        return None  # 'và', 'các' stand beside anything
    near = {*sounds(word), *one_letter(word)} - {word}
    found = []
    for other in near:
        pair = (other, second) if is_first else (first, other)
        seen = len(other) > 1 and table.has(other) and not one_word(word, other)
        if seen and table.bond(*pair) >= (_BOND if table.has(word) else _LESS):
            found.append((table[pair[0]].before(table[pair[1]].named), " ".join(pair)))
    return max(found, default=None)


_VOWEL = re.compile("[aăâeêioôơuưy]|[^a-zđ]")
_MOST = 300  # different ones: more are a scan, or another language
_SMALL = 200  # every such word is one
_BOND, _LESS = 5, 2  # times more often side by side than by chance; of a word that is never seen
_IN_USE = 1000  # times in tens of millions of words
_SURE = 10**9  # told before what neighbours tell
