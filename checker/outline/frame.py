"""How much of its form (thể thức) a text carries. A digest, an extract and a copy of a signed paper leave parts out that the
paper itself has: what such a text lacks is unread, not missing."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.plan import Header, Signature, Table
from checker.outline.genre import LETTER
from checker.outline.tail import Tail
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

_ENDED = pattern("outline", r"(?:/\.\Z|{{closing_words}})", gap=" ")
_BETWEEN = re.compile(r"[^\n\t|]{0,60}\Z")
_GAP = "   "  # blanks that part two columns
_NOTE_WITHIN = 60  # characters below the post within which a copy says that the paper was signed
_SIGNED = pattern("outline", r"(?:{{copied_signature}})", gap=" ")


def unread_parts(
    source: Source, header: Header, tail: Tail, tables: Sequence[Table], closing: Span | None, genre: str
) -> tuple[str, ...]:
    """The parts of the form that the paper may have and the text does not carry.

    'header': neither it nor recipients are there, or what is left of it is run together ('Số: 12/KH-UBND, ngày 15 tháng 7 năm
    2026'). 'end': the text stops before the paper does. 'tail': there is neither header nor tail, only a body. 'recipients': a
    copy of the signed paper, or a paper without header that somebody signs for his own use.
    """
    signed = bool(tail.signature or tail.recipients)
    headless = not _parts_of(header)
    bare = headless and not signed
    found = {
        "header": genre != LETTER
        and (headless and tail.recipients is None or is_condensed(source, header) or not signed and _is_digest(source, header)),
        "tail": bare,
        "end": not (signed or genre == LETTER or closing is None or _ENDED.search(source.lower, *closing)),
        "recipients": tail.recipients is None
        and tail.signature is not None
        and (headless or _is_copied(source, tail.signature, tables)),
    }
    return tuple(part for part, unread in found.items() if unread)


def is_condensed(source: Source, header: Header) -> bool:
    """Whether number and date run on in one phrase; a paper has them in two columns or on two lines."""
    if not (header.number and header.place_date):
        return False
    between = source.text[header.number.span.end : header.place_date.span.start]
    return bool(_BETWEEN.match(between)) and not (_GAP in between or CELL_BREAK in between) and bool(between.strip())


def _is_digest(source: Source, header: Header) -> bool:
    """Whether the type runs on in its subject and half of what stands above it in a paper is not there."""
    title, subject = header.type_span, header.subject_span
    inline = title and subject and "\n" not in source.text[title.end : subject.start] and source.text[title.end] != "|"
    return bool(inline) and len(_parts_of(header)) < 3


def _parts_of(header: Header) -> list[object]:
    """The parts of a header that are there, Quốc hiệu and Tiêu ngữ as one."""
    parts = header.national_title or header.motto, header.issuer_span, header.number, header.place_date
    return [part for part in parts if part]


def _is_copied(source: Source, signature: Signature, tables: Sequence[Table]) -> bool:
    """Whether the signature is that of a copy: '(Đã ký)' stands in it, or the cell beside it, that of the recipients, is empty in
    a file that no word processor wrote."""
    start, end = signature.span
    if _SIGNED.search(source.lower, start, end + _NOTE_WITHIN):
        return True
    rows = (row for table in tables for row in table.rows if row.span.start <= start < row.span.end)
    row = next(rows, None) if source.layout is None else None
    return row is not None and any(cell.span.end == cell.span.start for cell in row.cells if cell.span.start <= start)
