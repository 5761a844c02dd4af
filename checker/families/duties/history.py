"""History or present: whether a sentence speaks of a body or a place as something of the past, or names it only as an author."""

from __future__ import annotations

from checker.base import regex as re
from checker.source.text import Span

_REACH = 260  # how far a sentence is followed to either side, in code points
_STOPS = (". ", ";", "\n\n", "|", ".\n", ": ", "\n-", "\n+")
_STOP = re.compile("|".join(map(re.escape, _STOPS)))
_RIGHT_BEHIND = re.compile(
    r"\s{0,3}[(,-]?\s{0,3}(?:nay\s+(?:là|thuộc|đổi)|nay\s|cũ(?!\w)|\(cũ\)|trước\s+đây|trước\s+(?:khi\s+)?sáp\s+nhập|"
    r"trước\s+(?:khi\s+)?sắp\s+xếp|"
    r"trước\s+ngày|đã\s+(?:sáp\s+nhập|hợp\s+nhất|giải\s+thể|kết\s+thúc))"
)
_BEFORE = re.compile(
    r"(?:nguyên\s+là|trước\s+đây\s+là|tiền\s+thân\s+là|nguyên|tên\s+cũ\s+là|thay\s+(?:thế\s+)?cho|\(cũ\))\s{0,3}\Z"
)
_OLD_TIMES = re.compile(  # every branch begins with a letter, so that the search skips to those
    r"sáp\s+nhập|trước\s+(?:thời\s+điểm|khi)(?!\w)|trước\s+ngày\s+0?1/0?7/2025|từ\s+cấp\s+huyện|thay\s+cấp\s+huyện|bãi\s+bỏ|"
    r"hợp\s+nhất|trước\s+đây|giải\s+thể|kết\s+thúc\s+hoạt\s+động|không\s+còn|tiền\s+thân|chấm\s+dứt|"
    r"sắp\s+xếp\s+(?:lại\s+)?(?:đơn\s+vị|tổ\s+chức|bộ)"
    r"|bỏ\s+cấp|không\s+tổ\s+chức|bàn\s+giao|chuyển\s+giao|tiếp\s+nhận\s+(?:chức|nhiệm)|kế\s+thừa|c(?<!\wc)ũ(?!\w)|"
    r"đổi\s+tên|tách\s+(?:từ|ra)"
)
_YEAR = re.compile(r"[12](?<!\d[12])(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_DONE = re.compile(re.any_word(r"đã|từng|vừa\s+qua|thời\s+gian\s+qua") + r"(?!\w)")
_OF = re.compile(r"(?:của|do)\s+(?:(?:liên\s+bộ|bộ\s+trưởng|chủ\s+tịch|giám\s+đốc|trưởng|các)\s+){0,2}\Z")
_AUTHOR = re.compile(
    r"(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|công\s+văn|thông\s+báo|chỉ\s+thị|đề\s+án|báo\s+cáo|văn\s+bản|thông\s+tư|"
    r"hướng\s+dẫn|chương\s+trình|tờ\s+trình|"
    r"công\s+điện|quy\s+định|ngày\s[\d/. thángnăm]{5,30}|số\s+\S{3,30})[^.;|:]{0,70}?(?<!\w)(?:của|do)\s+"
    r"(?:(?:liên\s+bộ|bộ\s+trưởng|chủ\s+tịch|giám\s+đốc|trưởng|các)\s+){0,2}\Z"
)


def sentence(lower: str, start: int, end: int) -> Span:
    """The sentence or cell around a span, followed for a bounded way."""
    high = min(len(lower), end + _REACH)
    stop = _STOP.search(lower, end, high)
    return Span(sentence_start(lower, start), stop.start() if stop else high)


def sentence_start(lower: str, start: int) -> int:
    """Where the sentence or cell before `start` begins, followed for a bounded way."""
    left = max(0, start - _REACH)
    for stop in _STOPS:
        at = lower.rfind(stop, left, start)
        if at >= 0:
            left = at + len(stop)
    return left


def is_past(lower: str, span: Span, year: int | None, heading: bool = False) -> bool:
    """Whether the words at `span` are history in their sentence: 'cũ', 'nay là', 'trước sáp nhập', 'của UBND huyện X năm 2023'.

    `year` is the plan's own; a year before it in the sentence counts. In a `heading`, a cell or a recipients' line only the words
    right at the name do.
    """
    start, end = span
    if _RIGHT_BEHIND.match(lower, end) or _BEFORE.search(lower, max(0, start - 24), start):
        return True
    if heading:
        return False
    around = sentence(lower, start, end)
    if _OLD_TIMES.search(lower, around.start, around.end) or _DONE.search(lower, around.start, start):
        return True
    if _OF.search(lower, max(0, start - 40), start) and _AUTHOR.search(lower, max(0, start - 130), start):
        return True
    low, high = max(around.start, start - 120), min(around.end, end + 60)
    return year is not None and any(int(y) < year for y in _YEAR.findall(lower, low, high))
