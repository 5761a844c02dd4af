"""The addition behind a finding about money, as a small column of figures."""

from __future__ import annotations

from checker.families.money.records import Budget
from checker.model.document import Document
from checker.model.findings import Finding

_WORDS = {
    "vi": {"sum": "cộng các dòng", "total": "tổng ghi", "over": "thừa {}", "under": "thiếu {}"},
    "en": {"sum": "items added up", "total": "total as stated", "over": "{} too much", "under": "{} too little"},
}


def grouped(value: int | None) -> str:
    """A number as Vietnamese writes it: 52.000.000."""
    return "—" if value is None else f"{value:,}".replace(",", ".")


def budget_of(document: Document, finding: Finding) -> Budget | None:
    """The unbalanced budget whose total the finding stands on, where its related places are the items."""
    if len(finding.related) < 2:
        return None
    try:
        budgets = document.facts("budget")
    except KeyError:
        return None
    for budget in (inner for top in budgets for inner in top.walk()):
        total = budget.stated
        if total and budget.balanced is False and total.span.start < finding.span.end and finding.span.start < total.span.end:
            return budget
    return None


def addition(budget: Budget, lang: str) -> list[tuple[str, str]]:
    """(figures, words) lines: the items, ('', '') for the rule under them, their sum, and the total with the difference."""
    words = _WORDS[lang]
    lines = [(grouped(item.value), item.label) for item in budget.items]
    lines += [("", ""), (grouped(budget.sum), words["sum"])]
    if budget.total is not None:
        difference = budget.total - budget.sum
        side = words["over" if difference > 0 else "under"].format(grouped(abs(difference))) if difference else ""
        lines.append((grouped(budget.total), " · ".join(filter(None, (words["total"], side)))))
    return lines
