"""The subject (trích yếu): the lines under the title that say what the document is about."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base.vocabulary import pattern, words
from checker.outline.lines import BULLETS, Line
from checker.source.text import Source, Span

OPENING = pattern("outline", r"(?:{{opening_words}})\b", gap=" ")
_OPENING_ACT = pattern("outline", r"(?:{{opening_acts}})\s[^\n]{0,60}?(?:\bsố\s|\d+[/-]|luật\s|của\s)", gap=" ")
_LONGEST_SUBJECT = 700
_LONGEST_REST = 40  # characters of a type that goes on behind its first words: '… HÀNH ĐỘNG CỦA CHÍNH PHỦ'


def read_subject(source: Source, lines: Sequence[Line], title: Span, stop: int) -> Span | None:
    """The lines of the subject under the title: until an empty line, the opening, a numbered heading, or offset `stop`."""
    found: Span | None = None
    gap = False
    for line in lines:
        if line.end <= title.end:
            continue
        if line.start >= stop:
            break
        if line.end > stop:  # the bracket '(Kèm theo …)' stands behind the subject
            return _before(source.text, stop, line.start, found.start if found else 0)
        if line.begin <= title.start:
            found = _beside_title(source.text, title, line)
        elif line.blank:
            gap = True
        elif longer := _longer(source, lines, title, line, found, gap):
            found, gap = longer, False
        else:
            break
    # the first lines of an opening, wrapped short, end with ';' or ':': a subject never ends so
    return None if found and source.text[found.end - 1] in ";:" else found


def _before(text: str, stop: int, line: int, start: int) -> Span:
    """The subject that ends on the line of `stop`; `start` is 0 where it begins there too."""
    end = max(start, stop - 1)
    while end > line and text[end - 1].isspace():
        end -= 1
    return Span(start or line, end)


def _beside_title(text: str, title: Span, line: Line) -> Span | None:
    """What stands on the title's own line."""
    rest = text[title.end : line.end]
    return Span(line.end - len(rest.lstrip(" .:-")), line.end) if any(map(str.isalpha, rest)) else None


def _longer(source: Source, lines: Sequence[Line], title: Span, line: Line, found: Span | None, gap: bool) -> Span | None:
    """The subject with one more line, `found` without it; None where it ended above."""
    if line.pipe or line.label and line.label not in BULLETS:
        return None
    if found and gap and not _goes_on(source, lines, line, found):
        return None
    if found is None or _is_rest_of_type(source.text, title, found, line):
        return None if _is_opening(source, line, first=True) else line.span
    if _is_opening(source, line, first=False) or _case_changes(source.text, found, line):
        return None
    return Span(found.start, line.end) if line.end - found.start <= _LONGEST_SUBJECT else None


def _is_rest_of_type(text: str, title: Span, found: Span, line: Line) -> bool:
    """'KẾ HOẠCH HÀNH ĐỘNG' is a type, its subject stands below."""
    below = text.find("\n", title.end) + 1
    short = found.end - found.start < _LONGEST_REST and line.begin == below
    if text[found.start : found.end].lower() in words("outline", "rests_of_types"):
        return short and not text[line.start : line.end].isupper()  # the Party's subjects begin in small letters
    return short and _case_changes(text, found, line)


def _is_opening(source: Source, line: Line, first: bool) -> bool:
    low = source.lower
    length = line.end - line.start
    if low.startswith("căn cứ", line.start):
        return True
    if not OPENING.match(low, line.start):
        return False
    if line.heading or line.strong or source.text[line.start : line.end].isupper():
        return False  # set as a title is, however long and with whatever mark at its end
    ends = source.text[line.end - 1]
    runs_on = length > 60 and ends in ";:."
    if first:
        return runs_on and length > 160 or ends == ":" and length > 100
    return length > 150 or runs_on or bool(_OPENING_ACT.match(low, line.start, line.end)) and ends in ";:.,"


def _case_changes(text: str, found: Span, line: Line) -> bool:
    return text[found.start : found.end].isupper() and not text[line.start : line.end].isupper() and text[line.start].isupper()


def _goes_on(source: Source, lines: Sequence[Line], line: Line, found: Span) -> bool:
    """Whether a line after an empty one still belongs to the subject: both in bold or headings, or in lower case."""
    if _is_opening(source, line, first=False):
        return False
    above = next((x for x in lines if x.start <= found.start < x.end), None)
    if above is None:
        return False
    if above.strong and line.strong or above.heading and line.heading:
        return line.end - line.start < 200
    return source.text[line.start].islower() and line.end - line.start < 160 and source.text[found.end - 1] not in ".;:"
