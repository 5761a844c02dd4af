"""Which mentions are of one document, which of them is the first, and what a list or a title has to do with it.

Identity is type, number, symbol, issuer and date. Numbers begin anew each year (State) or term (Party) and are the same in all
places: '10/KH-UBND ngày 05/01/2024' and '10/KH-UBND ngày 17/3/2025' are two documents, while two days of one year, or one day
and month in two years, are one document cited in two ways.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.citations.number import Draft, is_one_number, key
from checker.model.document import Document

_TITLE_OPENS = pattern("citations", r"\s*[,(“\"]?\s*(?:{{own_title}})(?!\w)")
_NEW_MEMBER = pattern(
    "citations", r"(?:[,;:.]|(?<!\w)(?:{{new_members}})|được sửa đổi.*|thay thế bởi|tại|theo)\s*\Z", re.DOTALL, gap=" "
)
_ABOUT = re.compile(r"(?:^|[|\n]|\d/[a-zđ&-]{2,20}\s)\W*v/v(?!\w)[^;]{0,250}\Z", re.MULTILINE)
_AMENDED = pattern("citations", r"được\s+(?:{{amended}})(?!\w)[^.;|]{0,70}?(?<!\w)(?:theo|bởi|tại|bằng)\s+(?:các\s+)?\Z")
_LISTED = re.compile(r"\s*(?:[,;]|và|,\s*và)?\s*(?:các\s+)?")
_SENTENCE_END = re.compile(r"[;:]|\.\s")


class _Group:
    """The mentions of one document so far: its longest id, their days, whether one of them has counted as the first."""

    __slots__ = ("number", "id", "days", "counted")

    def __init__(self, number: int):
        self.number, self.id, self.counted = number, "", False
        self.days: list[datetime.date] = []

    def may_hold(self, one: Draft) -> bool:
        """Whether a mention can be of this document."""
        return (not self.id or is_one_number(self.id, one.normal)) and self.may_be_dated(one)

    def may_be_dated(self, one: Draft) -> bool:
        """Whether the day of a mention can be that of this document."""
        if one.date is None or not self.days or one.date in self.days:
            return True
        return any(same_document_days(day, one.date, one.year is not None) for day in self.days)

    def is_undated_or_of(self, day: datetime.date | None) -> bool:
        """Whether nothing says that a bare number with this day ('Văn bản số 02 ngày 21/4/2026') is of another office."""
        return day is None or not self.days or day in self.days


def group(doc: Document, found: Sequence[Draft]) -> None:
    """Fill in `place`, `list_date`, `list_issuer`, `group` and `first` of the drafts."""
    _places(doc, found)
    _lists(doc, found)
    groups: dict[str, list[_Group]] = {}
    full: dict[tuple[str | None, str | None], list[_Group]] = {}  # documents cited with their symbol, by type and number
    total = 0
    for one in found:
        if one.id is None:
            continue
        same = groups.setdefault(key(one.normal), [])
        mine = next((each for each in reversed(same) if each.may_hold(one)), None)
        if mine is None and one.symbol is None:  # 'Nghị quyết liên tịch số 102' after '102/2025/NQLT-UBTVQH15-CP-…'
            named = full.get((one.type, one.number), [])
            mine = named[0] if len(named) == 1 and named[0].is_undated_or_of(one.date) else None
        if mine is None:
            total += 1
            mine = _Group(total)
            same.append(mine)
            if one.symbol is not None:
                full.setdefault((one.type, one.number), []).append(mine)
        mine.id = max(mine.id, one.normal, key=len)
        # A mention in the plan's subject, in another document's title or in a quotation counts only if it is complete.
        counts = one.place in ("body", "short") or one.dating is not None
        one.group, one.first = mine.number, counts and not mine.counted
        mine.counted = mine.counted or counts
        if one.date and one.date not in mine.days:
            mine.days.append(one.date)


def same_document_days(a: datetime.date, b: datetime.date, numbered_by_year: bool) -> bool:
    """Whether two days can be meant for one document: the year is in its number, or the days are of one year, or are alike."""
    return numbered_by_year or a.year == b.year or (a.day, a.month) == (b.day, b.month)


def _places(doc: Document, found: Sequence[Draft]) -> None:
    text, lower = doc.text, doc.source.lower
    subject = doc.plan.header.subject_span
    previous = None
    for one in found:
        begin = one.clause_span.start if one.clause_span else one.span.start
        if subject and subject.start <= begin < subject.end or _in_subject(lower, begin):
            one.place = "subject"
        elif _in_capitals(text, one):
            one.place = "heading"
        elif one.dating is None and one.kind == "law" and _amends(lower, previous, begin):
            one.place = "amendment"
        elif "gọi tắt" in lower[max(0, begin - 30) : begin]:
            one.place = "short"
        elif previous is not None and _in_title(lower, previous, begin):
            one.place = "title"
        elif _in_quotation(text, begin):
            one.place = "quote"
        previous = one


def _in_subject(lower: str, begin: int) -> bool:
    """Whether 'V/v' opens the paragraph or cell: the subject of a letter."""
    floor = max(0, begin - 300)
    opened = max(lower.rfind("\n\n", floor, begin), lower.rfind("|", floor, begin), lower.rfind(". ", floor, begin), floor)
    return _ABOUT.search(lower, opened, begin) is not None


def _in_capitals(text: str, one: Draft) -> bool:
    """Whether the citation stands in a heading: 'KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ …' says what it is about, nothing in full."""
    kind = text[one.type_span.start : one.type_span.end] if one.type_span else ""
    return " " in kind and kind.isupper()


def _amends(lower: str, previous: Draft | None, begin: int) -> bool:
    """Whether the formula 'được sửa đổi, bổ sung một số điều theo Nghị quyết số 203/2025/QH15' stands before, or a member of
    its list; what amends a decree or a resolution of a council is cited in full."""
    if previous is not None and previous.place == "amendment" and _LISTED.fullmatch(lower, previous.span.end, begin):
        return True
    return _AMENDED.search(lower, max(0, begin - 110), begin) is not None


def _in_title(lower: str, previous: Draft, begin: int) -> bool:
    if begin - previous.span.end > 400 or begin < previous.span.end:
        return False
    gap = lower[previous.span.end : begin]
    if "\n\n" in gap or _SENTENCE_END.search(gap):
        return False
    if gap.strip() == "và":
        return previous.place == "title"
    return bool(_TITLE_OPENS.match(gap)) and not _NEW_MEMBER.search(gap) and "được sửa đổi" not in gap


def _in_quotation(text: str, begin: int) -> bool:
    floor = max(0, begin - 400)
    opened = text.rfind("“", floor, begin)
    return opened > text.rfind("”", floor, begin) and "\n\n" not in text[opened:begin]


def _lists(doc: Document, found: Sequence[Draft]) -> None:
    """Lend a member of a list the day and issuer that stand once, after a later member: 'số 008/… và số 009/… ngày …'."""
    text = doc.text
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        begin = after.clause_span.start if after.clause_span else after.span.start
        between = text[one.span.end : begin] if 0 <= begin - one.span.end < 20 else "x"
        if "\n\n" in between or between.replace("các", "").strip(" \n\t,;") not in ("", "và", "hoặc"):
            continue
        alike = one.type == after.type and between.strip() == "và"  # 'Kế hoạch số 12/… và Kế hoạch số 13/… ngày …'
        if (after.type_span is None or alike) and one.dating is None and after.dating is not None:
            one.dating, one.list_date = "list", after.date or after.list_date
        shared = ";" not in between or after.type_span is None  # 'các Công điện: số 007/…; số 010/… của UBND tỉnh'
        if one.issuer is None and shared:
            one.list_issuer = after.issuer or after.list_issuer
    for before, one in zip(found, found[1:], strict=False):  # 'Sở Công Thương tại Tờ trình số 1/TTr-SCT và Công văn số 2/SCT-VP'
        in_front = before.issuer_span is not None and before.issuer_span.end <= before.span.start
        if (
            one.issuer is None
            and one.list_issuer is None
            and (in_front or before.list_issuer)
            and 0 <= one.span.start - before.span.end < 9
        ):
            if text[before.span.end : one.span.start].strip(" \n,") in ("", "và"):
                one.list_issuer = before.issuer or before.list_issuer
