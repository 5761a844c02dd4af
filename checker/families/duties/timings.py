"""Whatever sets a time in a plan: what rules ask who want to know that nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base.vocabulary import pattern
from checker.families.duties.deadlines import quarters
from checker.families.duties.history import situations
from checker.families.duties.records import Timing
from checker.model.document import Document, inside
from checker.model.plan import Table
from checker.source.text import Span

_GIVEN = ("every", "within", "point", "start")  # kinds of deadlines that set a time even where nobody is told to keep it
_PART_OF_A_YEAR = pattern(
    "duties",
    r"{{<edges_of_times}}\s{1,3}(?:(?:mỗi|từng|của)\s{1,3})?(?:{{parts_of_the_year}})(?!\w)(?!\s{1,3}(?:{{no_time_behind}}))",
)
_TIME_COLUMN = pattern("duties", r"\W{0,4}(?:{{column_time}}|{{units_of_time}}|ngày|buổi|hạn)(?!\w)")
_MOST_HEADING = 40  # code points of the heading of a column of times


_NO_TASKS = frozenset(("purpose", "objectives", "budget"))


def read_timings(doc: Document) -> tuple[Timing, ...]:
    """Deadlines, periods, timelines, dates, parts of a year and columns of times below the first heading; the plan's own name
    is none."""
    if not doc.plan.sections:
        return ()
    begin = doc.plan.sections[0].span.start
    found = [Timing(span, kind) for span, kind in _given(doc) if span.start >= begin]
    found += [Timing(one.span, "timeline") for one in doc.facts("own_period") if one.part == "timeline"]
    return tuple(sorted(found, key=lambda one: one.span))


def _given(doc: Document) -> Iterator[tuple[Span, str]]:
    for deadline in doc.facts("deadline"):
        if deadline.firm or deadline.kind in _GIVEN:
            yield deadline.span, "deadline"
    for period in doc.facts("period"):
        if period.kind == "days" and not period.cited:
            yield period.span, "period"
    for date in doc.facts("date"):
        if date.owner is None:
            yield date.span, "date"
    yield from ((span, "part") for span in _parts_of_the_year(doc))
    yield from ((span, "column") for table in doc.plan.tables for span in _filled_times(doc, table))


def _parts_of_the_year(doc: Document) -> Iterator[Span]:
    """'cuối mỗi học kỳ', 'trong năm học', '- Quý 2–3: …'; not where it tells what was, its aims or who pays."""
    cited, told = doc.cited_spans, situations(doc.plan)
    others = [section.span for section in doc.plan.sections if _NO_TASKS & set(section.roles)]
    low = doc.source.lower
    for match in (*_PART_OF_A_YEAR.finditer(low), *quarters(low)):
        if not any(inside(spans, match.start()) for spans in (cited, told, others)):
            yield Span(*match.span())


def _filled_times(doc: Document, table: Table) -> Iterator[Span]:
    """The first filled cell of a column headed as one of times: '09 - 10/2026', 'Tuần 2', 'Sau tổng kết'."""
    for at, cell in enumerate(table.rows[0].cells if table.rows else ()):
        if cell.span.end - cell.span.start <= _MOST_HEADING and _TIME_COLUMN.match(doc.source.lower, *cell.span):
            below = (row.cells[at].span for row in table.rows[1:] if at < len(row.cells))
            yield from (span for span in below if span.start < span.end)
