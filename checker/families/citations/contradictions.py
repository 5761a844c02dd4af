"""What a registry of documents says against itself: entries that cannot be right, and two that cannot both be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from checker.base import regex as re
from checker.families.citations.issuers import Bodies
from checker.families.citations.number import key

_YEAR = re.compile(r"\A\d+(?:\.\d+)?/((?:19|20)\d\d)/")
_TERM = re.compile(r"/(?:UBTV|[A-Z]{2}-UBTV)?QH(\d*)\Z")
_STATE = re.compile(r"\A\d+(?:\.\d+)?/(?:\d{4}/)?([A-ZĐ][A-Za-zĐđ]*)-")
_PARTY = re.compile(r"\A\d+-([A-ZĐ][A-Za-zĐđ]*)/")

Finding = tuple[str, Mapping, object]


def contradictions(entries: Iterable[Mapping], law: Mapping) -> Iterator[Finding]:
    """(kind, entry, detail) for all that cannot be right.

    'type' (the types of the symbol), 'year' (that of the number), 'term' (its first and last year), 'days' (the other entry, with
    the same number and issuer in the same year), 'until' (it ends before its own day, or follows itself).
    """
    types = _types(law["document_types"]["types"])
    terms = {entry["term"]: entry for entry in law["assembly_terms"]["terms"]}
    bodies = Bodies(law["type_issuers"]["issuers"])
    first: dict[tuple, Mapping] = {}
    for entry in entries:
        for judge in (_wrong_type(entry, types), _wrong_year(entry), _wrong_term(entry, terms), _wrong_end(entry)):
            if judge:
                yield judge
        day = entry.get("date")
        if day is None:
            continue
        body = bodies[entry["issuer"]] if entry.get("issuer") else None
        known = first.setdefault((key(entry["id"]), body, None if _YEAR.match(entry["id"]) else day.year), entry)
        if known is not entry and known["date"] != day:
            yield "days", entry, known


def _types(table: Iterable[Mapping]) -> dict[str, set[str]]:
    """What stands in a symbol → the types that it can stand for."""
    types: dict[str, set[str]] = {}
    for entry in table:
        for abbr in entry["abbr"]:
            types.setdefault(abbr, set()).add(entry["name"])
    return types


def _wrong_type(entry: Mapping, types: Mapping[str, set[str]]) -> Finding | None:
    match = _STATE.match(entry["id"]) or _PARTY.match(entry["id"])
    able = types.get(match[1]) if match else None
    if able and entry.get("type") and entry["type"] not in able | {"Văn bản", "Công văn"}:
        return "type", entry, sorted(able)
    return None


def _wrong_year(entry: Mapping) -> Finding | None:
    match, day = _YEAR.match(entry["id"]), entry.get("date")
    return ("year", entry, int(match[1])) if match and day and int(match[1]) != day.year else None


def _wrong_term(entry: Mapping, terms: Mapping[int, Mapping]) -> Finding | None:
    match, year = _TERM.search(entry["id"]), _YEAR.match(entry["id"])
    if not match or not year:
        return None
    term = terms.get(int(match[1])) if match[1] else None
    if term is None and match[1]:
        return None
    if term is None or not term["from"] <= int(year[1]) <= (term.get("until") or 9999):
        return "term", entry, term and (term["from"], term.get("until"))
    return None


def _wrong_end(entry: Mapping) -> Finding | None:
    day, until = entry.get("date") or datetime.date.min, entry.get("until") or datetime.date.max
    return ("until", entry, until) if until <= day or entry.get("replaced_by") == entry["id"] else None
