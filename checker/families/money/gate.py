"""The readers of money, opened only where a text has any: most plans name no figure, and need not wait for a dozen modules."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.money.records import Budget, MoneyTable, Product, Shares, TotalStatement
from checker.families.readers import reader
from checker.model.plan import Unparsed

if TYPE_CHECKING:
    from checker.families.money.budget_lines import MoneyLine
    from checker.model.document import Document

_MONEY = pattern("money", r"{{money}}|v(?<!\wv)ốn|đ(?<=\d{3}đ)\b")
_GAP = re.compile(r"\S {2,}\S")
_ABOVE = 500  # where the title and the unit of a table stand


def _tables_may_hold_money(doc: Document) -> bool:
    low = doc.source.lower
    if _may_be_aligned(low) and _MONEY.search(low):
        return True
    return any(_MONEY.search(low, max(0, t.span.start - _ABOVE), t.span.end) for t in doc.plan.tables if len(t.rows) > 1)


def _may_be_aligned(text: str) -> bool:
    """Whether a line with a gap is followed by two that have one or are indented: what `space_tables` makes tables of."""
    gap = _GAP.search(text) if "  " in text else None
    while gap:
        first = text.find("\n", gap.end())
        second = text.find("\n", first + 1)
        if first < 0 or second < 0:
            return False
        third = text.find("\n", second + 1)
        following = text[first + 1 : second], text[second + 1 : third if third >= 0 else len(text)]
        if all("  " in line or line[:1].isspace() for line in following):
            return True
        gap = _GAP.search(text, first)
    return False


def _has_money(doc: Document) -> bool:
    return bool(doc.facts("prose_amount") or doc.facts("money_table"))


def read_money_tables(doc: Document) -> tuple[MoneyTable, ...]:
    """The tables that hold amounts; see `money_tables`."""
    return reader("checker.families.money.tables:read_money_tables")(doc) if _tables_may_hold_money(doc) else ()


def read_money_lines(doc: Document) -> tuple[MoneyLine | None, ...]:
    """The blocks as lines of budgets; see `budget_lines`."""
    return reader("checker.families.money.budget_lines:read_money_lines")(doc) if doc.facts("prose_amount") else ()


def read_budgets(doc: Document) -> tuple[Budget, ...]:
    """All budgets; see `budgets`."""
    return reader("checker.families.money.budgets:read_budgets")(doc) if _has_money(doc) else ()


def read_products(doc: Document) -> tuple[Product, ...]:
    """All products; see `products`."""
    return reader("checker.families.money.products:read_products")(doc) if _has_money(doc) else ()


def read_totals(doc: Document) -> tuple[TotalStatement, ...]:
    """The statements of the plan's total; see `totals`."""
    return reader("checker.families.money.totals:read_totals")(doc) if _has_money(doc) else ()


def read_shares(doc: Document) -> tuple[Shares, ...]:
    """The shares of a whole; see `shares`."""
    return reader("checker.families.money.shares:read_shares")(doc) if "%" in doc.text or doc.facts("money_table") else ()


def read_unread_rows(doc: Document) -> tuple[Unparsed, ...]:
    """The rows of money tables whose figures fit no column."""
    why = "không xếp được các số của hàng này vào cột"
    return tuple(Unparsed(span, why) for table in doc.facts("money_table") for span in table.unread)
