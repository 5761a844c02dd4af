"""Where a finding stands, in words: 'Mục II.3, đoạn 2', for people who look at paper and not at line numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from checker.model.document import Document
from checker.model.plan import Block
from checker.report.wording import bilingual
from checker.source.text import Span

_WORDS = bilingual(
    {
        "section": ("Mục {}", "Section {}"),
        "heading": ("tiêu đề", "heading"),
        "paragraph": ("đoạn {}", "paragraph {}"),
        "row": ("bảng, hàng {}", "table, row {}"),
        "table": ("bảng", "table"),
        "header": ("Phần đầu", "Header"),
        "opening": ("Mở đầu", "Opening"),
        "recipients": ("Nơi nhận", "Recipients"),
        "signature": ("Chữ ký", "Signature"),
        "appendix": ("Phụ lục", "Appendix"),
        "closing": ("Kết thúc", "Closing"),
    }
)


def block_finder(document: Document) -> Callable[[int], int | None]:
    """A function from an offset to the index of the block that holds it or stands nearest before it; None without blocks."""
    starts = [block.start for block in document.plan.blocks]

    def index(offset: int) -> int | None:
        return max(0, bisect_right(starts, offset) - 1) if starts else None

    return index


def locator(document: Document, lang: str) -> Callable[[Span], str]:
    """A function from a span of the folded text to its place in words ('' where the plan has no such parts)."""
    return _Places(document, _WORDS[lang]).of


class _Places:
    """The places of one plan in the words of one language."""

    def __init__(self, document: Document, words: dict[str, str]):
        self._document, self._words = document, words
        self._blocks = document.plan.blocks
        self._starts = [block.start for block in self._blocks]
        self._tables = {table.span.start: table for table in document.plan.tables}

    def of(self, span: Span) -> str:
        """Where a span stands: behind the body, in a section, or around the sections."""
        return self._behind(span.start) or self._in_section(span) or self._around(span.start)

    def _behind(self, at: int) -> str:
        plan = self._document.plan
        for part, name in ((plan.recipients, "recipients"), (plan.signature, "signature")):
            if part and part.span.start <= at < part.span.end:
                return self._words[name]
        appendix = next((one for one in plan.appendices if one.start <= at < one.end), None)
        return self._part("appendix", appendix.start, at) if appendix else ""

    def _in_section(self, span: Span) -> str:
        section = self._document.section_at(span.start)
        if section is None:
            return ""
        label = section.path if " " in section.path else self._words["section"].format(section.path)
        if span.start < section.heading.end:
            return f"{label}, {self._words['heading']}"
        after = self._holding(section.heading.end - 1) + 1  # the heading's own block is not counted
        first = self._starts[after] if after < len(self._starts) else section.heading.end
        inside = self._ordinal(min(first, span.start), span.start)
        return f"{label}, {inside}" if inside else label

    def _around(self, at: int) -> str:
        plan = self._document.plan
        if plan.opening and plan.opening.start <= at < plan.opening.end:
            return self._part("opening", plan.opening.start, at)
        if plan.closing and plan.closing.start <= at < plan.closing.end:
            return self._words["closing"]
        body = plan.opening or (plan.sections[0].span if plan.sections else plan.body)
        return self._words["header"] if at < body.start else ""

    def _part(self, name: str, first: int, at: int) -> str:
        return f"{self._words[name]}, {self._ordinal(first, at)}".rstrip(", ")

    def _holding(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _ordinal(self, first: int, offset: int) -> str:
        """Which paragraph from `first` on, or which row of a table."""
        at = self._holding(offset)
        if at >= 0 and self._blocks[at].kind == "table":
            return self._row(self._blocks[at], offset)
        number = sum(b.kind != "table" for b in self._blocks[bisect_right(self._starts, first - 1) : at + 1])
        return self._words["paragraph"].format(number) if number else ""

    def _row(self, block: Block, offset: int) -> str:
        table = self._tables.get(block.span.start)
        at = bisect_right([row.span.start for row in table.rows], offset) if table else 0
        return self._words["row"].format(at) if at else self._words["table"]
