"""Words as facts: phrases that are misspelled, words that are doubled, and words that no syllable of the language is."""

from __future__ import annotations

from itertools import compress, count, islice
from operator import eq

from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.wording.pairs import pair_table
from checker.language.compounds import compounds, plain_compounds
from checker.language.phrases import (
    PhraseBook,
    add_apart,
    all_words,
    distinct_words,
    find_words,
    plain_book,
    plain_slips,
    word_pairs,
)
from checker.language.syllables import syllables
from checker.language.words import WORD
from checker.model.document import Document
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Confusable:
    """A phrase that the language does not have, one slip from one that it has (`right`, in the case of the text)."""

    span: Span
    right: str


@dataclass(frozen=True, slots=True)
class DoubledWord:
    """A word, or a compound of two, that stands twice in a row with nothing but blanks between ('các các'). `before` and `after`
    are its neighbours in lower case, '' where a mark or the end of the paragraph stands. `ends`, `begins`: the first of the two
    ends a known compound, the second begins one ('cơ quan | quan tâm'). `whole`: it is itself a compound."""

    span: Span
    word: str
    before: str
    after: str
    ends: bool
    begins: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class OddWord:
    """A word in letters that is neither a Vietnamese syllable nor on the list of foreign words, names and abbreviations."""

    span: Span
    word: str


def read_confusables(doc: Document) -> tuple[Confusable, ...]:
    """All phrases of the registries 'confusables' and 'slips', and all slips beside the other half of a known compound."""
    text, lower = doc.text, doc.source.lower
    found = list(PhraseBook(plain=doc.derived("confusables", plain_book)).find(text, lower))
    for match in PhraseBook(plain=doc.derived("slips", plain_slips)).find(text, lower):
        add_apart(found, match)
    grammar, seen = syllables(doc.law["syllables"]), pair_table()

    def is_syllable(word: str) -> bool:
        """Whether a word is a syllable that texts use: the grammar alone allows many that none does ('nhiện')."""
        return grammar.knows(word) and seen[word].times() >= _IN_USE

    for match in compounds(doc.derived("compounds", plain_compounds)).find(text, lower, is_syllable):
        add_apart(found, match)
    return tuple(Confusable(match.span, match.right) for match in found)


_IN_USE = 30  # times in tens of millions of words
_WORD_AFTER = re.compile(r"[ \n]{1,3}(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)[ \n]{1,3}\Z")


def read_doubled(doc: Document) -> tuple[DoubledWord, ...]:
    """All words of letters, and all known compounds, that stand twice in a row."""
    lower = doc.source.lower
    known = compounds(doc.derived("compounds", plain_compounds))
    words = all_words(lower)
    twice = {(first,) for first, second in word_pairs(lower) if first == second and first.isalpha()}
    for at in compress(count(), map(eq, words, islice(words, 2, None))):  # the first of three words that is the last too
        if words[at + 1 : at + 2] == words[at + 3 : at + 4] and known.has(*words[at : at + 2]):
            twice.add(tuple(words[at : at + 2]))
    found = []
    for doubled in twice:
        word, seam = " ".join(doubled), (doubled[-1], doubled[0])
        if " ".join(seam) not in lower and "\n".join(seam) not in lower:
            continue  # nearly always; and cheaper to see than to search for a pattern
        for start, end in find_words(f"{word} {word}", lower):
            match = _WORD_BEFORE.search(lower, max(0, start - 30), start)
            before = match[1] if match else ""
            match = _WORD_AFTER.match(lower, end, end + 40)
            after = match[1] if match else ""
            whole = len(doubled) == 2
            found.append(
                DoubledWord(
                    Span(start, end), word, before, after, known.has(before, doubled[0]), known.has(doubled[-1], after), whole
                )
            )
    return tuple(sorted(found, key=lambda one: one.span))


def read_odd_words(doc: Document) -> tuple[OddWord, ...]:
    """All words that no syllable is. Abbreviations in capitals, single letters and what holds digits are none."""
    lower = doc.source.lower
    grammar = syllables(doc.law["syllables"])
    odd = {
        word
        for word in distinct_words(lower) - compounds(doc.derived("compounds", plain_compounds)).common
        if len(word) > 1 and word.isalpha() and not grammar.knows(word) and grammar.could_be_meant(word)
    }
    if not odd:
        return ()
    text = doc.text
    found = []
    previous = ""
    for match in WORD.finditer(text):
        word = match.group()
        if lower[match.start() : match.end()] in odd and not any(char.isupper() for char in word[1:]):
            name = word[0].isupper() and previous.istitle()  # 'Krông Búk'
            if not name and not _in_address(text, *match.span()):
                found.append(OddWord(Span(*match.span()), word))
        previous = word
    return tuple(found)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of 'phutho.gov.vn', 'vanphong@…' or of a path."""
    return (
        text[start - 1 : start] in ("@", "/", "_", "\\")
        or text[end : end + 1] in ("@", "_", "\\")
        or (text[start - 1 : start] == "." and text[start - 2 : start - 1].isalnum())
        or text[end : end + 1] == "."
        and text[end + 1 : end + 2].isalnum()
    )
