"""Rows of task tables: what each lacks, and which agencies lead it side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import replace
from checker.families.duties.parts import name, parts
from checker.families.duties.records import Agency, TaskRow, TaskTable
from checker.model.document import Document
from checker.source.text import Span

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


def names_nobody(doc: Document, row: TaskRow) -> bool:
    """Whether the cells of who leads and who helps are there and blank."""
    return is_blank(doc, row.lead) and (row.partner is None or is_blank(doc, row.partner))


def row_args(doc: Document, row: TaskRow) -> dict[str, object]:
    """The task of a row and its number, as arguments of a message."""
    return {"task": _short_title(doc, row), "number": row.number}


def _short_title(doc: Document, row: TaskRow) -> str:
    """The task of a row as a message names it, cut between words."""
    title = doc.words(row.title)
    return title if len(title) <= 80 else title[:77].rsplit(" ", 1)[0] + "…"


def read_task_rows(doc: Document) -> tuple[TaskRow, ...]:
    """The rows of all task tables, in order of position, with what they lack and who leads them."""
    return tuple(row for table in doc.facts("task_table") for row in _rows(doc, table))


def _rows(doc: Document, table: TaskTable) -> Iterator[TaskRow]:
    timed = judged(doc, table, "time") if "time" in table.columns else ()
    without_time = {row.span for row in timed if is_blank(doc, row.time)}
    for row in table.rows:
        leads = _leads(doc, row) if "lead" in table.columns and row.lead and not row.group and not table.aims else ()
        lacks = ("time",) if row.span in without_time else ()
        yield replace(row, task=_short_title(doc, row), lacks=lacks, nobody=names_nobody(doc, row), leads=leads)


# -- who leads --------------------------------------------------------------------------------------------------------

_BETWEEN = re.compile(r"\s{0,3}(?:[;,/&+]|và|\n|-)[\s;,]{0,3}(?:và\s{1,2})?\Z")
_SAYS_ROLE = re.compile(r"chủ\s+trì|phối\s+hợp")


def _leads(doc: Document, row: TaskRow) -> tuple[Agency | Span, ...]:
    """The agencies that a cell names side by side from the first on, each another body; groups ('UBND các xã') lead in their
    own place and do not count."""
    inside = _inside(doc.facts("agency"), row.lead) if row.lead else ()
    known = tuple(_side_by_side(doc, [agency for agency in inside if not _is_many(agency)]))
    return known if len(known) > 1 or any(agency.known for agency in inside) else _unregistered(doc, row) or known


def _unregistered(doc: Document, row: TaskRow) -> tuple[Span, ...]:
    """The bodies side by side of a cell that names none of a registry."""
    if row.lead is None or _SAYS_ROLE.search(doc.source.lower, *row.lead):
        return ()
    return tuple({name(doc, part): part for part in parts(doc, row.lead)}.values())


def _inside(agencies: Sequence[Agency], cell: Span) -> Sequence[Agency]:
    first = bisect_left(agencies, cell.start, key=lambda agency: agency.span.start)
    last = bisect_left(agencies, cell.end, key=lambda agency: agency.span.start)
    return agencies[first:last]


def _is_many(agency: Agency) -> bool:
    if agency.known is None:
        return agency.name.lower().startswith(("các", "sở, ban"))
    return agency.known.kind in ("council", "body") and agency.known.name != "Công an"


def _side_by_side(doc: Document, agencies: list[Agency]) -> list[Agency]:
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
