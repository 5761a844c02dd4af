"""Common words with capitals inside a sentence, and types of documents without theirs before a number (a part of CT703)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.base import regex as re
from checker.base.vocabulary import words
from checker.language.phrases import word_pairs
from checker.model.document import Document
from checker.source.text import Span, occurrences

_NUMBER = re.compile(r"\d+(?:/\d{4})?[-/][A-ZĐ]")


def numbered_in_small(doc: Document, types: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """'thực hiện chỉ thị số 05-CT/TW': one document is named, so its type has a capital; letters are often written
    small, and the second type of 'Thông báo kết luận số …' is."""
    text, letters = doc.text, words("wording", "letters")
    for at in occurrences(text, " số "):
        if not _NUMBER.match(text, at + 4):
            continue
        kind = next(
            (kind for kind in types if kind not in letters and text.endswith(f" {kind.lower()}", max(0, at - 24), at)), ""
        )
        start = at - len(kind)
        if kind and text[start - 2 : start - 1].islower() and not text.endswith(types, max(0, start - 20), start - 1):
            yield Span(start, at), kind


def common_in_capitals(doc: Document) -> Iterator[tuple[Span, str]]:
    """'các Cơ Quan, đơn vị', 'yêu cầu các đơn vị Nghiêm túc thực hiện': between words in small letters, so neither a name nor a
    title set in capitals."""
    text, pairs = doc.text, word_pairs(doc.source.lower)
    for pair, titled in _common():
        if pair in pairs:
            for at in occurrences(text, titled):
                if _is_inside(text, at, at + len(titled)):
                    yield Span(at, at + len(titled)), titled.lower()
    for word in words("wording", "small"):
        for at in occurrences(text, f" {word} "):
            if _is_inside(text, at + 1, at + 1 + len(word)) and text[at + 2 + len(word)].islower():
                yield Span(at + 1, at + 1 + len(word)), word.lower()


@lru_cache(maxsize=1)
def _common() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(word.split()), word.title()) for word in words("wording", "common"))


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether the words before are in small letters, and what follows is no name either."""
    before = text[max(0, start - 24) : start].rpartition("\n")[2].split(" ")
    small = len(before) > 2 and all(word.isalpha() and word.islower() for word in before[-3:-1]) and not before[-1]
    behind = text[end : end + 2]
    return small and not (behind[:1].isalnum() or behind[:1] == " " and not behind[1:].islower())
