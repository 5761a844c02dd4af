"""The opening (căn cứ, mở đầu): Decree 30/2020/NĐ-CP, Appendix I, II.6 a and II.9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import line_at
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.document import Document


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
    text = doc.text[plan.opening.start : plan.opening.end]
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
        words = text[line.start : line.end].rstrip()
        end = line.start + len(words)
        mark = words[-1:]
        following = lines[at + 1].start if at + 1 < len(lines) else None
        between = text[line.end : following or line.end + 200].lstrip()
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
            last,
            {"found": doc.words(last), "expected": expected},
            note="middle" if runs_on else "last",
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
            if not doc.text[line.start : at].strip(" \t*#>_|") or at < start:
                yield Hit(Span(at, line.end), {"found": doc.words(Span(at, line.end))})


_TAIL = " \t\n./\\;:,…"
_RIGHT = re.compile(r"[^\s./\\;,:]\.?\./\.\Z")
_ANY = frozenset(("front", "other"))  # their own rules, or rules that we do not know


@check("closing_mark")
def closing_mark(doc: Document, *, mark: str = "./.", party_mark: str = ".") -> Iterator[Hit]:
    """The last body paragraph ends with `mark`; a Party document with `party_mark`."""
    plan = doc.plan
    if plan.closing is None:
        return
    if any(plan.closing.end <= table.span.start < plan.body.end for table in plan.tables):
        return  # the body ends with a table
    kind = plan.header.kind
    words = doc.text[plan.closing.start : plan.closing.end].rstrip()
    end = plan.closing.start + len(words)
    if words.endswith(mark) and not words.endswith("/" + mark) and kind != "party":
        if _RIGHT.search(words[-6:]) or len(words) <= len(mark):
            return
    if kind in _ANY and words.endswith(".") and not words.endswith(("/.", "..")):
        return
    if kind == "party" and words.endswith(party_mark) and not words.endswith("/."):
        return
    tail = Span(plan.closing.start + len(words.rstrip(_TAIL)), end)
    expected = party_mark if kind == "party" else mark
    if doc.text[tail.start : end].startswith("...") or "…" in doc.text[tail.start : end]:
        tail = Span(end, end)  # 'v.v...' keeps its dots
    shown = Span(max(plan.closing.start, doc.text.rfind(" ", plan.closing.start, max(tail.start - 1, 0)) + 1), end)
    yield Hit(
        shown,
        {"found": doc.words(shown), "expected": expected},
        fixes=fix(doc.text, tail, expected),
        note="missing" if tail.start == tail.end else "default",
    )
