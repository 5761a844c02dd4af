"""Which mentions are of one document, which of them is the first, and what a list or a title has to do with it.

Identity is type, number, symbol, issuer and date. Numbers begin anew each year (State) or term (Party) and are the same in all
places: '10/KH-UBND ngày 05/01/2024' and '10/KH-UBND ngày 17/3/2025' are two documents, while two days of one year, or one day
and month in two years, are one document cited in two ways.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import regex as re
from checker.document import Document
from checker.facts.citation_identity import key
from checker.model import Citation
from checker.record import replace

_TITLE_OPENS = re.compile(
    r"\s*[,(“\"]?\s*(?:về|v/v|phê duyệt|ban hành|thực hiện|triển khai|hướng dẫn|quy định|sửa đổi|bổ sung|thay thế|chỉ đạo|"
    r"tăng cường|đẩy mạnh|thi hành|thành lập|công bố|giao|kế hoạch|đề án|chương trình|hội nghị|tổ chức|tiếp tục|quán triệt|"
    r"điều chỉnh|bãi bỏ|kết luận|phiên họp|của|đề nghị|xin|đổi mới|một số|kèm theo|để|nhằm|chi tiết)(?!\w)"
)
_NEW_MEMBER = re.compile(
    r"(?:[,;:.]|(?<!\w)(?:và|và các|cùng với|căn cứ)|được sửa đổi.*|thay thế bởi|tại|theo)\s*\Z", re.DOTALL
)
_SENTENCE_END = re.compile(r"[;:]|\.\s")


def group(doc: Document, found: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with `place`, `list_date`, `list_issuer`, `group` and `first` filled in."""
    placed = _lists(doc, _places(doc, found))
    groups: list[list[Citation]] = []
    by_key: dict[str, list[int]] = {}
    done = []
    for one in placed:
        if one.id is None:
            done.append(one)
            continue
        numbers = by_key.setdefault(key(one.normal), [])
        at = next((n for n in reversed(numbers) if _same(groups[n], one)), None)
        if at is None:
            at = len(groups)
            groups.append([])
            numbers.append(at)
        counted = any(_counts(earlier) for earlier in groups[at])
        first = not counted and _counts(one)
        groups[at].append(one)
        done.append(replace(one, group=at + 1, first=first))
    return tuple(done)


def is_complete(one: Citation) -> bool:
    """Whether a mention names the day (or leaves it blank)."""
    return one.dating is not None


def _counts(one: Citation) -> bool:
    """A mention in the plan's own subject, in another document's title or in a quotation counts only if it is complete."""
    return one.place in ("body", "short") or is_complete(one)


def _same(mentions: Sequence[Citation], one: Citation) -> bool:
    days = [m.date for m in mentions if m.date]
    if one.date is None or not days:
        return True
    return any(same_document_days(day, one.date, one.year is not None) for day in days)


def same_document_days(a, b, numbered_by_year: bool) -> bool:
    """Whether two days can be meant for one document: the year is in its number, or the days are of one year, or are alike."""
    return numbered_by_year or a.year == b.year or (a.day, a.month) == (b.day, b.month)


def _places(doc: Document, found: Sequence[Citation]) -> list[Citation]:
    text, lower = doc.text, doc.source.lower
    subject = doc.plan.header.subject_span
    placed: list[Citation] = []
    for one in found:
        begin = one.clause_span.start if one.clause_span else one.span.start
        place = "body"
        if subject and subject.start <= begin < subject.end:
            place = "subject"
        elif "gọi tắt" in lower[max(0, begin - 30):begin]:
            place = "short"
        elif placed and _in_title(lower, placed[-1], begin):
            place = "title"
        elif _in_quotation(text, begin):
            place = "quote"
        placed.append(replace(one, place=place))
    return placed


def _in_title(lower: str, previous: Citation, begin: int) -> bool:
    if begin - previous.span.end > 400 or begin < previous.span.end:
        return False
    gap = lower[previous.span.end:begin]
    if "\n\n" in gap or _SENTENCE_END.search(gap):
        return False
    if gap.strip() == "và":
        return previous.place == "title"
    return bool(_TITLE_OPENS.match(gap)) and not _NEW_MEMBER.search(gap) and "được sửa đổi" not in gap


def _in_quotation(text: str, begin: int) -> bool:
    floor = max(0, text.rfind("\n\n", 0, begin), begin - 400)
    return text.rfind("“", floor, begin) > text.rfind("”", floor, begin)


def _lists(doc: Document, found: list[Citation]) -> list[Citation]:
    """Lend a member of a list the day and issuer that stand once, after a later member: 'số 008/… và số 009/… ngày …'."""
    text = doc.text
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        begin = after.clause_span.start if after.clause_span else after.span.start
        between = text[one.span.end:begin] if 0 <= begin - one.span.end < 20 else "x"
        if "\n\n" in between or between.replace("các", "").strip(" \n\t,;") not in ("", "và", "hoặc"):
            continue
        lent = after.type_span is None and one.dating is None and after.dating is not None
        date = after.date or after.list_date if lent else None
        shared = ";" not in between or after.type_span is None  # 'các Công điện: số 007/…; số 010/… của UBND tỉnh'
        issuer = after.issuer or after.list_issuer if one.issuer is None and shared else None
        if lent or issuer:
            found[at] = replace(one, list_date=date, list_issuer=issuer, dating="list" if lent else one.dating)
    return found
