"""Whatever sets a time in a plan: what rules ask who want to know that nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from checker.families.duties.records import Timing
from checker.model.document import Document
from checker.source.text import Span

_GIVEN = ("every", "within", "point", "start")  # kinds of deadlines that set a time even where nobody is told to keep it


def read_timings(doc: Document) -> tuple[Timing, ...]:
    """Deadlines, periods, timelines and dates below the first heading; the plan's own name is none."""
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
