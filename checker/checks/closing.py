"""The mark that ends the body: './.' in every template of Decree 30/2020/NĐ-CP, Appendix III; '.' in Party documents."""

from __future__ import annotations

from collections.abc import Iterator

from checker import regex as re
from checker.checkbook import check
from checker.checks.edits import fix
from checker.findings import Hit
from checker.record import TYPE_CHECKING
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document

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
    words = doc.text[plan.closing.start:plan.closing.end].rstrip()
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
    if doc.text[tail.start:end].startswith("...") or "…" in doc.text[tail.start:end]:
        tail = Span(end, end)  # 'v.v...' keeps its dots
    shown = Span(max(plan.closing.start, doc.text.rfind(" ", plan.closing.start, max(tail.start - 1, 0)) + 1), end)
    yield Hit(
        shown, {"found": doc.words(shown), "expected": expected}, fixes=fix(doc.text, tail, expected),
        note="missing" if tail.start == tail.end else "default",
    )
