"""What stands behind the body: where recipients and signature begin, and the appendices after them."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern, words
from checker.model.plan import Recipients, Row, Signature, Table
from checker.outline.lines import Line, columns, pieces
from checker.outline.recipients import RECIPIENTS, hold_recipients, recipients_of_cells, recipients_of_lines, recipients_title
from checker.outline.signature import AUTHORITY, POSITION, is_name, read_signature
from checker.source.text import Source, Span

_APPENDIX = pattern("outline", r"(?:phụ\s*lục|phu\s*luc|{{appendices}}|mẫu\s+\d|biểu\s+\d|bảng\s+(?:số\s+)?\d)(?!\w)")

_HEADING = re.compile(
    r"PHỤ\s+LỤC(?:\s+(?:SỐ\s+)?[IVX\d.]{1,5})?(?:\s*[:.–-].{0,200}|\s*)\Z"
    r"|Phụ\s+lục(?:\s+(?:số\s+)?[IVX\d.]{1,5})?\s*[:.]?\Z"
)


_SIGNERS = 3  # columns of those that sign side by side; more are the heading of a table
_MAY_BEGIN = frozenset("n*_-–")  # 'Nơi nhận', or a mark left in front of it


class Tail(NamedTuple):
    """What stands after the body. `start` is where the body ends, `end` where the signature zone ends."""

    start: int
    end: int
    recipients: Recipients | None
    signature: Signature | None
    appendices: tuple[Span, ...]


def read_tail(source: Source, lines: Sequence[Line], tables: Sequence[Table], after: int, attached: bool = False) -> Tail:
    """Recipients, signature and appendices of what stands after offset `after` (the first section or the opening).

    An `attached` document has none of its own to look for behind its first appendix: what stands there belongs to a form.
    """
    cells, below = _recipient_row(source, tables, after) or (None, ())
    first = _first_tail_line(source, lines, after)
    start = min((x for x in (first, cells.span.start if cells else None) if x is not None), default=None)
    if attached or start is None:
        heading = _appendix_heading(source, lines, after)
        if start is None or heading < start:
            return Tail(heading, heading, None, None, _appendices(source, lines, heading, heading))
    limit = _appendix_start(source, lines, tables, start)
    tail_lines = [line for line in lines if start <= line.begin < limit or line.begin <= start < line.end]
    if cells and (cells.span.start == start or not hold_recipients(source, tail_lines)):
        recipients, rest = recipients_of_cells(source, cells, below)
        around = pieces(source, tail_lines)
        before = [p for p in around if p.span.end <= cells.span.start]
        rest = before + rest + [p for p in around if p.span.start >= cells.span.end]
    else:
        recipients, rest = recipients_of_lines(source, tail_lines)
    signature = read_signature(source, rest)
    ends = [s.end for s in (recipients.span if recipients else None, signature.span if signature else None) if s]
    end = max([start, *ends])
    return Tail(start, end, recipients, signature, _appendices(source, lines, end, limit))


def _recipient_row(source: Source, tables: Sequence[Table], after: int) -> tuple[Row, Sequence[Row]] | None:
    """The table row with a cell that begins with 'Nơi nhận' or holds the authority line, and the rows below it."""
    for table in tables:
        if table.span.start < after:
            continue
        for at, row in enumerate(table.rows):
            for cell in row.cells:
                if recipients_title(source, cell.span):
                    return row, table.rows[at + 1 :]
                if cell.span.end > cell.span.start and AUTHORITY.match(source.text, *cell.span) and len(row.cells) <= 3:
                    return row, ()
    return None


def _first_tail_line(source: Source, lines: Sequence[Line], after: int) -> int | None:
    """Where the first line of recipients or signature begins, outside tables."""
    low, text = source.lower, source.text
    gaps = "   " in text or "\t" in text
    for at, line in enumerate(lines):
        if line.begin < after or line.start >= line.end or line.pipe:
            continue
        start = line.mark.end if line.label else line.start
        if low[start : start + 1] in _MAY_BEGIN and line.end - start < 160 and recipients_title(source, Span(start, line.end)):
            return line.start
        if line.end - line.start > 120 or not text[start : start + 3].isupper() and not (gaps and _has_gap(text, line)):
            continue
        parts = columns(text, line.span)
        if len(parts) <= _SIGNERS and any(_begins_signature(source, lines, at, part) for part in parts):
            return _title_above(text, lines, at, after)
    return None


def _begins_signature(source: Source, lines: Sequence[Line], at: int, part: Span) -> bool:
    """Whether a column of line `at` is an authority line, or in capitals a post or a title over a name."""
    caps = source.text[part.start : part.end]
    if not caps[:12].isupper() and not caps.isupper():
        return False
    if AUTHORITY.match(source.text, *part):
        return True
    if lines[at].label is not None or not caps.isupper():
        return False
    post = POSITION.match(source.lower, *part) is not None
    return post and _name_follows(source, lines, at) or _signs_alone(source, lines, at)


def _signs_alone(source: Source, lines: Sequence[Line], at: int) -> bool:
    """Whether under line `at`, of two or more words in capitals, one person's name stands and nothing more of a body."""
    text = source.text
    below = [line for line in lines[at + 1 : at + 12] if not line.blank][:2]
    if lines[at].heading or not below or len(text[lines[at].start : lines[at].end].split()) < 2:
        return False
    name, *more = below
    if not is_name(source, name.span) or text[name.start : name.end].split()[0] not in words("outline", "surnames"):
        return False
    return not more or recipients_title(source, more[0].span) is not None or text[more[0].start : more[0].end].isupper()


def _title_above(text: str, lines: Sequence[Line], at: int, after: int) -> int:
    """Where the signature begins whose first known line is `at`: a line in capitals above it heads the block, whatever it says
    ('ĐẠI DIỆN TỔ CHUYÊN GIA')."""
    for line in reversed(lines[max(0, at - 3) : at]):
        if line.blank:
            continue
        heads = line.begin >= after and line.label is None and not line.pipe and not line.heading
        if heads and text[line.start : line.end].isupper() and text[line.end - 1].isalpha() and line.end - line.start < 60:
            return line.start
        break
    return lines[at].start


def _has_gap(text: str, line: Line) -> bool:
    return text.find("   ", line.start, line.end) >= 0 or text.find("\t", line.start, line.end) >= 0


def _name_follows(source: Source, lines: Sequence[Line], at: int) -> bool:
    """Whether a person's name stands within the few lines after line `at`, in capitals: then that is a signer's post."""
    seen = 0
    for line in lines[at + 1 : at + 12]:
        if line.blank:
            continue
        seen += 1
        if is_name(source, line.span) or RECIPIENTS.match(source.lower, *line.span):
            return True
        if seen > 3:
            return False
    return seen <= 2


def _appendix_start(source: Source, lines: Sequence[Line], tables: Sequence[Table], start: int) -> int:
    """Where the first appendix begins after `start`: its heading, or the first table that is no signature table."""
    low = source.lower
    limit = len(source.text)
    for line in lines:
        if line.begin > start and not line.blank and not line.pipe and line.end - line.start < 120:
            if _APPENDIX.match(low, line.start, line.end + 8) and line.label is None:  # 'Phụ⏎lục 01' may be torn
                limit = line.begin
                break
    for table in tables:
        if start < table.span.start < limit and len(table.rows) > 2:
            text = low[table.span.start : table.span.start + 200]
            if not RECIPIENTS.search(text):
                return table.span.start
    return limit


def _appendix_heading(source: Source, lines: Sequence[Line], after: int) -> int:
    """Where the first line 'PHỤ LỤC' or 'Phụ lục II' stands behind `after`; the end of the text where none does."""
    for line in lines:
        if line.begin >= after and line.label is None and not line.pipe and _HEADING.match(source.text, line.start, line.end):
            return line.begin
    return len(source.text)


def _appendices(source: Source, lines: Sequence[Line], end: int, limit: int) -> tuple[Span, ...]:
    low = source.lower
    stop = len(source.text.rstrip())
    if limit >= stop:
        return ()
    starts = [limit]
    for line in lines:
        if line.begin > limit and not line.blank and not line.pipe and line.label is None and line.end - line.start < 60:
            if low.startswith("phụ lục", line.start):
                starts.append(line.begin)
    return tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], stop], strict=True) if a < b)
