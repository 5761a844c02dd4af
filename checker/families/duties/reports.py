"""Duties to report: sentences of the organisation and monitoring sections and of the closing that ask for a report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import replace
from checker.base.vocabulary import pattern
from checker.families.duties.assignments import begins_with_a_body
from checker.families.duties.history import line_start, sentence
from checker.families.duties.records import Assignment, ReportDuty
from checker.model.document import Document
from checker.source.text import Span

_DUTY = pattern(
    "duties", r"báo\s+cáo\s+(?:về\s+)?(?:{{reports_on}})|(?:gửi|nộp)\s+báo\s+cáo|định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s+)?báo\s+cáo"
)
_TO_A_BODY = pattern(
    "duties", r"báo\s+cáo\s+(?!(?:và|để|xin|của|do|theo)\s)[^.;:,\n]{2,60}?\s(?:về|cho|lên)\s+(?:các\s+)?(?:{{bodies}})(?!\w)"
)
_RECIPIENT = re.compile(
    r"\s(?:về|cho|lên|với)\s+(?P<who>[^.;:,()\n]{3,60}?)(?=\s(?:để|trước|theo|chậm|qua|khi|định|hằng|hàng)\s|[.;:,()\n]|\Z)"
)
_PRODUCT = pattern("duties", r"(?:{{column_product}})[^:\n]{0,30}:[^\n]*\Z")
_TIME_LABEL = pattern("duties", r"(?:{{firm_labels}}|thời\s+hạn)[^:\n]{0,30}:")
_REPORT = re.compile(r"(?<!\w)báo\s+cáo\s+(?:kết\s+quả|tổng\s+kết|sơ\s+kết|tổng\s+hợp|đánh\s+giá|về|cho|ubnd|ủy\s+ban|sở)(?!\w)")
_SEVERAL = pattern("duties", r"(?<!\w)(?:{{many}})\s+(?:{{bodies}})(?!\w)")
_LINE = re.compile(r"[^\n]+")
_ASIDE = re.compile(r"\([^()]{60}")
_SETS_A_TIME = re.compile(r"(?<!\w)(?:thời\s+gian|thời\s+hạn)(?!\w)")
_REGULARLY = re.compile(r"(?<!\w)định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s*|có\s+|gửi\s+)?báo\s+cáo")
_GIVEN = pattern("duties", r"theo\s+(?:đúng\s+)?(?:{{report_as_given}})|khi\s|trước\s|{{report_is_dated}}")


def read_report_duties(doc: Document) -> tuple[ReportDuty, ...]:
    """The duties to report, in order; a sentence is one duty."""
    lower = doc.source.lower
    spans = [s.body for s in doc.plan.sections if {"organisation", "monitoring"} & set(s.roles)]
    if doc.plan.closing and not any(s.start <= doc.plan.closing.start < s.end for s in spans):
        spans.append(doc.plan.closing)
    times = _Times(doc)
    found: list[ReportDuty] = []
    whom: list[str] = []
    by: list[str] = []
    blocks = doc.facts("assignment")
    for span in spans:
        for start, end in _duties(lower, span):
            around = sentence(lower, start, end)
            if found and around.start < found[-1].span.end or _PRODUCT.search(lower, line_start(lower, start), start):
                continue
            dated = times.given(around) or times.beside(start) or times.behind(around.end) or times.listed(around.end)
            bare = _REGULARLY.search(lower, around.start, around.end) is not None
            found.append(ReportDuty(Span(start, end), dated, bare))
            whom.append(_recipient(lower, end, around.end))
            by.append(_one_body(lower, blocks, around.start, start))
    return tuple(_told_elsewhere(found, whom, by, times.scheduled()))


def _one_body(lower: str, blocks: Sequence[Assignment], start: int, at: int) -> str:
    """The one body that reports at `at` in its block, in a sentence from `start` on; '' where several do ('các đơn vị …'), a
    group or nobody by name."""
    index = bisect_right(blocks, at, key=lambda block: block.span.start) - 1
    block = blocks[index] if index >= 0 and at < blocks[index].span.end else None
    if block is None or len(block.agencies) != 1 or _SEVERAL.search(lower, start, at):
        return ""
    known = block.agencies[0].known
    return block.body if known and known.kind != "council" else ""


class _Times:
    """Where a time is given: in a sentence, or in the lines of the item that a duty stands in."""

    def __init__(self, doc: Document):
        self.doc, self.lower = doc, doc.source.lower
        self.starts = [d.span.start for d in doc.facts("deadline") if d.kind != "vague"]

    def given(self, span: Span) -> bool:
        at = bisect_left(self.starts, span.start)
        return at < len(self.starts) and self.starts[at] < span.end or _GIVEN.search(self.lower, *span) is not None

    def behind(self, at: int) -> bool:
        """Whether the rest of the paragraph sets a time for the report: 'Thời gian gửi báo cáo … ngày 14/3/2026'."""
        stop = self.lower.find("\n", at)
        label = _SETS_A_TIME.search(self.lower, at, stop if stop >= 0 else len(self.lower))
        return label is not None and self.given(Span(label.start(), stop if stop >= 0 else len(self.lower)))

    def listed(self, at: int) -> bool:
        """Whether a list behind a colon says when: 'Báo cáo kết quả: vụ Xuân trước ngày 10/5/2026, vụ Thu …'."""
        stop = self.lower.find("\n", at)
        return self.lower[at : at + 1] == ":" and self.given(Span(at, stop if stop >= 0 else len(self.lower)))

    def beside(self, at: int) -> bool:
        """Whether the item of a duty has a line that says when, or the duty is its heading and what stands below says it."""
        section = self.doc.section_at(at)
        if section is None or "organisation" in section.roles and section.level == 1:
            return False
        label = _TIME_LABEL.search(self.lower, section.title_span.end, section.span.end)
        in_title = (
            section.titled
            and section.title_span.start <= at < section.title_span.end
            and section.title_span.end < section.span.end
        )
        return label is not None or in_title and self.given(Span(section.title_span.end, section.span.end))

    def scheduled(self) -> bool:
        """Whether the plan's own schedule, a row of a table or the section of times, says when its report is due."""
        rows = [row.cells for table in self.doc.plan.tables for row in table.rows[1:] if row.cells]
        spans = [Span(cells[0].span.start, cells[-1].span.end) for cells in rows]
        for section in self.doc.plan.sections:
            if "timeline" in section.roles:
                spans += _lines(self.lower, section.body)
        return any(_REPORT.search(self.lower, *span) and self.given(span) for span in spans)


def _lines(lower: str, span: Span) -> Iterator[Span]:
    for match in _LINE.finditer(lower, *span):
        yield Span(*match.span())


def _recipient(lower: str, start: int, end: int) -> str:
    """Whom a report goes to, as far as its sentence says it; 'về nhà ở' says what it is about, and so does a long bracket."""
    if (aside := _ASIDE.search(lower, start, end)) is not None:
        end = aside.start()
    for match in _RECIPIENT.finditer(lower, max(0, start - 1), end):
        if begins_with_a_body(lower, match.start("who")):
            return " ".join(match["who"].split())
    return ""


def _told_elsewhere(duties: list[ReportDuty], whom: list[str], by: list[str], scheduled: bool) -> Iterator[ReportDuty]:
    """The duties; one has its time where a report to the same body has one, and where nobody is named any report; what only
    says that it comes 'định kỳ' needs its own. The time of one body's report is not that of another's."""
    timed: dict[str, set[str]] = {}
    for one, who, whose in zip(duties, whom, by, strict=True):
        if one.dated:
            timed.setdefault(who, set()).add(whose)
    anywhere = {whose for all_of in timed.values() for whose in all_of}
    for one, who, whose in zip(duties, whom, by, strict=True):
        others = timed.get(who, set()) if who else set() if one.bare else anywhere
        shared = bool(others) if not whose else bool(others & {whose, ""})
        known = not one.bare and scheduled or shared
        yield one if one.dated or not known else replace(one, dated=True)


def _duties(lower: str, span: Span) -> Iterator[tuple[int, int]]:
    at = lower.find("báo", span.start, span.end)
    while at >= 0:
        match = _DUTY.search(lower, max(span.start, at - 24), min(span.end, at + 40))
        if not (match and match.start() <= at < match.end()):
            match = _TO_A_BODY.match(lower, at, min(span.end, at + 120))
        if match and match.start() <= at < match.end():
            yield match.span()
            at = match.end()
        at = lower.find("báo", at + 3, span.end)
