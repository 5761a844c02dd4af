"""A plan beside the other documents of its repository: its own number, what it says of them, the plan that it carries out."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterator

from checker.base.messages import vietnamese_day
from checker.base.record import TYPE_CHECKING, dataclass
from checker.base.vocabulary import pattern
from checker.families.citations.issuers import Bodies, fold
from checker.families.citations.number import is_one_number, key
from checker.language.words import WORD
from checker.model.document import Document
from checker.model.repository import Filed
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.citation import Body, Citation

_CARRIES_OUT = pattern("citations", r"(?:{{carries_out}})\s(?:[^.;]{0,60}\s)?\Z", gap=" ")


def filed(doc: Document, path: str) -> Filed | None:
    """What other documents of a repository have to know of this one; None where it has no number or day of its own."""
    header = doc.plan.header
    number, date = header.number, header.date
    if not number or not number.number or not number.symbol or not header.type or not date or not date.day or not date.exists:
        return None
    issuer, symbol = header.issuer or "", "".join(doc.words(number.value).split())
    period = next((own.period for own in doc.facts("own_period")), None)
    return Filed(
        path.replace("\\", "/"),
        symbol,
        key(symbol),
        header.type,
        date.first,
        fold(issuer),
        Bodies(doc.law["type_issuers"]["issuers"])[issuer],
        period.start if period else None,
        period.end if period else None,
        _marks(header.subject or ""),
    )


def _marks(subject: str) -> bytes:
    return b"".join(sorted({zlib.crc32(word.encode()).to_bytes(4, "big") for word in WORD.findall(subject.lower())}))


def _others(doc: Document, number: str) -> Iterator[Filed]:
    """The other documents that are looked up by a number."""
    own, found = doc.source.path.replace("\\", "/"), doc.repository.numbered(number) if doc.repository else ()
    return (one for one in found if one.path != own)


# -- one number, two documents ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """The plan's own number and symbol, which another document of the same issuer and year has too."""

    span: Span
    other: str
    year: int


def read_shared_numbers(doc: Document) -> tuple[SharedNumber, ...]:
    """The first other document with the plan's number, that is no draft of it. Of two the later one is told, where both are
    judged."""
    own = filed(doc, doc.source.path) if doc.repository else None
    number = doc.plan.header.number
    if own is None or number is None:
        return ()
    for other in _others(doc, own.number):
        if other.date.year != own.date.year or not own.is_by(other) or own.is_draft_of(other):
            continue
        if not other.judged or (other.date, other.path) < (own.date, own.path):
            return (SharedNumber(number.value, other.path, own.date.year),)
    return ()


# -- what a citation says of a document that is there -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FiledCitation:
    """A citation that says something else of a document of the repository than that document. `name` is how it names it,
    `differs` 'date' or 'type', `place` where it does, `written` its words, `right` those of the document, `mended` what to write
    there."""

    span: Span
    name: str
    path: str
    differs: str
    place: Span
    written: str
    right: str
    mended: str


def read_filed_citations(doc: Document) -> tuple[FiledCitation, ...]:
    """The citations that contradict the document they name."""
    if not doc.repository:
        return ()
    there = list(_named(doc))
    return tuple(found for one, other in there if (found := _contradiction(doc, one, other)))


def _named(doc: Document) -> Iterator[tuple[Citation, Filed]]:
    """Each citation with the one document of the repository that it names."""
    for one in doc.facts("citation"):
        if one.normal is None or one.own:
            continue
        same = [f for f in _others(doc, key(one.normal)) if is_one_number(f.id, one.normal) and _may_be(one, f)]
        if any(other.date == one.date for other in same):
            same = [other for other in same if other.date == one.date]
        if len({other.date for other in same}) == 1:
            yield one, same[0]


def _may_be(one: Citation, other: Filed) -> bool:
    """Whether a citation names that document: its issuer is said or fixed by the symbol, and its year or day and month fit."""
    body = one.body
    if not body.code and not one.names_body or body.code and not (body.may_be(other.body) and _same_unit(body, other)):
        return False
    if one.date is None:
        return one.year in (None, other.date.year)
    same_day = (one.date.day, one.date.month) == (other.date.day, other.date.month)
    return one.date.year == other.date.year or same_day


def _same_unit(body: Body, other: Filed) -> bool:
    """'UBND tỉnh' without its name is the province's; a bare 'UBND' could be anybody's."""
    return bool(body.place or body.unit) or not other.body.place


def _contradiction(doc: Document, one: Citation, other: Filed) -> FiledCitation | None:
    name = doc.words(one.named)
    if one.date and one.date != other.date and one.date_span:
        right = vietnamese_day(other.date)
        mended = "ngày " + ("{} tháng {} năm {}".format(*right.split("/")) if one.date_style == "words" else right)
        written = doc.words(one.date_span)
        return FiledCitation(one.span, name, other.path, "date", one.date_span, written, right, mended)
    if one.type and one.type_span and one.type.lower() != other.type.lower():
        return FiledCitation(one.span, name, other.path, "type", one.type_span, doc.words(one.type_span), other.type, other.type)
    return None


# -- the plan that this one carries out -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParentPeriod:
    """The plan's own period, which does not lie within that of the plan that it says it carries out. `cited` is where it does."""

    span: Span
    cited: Span
    name: str
    path: str
    own: str
    parent: str


def read_parent_periods(doc: Document) -> tuple[ParentPeriod, ...]:
    """The plan of the repository, named in the subject or after 'Thực hiện' in the opening, whose period does not hold the plan's
    own."""
    if not doc.repository:
        return ()
    own = next((one for one in doc.facts("own_period") if one.period.kind in ("range", "year")), None)
    if own is None or own.period.start is None or own.period.end is None:
        return ()
    for one, other in _named(doc):
        if other.start is None or other.end is None or other.end.year - other.start.year > 40 or not _is_carried_out(doc, one):
            continue
        if own.period.start < other.start or own.period.end > other.end:
            parent = _years(other.start, other.end)
            return (ParentPeriod(own.span, one.named, doc.words(one.named), other.path, doc.words(own.span), parent),)
    return ()


def _is_carried_out(doc: Document, one: Citation) -> bool:
    if one.place == "subject":
        return True
    opening = doc.plan.opening
    if opening is None or not opening.start <= one.span.start < opening.end:
        return False
    return bool(_CARRIES_OUT.search(doc.source.lower, max(opening.start, one.span.start - 90), one.span.start))


def _years(start: datetime.date, end: datetime.date) -> str:
    return str(start.year) if start.year == end.year else f"{start.year} - {end.year}"
