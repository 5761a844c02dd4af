"""Paragraphs that a page break tore apart (CT709)."""

from __future__ import annotations

from collections.abc import Iterator

from checker import regex as re
from checker.checkbook import check
from checker.checks.typography_zones import only_blanks
from checker.document import Document
from checker.findings import Edit, Fix, Hit
from checker.text import Span

_GAP = re.compile(r"\n[ \t]{0,80}(?:\n[ \t]{0,80}){1,3}")
_WORD_END = re.compile(r"\S{1,40}[ \t]{0,20}\Z")
_WORD = re.compile(r"\S{1,40}")


@check("broken_paragraph")
def broken_paragraph(doc: Document) -> Iterator[Hit]:
    """A sentence with an empty line in its middle, as page breaks leave it."""
    text = doc.text
    for block in doc.plan.blocks:
        if block.kind not in ("paragraph", "item") or text.find("\n", block.span.start, block.span.end) < 0:
            continue
        for match in _GAP.finditer(text, block.span.start, block.span.end):
            start, end = match.span()
            before, after = _WORD_END.search(text, max(block.span.start, start - 60), start), _WORD.match(text, end)
            if before and after:
                words = before.group().split()[0]
                start = before.start() + len(words)
                fixes = (Fix((Edit(Span(start, end), " "),), "suggest"),) if only_blanks(doc.source, Span(start, end)) else ()
                yield Hit(Span(before.start(), after.end()), {"expected": f"{words} {after.group()}"}, fixes=fixes)
