"""What a rule tells of the facts that a generic check found wanting: where, with which arguments, beside what, mended how.

A check that `tells` hands over hits that carry their fact. The entry of the rule says the rest, by fields of that fact
(`packs.Telling`); what it says nothing of stays as the check made it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from checker.base.messages import ARGUMENT, filled, spoken, vietnamese_day
from checker.base.record import TYPE_CHECKING, replace
from checker.model.findings import Edit, Fix, Hit, Related
from checker.model.findings import edit as least_edit
from checker.rules.where import select
from checker.source.text import Span

if TYPE_CHECKING:
    from typing import Any

    from checker.model.document import Document
    from checker.rules.packs import Rule, Telling

_MOST_RELATED = 12


def told(doc: Document, rule: Rule, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits of a check as the rule's entry tells them."""
    telling = told_by(rule)
    for hit in _one_of_several(doc, rule, hits):
        if telling.at:
            hit = replace(hit, span=_first_place(doc, hit, telling.at))
        beside, note = _beside(doc, telling, hit), _note(doc, telling, hit, rule.messages)
        args = _arguments(doc, telling, hit, beside, rule.messages.get(note) or rule.messages["default"])
        yield replace(
            hit,
            related=beside,
            args=args,
            note=note,
            absent=hit.absent if telling.absent is None else telling.absent in (True, note),
            fixes=hit.fixes if telling.text is None else _fixes(doc, telling, hit, {**hit.args, **args}, rule.fix),
        )


def told_by(rule: Rule) -> Telling:
    """How a rule whose check tells nothing by itself is told."""
    assert rule.telling is not None
    return rule.telling


def shown(doc: Document, value: object) -> object:
    """A field as an argument of a message: words for a place or a fact, days as the decree writes them, '' for nothing."""
    if value is None:
        return ""
    if isinstance(value, Span):
        return doc.words(value)
    if isinstance(value, datetime.date):
        return vietnamese_day(value)
    if isinstance(value, (tuple, list)) and not hasattr(value, "span"):
        return tuple(shown(doc, part) for part in value)
    span = getattr(value, "span", None)
    return doc.words(span) if span else value


# -- one finding of several -------------------------------------------------------------------------------------------


def _one_of_several(doc: Document, rule: Rule, hits: Iterable[Hit]) -> Iterable[Hit]:
    """Of hits with the same `once_per`, or of all with `first`, the first. Those with the same `once_per` are its further places,
    and related where the rule has words for related places and does not say which they are."""
    telling = told_by(rule)
    if not (telling.first or telling.once_per):
        return hits
    groups: dict[tuple, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(tuple(doc.value(hit.fact, path) for path in telling.once_per), []).append(hit)
    others = bool(rule.related) and not telling.related
    return [_joined(doc, telling, group, others) if len(group) > 1 else group[0] for group in groups.values()]


def _joined(doc: Document, telling: Telling, group: Sequence[Hit], beside: bool) -> Hit:
    first, *others = group
    spans = [_first_place(doc, hit, telling.at) if telling.at else hit.span for hit in others]
    related = (
        tuple(Related(span, fact=hit.fact) for span, hit in zip(spans[:_MOST_RELATED], others, strict=False)) if beside else ()
    )
    return replace(first, related=first.related + related, more=() if telling.first else first.more + tuple(spans))


# -- places -----------------------------------------------------------------------------------------------------------


def _places(value: object) -> list[tuple[Span, object]]:
    """(place, fact) of a field that is a place, a fact, or several of them."""
    if isinstance(value, Span):
        return [(value, None)]
    span = getattr(value, "span", None)
    if span:
        return [(span, value)]
    return [place for part in value for place in _places(part)] if isinstance(value, (tuple, list)) else []


def _beside(doc: Document, telling: Telling, hit: Hit) -> tuple[Related, ...]:
    """The related places: those of the check and of the facts that are told with this one, at the field `related` of each; else
    that field of this one. Each gives the fields of its own fact that the texts ask for."""
    found = hit.related
    if telling.related and found:
        found = tuple(replace(one, span=_first_place(doc, one, telling.related)) for one in found)
    elif telling.related:
        places = (place for place in _places(doc.value(hit.fact, telling.related)) if place[0] != hit.span)
        found = tuple(Related(span, fact=fact) for span, fact in islice(places, _MOST_RELATED))
    return tuple(_speaking(doc, one, telling.asked) for one in found)


def _first_place(doc: Document, one: Hit | Related, path: str) -> Span:
    return next(iter(_places(doc.value(one.fact, path))), (one.span,))[0]


def _speaking(doc: Document, one: Related, asked: Sequence[str]) -> Related:
    own = {name: shown(doc, getattr(one.fact, name)) for name in asked if hasattr(one.fact, name)}
    return replace(one, args=own | dict(one.args)) if own else one


# -- words ------------------------------------------------------------------------------------------------------------


def _arguments(
    doc: Document, telling: Telling, hit: Hit, beside: Sequence[Related], message: Mapping[str, str]
) -> dict[str, object]:
    """The arguments of the message: those of the check, or only those that the entry names, and what its texts ask for. What is
    not known is told only where this variant of the message asks for it."""
    found = dict(hit.args)
    fields: Any = telling.args  # a mapping by now: a list of fields names each for itself
    if fields is not None:
        named = {name: _said(doc, hit.fact, words) for name, words in fields.items()}
        asked = {name: value for name, value in found.items() if name in telling.asked and name not in named}
        found = {
            name: shown(doc, value)
            for name, value in {**named, **asked}.items()
            if value is not None or any(f"{{{name}}}" in text for text in message.values())
        }
    for path in telling.paths:
        if path not in found:
            found[path] = shown(doc, doc.value(hit.fact, path))
    if "other" in telling.asked and beside:
        found.setdefault("other", doc.words(beside[0].span))
    return found


def _said(doc: Document, fact: object, words: str) -> object:
    """A field, or a text with fields in it."""
    if "{" not in words:
        return doc.value(fact, words)
    names = (match[1] for match in ARGUMENT.finditer(words) if match[1])
    return filled(words, "vi", {name: shown(doc, doc.value(fact, name)) for name in names})


def _note(doc: Document, telling: Telling, hit: Hit, messages: Mapping[str, object]) -> str:
    """The variant of the message: the value of a field, or the first whose conditions hold; else the check's own."""
    note: Any = telling.note
    if isinstance(note, str):
        named = spoken(doc.value(hit.fact, note), "en")
        return named if named in messages else hit.note
    return next((name for name, where in (note or {}).items() if select(doc, (hit.fact,), where)), hit.note)


# -- fix --------------------------------------------------------------------------------------------------------------


def _fixes(doc: Document, telling: Telling, hit: Hit, args: Mapping[str, object], safety: str) -> tuple[Fix, ...]:
    """The fix of the entry's template: its text in each of its places, or before them; none where a field in the text is not
    known, or where nothing changes."""
    values = {path: args[path] if path in args else doc.value(hit.fact, path) for path in telling.in_text}
    if None in values.values():
        return ()
    new = filled(telling.text or "", "vi", {path: shown(doc, value) for path, value in values.items()})
    field = telling.before or telling.mends
    spans = [span for span, _ in _places(doc.value(hit.fact, field))] if field else [hit.span]
    if telling.before:
        spans = [Span(span.start, span.start) for span in spans]
    spans = [span for span in spans if doc.text[span.start : span.end] != new]
    edits = tuple(least_edit(doc.text, span, new) if telling.least else Edit(span, new) for span in spans)
    return (Fix(edits, safety),) if edits else ()
