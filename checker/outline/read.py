"""Source → Plan: the outline of a plan, read once."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import replace
from checker.base.vocabulary import pattern, words
from checker.model.plan import Block, Header, Plan, Section
from checker.outline.blocks import read_blocks
from checker.outline.frame import unread_parts
from checker.outline.genre import APPENDIX, SUBJECT_LINE, genre_of, is_administrative, is_issued, is_personal
from checker.outline.header import date_below, find_title, read_date, read_header
from checker.outline.lines import BULLETS, Line
from checker.outline.organs import names_fully, sentence_case
from checker.outline.parts import Attachment, find_attachment, find_parts
from checker.outline.sections import read_sections
from checker.outline.tail import read_tail
from checker.source.text import Source, Span

_OPENING = pattern("outline", r"(?:{{opening_words}})\b", gap=" ")
_OPENING_ACT = pattern("outline", r"(?:{{opening_acts}})\s[^\n]{0,60}?(?:\bsố\s|\d+[/-]|luật\s|của\s)", gap=" ")
_BAN_HANH = pattern("outline", r"(?P<name>(?:{{issuers}})(?!\w)[^.;:]{0,140}?)\s+(?:{{issues_a_plan}})\s[^.;]{0,60}?kế\s+hoạch")
_HEADS = pattern("outline", r"(?:{{issuers}})(?!\w)")
_PLACE_DATE = re.compile(r"[^\W\d_][^.;:,\n]{1,50}, ngày[\s\d.…_]{1,24}tháng[\s\d.…_]{1,24}năm[\s\d.…_]{1,24}\Z")
_BELOW_CLOSING = 6  # paragraphs at the end among which the closing one is looked for
_ABOUT = re.compile(r"\s(?:về|việc|hướng dẫn|yêu cầu|đề nghị)(?!\w)")  # what is said of an organ, no part of its name
_RUNS_ON = re.compile(r"(?<!\w)(?:của|do|cho|tại|với|và|bởi|theo|ngày|số)\s*\Z")
_LONGEST_SUBJECT = 700
_LONGEST_REST = 40  # characters of a type that goes on behind its first words: '… HÀNH ĐỘNG CỦA CHÍNH PHỦ'


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
    title = find_title(source, lines, titles)
    body_start = title[1].end if title else 0
    header_end = title[1].start if title else _without_title(source, lines)
    belongs = _attachment(source, title[1].end if title else 0)
    attachment = belongs.span if belongs else None
    if attachment and not title:
        header_end = min(header_end, attachment.start)  # number and date in it are those of the document that it belongs to
    header = read_header(source, lines, tables, header_end, titled=title is not None)
    subject = None
    of_a_plan = belongs is not None and belongs.type in words("outline", "plan_types")
    if title:
        subject = _subject(source, lines, title[1], attachment.start if attachment else len(source.text))
        header = replace(header, type=title[0], type_span=title[1])
        if subject:
            header = replace(header, subject_span=subject, subject=_clean(source, subject))
            body_start = subject.end
    body_start = max(body_start, header_end, attachment.end if attachment else 0)
    attached = (attachment is not None or covering is not None) and not (header.number or header.place_date)
    if attached:
        header = _carried(source, header, covering, attachment)
    first = _first_section(blocks, body_start)
    tail = read_tail(source, lines, tables, first.span.end if first else body_start, attached)
    inside = [b for b in blocks if b.span.start >= body_start and b.span.end <= tail.start]
    sections = read_sections(source, inside, _body_end(inside, tail.start))
    opening_end = sections[0].span.start if sections else tail.start
    opening_blocks = [b for b in inside if b.span.end <= opening_end]
    opening = Span(opening_blocks[0].span.start, opening_blocks[-1].span.end) if opening_blocks and sections else None
    legal_basis = tuple(
        b.span for b in opening_blocks if source.lower.startswith("căn cứ", (b.mark.end if b.mark else b.span.start))
    )
    closing = _closing(source, [b.span for b in inside if b.kind in ("paragraph", "item")])
    if closing and not (attached or header.place_date):
        header = replace(header, place_date=date_below(source, closing.end, tail.end))
    genre = APPENDIX if of_a_plan else _adopted(header, sections) or genre_of(source, lines, header, sections)
    signed = bool(tail.signature or tail.recipients)
    header = header if attached and header.issuer else _complete(source, header, opening, closing, tail.signature)
    end = _body_end(inside, tail.start)
    return Plan(
        source=source,
        blocks=blocks,
        tables=tables,
        header=header,
        opening=opening,
        legal_basis=legal_basis,
        sections=sections,
        closing=closing,
        body=Span(min(body_start, end), end),
        recipients=tail.recipients,
        signature=tail.signature,
        appendices=tail.appendices,
        genre=genre,
        administrative=attached or is_administrative(source, genre, header, signed),
        issued=is_issued(source, genre, header, sections, attached or signed or bool(legal_basis)),
        attachment=attachment,
        attached=attached,
        personal=is_personal(source, header, body_start),
        unread=unread_parts(source, header, tail, tables, closing, genre),
    )


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
        if line.label and line.label not in BULLETS or _OPENING.match(source.lower, line.start) or line.end - line.start > 160:
            return line.begin
        if source.lower.startswith("kính gửi", line.start):
            return line.begin
    return 0


def _first_section(blocks: Sequence[Block], after: int) -> Block | None:
    for block in blocks:
        if block.span.start >= after and block.kind == "item" and block.label and block.label not in BULLETS:
            return block
    return None


def _body_end(inside: Sequence[Block], limit: int) -> int:
    return inside[-1].span.end if inside else limit


def _clean(source: Source, span: Span) -> str:
    return source.words(span).strip(" -_")


def _subject(source: Source, lines: Sequence[Line], title: Span, stop: int) -> Span | None:
    """The lines of the subject under the title: until an empty line, the opening, a numbered heading, or offset `stop`."""
    text = source.text
    start = end = 0
    below = text.find("\n", title.end) + 1
    gap = False
    for line in lines:
        if line.end <= title.end:
            continue
        if line.start >= stop:
            break
        if line.end > stop:  # the bracket '(Kèm theo …)' stands behind the subject
            end = max(start, stop - 1)
            while end > line.start and text[end - 1].isspace():
                end -= 1
            return Span(start or line.start, end)
        if line.begin <= title.start:  # what stands on the title's own line
            rest = text[title.end : line.end]
            if any(map(str.isalpha, rest)):
                start, end = title.end + len(rest) - len(rest.lstrip(" .:-")), line.end
            continue
        if line.blank:
            gap = True
            continue
        if line.pipe or line.label and line.label not in BULLETS:
            break
        if not end:
            if _is_opening(source, line, first=True):
                break
            start, end = line.span
        elif gap and not _goes_on(source, lines, line, start, end):
            break
        elif end - start < _LONGEST_REST and line.begin == below and _case_changes(text, start, end, line):
            if _is_opening(source, line, first=True):
                break
            start, end = line.span  # 'KẾ HOẠCH HÀNH ĐỘNG' is a type, its subject stands below
        elif _is_opening(source, line, first=False) or _case_changes(text, start, end, line):
            break
        elif line.end - start > _LONGEST_SUBJECT:
            break
        else:
            end = line.end
        gap = False
    if end > start and text[end - 1] in ";:":
        return None  # the first lines of an opening, wrapped short: a subject never ends so
    return Span(start, end) if end > start else None


def _is_opening(source: Source, line: Line, first: bool) -> bool:
    low = source.lower
    length = line.end - line.start
    if low.startswith("căn cứ", line.start):
        return True
    if not _OPENING.match(low, line.start):
        return False
    if line.heading or line.strong or source.text[line.start : line.end].isupper():
        return False  # set as a title is, however long and with whatever mark at its end
    ends = source.text[line.end - 1]
    runs_on = length > 60 and ends in ";:."
    if first:
        return runs_on and length > 160 or ends == ":" and length > 100
    return length > 150 or runs_on or bool(_OPENING_ACT.match(low, line.start, line.end)) and ends in ";:.,"


def _case_changes(text: str, start: int, end: int, line: Line) -> bool:
    return text[start:end].isupper() and not text[line.start : line.end].isupper() and text[line.start].isupper()


def _goes_on(source: Source, lines: Sequence[Line], line: Line, start: int, end: int) -> bool:
    """Whether a line after an empty one still belongs to the subject: both in bold or headings, or in lower case."""
    if _is_opening(source, line, first=False):
        return False
    above = next((x for x in lines if x.start <= start < x.end), None)
    if above is None:
        return False
    if above.strong and line.strong or above.heading and line.heading:
        return line.end - line.start < 200
    return source.text[line.start].islower() and line.end - line.start < 160 and source.text[end - 1] not in ".;:"


def _complete(source: Source, header: Header, opening: Span | None, closing: Span | None, signature) -> Header:
    """The issuer's full name from the opening or closing where the header does not give it."""
    if header.issuer and names_fully(header.issuer):
        return header
    for span in (opening, closing):
        if span is None:
            continue
        name = _issuer_in(source, span, header.issuer)
        if name:
            return replace(header, issuer=name)
    if header.issuer_span is None:
        return replace(header, issuer=None)
    return header


def _acts(text: str, low: str, start: int, at: int) -> bool:
    """Whether the organ named at `at` begins a clause, so that it is the one that issues: no other document's author ('… của Ủy
    ban nhân dân tỉnh ban hành Kế hoạch …') and nobody who is asked to ('đề nghị Phòng Kinh tế xây dựng kế hoạch')."""
    before = low[start:at].rstrip(" \t*_")
    if not before or before[-1] in ",;:.":
        return True
    return before[-1] == "\n" and text[at].isupper() and not _RUNS_ON.search(before)


def _issuer_in(source: Source, span: Span, short: str | None) -> str | None:
    low, text = source.lower, source.text
    for match in _BAN_HANH.finditer(low, span.start, span.end):
        start = match.start("name")
        inner = _HEADS.finditer(low, start, match.end("name"))
        heads = [h for h in inner if _acts(text, low, span.start, h.start())]
        for head in reversed(heads) if len(heads) > 1 else heads:
            name = sentence_case(" ".join(text[head.start() : match.end("name")].split()))
            if (
                names_fully(name)
                and len(name.split()) > 2
                and not _ABOUT.search(name)
                and (short is None or name.lower().startswith(short.lower()[:8]))
            ):
                return name
    return None
