"""What a plan says, as frozen values with exact positions. Nothing here reads, judges or prints.

Every `Span` is a half-open range of code points of `Source.text` (see `text.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from checker.money import (
    Amount,
    Budget,
    BudgetLine,
    Column,
    Figure,
    MoneyRow,
    MoneyTable,
    Product,
    Shares,
    TotalStatement,
    Wording,
    multiply,
    read_number,
    write_money,
    write_number,
)
from checker.text import Source, Span

__all__ = [  # the values of money are part of the model
    "Amount", "Budget", "BudgetLine", "Column", "Figure", "MoneyRow", "MoneyTable", "Product", "Shares", "TotalStatement",
    "Wording", "multiply", "read_number", "write_money", "write_number",
]

# -- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading line or table (đoạn văn), whole again where line ends or a page break tore it.

    `span` holds the content without the marks in front ('##', '- ', '> '); its text may hold line ends.
    `kind` is 'paragraph', 'item', 'table' or 'comment'. `label` is the numbering as written without its final mark ('II', '1.1',
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
    superior organ.
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

    @property
    def date(self) -> PartialDate | None:
        """The document's own date as far as it is written."""
        return self.place_date.date if self.place_date else None


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
        yield self
        for child in self.children:
            yield from child.walk()


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


# -- facts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document is cited (viện dẫn). See docs of `facts/citations.py` for how each field is read.

    `id` is number, year and symbol as written without blanks, None for a law cited by name only; `normal` is the well-formed
    id by which it is judged. `kind` is the class: normative, individual, letter, party, law, joint, other.
    Spans are None where the part is not written; `so_span` is the word 'số'. `type` may come from the head of a list
    ('các Công điện: số 007/…, số 008/…'): then `type_span` is None.

    `abbr` and `organs` are the mended parts of the symbol; `faults` say what is wrong with how it is written: space,
    separator, letter (D for Đ), case, year. `dating` is 'day', 'partial' (day or month blank) or None; a 'day' whose `date`
    is None does not exist. `place` is body, subject (the plan's own), title (of another cited document), quote or short (the
    plan declares a short form). `list_date` and `list_issuer` are those of a later member of the same list. `group` numbers
    the cited documents: mentions of one document have the same.
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


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text (ngày). `value` is None where the calendar has no such day.

    `owner` is 'citation' for the date of a cited document, 'header' for the plan's own, else None.
    """

    span: Span
    value: datetime.date | None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A period (giai đoạn, thời kỳ), first and last day included; both None where the words can be no period.

    `kind` is 'range' (giai đoạn 2026-2030), 'year' (năm 2026), 'until' (đến năm 2030), 'school' (năm học 2026-2027) or 'days'
    (từ ngày … đến ngày …), 'term' (nhiệm kỳ 2026-2031). `horizon` is the last day of its 'định hướng đến năm 2030'.
    `reversed` tells a period that ends before it starts, `cited` one inside a citation.
    """

    span: Span
    start: datetime.date | None
    end: datetime.date | None
    kind: str = "range"
    horizon: datetime.date | None = None
    reversed: bool = False
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit (thời hạn). `value` is the last day allowed; None for 'hằng năm', 'thường xuyên' and where no year is written.

    `kind` is 'limit' (trước ngày, chậm nhất, xong, đến hết), 'point' (vào ngày, tháng 5/2026, quý II as a time given),
    'span' (from … to), 'every' (hằng năm, định kỳ 6 tháng, thường xuyên), 'within' (trong thời hạn 5 ngày) or 'vague'.
    `firm` tells that its sentence, cell or label sets it for something to be done; other limits are of laws, facts and aims.
    """

    span: Span
    value: datetime.date | None
    kind: str
    firm: bool = False


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """One agency of the registry. `since` and `until` are the first and last day on which it exists (None: always)."""

    name: str
    level: str
    kind: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    successor: str | None = None
    basis: str | None = None
    mark: str | None = None
    short: bool = True


@dataclass(frozen=True, slots=True)
class Agency:
    """A mention of an agency (cơ quan). `name` is the full name in its registered form, with the place as written.

    `known` is its entry in the registry (None for a name that only looks like one), `place` the span of the place behind it.
    `where` is 'header', 'opening', 'organisation', 'table', 'recipient' or 'body'; `acting` tells that it acts, receives or is
    responsible in this plan, `past` that the text speaks of it as history or names a document of it.
    `standing` is 'gone' or 'not_yet' where the registry has no such body at the plan's date. `styled` is the name with
    the right capitals where the text has wrong ones. `slip` is the span of a misspelled word and `right` the word meant.
    """

    span: Span
    name: str
    known: KnownAgency | None = None
    place: Span | None = None
    where: str = "body"
    acting: bool = False
    past: bool = False
    standing: str | None = None
    styled: str | None = None
    slip: Span | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A mention of an administrative unit that may be gone (đơn vị hành chính): a district, a merged province.

    `name` is as written, `until` its last day; `successor`, `basis` and `mark` are the registry's. `owner` is the span of the
    agency whose name it ends ('UBND huyện'), None where it stands alone. `past` tells that the text speaks of it as history.
    """

    span: Span
    name: str
    until: datetime.date
    successor: str | None
    basis: str | None
    mark: str | None
    owner: Span | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task (nhiệm vụ): who (`agency`), as what (`role`: lead, coordinate, assigned), what (`action`), by when."""

    span: Span
    agency: Agency | None
    role: str | None
    action: Span | None
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One block of the organisation section that gives somebody something to do (phân công trong phần tổ chức thực hiện).

    `title` is its heading or first words, `agencies` the agencies that it is for, `alone` whether the heading is nothing but one
    agency. `subject` tells that it begins with whoever acts, however generally ('Các cơ quan, đơn vị'), `idle` that it begins
    with an action and nobody in it acts. `group` numbers its list of siblings; `covered` tells whether the recipients hold its
    agency (None where that cannot be told).
    """

    span: Span
    title: Span
    agencies: tuple[Agency, ...]
    alone: bool
    subject: bool
    idle: bool
    group: int
    covered: bool | None = None


@dataclass(frozen=True, slots=True)
class LeadGap:
    """A task in a list whose siblings name who leads, and that does not. `label` is the label of a sibling."""

    span: Span
    label: Span


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One written form of an abbreviation (chữ viết tắt) with all its `places`, the first of which is `span`.

    `known` tells that it is in the registry of common ones, `defined` that the text gives its words. `meant` is the form it is a
    slip of, None where nothing speaks for a slip; `words` is the span of the words that say so, None where another place does.
    """

    span: Span
    short: str
    places: tuple[Span, ...]
    known: bool
    defined: bool
    meant: str | None = None
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A duty to report (chế độ báo cáo). `dated` tells that it gives a date, a frequency or a reference for them; `bare` that it
    says only 'định kỳ'."""

    span: Span
    dated: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday with its date (thứ Hai, ngày 16/3/2026). `word` is the weekday's span, `right` the one that the date has."""

    span: Span
    word: Span
    date: datetime.date
    fits: bool
    right: str


@dataclass(frozen=True, slots=True)
class OwnPeriod:
    """A statement of the plan's own period (thời gian của kế hoạch). `part` is subject, opening, closing, timeline or body.

    `period` is what it says; `clash` is the period it contradicts, None where it does not.
    """

    span: Span
    period: Period
    part: str
    clash: Period | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a task table. A span is None where the row has no such cell, and empty (start = end) for a blank cell.

    `leads` and `partners` are the agencies that the cells name. `group` tells a row that only heads the rows below it, `whole`
    that it has as many cells as the heading.
    """

    span: Span
    number: str
    title: Span
    lead: Span | None
    partner: Span | None
    time: Span | None
    group: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that says who does what by when (bảng phân công). `header` is its heading row, by role of column.

    `columns` has the role of each column: number, title, lead, partner, assigned, time, product or other.
    """

    span: Span
    header: Span
    columns: tuple[str, ...]
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Unparsed:
    """What looks like a fact and could not be read. `why` is a short reason in Vietnamese."""

    span: Span
    why: str
