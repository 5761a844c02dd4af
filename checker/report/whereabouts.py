"""Where a finding stands, in words: 'Mục II.3, đoạn 2', for people who look at paper and not at line numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from checker.model.document import Document
from checker.model.plan import Block, Section
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
    words = _WORDS[lang]
    plan = document.plan
    blocks = plan.blocks
    starts = [block.start for block in blocks]
    tables = {table.span.start: table for table in plan.tables}

    def holding(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    def ordinal(first: int, offset: int) -> str:
        at = holding(offset)
        block = blocks[at] if at >= 0 else None
        if block and block.kind == "table":
            return row(block, offset)
        number = sum(b.kind != "table" for b in blocks[bisect_right(starts, first - 1) : at + 1])
        return words["paragraph"].format(number) if number else ""

    def row(block: Block, offset: int) -> str:
        table = tables.get(block.span.start)
        at = bisect_right([r.span.start for r in table.rows], offset) if table else 0
        return words["row"].format(at) if at else words["table"]

    def in_section(section: Section, span: Span) -> str:
        label = section.path if " " in section.path else words["section"].format(section.path)
        if span.start < section.heading.end:
            return f"{label}, {words['heading']}"
        after = holding(section.heading.end - 1) + 1  # the heading's own block is not counted
        first = starts[after] if after < len(starts) else section.heading.end
        inside = ordinal(min(first, span.start), span.start)
        return f"{label}, {inside}" if inside else label

    def where(span: Span) -> str:
        for part, name in ((plan.recipients, "recipients"), (plan.signature, "signature")):
            if part and part.span.start <= span.start < part.span.end:
                return words[name]
        for appendix in plan.appendices:
            if appendix.start <= span.start < appendix.end:
                return f"{words['appendix']}, {ordinal(appendix.start, span.start)}".rstrip(", ")
        if section := document.section_at(span.start):
            return in_section(section, span)
        if plan.opening and plan.opening.start <= span.start < plan.opening.end:
            return f"{words['opening']}, {ordinal(plan.opening.start, span.start)}".rstrip(", ")
        if plan.closing and plan.closing.start <= span.start < plan.closing.end:
            return words["closing"]
        body = plan.opening.start if plan.opening else plan.sections[0].span.start if plan.sections else plan.body.start
        return words["header"] if span.start < body else ""

    return where
