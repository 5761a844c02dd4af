"""Quốc hiệu, Tiêu ngữ and the issuing organ: Decree 30/2020/NĐ-CP, Appendix I, II.1 and II.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import first_line, has_header, title_line
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


@check("header_missing")
def header_missing(doc: Document) -> Iterator[Hit]:
    """One finding at line 1 where Quốc hiệu, Tiêu ngữ and issuer are all absent."""
    if not has_header(doc):
        yield Hit(first_line(doc), absent=True)


def _nearest(doc: Document) -> Span:
    header = doc.plan.header
    spans = [s for s in (header.national_title, header.motto, header.issuer_span) if s]
    return min(spans) if spans else title_line(doc)


def _bare(line: str) -> str:
    """A header line for comparing: one of the two tone placements, one kind of dash."""
    return line.replace("HOÀ", "HÒA")


@check("national_title")
def national_title(doc: Document, *, expected: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") -> Iterator[Hit]:
    """Quốc hiệu is `expected`, letter for letter; either tone placement (HÒA, HOÀ) is right."""
    header = doc.plan.header
    if not has_header(doc):
        return
    if header.national_title is None:
        # The Front and mass organisations may print their own name in its place.
        if header.kind != "front":
            yield Hit(_nearest(doc), {"expected": expected}, note="missing", absent=True)
        return
    found = doc.words(header.national_title)
    if _bare(found) != expected:
        yield Hit(
            header.national_title,
            {"found": found, "expected": expected},
            fixes=fix(doc.text, header.national_title, expected, "unsafe"),
        )


@check("motto")
def motto(doc: Document, *, expected: str = "Độc lập - Tự do - Hạnh phúc") -> Iterator[Hit]:
    """Tiêu ngữ is `expected`, letter for letter, and present where Quốc hiệu is."""
    header = doc.plan.header
    if header.motto is None:
        if header.national_title:
            yield Hit(header.national_title, {"expected": expected}, note="missing")
        return
    found = doc.words(header.motto)
    if found != expected:
        yield Hit(header.motto, {"found": found, "expected": expected}, fixes=fix(doc.text, header.motto, expected))


@check("issuer_missing")
def issuer_missing(doc: Document) -> Iterator[Hit]:
    """The header has Quốc hiệu or Tiêu ngữ and no issuing organ."""
    header = doc.plan.header
    if header.issuer_span is None and (header.national_title or header.motto):
        yield Hit(_nearest(doc), absent=True)


@check("issuer_abbreviated")
def issuer_abbreviated(doc: Document, *, words: Mapping[str, str] | None = None) -> Iterator[Hit]:
    """The issuer's own line holds an abbreviation of `words` (short form → full form), matched as whole words."""
    header = doc.plan.header
    if header.issuer_span is None or not words:
        return
    line = doc.text[header.issuer_span.start : header.issuer_span.end]
    whole = header.issuer_text or line  # a name of two lines stands in `issuer_span` with its first
    full, found, mended = whole, [], line
    for short, long in words.items():
        pattern = re.keep(rf"(?<![\w&]){re.escape(short)}(?![\w&])")
        if pattern.search(full):
            found.append(short)
            full, mended = pattern.sub(long, full), pattern.sub(long, mended)
    if found:
        yield Hit(
            header.issuer_span,
            {"found": whole, "short": ", ".join(found), "expected": " ".join(full.split())},
            fixes=fix(doc.text, header.issuer_span, mended, "suggest"),
        )
