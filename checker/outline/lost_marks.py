"""Labels whose final mark is lost or mistyped: 'VII CHẾ ĐỘ BÁO CÁO', 'II, NỘI DUNG', '2 Phòng Kinh tế', 'a, Phát thanh'.

Alone such a word is no label. It is one where the labels above and below it leave just its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.roman import roman_value
from checker.language.letters import LABELS
from checker.outline.lines import BULLETS, Line, read_label
from checker.source.text import Span

_BARE = re.compile(
    r"""(?:(?P<roman>[IVX]{1,5})(?:,|(?=[ \t]))
    |(?P<arabic>\d{1,2})(?:,|(?=[ \t]))
    |(?P<letter>[a-zđ]),
    |(?P<capital>[A-HĐK-UY]),)[ \t]*(?=[A-ZĐÀ-ỸƯƠ])""",
    re.VERBOSE,
)
_FIRST = frozenset("IVX0123456789")
_RANK = {"roman": 0, "capital": 0, "arabic": 1, "letter": 3}
_HEADING = 120


class _Label(NamedTuple):
    at: int  # the line
    style: str
    number: int
    bare: bool
    read: tuple[str, Span, str]


def read_bare_label(text: str, start: int, end: int) -> tuple[str, Span, str] | None:
    """A label without its right mark at `start`: (label, span with what mark it has, style), as `read_label` gives it."""
    match = _BARE.match(text, start, end)
    if match is None:
        return None
    style = str(match.lastgroup)
    return match[style], Span(start, start + len(match.group().rstrip())), style


def with_lost_marks(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those with a label that only lacks its mark as items."""
    if not any(_may_be_label(text, line) for line in lines):
        return list(lines)
    labels = _labels(text, lines)
    below = _next_numbers(labels)
    found = list(lines)
    above: dict[str, int] = {}
    last = None
    for label, after in zip(labels, below, strict=True):
        line = lines[label.at]
        if label.bare:
            if not _fits(label, above.get(label.style), after, text[line.start : line.end], last):
                continue
            name, mark, _ = label.read
            found[label.at] = line._replace(label=name, mark=mark)
        _pass(above, label)
        last = label
    return found


def _may_be_label(text: str, line: Line) -> bool:
    if line.label is not None or line.blank or line.pipe:
        return False
    return text[line.start] in _FIRST or text[line.start + 1 : line.start + 2] == ","


def _labels(text: str, lines: Sequence[Line]) -> list[_Label]:
    """The labels of all lines, and what may be one."""
    found = []
    for at, line in enumerate(lines):
        bare = line.label is None
        if bare and not _may_be_label(text, line) or line.label is not None and line.label in BULLETS:
            continue
        if read := (read_bare_label if bare else read_label)(text, line.start, line.end):
            found.append(_Label(at, read[2], _number(read[0], read[2]), bare, read))
    return found


def _number(label: str, style: str) -> int:
    if style == "roman":
        return roman_value(label)
    if style == "arabic":
        return int(label)
    return LABELS.find(label.lower()) + 1 if style in ("letter", "capital") else 0


def _next_numbers(labels: Sequence[_Label]) -> list[int | None]:
    """For each label the next one of its style that has its mark, as far as the part above it goes."""
    found: list[int | None] = []
    ahead: dict[str, int] = {}
    for label in reversed(labels):
        found.append(ahead.get(label.style))
        if not label.bare:
            _pass(ahead, label)
    return found[::-1]


def _pass(numbers: dict[str, int], label: _Label) -> None:
    """Goes past a label: what stands below it begins anew."""
    rank = _RANK.get(label.style, 2)
    for style in [style for style in numbers if _RANK[style] > rank]:
        del numbers[style]
    if label.style in _RANK:
        numbers[label.style] = label.number


def _fits(label: _Label, above: int | None, below: int | None, words: str, last: _Label | None) -> bool:
    """Whether the count of its siblings asks for the label where it stands."""
    if above is None and label.number == 1:
        return below == 2 and (label.style == "roman" or last is not None and last.at == label.at - 1)
    if above is None or label.number != above + 1:
        return False
    return below == label.number + 1 or below is None and _is_last(label, words)


def _is_last(label: _Label, words: str) -> bool:
    """Whether a label that only follows on those above may be the last one: a heading 'VII CHẾ ĐỘ BÁO CÁO', a point 'b, …'. A
    figure needs its comma, for '2 Tờ rơi' counts leaflets."""
    if label.style == "letter":
        return True
    if label.style == "arabic":
        return words[len(label.read[0])] == "," and _is_heading(words)
    return label.style == "roman" and _is_heading(words)


def _is_heading(words: str) -> bool:
    return words.isupper() or len(words) <= _HEADING and words[-1] not in ".;,:"
