"""Which sections of a plan are about money (kinh phí), and what rules ask of them: a source, an amount."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache

from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern, vocabulary
from checker.families.money.records import BudgetSection
from checker.families.spots import line_at
from checker.model.plan import Section
from checker.source.text import Span

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
    return any(start <= offset < end for start, end in _money_spans(doc))


@lru_cache(maxsize=1)
def _money_spans(doc: Document) -> tuple[Span, ...]:
    sections = [section.span for top in doc.plan.sections for section in top.walk() if "budget" in section.roles]
    low = doc.source.lower
    return *sections, *(span for span in doc.plan.appendices if speaks_of_budget(low[span.start : span.start + 300]))


def speaks_of_budget(words: str) -> bool:
    """Whether lower-case words name a sum of a plan (kinh phí, dự toán, tổng vốn), not a figure of statistics."""
    return _BUDGET.search(words) is not None


# -- as facts ---------------------------------------------------------------------------------------------------------

_NEAR = 40  # 'Đẩy mạnh xã hội hóa …, đóng góp nguồn lực' is no section about money


def read_budget_sections(doc: Document) -> tuple[BudgetSection, ...]:
    """The sections about money whose title says so at its beginning, or that are one of the main sections, in order."""
    low = doc.source.lower

    def says_so(section: Section) -> bool:
        if section.level == 1 and section.role == "budget":
            return True  # 'KINH PHI THỰC HIỆN' still is that section
        start, end = section.title_span
        return any(0 <= low.find(word, start, end) < start + _NEAR for word in vocabulary("money")["section_titles"])

    amounts = [amount.span.start for amount in doc.facts("amount")]
    return tuple(_section(doc, section, amounts) for section in money_sections(doc.plan.sections, says_so))


def _section(doc: Document, section: Section, amounts: list[int]) -> BudgetSection:
    start, end = section.span
    empty = not doc.text[section.body.start : section.body.end].strip()
    count = bisect_left(amounts, end) - bisect_left(amounts, start)
    return BudgetSection(Span(start, end), line_at(doc, section.heading.start), section.title_span, count, empty)
