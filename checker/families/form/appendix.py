"""Appendices that the text announces: Decree 30/2020/NĐ-CP, Appendix I, III.1."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.checkbook import check
from checker.model.findings import Hit, Related
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_ATTACHED = re.compile(
    r"(?:các\s+)?phụ\s+lục(?:\s+(?:số\s+)?(?:[ivx]{1,4}|\d{1,2})\b[,\s]*(?:và\s+)?){0,6}(?:\s+[^\W\d_]+){0,4}?"
    r"\s+(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm|kèm)\b"
    r"|(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm)\s+(?:là\s+)?(?:các\s+)?phụ\s+lục(?:\s+(?:số\s+)?(?:[ivx]{1,4}|\d{1,2})\b)?"
    r"|\((?:có\s+|theo\s+|chi\s+tiết\s+(?:tại\s+|theo\s+)?)?(?:các\s+)?(?:danh\s+mục|danh\s+sách|bảng|biểu)\s+[^()\n]{0,40}?"
    r"(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm)\)"
)
_OTHER = re.compile(
    r"\s*(?:kèm\s+theo\s+|của\s+|tại\s+|theo\s+)?(?:các\s+)?(?:nghị\s+định|quyết\s+định|thông\s+tư|công\s+văn|hướng\s+dẫn|nghị\s+quyết|"
    r"luật|chỉ\s+thị|văn\s+bản|đề\s+án|chương\s+trình|kế\s+hoạch\s+số|báo\s+cáo|tờ\s+trình|thông\s+báo)"
)


@check("appendix_missing")
def appendix_missing(doc: Document) -> Iterator[Hit]:
    """The body says that an appendix is attached, and the file ends with the signature. One finding, at the first mention."""
    plan = doc.plan
    # A copy of a web page can hold the appendix in the very row of the signature.
    if plan.appendices or doc.text.find("PHỤ LỤC", plan.body.end) >= 0:
        return
    if any("appendix" in section.roles for top in plan.sections for section in top.walk()):
        return
    lower = doc.source.lower
    spans = []
    end = plan.body.end or len(lower)
    done = plan.body.start
    at = lower.find("kèm", done, end)
    while at >= 0:
        for match in _ATTACHED.finditer(lower, max(done, at - 70), min(end, at + 40)):
            done = match.end()
            if not _OTHER.match(lower, match.end()):
                spans.append(Span(match.start(), match.end()))
        at = lower.find("kèm", max(done, at + 3), end)
    if spans:
        yield Hit(spans[0], {"found": doc.words(spans[0])}, related=tuple(Related(span) for span in spans[1:]))
