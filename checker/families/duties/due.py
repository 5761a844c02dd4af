"""Whether a limit is set for something to be done: the one reader of what is the deadline of a duty.

Behind 'trước ngày' and 'đến' stands a deadline, but as well the end of a time that was served, the day that a right depends on,
the day of an event, or an order of somebody else that is told. So a day before the plan's own is doubted where a later one is
not, and one that lies long before it is history, unless a label, a cell or a verb of handing in is sure of it.
"""

from __future__ import annotations

from bisect import bisect_left

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import pattern, words
from checker.families.duties.history import sentence_start
from checker.source.text import Span

_FAR = 400  # days: a year left over from the plan before lies nearer
_TOLD = pattern("duties", r"{{<told_to_do}}(?!\w)")
_ENDS_TOLD = pattern("duties", r"(?<!\w)(?:{{told_to_do}})\s{1,3}\Z")
_STAGE = r"(?<=đoạn)\s(?:\d{1,2}|[ivx]{1,4})(?![\w/.-])"  # 'giai đoạn 1' is work
_NOT_TOLD = pattern("duties", rf"{{{{<not_told_to_do}}}}(?!\w)(?!{_STAGE})")
_HANDED_IN = pattern("duties", r"(?<!\w)(?:{{handed_in}})(?!\w)")
_FIRM_LIMIT = pattern("duties", r"(?:{{firm_limits}})(?!\w)")
_HAPPENED = pattern("duties", r"(?<!\w)(?:{{happened}})\s{1,3}\Z")
_COUNTED = pattern("duties", r"(?<!\w)(?:{{results_until}})(?:\s{1,3}tính)?\s{1,3}\Z")
_STATE = pattern("duties", r"(?<!\w)(?:{{before_a_state}})\s{1,3}\Z")
_MUST = re.compile(r"(?<!\w)(?:phải|cần|sẽ)\s\Z")
_ASKED_OF_ANOTHER = pattern("duties", r"(?<!\w)(?:{{asked_of_another}})(?!\w)")
_DESCRIBES = pattern("duties", r"\W{0,4}(?:\w{1,2}[.)]\s)?(?:{{describes}})(?!\w)(?!\s+(?:{{bodies}})(?!\w))")
_DESCRIBED = re.compile(r"\s{1,3}(?:phải|thì|mà|được|chưa|không)(?!\w)")
_DEFINED = pattern(
    "duties", r",?\s{1,3}(?:{{defined_by_its_day}})(?!\w)|\s{0,3}\(\s?(?:là\s)?(?:ngày|thời\sđiểm)\s[^()\d][^()]{0,80}hiệu\slực"
)
_DONE = pattern("duties", r"(?<!\w)(?:{{done}}|được)(?!\w)")
_LABELLED = pattern("duties", r"(?<!\w)(?:{{firm_labels}}|thời\s+hạn)(?P<of>[^:.;\n]{0,30}):\s{0,3}\Z")
_UNTIL = re.compile(r"đến\s{1,3}(?:hết\s{1,3})?(?:ngày|tháng|quý)(?!\w)")
_OF_ANOTHER = pattern("duties", r"(?<!\w)(?:{{not_told_to_do}}|{{programmes}})(?!\w)")
_SINCE = re.compile(
    r"(?<!\w)từ\s{1,3}(?:(?:ngày|tháng|quý|năm)\s{1,3})?\d[\d/.-]{0,9}(?:\s{1,3}(?:tháng|năm)\s{1,3}\d{1,4}){0,2},?\s{1,3}\Z"
)
_TIME = re.compile(r"(?<!\w)thời\s+gian(?!\w)")
_ORDER_TOLD = pattern("duties", r"(?<!\w)(?:{{orders_told}})(?!\w)")
_WHAT_CAME_OF_IT = pattern("duties", r"[^.;\n]{0,60}[.;,]\s{1,3}(?:{{what_came_of_it}})(?!\w)")
_SENTENCE = (". ", ".\n", "\n\n", "\n-", "\n+", "|")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in its text: where its words begin, its figures start and stop, their unit, the words before them (`cue`), and by
    how many days the last one allowed lies before the plan's own date (0 where it does not)."""

    begin: int
    start: int
    stop: int
    unit: str
    cue: str
    age: int


def is_due(lower: str, one: Limit, cited: list[Span]) -> bool:
    """Whether a limit is set for something to be done; a year alone also where a label says so."""
    if one.unit == "year" and not one.cue.startswith(words("duties", "firm_words")):
        return one.cue.startswith(words("duties", "firm_labels"))
    head = max(sentence_start(lower, one.begin), one.begin - 130)
    since = _SINCE.search(lower, max(head, one.begin - 45), one.begin) if one.cue.startswith("đến") else None
    label = _LABELLED.search(lower, max(0, head - 50), head)
    if label and _OF_ANOTHER.search(label["of"]):
        return False  # 'Thời gian thực hiện dự án: từ năm 2021 đến …', 'Thời gian chốt số liệu: đến …'
    if label and (_FIRM_LIMIT.match(lower, one.begin) or _UNTIL.match(lower, one.begin) or since and since.start() == head):
        return True
    if _is_a_fact(lower, head, one) or one.age and (since and _is_served(lower, head, since.start()) or _is_retold(lower, one)):
        return False
    told = _is_told(lower, head, one)
    if not told and not _is_asked(lower, head, one, cited):
        return False
    return one.age <= _FAR or told and _HANDED_IN.search(lower, head, one.start) is not None


def _is_a_fact(lower: str, head: int, one: Limit) -> bool:
    """Whether the day tells which things, persons or events are meant: 'được xây dựng trước ngày …', 'trước ngày … về trước'."""
    if _DEFINED.match(lower, one.stop) or _COUNTED.search(lower, max(head, one.begin - 40), one.begin):
        return True
    happened = _HAPPENED.search(lower, max(head, one.begin - 40), one.begin)
    if happened is None:
        return False
    at = happened.start()
    if not _TOLD.match(lower, at):
        return not _ENDS_TOLD.search(lower, head, at)  # 'các cơ sở cấp phép trước ngày …', but 'đăng ký tham gia trước ngày …'
    return one.age > 0 and (_is_state(lower, head, at) or at > head + 4 and not _ASKED_OF_ANOTHER.search(lower, head, at))


def _is_state(lower: str, head: int, at: int) -> bool:
    """Whether the verb at `at` tells what is or was: 'được xây dựng', 'có đăng ký', but not 'phải được hoàn thành'."""
    state = _STATE.search(lower, max(head, at - 14), at)
    return state is not None and not _MUST.search(lower, max(head, state.start() - 6), state.start())


def _is_served(lower: str, head: int, since: int) -> bool:
    """Whether 'từ … đến …' is a time that was spent: nobody is told to do something in it."""
    return all(
        _TIME.match(lower, told.start()) or _is_state(lower, head, told.start()) for told in _TOLD.finditer(lower, head, since)
    )


def _is_retold(lower: str, one: Limit) -> bool:
    """Whether a limit that is over is one of an order that is told: 'đã giao Bộ … báo cáo trước ngày …. Đến nay …'."""
    left = max(0, one.begin - 500)
    head = max(lower.rfind(stop, left, one.begin) for stop in _SENTENCE)
    return (
        _ORDER_TOLD.search(lower, max(head, left), one.begin) is not None or _WHAT_CAME_OF_IT.match(lower, one.stop) is not None
    )


def _is_asked(lower: str, head: int, one: Limit, cited: list[Span]) -> bool:
    """Whether 'trước ngày …' ends a whole order, whatever its verb: no word before it tells of what happened, describes things by
    their dates or retells a cited document."""
    begin = one.begin
    return (
        one.unit != "year"
        and _FIRM_LIMIT.match(lower, begin) is not None
        and begin - head > 6
        and not _DESCRIBED.match(lower, one.stop)
        and not lower[head:begin].rstrip().endswith(words("duties", "counted_back"))
        and not _HAPPENED.search(lower, max(head, begin - 40), begin)
        and not _DESCRIBES.match(lower, head, begin)
        and not _DONE.search(lower, head, begin)
        and not _NOT_TOLD.search(lower, head, begin)
        and not any(head <= span.start < begin for span in cited[max(0, bisect_left(cited, (begin, 0)) - 2) :][:2])
    )


def _is_told(lower: str, head: int, one: Limit) -> bool:
    """Whether the words before a limit give something to do by then: 'hoàn thành …', not 'được ban hành trước ngày …'."""
    told = None
    for match in _TOLD.finditer(lower, head, one.start):
        if not (one.age and _is_state(lower, head, match.start())):
            told = match
    if told is None:
        return False
    barred = None
    for match in _NOT_TOLD.finditer(lower, head, one.begin):
        barred = match
    if barred and barred.group() in words("duties", "programmes_told_of") and _FIRM_LIMIT.match(lower, one.begin):
        return True  # 'Tổng kết giai đoạn trước ngày …'
    return barred is None or barred.start() < told.start() and barred.group() != "đã"
