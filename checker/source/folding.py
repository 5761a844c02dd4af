"""From what was typed to what is read: NFC, plain blanks, '\\n' line ends, without zero-width characters and emphasis marks.

The folded text comes with its segments, which lead from every one of its characters back to the input.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.source.hidden import Hidden

if TYPE_CHECKING:
    from typing import Any

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ZERO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_ODD_SET = frozenset("\u037e\u212a\u212b")
_BREAKS = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
# One character for another: letters that only look like the Vietnamese or Latin ones, and hyphens that are no '-'.
ALIKE = dict(zip("ÐƉðƢƣАВЕКМНОРСТХаеорсхуіΑΒΕΗΙΚΜΝΟΡΤΧ", "ĐĐđƯưABEKMHOPCTXaeopcxyiABEHIKMNOPTX", strict=True))
_ALIKE = ALIKE | dict.fromkeys("‑‐−", "-") | {"／": "/"}
_COMBINING = "\u0300-\u036f"
_ODD = "\u037e\u212a\u212b"  # single characters that NFC replaces
_UNUSUAL_SET = rf"[{_SPACES}{ZERO_WIDTH}{CONTROLS}{_BREAKS}{_COMBINING}{_ODD}\r*\\<&{''.join(_ALIKE)}]"
_UNUSUAL = re.compile(f"{_UNUSUAL_SET}{_UNUSUAL_SET}*")  # 'x+' would be tried at every character; a search skips to 'xx*'
_PART = re.compile(
    rf"(?P<space>[{_SPACES}])|(?P<newline>\r\n?|[{_BREAKS}])|(?P<drop>[{ZERO_WIDTH}{CONTROLS}]+)"
    rf"|(?P<escape>\\)|(?P<tag><(?:[Bb][Rr][ ]?/?>)?|&(?:nbsp;)?)"
    rf"|(?P<cluster>[{_COMBINING}]+|[{_ODD}])|(?P<alike>[{''.join(_ALIKE)}])"
)
_ESCAPED = frozenset("-.*_#[]()!+>~")
_MARKDOWN = ("mark", "escape", "tag")
CELL_BREAK = "\x0b"  # '<br>' in a row of a pipe table: a line end inside a cell, in folded text only
_STAR_LINE = re.compile(r"[ \t]*[* \t]*(?=[\r\n]|\Z)")


def _is_emphasis(raw: str, begin: int, end: int) -> bool:
    """Whether the stars at raw[begin:end] are Markdown emphasis: not a bullet, not '(*)', not a multiplication."""
    before, after = raw[begin - 1 : begin], raw[end : end + 1]
    if before == "(" and after == ")" or before.isdigit() and after.isdigit():
        return False
    if end - begin > 1 or not after or after not in " \t":
        return True
    while begin and raw[begin - 1] in " \t":
        begin -= 1
    opens_line = not begin or raw[begin - 1] in "\r\n"
    if opens_line:
        return _STAR_LINE.match(raw, end) is not None
    return before not in " \t"


def _in_row(raw: str, at: int) -> bool:
    """Whether raw[at] stands in a line that begins with '|'."""
    begin = max(0, at - 8000)
    return raw[max(raw.rfind("\n", begin, at), raw.rfind("\r", begin, at)) + 1 : at].lstrip()[:1] == "|"


class Folded(NamedTuple):
    """The folded text and its segments: folded starts, raw starts, raw widths (-1 where a segment is copied as it is).

    `marks` are the emphasis marks that were taken out: (folded offset, number of stars). `odd` says whether a letter or an
    invisible character had to be put right.
    """

    text: str
    starts: list[int]
    raws: list[int]
    widths: list[int]
    marks: list[tuple[int, int]]
    odd: bool


def fold(raw: str, markdown: bool, start: int, end: int, hidden: Sequence[Hidden]) -> Folded:
    """Fold raw[start:end]; of what is `hidden` at most a blank is left, which stands for it."""
    if not hidden and _UNUSUAL.search(raw, start, end) is None:
        return Folded(raw[start:end], [0], [start], [-1], [], False)
    folding = _Folding(raw, markdown, start)
    for part in hidden:
        if start <= part.start and part.end <= end:
            folding.read(part.start)
            folding.hide(part)
    folding.read(end)
    return folding.finished(end)


def _put_for(raw: str, part: Hidden) -> tuple[int, int, str]:
    """Where the text is left for a hidden part, where it is taken up again, and what is put in between.

    A part on lines of its own leaves a blank; one among words takes the blanks around it with it, and leaves one.
    """
    left, right = part.start, part.end
    while left and raw[left - 1] in " \t":
        left -= 1
    while right < len(raw) and raw[right] in " \t":
        right += 1
    if not left or right == len(raw) or raw[left - 1] in "\r\n" or raw[right] in "\r\n":
        return part.start, part.end, " "
    parted = left < part.start or right > part.end
    return left, right, " " if parted and raw[right] not in ",.;:!?)" else ""


class _Folding:
    """A folded text in the making. `done` is how far the input is taken over, `out` how long the folded text is."""

    def __init__(self, raw: str, markdown: bool, start: int):
        self.raw, self.markdown, self.done, self.out = raw, markdown, start, 0
        self.pieces: list[str] = []
        self.marks: list[tuple[int, int]] = []
        self.starts, self.raws, self.widths = [0], [start], [-1]
        self.odd = False

    def hide(self, part: Hidden) -> None:
        """Put what stands for a hidden part, and go on behind it."""
        left, right, new = _put_for(self.raw, part)
        left = max(self.done, left)
        self.pieces += [self.raw[self.done : left], new]
        self.out += left - self.done
        if new:
            self._segment(part.start, part.end - part.start)
            self.out += len(new)
        self.done = right
        self._segment(right, -1)

    def _segment(self, raw: int, width: int) -> None:
        self.starts.append(self.out)
        self.raws.append(raw)
        self.widths.append(width)

    def finished(self, end: int) -> Folded:
        """The folded text, the rest of the input copied."""
        self.pieces.append(self.raw[self.done : end])
        return Folded("".join(self.pieces), self.starts, self.raws, self.widths, self.marks, self.odd)

    def read(self, end: int) -> None:  # noqa: C901 - runs over every unusual character: calls would cost
        """Fold the input up to `end`; what follows the last unusual character is left to copy."""
        raw, markdown, pieces, marks = self.raw, self.markdown, self.pieces, self.marks
        part: Any  # `_PART` fits at every unusual character
        kind: str | None
        starts, raws, widths, done, out = self.starts, self.raws, self.widths, self.done, self.out
        for run in _UNUSUAL.finditer(raw, done, end):
            at, stop = run.span()
            while at < stop:
                begin = at
                if raw[at] == "*":  # nearly always: emphasis
                    kind = "mark"
                    while at < stop and raw[at] == "*":
                        at += 1
                else:
                    part = _PART.match(raw, at)
                    kind, at = part.lastgroup, part.end()
                if not markdown and kind in _MARKDOWN:
                    continue
                if kind == "mark":
                    if not _is_emphasis(raw, begin, at):
                        continue
                    new = ""
                elif kind == "escape":
                    if raw[at : at + 1] not in _ESCAPED:
                        continue
                    new, stop = "", max(stop, at)
                elif kind == "tag":
                    if at - begin == 1:
                        continue
                    new = " " if raw[begin] == "&" else CELL_BREAK if _in_row(raw, begin) else "\n"
                    stop = max(stop, at)
                elif kind == "newline":
                    new = "\n"
                elif kind == "space":
                    new = " "
                elif kind == "cluster":
                    self.odd = True
                    if begin > done and raw[begin - 1] != "\n" and part.group() not in _ODD_SET:
                        begin -= 1
                    new = unicodedata.normalize("NFC", raw[begin:at])
                elif kind == "alike":
                    self.odd = True
                    new = _ALIKE[part.group()]
                else:
                    self.odd = True
                    new = ""
                pieces.append(raw[done:begin])
                out += begin - done
                if kind == "mark":
                    marks.append((out, at - begin))
                if new:
                    pieces.append(new)
                    starts.append(out)
                    raws.append(begin)
                    widths.append(at - begin)
                    out += len(new)
                starts.append(out)
                raws.append(at)
                widths.append(-1)
                done = at
        self.done, self.out = done, out
