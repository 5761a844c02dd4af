"""Days without their year (ngày 30 tháng 02, ngày 31/4): no date of the calendar's, yet some exist in no year at all."""

from __future__ import annotations

import datetime

from checker import regex as re
from checker.document import Document
from checker.facts.places import cited_spans, inside
from checker.model import Date
from checker.text import Span

_SHORT = re.compile(
    r"ngày\s{1,3}(\d{1,2})(?:\s?/\s?|\s{1,3}tháng\s{1,3})(\d{1,2})(?![\d/]|\s?/\s?\d|\s{0,2},?\s?năm\s{1,3}\d|[.-]\d)"
)
_LEAP_YEAR = 2024  # 29/02 exists in some years


def read_short_days(doc: Document) -> tuple[Date, ...]:
    """Every 'ngày d/m' and 'ngày d tháng m' without a year; `value` is the day in a leap year, None where no year has it."""
    lower = doc.source.lower
    cited = cited_spans(doc)
    found = []
    at = lower.find("ngày")
    while at >= 0:
        match = _SHORT.match(lower, at)
        if match and not inside(cited, at):
            try:
                value = datetime.date(_LEAP_YEAR, int(match[2]), int(match[1]))
            except ValueError:
                value = None
            found.append(Date(Span(*match.span()), value))
        at = lower.find("ngày", at + 4)
    return tuple(found)
