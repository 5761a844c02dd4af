"""Type and subject (tên loại, trích yếu): Decree 30/2020/NĐ-CP, Appendix I, II.5."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checkbook import check
from checker.checks.edits import fix
from checker.checks.spots import line_at, title_line
from checker.findings import Hit
from checker.record import TYPE_CHECKING
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

_EDGES = " \t#*_|:.-–—"


@check("title_type")
def title_type(doc: Document) -> Iterator[Hit]:
    """A line of its own in capitals names the document type."""
    header = doc.plan.header
    if header.type_span is None or header.type is None:
        yield Hit(title_line(doc), note="missing", absent=True)
        return
    found = doc.words(header.type_span)
    line = line_at(doc, header.type_span.start)
    expected = header.type.upper()
    alone = doc.text[line.start:line.end]
    if "|" in alone:  # a cell of a header table
        alone = doc.text[header.type_span.start:header.type_span.end]
    if " ".join(alone.split()).strip(_EDGES) != expected:
        note = "inline" if found == expected else "default"
        yield Hit(header.type_span, {"found": found, "expected": expected}, note=note)


@check("subject_missing")
def subject_missing(doc: Document) -> Iterator[Hit]:
    """A subject stands under the type."""
    header = doc.plan.header
    if header.type_span and not header.subject:
        yield Hit(header.type_span)


@check("subject_period")
def subject_period(doc: Document) -> Iterator[Hit]:
    """The subject has no full stop at its end."""
    span = doc.plan.header.subject_span
    if span is None:
        return
    text = doc.text
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    if text[end - 1] == "." and text[end - 2:end - 1] not in (".", "/"):
        last = Span(text.rfind(" ", span.start, end) + 1 or span.start, end)
        yield Hit(last, {"found": doc.words(last)}, fixes=fix(text, Span(end - 1, end), ""))
