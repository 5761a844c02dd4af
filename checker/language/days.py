"""Days of the calendar."""

from __future__ import annotations

import datetime


def calendar_day(day: int, month: int, year: int) -> datetime.date | None:
    """The day, or None where the calendar has no such day (31/4/2026)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
