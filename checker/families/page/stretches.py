"""What each stretch of a laid-out plan is: which component it belongs to and how it is printed.

Components are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I; the outline says where they are, the reader of the file how
they look. A plain text has no stretches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

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
    """The components by place: every span of a component is laid over those that it stands in, then asked by bisection."""

    def __init__(self, doc: Document):
        plan, header, stop = doc.plan, doc.plan.header, len(doc.text) + 1
        head = (
            ("national_title", header.national_title),
            ("motto", header.motto),
            ("number", header.number.span if header.number else None),
            ("place_date", header.place_date.span if header.place_date else None),
            ("type", header.type_span),
            ("subject", header.subject_span),
            ("issuer", header.issuer_span),
            ("parent", header.parent_span),
        )
        tail: list[tuple[str, Span | None]] = []
        if plan.signature:
            tail += [("authority", span) for span in plan.signature.authority]
            tail += [("position", plan.signature.position), ("name", plan.signature.name)]
            tail += [("other", span) for span in plan.signature.extra]
        if plan.recipients:
            tail += [("recipients_title", plan.recipients.title)]
            tail += [("recipients", span) for span in plan.recipients.lines]
        self._cuts = sorted({offset for _, span in (*head, *tail) for offset in span or ()})
        # Headings below (1., 1.1., a) are printed as the body is.
        sections = (section for top in plan.sections for section in top.walk())
        body = plan.body.start
        layers = [("body", Span(body, plan.body.end))]
        layers += [("legal_basis", span) for span in plan.legal_basis]
        layers += [("heading", s.heading) for s in sections if s.titled and s.style in ("roman", "part")]
        layers += [("other", Span(plan.body.end, stop))]
        layers += [("appendix", Span(plan.appendices[0].start, stop))] if plan.appendices else []
        layers += [("cell", table.span) for table in plan.tables]
        layers += [(name, span) for name, span in reversed(tail) if span]
        layers += [("other", Span(0, body))]
        layers += [(name, Span(span.start, min(span.end, body))) for name, span in reversed(head) if span and span.start < body]
        self._starts = sorted({0, *(offset for _, span in layers for offset in span)})
        self._names = ["other"] * len(self._starts)
        for name, (start, end) in layers:
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            self._names[first:last] = [name] * (last - first)

    def pieces(self, span: Span) -> list[Span]:
        """The span cut where a component of header or signature begins: one run may hold 'Số: …' and, after a tab, the date."""
        cuts = self._cuts[bisect_right(self._cuts, span.start) : bisect_left(self._cuts, span.end)]
        return [Span(a, b) for a, b in zip([span.start, *cuts], [*cuts, span.end], strict=True)] if cuts else [span]

    def component(self, at: int, paragraph: Paragraph) -> str:
        """The component that the character at a folded offset belongs to."""
        if paragraph.story != "body":
            return paragraph.story
        return self._names[bisect_right(self._starts, at) - 1]
