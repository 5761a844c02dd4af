"""Numbers of years beside their range: '05 năm 2026 - 2028' cannot both be right."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.records import YearCount
from checker.model.document import Document, inside
from checker.source.text import Span, occurrences

_COUNT = re.compile(
    r"(?P<years>\d{1,2})\s{1,3}năm\s{0,3},?\s{0,3}\(?(?:(?:giai\s+đoạn|thời\s+kỳ|từ\s+năm|từ)\s{1,3})?"
    r"(?P<first>20\d\d)\s{0,3}(?:[-–]|đến(?:\s+năm)?)\s{0,3}(?P<last>20\d\d)(?!\d|[/.]\d)"
)
_LOOKS_BACK = pattern("duties", r"(?<!\w)(?:{{looks_back}})(?!\w)[^.;:\n]{0,30}\Z")
_OF_YEARS = pattern("duties", r"(?<!\w)(?:{{of_years_that_may_be_over}})(?!\w)[^.;:\n]{0,30}\Z")


def read_year_counts(doc: Document) -> tuple[YearCount, ...]:
    """The counts in order. Both ways to count fit: 2026-2030 and the term 2025-2030 are five years; 'sơ kết 05 năm giai đoạn
    2021-2030' counts the years that are over."""
    lower = doc.source.lower
    found = []
    for at in occurrences(lower, "năm"):
        start = max(0, at - 5)
        while start < at and not lower[start].isdigit():
            start += 1
        match = _COUNT.match(lower, start)
        if match is None or lower[start - 1 : start].isdigit() or inside(doc.cited_spans, start):
            continue
        if _LOOKS_BACK.search(lower, max(0, start - 50), start):
            continue
        if int(match["last"]) < doc.as_of.year and _OF_YEARS.search(lower, max(0, start - 50), start):
            continue
        length = int(match["last"]) - int(match["first"])
        fits = length < 0 or int(match["years"]) in (length, length + 1)
        found.append(YearCount(Span(*match.span()), int(match["years"]), length + 1, fits))
    return tuple(found)
