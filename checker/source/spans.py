"""Which of many spans a span touches, asked without looking at each: a text can hold thousands of both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from checker.source.text import Span


class Touched:
    """A set of spans, in any order and over each other."""

    def __init__(self, spans: Iterable[Span]):
        ordered = sorted(spans)
        self._points = [span[0] for span in ordered if span[0] == span[1]]
        whole = [span for span in ordered if span[0] != span[1]]
        self._starts = [span[0] for span in whole]
        self._ends = list(accumulate((span[1] for span in whole), max))  # the furthest end of this one and those before it

    def by(self, span: Span) -> bool:
        """Whether one of them shares a character with `span`, or an empty one stands in or at the other."""
        start, end = span
        at = bisect_left(self._points, start)
        if at < len(self._points) and self._points[at] <= end:
            return True
        if start == end:
            at = bisect_right(self._starts, end)
            return at > 0 and self._ends[at - 1] >= start
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start
