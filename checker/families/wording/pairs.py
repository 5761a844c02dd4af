"""Words that stand where official Vietnamese never has them, one mark away from the word that it always has there.

Evidence is counted: in forty million words of official texts 'thẩm quyền' stands 31,618 times and 'thấm quyền' never, so 'thấm
quyền' is a slip. A word that is right in some context is only judged by its neighbours; a line end, a figure or a punctuation
mark ends the context, and capitals inside a sentence (names) are left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from functools import cache as once

from checker.base import cache
from checker.base import regex as re
from checker.base.data import data_folder
from checker.base.record import dataclass
from checker.families.wording.zones import laid_out
from checker.language.compounds import compounds, one_word, plain_compounds
from checker.language.letters import one_placement, without_marks
from checker.language.lexicon import is_word
from checker.language.phrases import word_pairs
from checker.model.document import Document
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Oddity:
    """A word (`span`) that a word with other marks outnumbers ten times in every context that it has here.

    `pair` is the word with the neighbour that speaks loudest; `word` and `right` are the word and that pair as they should be, in
    lower case; `often` and `seldom` count the two. `most` is the larger count of the word as written over all neighbours, `ratio`
    the least by which one of them prefers the other word. `silent`: how many neighbours stand beside neither of the two. `bond`:
    how many times more often than by chance the right pair stands together. `times`: how often the word as written is seen
    anywhere. `never`: one of the right pairs is a known compound that was never seen as it is written here, and the
    word makes none with its other neighbour.
    """

    span: Span
    pair: Span
    word: str
    right: str
    often: int
    seldom: int
    most: int
    ratio: float
    silent: int
    bond: float
    times: int
    never: bool


@dataclass(frozen=True, slots=True)
class Syllable:
    """What the table knows of a word.

    `row` is 'word count letters=second count … | second count …', the frequent followers first. `named` is how a row names the
    word as a frequent follower.
    """

    row: bytes
    named: bytes

    def times(self) -> int:
        """How often the word was seen; 0 for what is not in the table."""
        return _number(self.row, self.row.find(b" "))

    def before(self, named: bytes) -> int:
        """How often it was seen before the word that a row calls `named`."""
        at = self.row.find(named)
        if at < 0:
            at = self.row.find(b" " + named[1:])
        return _number(self.row, at + len(named) - 1) if at >= 0 else 0


def _number(row: bytes, blank: int) -> int:
    return int(row[blank + 1 :].split(b" ", 1)[0]) if blank >= 0 else 0


def frequent_pairs(content: bytes) -> dict[str, bytes]:
    """The frequent pairs of a table: the letters of the first word → a line for the letters of each second one, after the line
    end before it: 'tham' → '…\\nquyen\\tthẩm quyền, …\\n'. Plain data: forty thousand strings would take longer to load."""
    lines = {}
    for line in content.decode().split("\n")[1:]:
        letters, *rows = line.split("\t")
        found: dict[str, list[str]] = {}
        for row in rows:
            first, _, *often = row.partition("|")[0].split()
            for entry in often[::2]:
                behind, _, second = entry.partition("=")
                found.setdefault(behind, []).append(f"{first} {second}")
        lines[letters] = "".join(["\n", *(f"{behind}\t{', '.join(pairs)}\n" for behind, pairs in found.items())]).encode()
    return lines


_SEEN = 50  # below this a pair is in the table only as the rival of another


class _Letters(dict):
    """The letters of a word, remembered."""

    def __missing__(self, word: str) -> str:
        self[word] = letters = bare(word)
        return letters


class PairTable:
    """The counts of rules/words/syllable_pairs.txt; a word is looked for when it is first asked for. `frequent` is what
    `frequent_pairs` makes of the same."""

    def __init__(self, content: bytes, frequent: Mapping[str, bytes]):
        head, *lines = content.split(b"\n")
        millions = re.search(r"\d+", head.decode())
        assert millions, "the table says of how many words it is"
        self.total = int(millions.group()) * 1_000_000
        self._lines = dict(line.split(b"\t", 1) for line in lines if line)
        self._frequent = frequent
        self._letters = _Letters()
        self._known: dict[str, Syllable] = {}
        self._silent: set[tuple[str, str]] = set()
        self._leads: dict[tuple[str, str], tuple[tuple[str, bool], ...]] = {}

    def __getitem__(self, word: str) -> Syllable:
        """A word in lower case."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._syllable(one_placement(word))
        return known

    def _syllable(self, word: str) -> Syllable:
        if not word.isalpha():
            return Syllable(b"", b"\n\n")  # a figure would be found among the counts
        begins = word.encode() + b" "
        line = self._lines.get(bare(word).encode(), b"")
        return Syllable(next((row for row in line.split(b"\t") if row.startswith(begins)), b""), b"=" + begins)

    def has(self, word: str) -> bool:
        """Whether a word in lower case was seen; what was not is not remembered."""
        line = self._lines.get(bare(word).encode(), b"")
        return b"\t" + one_placement(word).encode() + b" " in b"\t" + line

    def bond(self, first: str, second: str) -> float:
        """How many times more often than by chance a word is followed by another; 0 for what is hardly seen."""
        one, two = self[first], self[second]
        often = one.before(two.named) if one.row and two.row else 0
        return often * self.total / max(one.times() * two.times(), 1) if often >= _SEEN else 0.0

    def leads(self, pairs: Set[tuple[str, str]]) -> Iterator[tuple[str, str, str, bool]]:
        """Of the pairs those that are not frequent, though one is that differs in the marks of one word and outnumbers them: the
        pair, that other word, and whether it is for the second. What a pair leads to is remembered: plans share most of
        theirs."""
        if len(self._silent) > _MOST_PAIRS:
            self._silent.clear()
        for pair in pairs - self._silent:
            leads = self._leads.get(pair)
            if leads is None:
                leads = self._led(*pair)
                if not leads:
                    self._silent.add(pair)
                elif len(self._leads) < _MOST_PAIRS:
                    self._leads[pair] = leads
            for other, is_second in leads:
                yield *pair, other, is_second

    def _led(self, first: str, second: str) -> tuple[tuple[str, bool], ...]:
        line = self._frequent.get(self._letters[first], b"")
        mark = f"\n{self._letters[second]}\t".encode()
        at = line.find(mark)
        if at < 0 or line.startswith(f"{first} {second}\n".encode(), at + len(mark)):  # nearly always
            return ()
        alike = line[at + len(mark) : line.index(b"\n", at + len(mark))].decode()
        one, two = one_placement(first), one_placement(second)
        pairs = [pair.split(" ") for pair in alike.split(", ")]
        if [one, two] in pairs:
            return ()
        mine, behind = self[first], self[second].named
        seldom = mine.before(behind)
        seconds = (
            (other, True)
            for left, other in pairs
            if left == one and not one_word(other, second) and outnumbers(mine.before(self[other].named), seldom)
        )
        firsts = (
            (other, False)
            for other, right in pairs
            if right == two and not one_word(other, first) and outnumbers(self[other].before(behind), seldom)
        )
        return *seconds, *firsts


def outnumbers(often: int, seldom: int) -> bool:
    """Whether one count is so much larger than the other that the two can be a word and its slip."""
    return often >= _LEAST_RATIO * max(seldom, 1)


def bare(word: str) -> str:
    """The letters of a word: what all its variants share."""
    return without_marks(word)


@once
def pair_table() -> PairTable:
    """The table, read when a text first needs it."""
    path = os.path.join(data_folder("rules"), "words", "syllable_pairs.txt")
    with open(path, "rb") as file:
        content = file.read()
    key = cache.entry_key(b"frequent pairs", cache.code_state(), cache.source_state(path))
    return PairTable(content, cache.kept("frequent-pairs", key, lambda: frequent_pairs(content)))


# -- reading ----------------------------------------------------------------------------------------------------------


_MOST_PAIRS = 200_000  # pairs of words that are remembered
_LEAST_RATIO = 10
_BEFORE = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) \Z")
_AFTER = re.compile(r" ([^\W\d_]+)")
_FAR = 24  # code points that two words before a word can take


def read_oddities(doc: Document) -> tuple[Oddity, ...]:
    """All words that another one with the same letters outnumbers, in order; of two neighbours the one with more evidence."""
    table, lower = pair_table(), doc.source.lower
    found = []
    for first, second, other, is_second in table.leads(word_pairs(lower)):
        for start in _places(f"{first} {second}", lower):
            at = start + len(first) + 1 if is_second else start
            odd = _judged(doc, table, Span(at, at + len(second if is_second else first)), other)
            if odd:
                found.append(odd)
    return tuple(_strongest(found))


def _places(words: str, lower: str) -> Iterator[int]:
    """Where whole words stand with one blank between; elsewhere a line end or a mark has ended the context."""
    at = lower.find(words)
    while at >= 0:
        if not lower[at - 1 : at].isalnum() and not lower[at + len(words) : at + len(words) + 1].isalnum():
            yield at
        at = lower.find(words, at + 1)


def _judged(doc: Document, table: PairTable, span: Span, other: str) -> Oddity | None:
    """The evidence against the word at `span`, if all its neighbours speak for the other one."""
    before, after = _context(doc, span)
    if before is None and after is None or not _may_be_judged(doc, span, before, after):
        return None
    return _against(doc, table, span, other, before, after)


def _context(doc: Document, span: Span) -> tuple[Span | None, Span | None]:
    """The words beside a word, one blank away, that are no names."""
    text = doc.text
    match = _AFTER.match(text, span.end)
    after = Span(*match.span(1)) if match and not match[1].istitle() else None
    return _before(text, span.start), after


def _before(text: str, start: int) -> Span | None:
    """The word that ends one blank before `start`, unless it and the one before it are a name."""
    if text[start - 1 : start] != " ":
        return None
    *_, first, second = ("", *text[max(0, start - _FAR) : start - 1].rsplit(" ", 2))
    if second.isalpha() and first.isalpha():  # nearly always; figures and marks are left to the pattern
        return None if first.istitle() and second.istitle() else Span(start - 1 - len(second), start - 1)
    match = _BEFORE.search(text, max(0, start - _FAR), start)
    return Span(*match.span(2)) if match and not (match[1] and match[1].istitle() and match[2].istitle()) else None


def _may_be_judged(doc: Document, span: Span, before: Span | None, after: Span | None) -> bool:
    """Whether a word is no name: in small letters, at the head of a sentence, or in a heading in capitals."""
    word = doc.text[span.start : span.end]
    if len(word) < 2 or word.islower():
        return len(word) > 1
    if word.isupper():
        beside = [doc.text[one.start : one.end] for one in (before, after) if one]
        return all(other.isupper() for other in beside) and span.start not in laid_out(doc)
    return word.istitle() and doc.text[span.start - 1 : span.start] != " " and after is not None


def _against(doc: Document, table: PairTable, span: Span, other: str, before: Span | None, after: Span | None) -> Oddity | None:
    """What the neighbours of the word at `span` say for another one; None where one of them does not."""
    lower = doc.source.lower
    mine, meant = table[lower[span.start : span.end]], table[other]
    asked: list[tuple[int, int, Span, str, str]] = []
    silent = 0
    for beside in (before, after):
        if beside is None:
            continue
        near = lower[beside.start : beside.end]
        known = table[near]
        if beside is before:
            often, seldom = known.before(meant.named), known.before(mine.named)
        else:
            often, seldom = meant.before(known.named), mine.before(known.named)
        if outnumbers(often, seldom):
            side = (
                (Span(beside.start, span.end), near, other) if beside is before else (Span(span.start, beside.end), other, near)
            )
            asked.append((often, seldom, *side))
        elif often or seldom:
            return None
        else:
            silent += 1
    if not asked or _is_of_a_word(doc, before, span, after):
        return None
    often, seldom, pair, first, second = max(asked)
    if len(asked) == 1 and _is_seam(doc, pair, span):
        return None
    return Oddity(
        span,
        pair,
        other,
        f"{first} {second}",
        often,
        seldom,
        max(side[1] for side in asked),
        min(side[0] / max(side[1], 1) for side in asked),
        silent,
        often * table.total / max(table[first].times() * table[second].times(), often),
        mine.times(),
        _never_so(doc, table, asked, (before, span, after)),
    )


def _is_of_a_word(doc: Document, before: Span | None, span: Span, after: Span | None) -> bool:
    """Whether a word is one with its neighbour, rare as it may be in official texts: '(công) ân hận'."""
    lower = doc.source.lower
    word = lower[slice(*span)]
    return (before is not None and is_word(lower[slice(*before)], word)) or (
        after is not None and is_word(word, lower[slice(*after)])
    )


def _is_seam(doc: Document, pair: Span, span: Span) -> bool:
    """Whether the half of a pair that is not `span` is one with the word beyond it: 'cầm | kết quả' is no 'cam kết'."""
    text, lower = doc.text, doc.source.lower
    if pair.start == span.start:
        match = _AFTER.match(text, pair.end)
        return match is not None and is_word(lower[span.end + 1 : pair.end], match[1].lower())
    beyond = _before(text, pair.start)
    return beyond is not None and is_word(lower[slice(*beyond)], lower[pair.start : span.start - 1])


def _never_so(
    doc: Document, table: PairTable, sides: list[tuple[int, int, Span, str, str]], around: tuple[Span | None, Span, Span | None]
) -> bool:
    """Whether a known compound is meant that nobody writes so ('hạn chê'), and the word as written makes none with a neighbour
    ('cộng đồng | viên'), nor its neighbour with the one beyond ('giao ban | hàng tháng')."""
    known, lower = compounds(doc.derived("compounds", plain_compounds)), doc.source.lower
    words = ["" if one is None else lower[one.start : one.end] for one in around]
    if known.has(*words[:2]) or known.has(*words[1:]):
        return False
    return any(
        often >= _OFTEN and seldom < _NEVER and known.has(first, second) and not _goes_with_another(doc, table, pair, around[1])
        for often, seldom, pair, first, second in sides
    )


def _goes_with_another(doc: Document, table: PairTable, pair: Span, span: Span) -> bool:
    """Whether the half of a pair that is not `span` stands often beside the word beyond it."""
    text, lower = doc.text, doc.source.lower
    if pair.start == span.start:
        match, half = _AFTER.match(text, pair.end), lower[span.end + 1 : pair.end]
        return match is not None and table[half].before(table[match[1].lower()].named) >= _OFTEN
    beyond, half = _before(text, pair.start), lower[pair.start : span.start - 1]
    return beyond is not None and table[lower[beyond.start : beyond.end]].before(table[half].named) >= _OFTEN


_OFTEN, _NEVER = 200, 5  # times in tens of millions of words


def _strongest(found: list[Oddity]) -> list[Oddity]:
    """The oddities in order; of neighbours that accuse one another only the one with more evidence."""
    kept: list[Oddity] = []
    words: set[int] = set()
    pairs: set[int] = set()
    for one in sorted(found, key=lambda one: (-one.often, one.span)):
        word, pair = range(*one.span), range(*one.pair)
        if words.isdisjoint(pair) and pairs.isdisjoint(word):
            kept.append(one)
            words.update(word)
            pairs.update(pair)
    return sorted(kept, key=lambda one: one.span)
