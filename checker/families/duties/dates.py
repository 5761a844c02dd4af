"""Days in the text, in every notation (ngày, tháng, năm): 31/12/2021, 31-12-2021, 20 tháng 5 năm 2020, 04 tháng 11/2025.

`dates` lists all of them: those of citations and of the document's own date line too, each with its `owner`, so that a rule can
leave them to whoever owns them. A day without its year, or a month alone, is no date.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left

from checker.base import grammars
from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.records import Weekday
from checker.language.days import calendar_day
from checker.language.numerals import read_words
from checker.language.phrases import to_search
from checker.model.document import Document, inside
from checker.model.plan import Date
from checker.source.text import Span, occurrences

# Tried where a figure stands; two-digit years and blanks around the marks need 'ngày' in front.
_CANDIDATE = re.compile(
    r"[0-9][0-9]?+(?:\s{0,2}([/.–-])\s{0,2}[0-9]{1,2}\s{0,2}\1\s{0,2}(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9/])"
    r"|\s{1,3}tháng\s{1,3}[0-9]{1,2}\s{0,3}(?:,?\s{0,3}năm\s{1,3}|/\s?|-\s?)(?:19|20)[0-9]{2}(?![0-9]))",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_DAY_WORD = re.compile(r"ngày\s{0,3}\Z")


def read_dates(doc: Document) -> tuple[Date, ...]:
    """All dates of the text in order of position. `owner` is 'citation', 'header' or None."""
    text, lower = doc.text, doc.source.lower
    cited = {one.date_span.end for one in doc.facts("citation") if one.date_span is not None}
    header = doc.plan.header.place_date
    found = []
    end = 0
    for start, stop in doc.source.figures:
        if stop - start > 2 or start < end or (before := text[start - 1 : start]).isalnum() or before in ("/", ".", ",", "_"):
            continue
        match = _CANDIDATE.match(text, start)
        if match is None:
            continue
        end = match.end()
        named = _DAY_WORD.search(lower, max(0, start - 8), start)
        day = _numbers(text, lower, start, end, named is not None)
        if day is None:
            continue
        span = Span(named.start() if named else start, end)
        owner = "citation" if end in cited else None
        if header and header.date_span.start <= start < header.date_span.end:
            owner = "header"
        found.append(Date(span, calendar_day(*day), owner))
    return tuple(found)


def _numbers(text: str, lower: str, start: int, end: int, named: bool) -> tuple[int, int, int] | None:
    """(day, month, year) as written, or None where the slice is no date."""
    plain = _PLAIN.fullmatch(text, start, end)
    if plain:
        day, month, year = map(int, plain.groups())
        return (day, month, year) if named or text[start + len(plain[1])] == "/" or month < 13 and day < 32 else None
    if not named and "tháng" not in lower[start:end]:
        return None
    if worded := _WORDED.fullmatch(lower, start, end):
        day, month, year = map(int, worded.groups())
        return day, month, year
    tree = grammars.parse("date", text, start, end)
    return numbers_of(tree) if tree is not None else None


def numbers_of(tree) -> tuple[int, int, int]:
    """(day, month, year) of a tree with the tokens DAY, MONTH and YEAR; a two-digit year is of this century."""
    parts = {token.type: int(token) for token in grammars.tokens(tree)}
    year = parts["YEAR"]
    return parts["DAY"], parts["MONTH"], year + 2000 if year < 100 else year


_SHORT = re.compile(
    r"ngày\s{1,3}(\d{1,2})(?:\s?/\s?|\s{1,3}tháng\s{1,3})(\d{1,2})"
    r"(?![\d/]|\s?/\s?\d|\s{0,2},?\s?năm\s{1,3}\d|[.-]\d|\s\d{1,2}\s{0,2}(?:,\s?)?năm)"  # 'tháng 0 3 năm' is torn
)
_LEAP_YEAR = 2024  # 29/02 exists in some years


def read_short_days(doc: Document) -> tuple[Date, ...]:
    """Every 'ngày d/m' and 'ngày d tháng m' without a year; `value` is the day in a leap year, None where no year has it."""
    lower = doc.source.lower
    cited = doc.cited_spans
    found = []
    for at in occurrences(lower, "ngày"):
        match = _SHORT.match(lower, at)
        if match and not inside(cited, at):
            try:
                value = datetime.date(_LEAP_YEAR, int(match[2]), int(match[1]))
            except ValueError:
                value = None
            found.append(Date(Span(*match.span()), value))
    return tuple(found)


def read_days(doc: Document) -> tuple[Date, ...]:
    """Every date outside citations and the document's own date line, with or without its year, in order."""
    dates = (one for one in doc.facts("date") if one.owner is None)
    return tuple(sorted((*dates, *doc.facts("short_day")), key=lambda one: one.span))


_THU = re.compile(r"thứ\s{1,2}(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?!\w)|chủ\s{1,2}nhật(?!\w)")
_ORDINAL = pattern("duties", r"(?:{{ordinals_of}})\s{1,2}\Z")
_TO_DATE = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:-\s?)?(?:ngày\s{1,2})?\Z")
_LISTED = re.compile(r"\s?(?:,|và|-|–)\s?")  # between weekdays
_TO_WORD = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:nhằm\s|là\s)?\s{0,1}\Z")


def read_weekdays(doc: Document) -> tuple[Weekday, ...]:
    """The weekdays that stand right before or behind a full date, in order."""
    lower = doc.source.lower
    if "thứ" not in lower and "chủ nhật" not in lower:
        return ()
    dates = [d for d in doc.facts("date") if d.value]
    starts = [d.span.start for d in dates]
    found = []
    matches = list(_matches(lower))
    for match, following in zip(matches, [*matches, None][1:], strict=True):
        at = bisect_left(starts, match.end())
        date = None
        behind = dates[at] if at < len(dates) and dates[at].span.start - match.end() < 12 else None
        before = dates[at - 1] if at and match.start() - dates[at - 1].span.end < 8 else None
        if behind and _TO_DATE.match(lower, match.end(), behind.span.start):
            date = behind
        elif before and _TO_WORD.match(lower, before.span.end, match.start()):
            if following and _LISTED.fullmatch(lower, match.end(), following.start()):
                continue  # '21 và 22/4/2026 (thứ Ba, thứ Tư)': this one is of the day in front
            date = before
        if date is None:
            continue
        said = _weekday(match[1])
        right = words("duties", "weekdays")[date.value.weekday()]
        if doc.text[match.start()].isupper():
            right = right[0].upper() + right[1:]
        elif right[0] == "C":
            right = "chủ nhật" if doc.text[match.start()].islower() else right
        whole = Span(min(match.start(), date.span.start), max(match.end(), date.span.end))
        fits = said == date.value.weekday()
        other = None if fits else _of_own_year(doc, date, said)
        wrong = Span(date.span.end - 4, date.span.end) if other else Span(*match.span())
        found.append(
            Weekday(whole, Span(*match.span()), date.value, fits, right, wrong, str(other.year) if other else right, other)
        )
    return tuple(found)


def _of_own_year(doc: Document, date: Date, said: int) -> datetime.date | None:
    """The same day a year later or earlier, where it has the weekday that is said and this one lies outside the plan's time: then
    the year is the slip."""
    first = doc.as_of.first
    year = date.value.year
    if not doc.text[date.span.end - 4 : date.span.end].isdigit() or (date.value.month, date.value.day) == (2, 29):
        return None
    later, earlier = date.value.replace(year=year + 1), date.value.replace(year=year - 1)
    if date.value < first and later >= first and later.weekday() == said:
        return later
    return earlier if year > first.year and earlier >= first and earlier.weekday() == said else None


def _weekday(said: str | None) -> int:
    """'hai', '2' → 0 for Monday; 6 for 'chủ nhật', which has no number."""
    return 6 if said is None else (int(said) if said.isdecimal() else read_words([said])) - 2


def _matches(lower: str):
    for literal in to_search(("thứ ", "thứ\n", "chủ nhật", "chủ\nnhật"), lower):
        for at in occurrences(lower, literal):
            if (at == 0 or not lower[at - 1].isalnum()) and (match := _THU.match(lower, at)):
                if not _ORDINAL.search(lower, max(0, at - 12), at):
                    yield match
