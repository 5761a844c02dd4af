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
from checker.base.cache import of_latest
from checker.base.record import dataclass
from checker.families.citations.issuers import Bodies
from checker.families.citations.number import is_one_number, key
from checker.families.citations.symbols import symbols
from checker.model.document import Document
from checker.model.plan import NOBODY, Body, Citation, KnownDocument


@dataclass(frozen=True, slots=True)
class Index:
    """The registry of documents by key, by day and by (type, folded title), with the bodies of their issuers by name."""

    by_key: Mapping[str, list[Mapping]]
    by_day: Mapping[datetime.date, list[Mapping]]
    by_title: Mapping[tuple[str, str], list[Mapping]]
    organs: Mapping[str, Mapping]
    bodies: Bodies

    def numbered(self, normal: str) -> list[Mapping]:
        """The documents with that number."""
        return [entry for entry in self.by_key.get(key(normal), ()) if is_one_number(entry["id"], normal)]

    def has(self, normal: str, day: datetime.date) -> bool:
        """Whether a document with that number is of that day: such a citation is right."""
        return any(entry.get("date") == day for entry in self.numbered(normal))

    def is_fixed(self, one: Citation) -> bool:
        """Whether the number alone, with its day, names one document: its symbol fixes the body."""
        first = one.organs[0] if one.organs else ""
        return one.kind == "law" or first == "TW" or bool(self.organs.get(first, {}).get("fixes"))

    def body(self, entry: Mapping) -> Body:
        """The body that issued a document."""
        return self.bodies[entry["issuer"]] if entry.get("issuer") else NOBODY


@of_latest
def index(law: Mapping) -> Index:
    """The index of the registry of documents of the law in force, made once."""
    by_key: dict[str, list[Mapping]] = {}
    by_day: dict[datetime.date, list[Mapping]] = {}
    by_title: dict[tuple[str, str], list[Mapping]] = {}
    for entry in law["documents"]["documents"]:
        by_key.setdefault(key(entry["id"]), []).append(entry)
        if entry.get("date"):
            by_day.setdefault(entry["date"], []).append(entry)
        if entry["type"] in ("Luật", "Bộ luật", "Pháp lệnh"):
            by_title.setdefault((entry["type"], (entry.get("title") or "").casefold()), []).append(entry)
    return Index(by_key, by_day, by_title, symbols(law).by_code, Bodies(law["type_issuers"]["issuers"]))


def read_known(doc: Document) -> tuple[KnownDocument, ...]:
    """For each citation of a registered document what the registry knows of it, in order of position."""
    documents = index(doc.law)
    found = (_known(doc, one, documents) for one in doc.facts("citation"))
    return tuple(known for known in found if known is not None)


def _known(doc: Document, one: Citation, documents: Index) -> KnownDocument | None:
    if one.normal is None:
        entry = _law_by_name(doc, one, documents)
        return _fact(one, entry, documents, None) if entry else None
    entries = [entry for entry in documents.numbered(one.normal) if _may_be(one, entry, documents)]
    if not entries:
        return _near_number(doc, one, documents)
    return _differs(doc, one, entries, documents)


def _fact(one: Citation, entry: Mapping, documents: Index, differs: str | None) -> KnownDocument:
    field = {"number": "id", None: "date"}.get(differs, differs)
    successor = _called(documents, entry.get("replaced_by"))
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


def _called(documents: Index, successor: str | None) -> str | None:
    """How a message names the successor: 'Luật Dân số số 113/2025/QH15 ngày 10/12/2025'."""
    known = documents.numbered(successor) if successor else ()
    if len(known) != 1:
        return successor
    entry = known[0]
    day = f" ngày {entry['date']:%d/%m/%Y}" if entry.get("date") else ""
    title = entry.get("title") or ""
    title = title if title.startswith(entry["type"]) else entry["type"]
    return f"{title} số {entry['id']}{day}"


# -- which entry ------------------------------------------------------------------------------------------------------


def _law_by_name(doc: Document, one: Citation, documents: Index) -> Mapping | None:
    """'Luật Ngân sách nhà nước năm 2015' → 83/2015/QH13."""
    year = one.year or (one.date.year if one.date else None)
    title = re.sub(r",?\s+(?:năm|ngày)\s.*", "", doc.words(one.span)).casefold()
    known = [entry for entry in documents.by_title.get((one.type, title), ()) if f"/{year}/" in entry["id"]]
    return known[0] if len(known) == 1 else None


def _may_be(one: Citation, entry: Mapping, documents: Index) -> bool:
    """Whether a citation can mean this entry: a number of a province says nothing until its issuer is known."""
    if documents.is_fixed(one):
        return True
    issuer = documents.body(entry)
    return one.body.code is not None and issuer.code == one.body.code and one.body.may_be(issuer)


def _differs(doc: Document, one: Citation, entries: Sequence[Mapping], documents: Index) -> KnownDocument | None:
    dated = [entry for entry in entries if entry.get("date")]
    if one.date and dated and all(entry["date"] != one.date for entry in dated):
        meant = next((entry for entry in dated if _is_meant(doc, one, entry, documents)), None)
        return _fact(one, meant, documents, "date") if meant else None
    same = [entry for entry in entries if one.date is None or entry.get("date") in (None, one.date)]
    if not same or one.date is None and len(entries) > 1:
        return None
    entry = same[0]
    codes = [documents.body(each).code for each in same]
    if one.body.code and documents.is_fixed(one) and None not in codes:
        if not any(Body(one.body.code).may_be(Body(code)) for code in codes):
            return _fact(one, entry, documents, "issuer")
    if one.type and one.type_span and one.date and all(_other_type(one.type, each["type"]) for each in same):
        return _fact(one, entry, documents, "type")
    return _fact(one, entry, documents, None) if len(same) == 1 else None


def _other_type(cited: str, known: str) -> bool:
    return cited not in (known, "Văn bản") and {cited, known} != {"Quy định", "Quyết định"}


def _is_meant(doc: Document, one: Citation, entry: Mapping, documents: Index) -> bool:
    """Whether the entry is the document that is cited with another day."""
    day = entry["date"]
    if one.year is not None or one.date.year == day.year and documents.is_fixed(one):
        return True
    if (one.date.day, one.date.month) == (day.day, day.month):
        return True
    if documents.is_fixed(one) and fuzzy.one_slip(f"{one.date:%d%m%Y}", f"{day:%d%m%Y}"):
        return True
    return _has_title(doc, one, entry)


def _has_title(doc: Document, one: Citation, entry: Mapping) -> bool:
    rest = " ".join(doc.source.lower[one.span.end : one.span.end + 260].split())
    title = (entry.get("title") or "").lower()
    return len(title) > 15 and (title[:40] in rest or fuzzy.ratio(title[:60], rest[:60].removeprefix("về "), 80.0) > 0)


def _near_number(doc: Document, one: Citation, documents: Index) -> KnownDocument | None:
    """A number that nobody knows, of the very day of a known document with the same symbol, one slip from its number."""
    if one.date is None or one.date not in documents.by_day:
        return None
    mine = key(one.normal)
    for entry in documents.by_day[one.date]:
        known = key(entry["id"])
        if not fuzzy.one_slip(mine, known):
            continue
        numbers = [int(re.match(r"\d+", each).group()) for each in (mine, known)]
        same_symbol = mine.lstrip("0123456789.") == known.lstrip("0123456789.")
        if same_symbol and abs(numbers[0] - numbers[1]) < 31 and not _has_title(doc, one, entry):
            continue  # organs sign several documents on one day, numbered one after the other
        issuer = documents.body(entry)
        if one.body.code and issuer.code and not one.body.may_be(issuer):
            continue
        if documents.is_fixed(one) or one.body.code is not None:
            return _fact(one, entry, documents, "number")
    return None
