"""Misspelled section titles: nearly one of the titles that plans have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import regex as re
from checker.checkbook import check
from checker.checks.edits import fix
from checker.findings import Hit
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 14  # words; longer headings are sentences


@lru_cache
def _by_length(titles: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The known phrases by their number of words, longest first."""
    found: dict[int, list[str]] = {}
    for title in titles:
        phrase = " ".join(_WORD.findall(unicodedata.normalize("NFC", title.lower())))
        found.setdefault(phrase.count(" ") + 1, []).append(phrase)
    return {length: tuple(found[length]) for length in sorted(found, reverse=True)}


@check("title_misspelled")
def title_misspelled(
    doc: Document, *, titles: Sequence[str] = (), real_words: Sequence[str] = (), levels: int = 2,
) -> Iterator[Hit]:
    """A heading of the first `levels` whose words are those of a known title but for one slip in one of them.

    A slip is one letter or its mark wrong, lost or added, two letters swapped, or a blank lost. `real_words`: words that are
    one slip from a title's word and right in a heading of their own.
    """
    known = _by_length(tuple(titles))
    everything = {word for phrases in known.values() for phrase in phrases for word in phrase.split()}
    for top in doc.plan.sections:
        for section in top.walk():
            if section.level > levels or not section.titled:
                continue
            words = list(_WORD.finditer(doc.source.lower, *section.title_span))
            if not 1 < len(words) <= _LONGEST:
                continue
            spelled = [word.group() for word in words]
            if all(word in everything for word in spelled):
                continue
            found = _slip(spelled, known, everything, frozenset(real_words))
            if found is None:
                continue
            first, last, right = found
            span = Span(words[first].start(), words[last].end())
            written = doc.text[span.start:span.end]
            expected = right.upper() if written.isupper() else right if written.islower() else right.capitalize()
            yield Hit(
                section.title_span, {"found": doc.words(section.title_span), "word": written, "expected": expected},
                fixes=fix(doc.text, span, expected, "suggest"),
            )


def _slip(
    words: list[str], known: dict[int, tuple[str, ...]], everything: set[str], real_words: frozenset[str],
) -> tuple[int, int, str] | None:
    """(first word, last word, right spelling) of the one slip by which `words` hold a known title."""
    for length, phrases in known.items():
        for start in range(len(words) - length + 1):
            window = words[start:start + length]
            wrong = [at for at, word in enumerate(window) if word not in everything]
            if len(wrong) != 1 or window[wrong[0]] in real_words:
                continue
            at = wrong[0]
            rests = [p.split() for p in phrases]
            fitting = (p[at] for p in rests if p[:at] == window[:at] and p[at + 1:] == window[at + 1:])
            near = next((word for word in fitting if _one_slip(window[at], word)), None)
            if near:
                return start + at, start + at, near
    for at, word in enumerate(words):  # a lost blank: 'thựchiện'
        if word not in everything and len(word) > 5:
            for cut in range(2, len(word) - 1):
                if word[:cut] in everything and word[cut:] in everything and _joins(known, word[:cut], word[cut:]):
                    return at, at, f"{word[:cut]} {word[cut:]}"
    return None


def _joins(known: dict[int, tuple[str, ...]], left: str, right: str) -> bool:
    pair = f"{left} {right}"
    return any(pair in phrase for phrases in known.values() for phrase in phrases)


def _bare(word: str) -> str:
    """A word without tone and letter marks."""
    return "".join(c for c in unicodedata.normalize("NFD", word.replace("đ", "d")) if not unicodedata.combining(c))


def _one_slip(a: str, b: str) -> bool:
    """Whether two different words are one slip apart: marks of one letter, or one letter wrong, lost, added or swapped."""
    if _bare(a) == _bare(b):
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    front = 0
    while front < min(len(a), len(b)) and a[front] == b[front]:
        front += 1
    tail_a, tail_b = a[front:], b[front:]
    return (
        tail_a[1:] == tail_b[1:] or tail_a[1:] == tail_b or tail_a == tail_b[1:]
        or tail_a[2:] == tail_b[2:] and tail_a[:2] == tail_b[1::-1]
    )
