"""Texts, paragraphs and words in the 8-bit codes of before Unicode (CT710): TCVN3, VNI, and UTF-8 read as Latin-1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.spots import line_at
from checker.families.wording.pairs import pair_table
from checker.language.syllables import Syllables, syllables
from checker.model.checkbook import check
from checker.model.document import Document, inside
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span, legacy_encoding

# Letters and signs of Latin-1 that no Vietnamese word in Unicode has: a paragraph in an old code always shows one.
_SIGN = re.compile("[©®¨ªµ¶¸¹¼¾¬ßäåæçëîïñöøûüþÆÇËÎÏÑÖØÛÜÞ]")
_TWO_VOWELS = re.compile("[áàâãäå](?<=[ae].)|ù(?<=[aeoôuy]ù)")  # 'nhaân', 'truyeàn' in VNI: no Vietnamese word has them
_OF_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_BETWEEN = re.compile("[\n|\t\x0b]")  # what parts paragraphs and cells
_SURE = 3  # words that the table turns into syllables, in one paragraph: chance does not
_NAMES = {"tcvn3": "TCVN3", "vni": "VNI"}


@dataclass(frozen=True, slots=True)
class OldCode:
    """One old code of a text: the paragraphs and cells in it, each with what it says in Unicode ('' where no table tells)."""

    span: Span
    encoding: str
    places: tuple[tuple[Span, str], ...]


def read_old_code(doc: Document) -> tuple[OldCode, ...]:
    """The old codes of the text, by paragraph and cell; none for Unicode."""
    signs = _SIGN.search(doc.text) or _TWO_VOWELS.search(doc.text)
    found = _merged(*_by_paragraph(doc), *_by_word(doc)) if signs else ()
    if found:
        return found
    name = legacy_encoding("".join(doc.source.raw[start:end] for start, end in doc.source.read_parts()))
    if name is None:
        return ()
    blocks = doc.plan.blocks
    start, end = blocks[0].span if blocks else (0, min(len(doc.text), 40))
    stop = doc.text.find("\n", start, end)
    first = Span(start, stop if stop > 0 else end)
    return (OldCode(first, name, ((first, ""),)),)


def _by_paragraph(doc: Document) -> Iterator[OldCode]:
    """One fact for each code. A paragraph is sure by itself; beside a sure one, a shorter one that turns without rest is too."""
    grammar = syllables(doc.law["syllables"])
    parts = list(_parts(doc))
    for code, name in _NAMES.items():
        table = _Table(doc.law["old_codes"][code], grammar)
        read = [(span, *table.read(raw)) for span, raw in parts]
        if any(turned >= _SURE and turned >= 4 * left for _, _, turned, left in read):
            places = tuple((span, new) for span, new, turned, left in read if turned and turned >= 4 * left)
            yield OldCode(places[0][0], name, places)
            taken = {span for span, _ in places}
            parts = [part for part in parts if part[0] not in taken]


def _merged(*found: OldCode) -> tuple[OldCode, ...]:
    """One fact for each code; what stands inside a paragraph that is told is not told again."""
    merged: dict[str, list[tuple[Span, str]]] = {}
    for one in found:
        places = merged.setdefault(one.encoding, [])
        told = [span for span, _ in places]
        places += [(span, new) for span, new in one.places if not inside(told, span.start)]
    return tuple(OldCode(places[0][0], code, tuple(places)) for code, places in merged.items())


def _by_word(doc: Document) -> Iterator[OldCode]:
    """Words in an old code among words in Unicode: what the table makes of a word must stand often beside its neighbour."""
    grammar, seen = syllables(doc.law["syllables"]), pair_table()
    text = doc.text
    signs = chain(_SIGN.finditer(text), _TWO_VOWELS.finditer(text))
    odd = list(dict.fromkeys(_word_around(text, match.start()) for match in signs))
    for code, name in _NAMES.items():
        table = _Table(doc.law["old_codes"][code], grammar)

        def read(span: Span | None, table: _Table = table) -> str:
            """The word as the table reads it, in lower case; itself where that is no syllable."""
            if span is None:
                return ""
            new, turned, left = table.read(doc.source.raw[slice(*doc.source.raw_span(span))])
            return new.lower() if turned and not left else text[span.start : span.end].lower()

        places = []
        for span in odd:
            new = read(span)
            if len(new) < 2 or seen[new].times() < _IN_USE or _OF_UNICODE.search(text, span.start, span.end):
                continue
            before, after = _neighbours(text, span)
            for first, second in ((read(before), new), (new, read(after))):
                if first and second and seen[first].before(seen[second].named) >= _BESIDE:
                    places.append((span, table.read(doc.source.raw[slice(*doc.source.raw_span(span))])[0]))
                    break
        if places:
            places = sorted({*places, *_beside(doc, places, table, grammar)})
            yield OldCode(places[0][0], name, tuple(places))


def _beside(doc: Document, told: Sequence[tuple[Span, str]], table: _Table, grammar: Syllables) -> Iterator[tuple[Span, str]]:
    """The words on the lines of those told that are no syllables as they stand and become some by the same table: 'kiÓm', 'h»ng'
    in a clause of 'Tæ chøc kiÓm tra h»ng th¸ng'."""
    text = doc.text
    for line in sorted({line_at(doc, span.start) for span, _ in told}):
        for span in dict.fromkeys(_word_around(text, mark.start()) for mark in _FOREIGN.finditer(text, *line)):
            word = text[slice(*span)]
            new, turned, left = table.read(doc.source.raw[slice(*doc.source.raw_span(span))])
            if turned and not left and not grammar.is_syllable(word.lower()) and not _OF_UNICODE.search(word):
                yield span, new


_FOREIGN = re.compile("[\u00a8-\u00ff]")  # of Latin-1: what the old codes write letters with
_IN_USE, _BESIDE = 1000, 200  # times in tens of millions of words
_LETTER = re.compile("[^\\W\\d_]|[\u00ad¨©ª¬®µ¶·¸¹»¼½¾]")


def _word_around(text: str, at: int) -> Span:
    """The letters, and signs that stand for letters, around a place."""
    start, end = at, at + 1
    while start and at - start < _LONGEST and _LETTER.match(text, start - 1):
        start -= 1
    while end - at < _LONGEST and _LETTER.match(text, end):
        end += 1
    return Span(start, end)


_LONGEST = 20


def _neighbours(text: str, span: Span) -> tuple[Span | None, Span | None]:
    """The words one blank before and one blank behind a word."""
    before = after = None
    if text[span.start - 1 : span.start] == " " and _LETTER.match(text, span.start - 2):
        before = _word_around(text, span.start - 2)
    if text[span.end : span.end + 1] == " " and _LETTER.match(text, span.end + 1):
        after = _word_around(text, span.end + 1)
    return before, after


def _parts(doc: Document) -> Iterator[tuple[Span, str]]:
    """The paragraphs and cells that show an old code and no letter of Unicode's Vietnamese, as they stand in the input."""
    text, done = doc.text, 0
    for match in _SIGN.finditer(text):
        if match.start() < done:
            continue
        start = max(text.rfind(sign, done, match.start()) for sign in "\n|\t\x0b") + 1
        end = _BETWEEN.search(text, match.end())
        done = end.start() if end else len(text)
        start = max(start, 0)
        while text[start : start + 1] == " ":
            start += 1
        span = Span(start, start + len(text[start:done].rstrip()))
        first, last = doc.source.raw_span(span)
        if not _OF_UNICODE.search(text, start, done):
            yield span, doc.source.raw[first:last]


class _Table:
    """One code: how its characters are written in Unicode."""

    def __init__(self, letters: Mapping[str, str], grammar: Syllables):
        self._letters = letters
        self._any = re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))
        self._is_syllable = grammar.is_syllable

    def read(self, raw: str) -> tuple[str, int, int]:
        """The text in Unicode, how many of its words became syllables by that, and how many are none after it."""
        turned = left = 0
        words = []
        for word in re.split(r"(\s+)", raw):
            new = self._any.sub(lambda match: self._letters[match.group()], word)
            plain = new.strip(".,;:!?()[]{}“”\"'*_/-+#0123456789%…–").lower()
            if new != word and plain:
                sure = self._is_syllable(plain)
                turned += sure
                left += not sure
            words.append(new)
        return "".join(words), turned, left


@check("old_code")
def old_code(doc: Document, facts: Sequence[OldCode]) -> Iterator[Hit]:
    """A text, or paragraphs and cells of it, in an old code; offers what they say in Unicode. One finding for each code.

    Note: 'unread' where no table tells what is meant. args: encoding, count, expected.

    Algorithm: paragraphs are decoded by tables of old codes, and the one that makes sense is taken.
    """
    for fact in facts:
        edits = tuple(Edit(span, new) for span, new in fact.places if new)
        args = {"encoding": fact.encoding, "count": len(fact.places)}
        if edits:
            args["expected"] = " ".join(edits[0].new.split())
        yield Hit(
            fact.span,
            args,
            related=tuple(Related(span) for span, _ in fact.places[1:]),
            fixes=(Fix(edits, "suggest"),) if edits else (),
            note="default" if edits else "unread",
            alike=True,
        )
