"""Pieces of the lines behind the body: whole lines, or the columns that tabs and wide gaps make of them."""

from __future__ import annotations

from collections.abc import Sequence

from checker import regex as re
from checker.lines import Line
from checker.record import NamedTuple
from checker.text import Source, Span

_GAP = re.compile(r"\t+|[ ]{3,}")


class Piece(NamedTuple):
    span: Span
    side: int  # 0: whole line or left column, 1: right column
    gap: bool  # stands after more empty lines than part the lines of this file anyhow


def columns(text: str, span: Span) -> list[Span]:
    """The parts of a line that tabs or wide gaps divide."""
    parts: list[Span] = []
    at = span.start
    for gap in _GAP.finditer(text, span.start, span.end):
        if gap.start() > at:
            parts.append(Span(at, gap.start()))
        at = gap.end()
    if at < span.end:
        parts.append(Span(at, span.end))
    return parts


def pieces(source: Source, lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    usual = _usual_gap(source, lines)
    gap = False
    empty = 0
    for line in lines:
        if line.blank:
            empty += 1
            gap = empty > usual
            continue
        empty = 0
        if line.pipe:
            continue
        indented = line.start - line.begin >= 20
        for at, part in enumerate(columns(source.text, line.span)):
            pieces.append(Piece(part, 1 if at or indented else 0, gap))
        gap = False
    return pieces


def _usual_gap(source: Source, lines: Sequence[Line]) -> int:
    """How many empty lines part the recipients from each other: 0, or 1 where a copy put one after every line."""
    least = None
    empty = 0
    items = False
    for line in lines:
        if line.blank:
            empty += 1
            continue
        item = source.text[line.start] in "-–+•"
        if items and item:
            least = empty if least is None else min(least, empty)
        items, empty = item, 0
    return min(least or 0, 2)


def skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
