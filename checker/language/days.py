"""Days of the calendar, and how one is written in a message."""

from __future__ import annotations

import datetime


def vietnamese_day(day: datetime.date) -> str:
    """'05/3/2026': a zero before days below 10 and months below 3 (Decree 30/2020/NĐ-CP, Appendix I, II.4)."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def calendar_day(day: int, month: int, year: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day (31/4/2026)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
