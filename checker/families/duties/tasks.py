"""Tasks (nhiệm vụ): who does what by when, from the blocks of the organisation section and the rows of task tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base.vocabulary import pattern
from checker.families.duties.records import Agency, Assignment, Deadline, Task, TaskRow
from checker.model.document import Document
from checker.source.text import Span

_LEAD = pattern("duties", r"{{lead}}")
_CLOSING = pattern("duties", r"{{plan_closes}}")
_HELP = pattern("duties", r"{{help}}")


def read_tasks(doc: Document) -> tuple[Task, ...]:
    """All tasks, in order of position. A block's points are tasks of their own; a block without points is one task."""
    found = [*_of_assignments(doc), *_of_tables(doc)]
    found.sort(key=lambda task: task.span)
    return tuple(found)


def _of_assignments(doc: Document) -> Iterator[Task]:
    lower = doc.source.lower
    for one in doc.facts("assignment"):
        agency = one.agencies[0] if one.agencies else None
        if agency is None and not one.subject or _CLOSING.match(lower, one.title.start):
            continue
        for span in _points(doc, one):
            helps = _HELP.match(lower, span.start, span.end)
            role = "lead" if _LEAD.search(lower, span.start, span.end) else "coordinate" if helps else "assigned"
            yield Task(span, agency, role, span, _deadline(doc, span))


def _points(doc: Document, one: Assignment) -> list[Span]:
    """The paragraphs and items under the title; where there are none, what stands behind the agency in the title itself."""
    blocks = doc.plan.blocks
    at = bisect_left(blocks, one.title.end, key=lambda block: block.span.start)
    points = []
    while at < len(blocks) and blocks[at].span.start < one.span.end:
        block = blocks[at]
        if block.kind in ("paragraph", "item"):
            start = block.mark.end if block.mark else block.span.start
            if _CLOSING.match(doc.source.lower, start):
                break
            if start < min(block.span.end, one.span.end):
                points.append(Span(start, min(block.span.end, one.span.end)))
        at += 1
    if points:
        return points
    start = one.agencies[-1].span.end if one.agencies else one.title.start
    while start < one.span.end and doc.text[start] in " \t\n:,.-":
        start += 1
    return [Span(start, one.span.end)] if start < one.span.end else [one.title]


def _of_tables(doc: Document) -> Iterator[Task]:
    for table in doc.facts("task_table"):
        leads = "lead" in table.columns
        for row in table.rows:
            if row.whole and not row.group and row.title.start < row.title.end:
                yield from _of_row(doc, row, "lead" if leads else "assigned")


def _of_row(doc: Document, row: TaskRow, role: str) -> Iterator[Task]:
    deadline = _deadline(doc, row.time) if row.time else None
    agency = _agency(doc, row.lead) if row.lead else None
    yield Task(row.span, agency, role if agency else None, row.title, deadline)


def _agency(doc: Document, span: Span) -> Agency | None:
    agencies = doc.facts("agency")
    at = bisect_left(agencies, span.start, key=lambda agency: agency.span.start)
    return agencies[at] if at < len(agencies) and agencies[at].span.start < span.end else None


def _deadline(doc: Document, span: Span) -> Deadline | None:
    """The first deadline within the span that is no vague word."""
    deadlines = doc.facts("deadline")
    at = bisect_left(deadlines, span.start, key=lambda deadline: deadline.span.start)
    while at < len(deadlines) and deadlines[at].span.start < span.end:
        if deadlines[at].kind != "vague":
            return deadlines[at]
        at += 1
    return None
