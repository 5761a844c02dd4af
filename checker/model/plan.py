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
    `role` says which of several documents of a file it is: 'covering', 'plan' or 'appendix'; '' where it is the only one.
    `attachment` are the words that say to what it belongs ('(Kèm theo Quyết định số …)'). `attached`: another document carries
    its header, recipients and signature. `followed`: a document that belongs to it stands behind it in the file.
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
    role: str = ""
    attachment: Span | None = None
    attached: bool = False
    followed: bool = False


# -- facts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """Which body an issuer's name means: `code` as in the registry `type_issuers` (UBND), kind of `unit` (tỉnh) and own name
    of the `place` (cao bằng), each None where the name does not say it."""

    code: str | None = None
    unit: str | None = None
    place: str | None = None

    def may_be(self, other: Body) -> bool:
        """Whether the two can be one body: what is not said can be anything ('UBND tỉnh' and 'UBND tỉnh Cao Bằng')."""
        if self.code and other.code and self.code != other.code and not _is_general(self.code, other.code):
            return False
        if self.unit and other.unit and self.unit != other.unit:
            return False
        if self.place and other.place:
            return self.place.startswith(other.place) or other.place.startswith(self.place)
        return True


def _is_general(one: str, other: str) -> bool:
    """'Trung ương' may be any central Party body, 'ministry' any ministry; a Thành ủy was of a province or of a district."""
    pair = {one, other}
    if "TW" in pair:
        return all(code.startswith("TW") for code in pair)
    return "ministry" in pair or "department" in pair or pair == {"TU", "ThU"}


NOBODY = Body()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document is cited (viện dẫn). See docs of `facts/citations.py` for how each field is read.

    `id` is number, year and symbol as written without blanks, None for a law cited by name only; `normal` is the well-formed
    id by which it is judged. `kind` is the class: normative, individual, letter, party, law, joint, other.
    Spans are None where the part is not written; `so_span` is the word 'số'. `type` may come from the head of a list
    ('các Công điện: số 007/…, số 008/…'): then `type_span` is None.

    `abbr` and `organs` are the mended parts of the symbol; `faults` say what is wrong with how it is written: space,
    separator, letter (D for Đ), case, year. `dating` is 'day', 'partial' (day or month blank), 'list' (stands at a
    later member of the same list) or None; a 'day' whose `date`
    is None does not exist. `place` is body, subject (the plan's own), title (of another cited document), quote or short (the
    plan declares a short form). `list_date` and `list_issuer` are those of a later member of the same list. `group` numbers
    the cited documents: mentions of one document have the same. `body` is the body that the
    issuer is by the registry `type_issuers`, as far as its name says it.
    """

    span: Span
    type: str | None
    number: str | None
    year: int | None
    symbol: str | None
    id: str | None
    normal: str | None
    kind: str
    date: datetime.date | None
    issuer: str | None
    clause: str | None
    first: bool
    type_span: Span | None = None
    so_span: Span | None = None
    id_span: Span | None = None
    date_span: Span | None = None
    issuer_span: Span | None = None
    clause_span: Span | None = None
    date_text: str | None = None
    abbr: str | None = None
    organs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    dating: str | None = None
    place: str = "body"
    list_date: datetime.date | None = None
    list_issuer: str | None = None
    group: int = 0
    body: Body = NOBODY


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A citation of a document that the registry knows, with what the registry says of it.

    `differs` names in what the citation is otherwise: date, issuer, type, number; None where it agrees. `until` is the first
    day on which the document is no longer in force, `successor` how a message names what replaced it. `sure` and `sure_until`
    tell whether the registry's field is more than general knowledge.
    """

    span: Span
    citation: Citation
    id: str
    type: str
    date: datetime.date | None
    issuer: str
    title: str
    differs: str | None
    until: datetime.date | None
    successor: str | None
    sure: bool
    sure_until: bool


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
