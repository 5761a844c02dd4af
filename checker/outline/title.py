"""The title (tên loại): the line that names the type of the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import alternatives, registry, words
from checker.outline.lines import Line
from checker.source.text import Source, Span

_BLANKS = r"[ ]{1,3}"  # a title typed with two blanks is the title
_TYPE_LINE = re.later(lambda: re.compile(rf"(?P<type>{alternatives(_types(), _BLANKS)})(?P<rest>[^\n]*)"))
# One letter off (OCR, a slip): the line is still the title, and another rule says what is wrong with it.
_NEAR_PLAN = re.compile(r"(?=.{6,10}\Z)k\S{1,2}\s{0,3}ho[aạáàảã]c?h?\Z")
_HEADER_LINES = 60
_LONGEST_TITLE = 200


class Title(NamedTuple):
    """The canonical type and the words that name it. `sure`: they stand in capitals on a line of their own."""

    type: str
    span: Span
    sure: bool


def _types() -> tuple[str, ...]:
    """The types whose name is a title, in small letters."""
    return tuple(entry["name"].lower() for entry in registry("document_types")["types"] if entry.get("heads"))


@cache
def _own_line(titles: tuple[str, ...]) -> re.Pattern[str]:
    """The line that names a type of an office's own."""
    return re.unkept(rf"(?P<type>{alternatives(tuple(name.lower() for name in titles), ' ')})(?P<rest>[^\n]*)")


def find_title(source: Source, lines: Sequence[Line], titles: Sequence[str] = ()) -> Title | None:
    """The line that names the document's type: the first in capitals of its own, else the first that may.

    `titles` are types that an office adds to those of the law.
    """
    own = _own_line(tuple(titles)) if titles else None
    others = frozenset(words("outline", "other_titles")).difference(_types())
    fallback = None
    for line in islice((line for line in lines if not line.blank), _HEADER_LINES):
        if line.pipe or line.end - line.start > _LONGEST_TITLE:
            continue
        start, end = line.words
        if line.label == "I":
            break  # 'II. NỘI DUNG⏎KẾ HOẠCH' far below is no title
        if source.lower[start:end].rstrip(" .:") in others and source.text[start:end].isupper():
            break  # 'THÔNG TƯ LIÊN TỊCH': what stands below it is its subject ('HƯỚNG DẪN THỰC HIỆN …')
        found = _title(source, line.words, own)
        if found and found.sure:
            return found
        fallback = fallback or found
    return fallback


def names_type(line: str) -> bool:
    """Whether a line in capitals is the name of a type and nothing else."""
    return line.isupper() and " ".join(line.lower().split()).strip(" .:*") in _types()


def _title(source: Source, span: Span, own: re.Pattern[str] | None) -> Title | None:
    """The title that a line says."""
    low, text = source.lower, source.text
    match = _TYPE_LINE.match(low, *span) or (own.match(low, *span) if own else None)
    if not match:
        near = _NEAR_PLAN.match(low[span.start : span.end]) and text[span.start : span.end].isupper()
        return Title("Kế hoạch", span, False) if near else None
    named = Span(span.start, match.end("type"))
    capitals, alone = text[named.start : named.end].isupper(), not match["rest"].strip(" .:")
    kind = " ".join(match["type"].split()).capitalize()
    return Title(kind, span if alone else named, alone and capitals) if alone or capitals else None
