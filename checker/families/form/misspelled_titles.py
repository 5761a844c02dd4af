"""Headings that are a known title but for one slip ('TỔ CHỨC THỰC HIÊN')."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.base import regex as re
from checker.base.fuzzy import one_slip
from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.language.compounds import compounds, plain_compounds
from checker.language.letters import without_marks
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 14  # words; longer headings are sentences


class _Titles(NamedTuple):
    """The known titles, ready to be asked: all their words, what fits between which words, and pairs run together."""

    words: frozenset[str]
    between: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...]]
    joined: dict[str, str]
    longest: int


@lru_cache
def _prepare(titles: tuple[str, ...]) -> _Titles:
    between: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...]] = {}
    joined: dict[str, str] = {}
    longest = 1
    for title in titles:
        words = tuple(unicodedata.normalize("NFC", title.lower()).replace(",", " ").split())
        longest = max(longest, len(words))
        for at, word in enumerate(words if len(words) > 1 else ()):
            key = words[:at], words[at + 1 :]
            between[key] = (*between.get(key, ()), word)
            if at:
                joined[words[at - 1] + word] = f"{words[at - 1]} {word}"
    return _Titles(frozenset(word for title in titles for word in title.lower().split()), between, joined, longest)


@check("title_misspelled")
def title_misspelled(
    doc: Document, *, titles: Sequence[str] = (), real_words: Sequence[str] = (), levels: int = 2
) -> Iterator[Hit]:
    """A heading of the first `levels` whose words are those of a known title but for one slip in one of them.

    A slip is one letter or its mark wrong, lost or added, two letters swapped, or a blank lost. `real_words`: words that are
    one slip from a title's word and right in a heading of their own.

    Algorithm: the one slip is searched that turns the words into a known title.
    """
    known = _prepare(tuple(titles))
    for section in doc.sections:
        if section.level > levels or not section.titled or section.title.count(" ") >= _LONGEST:
            continue
        colon = doc.text.find(":", *section.title_span)  # what a title says behind it is a sentence
        end = colon if colon >= 0 else section.title_span.end
        words = list(_WORD.finditer(doc.source.lower, section.title_span.start, end))
        if not 1 < len(words) <= _LONGEST:
            continue
        spelled = [word.group() for word in words]
        strange = sum(word not in known.words for word in spelled)
        if not strange or strange == len(spelled):
            continue
        found = _slip(tuple(spelled), known, real_words)
        if found is None or _makes_a_word(doc, spelled, found):
            continue
        span, right = Span(*words[found.at].span()), found.right
        written = doc.text[span.start : span.end]
        expected = right.upper() if written.isupper() else right if written.islower() else right.capitalize()
        yield Hit(
            section.title_span,
            {"found": doc.words(section.title_span), "word": written, "expected": expected},
            fixes=fix(doc.text, span, expected, "suggest"),
        )


class _Slip(NamedTuple):
    """The one word that is wrong, what is right, and the words of the title that it is wrong in (half-open)."""

    at: int
    right: str
    start: int
    end: int


def _makes_a_word(doc: Document, words: Sequence[str], slip: _Slip) -> bool:
    """Whether the odd word is one with its neighbour outside of the title: 'xử phạt | vi phạm' is no 'phạm vi'."""
    known = compounds(doc.derived("compounds", plain_compounds))
    at = slip.at
    if at == slip.start > 0 and known.has(words[at - 1], words[at]):
        return True
    return at + 1 == slip.end < len(words) and known.has(words[at], words[at + 1])


def _slip(words: tuple[str, ...], known: _Titles, real_words: Sequence[str]) -> _Slip | None:
    """The one slip by which `words` hold a known title."""
    for at, word in enumerate(words):
        if word in known.words or word in real_words:
            continue
        for start in range(max(0, at - known.longest + 1), at + 1):
            for end in range(min(len(words), start + known.longest), max(at, start + 1), -1):
                fitting = known.between.get((words[start:at], words[at + 1 : end]), ())
                right = next((other for other in fitting if _near(word, other)), None)
                if right:
                    return _Slip(at, right, start, end)
        if len(word) > 5 and word in known.joined:
            return _Slip(at, known.joined[word], at, at + 1)
    return None


def _near(word: str, other: str) -> bool:
    return without_marks(word) == without_marks(other) or one_slip(word, other)
