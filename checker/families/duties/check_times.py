"""Checks of deadlines: missing, impossible, before the plan, outside its period, vague."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.families.duties.check_tasks import is_blank, judged, short_title
from checker.families.duties.records import Deadline, ReportDuty, TaskTable, Weekday
from checker.language.days import vietnamese_day
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.model.plan import Date
from checker.source.text import Span

_SIGNED_LATE = 45  # days


@check("deadline_missing")
def deadline_missing(doc: Document) -> Iterator[Hit]:
    """TH501: the plan sets no time for anything. At the title line; the plan's own name is no deadline."""
    plan = doc.plan
    if not plan.sections:
        return
    body = Span(plan.sections[0].span.start, len(doc.text))
    for one in doc.facts("deadline"):
        if one.span.start >= body.start and (one.firm or one.kind in ("every", "within", "point", "start")):
            return
    if any(p.kind == "days" and not p.cited and p.span.start >= body.start for p in doc.facts("period")):
        return
    if any(p.part == "timeline" for p in doc.facts("own_period")):
        return
    if any(d.owner is None and d.span.start >= body.start for d in doc.facts("date")):
        return
    header = plan.header
    yield Hit(header.type_span or header.subject_span or plan.sections[0].heading)


@check("task_row_without_deadline")
def task_row_without_deadline(doc: Document, facts: tuple[TaskTable, ...]) -> Iterator[Hit]:
    """TH502: a task row of a table with a time column gives no time."""
    for table in facts:
        if "time" not in table.columns:
            continue
        for row in judged(doc, table, "time"):
            if not is_blank(doc, row.time):
                continue
            if row.lead is not None and is_blank(doc, row.lead) and (row.partner is None or is_blank(doc, row.partner)):
                continue  # an empty row has one finding, that of its missing agency
            yield Hit(row.title, {"task": short_title(doc, row), "number": row.number})


@check("day_invalid")
def day_invalid(doc: Document, facts: tuple[Date, ...]) -> Iterator[Hit]:
    """TH503: a date that no calendar has, outside citations and the document's own date line; with or without its year."""
    for one in (*facts, *doc.facts("short_day")):
        if one.value is None:
            yield Hit(one.span, {"found": doc.words(one.span)})


@check("deadline_before_plan")
def deadline_before_plan(doc: Document, facts: tuple[Deadline, ...]) -> Iterator[Hit]:
    """TH504: a deadline for a task that lies before the plan's own date."""
    date = doc.plan.header.date
    own = date.first if date and date.exists else None
    if own is None:
        return
    for one in facts:
        # The time of an activity ('Tháng 8/2025') may lie shortly before a plan that was signed late; a limit may not.
        late = datetime.timedelta(days=_SIGNED_LATE if one.kind == "point" else 0)
        if one.firm and one.value and one.value + late < own:
            date_line = Related(doc.plan.header.place_date.span)
            yield Hit(one.span, {"found": doc.words(one.span), "date": vietnamese_day(own)}, (date_line,))


@check("deadline_outside_period")
def deadline_outside_period(doc: Document, facts: tuple[Deadline, ...], *, grace_months: int = 3) -> Iterator[Hit]:
    """TH505: a deadline that lies more than `grace_months` before or behind the plan's own period."""
    own = next(iter(doc.facts("own_period")), None)
    if own is None or own.period.end is None:
        return
    grace = datetime.timedelta(days=31 * grace_months)
    first = own.period.start - grace if own.period.start else None
    last = (own.period.horizon or own.period.end) + grace
    date = doc.plan.header.date
    issued = date.first if date and date.exists else None
    for one in facts:
        if not one.firm or not one.value or issued and one.value < issued:
            continue
        preparing = issued is not None and one.value >= issued  # between signing and the first day of the period
        if first and one.value < first and not preparing or one.value > last:
            yield Hit(one.span, {"found": doc.words(one.span), "period": doc.words(own.span)}, (Related(own.span),))


@check("report_without_deadline")
def report_without_deadline(doc: Document, facts: tuple[ReportDuty, ...]) -> Iterator[Hit]:
    """TH507: a report without date, period or frequency; 'định kỳ' alone is none."""
    for duty in facts:
        if not duty.dated:
            yield Hit(duty.span, {"found": doc.words(duty.span)}, note="bare" if duty.bare else "default")


@check("weekday_mismatch")
def weekday_mismatch(doc: Document, facts: tuple[Weekday, ...]) -> Iterator[Hit]:
    """TH510: the weekday is not the date's."""
    for one in facts:
        if not one.fits:
            args = {
                "found": doc.words(one.span),
                "weekday": doc.words(one.word),
                "date": vietnamese_day(one.date),
                "expected": one.right,
            }
            yield Hit(one.span, args, fixes=(Fix((Edit(one.word, one.right),), "suggest"),))


@check("date_style_mixed")
def date_style_mixed(doc: Document) -> Iterator[Hit]:
    """TH513: cited dates in figures and in words in one text. One finding, at the first of the rarer style."""
    styles: dict[bool, list[Span]] = {True: [], False: []}
    for one in doc.facts("citation"):
        if one.date_span and one.date and doc.plan.body.start <= one.span.start < doc.plan.body.end:
            styles["tháng" in doc.source.lower[one.date_span.start : one.date_span.end]].append(one.date_span)
    if styles[True] and styles[False]:
        rare, common = sorted(styles.values(), key=lambda spans: (len(spans), -spans[0].start))
        yield Hit(rare[0], {"found": doc.words(rare[0]), "other": doc.words(common[0])}, (Related(common[0]),))
