"""Slips in who has which role: one agency leads and helps, two agencies run together without any mark between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.parts import name, parts, seam
from checker.families.duties.records import Agency, KnownAgency, RoleSlip, TaskRow
from checker.families.spots import line_at
from checker.model.document import Document, inside
from checker.source.text import Span

_LEADS_WITH = re.compile(r"\s{0,3}:?\s{0,3}chủ\s+trì,?\s+(?:và\s+)?phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)\s+")
_GROUP_OF_OFFICES = pattern("duties", r"các\s(?:{{offices_of_a_group}})(?:\s?,\s?(?:{{offices_of_a_group}})(?!\w)){1,5}")
_GROUP_ENDS = re.compile(r"\s{0,3}(?:[;.\n]|,\s(?!(?:ban|ngành|đơn|cơ|địa|các\s)(?!\w))|\Z)")
_TOGETHER = re.compile(r"\s?,\s{1,3}(?:và\s{1,3})?|\s{1,3}và\s{1,3}")
_APART = ("department", "government", "council", "front")  # kinds of bodies that are no part of the one named behind them


_OF_COMMUNE = ("office", "unit", "council")


def read_role_slips(doc: Document) -> tuple[RoleSlip, ...]:
    """The slips in order of position; `kind` is 'both' or 'together'."""
    return tuple(sorted((*_both(doc), *_together(doc)), key=lambda slip: slip.span))


def _within(agencies: Sequence[Agency], span: Span) -> Sequence[Agency]:
    low = bisect_left(agencies, span.start, key=lambda agency: agency.span.start)
    return agencies[low : bisect_left(agencies, span.end, key=lambda agency: agency.span.start)]


# -- leads and helps --------------------------------------------------------------------------------------------------


def _both(doc: Document) -> Iterator[RoleSlip]:
    agencies = doc.facts("agency")
    for table in doc.facts("task_table"):
        if "lead" in table.columns and "partner" in table.columns:
            for row in table.rows:
                yield from _of_row(doc, agencies, row)
    lower = doc.source.lower
    for one in agencies:
        match = one.known and _LEADS_WITH.match(lower, one.span.end)
        if match:
            leads = _beside(lower, agencies, one)
            stop = min((at for mark in ".;:" if (at := lower.find(mark, match.end())) >= 0), default=len(lower))
            for other in _within(agencies, Span(match.end(), stop)):
                same = next((lead for lead in leads if _same(lead, other)), None)
                if same and _begins(doc, Span(match.end(), stop), other):
                    yield RoleSlip(other.span, "both", same, other)
                    break


def _beside(lower: str, agencies: Sequence[Agency], last: Agency) -> list[Agency]:
    """The agencies that lead together, of which `last` stands before 'chủ trì': 'Sở Y tế và Sở Tư pháp chủ trì'."""
    leads = [last]
    at = bisect_left(agencies, last.span.start, key=lambda agency: agency.span.start)
    while at and _TOGETHER.fullmatch(lower, agencies[at - 1].span.end, leads[-1].span.start):
        at -= 1
        leads.append(agencies[at])
    return leads


def _of_row(doc: Document, agencies: Sequence[Agency], row: TaskRow) -> Iterator[RoleSlip]:
    if row.whole and not row.group and row.lead and row.partner and row.lead != row.partner:
        if "phối hợp" in doc.source.lower[row.lead.start : row.lead.end]:
            return
        for lead in _within(agencies, row.lead):
            for other in _within(agencies, row.partner):
                if _same(lead, other) and _begins(doc, row.lead, lead) and _begins(doc, row.partner, other):
                    yield RoleSlip(other.span, "both", lead, other)
                    return
        if group := _same_group(doc, row.lead, row.partner):
            yield RoleSlip(group[1], "both", *group)
            return
        leads = {name(doc, part): part for part in parts(doc, row.lead)}
        for part in parts(doc, row.partner):
            if same := leads.get(name(doc, part)):
                yield RoleSlip(part, "both", same, part)
                return


def _begins(doc: Document, cell: Span, agency: Agency) -> bool:
    """Whether a name begins a part of a cell: 'Văn phòng Ban Chỉ huy' is another body than 'Ban Chỉ huy'."""
    before = doc.source.lower[cell.start : agency.span.start].rstrip(" \t*")
    return not before or before.endswith((",", ";", ":", "\n", "/", "-", "+", "và", "(", "với"))


def _same(one: Agency, other: Agency) -> bool:
    return one.known is not None and one.name == other.name and one.span != other.span


def _same_group(doc: Document, lead: Span, partner: Span) -> tuple[Span, Span] | None:
    """A group of offices ('Các phòng, ban') that is the whole cell of who leads, and what a list of helpers begins with; what
    stands behind it there ('các phòng, ban liên quan') makes it others."""
    group = _GROUP_OF_OFFICES.match(doc.source.lower, *lead)
    if group is None or doc.text[group.end() : lead.end].strip(" .;\n*"):
        return None
    words = group.group()
    low, end = doc.source.lower, partner.start + len(words)
    whole = low.startswith(words, partner.start) and end <= partner.end and _GROUP_ENDS.match(low, end, partner.end)
    return (Span(*group.span()), Span(partner.start, end)) if whole else None


# -- run together -----------------------------------------------------------------------------------------------------


def _together(doc: Document) -> Iterator[RoleSlip]:
    """'Sở Khoa học và Công nghệ Sở Công Thương' where tasks are given; on one line, since a line end parts two."""
    cells = sorted(cell for table in doc.facts("task_table") for row in table.rows for cell in (row.lead, row.partner) if cell)
    agencies = doc.facts("agency")
    told: set[int] = set()
    for one, other in zip(agencies, agencies[1:], strict=False):
        if not _are_apart(doc, one, other):
            continue
        between = doc.text[one.span.end : other.span.start]
        if between and not between.strip(" \t") and (inside(cells, one.span.start) or _gives_tasks(doc, one)):
            if doc.text[other.span.start].isupper():
                told.add(one.span.end)
                yield RoleSlip(Span(one.span.start, other.span.end), "together", one, other, Span(one.span.end, other.span.start))
    for cell in dict.fromkeys(cells):
        for part in parts(doc, cell):
            gap = seam(doc, part)
            if gap and gap.start not in told:
                yield RoleSlip(part, "together", Span(part.start, gap.start), Span(gap.end, part.end), gap)


def _are_apart(doc: Document, one: Agency, other: Agency) -> bool:
    """Whether neither of two bodies is a part of the other: those of a province by their kinds, and 'Công an xã', 'Trạm Y tế'.
    The offices of a commune are parts of its people's committee and council alone; wide blanks part columns."""
    first, second = one.known, other.known
    if first is None or second is None:
        return False
    if first.kind in _APART and second.kind in _APART:
        return True
    beside = doc.text[one.span.end : other.span.start] == " "
    return beside and _is_of_a_commune(doc, first, one.place) and _is_of_a_commune(doc, second, other.place)


def _is_of_a_commune(doc: Document, known: KnownAgency, place: Span | None) -> bool:
    if known.kind not in _OF_COMMUNE or known.name.lower() in words("duties", "have_offices"):
        return False
    if known.level == "commune" or known.kind == "office":
        return known.level in ("commune", "any")
    return place is not None and doc.source.lower.startswith(words("duties", "communes"), place.start)


def _gives_tasks(doc: Document, one: Agency) -> bool:
    """Whether a name stands where tasks are given; copies lose the marks of headers, of recipients and of rows that are torn."""
    if one.where != "body":
        return one.where in ("organisation", "table")
    line = line_at(doc, one.span.start)
    return doc.text.find("|", line.start, line.end) < 0
