"""Facts that need no reading beyond the outline: passages, sections, recipient lines and table cells."""

from __future__ import annotations

from checker.base.record import dataclass
from checker.model.document import Document
from checker.model.plan import Plan, Section
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or heading line (đoạn văn). `part` is where it stands: header, opening, body, closing,
    recipients, signature or appendix."""

    span: Span
    kind: str
    label: str | None
    part: str


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One line of 'Nơi nhận', its dash included; `last` is True for the last one."""

    span: Span
    last: bool


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that is no heading. `heading` is the text of the heading cell above it, `row` counts from 1 below the headings."""

    span: Span
    heading: str
    column: int
    row: int


def read_texts(doc: Document) -> tuple[Passage, ...]:
    """Every block of words, in order; tables and comments are none."""
    plan = doc.plan
    return tuple(
        Passage(block.span, block.kind, block.label, _part(plan, block.span.start))
        for block in plan.blocks
        if block.kind in ("paragraph", "item")
    )


def _part(plan: Plan, offset: int) -> str:
    for name in ("recipients", "signature"):
        part = getattr(plan, name)
        if part and part.span.start <= offset < part.span.end:
            return name
    if any(span.start <= offset < span.end for span in plan.appendices):
        return "appendix"
    for name in ("opening", "closing", "body"):
        span = getattr(plan, name)
        if span and span.start <= offset < span.end:
            return name
    return "header" if offset < plan.body.start else "appendix"


def read_sections(doc: Document) -> tuple[Section, ...]:
    """Every section, parents before children."""
    return doc.sections


def read_recipients(doc: Document) -> tuple[RecipientLine, ...]:
    """The recipient lines."""
    lines = doc.plan.recipients.lines if doc.plan.recipients else ()
    return tuple(RecipientLine(span, span is lines[-1]) for span in lines)


def read_cells(doc: Document) -> tuple[TableCell, ...]:
    """The cells of all tables below the headings, row by row."""
    found = []
    for table in doc.plan.tables:
        headings = {
            cell.column: doc.words(cell.span) for row in table.rows[: table.header] for cell in row.cells if doc.words(cell.span)
        }
        for number, row in enumerate(table.rows[table.header :], 1):
            found.extend(TableCell(cell.span, headings.get(cell.column, ""), cell.column, number) for cell in row.cells)
    return tuple(found)
