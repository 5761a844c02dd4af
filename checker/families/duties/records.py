"""Who does what by when, as frozen values: agencies, places, periods, deadlines, tasks and what the checks ask about them."""

from __future__ import annotations

import datetime

from checker.base.record import dataclass
from checker.source.text import Span

_SIGNED_LATE = datetime.timedelta(days=45)


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
    'start' (từ tháng 10/2025), 'every' (hằng năm, định kỳ 6 tháng, thường xuyên as a time given), 'within' (trong thời hạn 5
    ngày) or 'vague'.
    `firm` tells that its sentence, cell or label sets it for something to be done; other limits are of laws, facts and aims.
    """

    span: Span
    value: datetime.date | None
    kind: str
    firm: bool = False

    @property
    def at_latest(self) -> datetime.date | None:
        """The last day allowed with what a late signature may take: an activity ('Tháng 8/2025') may lie shortly before its
        plan, a limit may not."""
        return self.value + _SIGNED_LATE if self.value and self.kind == "point" else self.value


@dataclass(frozen=True, slots=True)
class Timing:
    """Something below the first heading that sets a time for the plan's tasks: deadline, period (of days), timeline or date."""

    span: Span
    kind: str


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
    the right capitals where the text has wrong ones. `slip` is the span of a misspelled word, `misspelled` that word in small
    letters ('' where a word is lost) and `right` the word meant, in its capitals. `named` is the name without its place.
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
    misspelled: str | None = None
    named: Span | None = None

    @property
    def lost_mark(self) -> bool:
        """Whether a comma or a hyphen is all that the name lacks."""
        return self.misspelled == "" and not (self.right or "").isalpha()

    @property
    def mended(self) -> str | None:
        """What to write at the slip: the right word, with the blanks that stand around it where it is lost."""
        if self.misspelled != "":
            return self.right
        return f"{self.right} " if self.right == "," else f" {self.right} "

    @property
    def changed(self) -> datetime.date | None:
        """The day from which a body is gone, or from which one that is not yet there exists."""
        if self.known is None or self.standing is None:
            return None
        if self.standing == "gone":
            return self.known.until and self.known.until + datetime.timedelta(days=1)
        return self.known.since

    @property
    def replacement(self) -> str | None:
        """What to write for a body that is gone: its successor, where that is one body."""
        successor = self.known.successor if self.known and self.standing == "gone" else None
        return successor if successor and not any(mark in successor for mark in "(,;") else None


@dataclass(frozen=True, slots=True)
class Order:
    """Words that tell a body to do something ('giao Sở Y tế'), from the verb to its name. `word` is the verb."""

    span: Span
    word: Span
    agency: Agency


@dataclass(frozen=True, slots=True)
class RoleSlip:
    """A slip in who has which role: `kind` is 'both' (the agency `one` leads and, at `other`, helps) or 'together' (no mark
    stands between the two; `gap` is the blank there). A body that no registry knows is the span of its name."""

    span: Span
    kind: str
    one: Agency | Span
    other: Agency | Span
    gap: Span | None = None


@dataclass(frozen=True, slots=True)
class YearCount:
    """A number of years with its range ('05 năm 2026 - 2030'). `length` counts first and last year; `fits` tells whether `years`
    is one of the two ways to count them."""

    span: Span
    years: int
    length: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A mention of an administrative unit that may be gone (đơn vị hành chính): a district, a merged province.

    `name` is as written, `until` its last day; `successor`, `basis` and `mark` are the registry's. `owner` is the span of the
    agency whose name it ends ('UBND huyện'), None where it stands alone. `past` tells that the text speaks of it as history,
    `owner_gone` that its owner acts in the plan and does not exist. `shown` is the unit with the owner's words before it, `whole`
    tells that these are the unit's name alone.
    """

    span: Span
    name: str
    until: datetime.date
    successor: str | None
    basis: str | None
    mark: str | None
    owner: Span | None = None
    past: bool = False
    owner_gone: bool = False
    whole: bool = True

    @property
    def shown(self) -> Span:
        """The owner where its name begins before the unit, else the unit."""
        return self.owner if self.owner and self.owner.start < self.span.start else self.span

    @property
    def key(self) -> str:
        """The unit by name: 'cấp huyện' and 'huyện' are one."""
        return self.name.lower().removeprefix("cấp ")

    @property
    def gone_since(self) -> datetime.date:
        """The first day without it."""
        return self.until + datetime.timedelta(days=1)


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
    agency (None where that cannot be told), `body` is the one name of its first agency.
    """

    span: Span
    title: Span
    agencies: tuple[Agency, ...]
    alone: bool
    subject: bool
    idle: bool
    group: int
    covered: bool | None = None
    body: str = ""

    @property
    def first(self) -> Agency | None:
        """The first of its agencies."""
        return self.agencies[0] if self.agencies else None


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
    `in_body` are its places in the body.
    """

    span: Span
    short: str
    places: tuple[Span, ...]
    known: bool
    defined: bool
    meant: str | None = None
    words: Span | None = None
    in_body: tuple[Span, ...] = ()

    @property
    def told_at(self) -> Span:
        """Its first place behind the words that it stands for, else its first."""
        return next((place for place in self.places if self.words is None or place.start >= self.words.end), self.places[0])


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A duty to report (chế độ báo cáo). `dated` tells that it gives a date, a frequency or a reference for them; `bare` that it
    says only 'định kỳ'."""

    span: Span
    dated: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday with its date (thứ Hai, ngày 16/3/2026). `word` is the weekday's span, `right` the one that the date has.

    `wrong` is what should be `mended`: the weekday, or the year of the date where the plan's own year has that day on that
    weekday; then `other` is that day.
    """

    span: Span
    word: Span
    date: datetime.date
    fits: bool
    right: str
    wrong: Span
    mended: str
    other: datetime.date | None = None


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

    `leads` and `partners` are the agencies that the cells name. `group` tells a row that only heads the rows below it or sums
    them up, `whole` that it has as many cells as the heading, `goes_on` that its number is blank between numbered rows.

    Of the kind `task_row` only: `task` is the title as a message names it, `lacks` the columns whose cell is blank though most
    rows fill it, `nobody` tells that its cells name nobody, `leads` are the agencies that lead it side by side.
    """

    span: Span
    number: str
    title: Span
    lead: Span | None
    partner: Span | None
    time: Span | None
    group: bool
    whole: bool
    goes_on: bool = False
    task: str = ""
    lacks: tuple[str, ...] = ()
    nobody: bool = False
    leads: tuple[Agency | Span, ...] = ()

    @property
    def second(self) -> Agency | Span | None:
        """The agency beside the first that leads."""
        return self.leads[1] if len(self.leads) > 1 else None

    @property
    def first(self) -> Agency | Span | None:
        """The first agency that leads."""
        return self.leads[0] if self.leads else None


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that says who does what by when (bảng phân công). `header` is its heading row, by role of column.

    `columns` has the role of each column: number, title, lead, partner, assigned, time, product or other. `due` tells that the
    column of times asks for the last day ('Thời hạn hoàn thành'), `aims` that its rows are aims, not tasks ('Chỉ tiêu'), `told`
    that it reports on tasks set earlier ('Hoàn thành', 'Đang thực hiện').
    """

    span: Span
    header: Span
    columns: tuple[str, ...]
    rows: tuple[TaskRow, ...]
    due: bool = False
    aims: bool = False
    told: bool = False
