"""Which document of the registry a citation means, and in what the two differ.

Identity is type, number, issuer and date: '21-NQ/TW' names four resolutions, '04/2021/NQ-HĐND' one in each province, and the
National Assembly numbers its laws and its resolutions each from 1 ('23/2012/QH13' is one of either). A citation with another
day is taken for the registered document only where something else says so: the year in its number, the same year with a symbol
that names the body, or the cited title. What one text alone says of a document contradicts nobody.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from checker.base import fuzzy
from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.messages import vietnamese_day
from checker.base.record import dataclass, replace
from checker.base.vocabulary import pattern
from checker.families.citations.issuers import Bodies
from checker.families.citations.number import is_one_number, key
from checker.families.citations.registers import Entry, Register, evidence, register
from checker.families.citations.short_decrees import short_decrees
from checker.families.citations.symbols import symbols
from checker.model.citation import NOBODY, Body, Citation, KnownDocument
from checker.model.document import Document

_TERM = re.compile(r"(?:khóa|khoá) ([IVX]+)\b")


@dataclass(frozen=True, slots=True)
class Index:
    """The registries of documents, looked up by number, by day and by title, with the bodies of their issuers by name."""

    own: Register
    central: Register
    organs: Mapping[str, Mapping]
    bodies: Bodies
    law: Mapping

    def numbered(self, normal: str) -> list[Entry]:
        """The documents with that number; of two entries for one day the one with title and end."""
        number = key(normal)
        own = [entry for entry in self.own.find(number) if is_one_number(entry["id"], normal)]
        days = {entry.get("date") for entry in own}
        central = (
            entry for entry in self.central.find(number) if entry["date"] not in days and is_one_number(entry["id"], normal)
        )
        return [*own, *central]

    def has(self, normal: str, day: datetime.date) -> bool:
        """Whether a document with that number is of that day: such a citation is right."""
        return any(entry.get("date") == day for entry in self.numbered(normal))

    def is_heard_of(self, normal: str) -> bool:
        """Whether any text names a document with that number."""
        return bool(self.numbered(normal) or register("hearsay_documents", self.law).find(key(normal)))

    def of_day(self, day: datetime.date) -> list[Entry]:
        """The documents of a day."""
        return [*self.own.of_day(day), *self.central.of_day(day)]

    def is_fixed(self, one: Citation) -> bool:
        """Whether the number alone, with its day, names one document: its symbol fixes the body."""
        first = one.organs[0] if one.organs else ""
        return one.kind == "law" or first == "TW" or bool(self.organs.get(first, {}).get("fixes"))

    def body(self, entry: Entry) -> Body:
        """The body that issued a document."""
        return self.bodies[entry["issuer"]] if entry.get("issuer") else NOBODY


@of_latest
def index(law: Mapping) -> Index:
    """The index of the registries of documents of the law in force, made once."""
    own, central = register("documents", law), register("central_documents", law)
    return Index(own, central, symbols(law).by_code, Bodies(law["type_issuers"]["issuers"]), law)


def read_known(doc: Document) -> tuple[KnownDocument, ...]:
    """For each citation of a registered document what the registry knows of it, in order of position."""
    documents = index(doc.law)
    cited = doc.facts("citation")
    found = [_known(doc, one, documents) for one in (*cited, *short_decrees(doc.source, [one.span for one in cited]))]
    return tuple(sorted((known for known in found if known is not None), key=lambda known: known.span))


def _known(doc: Document, one: Citation, documents: Index) -> KnownDocument | None:
    if one.normal is None:
        entry = _law_by_name(doc, one, documents)
        if entry is None:
            return _law_of_another_year(doc, one, documents)
        other = one.date and entry.get("date") not in (None, one.date)
        return _fact(doc, one, entry, documents, "date" if other else None)
    one = _completed(one, documents)
    entries = [entry for entry in documents.numbered(one.normal or "") if _may_be(one, entry, documents)]
    if not entries:
        return _near_number(doc, one, documents)
    return _differs(doc, one, entries, documents)


def _fact(doc: Document, one: Citation, entry: Entry, documents: Index, differs: str | None) -> KnownDocument | None:
    """What the registry says; None where it would contradict the citation on the word of one text alone."""
    if differs and evidence(entry) == "single":
        return None
    field = {"number": "id", "year": "id", None: "date"}.get(differs, differs)
    until, title = entry.get("until"), entry.get("title") or ""
    known = KnownDocument(
        one.span,
        one,
        entry["id"],
        entry["type"],
        entry.get("date"),
        entry.get("issuer") or "",
        title,
        differs,
        until,
        _successor(documents, entry.get("replaced_by"), doc.not_before),
        evidence(entry) == "verified" and _is_sure(entry, field) and differs != "year",
        _is_sure(entry, "until"),
        called=_called(entry["type"], entry["id"], title),
        ended=until is not None and until <= doc.not_before,
        past=until is not None and _speaks_of_its_end(doc, one, entry.get("replaced_by")),
    )
    return _differing(known) if differs else known


def _differing(known: KnownDocument) -> KnownDocument:
    """With the place where it differs, what stands there and what should."""
    one = known.citation
    day = vietnamese_day(known.date) if known.date else ""
    year = known.id.split("/")[1] if known.differs == "year" else None
    place, written, right, mended = {
        "date": (one.date_span, one.date_text, day, f"ngày {day}"),
        "issuer": (one.issuer_span, one.issuer, known.issuer, None),
        "type": (one.type_span, one.type, known.type, None),
        "number": (one.id_span, one.id, known.id, known.id),
        "year": (one.year_span, str(one.year), year, year),
    }[known.differs]
    return replace(known, place=place, written=written, right=right, mended=mended)


def _called(kind: str, number: str, title: str) -> str:
    title = title.removeprefix(kind).strip()
    return f"{kind} số {number}" + (f" ({title})" if title else "")


_ENDS = pattern("citations", r"(?:{{on_purpose}})[^.;]{0,60}\Z", gap=" ")
_CONSOLIDATED = pattern("citations", r"(?:{{consolidated_symbol}})(?!\w)")
_OR_NOW = pattern("citations", r"[^.;\n]{0,80}?(?<!\w)(?:{{or_now}})(?!\w)[^.;\n]{0,40}\Z", gap=" ")


def _speaks_of_its_end(doc: Document, one: Citation, successor: str | None) -> bool:
    """'… thay thế Nghị định số 45/2025/NĐ-CP', 'tổng kết Quyết định số …', 'Quyết định số 104/1999/QĐ-TTg hoặc' its successor."""
    begin = one.clause_span.start if one.clause_span else one.span.start
    if _ENDS.search(doc.source.lower, max(0, begin - 90), begin) or _is_consolidated(doc):
        return True
    named = doc.source.lower.find(successor.lower(), one.span.end, one.span.end + 200) if successor else -1
    return named >= 0 and _OR_NOW.match(doc.source.lower, one.span.end, named) is not None


def _is_consolidated(doc: Document) -> bool:
    """Whether the text repeats an older one with its amendments ('Số: 835/VBHN-BLĐTBXH'): it rests on the law of that day."""
    number = doc.plan.header.number
    return bool(number and number.symbol and _CONSOLIDATED.match(number.symbol.lower()))


def _is_sure(entry: Entry, field: str) -> bool:
    """Whether a field has more than one source; a user's own entry is sure unless it says otherwise."""
    unsure = entry.get("unverified", ())
    return entry.get("verified", True) and field not in unsure and "id" not in unsure


def _successor(documents: Index, successor: str | None, day: datetime.date) -> str | None:
    """How a message names what is in force instead on that day: 'Luật Dân số số 113/2025/QH15 ngày 10/12/2025'. A successor that
    has been replaced itself leads on to its own."""
    known = documents.numbered(successor) if successor else []
    passed = {successor}
    while len(known) == 1 and (later := _later(known[0], day)) and later not in passed:
        passed.add(later)
        successor, known = later, documents.numbered(later)
    return _named(known[0]) if len(known) == 1 else successor


def _later(entry: Entry, day: datetime.date) -> str | None:
    """The number of what has replaced a document by that day."""
    until = entry.get("until")
    return entry.get("replaced_by") if until and until <= day else None


def _named(entry: Entry) -> str:
    day = f" ngày {vietnamese_day(entry['date'])}" if entry.get("date") else ""
    title = entry.get("title") or ""
    title = title if title.startswith(entry["type"]) else entry["type"]
    return f"{title} số {entry['id']}{day}"


# -- which entry ------------------------------------------------------------------------------------------------------


_BEHIND_A_NAME = re.compile(r",?\s+(?:năm|ngày)\s.*|\s*\(?\s*(?:19|20)\d\d\)?\Z")


def _laws_called(doc: Document, one: Citation, documents: Index) -> list[Entry]:
    """All laws of the name that is cited, of whatever year."""
    return [*documents.own.titled(one.type or "", _BEHIND_A_NAME.sub("", doc.words(one.span)).casefold())]


def _law_by_name(doc: Document, one: Citation, documents: Index) -> Entry | None:
    """'Luật Ngân sách nhà nước năm 2015' → 83/2015/QH13."""
    year = one.year or (one.date.year if one.date else None)
    known = [entry for entry in _laws_called(doc, one, documents) if f"/{year}/" in entry["id"]]
    return known[0] if len(known) == 1 else None


def _law_of_another_year(doc: Document, one: Citation, documents: Index) -> KnownDocument | None:
    """'Luật Đất đai năm 2023': the one law of that name that is of the year before or behind. Not of the plan's own years, where
    'triển khai Luật Trẻ em năm 2026' says when."""
    if one.year is None or one.year >= doc.as_of.year - 1:
        return None
    known = _laws_called(doc, one, documents)
    near = [entry for entry in known if abs(int(entry["id"].split("/")[1]) - one.year) == 1]
    return _fact(doc, one, near[0], documents, "year") if len(near) == 1 else None


def _completed(one: Citation, documents: Index) -> Citation:
    """'Nghị định số 110/2004' with the symbol that it lacks: only the Government issues decrees, a law's number has a term."""
    if one.symbol is not None or one.year is None or one.type not in ("Nghị định", "Luật", "Bộ luật"):
        return one
    terms = documents.law["assembly_terms"]["terms"]
    organs = ("CP",) if one.type == "Nghị định" else [f"QH{t['term']}" for t in terms if t["from"] <= one.year <= t["until"]]
    for organ in organs:
        whole = f"{one.number}/{one.year}/{'NĐ-' if organ == 'CP' else ''}{organ}"
        if documents.numbered(whole):
            return replace(one, normal=whole, organs=(organ,), kind="normative" if organ == "CP" else "law")
    return one


def _may_be(one: Citation, entry: Entry, documents: Index) -> bool:
    """Whether a citation can mean this entry: a number of a province says nothing until its issuer is known."""
    if documents.is_fixed(one):
        return True
    issuer = documents.body(entry)
    return one.body.code is not None and issuer.code == one.body.code and one.body.may_be(issuer)


def _differs(doc: Document, one: Citation, entries: Sequence[Entry], documents: Index) -> KnownDocument | None:
    """What is cited, with the first thing that the registry has otherwise: day, issuer, type; None where it cannot be told."""
    dated = [entry for entry in entries if entry.get("date")]
    if one.date and dated and all(entry["date"] != one.date for entry in dated):
        alike = (entry for entry in dated if not _other_type(one, entry))
        meant = next((entry for entry in alike if _is_meant(doc, one, entry, documents)), None)
        return _fact(doc, one, meant, documents, "date") if meant else None
    same = [entry for entry in entries if one.date is None or entry.get("date") in (None, one.date)]
    if not same or one.date is None and len(entries) > 1:
        return None
    if _other_issuer(one, same, documents):
        wrong = "issuer"
    elif one.date and all(_other_type(one, entry) for entry in same):
        wrong = "type"
    else:
        wrong = None
    return _fact(doc, one, same[0], documents, wrong) if wrong or len(same) == 1 else None


def _other_issuer(one: Citation, entries: Sequence[Entry], documents: Index) -> bool:
    """Whether none of the entries is of the body that is cited."""
    codes = [documents.body(entry).code for entry in entries]
    if not one.body.code or not documents.is_fixed(one) or None in codes:
        return False
    return not any(Body(one.body.code).may_be(Body(code)) for code in codes) or all(_other_term(one, entry) for entry in entries)


def _other_term(one: Citation, entry: Entry) -> bool:
    """'… của Ban Chấp hành Trung ương Đảng khóa XI' of what the committee of term XII adopted on that day."""
    cited, known = (_TERM.search(name or "") for name in (one.issuer, entry["issuer"]))
    return bool(one.date and cited and known) and cited[1] != known[1]


def _other_type(one: Citation, entry: Entry) -> bool:
    """Whether another type is written than that of the entry."""
    if not (one.type and one.type_span):
        return False
    return one.type not in (entry["type"], "Văn bản") and {one.type, entry["type"]} != {"Quy định", "Quyết định"}


def _is_meant(doc: Document, one: Citation, entry: Entry, documents: Index) -> bool:
    """Whether the entry is the document that is cited with another day. A number without a year comes back every year, so that
    another year is another document unless the title says otherwise, or the very day and month for one that is known by title or
    of a body that the symbol fixes."""
    day = entry["date"]
    named = entry.get("title") or documents.is_fixed(one)
    if one.year is not None or named and (one.date.day, one.date.month) == (day.day, day.month):
        return True
    if one.date.year == day.year:
        if documents.is_fixed(one) or fuzzy.one_slip(f"{one.date:%d%m%Y}", f"{day:%d%m%Y}"):
            return True
    return _has_title(doc, one, entry)


def _has_title(doc: Document, one: Citation, entry: Entry) -> bool:
    rest = " ".join(doc.source.lower[one.span.end : one.span.end + 260].split())
    title = (entry.get("title") or "").lower()
    return len(title) > 15 and (title[:40] in rest or fuzzy.ratio(title[:60], rest[:60].removeprefix("về "), 80.0) > 0)


def _near_number(doc: Document, one: Citation, documents: Index) -> KnownDocument | None:
    """A number that nobody knows, one slip from that of the only registered document of its type, day and issuer."""
    if one.date is None or one.type is None:
        return None
    same = [entry for entry in documents.of_day(one.date) if entry["type"] == one.type and _is_of_issuer(one, entry, documents)]
    if len(same) != 1 or not _is_near(doc, one, same[0]) or documents.is_heard_of(one.normal):
        return None
    return _fact(doc, one, same[0], documents, "number")


def _is_of_issuer(one: Citation, entry: Entry, documents: Index) -> bool:
    """Whether the issuer of an entry is the one that is cited, or that the symbol names."""
    issuer = documents.body(entry)
    if one.body.code is None:
        return documents.is_fixed(one)
    return issuer.code is not None and one.body.may_be(issuer)


def _is_near(doc: Document, one: Citation, entry: Entry) -> bool:
    """Whether a number is one slip from that of an entry, and no neighbour: organs number what they sign on one day one after the
    other. Two digits that have changed places are no neighbour's."""
    mine, known = key(one.normal), key(entry["id"])
    if not fuzzy.one_slip(mine, known):
        return False
    numbers = [int(figures.group()) for each in (mine, known) if (figures := re.match(r"\d+", each))]
    if len(numbers) < 2:  # '/QĐ-TTg': the figures are left out
        return False
    same_symbol = mine.lstrip("0123456789.") == known.lstrip("0123456789.")
    swapped = sorted(mine) == sorted(known)
    return swapped or not same_symbol or abs(numbers[0] - numbers[1]) >= 31 or _has_title(doc, one, entry)
