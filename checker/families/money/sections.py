"""Which sections of a plan are about money."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.model.plan import Section

if TYPE_CHECKING:
    from checker.model.document import Document

_BUDGET = pattern("money", r"{{names_of_budgets}}")


def money_sections(sections: tuple[Section, ...], fits: Callable[[Section], bool] = lambda section: True) -> Iterator[Section]:
    """The topmost titled sections whose role is the budget; one that does not fit is looked into."""
    for section in sections:
        if "budget" in section.roles and section.titled and fits(section):
            yield section
        elif "organisation" not in section.roles:  # '2. Sở Tài chính bố trí kinh phí': a duty, no section about money
            yield from money_sections(section.children, fits)


def is_in_money_section(doc: Document, offset: int) -> bool:
    """Whether a section about money holds `offset`, however deep below it, or an appendix that begins as a budget."""
    for section in doc.plan.sections:
        if section.span.start <= offset < section.span.end:
            return any("budget" in s.roles and s.span.start <= offset < s.span.end for s in section.walk())
    return any(
        span.start <= offset < span.end and speaks_of_budget(doc.source.lower[span.start : span.start + 300])
        for span in doc.plan.appendices
    )


def speaks_of_budget(words: str) -> bool:
    """Whether lower-case words name a sum of a plan (kinh phí, dự toán, tổng vốn), not a figure of statistics."""
    return _BUDGET.search(words) is not None
