"""Days in the text, in every notation (ngày, tháng, năm): 31/12/2021, 31-12-2021, 20 tháng 5 năm 2020, 04 tháng 11/2025.

`dates` lists all of them: those of citations and of the document's own date line too, each with its `owner`, so that a rule can
leave them to whoever owns them. A day without its year, or a month alone, is no date.
"""

from __future__ import annotations

import datetime

from checker import grammars
from checker import regex as re
from checker.document import Document
from checker.model import Date
from checker.text import Span

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
        if stop - start > 2 or start < end or (before := text[start - 1:start]).isalnum() or before in ("/", ".", ",", "_"):
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


def calendar_day(day: int, month: int, year: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day (31/4/2026)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
