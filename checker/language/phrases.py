"""Misspelled phrases found in one pass, however long their list is.

The words of a text are paired once with their followers; the set of pairs is cut with the pairs of the list, and only
a phrase whose pair stands in the text is looked for. So a thousand phrases cost as much as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.language.words import LETTERS, WORD
from checker.source.text import Span

if TYPE_CHECKING:
    from typing import Any

_GAP = 8  # blanks that may stand between two words of a phrase
_NEAR = 48  # code points that the words of a condition can take


class Phrase(NamedTuple):
    """A wrong phrase in lower case and the right one, and what must (not) stand beside it for the phrase to be wrong."""

    wrong: str
    right: str
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Match(NamedTuple):
    """A wrong phrase in a text: its words, and the right ones in the same case."""

    span: Span
    right: str


Lines = dict[str, bytes]  # first word → its lines, each after a line end: second word, what is right, the rest of the phrase
_FEW = 3  # texts: to make the set of all pairs takes as long as to look up those of so many


class PhraseBook:
    """Phrases by what finds them: a pair of neighbouring words, or a single word (in front of which '' stands).

    It is made of lines of text, as `plain_phrases` and `plain_slips` write them: most runs judge one plan, and twenty thousand
    pairs would take longer to load than to look up.
    """

    def __init__(self, lines: Lines):
        self._lines = lines
        self._single = "" in lines
        self._keys: frozenset[tuple[str, str]] | None = None
        self._texts = 0

    def find(self, text: str, lower: str) -> Iterator[Match]:
        """The wrong phrases of a text in order, none inside another. `lower` is `text` in lower case, as long as `text`."""
        keys = [*self.known(word_pairs(lower))]
        if self._single:
            keys += self.known(("", word) for word in distinct_words(lower))
        found = [match for key in keys for phrase in self._phrases(*key) for match in places(phrase, text, lower)]
        done = 0
        for match in sorted(found, key=lambda match: (match.span.start, -match.span.end)):
            if match.span.start >= done:
                done = match.span.end
                yield match

    def known(self, pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        """Those of some pairs of words that phrases stand under."""
        self._texts += 1
        if self._texts <= _FEW:
            known = self._lines.get
            return [pair for pair in pairs if (lines := known(pair[0])) and f"\n{pair[1]}\t".encode() in lines]
        if self._keys is None:
            self._keys = frozenset(
                (first, line.partition("\t")[0])
                for first, lines in self._lines.items()
                for line in lines.decode()[1:-1].split("\n")
            )
        return self._keys.intersection(pairs)

    def _phrases(self, first: str, second: str) -> Iterator[Phrase]:
        """The phrases under a pair."""
        lines, mark = self._lines[first].decode(), f"\n{second}\t"
        at = lines.find(mark)
        while at >= 0:
            right, *rest = lines[at + len(mark) : lines.index("\n", at + 1)].split("\t")
            wrong, *conditions = rest or (f"{first} {second}",)
            yield Phrase(wrong, right, *(tuple(filter(None, part.split("|"))) for part in conditions))
            at = lines.find(mark, at + 1)


class _One(dict):
    """Each word as one and the same string: what is counted, paired and looked up then keeps its hash and lies together."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = word
        return word


_MOST_WORDS = 50_000
_one = _One()


@lru_cache(maxsize=1)
def all_words(lower: str) -> list[str]:
    """All words of a text in order."""
    return list(map(_one.__getitem__, WORD.findall(lower)))


@lru_cache(maxsize=1)
def distinct_words(lower: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(all_words(lower))


def to_search(literals: Sequence[str], lower: str) -> Sequence[str]:
    """Those of some literals that a text can hold: each begins with a whole word, and of several words all but the last stand in
    the text. The others need not be searched for."""
    if "_" in lower:  # it sticks to words: '_Các sở_'
        return literals
    known = distinct_words(lower)
    return [literal for literal in literals if known.issuperset(_whole_words(literal))]


@lru_cache
def _whole_words(literal: str) -> tuple[str, ...]:
    words = LETTERS.findall(literal.lower())
    return tuple(words[:-1] or words)


@lru_cache(maxsize=1)
def word_pairs(lower: str) -> frozenset[tuple[str, str]]:
    """All pairs of neighbouring words of a text, whatever stands between them; the first word has '' in front of it."""
    words = all_words(lower)
    return frozenset(zip(["", *words], words))  # noqa: B905 - the last word has no follower


def _telling_pair(phrase: Phrase) -> tuple[str, str]:
    """The pair that gives a phrase away: one that the right phrase does not have, so that right text seldom has it."""
    wrong, right = WORD.findall(phrase.wrong), WORD.findall(phrase.right.lower())
    known = set(zip(right, right[1:]))  # noqa: B905
    pairs = list(zip(wrong, wrong[1:]))  # noqa: B905
    return next((pair for pair in pairs if pair not in known), pairs[0])


def places(phrase: Phrase, text: str, lower: str) -> Iterator[Match]:
    """Where a wrong phrase stands in a text, the places where its neighbours or capitals make it right left out."""
    for span in find_words(phrase.wrong, lower):
        if _holds(phrase, lower, span) and not _is_name(text, span, phrase.right):
            yield Match(span, in_case(text[span.start : span.end], phrase.right))


def add_apart(matches: list[Match], match: Match) -> bool:
    """Put a match among others that are in order, unless it shares a character with one of them; whether it was put there."""
    at = bisect_left(matches, match)
    if at < len(matches) and matches[at].span.start < match.span.end or at and matches[at - 1].span.end > match.span.start:
        return False
    matches.insert(at, match)
    return True


def find_words(words: str, lower: str) -> Iterator[Span]:
    """Where words with blanks between stand as whole words, up to eight blanks or line ends of any kind between two.

    By hand: to compile a pattern for each phrase would take longer than to look for them all.
    """
    first, *rest = words.split()
    at = lower.find(first)
    while at >= 0:
        end = _end_of(rest, lower, at + len(first))
        if end and not lower[at - 1 : at].isalnum():
            yield Span(at, end)
        at = lower.find(first, end or at + 1)


def _end_of(words: Sequence[str], lower: str, end: int) -> int:
    """Where the words end that follow what ends at `end`; 0 where others follow, or the last word goes on."""
    for word in words:
        begin = end
        while begin - end < _GAP and lower[begin : begin + 1].isspace():
            begin += 1
        if begin == end or not lower.startswith(word, begin):
            return 0
        end = begin + len(word)
    behind = lower[end : end + 1]
    return 0 if behind.isalnum() or behind == "_" else end


def _holds(phrase: Phrase, lower: str, span: Span) -> bool:
    """Whether the neighbours let the phrase be wrong."""
    if phrase.before or phrase.not_before:
        following = " ".join(lower[span.end : span.end + _NEAR].split())
        inside = following.lstrip(" -–,")  # 'chính tri - xã hội'
        if phrase.before and not any(_begins(inside, words) for words in phrase.before):
            return False
        if any(_begins(following, words) for words in phrase.not_before):
            return False
    if phrase.after or phrase.not_after:
        preceding = " ".join(lower[max(0, span.start - _NEAR) : span.start].split())
        if phrase.after and not any(_ends(preceding.rstrip(" -–,"), words) for words in phrase.after):
            return False
        return not any(_ends(preceding, words) for words in phrase.not_after)
    return True


def _begins(text: str, words: str) -> bool:
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalnum()


def _ends(text: str, words: str) -> bool:
    return text.endswith(words) and not text[: -len(words)][-1:].isalnum()


def _is_name(text: str, span: Span, right: str) -> bool:
    """Whether capitals show that the words are (part of) a name: 'xã An Phú hợp tác …', 'bà Nguyễn Thục Hiền'."""
    words, targets = text[span.start : span.end].split(), right.split()
    if len(words) == len(targets) and any(
        _is_title(word) and not target[0].isupper() for word, target in zip(words[1:], targets[1:], strict=True)
    ):
        return True
    first = words[0]
    if _is_title(first) and first.lower() != targets[0].lower():
        before = text[max(0, span.start - 12) : span.start]
        if before[-1:] == " ":
            previous = before.split()
            return bool(previous) and previous[-1].istitle() and previous[-1].isalpha()
    return False


def _is_title(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def in_case(found: str, right: str) -> str:
    """`right` with the capitals of `found`, word by word where both have as many; white space as in `found`."""
    pieces = re.split(r"(\s+)", found)
    words, targets = pieces[::2], right.split()
    if len(words) == len(targets):
        first = targets[0].lower() if words[0].islower() else targets[0]
        pieces[::2] = map(_word_in_case, words, [first, *targets[1:]])
        return "".join(pieces)
    if found.isupper() and len(found) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right


def _word_in_case(found: str, right: str) -> str:
    if 2 * sum(char.isupper() for char in found) > len(found) > 1:  # 'TƯỚNGy': a stray letter in a word of capitals
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right


# -- the list ---------------------------------------------------------------------------------------------------------


def read_phrases(line: str | Mapping[str, Any]) -> list[Phrase]:
    """The phrases of one line of the registry: "… [sai 1, sai 2|đúng] …", or a mapping with that under `in`.

    Raises ValueError where the sentence has no such bracket.
    """
    _, wrongs, right, _ = _cut(line)
    if isinstance(line, str):
        return [Phrase(wrong, right) for wrong in wrongs.lower().split(", ")]
    conditions = [tuple(line.get(name, ())) for name in Phrase._fields[2:]]
    return [Phrase(wrong, right, *conditions) for wrong in wrongs.lower().split(", ")]


def _cut(line: str | Mapping[str, Any]) -> tuple[str, str, str, str]:
    sentence = line if isinstance(line, str) else str(line["in"])
    front, bracket, rest = sentence.partition("[")
    wrongs, bar, rest = rest.partition("|")
    right, close, rest = rest.partition("]")
    if not (bracket and bar and close):
        raise ValueError(f"no [wrong|right] in {sentence!r}")
    return front, wrongs, right, rest


def plain_phrases(phrases: Iterable[Phrase]) -> Lines:
    """Phrases as the lines of a `PhraseBook`: plain data, to be kept."""
    entries = []
    for phrase in phrases:
        words = phrase.wrong.split()
        first, second = ("", words[0]) if len(words) == 1 else words if len(words) == 2 else _telling_pair(phrase)
        conditions = (phrase.before, phrase.not_before, phrase.after, phrase.not_after)
        entries.append((first, "\t".join((second, phrase.right, phrase.wrong, *map("|".join, conditions)))))
    return _lines(entries)


def plain_book(registry: Mapping[str, Any]) -> Lines:
    """The registry 'confusables' as the lines of a `PhraseBook`."""
    return plain_phrases(phrase for line in registry["pairs"] for phrase in read_phrases(line))


def plain_slips(registry: Mapping[str, str]) -> Lines:
    """The registry 'slips' ("đúng: sai, sai; …") as the lines of a `PhraseBook`: what is wrong are the two words themselves."""
    entries = []
    for entry in registry["slips"].split("; "):
        right, _, wrongs = entry.partition(": ")
        for first, second in map(str.split, wrongs.split(", ")):
            entries.append((first, f"{second}\t{right}"))
    return _lines(entries)


def _lines(entries: Iterable[tuple[str, str]]) -> Lines:
    found: dict[str, list[str]] = {}
    for first, line in entries:
        found.setdefault(first, [""]).append(line)
    return {first: "\n".join((*lines, "")).encode() for first, lines in found.items()}
