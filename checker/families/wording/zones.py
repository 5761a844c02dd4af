"""Where no blank and no mark is ever wrong: addresses, code, tables, and the lines that are filled in by hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from checker.base import regex as re
from checker.model.document import Document
from checker.source.text import Source, Span

# Each begins with what is rare in a text, so that a text without it costs one search for a literal.
_CODE = re.compile(r"`[^`\n]{0,300}`")
_LINK = re.compile(r"\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)")
_ENTITY = re.compile(r"&#?\w{2,8};")
_BEFORE = {"://": re.compile(r"\w{1,12}\Z"), "@": re.compile(r"[\w.+-]{1,64}\Z"), "www.": re.compile(r"\Z")}
_AFTER = {"://": re.compile(r"[^\s)>\]”\"]*"), "@": re.compile(r"[\w-]+(?:\.[\w-]+)*"), "www.": re.compile(r"[^\s)>\]”\"]*")}


@lru_cache(maxsize=1)
def _addresses(text: str) -> tuple[Span, ...]:
    """Web and e-mail addresses, code spans, links and entities."""
    return tuple(_read_addresses(text))


def _read_addresses(text: str) -> Iterator[Span]:
    for sign, after in _AFTER.items():
        at = text.find(sign)
        while at >= 0:
            before = _BEFORE[sign].search(text, max(0, at - 64), at)
            rest = after.match(text, at + len(sign))
            if before and rest:
                yield Span(before.start(), rest.end())
            at = text.find(sign, at + len(sign))
    for sign, pattern in (("`", _CODE), ("](", _LINK), ("&", _ENTITY)):
        if sign in text:
            for match in pattern.finditer(text):
                yield Span(*match.span())


class Zones:
    """Spans in order, none inside another; asked in logarithmic time."""

    def __init__(self, spans: list[Span]):
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


@lru_cache(maxsize=1)
def untouchable(doc: Document) -> Zones:
    """Addresses, code spans, link targets, tables, and the number and date lines of the header ('Số:   /KH-UBND')."""
    return Zones([*(block.span for block in doc.plan.blocks if block.kind == "table"), *_fixed(doc)])


@lru_cache(maxsize=1)
def outside_cells(doc: Document) -> Zones:
    """The same, but of tables only their headings, whose narrow columns part words: a row holds sentences."""
    return Zones([*(row.span for table in doc.plan.tables for row in table.rows[: table.header]), *_fixed(doc)])


def _fixed(doc: Document) -> list[Span]:
    """Addresses, code spans, link targets, and the lines of the header that are filled in."""
    spans = list(_addresses(doc.text))
    header = doc.plan.header
    for part in (
        header.national_title,
        header.motto,
        header.number and header.number.span,
        header.place_date and header.place_date.span,
    ):
        if part:
            spans.append(part)
    return spans


@lru_cache(maxsize=1)
def addresses(doc: Document) -> Zones:
    """Addresses, code spans and link targets only: what is no prose wherever it stands."""
    return Zones(list(_addresses(doc.text)))


@lru_cache(maxsize=1)
def laid_out(doc: Document) -> Zones:
    """The parts whose blanks set columns: all above the opening, the recipients and the signature."""
    plan = doc.plan
    spans = [Span(0, plan.opening.start if plan.opening else plan.body.start)]
    spans += [part.span for part in (plan.recipients, plan.signature) if part]
    return Zones(spans)


def only_blanks(source: Source, span: Span) -> bool:
    """Whether nothing but white space stands in the input at a span of blanks: no Markdown mark, nothing invisible."""
    start, end = source.raw_span(span)
    return source.raw[start:end].isspace()


def seam_is_bare(source: Source, offset: int) -> bool:
    """Whether the characters before and at `offset` also stand side by side in the input, with no Markdown mark between."""
    before = source.raw_span(Span(offset - 1, offset)).end
    return before == source.raw_span(Span(offset, offset + 1)).start
