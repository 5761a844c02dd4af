"""What a plan says, as frozen values with exact positions. Nothing here reads, judges or prints.

Every `Span` is a half-open range of code points of `Source.text` (see `text.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.base.record import dataclass
from checker.source.text import Source, Span

# -- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading line or table (đoạn văn), whole again where line ends or a page break tore it.

    `span` holds the content without the marks in front ('##', '- ', '> '); its text may hold line ends.
    `kind` is 'paragraph', 'item' or 'table'. `label` is the numbering as written without its final mark ('II', '1.1',
    'a', '-') or None; `mark` is the span of label and final mark. `heading` is the Markdown level (1-6; 0 without '#'),
    `bold` whether the whole line stood in bold. `start` is where the block's first line begins, marks included.
    """

    kind: str
    span: Span
    start: int
    label: str | None = None
    mark: Span | None = None
    heading: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table (ô). `span` is its text without surrounding blanks; empty cells have an empty span.

    `merged`: an empty cell that Word shows as one with the cell above it, whose words count for this row too.
    """

    span: Span
    column: int
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table (hàng)."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table (bảng): pipe, tab or Word. `header` is how many of its first rows are headings."""

    span: Span
    rows: tuple[Row, ...]
    header: int


# -- structure --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is written: the day, or the month too, may be blank. `day` without `month` never occurs."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def written(self) -> str:
        """As far as it goes, as the decree writes dates: '05/3/2026', '3/2026', '2026'."""
        parts = [f"{self.day:02}"] if self.day else []
        if self.month:
            parts.append(str(self.month) if self.month > 2 else f"{self.month:02}")
        return "/".join([*parts, str(self.year)])

    @property
    def exists(self) -> bool:
        """Whether the calendar has it."""
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    @property
    def first(self) -> datetime.date:
        """The first day it can be. Raises ValueError where the calendar has no such date."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day it can be. Raises ValueError where the calendar has no such date."""
        if self.day:
            return self.first
        following = datetime.date(self.year + (not self.month or self.month == 12), (self.month or 12) % 12 + 1, 1)
        return following - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The document's own number and symbol (số, ký hiệu): 'Số: 05/KH-UBND'.

    `span` is the whole line, `value` the span of what follows 'Số:'. `number` has no leading zeros and is None where blank;
    `symbol` is the part after '/' (Party: after '-') without blanks, None where there is none.
    """

    span: Span
    value: Span
    number: str | None
    symbol: str | None


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """The line of place and date (địa danh, thời gian ban hành). `date` is None where not even the year is written."""

    span: Span
    place: str | None
    place_span: Span
    date_span: Span
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Header:
    """The components above the body (phần đầu). A span is None where the text holds no such line.

    `issuer` is the full name in sentence case, from the header, else from opening, closing or signature (then
    `issuer_span` is None); `issuer_text` is what the header writes, `issuer_span` its first line. `parent`: the same of the
    superior organ. `carried_date` is the date of the document that an attached plan or an appendix belongs to.
    `kind` is 'state', 'party', 'front', 'school' or 'other'. `type` is the canonical type ('Kế hoạch') and None where no
    type is found; `type_span` is its line. `subject` is one line of words; `subject_span` covers all its lines.
    """

    kind: str
    national_title: Span | None = None
    motto: Span | None = None
    parent: str | None = None
    parent_span: Span | None = None
    issuer: str | None = None
    issuer_text: str | None = None
    issuer_span: Span | None = None
    number: NumberLine | None = None
    place_date: PlaceDate | None = None
    type: str | None = None
    type_span: Span | None = None
    subject: str | None = None
    subject_span: Span | None = None
    carried_date: PartialDate | None = None

    @property
    def date(self) -> PartialDate | None:
        """The document's own date as far as it is written; of an attached one that of the document that it belongs to."""
        return self.place_date.date if self.place_date else self.carried_date


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and what stands under it (phần, mục).

    `label` is without its final mark; `path` is the label path ('II.2.a'). `heading` is the span of label and title,
    `label_span` of label and final mark, `title_span` of the title. `span` reaches to the next heading that is no child.
    `style` names the numbering: 'roman', 'arabic', 'decimal' (1.1), 'letter', 'capital', 'part' (Phần I), 'article'.
    `titled` is False for a numbered paragraph (a clause, khoản) that has no title of its own line.
    `roles` holds purpose, objectives, tasks, timeline, budget, organisation, monitoring, appendix or other.
    """

    label: str
    title: str
    path: str
    level: int
    style: str
    span: Span
    heading: Span
    label_span: Span
    title_span: Span
    roles: tuple[str, ...] = ("other",)
    titled: bool = True
    children: tuple[Section, ...] = ()

    @property
    def role(self) -> str:
        """The first of its roles."""
        return self.roles[0]

    @property
    def body(self) -> Span:
        """What stands under the heading."""
        return Span(self.heading.end, self.span.end)

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in order."""
        waiting = [self]
        while waiting:
            section = waiting.pop()
            yield section
            waiting += section.children[::-1]


@dataclass(frozen=True, slots=True)
class Recipients:
    """The block 'Nơi nhận:'. `title` is its heading line; `lines` are the recipient lines (their dash included)."""

    span: Span
    title: Span
    lines: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block (chữ ký). Lines as written: `authority` the ones with TM., KT., TL., TUQ., Q. (and T/M …),
    `position` the signer's post, `name` the signer; `extra` what else stands there (a post in the host organ)."""

    span: Span
    authority: tuple[Span, ...] = ()
    position: Span | None = None
    name: Span | None = None
    extra: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan (kế hoạch) read once: its blocks and its outline.

    `opening` is the text between subject and first section, `legal_basis` its 'Căn cứ …' lines (căn cứ), `closing` the last
    body paragraph, `body` everything from opening to closing, `appendices` what follows the signature (phụ lục).

    `genre` is the kind of text in small letters ('kế hoạch', 'công văn', 'quyết định', 'hợp đồng'; '' where nothing tells).
    `administrative` is False for a README, a licence, a blank file: nothing of a document of an office stands there. `issued` is
    False for a work table, notes, a report of the news: nothing shows that an office issues it, so its form is not asked for.
    `role` says which of several documents of a file it is: 'covering', 'plan' or 'appendix'; '' where it is the only one.
    `attachment` are the words that say to what it belongs ('(Kèm theo Quyết định số …)'). `attached`: another document carries
    its header, recipients and signature. `unread` are the parts of the form that the paper may have and this text of it does not
    carry ('header', 'end', 'tail', 'recipients'): a digest, an extract, a copy. They are not missing. `personal`: one person
    writes it of his own acts, and no office issues it.
    """

    source: Source
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    header: Header
    opening: Span | None
    legal_basis: tuple[Span, ...]
    sections: tuple[Section, ...]
    closing: Span | None
    body: Span
    recipients: Recipients | None
    signature: Signature | None
    appendices: tuple[Span, ...] = ()
    genre: str = "kế hoạch"
    administrative: bool = True
    issued: bool = True
    role: str = ""
    attachment: Span | None = None
    attached: bool = False
    personal: bool = False
    unread: tuple[str, ...] = ()


# -- facts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text (ngày). `value` is None where the calendar has no such day.

    `owner` is 'citation' for the date of a cited document, 'header' for the plan's own, else None.
    """

    span: Span
    value: datetime.date | None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Unparsed:
    """What looks like a fact and could not be read. `why` is a short reason in Vietnamese."""

    span: Span
    why: str
