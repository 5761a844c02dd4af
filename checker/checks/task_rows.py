"""Rows of task tables whose cells may be judged: shared by the checks of agencies and of deadlines."""

from __future__ import annotations

from checker.model import TaskRow, TaskTable
from checker.record import TYPE_CHECKING
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

_NOTHING = frozenset("-–.…_ \t\n")
_TOO_MANY = 3  # where a third of the rows is blank, the blank is the table's way to merge cells


def is_blank(doc: Document, span: Span | None) -> bool:
    """Whether a cell is there and holds no words."""
    return span is not None and set(doc.text[span.start:span.end]) <= _NOTHING


def judged(doc: Document, table: TaskTable, column: str) -> list[TaskRow]:
    """The task rows whose cell of a column may be judged: whole rows of a table where few are blank."""
    rows = [r for r in table.rows if r.whole and not r.group and not is_blank(doc, r.title)]
    blank = sum(is_blank(doc, getattr(r, column)) for r in rows)
    return rows if blank * _TOO_MANY <= len(rows) else []


def short_title(doc: Document, row: TaskRow) -> str:
    """The task of a row as a message names it, cut between words."""
    title = doc.words(row.title)
    return title if len(title) <= 80 else title[:77].rsplit(" ", 1)[0] + "…"
