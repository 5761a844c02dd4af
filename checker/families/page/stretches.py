"""What each stretch of a laid-out plan is: which component it belongs to and how it is printed.

Components are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I; the outline says where they are, the reader of the file how
they look. A plain text has no stretches.
"""

from __future__ import annotations

from bisect import bisect_right

from checker.base.record import dataclass
from checker.model.document import Document
from checker.source.layout import Format, Paragraph, Setting
from checker.source.text import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one format in one component. `paragraph` counts the file's paragraphs from 0; `letters` is how many letters and
    digits show the format.

    `component`: national_title, motto, parent, issuer, number, place_date, type, subject, legal_basis, heading, body,
    recipients_title, recipients, authority, position, name, cell, note, box, appendix, other.
    """

    span: Span
    component: str
    format: Format
    setting: Setting
    paragraph: int
    letters: int


def read_stretches(doc: Document) -> tuple[Stretch, ...]:
    """All stretches with letters or digits, in order; none for a text without layout."""
    layout = doc.source.layout
    if layout is None or not layout.formats:
        return ()
    where = Whereabouts(doc)
    raw, folded = doc.source.raw, doc.source.folded_span
    found: list[Stretch] = []
    for index, paragraph in enumerate(layout.paragraphs):
        for run in paragraph.runs:
            words = raw[run.start : run.end]
            letters = sum(map(str.isalnum, words))
            if not letters:
                continue
            left = run.start + len(words) - len(words.lstrip())
            right = run.start + len(words.rstrip())
            for span in where.pieces(folded(Span(left, right))):
                found.append(
                    Stretch(
                        span,
                        where.component(span.start, paragraph),
                        run.format,
                        paragraph.setting,
                        index,
                        letters if span == folded(Span(left, right)) else sum(map(str.isalnum, doc.text[span.start : span.end])),
                    )
                )
    return tuple(stretch for stretch in found if stretch.letters)


class Whereabouts:
    """The components by place. Header and signature have few parts, so those are asked one by one; the body by bisection."""

    def __init__(self, doc: Document):
        plan, header = doc.plan, doc.plan.header
        named = (
            ("national_title", header.national_title),
            ("motto", header.motto),
            ("number", header.number.span if header.number else None),
            ("place_date", header.place_date.span if header.place_date else None),
            ("type", header.type_span),
            ("subject", header.subject_span),
            ("issuer", header.issuer_span),
            ("parent", header.parent_span),
        )
        self._head = [(name, span) for name, span in named if span]
        tail: list[tuple[str, Span]] = []
        if plan.signature:
            tail += [("authority", span) for span in plan.signature.authority]
            named = ("position", plan.signature.position), ("name", plan.signature.name)
            tail += [(name, span) for name, span in named if span]
            tail += [("other", span) for span in plan.signature.extra]
        if plan.recipients:
            tail += [("recipients_title", plan.recipients.title)]
            tail += [("recipients", span) for span in plan.recipients.lines]
        self._tail = tail
        self._basis = plan.legal_basis
        self._tables = sorted(table.span for table in plan.tables)
        # Headings below (1., 1.1., a) are printed as the body is.
        sections = (section for top in plan.sections for section in top.walk())
        self._headings = sorted(s.heading for s in sections if s.titled and s.style in ("roman", "part"))
        self._body = plan.body
        self._appendix = plan.appendices[0].start if plan.appendices else len(doc.text) + 1

    def pieces(self, span: Span) -> list[Span]:
        """The span cut where a component of header or signature begins: one run may hold 'Số: …' and, after a tab, the date."""
        cuts = sorted({offset for _, part in (*self._head, *self._tail) for offset in part if span.start < offset < span.end})
        return [Span(a, b) for a, b in zip([span.start, *cuts], [*cuts, span.end], strict=True)] if cuts else [span]

    def component(self, at: int, paragraph: Paragraph) -> str:
        """The component that the character at a folded offset belongs to."""
        if paragraph.story != "body":
            return paragraph.story
        if at < self._body.start:
            return next((name for name, span in self._head if span.start <= at < span.end), "other")
        for name, span in self._tail:
            if span.start <= at < span.end:
                return name
        table = bisect_right(self._tables, (at, 1 << 60)) - 1
        if table >= 0 and at < self._tables[table].end:
            return "cell"
        if at >= self._appendix:
            return "appendix"
        if at >= self._body.end:
            return "other"
        heading = bisect_right(self._headings, Span(at, 1 << 60)) - 1
        if heading >= 0 and at < self._headings[heading].end:
            return "heading"
        if any(span.start <= at < span.end for span in self._basis):
            return "legal_basis"
        return "body"
