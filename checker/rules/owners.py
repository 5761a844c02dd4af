"""Who owns the words: of two rules that find fault with the same ones, the one that yields is silent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from checker.base.record import NamedTuple, replace
from checker.model.document import Document
from checker.model.findings import Hit
from checker.rules.packs import Rule
from checker.source.spans import Touched
from checker.source.text import Span


class Found(NamedTuple):
    """A hit with the rule that it breaks."""

    rule: Rule
    hit: Hit


def without_yielded(doc: Document, found: Sequence[Found]) -> list[Found]:
    """Drop each hit whose words a hit of a rule that it yields to touches, and exact copies; of a hit that stands for several
    places only those that are touched."""
    by_code: dict[str, list[Span]] = {}
    for one in found:
        by_code.setdefault(one.rule.code, []).extend(one.hit.places)
    owned: dict[tuple, Touched] = {}
    kept = []
    seen = set()
    for one in found:
        key = (one.rule.code, one.hit.span, one.hit.note)
        if key in seen:
            continue
        seen.add(key)
        left = _left(doc, one, _owned(doc, one.rule, by_code, owned))
        if left is not None:
            kept.append(Found(one.rule, left))
    return kept


def yielded(found: Sequence[Found], kept: Sequence[Found]) -> set[tuple[str, Span]]:
    """The places, each with its rule's code, of which only their owners speak."""
    return _places(found) - _places(kept)


def _places(found: Sequence[Found]) -> set[tuple[str, Span]]:
    return {(one.rule.code, place) for one in found for place in one.hit.places}


def _owned(doc: Document, rule: Rule, by_code: dict[str, list[Span]], known: dict[tuple, Touched]) -> Touched | None:
    """The places of the rules that `rule` yields to; None where they have none."""
    codes = tuple(code for code in rule.yields_to if code in by_code)
    if not codes:
        return None
    key = codes, rule.yields_over
    if key not in known:
        known[key] = Touched(_widened(doc, span, rule.yields_over) for code in codes for span in by_code[code])
    return known[key]


def _left(doc: Document, one: Found, owned: Touched | None) -> Hit | None:
    """The hit without the places that the owners touch, and without the edits there; None where no place is left."""
    hit = one.hit
    taken = {place for place in hit.places if owned and owned.by(_widened(doc, place, one.rule.yields_over))}
    if not taken:
        return hit
    left = [place for place in hit.places if place not in taken]
    if not left:
        return None
    related = tuple(other for other in hit.related if other.span not in taken and other.span != left[0])
    gone = Touched(taken)
    fixes = (replace(fix, edits=tuple(e for e in fix.edits if not gone.by(e.span))) for fix in hit.fixes)
    more = tuple(place for place in hit.more if place not in taken and place != left[0])
    return replace(hit, span=left[0], related=related, more=more, fixes=tuple(fix for fix in fixes if fix.edits))


def _widened(doc: Document, span: Span, kind: str | None) -> Span:
    """The fact of `kind` that holds the span; the span itself where none does."""
    if kind is None:
        return span
    facts = doc.facts(kind)
    at = bisect_right(facts, span.start, key=lambda fact: fact.span.start) - 1
    return facts[at].span if at >= 0 and span.start < facts[at].span.end else span
