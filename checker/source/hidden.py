"""What of a Markdown text is not said to its readers: HTML comments, front matter, fenced code.

No rule judges it, so it is folded away before anything is read; its place in the input stays known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import NamedTuple

_LONGEST_FRONT = 20000
# The first line that says something is a key of YAML: '---⏎Số: …' is a rule and the plan's number.
_FRONT = re.compile(r"---[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n)){0,20}[A-Za-z_][A-Za-z0-9_.-]*[ \t]*:(?=\s)")
_FRONT_END = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")
_FENCE = re.compile(r"(?<![^\r\n])[ ]{0,3}(?P<marks>```+|~~~+(?=[ ]?\w))[^`\r\n]*(?=[\r\n]|\Z)")
_FENCE_END = re.compile(r"(?<=[\r\n])[ ]{0,3}(?P<marks>```+|~~~+)[ \t]*(?=[\r\n]|\Z)")


class Hidden(NamedTuple):
    """A stretch of the input that is not read. `kind` is 'comment', 'front' or 'code'."""

    start: int
    end: int
    kind: str


def hidden_parts(raw: str, markdown: bool) -> list[Hidden]:
    """The stretches of `raw` that no reader sees, in order. What is opened and never closed hides nothing; where `markdown` is
    False only comments are."""
    front = _front_matter(raw) if markdown and raw.startswith("---") else None
    found = [front] if front else []
    at = front.end if front else 0
    comments = _Search(raw, "<!--")
    fences = _Search(raw, "```", "~~~") if markdown else _Search(raw)
    closings = _Closings(raw)
    while True:
        comment, fence = comments.next(at), fences.next(at)
        if comment < 0 and fence < 0:
            return found
        if fence < 0 or 0 <= comment < fence:
            end = raw.find("-->", comment + 4)
            if end < 0:
                comments = _Search(raw)  # none is closed from here on
                continue
            part: Hidden | None = Hidden(comment, end + 3, "comment")
        else:
            part = _fenced(raw, fence, closings)
        if part:
            found.append(part)
        at = part.end if part else fence + 3


class _Search:
    """Where the next of some literals stands, each found once however often it is asked for."""

    def __init__(self, raw: str, *words: str):
        self._raw = raw
        self._next = dict.fromkeys(words, -1)

    def next(self, at: int) -> int:
        """The first place of any of the words from `at` on; -1 where none stands. `at` never goes back."""
        for word, place in list(self._next.items()):
            if place < at:
                self._next[word] = self._raw.find(word, at)
                if self._next[word] < 0:
                    del self._next[word]
        return min(self._next.values(), default=-1)


class _Closings:
    """The lines that can close fenced code, found once."""

    def __init__(self, raw: str):
        self._raw = raw
        self._found: list | None = None
        self._none: set[str] = set()

    def after(self, at: int, marks: str) -> int:
        """Where the first line ends that closes `marks` behind `at`; -1 where none does."""
        if self._found is None:
            self._found = [(match.start(), match.end(), match["marks"]) for match in _FENCE_END.finditer(self._raw)]
        if marks not in self._none:
            for _, end, closing in self._found[bisect_left(self._found, (at,)) :]:
                if closing.startswith(marks):
                    return end
            self._none.add(marks)
        return -1


def _front_matter(raw: str) -> Hidden | None:
    head = raw[:_LONGEST_FRONT]
    opening = _FRONT.match(head)
    closing = _FRONT_END.search(head, opening.end()) if opening else None
    return Hidden(0, closing.end(), "front") if closing else None


def _fenced(raw: str, marks: int, closings: _Closings) -> Hidden | None:
    """The fenced code whose opening marks stand at `marks`; None where they open no line or are never closed."""
    start = marks
    while start and raw[start - 1] == " " and marks - start < 4:
        start -= 1
    opening = _FENCE.match(raw, start)
    if opening is None or opening.start("marks") != marks:
        return None
    end = closings.after(opening.end(), opening["marks"])
    return Hidden(start, end, "code") if end > 0 else None


def visible_parts(start: int, end: int, hidden: list[Hidden]) -> Iterator[tuple[int, int]]:
    """The stretches of raw[start:end] that are read."""
    for part in hidden:
        if part.end <= start or part.start >= end:
            continue
        if part.start > start:
            yield start, part.start
        start = part.end
    if start < end:
        yield start, end
