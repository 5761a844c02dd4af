"""A budget as plain data, with the contract's keys: its totals, the columns and rows that it was read from, what was judged."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING
from checker.families.money.rows import ADDED, MoneyRow, role_of
from checker.model.document import Document
from checker.report.json import place_object
from checker.source.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.families.money.records import Amount, Budget


def budget_object(doc: Document, budget: Budget) -> dict[str, object]:
    """A budget with those inside it."""
    return {
        "total": budget.total,
        "items": [item.value for item in budget.items],
        "sum": budget.sum,
        "balanced": budget.balanced,
        "years": budget.years,
        "period_total": budget.period_total,
        "view": budget.view or None,
        "unit": budget.unit,
        "columns": [{"words": c.words, "kind": c.kind, "unit": c.unit} for c in budget.columns if c.words],
        "rows": _rows(doc, budget),
        "judged": [budget.kind] if budget.balanced is not None else [],
        "unread": budget.unread or None,
        "children": [{**place_object(doc.source.place(b.span)), **budget_object(doc, b)} for b in budget.children],
    }


def _rows(doc: Document, budget: Budget) -> list[dict[str, object]]:
    """The rows that a budget was read from; of one inside another, its total and its items."""
    subtotals = {child.stated.span for child in budget.children if child.stated is not None}
    plain = "part" if budget.partial else "item"
    if budget.rows:
        return [_told(doc, budget, row, plain, subtotals) for row in budget.rows if row.kind != "remark"]
    rows = [_row(doc, "total", budget.label, [budget.stated], budget.stated.span)] if budget.stated is not None else []
    for item in budget.items:
        role = "subtotal" if item.span in subtotals else plain
        rows.append(_row(doc, role, item.label, [item.amount], item.span))
    return rows


def _told(doc: Document, budget: Budget, row: MoneyRow, plain: str, subtotals: set[Span]) -> dict[str, object]:
    role = role_of(row, budget.columns)
    amounts = [row.amounts.get(column.index) for column in budget.columns] if role in ADDED else []
    places = {amount.span for amount in amounts if amount}
    if budget.stated is not None and budget.stated.span in places:
        role = "total"
    elif role == "item":
        role = "subtotal" if places & subtotals else plain
    return _row(doc, role, row.name or row.label, amounts, row.span)


def _row(doc: Document, role: str, label: str, amounts: Iterable[Amount | None], span: Span) -> dict[str, object]:
    values = [amount.value if amount is not None else None for amount in amounts]
    return {"label": label, "kind": role, "amounts": values, "line": doc.source.place(span).line}
