"""Source → Plan: the outline of a plan, read once."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple, replace
from checker.base.vocabulary import words
from checker.model.plan import Block, Header, Plan, Section, Table
from checker.outline.blocks import read_blocks
from checker.outline.frame import unread_parts
from checker.outline.genre import APPENDIX, SUBJECT_LINE, genre_of, is_administrative, is_issued, is_personal
from checker.outline.header import date_below, read_date, read_header
from checker.outline.issuer import with_full_issuer
from checker.outline.lines import BULLETS, Line
from checker.outline.parts import Attachment, find_attachment, find_parts
from checker.outline.sections import read_sections
from checker.outline.subject import OPENING, read_subject
from checker.outline.tail import Tail, read_tail
from checker.outline.title import Title, find_title
from checker.source.text import Source, Span

_PLACE_DATE = re.compile(r"[^\W\d_][^.;:,\n]{1,50}, ngày[\s\d.…_]{1,24}tháng[\s\d.…_]{1,24}năm[\s\d.…_]{1,24}\Z")
_BELOW_CLOSING = 6  # paragraphs at the end among which the closing one is looked for


def read_plans(source: Source, titles: Sequence[str] = ()) -> tuple[Plan, ...]:
    """The outlines of the documents of a file: of nearly every file one. The first of several carries what the others lack.

    `titles` are types of documents that an office adds to those of the law: their names are titles too.
    """
    parts = find_parts(source)
    if not parts:
        return (read_plan(source, None, titles),)
    covering = read_plan(source.part(parts[0].start, parts[0].end), None, titles)
    plans = [replace(covering, role=parts[0].role)]
    plans += [replace(read_plan(source.part(part.start, part.end), covering, titles), role=part.role) for part in parts[1:]]
    return tuple(plans)


def read_plan(source: Source, covering: Plan | None = None, titles: Sequence[str] = ()) -> Plan:
    """Read the outline of a document. Nothing is judged, and nothing that the text lacks is guessed.

    `covering` is the document of the same file that this one belongs to; `titles` as in `read_plans`.
    """
    blocks, tables, lines = read_blocks(source)
    top = _read_top(source, lines, tables, covering, titles)
    first = next((b for b in blocks if b.span.start >= top.end and b.kind == "item" and b.label and b.label not in BULLETS), None)
    tail = read_tail(source, lines, tables, first.span.end if first else top.end, top.attached)
    body = _read_body(source, blocks, top.end, tail.start)
    header = _completed(source, top, body, tail)
    genre = APPENDIX if top.of_a_plan else _adopted(header, body.sections) or genre_of(source, lines, header, body.sections)
    signed = bool(tail.signature or tail.recipients)
    return Plan(
        source=source,
        blocks=blocks,
        tables=tables,
        header=header,
        opening=body.opening,
        legal_basis=body.legal_basis,
        sections=body.sections,
        closing=body.closing,
        body=Span(min(top.end, body.end), body.end),
        recipients=tail.recipients,
        signature=tail.signature,
        appendices=tail.appendices,
        genre=genre,
        administrative=top.attached or is_administrative(source, genre, header, signed),
        issued=is_issued(source, genre, header, body.sections, top.attached or signed or bool(body.legal_basis)),
        attachment=top.attachment,
        attached=top.attached,
        personal=is_personal(source, header, top.end),
        unread=unread_parts(source, header, tail, tables, body.closing, genre),
    )


class _Top(NamedTuple):
    """What stands above the body, which begins at `end`. `attachment` and `attached` as in `Plan`; `of_a_plan`: to what it
    belongs is a plan."""

    header: Header
    end: int
    attachment: Span | None
    attached: bool
    of_a_plan: bool


def _read_top(
    source: Source, lines: Sequence[Line], tables: Sequence[Table], covering: Plan | None, titles: Sequence[str]
) -> _Top:
    title = find_title(source, lines, titles)
    end = title.span.start if title else _without_title(source, lines)
    belongs = _attachment(source, title.span.end if title else 0)
    attachment = belongs.span if belongs else None
    if attachment and not title:
        end = min(end, attachment.start)  # number and date in it are those of the document that it belongs to
    header = read_header(source, lines, tables, end, titled=title is not None)
    if title:
        header = _titled(source, lines, header, title, attachment.start if attachment else len(source.text))
        end = (header.subject_span or title.span).end
    end = max(end, attachment.end if attachment else 0)
    attached = (attachment is not None or covering is not None) and not (header.number or header.place_date)
    if attached:
        header = _carried(source, header, covering, attachment)
    return _Top(header, end, attachment, attached, belongs is not None and belongs.type in words("outline", "plan_types"))


def _titled(source: Source, lines: Sequence[Line], header: Header, title: Title, stop: int) -> Header:
    """The header with the title, and with the subject between it and `stop`."""
    span = read_subject(source, lines, title.span, stop)
    subject = source.words(span).strip(" -_") if span else None
    return replace(header, type=title.type, type_span=title.span, subject=subject, subject_span=span)


class _Body(NamedTuple):
    """What stands between header and tail, as in `Plan`; `end` is where its last block ends."""

    sections: tuple[Section, ...]
    opening: Span | None
    legal_basis: tuple[Span, ...]
    closing: Span | None
    end: int


def _read_body(source: Source, blocks: Sequence[Block], start: int, stop: int) -> _Body:
    inside = [b for b in blocks if b.span.start >= start and b.span.end <= stop]
    end = inside[-1].span.end if inside else stop
    sections = read_sections(source, inside, end)
    above = [b for b in inside if b.span.end <= (sections[0].span.start if sections else stop)]
    basis = tuple(b.span for b in above if source.lower.startswith("căn cứ", b.mark.end if b.mark else b.span.start))
    closing = _closing(source, [b.span for b in inside if b.kind in ("paragraph", "item")])
    opening = Span(above[0].span.start, above[-1].span.end) if above and sections else None
    return _Body(sections, opening, basis, closing, end)


def _completed(source: Source, top: _Top, body: _Body, tail: Tail) -> Header:
    """The header with what only stands further down: the date of a letter, the issuer's full name."""
    header = top.header
    if body.closing and not (top.attached or header.place_date):
        header = replace(header, place_date=date_below(source, body.closing.end, tail.end))
    return header if top.attached and header.issuer else with_full_issuer(source, header, body.opening, body.closing)


def _closing(source: Source, running: Sequence[Span]) -> Span | None:
    """The last paragraph of the body: not a line of place and date behind it, nor what a web page says below the closing mark."""
    last = [span for span in running[-_BELOW_CLOSING:] if not _PLACE_DATE.match(source.lower, *span)]
    marked = [span for span in last if source.text.endswith("./.", span.start, span.end)]
    found = marked or last or running
    return found[-1] if found else None


def _adopted(header: Header, sections: Sequence[Section]) -> str | None:
    """The type of the plan whose whole text stands in the first article of a decision ('Điều 1. Phê duyệt Đề án …:')."""
    styles = [section.style for section in sections]
    if header.subject is None or styles[:1] != ["roman"] or "article" not in styles:
        return None
    subject = header.subject.lower()
    return min((kind for kind in words("outline", "plan_types") if kind in subject), key=subject.find, default=None)


def _attachment(source: Source, start: int) -> Attachment | None:
    """The words below the title that say to what the document belongs; without a title only an appendix has them."""
    if not start and not source.lower.lstrip(" \t\n#*_").startswith("phụ lục"):
        return None
    said = any(source.lower.find(word, start, start + 1700) >= 0 for word in ("kèm", "hành theo"))
    return find_attachment(source, start) if said else None


def _carried(source: Source, header: Header, covering: Plan | None, attachment: Span | None) -> Header:
    """The header of an attached document with what the covering one says for it: date, issuer, kind of issuer."""
    if covering is None:
        return replace(header, carried_date=read_date(source, attachment) if attachment else None)
    head = covering.header
    if header.issuer is None or head.issuer and head.issuer.startswith(header.issuer):
        header = replace(header, issuer=head.issuer)
    return replace(header, kind=head.kind, carried_date=head.date or (read_date(source, attachment) if attachment else None))


def _without_title(source: Source, lines: Sequence[Line]) -> int:
    """Where the header ends in a text without a type line: before the first numbered or opening line."""
    for line in lines:
        if line.blank or line.pipe or SUBJECT_LINE.match(source.lower, line.start):
            continue
        if line.label and line.label not in BULLETS or OPENING.match(source.lower, line.start) or line.end - line.start > 160:
            return line.begin
        if source.lower.startswith("kính gửi", line.start):
            return line.begin
    return 0
