"""Weekdays written beside a date: 'thứ Hai, ngày 16/3/2026', 'ngày 16 tháng 3 năm 2026 (thứ Hai)'."""

from __future__ import annotations

from bisect import bisect_left

from checker import regex as re
from checker.document import Document
from checker.model import Weekday
from checker.text import Span

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NUMBER = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5}
_THU = re.compile(r"thứ\s{1,2}(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?!\w)|chủ\s{1,2}nhật(?!\w)")
_ORDINAL = re.compile(  # 'hội nghị lần thứ hai', 'con thứ 3'
    r"(?:lần|đợt|kỳ|phiên|vòng|con|ngày|người|giai\s+đoạn|bước)\s{1,2}\Z"
)
_TO_DATE = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:-\s?)?(?:ngày\s{1,2})?\Z")
_TO_WORD = re.compile(r"\s{0,2}[,(]?\s{0,2}(?:nhằm\s|là\s)?\s{0,1}\Z")


def read_weekdays(doc: Document) -> tuple[Weekday, ...]:
    """The weekdays that stand right before or behind a full date, in order."""
    lower = doc.source.lower
    if "thứ" not in lower and "chủ nhật" not in lower:
        return ()
    dates = [d for d in doc.facts("date") if d.value]
    starts = [d.span.start for d in dates]
    found = []
    for match in _matches(lower):
        at = bisect_left(starts, match.end())
        date = None
        behind = dates[at] if at < len(dates) and dates[at].span.start - match.end() < 12 else None
        before = dates[at - 1] if at and match.start() - dates[at - 1].span.end < 8 else None
        if behind and _TO_DATE.match(lower, match.end(), behind.span.start):
            date = behind
        elif before and _TO_WORD.match(lower, before.span.end, match.start()):
            date = before
        if date is None:
            continue
        said = _NUMBER.get(match.group(1) or "", 6)
        right = _DAYS[date.value.weekday()]
        if doc.text[match.start()].isupper():
            right = right[0].upper() + right[1:]
        elif right[0] == "C":
            right = "chủ nhật" if doc.text[match.start()].islower() else right
        whole = Span(min(match.start(), date.span.start), max(match.end(), date.span.end))
        found.append(Weekday(whole, Span(*match.span()), date.value, said == date.value.weekday(), right))
    return tuple(found)


def _matches(lower: str):
    for literal in ("thứ ", "thứ\n", "chủ nhật", "chủ\nnhật"):
        at = lower.find(literal)
        while at >= 0:
            if (at == 0 or not lower[at - 1].isalnum()) and (match := _THU.match(lower, at)):
                if not _ORDINAL.search(lower, max(0, at - 12), at):
                    yield match
            at = lower.find(literal, at + 3)
