"""Checks of who does what: tasks without an agency, without or with two leaders, agencies that get no copy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.duties.records import Agency, Assignment, LeadGap, TaskRow, TaskTable
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.model.plan import Section
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


_NOTHING = frozenset("-–.…_ \t\n")
_TOO_MANY = 3  # where a third of the rows is blank, the blank is the table's way to merge cells


def is_blank(doc: Document, span: Span | None) -> bool:
    """Whether a cell is there and holds no words."""
    return span is not None and set(doc.text[span.start : span.end]) <= _NOTHING


def judged(doc: Document, table: TaskTable, column: str) -> list[TaskRow]:
    """The task rows whose cell of a column may be judged: whole rows of a table where few are blank."""
    rows = [r for r in table.rows if r.whole and not r.group and not r.goes_on and not is_blank(doc, r.title)]
    blank = sum(is_blank(doc, getattr(r, column)) for r in rows)
    return rows if blank * _TOO_MANY <= len(rows) else []


def short_title(doc: Document, row: TaskRow) -> str:
    """The task of a row as a message names it, cut between words."""
    title = doc.words(row.title)
    return title if len(title) <= 80 else title[:77].rsplit(" ", 1)[0] + "…"


_LEADS = re.compile(r"chủ\s+trì|đầu\s+mối|thường\s+trực|tham\s+mưu|chịu\s+trách\s+nhiệm")
# As schools, the Party and the Front write it.
_LEADS_OUTSIDE = re.compile(r"phụ\s+trách|trưởng\s+ban|điều\s+hành|giao\s|phân\s+công")
_BETWEEN = re.compile(r"\s{0,3}(?:[;,/&+]|và|\n|-)[\s;,]{0,3}(?:và\s{1,2})?\Z")
_SAYS_ROLE = re.compile(r"chủ\s+trì|phối\s+hợp")
_ORDER = re.compile(r"(?:giao(?:\s+cho)?|yêu\s+cầu|chỉ\s+đạo|phân\s+công)\s{1,3}(?:đồng\s+chí\s)?\Z")


def _row_args(doc: Document, row: TaskRow) -> dict[str, object]:
    return {"task": short_title(doc, row), "number": row.number}


@check("task_row_without_agency")
def task_row_without_agency(doc: Document) -> Iterator[Hit]:
    """CQ401 in tables and lists: a task that names nobody."""
    for table in doc.facts("task_table"):
        if "lead" in table.columns or "assigned" in table.columns:
            for row in judged(doc, table, "lead"):
                if is_blank(doc, row.lead) and (row.partner is None or is_blank(doc, row.partner)):
                    yield Hit(row.title, _row_args(doc, row), note="row")
    gap: LeadGap
    for gap in doc.facts("lead_gap"):
        yield Hit(gap.span, {"task": doc.words(gap.span)[:80], "number": ""}, (Related(gap.label, "label"),), note="list")
    groups: dict[int, list[Assignment]] = {}
    for one in doc.facts("assignment"):
        groups.setdefault(one.group, []).append(one)
    for group in groups.values():
        named = [a for a in group if a.agencies or a.subject]
        if len(named) >= 2 and len(named) * 3 >= len(group) * 2:
            for one in group:
                if one.idle:
                    yield Hit(one.title, {"task": doc.words(one.title)[:80], "number": ""}, (Related(named[0].title, "label"),))


@check("lead_missing")
def lead_missing(doc: Document) -> Iterator[Hit]:
    """CQ402: nobody leads in the whole organisation section, or a row names partners only."""
    tables = doc.facts("task_table")
    sections = [s for s in doc.plan.sections if "organisation" in s.roles]
    if sections and not any("lead" in t.columns for t in tables):
        lower = doc.source.lower
        words = [_LEADS] if doc.plan.header.kind == "state" else [_LEADS, _LEADS_OUTSIDE]
        if not any(pattern.search(lower, s.span.start, s.span.end) for s in sections for pattern in words):
            yield Hit(sections[0].heading, {"section": doc.words(sections[0].title_span)})
    for table in tables:
        if "lead" in table.columns:
            for row in judged(doc, table, "lead"):
                if is_blank(doc, row.lead) and row.partner is not None and not is_blank(doc, row.partner):
                    yield Hit(row.partner, {**_row_args(doc, row), "partner": doc.words(row.partner)}, note="row")


@check("lead_ambiguous")
def lead_ambiguous(doc: Document) -> Iterator[Hit]:
    """CQ411: two named agencies lead one row; groups ('UBND các xã') lead in their own place and do not count."""
    agencies = doc.facts("agency")
    at = 0
    for table in doc.facts("task_table"):
        if "lead" not in table.columns:
            continue
        for row in table.rows:
            if not row.lead or row.group:
                continue
            while at < len(agencies) and agencies[at].span.start < row.lead.start:
                at += 1
            stop = at
            inside = []
            while stop < len(agencies) and agencies[stop].span.start < row.lead.end:
                inside.append(agencies[stop])
                stop += 1
            leads = _leads(doc, [a for a in inside if not _is_many(doc, a)])
            if len(leads) > 1:
                args = {**_row_args(doc, row), "first": doc.words(leads[0].span), "second": doc.words(leads[1].span)}
                yield Hit(row.lead, args)


def _is_many(doc: Document, agency: Agency) -> bool:
    if agency.known is None:
        return agency.name.lower().startswith(("các", "sở, ban"))
    return agency.known.kind in ("council", "body") and agency.known.name != "Công an"


def _leads(doc: Document, agencies: list[Agency]) -> list[Agency]:
    """The agencies that stand side by side from the first on, each another body."""
    leads = agencies[:1]
    for agency in agencies[1:]:
        between = doc.source.lower[leads[-1].span.end : agency.span.start]
        if not _BETWEEN.fullmatch(between) or _SAYS_ROLE.search(between):
            break
        if agency.name != leads[-1].name:
            leads.append(agency)
    if len(leads) > 1 and _SAYS_ROLE.search(doc.source.lower, leads[0].span.end, leads[-1].span.end + 30):
        return leads[:1]
    return leads


@check("agency_without_copy")
def agency_without_copy(doc: Document, facts: tuple[Assignment, ...]) -> Iterator[Hit]:
    """CQ406: an agency with a block of its own that no line of Nơi nhận covers."""
    recipients = doc.plan.recipients
    seen: set[str] = set()
    for one in facts:
        if one.covered is False and not one.agencies[0].standing and one.agencies[0].name not in seen:
            seen.add(one.agencies[0].name)
            span = one.agencies[0].span
            yield Hit(span, {"agency": doc.words(span)}, (Related(recipients.title),) if recipients else ())


@check("agency_assigned_twice")
def agency_assigned_twice(doc: Document, facts: tuple[Assignment, ...]) -> Iterator[Hit]:
    """CQ410: two headings of one list for the same agency."""
    first: dict[tuple[int, str], Assignment] = {}
    for one in facts:
        if not one.alone:
            continue
        key = (one.group, one.agencies[0].name.lower())
        if key in first:
            yield Hit(one.agencies[0].span, {"agency": doc.words(one.agencies[0].span)}, (Related(first[key].title),))
        else:
            first[key] = one


@check("order_outside_authority")
def order_outside_authority(doc: Document, facts: tuple[Agency, ...]) -> Iterator[Hit]:
    """CQ412: 'giao', 'yêu cầu' to a body that takes no orders from the issuer."""
    if doc.plan.header.kind in ("front", "party"):
        return
    for agency in facts:
        if agency.known and agency.known.kind in ("front", "court") and not agency.past:
            order = _ORDER.search(doc.source.lower, max(0, agency.span.start - 24), agency.span.start)
            if order:
                span = Span(order.start(), agency.span.end)
                word = doc.text[order.start() : order.end()].strip()
                new = "Đề nghị" if word[0].isupper() else "đề nghị"
                edit = Edit(Span(order.start(), order.start() + len(word)), new)
                yield Hit(span, {"found": word, "agency": doc.words(agency.span)}, fixes=(Fix((edit,), "suggest"),))


def organisation(doc: Document) -> list[Section]:
    """The top sections that say who does what."""
    return [s for s in doc.plan.sections if "organisation" in s.roles]
