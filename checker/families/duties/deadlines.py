"""Deadlines (thời hạn): 'trước ngày 15/12/2026', 'chậm nhất tháng 6/2026', 'quý II/2026', 'hằng năm', 'trong thời hạn 05 ngày'.

The scan starts at digits and at a few words; what stands before a date tells whether it is a limit. A date that nothing makes a
limit is no deadline. A date without a year has no value: the text does not give it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache as once

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.due import Limit, is_due
from checker.families.duties.history import situations
from checker.families.duties.records import Deadline, TaskTable
from checker.language.phrases import to_search
from checker.model.document import Document, inside
from checker.source.text import Source, Span, occurrences

_JOINED = frozenset("/.,–-")  # a figure behind one of them goes on with what stands before
_DAY = re.compile(
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?|"
    r"\s{1,3}tháng\s{1,3}(?P<mm>\d{1,2})(?:\s{0,2}(?:,?\s?năm|/)\s{0,3}(?P<yy>\d{4}))?)(?![\d/])"
)
_MONTH = re.compile(r"(?P<m>\d{1,2})(?:\s{0,2}(?:/|-|,?\s?năm)\s{0,2}(?P<y>\d{4}))?(?![\d/]|\.\d)")
_RANGE = re.compile(r"\d{4}\s{0,3}[-–]\s{0,3}(?P<y>20\d\d)(?!\d)")
_QUARTER = re.compile(r"qu[ýí]\s{1,3}(?P<q>iv|i{1,3}|[1-4])(?:\s{0,2}(?:/|-|,?\s?năm)\s{0,2}(?P<y>\d{4}))?(?!\w)")
_LIMIT = pattern(
    "duties",
    r"{{<limit_cues}}\s{0,3}[:(]?\s{0,3}(?:(?:{{limit_joints}})\s{1,3}){0,3}"
    r"(?:\d{1,2}\s{0,2}(?:giờ|h)\S{0,4}\s{1,3}(?:\d{1,2}(?:\s?phút)?,?\s{1,3})?)?(?:(?:,\s)?(?:ngày|tháng|năm)\s{1,3})?\Z",
)
_POINT = pattern(
    "duties",
    r"{{<point_cues}}\s{0,3}:?\s{0,3}(?:(?:{{point_joints}})\s{1,3}){0,2}"
    r"(?:\d{1,2}\s{0,2}(?:giờ|h)\S{0,4}(?:\s\S{1,5}\sphút)?,?\s{1,3})?(?:ngày|tháng|năm)?\s{0,3}\Z",
)
_HEADS = re.compile(r"(?:\A|\n)[-+*•\s]{0,6}((?:từ\s{1,3})?(?:ngày|tháng|quý)\s{1,3})\Z")  # '- Từ ngày 04/02/2026: …'
_LABEL_ENDS = re.compile(r"(?:\s?(?:-|–|đến)\s?(?:hết\s)?(?:ngày\s)?[\d/.]{1,10})?\s{0,2}:")
_EVERY = pattern(
    "duties",
    r"(?<!\w)(?:h[ằà]ng\s{1,3}(?:{{units_of_time}}|ngày)|mỗi\s{1,3}(?:{{units_of_time}})|thường\s{1,3}xuyên"
    r"|định\s{1,3}kỳ\s{1,3}(?:(?:h[ằà]ng\s{1,3})?(?:{{units_of_time}})|\d{1,2}\s{1,3}tháng|\(?\s?(?:0?6|sáu)\s{1,3}tháng)"
    r"|(?:0?[136]|ba|sáu)\s{1,3}tháng(?:[ ,]{1,3}0?1\s{1,3}năm(?!\s{1,3}\d)"
    r"|\s{1,3}(?:một|0?1)\s{1,3}lần|/lần|\s{1,3}đầu\s{1,3}năm)"
    r"|\d{1,2}\s{1,3}lần\s?/\s?(?:0?1\s{1,3})?(?:{{units_of_time}}|ngày))(?!\w)",
)
_OF_EVERY_YEAR = pattern("duties", r"(?<!\w)(?:{{kept_every_year}})\s{1,3}\Z")  # 'ngân sách hằng năm' sets no time
_FROM = re.compile(r"(?<!\w)từ(?!\w)")
_EVERY_BEHIND = pattern("duties", r"\s{0,2}\(?,?\s{0,2}(?:của\s{1,3})?(?:h[ằà]ng|mỗi|các)\s{1,3}(?:{{units_of_time}})")
_WITHIN = pattern(
    "duties", r"(?<!\w)(?:{{within_cues}})\s{1,3}(?:(?:{{within_joints}})\s{1,3})?(?:tối\s+đa\s{1,3})?(?:không\s+quá\s{1,3})?\Z"
)
_UNIT_OF_TIME = re.compile(r"\s{1,3}(?:\([^)]{1,20}\)\s{1,3})?(?:ngày|giờ|tháng|tuần)(?:\s{1,3}làm\s+việc)?(?!\w)")
_IS_TOLD_OF = re.compile(r",?\s{1,3}(?:đã|có|mới|chỉ|còn)(?!\w)")  # 'đến ngày 19/11 đã có 15 bộ': a fact
_OF_A_REPORT = pattern("duties", r"\s{1,3}(?:của\s{1,3})?(?:{{periods_of_reports}})(?!\w)")  # what a report tells of, no limit
_CARRIED_OUT = pattern("duties", r":\s{0,3}(?:(?:được\s{1,3})?(?:{{carried_out}})\s{1,3})?\Z")
_VAGUE = pattern("duties", r"(?<!\w)(?:{{vague}})(?!\w)")
_VAGUE_LEAD = pattern("duties", r"(?<!\w)(?:{{vague_cues}})(?!\w)")


def read_deadlines(doc: Document) -> tuple[Deadline, ...]:
    """All deadlines of the text in order of position; those inside citations are left out."""
    lower = doc.source.lower
    cited = doc.cited_spans
    tables = doc.facts("task_table")
    cells = _time_cells(tables)
    told = situations(doc.plan)
    told = sorted([*told, *(table.span for table in tables if table.told and not inside(told, table.span.start))])
    date = doc.plan.header.date
    issued = date.first if date and date.exists else None
    due = _time_cells([table for table in tables if table.due])
    found = [*_dated(doc.source, cited, cells, told, due, issued), *_every(lower, cells), *_vague(lower, cells)]
    found.sort(key=lambda d: (d.span.start, -d.span.end))
    kept: list[Deadline] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _time_cells(tables: Sequence[TaskTable]) -> list[Span]:
    return sorted({row.time for table in tables for row in table.rows if row.time and row.time.start < row.time.end})


def _dated(
    source: Source, cited: list[Span], cells: list[Span], told: list[Span], due: list[Span], issued: datetime.date | None
) -> Iterator[Deadline]:
    """Dates that something makes a deadline. `told` are the sections and tables that tell what was, where nothing is set;
    `due` the time cells under a heading that asks for the last day; `issued` is the plan's date."""
    lower = source.lower
    end = 0
    for start, stop, value, unit in _dates(lower, source.figures):
        if start < end or inside(cited, start):
            continue
        if unit == "length":
            within = _WITHIN.search(lower, max(0, start - 45), start)
            if within:
                end = stop
                yield Deadline(Span(within.start(), stop), None, "within", True)
            continue
        in_cell = inside(cells, start)
        last = in_cell and inside(due, start) and not _goes_on(lower, cells, stop)
        cue = _cue(lower, start, stop, ("limit" if last else "point") if in_cell else None)
        if cue is None or _OF_A_REPORT.match(lower, stop):
            continue
        begin, kind, word = cue
        if kind == "point" and _FROM.search(lower, begin, start):
            kind = "start"  # 'Thời gian thực hiện: từ tháng 10/2025' sets no end
        every = _EVERY_BEHIND.match(lower, stop)
        end = every.end() if every else stop
        age = (issued - value).days if issued and value and value < issued else 0
        firm = (
            kind != "start"
            and not inside(told, start)
            and (in_cell or _is_set(lower, Limit(begin, start, stop, unit, word, age), cited))
        )
        if unit == "year" and not firm and word.startswith("đến") and not every:
            continue  # 'Chiến lược đến năm 2030': an aim, not a time limit
        yield Deadline(Span(begin, end), None if every else value, "every" if every else kind, firm)


def _cue(lower: str, start: int, stop: int, in_cell: str | None) -> tuple[int, str, str] | None:
    """(where it begins, kind, its words) of what makes a date a deadline; `in_cell` is the kind that a time cell gives it."""
    if (limit := _LIMIT.search(lower, max(0, start - 60), start)) and not _is_a_term(lower, limit):
        return limit.start(), "limit", limit.group()
    if in_cell:
        return start, in_cell, ""
    if point := _POINT.search(lower, max(0, start - 60), start):
        return point.start(), "point", point.group()
    label = _HEADS.search(lower, max(0, start - 30), start)
    return (label.start(1), "point", label.group(1)) if label and _LABEL_ENDS.match(lower, stop) else None


@once
def _terms() -> tuple[str, ...]:
    """What makes a kind of plans of 'hạn', with the blank behind it."""
    return tuple(f" {word} " for word in words("duties", "before_a_term"))


def _is_a_term(lower: str, limit: re.Match) -> bool:
    """Whether 'hạn' is of 'trung hạn': a kind of plans."""
    return limit[0].startswith("hạn") and lower.endswith(_terms(), 0, limit.start())


def _is_set(lower: str, one: Limit, cited: list[Span]) -> bool:
    """Whether a limit in prose is set for a duty; 'đến ngày 19/11 đã có 15 bộ' tells of what there is."""
    return not (one.cue.startswith("đến") and _IS_TOLD_OF.match(lower, one.stop)) and is_due(lower, one, cited)


def _goes_on(lower: str, cells: list[Span], at: int) -> bool:
    """Whether more figures stand in the cell behind `at`: of 'Quý IV/2025 - Quý I/2026' the last day is not yet told."""
    cell = next((cell for cell in cells if cell.start <= at <= cell.end), None)
    return cell is not None and any(c.isdigit() for c in lower[at : cell.end])


def _dates(lower: str, figures: list[tuple[int, int]]) -> Iterator[tuple[int, int, datetime.date | None, str]]:
    """(start of the figures, end, last day or None, unit) in order; the unit is day, month, quarter, year or length."""
    hits: list[tuple[int, int, datetime.date | None, str]] = []
    end = 0
    for start, stop in figures:
        if start < end or lower[start - 1 : start] in _JOINED:
            continue
        if stop - start >= 4:
            stop = start + 4
            if not lower.startswith("20", start):
                continue
            span = _RANGE.match(lower, start)
            hit = (start, span.end() if span else stop, _last_day(span["y"] if span else lower[start:stop], "12"), "year")
        else:
            before = lower[max(0, start - 6) : start].rstrip()
            word = before[-5:] if len(before) < 6 else ""
            named = word.endswith("ngày")
            behind = lower[stop : stop + 1]
            hit = None
            if word == "tháng" and (month := _MONTH.match(lower, start)):
                hit = (start, month.end(), _last_day(month["y"], month["m"]), "month")
            elif (
                not named
                and behind not in "/-."
                and (
                    not behind.isspace() or lower[stop + 1 : stop + 2] not in "/-. \t\n(ntg"  # '05 ngày', '30 tháng 6', '24 giờ'
                )
            ):
                continue
            elif (day := _DAY.match(lower, start)) and (named or day["y"] or day["yy"] or day["mm"]):
                hit = (start, day.end(), _day(day), "day")
            elif behind.isspace() and (length := _UNIT_OF_TIME.match(lower, stop)):
                hit = (start, length.end(), None, "length")
            elif named:
                hit = (start, stop, None, "day")
        if hit:
            hits.append(hit)
            end = hit[1]
    for quarter in quarters(lower):
        number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter["q"]) or int(quarter["q"])
        hits.append((*quarter.span(), _last_day(quarter["y"], str(number * 3)), "quarter"))
    return iter(sorted(hits, key=lambda hit: hit[:2]))


def quarters(lower: str) -> Iterator[re.Match[str]]:
    """'quý II/2026', 'quý 1': each quarter that a lowered text names, with its figure (`q`) and its year (`y`)."""
    for name in to_search(("quý", "quí"), lower):
        yield from filter(None, (_QUARTER.match(lower, at) for at in occurrences(lower, name)))


def _day(match: re.Match) -> datetime.date | None:
    year = match["y"] or match["yy"]
    try:
        return datetime.date(int(year), int(match["m"] or match["mm"]), int(match["d"])) if year else None
    except ValueError:
        return None


def _last_day(year: str | None, month: str) -> datetime.date | None:
    if not year or not 1 <= int(month) <= 12 or not 1 <= int(year) <= 9998:
        return None
    number, of = int(month), int(year)
    return datetime.date(of + (number == 12), number % 12 + 1, 1) - datetime.timedelta(days=1)


def _every(lower: str, cells: list[Span]) -> Iterator[Deadline]:
    for word in to_search(words("duties", "every_cues"), lower):
        for at in occurrences(lower, word):
            start = at
            if word[0] in "36l":  # '06 tháng', '02 lần/năm': the figure stands before
                start = max(0, at - 4)
                while start < at and not lower[start].isdigit():
                    start += 1
            match = _EVERY.match(lower, start)
            if match and _OF_EVERY_YEAR.search(lower, max(0, start - 30), start) and not inside(cells, start):
                continue
            if match and (word != "thường" or inside(cells, start) or _CARRIED_OUT.search(lower, max(0, start - 30), start)):
                yield Deadline(Span(*match.span()), None, "every", True)  # elsewhere 'thường xuyên' is an adverb


def _vague(lower: str, cells: list[Span]) -> Iterator[Deadline]:
    for cell in cells:
        if match := _VAGUE.search(lower, cell.start, cell.end):
            yield Deadline(Span(*match.span()), None, "vague", True)
    for word in to_search(words("duties", "vague_cues"), lower):
        for at in occurrences(lower, word):
            match = _VAGUE.search(lower, at + len(word), at + 60)
            if match and _VAGUE_LEAD.match(lower, at) and not re.search(r"[.;|\n]", lower[at : match.start()]):
                yield Deadline(Span(*match.span()), None, "vague", True)
