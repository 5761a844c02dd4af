"""Citations (viện dẫn) as frozen values: the cited document, the body that issued it, what a registry knows of it."""

from __future__ import annotations

import datetime

from checker.base.record import dataclass
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Body:
    """Which body an issuer's name means: `code` as in the registry `type_issuers` (UBND), kind of `unit` (tỉnh) and own name
    of the `place` (cao bằng), each None where the name does not say it."""

    code: str | None = None
    unit: str | None = None
    place: str | None = None

    def may_be(self, other: Body) -> bool:
        """Whether the two can be one body: what is not said can be anything ('UBND tỉnh' and 'UBND tỉnh Cao Bằng')."""
        if self.code and other.code and self.code != other.code and not _is_general(self.code, other.code):
            return False
        if self.unit and other.unit and self.unit != other.unit:
            return False
        if self.place and other.place:
            return self.place.startswith(other.place) or other.place.startswith(self.place)
        return True


def _is_general(one: str, other: str) -> bool:
    """'Trung ương' may be any central Party body, 'ministry' any ministry; a Thành ủy was of a province or of a district."""
    pair = {one, other}
    if "TW" in pair:
        return all(code.startswith("TW") for code in pair)
    return "ministry" in pair or "department" in pair or pair == {"TU", "ThU"}


NOBODY = Body()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document is cited (viện dẫn). See docs of `facts/citations.py` for how each field is read.

    `id` is number, year and symbol as written without blanks, None for a law cited by name only; `normal` is the well-formed
    id by which it is judged. `kind` is the class: normative, individual, letter, party, law, joint, other.
    Spans are None where the part is not written; `so_span` is the word 'số'. `type` may come from the head of a list
    ('các Công điện: số 007/…, số 008/…'): then `type_span` is None.

    `abbr` and `organs` are the mended parts of the symbol; `faults` say what is wrong with how it is written: space,
    separator, letter (D for Đ), case, year. `dating` is 'day', 'partial' (day or month blank), 'list' (stands at a
    later member of the same list) or None; a 'day' whose `date`
    is None does not exist. `place` is body, subject (the plan's own, a letter's), heading (in capitals), title (of another cited
    document), amendment (a law's, without its day behind 'được sửa đổi theo'), quote or short (the plan declares a short form).
    `list_date` and `list_issuer` are those of a later member of the same list. `group` numbers the cited documents: mentions of
    one document have the same. `body` is the body that the issuer is by the registry `type_issuers`, as far as its name says it.

    `own` tells the plan's own number, `names_body` that the symbol alone says whose it is, `told_nearby` that its sentence does
    where the citation itself names no issuer. `so_wanted` is the word 'số' where it
    is missing, `zeros` the places of zeros that its date lacks and `date_padded` the date with them. `able` are the bodies that
    may issue such a type where the one that is named may not ('': all others), None where it may. `behind` are
    the words from an issuer to the date that stands behind it, `reordered` the same in the right order.
    `year_span` is the year of a law that is cited by its name. `doubled` runs from the type to the number where the type stands
    there twice ('Kế hoạch số KH 268/KH-UBND'), `joined` from 'số' to the number where no blank parts them; `undoubled` and
    `parted` are the same written rightly.
    `stands` is 'table' or 'text'; `scope` is the same for all citations of one table and for no others.
    """

    span: Span
    type: str | None
    number: str | None
    year: int | None
    symbol: str | None
    id: str | None
    normal: str | None
    kind: str
    date: datetime.date | None
    issuer: str | None
    clause: str | None
    first: bool
    type_span: Span | None = None
    so_span: Span | None = None
    id_span: Span | None = None
    date_span: Span | None = None
    issuer_span: Span | None = None
    clause_span: Span | None = None
    date_text: str | None = None
    abbr: str | None = None
    organs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    dating: str | None = None
    place: str = "body"
    list_date: datetime.date | None = None
    list_issuer: str | None = None
    group: int = 0
    body: Body = NOBODY
    own: bool = False
    behind: Span | None = None
    reordered: str | None = None
    stands: str = "text"
    scope: int = 0
    names_body: bool = False
    told_nearby: bool = False
    so_wanted: str | None = None
    zeros: tuple[Span, ...] = ()
    date_padded: str | None = None
    able: str | None = None
    year_span: Span | None = None
    doubled: Span | None = None
    undoubled: str | None = None
    joined: Span | None = None
    parted: str | None = None

    @property
    def named(self) -> Span:
        """Type word and number, as a message names the document."""
        return Span(min(self.span.start, self.id_span.start), self.id_span.end) if self.id_span else self.span

    @property
    def dated(self) -> Span:
        """Number and date, with what stands between."""
        spans = [span for span in (self.id_span, self.date_span) if span] or [self.span]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def year_fits(self) -> bool:
        """Whether the year in the number is that of the date, as far as both are written."""
        return self.year is None or self.date is None or self.year == self.date.year

    @property
    def date_style(self) -> str | None:
        """'words' for 'ngày 05 tháng 02 năm 2026', 'figures' for 'ngày 05/02/2026'."""
        return None if self.date_text is None else "words" if "tháng" in self.date_text.lower() else "figures"

    @property
    def of_whole_organ(self) -> bool:
        """Whether the part before the organ must be a type: of a letter ('Văn bản số 12/SYT-NVY') only where the body that stands
        last is no unit of another."""
        return self.type not in ("Công văn", "Văn bản") or self.type == "Văn bản" and self.organs[-1:] in (("UBND",), ("HĐND",))

    @property
    def unknown_abbr(self) -> str | None:
        """The part of the symbol that should name the type and is in no table ('KHX' of '12/KHX-UBND')."""
        unknown = self.kind == "other" and not self.abbr and self.faults in ((), ("space",)) and len(self.organs) > 1
        return self.organs[0] if unknown and self.id else None


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A citation of a document that the registry knows, with what the registry says of it.

    `differs` names in what the citation is otherwise: date, issuer, type, number; None where it agrees. `until` is the first
    day on which the document is no longer in force, `successor` how a message names what replaced it. `sure` and `sure_until`
    tell whether the registry's field is more than general knowledge.

    `place` is where it differs, `written` what stands there and `right` what the registry has, `mended` what to write in its
    place (None where that is more than a slip). `called` is how a message names the document. `ended` tells that it is not in
    force on the plan's day, `past` that the text speaks of its end.
    """

    span: Span
    citation: Citation
    id: str
    type: str
    date: datetime.date | None
    issuer: str
    title: str
    differs: str | None
    until: datetime.date | None
    successor: str | None
    sure: bool
    sure_until: bool
    place: Span | None = None
    written: str | None = None
    right: str | None = None
    mended: str | None = None
    called: str = ""
    ended: bool = False
    past: bool = False
