"""Checks of abbreviations: never explained, or not what the words say."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checkbook import check
from checker.document import Document
from checker.findings import Edit, Fix, Hit, Related
from checker.model import Abbreviation

_MOST_RELATED = 12


@check("abbreviation_mismatch")
def abbreviation_mismatch(doc: Document, facts: tuple[Abbreviation, ...]) -> Iterator[Hit]:
    """CQ409: a form one slip from what its words, the rest of the text or common use say. One finding per form."""
    for one in facts:
        if not one.meant:
            continue
        places = [p for p in one.places if one.words is None or p.start >= one.words.end] or list(one.places)
        first = places[0]
        related = [Related(p) for p in one.places if p != first][:_MOST_RELATED]
        args = {"found": one.short, "expected": one.meant, "words": doc.words(one.words) if one.words else ""}
        fixes = tuple(Fix((Edit(p, one.meant),), "suggest") for p in (first,))
        yield Hit(first, args, tuple(related), fixes, note="words" if one.words else "default")


@check("abbreviation_undefined")
def abbreviation_undefined(doc: Document, facts: tuple[Abbreviation, ...], *, shortest: int = 3) -> Iterator[Hit]:
    """CQ408: an abbreviation of `shortest` letters or more, neither common nor explained; at its first place in the body."""
    body = doc.plan.body
    for one in facts:
        if one.known or one.defined or one.meant or len(one.short) < shortest or not one.short.isalpha():
            continue
        places = [p for p in one.places if body.start <= p.start < body.end]
        if places:
            yield Hit(places[0], {"found": one.short}, tuple(Related(p) for p in places[1:_MOST_RELATED + 1]))
