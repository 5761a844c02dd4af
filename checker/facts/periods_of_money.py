"""For how many years an amount is stated: 'giai đoạn 2026-2030', '05 năm', 'từ năm 2026 đến năm 2030'."""

from __future__ import annotations

from checker import regex as re

_RANGE = re.compile(r"\b(20\d\d)\s*(?:-|–|đến(?:\s+(?:hết\s+)?năm)?)\s*(20\d\d)\b")
_COUNT = re.compile(r"(?:trong|cả|cho|toàn|của|:|=|x)?\s*\b(\d{1,2})\s*năm\b(?!\s*(?:học|\d{4}))")


def stated_years(text: str) -> tuple[int, int] | None:
    """(First year, last year), or (0, number of years) where only that is given; None where the text names no span of 2
    to 20 years.
    """
    match = _RANGE.search(text)
    if match:
        first, last = int(match[1]), int(match[2])
        return (first, last) if 0 < last - first < 20 else None
    for match in _COUNT.finditer(text):
        if 2 <= int(match[1]) <= 20:
            return (0, int(match[1]))
    return None
