"""Which document of the registry a citation means, and in what the two differ.

Identity is number, issuer and date: '21-NQ/TW' names four resolutions, '04/2021/NQ-HĐND' one in each province. A citation with
another day is taken for the registered document only where something else says so: the year in its number, a day that is
alike, or the cited title.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from checker.base import fuzzy
from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.citations.issuers import body_of
from checker.families.citations.number import key
from checker.model.document import Document
from checker.model.plan import NOBODY, Body, Citation, KnownDocument


@dataclass(frozen=True, slots=True)
class _Index:
    """The registry of documents by key, by day and by (type, folded title), with the bodies of their issuers by name."""

    source: object
    by_key: Mapping[str, list[Mapping]]
    by_day: Mapping[datetime.date, list[Mapping]]
    by_title: Mapping[tuple[str, str], list[Mapping]]
    fixed: frozenset[str]
    bodies: dict[str, Body]
    table: Sequence[Mapping]


_last: list[_Index] = []


def read_known(doc: Document) -> tuple[KnownDocument, ...]:
    """For each citation of a registered document what the registry knows of it, in order of position."""
    index = _index(doc)
    found = []
    for one in doc.facts("citation"):
        known = _known(doc, one, index)
        if known is not None:
            found.append(known)
    return tuple(found)


def _index(doc: Document) -> _Index:
    """The index of the registry, built once for as long as the registry is the same."""
    entries = doc.law["documents"]["documents"]
    if not _last or _last[0].source is not entries:
        by_key: dict[str, list[Mapping]] = {}
        by_day: dict[datetime.date, list[Mapping]] = {}
        by_title: dict[tuple[str, str], list[Mapping]] = {}
        for entry in entries:
            by_key.setdefault(key(entry["id"]), []).append(entry)
            if entry.get("date"):
                by_day.setdefault(entry["date"], []).append(entry)
            if entry["type"] in ("Luật", "Bộ luật", "Pháp lệnh"):
                by_title.setdefault((entry["type"], (entry.get("title") or "").casefold()), []).append(entry)
        organs = doc.law["organ_codes"]["organs"]
        fixed = frozenset(code for o in organs if o.get("fixes") for code in (o["code"], *o.get("also", ())))
        _last[:] = [_Index(entries, by_key, by_day, by_title, fixed, {}, doc.law["type_issuers"]["issuers"])]
    return _last[0]


def _known(doc: Document, one: Citation, index: _Index) -> KnownDocument | None:
    if one.normal is None:
        entry = _law_by_name(doc, one, index)
        return _fact(one, entry, index, None) if entry else None
    entries = [entry for entry in index.by_key.get(key(one.normal), ()) if _may_be(one, entry, index)]
    if not entries:
        return _near_number(doc, one, index)
    return _differs(doc, one, entries, index)


def _fact(one: Citation, entry: Mapping, index: _Index, differs: str | None) -> KnownDocument:
    field = {"number": "id", None: "date"}.get(differs, differs)
    successor = _called(index, entry.get("replaced_by"))
    return KnownDocument(
        one.span,
        one,
        entry["id"],
        entry["type"],
        entry.get("date"),
        entry.get("issuer") or "",
        entry.get("title") or "",
        differs,
        entry.get("until"),
        successor,
        _is_sure(entry, field),
        _is_sure(entry, "until"),
    )


def _is_sure(entry: Mapping, field: str) -> bool:
    """Whether a field was seen outside the plans that cite it; a user's own entry is sure unless it says otherwise."""
    unsure = entry.get("unverified", ())
    return entry.get("verified", True) and field not in unsure and "id" not in unsure


def _called(index: _Index, successor: str | None) -> str | None:
    """How a message names the successor: 'Luật Dân số số 113/2025/QH15 ngày 10/12/2025'."""
    known = index.by_key.get(key(successor), ()) if successor else ()
    if len(known) != 1:
        return successor
    entry = known[0]
    day = f" ngày {entry['date']:%d/%m/%Y}" if entry.get("date") else ""
    title = entry.get("title") or ""
    title = title if title.startswith(entry["type"]) else entry["type"]
    return f"{title} số {entry['id']}{day}"


# -- which entry ------------------------------------------------------------------------------------------------------


def _law_by_name(doc: Document, one: Citation, index: _Index) -> Mapping | None:
    """'Luật Ngân sách nhà nước năm 2015' → 83/2015/QH13."""
    year = one.year or (one.date.year if one.date else None)
    title = re.sub(r",?\s+(?:năm|ngày)\s.*", "", doc.words(one.span)).casefold()
    known = [entry for entry in index.by_title.get((one.type, title), ()) if f"/{year}/" in entry["id"]]
    return known[0] if len(known) == 1 else None


def _is_fixed(one: Citation, index: _Index) -> bool:
    """Whether the number alone, with its day, names one document: its symbol fixes the body."""
    return one.kind == "law" or bool(one.organs) and (one.organs[0] in index.fixed or one.organs[0] == "TW")


def _body(entry: Mapping, index: _Index) -> Body:
    issuer = entry.get("issuer")
    if not issuer:
        return NOBODY
    if issuer not in index.bodies:
        index.bodies[issuer] = body_of(issuer, index.table)
    return index.bodies[issuer]


def _may_be(one: Citation, entry: Mapping, index: _Index) -> bool:
    """Whether a citation can mean this entry: a number of a province says nothing until its issuer is known."""
    if _is_fixed(one, index):
        return True
    issuer = _body(entry, index)
    return one.body.code is not None and issuer.code == one.body.code and one.body.may_be(issuer)


def _differs(doc: Document, one: Citation, entries: Sequence[Mapping], index: _Index) -> KnownDocument | None:
    dated = [entry for entry in entries if entry.get("date")]
    if one.date and dated and all(entry["date"] != one.date for entry in dated):
        meant = next((entry for entry in dated if _is_meant(doc, one, entry, index)), None)
        return _fact(one, meant, index, "date") if meant else None
    same = [entry for entry in entries if one.date is None or entry.get("date") in (None, one.date)]
    if not same or one.date is None and len(entries) > 1:
        return None
    entry = same[0]
    codes = [_body(each, index).code for each in same]
    if one.body.code and _is_fixed(one, index) and None not in codes:
        if not any(Body(one.body.code).may_be(Body(code)) for code in codes):
            return _fact(one, entry, index, "issuer")
    if one.type and one.type_span and one.date and all(_other_type(one.type, each["type"]) for each in same):
        return _fact(one, entry, index, "type")
    return _fact(one, entry, index, None) if len(same) == 1 else None


def _other_type(cited: str, known: str) -> bool:
    return cited not in (known, "Văn bản") and {cited, known} != {"Quy định", "Quyết định"}


def _is_meant(doc: Document, one: Citation, entry: Mapping, index: _Index) -> bool:
    """Whether the entry is the document that is cited with another day."""
    day = entry["date"]
    if one.year is not None or one.date.year == day.year and _is_fixed(one, index):
        return True
    if (one.date.day, one.date.month) == (day.day, day.month):
        return True
    if _is_fixed(one, index) and fuzzy.one_slip(f"{one.date:%d%m%Y}", f"{day:%d%m%Y}"):
        return True
    return _has_title(doc, one, entry)


def _has_title(doc: Document, one: Citation, entry: Mapping) -> bool:
    rest = " ".join(doc.source.lower[one.span.end : one.span.end + 260].split())
    title = (entry.get("title") or "").lower()
    return len(title) > 15 and (title[:40] in rest or fuzzy.ratio(title[:60], rest[:60].removeprefix("về "), 80.0) > 0)


def _near_number(doc: Document, one: Citation, index: _Index) -> KnownDocument | None:
    """A number that nobody knows, of the very day of a known document with the same symbol, one slip from its number."""
    if one.date is None or one.date not in index.by_day:
        return None
    mine = key(one.normal)
    for entry in index.by_day[one.date]:
        known = key(entry["id"])
        if not fuzzy.one_slip(mine, known):
            continue
        numbers = [int(re.match(r"\d+", each).group()) for each in (mine, known)]
        same_symbol = mine.lstrip("0123456789.") == known.lstrip("0123456789.")
        if same_symbol and abs(numbers[0] - numbers[1]) < 31 and not _has_title(doc, one, entry):
            continue  # organs sign several documents on one day, numbered one after the other
        issuer = _body(entry, index)
        if one.body.code and issuer.code and not one.body.may_be(issuer):
            continue
        if _is_fixed(one, index) or one.body.code is not None:
            return _fact(one, entry, index, "number")
    return None
