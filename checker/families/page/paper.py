"""Paper, margins, page numbers and what a review left in the file: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.base.record import dataclass
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, Related
from checker.source.text import Span

_MM = Fraction(14400, 254)  # twips
_SLACK = Fraction(1, 2)  # millimetres: 1 inch is 25,4, and word processors round
_ONE_PAGE = 1600  # code points that surely fit on one page, header and signature included
_SHOWN = 60
_OWN = "plancheck"  # the author of what an annotated copy holds


def _millimetres(twips: int) -> str:
    tenths = round(twips * 10 / _MM)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _first_words(doc: Document, raw: Span) -> Span:
    """The first line with words in a range of the input; the title line stands for the first page."""
    start, end = doc.source.folded_span(raw)
    title = doc.plan.header.type_span
    if title and start <= title.start < end:
        return title
    for block in doc.plan.blocks:
        if start <= block.span.start < end:
            line = doc.text.find("\n", block.span.start, block.span.end)
            return Span(block.span.start, line if line > 0 else block.span.end)
    return Span(start, start)


@check("paper_size")
def paper_size(doc: Document, *, width: int = 210, height: int = 297) -> Iterator[Hit]:
    """Paper of width × height millimetres (a millimetre either way), upright. A section across is right where it holds tables
    that are too wide (the decree allows it) or an appendix. One hit for each wrong size.

    Algorithm: pages are measured and grouped by what is wrong.
    """
    groups: dict[tuple[str, str], list[Span]] = {}
    tables = [table.span for table in doc.plan.tables]
    appendix = doc.plan.appendices[0].start if doc.plan.appendices else len(doc.text) + 1
    for page in doc.source.layout.pages:
        if page.width is None or page.height is None:
            continue
        span = doc.source.folded_span(Span(page.start, page.end))
        sides = sorted((page.width, page.height))
        shown = f"{_millimetres(page.width)} × {_millimetres(page.height)}"
        if abs(sides[0] - width * _MM) > _MM or abs(sides[1] - height * _MM) > _MM:
            groups.setdefault(("size", shown), []).append(_first_words(doc, Span(page.start, page.end)))
        elif page.width > page.height:
            covered = sum(t.end - t.start for t in tables if span.start <= t.start < span.end)
            if span.start < appendix and covered * 2 < span.end - span.start:
                groups.setdefault(("across", shown), []).append(_first_words(doc, Span(page.start, page.end)))
    for (note, shown), places in groups.items():
        yield Hit(
            places[0],
            {"shown": shown, "width": width, "height": height, "count": len(places)},
            tuple(Related(place) for place in places[1 : _SHOWN + 1]),
            note=note,
        )


@check("page_margins")
def page_margins(
    doc: Document,
    *,
    top: tuple[float, ...] = (20, 25),
    bottom: tuple[float, ...] = (20, 25),
    left: tuple[float, ...] = (30, 35),
    right: tuple[float, ...] = (15, 20),
) -> Iterator[Hit]:
    """Margins in these ranges of millimetres (half a millimetre either way), for the upright pages before the appendices.
    One hit for each set of wrong margins.

    Algorithm: pages are measured and grouped by what is wrong.
    """
    groups: dict[tuple[tuple[str, str], ...], list[Span]] = {}
    appendix = doc.plan.appendices[0].start if doc.plan.appendices else len(doc.text) + 1
    names = (
        ("top", "trên", "top", top),
        ("bottom", "dưới", "bottom", bottom),
        ("left", "trái", "left", left),
        ("right", "phải", "right", right),
    )
    for page in doc.source.layout.pages:
        start = doc.source.folded_span(Span(page.start, page.end)).start
        if start >= appendix or page.width and page.height and page.width > page.height:
            continue
        wrong = []
        for side, vi, en, (least, *_, most) in names:
            value = getattr(page, side)
            if value is not None and not (Fraction(least) - _SLACK) * _MM <= value <= (Fraction(most) + _SLACK) * _MM:
                shown = _millimetres(value)
                wrong.append((f"{vi} {shown} (quy định {least:g}-{most:g})", f"{en} {shown} ({least:g}-{most:g})"))
        if wrong:
            groups.setdefault(tuple(wrong), []).append(_first_words(doc, Span(page.start, page.end)))
    for wrong, places in groups.items():
        yield Hit(
            places[0],
            {"margins": "; ".join(vi for vi, _ in wrong), "margins_en": "; ".join(en for _, en in wrong), "count": len(places)},
            tuple(Related(place) for place in places[1 : _SHOWN + 1]),
        )


@dataclass(frozen=True, slots=True)
class PageNumbering:
    """How a plan of more than one page is numbered, at its first words. `place` is 'header', 'footer' or None for no number;
    `fault` is missing, footer, aside (not centred) or first (shown on the first page), None where all is right."""

    span: Span
    place: str | None
    fault: str | None


def read_page_numbering(doc: Document) -> tuple[PageNumbering, ...]:
    """The page numbers of a file with pages; a plan of one page needs none."""
    pages = doc.source.layout.pages if doc.source.layout else ()
    if not pages or len(doc.source.raw) < _ONE_PAGE and len(pages) == 1 and "\f" not in doc.source.raw:
        return ()
    number = pages[0].number
    if number.place is None and len(pages) > 1:
        number = next((page.number for page in pages if page.number.place), number)  # a first section for the first page alone
    faults = (
        ("missing", number.place is None),
        ("footer", number.place != "header"),
        ("aside", not number.centred),
        ("first", pages[0].number.on_first),
    )
    fault = next((name for name, holds in faults if holds), None)
    return (PageNumbering(_first_words(doc, Span(pages[0].start, pages[0].end)), number.place, fault),)


@dataclass(frozen=True, slots=True)
class Review:
    """What a review left in the file: tracked `changes` and `comments`, at the first of them; `others` are the next places."""

    span: Span
    changes: int
    comments: int
    others: tuple[Span, ...]


def read_review(doc: Document) -> tuple[Review, ...]:
    """The traces of a review. In a draft those that this tool made by itself do not count: it must not complain of its own
    copy. They count for issue."""
    revisions = doc.source.layout.revisions if doc.source.layout else ()
    if doc.stage == "draft":
        revisions = tuple(revision for revision in revisions if revision.author != _OWN)
    if not revisions:
        return ()
    first, *others = dict.fromkeys(_words_at(doc, revision.start, revision.end) for revision in revisions)
    comments = sum(revision.kind == "comment" for revision in revisions)
    return (Review(first, len(revisions) - comments, comments, tuple(others[:_SHOWN])),)


def _words_at(doc: Document, start: int, end: int) -> Span:
    """The words of a revision; for a deletion, which leaves none, the paragraph that it stands in."""
    layout = doc.source.layout
    if end > start and doc.source.raw[start:end].strip():
        return doc.source.folded_span(Span(start, end))
    paragraph = layout.paragraphs[layout.paragraph_at(start)] if layout.paragraphs else None
    return doc.source.folded_span(Span(paragraph.start, paragraph.end)) if paragraph else Span(0, 0)
