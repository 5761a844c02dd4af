"""The opening (căn cứ, mở đầu): Decree 30/2020/NĐ-CP, Appendix I, II.6 a and II.9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import regex as re
from checker.checkbook import check
from checker.checks.edits import fix
from checker.checks.spots import line_at
from checker.findings import Hit
from checker.record import TYPE_CHECKING
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

_NUMBERED = re.compile(r"\d+(?:/\d{4})?[ \t]?[/-][ \t]?[A-ZĐ][\w-]*[ \t]?[-/]?[ \t]?[A-ZĐ]|\bsố[ \t]+\d+")
_NAMED = re.compile(
    r"\b(?:căn cứ|thực hiện|triển khai|theo|quán triệt|xét|ý kiến|tại)\s+(?:\w+\s+){0,4}?"
    r"(?:luật|bộ luật|hiến pháp|pháp lệnh|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|công văn|công điện|kết luận|hướng dẫn|"
    r"thông báo|văn bản|điều lệ|quy chế|quy định|đề án|dự án|chương trình|chỉ đạo|thông tri|tờ trình|chiến lược|kế hoạch\s+của)\b"
)
_RUNS_ON = re.compile(r"(?:Thực hiện|Theo|Trên cơ sở|Xét|Triển khai|Để|Tiếp tục|Quán triệt)\b")


@check("legal_basis_missing")
def legal_basis_missing(doc: Document) -> Iterator[Hit]:
    """The opening names no document that the plan rests on."""
    plan = doc.plan
    header = plan.header
    if plan.legal_basis:
        return
    if plan.opening is None:
        start = (header.subject_span or header.type_span or Span(0, 0)).end
        if header.type_span is None or not plan.sections:
            return
        yield Hit(line_at(doc, max(0, start - 1)))
        return
    text = doc.text[plan.opening.start:plan.opening.end]
    if _NUMBERED.search(text) or _NAMED.search(text.lower()):
        return
    yield Hit(line_at(doc, plan.opening.start))


@check("legal_basis_punctuation")
def legal_basis_punctuation(doc: Document) -> Iterator[Hit]:
    """In a block of 'Căn cứ' lines each ends with ';', the last with '.' or ',' (';' where the block runs on)."""
    lines = doc.plan.legal_basis
    if len(lines) < 2:
        return
    text = doc.text
    for at, line in enumerate(lines):
        words = text[line.start:line.end].rstrip()
        end = line.start + len(words)
        mark = words[-1:]
        following = lines[at + 1].start if at + 1 < len(lines) else None
        between = text[line.end:following or line.end + 200].lstrip()
        runs_on = following is not None or bool(_RUNS_ON.match(between))
        if mark in ":" or following is None and mark == "." or not words:
            continue  # a basis that runs on into the sentence of adoption ends as that sentence does
        if following is None and (mark == "," or mark == ";" and runs_on):
            continue
        if runs_on and mark == ";":
            continue
        expected = ";" if runs_on else "."
        old = Span(end - 1, end) if mark in ".,;" else Span(end, end)
        last = Span(max(line.start, text.rfind(" ", line.start, end - 1) + 1), end)
        yield Hit(
            last, {"found": doc.words(last), "expected": expected}, note="middle" if runs_on else "last",
            fixes=fix(text, old, expected),
        )


@check("addressee")
def addressee(doc: Document, *, words: Sequence[str] = ("kính gửi",)) -> Iterator[Hit]:
    """'Kính gửi' before the first section: a plan has no addressee of its own."""
    plan = doc.plan
    end = plan.sections[0].span.start if plan.sections else plan.body.end
    start = plan.header.type_span.start if plan.header.type_span else 0
    for word in words:
        at = doc.source.lower.find(word, 0, end)
        if at >= 0:
            line = line_at(doc, at)
            if not doc.text[line.start:at].strip(" \t*#>_|") or at < start:
                yield Hit(Span(at, line.end), {"found": doc.words(Span(at, line.end))})
