"""A text as an editor sees it: lines, and columns in the units that the client counts (UTF-16, unless it asked for others)."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from lsprotocol import types
from pygls.workspace import PositionCodec

from checker.base import regex as re
from checker.model.findings import PlacedEdit
from checker.source.text import Place, Source, Span

_LINE_END = re.compile(r"\r\n?|\n")


class Text:
    """The places of one source, back and forth."""

    def __init__(self, source: Source, codec: PositionCodec):
        self.source, self._codec = source, codec

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.source.raw))]

    def at(self, offset: int) -> types.Position:
        """The position of an offset of the raw text."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._codec.client_num_units(self.source.raw[self._starts[line] : offset]))

    def raw(self, span: Span) -> types.Range:
        """The range of a span of the raw text."""
        return types.Range(self.at(span[0]), self.at(span[1]))

    def folded(self, span: Span) -> types.Range:
        """The range of a span of the folded text, which everything is read from."""
        return self.raw(self.source.raw_span(span))

    def place(self, place: Place) -> types.Range:
        """The range of a place of a finding."""
        start = self._starts[place.line - 1] + place.column - 1
        return self.raw(Span(start, self._starts[place.end_line - 1] + place.end_column - 1))

    def edit(self, edit: PlacedEdit) -> types.TextEdit:
        """An edit of a fix."""
        return types.TextEdit(self.raw(edit.raw), edit.new)

    def change(self, new: str) -> list[types.TextEdit]:
        """The one edit that makes another text of it; none where it is the same."""
        old = self.source.raw
        if old == new:
            return []
        front, most = 0, min(len(old), len(new))
        while front < most and old[front] == new[front]:
            front += 1
        back = 0
        while back < most - front and old[-1 - back] == new[-1 - back]:
            back += 1
        return [types.TextEdit(self.raw(Span(front, len(old) - back)), new[front : len(new) - back])]


def touches(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges share a place, their ends included."""
    return one.start <= other.end and other.start <= one.end
