"""Duties to report: sentences of the organisation and monitoring sections and of the closing that ask for a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.history import sentence
from checker.families.duties.records import ReportDuty
from checker.model.document import Document
from checker.source.text import Span

_DUTY = pattern(
    "duties", r"báo\s+cáo\s+(?:về\s+)?(?:{{reports_on}})|(?:gửi|nộp)\s+báo\s+cáo|định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s+)?báo\s+cáo"
)
_REGULARLY = re.compile(r"(?<!\w)định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s*|có\s+|gửi\s+)?báo\s+cáo")
_GIVEN = pattern("duties", r"theo\s+(?:đúng\s+)?(?:{{report_as_given}})|khi\s|trước\s|{{report_is_dated}}")


def read_report_duties(doc: Document) -> tuple[ReportDuty, ...]:
    """The duties to report, in order; a sentence is one duty."""
    lower = doc.source.lower
    spans = [s.body for s in doc.plan.sections if {"organisation", "monitoring"} & set(s.roles)]
    if doc.plan.closing and not any(s.start <= doc.plan.closing.start < s.end for s in spans):
        spans.append(doc.plan.closing)
    deadlines = doc.facts("deadline")
    starts = [d.span.start for d in deadlines]
    found: list[ReportDuty] = []
    for span in spans:
        for start, end in _duties(lower, span):
            around = sentence(lower, start, end)
            if found and around.start < found[-1].span.end:
                continue
            at = bisect_left(starts, around.start)
            dated = at < len(starts) and starts[at] < around.end or _GIVEN.search(lower, around.start, around.end) is not None
            bare = _REGULARLY.search(lower, around.start, around.end) is not None
            found.append(ReportDuty(Span(start, end), dated, bare))
    return tuple(found)


def _duties(lower: str, span: Span) -> Iterator[tuple[int, int]]:
    at = lower.find("báo", span.start, span.end)
    while at >= 0:
        match = _DUTY.search(lower, max(span.start, at - 24), min(span.end, at + 40))
        if match and match.start() <= at < match.end():
            yield match.span()
            at = match.end()
        at = lower.find("báo", at + 3, span.end)
