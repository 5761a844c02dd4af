"""Where a finding stands when the thing that is missing stands nowhere: at the nearest component that is there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from checker.base.record import TYPE_CHECKING
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


def count_lines(text: str, offsets: Iterable[int]) -> int:
    """In how many lines some offsets lie."""
    ordered = sorted(offsets)
    return bool(ordered) + sum(text.find("\n", one, other) >= 0 for one, other in pairwise(ordered))


def line_at(doc: Document, offset: int) -> Span:
    """The words of the physical line that holds `offset`, without blanks at its edges."""
    text = doc.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), max(start, start + len(line.rstrip())))


def first_line(doc: Document) -> Span:
    """The first physical line of the text; empty where that line is."""
    line = line_at(doc, 0)
    return line if line.end > line.start else Span(0, 0)


def title_line(doc: Document) -> Span:
    """The line with the document type; without one the first line that has words."""
    header = doc.plan.header
    if header.type_span:
        return header.type_span
    text = doc.text
    return line_at(doc, len(text) - len(text.lstrip()))


def last_body_line(doc: Document) -> Span:
    """The last line of the body: of the closing paragraph, of the last section, or of the text."""
    plan = doc.plan
    if plan.closing:
        return line_at(doc, plan.closing.end - 1)
    end = plan.body.end or len(doc.text)
    words = len(doc.text[:end].rstrip())
    return line_at(doc, max(0, words - 1))


def has_header(doc: Document) -> bool:
    """Whether Quốc hiệu, Tiêu ngữ or the issuer's line is in the text."""
    header = doc.plan.header
    return bool(header.national_title or header.motto or header.issuer_span)


def is_bare_body(doc: Document) -> bool:
    """An extract of the body: no header at all, and the text starts with the title or below it."""
    if has_header(doc):
        return False
    start = title_line(doc).start
    return not doc.text[:start].strip(" \t\n#*_|-=")
