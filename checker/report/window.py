"""The words of a finding with a little of what stands around them, cut to the width of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.report.streams import visible
from checker.source.text import Source, Span

Width = Callable[[str], int]  # the terminal cells that a text takes
_REACH = 400  # code points around the words that are looked at: enough for the widest terminal
_LINE_END = re.compile(r"[\r\n]")


class Window(NamedTuple):
    """What stands before the words, the words, and what stands after, ready to print; '…' where something is cut."""

    before: str
    words: str
    after: str


def window(source: Source, span: Span, paragraph: Span | None, room: int, width: Width) -> Window:
    """The part of the input around `span` that fits into `room` cells.

    `paragraph` is the span of the block that holds the words; a block that is wrapped hard over several lines is joined.
    Without one the window stays in its physical lines.
    """
    raw = source.raw
    start, end = source.raw_span(span)
    low, high = _lines(raw, start, end) if paragraph is None else source.raw_span(paragraph)
    low, high = max(0, min(start, max(low, start - _REACH))), max(end, min(high, end + _REACH))
    before, words, after = (visible(raw[a:b]) for a, b in ((low, start), (start, end), (end, high)))
    before, after = before.lstrip(), after.rstrip()
    words = _middle(words, max(8, room * 2 // 3), width)
    left = max(0, room - width(words))
    more_left = low > 0 and raw[low - 1] not in "\r\n" and low == start - _REACH
    more_right = high == end + _REACH and high < len(raw)
    half = max(left * 3 // 5, left - width(after))
    before = _tail(before, half, width, more_left)
    after = _head(after, left - width(before), width, more_right)
    return Window(before, words, after)


def _lines(raw: str, start: int, end: int) -> tuple[int, int]:
    low = max(raw.rfind("\n", 0, start), raw.rfind("\r", 0, start)) + 1
    stop = _LINE_END.search(raw, end)
    return low, stop.start() if stop else len(raw)


def _middle(text: str, room: int, width: Width) -> str:
    if width(text) <= room:
        return text
    return _head(text, room * 2 // 3, width, False) + _tail(text, room // 3, width, False).lstrip("…")


def _head(text: str, room: int, width: Width, more: bool) -> str:
    if width(text) + more <= room:
        return text + "…" * more
    cut = text[: max(0, room - 1)]
    while cut and width(cut) > room - 1:
        cut = cut[:-1]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > len(cut) * 2 // 3 else cut) + "…" if room > 0 else ""


def _tail(text: str, room: int, width: Width, more: bool) -> str:
    if width(text) + more <= room:
        return "…" * more + text
    cut = text[len(text) - max(0, room - 1) :] if room > 1 else ""
    while cut and (width(cut) > room - 1 or unicodedata.combining(cut[0])):
        cut = cut[1:]
    blank = cut.find(" ")
    return "…" + (cut[blank + 1 :] if 0 <= blank < len(cut) // 3 else cut) if room > 0 else ""
