"""Periods (giai đoạn, thời kỳ, năm): 'giai đoạn 2021-2025, định hướng đến năm 2030' is one, 'năm học 2026-2027' too.

The scan starts at digits, which are rare in a plan; what stands before them says what kind of period it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.records import Period
from checker.model.document import Document, inside
from checker.source.text import Source, Span, occurrences

_YEARS = re.compile(
    r"((?:19|20)\d\d)(?:(\s{0,3}[-–]\s{0,3}|\s{1,3}(?:đến|"
    r"tới)\s{1,3}(?:hết\s{1,3})?(?:năm\s{1,3})?)((?:19|"
    r"20)\d\d))?(?![\d/]|[.,]\d)"
)
_JOINED = frozenset("/.,-")  # a figure behind one of them goes on with what stands before
_LEAD = pattern("duties", r"(?P<word>{{period_words}})\s{1,3}(?:các\s{1,3}năm\s{1,3})?\Z")
_DATE_TAIL = re.compile(r"tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\Z|[/-]\s?\Z")
_HORIZON = pattern(
    "duties", r"\s{0,2}[,;(]?\s{0,2}(?:và\s{1,3})?(?:{{horizons}})\s{1,3}(?:đến|tới)?\s{0,3}(?:năm\s{1,3})?((?:19|20)\d\d)"
)
_DAYS = re.compile(
    r"từ\s{1,3}(?:ngày\s{1,3})?(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?|"
    r"\s{1,3}tháng\s{1,3}(?P<mm>\d{1,2})(?:\s{1,3}năm\s{1,3}(?P<yy>\d{4}))?)?"
    r"\s{0,3}(?:đến|tới|-|–)\s{0,3}(?:hết\s{1,3})?(?:ngày\s{1,3})?(?P<d2>\d{1,2})(?:\s?[/.-]\s?(?P<m2>\d{1,2})(?:\s?[/.-]\s?(?P<y2>\d{4}))?"
    r"|\s{1,3}tháng\s{1,3}(?P<mm2>\d{1,2})(?:\s{1,3}năm\s{1,3}(?P<yy2>\d{4}))?)(?![\d/])"
)
_MONTHS = re.compile(
    r"từ\s{1,3}tháng\s{1,3}(?P<m>\d{1,2})(?:\s?(?:/|-|năm)\s?(?P<y>\d{4}))?\s{1,3}(?:đến|"
    r"tới)\s{1,3}(?:hết\s{1,3})?tháng\s{1,3}"
    r"(?P<m2>\d{1,2})(?:\s{0,2}(?:/|-|năm)\s{0,2}(?P<y2>\d{4}))?(?![\d/])"
)


def read_periods(doc: Document) -> tuple[Period, ...]:
    """All periods of the text in order of position."""
    cited = doc.cited_spans
    found = sorted((*_of_years(doc.source, cited), *_of_days(doc.source.lower, cited)), key=lambda period: period.span)
    return tuple(found)


def _of_years(source: Source, cited: list[Span]) -> Iterator[Period]:
    lower = source.lower
    end = 0
    for start, stop in source.figures:
        if stop - start != 4 or start < end or lower[start - 1 : start] in _JOINED or not (match := _YEARS.match(lower, start)):
            continue  # not a year, or one that the period before it took
        if not match[3] and not lower[start - 1 : start].isspace():
            continue  # '30/6/2026': no word stands before it
        first, last = int(match[1]), int(match[3] or match[1])
        before = lower[max(0, start - 24) : start]
        lead = _LEAD.search(before)
        word = " ".join(lead["word"].split()) if lead else ""
        if not match[3]:
            if not word or word == "từ" or _DATE_TAIL.search(before):
                continue
            kind = "until" if word.startswith(("đến", "hết")) else "year" if word in ("năm", "từ năm") else "range"
        else:
            kind = {"năm học": "school", "nhiệm kỳ": "term"}.get(word, "range")
        if lead:
            start -= len(before) - lead.start()
        end = match.end()
        horizon = None
        if behind := _HORIZON.match(lower, end):
            horizon = datetime.date(int(behind[1]), 12, 31)
            end = behind.end()
        opens = None if kind == "until" else datetime.date(first, 8 if kind == "school" else 1, 1)
        closes = datetime.date(last, 7, 31) if kind == "school" else datetime.date(last, 12, 31)
        wrong = first > last
        yield Period(
            Span(start, end), None if wrong else opens, None if wrong else closes, kind, horizon, wrong, inside(cited, start)
        )


def _of_days(lower: str, cited: list[Span]) -> Iterator[Period]:
    wrapped = ("từ\nngày", "từ\ntháng") if "từ\n" in lower else ()
    for literal in ("từ ngày", "từ tháng", *wrapped):
        pattern = _MONTHS if literal.endswith("tháng") else _DAYS
        for at in occurrences(lower, literal):
            match = pattern.match(lower, at)
            if match and (at == 0 or not lower[at - 1].isalnum()) and (period := _days(match, cited)):
                yield period


def _days(match: re.Match, cited: list[Span]) -> Period | None:
    part = {name: int(value) for name, value in match.groupdict().items() if value}
    months = "d2" not in part
    month, month2 = part.get("m") or part.get("mm"), part.get("m2") or part.get("mm2")
    year, year2 = part.get("y") or part.get("yy"), part.get("y2") or part.get("yy2")
    if month2 is None:
        return None
    span = Span(match.start(), match.end())
    given = year is not None
    if month is None and not months and part["d"] > part["d2"]:
        return None  # 'từ ngày 28 đến ngày 02/3': the month before
    month = month or month2
    if year2 is None:  # no year at the end: only within one month can the order be told
        wrong = not months and not given and month == month2 and part["d"] > part["d2"]
        return Period(span, None, None, "days", reversed=wrong, cited=inside(cited, span.start))
    day, day2 = part.get("d", 1), part.get("d2", 28)
    if not given:
        year = year2 - (month > month2)
    try:
        first = datetime.date(year, month, day)
        last = datetime.date(year2, month2, day2) if not months else _month_end(year2, month2)
    except ValueError:
        return Period(span, None, None, "days", cited=inside(cited, span.start))
    wrong = first > last
    if wrong:
        first = last = None
    return Period(span, first, last, "days", reversed=wrong, cited=inside(cited, span.start))


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + (month == 12), month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
