"""Syllables that are lost: 'chịu trách trước' for 'chịu trách nhiệm trước' (part of CT705).

All evidence is of the registry 'lost': pairs of words that stand side by side only where a word between them is lost ('trách
trước'), and words that always draw another one along ('sinh môi', of 'vệ sinh môi trường') and stand without it. A half that
belongs to the word on its other side ('phụ trách trước') has lost nothing; and at the edge of a line the other side is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.record import NamedTuple
from checker.families.wording.pairs import pair_table
from checker.language.compounds import compounds, plain_compounds
from checker.language.letters import one_placement
from checker.language.lexicon import is_word
from checker.language.phrases import Match, PhraseBook, in_case, word_pairs
from checker.model.document import Document
from checker.source.text import Span, occurrences

Words = dict[str, bytes]  # word → ' others '
Plain = tuple[dict[str, bytes], dict[str, str], Words, Words, Words, frozenset[str]]


def plain_lost(registry: Mapping[str, str]) -> Plain:
    """The registry 'lost' as plain data, to be kept: first word → lines '\\nsecond\\tlost one', with a sign in front of it, '+'
    where it ends a word with the first, '-' where it begins one with the second, '>' and '!' where it follows the two; the halves
    that end no clause, with their partners; what stands beside halves; and those halves with the marks that can end a clause."""
    found: dict[str, list[str]] = {}
    for (first, lost), others in entries(registry["lost_second"]):
        found.setdefault(first, [""]).extend(f"{other}\t+{lost}" for other in others)
    for (lost, last), others in entries(registry["lost_first"]):
        for other in others:
            found.setdefault(other, [""]).append(f"{last}\t-{lost}")
    for sign, name in ((">", "drawn"), ("!", "ending")):
        for (first, lost), others in entries(registry[name]):
            for other in others:
                found.setdefault(other, [""]).append(f"{first}\t{sign}{lost}")
    lines = {first: "\n".join((*own, "")).encode() for first, own in found.items()}
    ends = dict(word.split(" ") for word in registry["end"].split(", "))
    left, right, beside = (
        {half: f" {' '.join(others)} ".encode() for (half,), others in entries(registry[side])}
        for side in ("left", "right", "beside")
    )
    return lines, ends, left, right, beside, frozenset(half + mark for half in ends for mark in (",", ";", "."))


def entries(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """The words of a list of the registry, 'trách nhiệm: trước sau; …', and what stands beside them."""
    for entry in text.split("; "):
        word, _, rest = entry.partition(": ")
        yield word.split(" "), rest.split(" ")


class Gap(NamedTuple):
    """Two words and the lost one (`meant`). `sign`: '+' and '-' where it stood between them, '>' and '!' behind them, '!' where
    no clause ends without it."""

    first: str
    second: str
    meant: str
    sign: str


def lost_syllables(doc: Document) -> Iterator[Match]:
    """Each place where a syllable is lost: the words around it, and the words that are meant."""
    lower = doc.source.lower
    known: Plain = doc.derived("lost", plain_lost)
    pairs = word_pairs(lower)
    gaps = list(_gaps(known[0], pairs))
    for gap in gaps:
        if gap.sign in "+-":
            yield from _between(doc, known, gap)
    yield from _behind(doc, known, [gap for gap in gaps if gap.sign in ">!"], pairs)
    for word in known[5] & set(lower.split()):
        yield from _at_the_end(doc, known, word)


def _gaps(lines: dict[str, bytes], pairs: frozenset[tuple[str, str]]) -> Iterator[Gap]:
    for first, second in _book(lines).known(pairs):
        own, mark = lines[first], f"\n{second}\t".encode()
        begin = own.index(mark) + len(mark)
        meant = own[begin : own.index(b"\n", begin)].decode()
        yield Gap(first, second, meant[1:], meant[0])


@of_latest
def _book(lines: dict[str, bytes]) -> PhraseBook:
    """The pairs of the table, found as those of phrases are."""
    return PhraseBook(lines)


def _between(doc: Document, known: Plain, gap: Gap) -> Iterator[Match]:
    """The place of two words that are never neighbours, if it is the only one: what stands there twice is a term."""
    text, words = doc.text, f"{gap.first} {gap.second}"
    places = list(_whole(words, doc.source.lower))
    if len(places) != 1:
        return
    span = Span(places[0], places[0] + len(words))
    if text[span.start + len(gap.first) + 1].islower() and _is_alone(doc, known, gap, span):
        yield Match(span, in_case(text[slice(*span)], f"{gap.first} {gap.meant} {gap.second}"))


def _whole(words: str, lower: str) -> Iterator[int]:
    for at in occurrences(lower, words):
        if not lower[at - 1 : at].isalnum() and not lower[at + len(words) : at + len(words) + 1].isalnum():
            yield at


def _is_alone(doc: Document, known: Plain, gap: Gap, span: Span) -> bool:
    """Whether the half that lost its partner makes no word with what stands on its other side, and that is known."""
    text = doc.text
    after = _AFTER.match(text, span.end)
    if gap.sign == "-":
        mark = text[span.end : span.end + 1] in _MARKS
        return mark or after is not None and not _is_one(doc, gap.second, after[1].lower(), gap.second, known[3])
    if after and pair_table().bond(gap.first, after[1]) >= _BESIDE:
        return False  # 'thanh quyết toán': the two share their partner
    if span.start > 1 and text[span.start - 1] == " " and text[span.start - 2] in _MARKS:
        return text[span.start].islower()
    before = _BEFORE.search(text, max(0, span.start - _FAR), span.start)
    if text[span.start].isupper():
        return before is None
    return before is not None and before[1].islower() and not _is_one(doc, before[1], gap.first, gap.first, known[2])


def _is_one(doc: Document, first: str, second: str, half: str, beside: Words) -> bool:
    """Whether two words, `half` one of them, are one: by its list, else known ones, or seen together more than by chance.
    A word that no text has may be two that a conversion stuck together."""
    table, first, second = pair_table(), one_placement(first), one_placement(second)
    if not (table.has(first) and table.has(second)):
        return True
    if is_word(first, second):
        return True
    if half in beside:
        return b" %b " % (first if half == second else second).encode() in beside[half]
    return compounds(doc.derived("compounds", plain_compounds)).has(first, second) or table.bond(first, second) >= _BESIDE


def _behind(doc: Document, known: Plain, gaps: list[Gap], pairs: frozenset[tuple[str, str]]) -> Iterator[Match]:
    """Two words without the third that they always draw along, before a word that often follows it, or at the end of a clause."""
    text, lower = doc.text, doc.source.lower
    seconds = {gap.second for gap in gaps}
    follow: dict[str, set[str]] = {}
    for first, second in pairs:
        if first in seconds:
            follow.setdefault(first, set()).add(second)
    for gap in gaps:
        if follow.get(gap.second, set()) <= {gap.meant}:
            continue  # nearly always
        for at in _whole(f"{gap.first} {gap.second}", lower):
            begin, end = at + len(gap.first) + 1, at + len(gap.first) + 1 + len(gap.second)
            after = _AFTER.match(text, end)
            if not text[at + 1 : end].replace(" ", "").islower():
                continue
            if after and after[1].islower() and _goes_on(known[4], gap, after[1]) and _stands_once(lower, begin, after.end()):
                yield Match(Span(begin, after.end()), f"{text[begin:end]} {gap.meant} {after[1]}")
            elif text[end : end + 1] in _MARKS and (gap.sign == "!" or gap.second in known[1]):
                yield Match(Span(at, end), f"{text[at:end]} {gap.meant}")


def _stands_once(lower: str, start: int, end: int) -> bool:
    """Whether the words stand in no other place; where they stand often, that is seen at once."""
    words = lower[start:end]
    return lower.find(words, end) < 0 and lower.find(words) == start


def _goes_on(beside: Words, gap: Gap, word: str) -> bool:
    """Whether a word follows the lost one, and not the one that is left."""
    if word in (gap.meant, gap.second) or f" {word} ".encode() in beside.get(gap.second, b""):
        return False
    table = pair_table()
    one, middle, two = table[gap.second], table[gap.meant], table[word]
    far = middle.before(two.named)
    least = max(_LEAST, one.before(two.named)) * middle.times()
    return far >= _OFTEN and one.before(middle.named) * far >= least and table.bond(gap.second, word) < _BESIDE


def _at_the_end(doc: Document, known: Plain, word: str) -> Iterator[Match]:
    """A first half at the end of a clause (`word` is it and the mark), with the partner that it has most often."""
    text, half = doc.text, word[:-1]
    for at in occurrences(doc.source.lower, f" {word}"):
        before = _BEFORE.search(text, max(0, at - _FAR), at + 1)
        if before and before[1].islower() and text[at + 1].islower() and not _is_one(doc, before[1], half, half, known[2]):
            span = Span(before.start(), at + 1 + len(half))
            yield Match(span, f"{text[slice(*span)]} {known[1][half]}")


_MARKS = (",", ";", ".", ":", ")")
_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_AFTER = re.compile(r" ([^\W\d_]+)")
_FAR = 12  # code points that a word takes
_LEAST = 20  # times that the three words would be seen together, if the ends did not know of each other
_OFTEN = 200  # times in tens of millions of words
_BESIDE = 5  # times more often side by side than by chance
