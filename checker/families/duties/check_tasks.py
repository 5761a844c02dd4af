"""Checks of who does what: tasks without an agency, without or with two leaders, agencies that get no copy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.duties.records import Assignment, LeadGap
from checker.families.duties.task_rows import is_blank, judged, names_nobody, row_args
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, Related
from checker.model.plan import Section

if TYPE_CHECKING:
    from checker.model.document import Document


_LEADS = re.compile(r"chủ\s+trì|đầu\s+mối|thường\s+trực|tham\s+mưu|chịu\s+trách\s+nhiệm|chỉ\s+đạo\s+chung")
_CHARGED = pattern("duties", r"(?<!được )(?<!bàn )(?<!chuyển )(?<!\w)giao\s(?:cho\s|[^.;:\n]{3,90}?(?<!\w)(?:{{charges}})(?!\w))")
_WRITER = pattern("duties", r"{{<who_writes}}(?!\w)")
# As schools, the Party and the Front write it.
_LEADS_OUTSIDE = re.compile(r"phụ\s+trách|trưởng\s+ban|điều\s+hành|giao\s|phân\s+công")


@check("task_row_without_agency")
def task_row_without_agency(doc: Document) -> Iterator[Hit]:
    """CQ401 in tables and lists: a task that names nobody.

    Algorithm: a task is compared with its siblings in tables, lists and blocks.
    """
    for table in doc.facts("task_table"):
        if "lead" in table.columns or "assigned" in table.columns:
            for row in judged(doc, table, "lead"):
                if names_nobody(doc, row):
                    yield Hit(row.title, row_args(doc, row), note="row")
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
    """CQ402: nobody leads in the whole organisation section, or a row names partners only.

    Algorithm: tables are asked first, and the words of whole sections only where no table names who leads.
    """
    tables = doc.facts("task_table")
    sections = [s for s in doc.plan.sections if "organisation" in s.roles]
    if sections and not any("lead" in t.columns for t in tables):
        lower = doc.source.lower
        words = [_LEADS, _WRITER, _CHARGED] if doc.plan.header.kind == "state" else [_LEADS, _WRITER, _LEADS_OUTSIDE]
        if not any(pattern.search(lower, s.span.start, s.span.end) for s in sections for pattern in words):
            yield Hit(sections[0].heading, {"section": doc.words(sections[0].title_span)})
    for table in tables:
        if "lead" in table.columns:
            for row in judged(doc, table, "lead"):
                if is_blank(doc, row.lead) and row.partner is not None and not is_blank(doc, row.partner):
                    yield Hit(row.partner, {**row_args(doc, row), "partner": doc.words(row.partner)}, note="row")


def organisation(doc: Document) -> list[Section]:
    """The top sections that say who does what."""
    return [s for s in doc.plan.sections if "organisation" in s.roles]
