"""Places where the total of the plan is stated, for NS610: prose ('Tổng kinh phí thực hiện …') and the last row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import regex as re
from checker.facts.budget_lines import TOTAL, is_rate, is_yearly
from checker.facts.periods_of_money import stated_years
from checker.model import Budget, TotalStatement
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

_WHOLE = re.compile(
    r"(?:tổng\s+)?(?:số\s+)?(?:cộng\s+)?(?:mức\s+)?(?:nhu\s+cầu\s+)?(?:dự\s+toán\s+)?(?:nguồn\s+)?(?:kinh\s+phí|dự\s+toán|nhu\s+cầu|vốn)\b"
)
_FILLER = re.compile(
    r"\b(?:dự kiến|thực hiện|triển khai|khoảng|ước|là|của|này|cả|chung|cho|để|việc|toàn bộ|các|nội dung|hoạt động|trong|tổ chức|"
    r"tính|được|số tiền|bằng|năm|giai đoạn|từ|đến|hết|bảo đảm|đảm bảo|nhiệm vụ|kế hoạch|chương trình|đề án|tạm|mức|nhu cầu|tổng|"
    r"cộng|số|kinh phí|dự toán|vốn|phí|nguồn)\b|20\d\d|[-–:=,.;()*+\d]"
)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")


def read_totals(doc: Document) -> tuple[TotalStatement, ...]:
    """The statements of the total of the whole plan, in order. A plan with several money tables states none by a table."""
    backed = {part.stated.span: part.balanced for budget in doc.facts("budget") for part in budget.walk() if part.stated}
    found = []
    tables = doc.facts("money_table")
    for line in doc.facts("money_line"):
        amount = line.amount if line is not None else None
        if amount is None or not amount.value or amount.bound or is_rate(doc.source.lower, amount):
            continue
        text = line.text.lstrip(" *•-")
        before = doc.source.lower[line.words.start:amount.span.start].lstrip(" *•-")
        if not (TOTAL.match(text) or line.role != "item" or _WHOLE.match(before)) or not _WHOLE.match(before):
            continue
        if not is_whole(before):
            continue
        found.append(TotalStatement(
            amount.span, "whole", _years(before), is_yearly(amount), amount, backed.get(amount.span),
        ))
    if len(tables) == 1:
        found.extend(_table_totals(doc.facts("budget"), tables[0].span))
    return tuple(sorted(found, key=lambda total: total.span))


def is_whole(words: str) -> bool:
    """Whether the lower-case words before an amount name the total of the plan and nothing narrower."""
    return not _FILLER.sub(" ", words).split()


def _years(words: str) -> tuple[int, int] | None:
    if years := stated_years(words):
        return years
    single = _YEAR.findall(words)
    return (int(single[0]), int(single[0])) if len(single) == 1 else None


def _table_totals(budgets: tuple[Budget, ...], table: Span) -> list[TotalStatement]:
    """The grand total of the one money table: its only amount column, or its column of totals."""
    inside = [b for b in budgets if b.kind == "column" and table.start <= b.span.start < table.end]
    grand = [b for b in inside if TOTAL.match(b.label.lower())]
    if len({b.total for b in grand}) == 1:
        first = grand[0]
    else:
        columns = [(b, b.label.lower().rpartition("(")[2]) for b in grand]
        first = next((b for b, words in columns if "tổng" in words or "cộng" in words), None)
    if first is None or first.unit is None or first.total is None:
        return []
    return [TotalStatement(first.stated.span, "whole", None, False, first.stated, first.balanced)]
