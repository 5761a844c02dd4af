"""Physical lines of the folded text, and what stands in front of their words: Markdown marks, bullets, numbering."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.source.text import Source, Span


class Line(NamedTuple):
    """One physical line. `begin` is where it starts, `start`/`end` bound its words (marks, bullets' blanks and edges cut off).

    `label` is the bullet or the number without its final mark; `mark` the span of label and final mark.
    `strong` says whether strong emphasis is open at the first word, `open_start`/`open_end` whether any emphasis is open at the
    first and after the last word; `pipe` whether it is a row of a pipe table, `blank` whether it has no words.
    """

    begin: int
    start: int
    end: int
    heading: int
    label: str | None
    mark: Span | None
    strong: bool
    open_start: bool
    open_end: bool
    pipe: bool
    blank: bool

    @property
    def span(self) -> Span:
        """The words of the line, its label included."""
        return Span(self.start, self.end)

    @property
    def words(self) -> Span:
        """The words after the label."""
        return Span(self.mark.end, self.end) if self.mark else self.span


_FRONT = re.compile(r"[ \t]*(?:>[ \t]?)*(?P<heading>#{1,6}(?=[ \t]|\d|[IVX]+[.])|)[ \t]*")
BULLETS = "-+*•–—·○▪▫■□●◦➢➤✓❖Ø\uf0b7\uf02d\uf0a7"
_BULLET = re.compile(rf"([{re.escape(BULLETS)}])(?:[ \t]+|(?=[^\W\d_]))")
_LABEL = re.compile(
    r"""(?P<word>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)[ \t]+(?:(?:thứ|THỨ)[ \t]+\w+|[IVXLC]+\b|\d{1,3}\b)
        |(?:Phần|PHẦN)[ \t]+[A-HĐ](?=[ \t]*(?:[.:]|\Z)))[ \t]*[.:]?
    |\d{1,2}(?:\.\d{1,2}){0,3}\.(?P<below>[a-zđ])(?=[.)]?[ \t]+[^\W\d_])[.)]?
    |(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4})(?!\d|[.,]\d|/\d|[ \t]?[%‰])[ \t]*[.)]?(?=\s|[^\W\d_]|\Z)
    |(?P<arabic>\d{1,3})(?:[ \t]?[.)](?!\d)|[ \t]?[/-](?=[ \t]+[^\W\d_]|[^\W\d_](?![A-ZĐƯƠ])[a-zà-ỹ]))
    |(?P<roman>(?![Vv]/[Vv]\b)[IVX]{1,6})(?:[ \t]?[.)/:]|[ \t]?[-–](?=[ \t]*[^\W\d_]))(?![IVX\d])
    |(?P<letter>[a-zđ])(?:[ \t]?[)]|[.](?=[ \t])|/(?=[ \t]))
    |(?P<capital>[A-HĐK-UY])[ \t]?[.)](?=[ \t]+[^\W\d_a-zđ])
    |\((?P<inner>\d{1,2}|[a-zđ]|[ivx]{1,4})\)(?=[ \t])""",
    re.VERBOSE,
)
_IN_FRONT = frozenset(" \t>#")
_LABEL_FIRST = frozenset("(IVXPCMĐ")  # Roman numerals, 'Phần', 'Chương', 'Mục', 'Điều', '(1)'
_AFTER_LETTER = frozenset(").-–/: \t")  # what follows the one letter of 'a)', 'A.', 'a /'
_RULE = re.compile(r"[-_=*~–— \t.·…]{3,}\Z")


def read_label(text: str, start: int, end: int) -> tuple[str, Span, str] | None:
    """The numbering that stands at `start`: (label, span with final mark, style), or None."""
    match = _LABEL.match(text, start, end)
    if not match:
        return None
    style = "letter" if match.lastgroup == "below" else match.lastgroup  # '2.1.a' is the point a under 2.1
    return " ".join(match.group(match.lastgroup).split()), Span(start, match.end()), style


def read_lines(source: Source) -> list[Line]:
    """All physical lines of the folded text, in order."""
    text = source.text
    marks = source.emphasis_marks
    lines: list[Line] = []
    begin = passed = 0
    strong = italic = False
    for row in text.split("\n"):
        stop = begin + len(row)
        start, heading = begin, 0
        if row[:1] in _IN_FRONT:
            front = _FRONT.match(text, begin, stop)
            start, heading = front.end(), len(front["heading"])
        end = begin + len(row.rstrip())
        label = mark = None
        pipe = False
        if start < end:
            first = text[start]
            if first == "|":
                pipe = True
            elif first in BULLETS:
                bullet = _BULLET.match(text, start, end)
                if _RULE.match(text, start, end):
                    start = end  # '-----': a line without words
                elif bullet:
                    label, mark = bullet.group(1), Span(start, bullet.end())
            elif first in "_=~.…" and _RULE.match(text, start, end):
                start = end if first not in ".…" else start
            elif first.isdigit() or first in _LABEL_FIRST or text[start + 1 : start + 2] in _AFTER_LETTER:
                read = read_label(text, start, end)
                if read:
                    label, mark, _ = read
        else:
            strong = italic = False  # emphasis never reaches over a blank line
        front_strong, front_open = strong, strong or italic
        while passed < len(marks) and marks[passed][0] <= stop:
            offset, stars = marks[passed]
            strong ^= stars > 1
            italic ^= stars % 2 == 1
            if offset <= start:
                front_strong, front_open = strong, strong or italic
            passed += 1
        lines.append(
            Line(begin, start, end, heading, label, mark, front_strong, front_open, strong or italic, pipe, start >= end)
        )
        begin = stop + 1
    return lines


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
        indented = line.start - line.begin >= 20 or line.label is None and source.text[line.begin] == "\t"
        bullet = line.label is not None and line.label in BULLETS
        for at, part in enumerate(columns(source.text, line.words if bullet else line.span)):
            if bullet and not at:
                part = Span(line.start, part.end)  # '-   Phòng …': blanks behind a bullet part no columns
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
