"""Parts of a cell: the bodies that it names side by side, known to a registry or not ('Phòng Điều dưỡng và Khoa Dược')."""

from __future__ import annotations

from functools import cache

from checker.base import regex as re
from checker.base.vocabulary import alternatives, pattern, words
from checker.families.duties.names import CAPITAL
from checker.language.words import WORD
from checker.model.document import Document
from checker.source.text import Span

_JOINT = re.compile(r"[ \t]{0,3}(?:[;,/&+]|\n|(?<!\w)và(?!\w))[ \t\n-]{0,3}")

# 'Cục Tin học | và Thống kê Tài chính'
_FIELD = pattern("duties", rf"\s{{0,3}}và\s(?:{{{{heads_that_are_fields}}}})[ ][{CAPITAL}]")


@cache
def _head() -> re.Pattern[str]:
    heads = alternatives((*words("duties", "unregistered_heads"), *words("duties", "short_heads_of_parts")), " ")
    return re.compile(rf"(?:{heads})(?!\w)")


def parts(doc: Document, cell: Span) -> list[Span]:
    """The parts of a cell between marks or 'và', where each begins with a word for a body in its capitals; none where the cell
    begins otherwise."""
    text = doc.text
    if not _head().match(text, cell.start, cell.end):
        return []
    starts, ends = [cell.start], []
    for joint in _JOINT.finditer(text, cell.start, cell.end):
        if _head().match(text, joint.end(), cell.end) and not _FIELD.match(text, joint.start(), cell.end):
            ends.append(joint.start())
            starts.append(joint.end())
    return [_tight(text, Span(start, end)) for start, end in zip(starts, (*ends, cell.end), strict=True)]


def _tight(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(" \t\n.;,*")))


def name(doc: Document, part: Span) -> tuple[str, ...]:
    """What two parts are compared by: their words in small letters, without 'và'."""
    return tuple(word for word in WORD.findall(doc.source.lower, *part) if word != "và")


def seam(doc: Document, part: Span) -> Span | None:
    """The blank between two bodies of one kind that run together ('Khoa Dược Khoa Khám bệnh'); None where none do. A body of
    another kind behind a name is what it belongs to ('Phòng Nội vụ Sở Y tế')."""
    text = doc.text
    head = _head().match(text, part.start, part.end)
    if head is None:
        return None
    for other in _head().finditer(text, head.end(), part.end):
        before = text[other.start() - 1 : other.start()]
        if other.group() == head.group() and before == " " and other.start() - head.end() > 2:
            last = text[part.start : other.start()].split()[-1]
            if last not in words("duties", "not_in_a_name") and last != "thuộc":
                return Span(other.start() - 1, other.start())
    return None
