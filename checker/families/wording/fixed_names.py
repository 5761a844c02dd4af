"""Names that are always written in one way: feasts, provinces, people (a part of CT703)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.base.vocabulary import words
from checker.language.compounds import compounds, plain_compounds
from checker.language.phrases import find_words, word_pairs
from checker.language.words import WORD
from checker.model.document import Document
from checker.source.text import Span


def miswritten_names(doc: Document) -> Iterator[tuple[Span, str]]:
    """Where a name of the list has other capitals than its forms, with the nearest form; not in a heading in capitals."""
    text, lower = doc.text, doc.source.lower
    pairs = word_pairs(lower)
    for pair, forms in _by_pair(words("wording", "fixed_names")):
        if pair not in pairs:
            continue
        for span in find_words(forms[0].lower(), lower):
            written = " ".join(text[span.start : span.end].split())
            if written not in forms and not written.isupper():
                yield span, min(forms, key=lambda form: sum(a != b for a, b in zip(form, written, strict=True)))
    yield from _provinces(doc)


@lru_cache(maxsize=1)
def _by_pair(names: tuple[str, ...]) -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    """The names, each given as 'form = other form', with their first two words in lower case."""
    found = []
    for name in names:
        forms = tuple(name.split(" = "))
        first, second, *_ = WORD.findall(forms[0].lower())
        found.append(((first, second), forms))
    return tuple(found)


def _provinces(doc: Document) -> Iterator[tuple[Span, str]]:
    """'tại Đà nẵng': a province whose second word has no capital, inside a sentence; 'Cao bằng' can begin one."""
    text, lower = doc.text, doc.source.lower
    pairs = word_pairs(lower)
    known = compounds(doc.derived("compounds", plain_compounds))
    for province in doc.law["places"]["provinces"]:
        name = province["name"]
        parts = name.split()
        if len(parts) < 2 or tuple(part.lower() for part in parts[:2]) not in pairs:
            continue
        for span in find_words(name.lower(), lower):
            written = text[span.start : span.end].split()
            if not written[0].istitle() or all(map(str.istitle, written)) or not all(one[1:].islower() for one in written):
                continue
            before = text[max(0, span.start - 24) : span.start].split()
            named = text[span.start - 1 : span.start] == " " and before and before[-1].islower() and before[-1].isalpha()
            if named and (before[-1] in ("tỉnh", "phố") or not known.has(*name.lower().split()[:2])):
                yield span, name
