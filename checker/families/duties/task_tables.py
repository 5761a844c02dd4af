"""Task tables: which column says who leads, who helps, by when; rows made whole where a copy put two on one line.

Headings as they stand in real plans: 'STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm'.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import replace
from checker.base.vocabulary import pattern
from checker.families.duties.records import TaskRow, TaskTable
from checker.model.document import Document
from checker.model.plan import Cell, Row, Table
from checker.source.text import Span

_ROLES = (
    ("number", pattern("duties", r"(?:{{column_number}})\.?\Z")),
    ("lead", pattern("duties", r"{{column_lead}}")),
    ("partner", pattern("duties", r"{{column_partner}}")),
    ("time", pattern("duties", r"{{column_time}}|(?<!\w)hạn(?!\w)")),
    ("product", pattern("duties", r"{{column_product}}")),
    ("assigned", pattern("duties", r"(?:{{column_who}}).{0,30}(?:{{column_does}})|{{column_assigned}}")),
    ("title", pattern("duties", r"{{column_title}}")),
)
_TOTAL = pattern("duties", r"\W{0,3}(?:{{totals}})(?!\w)")
_AIMS = pattern("duties", r"\W{0,4}(?:các\s+|tên\s+)?(?:{{column_aims}})(?!\w)")
_PART = re.compile(r"[IVX]{1,5}|[A-ZĐ]")  # numbers of the parts of a table
_DUE = pattern("duties", r"(?<!\w)(?:{{asks_for_the_last_day}})(?!\w)")
_STATE = pattern("duties", r"\W{0,4}(?:{{states_of_tasks}})\W{0,4}")
_MOST_HEADING = 120  # code points of a heading cell; longer cells are content


def _role(words: str) -> str:
    low = " ".join(words.lower().split())
    if not low or len(low) > _MOST_HEADING:
        return "other"
    if "phối hợp" in low:
        return "assigned" if "chủ trì" in low else "partner"
    for role, said in _ROLES:
        if said.search(low):
            return role
    return "other"


def read_task_tables(doc: Document) -> tuple[TaskTable, ...]:
    """The tables of a plan that give tasks to agencies, in order. Time is linear in the number of cells."""
    return tuple(t for table in doc.plan.tables if (t := _task_table(doc.text, table)))


def _task_table(text: str, table: Table) -> TaskTable | None:
    for at, row in enumerate(table.rows[:3]):  # noqa: B007
        columns, first = _columns(text, row, table.rows[at + 1 :])
        who = {"lead", "partner", "assigned"} & set(columns)
        if "title" in columns and who and len(columns) >= 3:
            break
    else:
        return None
    width = len(columns)
    rows: list[TaskRow] = []
    header = Span(row.cells[first].span.start, row.cells[first + width - 1].span.end)
    rest = row.cells[first + width :]
    pieces = [rest[1:]] if len(rest) == width + 1 and _blank(rest[0]) else []
    above: dict[str, Span] = {}
    for cells in (*pieces, *(piece for r in table.rows[at + 1 :] for piece in _split(r, width))):
        if cells:
            rows.append(_row(text, cells, columns, above))
    time = row.cells[first + columns.index("time")].span if "time" in columns else header
    due = "time" in columns and _DUE.search(text[time.start : time.end].lower()) is not None
    title = row.cells[first + columns.index("title")].span
    aims = _AIMS.match(text[title.start : title.end].lower()) is not None
    return TaskTable(table.span, header, columns, tuple(_with_empty_tasks(rows)), due, aims, _is_report(text, table))


def _is_report(text: str, table: Table) -> bool:
    """Whether a third of the rows have a cell that says how far the task is: then the times were set before."""
    states = sum(
        any(_STATE.fullmatch(text[cell.span.start : cell.span.end].lower()) is not None for cell in row.cells)
        for row in table.rows[1:]
    )
    return states > 0 and states * 3 >= len(table.rows) - 1


def _with_empty_tasks(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """A whole row with nothing but number and title is a task, not a heading, where its number only counts on: 2, 3, 4."""
    found = []
    for at, row in enumerate(rows):
        if row.group and row.whole and row.number.isdecimal() and row.title.start < row.title.end:
            before = rows[at - 1].number if at else ""
            behind = rows[at + 1].number if at + 1 < len(rows) else str(int(row.number) + 1)
            if before == str(int(row.number) - 1) and behind == str(int(row.number) + 1):
                row = replace(row, group=False)
        found.append(row)
    return _with_rows_that_go_on(found) if any(row.number for row in found) else found


def _with_rows_that_go_on(rows: list[TaskRow]) -> list[TaskRow]:
    """Rows without a number where most rows have one: the row before goes on, over a page's end or point by point."""
    many = sum(bool(row.number) for row in rows) * 2 > len(rows)
    return [replace(row, goes_on=True) if many and at and row.whole and not row.number else row for at, row in enumerate(rows)]


def _columns(text: str, row: Row, below: Sequence[Row]) -> tuple[tuple[str, ...], int]:
    """The roles of the heading cells, and the index of the first: what a copied page put before the heading stays out, which
    shows by most rows below having other cells than the heading."""
    roles = [_role(text[c.span.start : c.span.end]) for c in row.cells]
    whole = not any(map(_blank, row.cells))
    if whole and sum(len(other.cells) == len(roles) for other in below) * 2 > len(below):
        return tuple(roles), 0
    first = next((i for i, role in enumerate(roles) if role != "other"), 0)
    width = 0
    while first + width < len(roles) and not _blank(row.cells[first + width]):
        width += 1
    return tuple(roles[first : first + width]), first


def _blank(cell: Cell) -> bool:
    return cell.span.start == cell.span.end


def _split(row: Row, width: int) -> list[Sequence[Cell]]:
    """A row, or the two that a copied page put on one line with a blank cell between."""
    cells = row.cells
    if len(cells) == 2 * width + 1 and _blank(cells[width]):
        return [cells[:width], cells[width + 1 :]]
    return [cells]


def _row(text: str, cells: Sequence[Cell], columns: tuple[str, ...], above: dict[str, Span]) -> TaskRow:
    """One row; a cell that is one with the cell above has that one's words. `above` is kept up to date."""
    whole = len(cells) == len(columns)
    of: dict[str, Span] = {}
    if whole:
        for role, cell in zip(columns, cells, strict=True):
            of.setdefault(role, above[role] if cell.merged and role in above else cell.span)
        above.update(of)
    filled = [c for c in cells if not _blank(c)]
    number = text[of["number"].start : of["number"].end] if "number" in of else ""
    title = of.get("title") or (filled[-1].span if filled else cells[0].span)
    others = [c for c in filled if c.span not in (of.get("number"), of.get("title"))]
    lead = of.get("lead") or of.get("assigned")
    number = number.strip(" .)*")
    parted = _PART.fullmatch(number) and all(span.start == span.end for span in (lead, of.get("partner")) if span)
    return TaskRow(
        Span(cells[0].span.start, cells[-1].span.end),
        number,
        title,
        lead,
        of.get("partner"),
        of.get("time"),
        group=bool(parted)
        or len(filled) <= 2
        and (not whole or not others)
        or any(_TOTAL.match(text[span.start : span.end].lower()) for span in (title, *(c.span for c in filled[:1]))),
        whole=whole,
    )
