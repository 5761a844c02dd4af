"""Words as facts: phrases that are misspelled, words that are doubled, and words that no syllable of the language is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache
from itertools import compress, count, islice
from operator import eq

from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.record import dataclass
from checker.families.wording.lost import lost_syllables
from checker.families.wording.pairs import pair_table
from checker.families.wording.rare import rare_slips
from checker.language.compounds import compounds, plain_compounds
from checker.language.lexicon import is_word
from checker.language.phrases import (
    Lines,
    Match,
    PhraseBook,
    add_apart,
    all_words,
    distinct_words,
    find_words,
    in_case,
    plain_book,
    plain_slips,
)
from checker.language.syllables import Syllables, syllables
from checker.language.words import WORD
from checker.model.document import Document
from checker.source.text import Span, occurrences


@dataclass(frozen=True, slots=True)
class Confusable:
    """A phrase that the language does not have, one slip from one that it has (`right`, in the case of the text). `lost`: a word
    that is wanting between two of its own."""

    span: Span
    right: str
    lost: bool = False


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


@of_latest
def _listed(lines: Lines) -> PhraseBook:
    """The book of the registry 'confusables'."""
    return PhraseBook(lines)


@of_latest
def _slips(lines: Lines) -> PhraseBook:
    """The book of the registry 'slips'."""
    return PhraseBook(lines)


def read_confusables(doc: Document) -> tuple[Confusable, ...]:
    """All phrases of the registries 'confusables' and 'slips', all slips beside the other half of a known compound, all words
    whose tone mark stands on the wrong letter, all rare ones beside what goes with a word one slip away, and all pairs between
    which a word is lost."""
    text, lower = doc.text, doc.source.lower
    found = list(_listed(doc.derived("confusables", plain_book)).find(text, lower))
    for match in _slips(doc.derived("slips", plain_slips)).find(text, lower):
        if not _is_of_another(doc, match):
            add_apart(found, match)
    grammar, seen = syllables(doc.law["syllables"]), pair_table()

    def is_syllable(word: str) -> bool:
        """Whether a word is a syllable that texts use: the grammar alone allows many that none does ('nhiện')."""
        return grammar.knows(word) and seen[word].times() >= _IN_USE

    for match in compounds(doc.derived("compounds", plain_compounds)).find(text, lower, is_syllable):
        if not _is_of_another(doc, match):
            add_apart(found, match)
    common = compounds(doc.derived("compounds", plain_compounds)).common
    for match in (*_misplaced_tones(doc, grammar, is_syllable), *rare_slips(doc, common, is_syllable)):
        add_apart(found, match)
    lost = {match.span for match in lost_syllables(doc) if add_apart(found, match)}
    return tuple(Confusable(match.span, match.right, match.span in lost) for match in found)


_ONE, _BESIDE = 10, 5  # times more often side by side than by chance


def _is_of_another(doc: Document, slip: Match) -> bool:
    """Whether the word that would be wrong is one with its other neighbour: 'trình độ | luật sư' is no slip of 'bộ luật'. Where
    both are frequent, so that they meet at the seam of two words, the right one is asked too: 'trao giải | phát minh'."""
    lower, table = doc.source.lower, pair_table()
    (first, last), (right, _) = lower[slip.span.start : slip.span.end].split(), slip.right.lower().split()
    met = table[first].times() * table[last].times() >= _SEAM * table.total
    if is_at_home(doc, _odd_half(slip, first, right)):
        return True
    before = _WORD_BEFORE.search(lower, max(0, slip.span.start - 30), slip.span.start)
    after = _WORD_AFTER.match(lower, slip.span.end, slip.span.end + 40)
    ends = _is_one if first != right or met else _is_listed  # the half that is right asks the list only
    begins = _is_one if first == right or met else _is_listed
    return (before is not None and ends(doc, before[1], first)) or (after is not None and begins(doc, last, after[1]))


def _odd_half(slip: Match, first: str, right: str) -> Span:
    """The half of a slip of two words that is not as in the right one."""
    start, end = slip.span
    return Span(start, start + len(first)) if first != right else Span(start + len(first) + 1, end)


def is_at_home(doc: Document, span: Span) -> bool:
    """Whether the word at `span` is rare elsewhere and at home in this text, among different words on both sides: 'mìn câm', 'lỗ
    mìn bị câm bằng cách …' are of a trade, while a slip stays beside the half that it spoils."""
    lower = doc.source.lower
    word, known = lower[slice(*span)], _homes(lower)
    if word not in known:
        known[word] = pair_table()[word].times() < _SELDOM and _has_company(word, lower)
    return known[word]


@lru_cache(maxsize=1)
def _homes(lower: str) -> dict[str, bool]:
    """The words of a text of which that has been asked: each is looked for once, however often it stands there."""
    return {}


def _has_company(word: str, lower: str) -> bool:
    places = list(find_words(word, lower))
    before = {lower[max(0, place.start - 12) : place.start].split(" ")[-2:][0] for place in places}
    behind = {lower[place.end + 1 : place.end + 12].split(" ")[0] for place in places}
    return len(places) >= _AT_HOME and len(before) > 1 and len(behind) > 1


def _is_one(doc: Document, first: str, second: str, bond: int = _BESIDE) -> bool:
    """Whether two words are one: a known compound, or a pair that nearly always stands together."""
    known = compounds(doc.derived("compounds", plain_compounds)).has(first, second)
    return known or pair_table().bond(first, second) >= bond or is_word(first, second)


def _is_listed(_: Document, first: str, second: str) -> bool:
    """Whether two words are one that a list has: 'biểu diễn | đành' is no 'diễn đàn'."""
    return is_word(first, second)


def _misplaced_tones(doc: Document, grammar: Syllables, in_use: Callable[[str], bool]) -> Iterator[Match]:
    """'đựơc', 'hòan thành', 'gíao dục': words whose tone mark stands on the wrong letter; not names, which are spelled as their
    bearers do."""
    text, lower = doc.text, doc.source.lower
    rare = distinct_words(lower) - compounds(doc.derived("compounds", plain_compounds)).common
    wrong = {
        word: right
        for word in rare
        if not word.isascii() and word.isalpha() and (right := grammar.retoned(word)) and in_use(right)
    }
    for start, end in _where(wrong.keys(), lower) if wrong else ():
        if not (text[start].isupper() and _word_before(text, start).istitle()):
            yield Match(Span(start, end), in_case(text[start:end], wrong[lower[start:end]]))


_SEAM = 50  # times that two words meet by chance alone
_SELDOM, _AT_HOME = 1000, 2  # times in tens of millions of words, and in the text
_IN_USE = 30  # times in tens of millions of words
_FILLER = 16  # pairs of the same words, one behind the other
_FEW = 24  # words that are found faster one by one
_WORD_AFTER = re.compile(r"[ \n]{1,3}(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)[ \n]{1,3}\Z")


def read_doubled(doc: Document) -> tuple[DoubledWord, ...]:
    """All words of letters, and all known compounds, that stand twice in a row."""
    lower = doc.source.lower
    known = compounds(doc.derived("compounds", plain_compounds))
    words = all_words(lower)
    twice: set[tuple[str, ...]] = {(word,) for word in compress(words, map(eq, words, islice(words, 1, None))) if word.isalpha()}
    for at in compress(count(), map(eq, words, islice(words, 2, None))):  # the first of three words that is the last too
        if words[at + 1 : at + 2] == words[at + 3 : at + 4] and _is_one(doc, words[at], words[at + 1], _ONE):
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
    return tuple(_without_fillers(sorted(found, key=lambda one: one.span)))


def _without_fillers(found: Iterable[DoubledWord]) -> Iterator[DoubledWord]:
    """Those that are not of a run in which the same words stand over and over again: that is a filler, and no slip."""
    run: list[DoubledWord] = []
    end = 0
    for one in found:
        if run and (one.span.start > end + 1 or set(one.word.split()) != set(run[0].word.split())):
            yield from run if len(run) < _FILLER else ()
            run = []
        run.append(one)
        end = one.span.end
    yield from run if len(run) < _FILLER else ()


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
    for start, end in _where(odd, lower):
        word = text[start:end]
        if not any(map(str.isupper, word[1:])):
            name = word[0].isupper() and _word_before(text, start).istitle()  # 'Krông Búk'
            if not name and not _in_address(text, start, end):
                found.append(OddWord(Span(start, end), word))
    return tuple(found)


def _where(odd: Set[str], lower: str) -> list[tuple[int, int]]:
    """Where the words stand, in order: looked for one by one, or word for word where there are many."""
    if len(odd) > _FEW:
        return [match.span() for match in WORD.finditer(lower) if match.group() in odd]
    found = ((at, at + len(word)) for word in odd for at in occurrences(lower, word))
    return sorted(
        span for span in found if not (_is_of_word(lower[span[0] - 1 : span[0]]) or _is_of_word(lower[span[1] : span[1] + 1]))
    )


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _word_before(text: str, end: int) -> str:
    """The last word before `end`, whatever stands between; '' where there is none."""
    while end and not _is_of_word(text[end - 1]):
        end -= 1
    start = end
    while start and _is_of_word(text[start - 1]):
        start -= 1
    return text[start:end]


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the word is a part of 'phutho.gov.vn', 'vanphong@…' or of a path."""
    return (
        text[start - 1 : start] in ("@", "/", "_", "\\")
        or text[end : end + 1] in ("@", "_", "\\")
        or (text[start - 1 : start] == "." and text[start - 2 : start - 1].isalnum())
        or text[end : end + 1] == "."
        and text[end + 1 : end + 2].isalnum()
    )
