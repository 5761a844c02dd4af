"""Duties to report: sentences of the organisation and monitoring sections and of the closing that ask for a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base import regex as re
from checker.families.duties.history import sentence
from checker.families.duties.records import ReportDuty
from checker.model.document import Document
from checker.source.text import Span

_DUTY = re.compile(
    r"báo\s+cáo\s+(?:về\s+)?(?:kết\s+quả|tình\s+hình|tiến\s+độ|sơ\s+kết|tổng\s+kết|định\s+kỳ)|(?:gửi|nộp)\s+báo\s+cáo|"
    r"định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s+)?báo\s+cáo"
)
_REGULARLY = re.compile(r"(?<!\w)định\s+kỳ\s+(?:tổng\s+hợp\s*,?\s*|có\s+|gửi\s+)?báo\s+cáo")
_GIVEN = re.compile(
    r"theo\s+(?:đúng\s+)?(?:quy\s+định|yêu\s+cầu|chế\s+độ|hướng\s+dẫn|kế\s+hoạch|thời\s+gian|tiến\s+độ|định\s+kỳ|"
    r"chỉ\s+đạo|đề\s+nghị|phân\s+công|thẩm\s+quyền)|khi\s|khi\n|ngay|kịp\s+thời|"
    r"đột\s+xuất|sau\s+(?:khi|mỗi|đợt)|cuối\s+(?:năm|đợt|kỳ|giai|quý)|kết\s+thúc|hằng|hàng\s+(?:năm|quý|tháng|tuần|"
    r"ngày)|quý|tháng|ngày|năm\s+20|thường\s+xuyên|trước\s|"
    r"nhiệm\s+kỳ|lần/|đúng\s+thời|đầy\s+đủ,\s+kịp|giai\s+đoạn|để\s+(?:kịp\s+thời\s+)?(?:xem\s+xét|giải\s+quyết|"
    r"tháo\s+gỡ)|vướng\s+mắc|khó\s+khăn|phát\s+sinh|thông\s+qua\s+báo\s+cáo"
)


def read_report_duties(doc: Document) -> tuple[ReportDuty, ...]:
    """The duties to report, in order; a sentence is one duty."""
    lower = doc.source.lower
    spans = [s.body for s in doc.plan.sections if {"organisation", "monitoring"} & set(s.roles)]
    if doc.plan.closing and not any(s.start <= doc.plan.closing.start < s.end for s in spans):
        spans.append(doc.plan.closing)
    deadlines = doc.facts("deadline")
    starts = [d.span.start for d in deadlines]
    found: list[ReportDuty] = []
    for span in spans:
        for start, end in _duties(lower, span):
            around = sentence(lower, start, end)
            if found and around.start < found[-1].span.end:
                continue
            at = bisect_left(starts, around.start)
            dated = at < len(starts) and starts[at] < around.end or _GIVEN.search(lower, around.start, around.end) is not None
            bare = _REGULARLY.search(lower, around.start, around.end) is not None
            found.append(ReportDuty(Span(start, end), dated, bare))
    return tuple(found)


def _duties(lower: str, span: Span) -> Iterator[tuple[int, int]]:
    at = lower.find("báo", span.start, span.end)
    while at >= 0:
        match = _DUTY.search(lower, max(span.start, at - 24), min(span.end, at + 40))
        if match and match.start() <= at < match.end():
            yield match.span()
            at = match.end()
        at = lower.find("báo", at + 3, span.end)
