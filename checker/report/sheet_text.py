"""The plan itself in HTML: every block once, the words of findings marked and numbered, what was read tinted on demand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise, repeat

from checker.base.record import dataclass
from checker.model.document import Document
from checker.model.findings import FileReport
from checker.model.plan import Block, Section, Table
from checker.report.sheet_words import SHEET
from checker.report.streams import visible
from checker.report.wording import family
from checker.source.text import Span

_LONG_TABLE = 1200  # code points from which notes at the head of a table could be far from their rows
_PARAGRAPHS = (".docx", ".doc", ".odt", ".rtf")
FACTS = ("citation", "date", "period", "deadline", "amount", "agency")  # the kinds that can be tinted


@dataclass(frozen=True, slots=True)
class Layer:
    """Something that lies over a span of the text: a numbered finding, or a fact (`number` is 0)."""

    span: Span
    number: int
    classes: str


def esc(text: str) -> str:
    """`text` for HTML content and attributes, on one line, with hidden characters made visible."""
    return escape(visible(text))


def line_words(path: str, line: int, lang: str) -> str:
    """'dòng 12', or 'đoạn 12' for a file of a word processor, whose lines are its paragraphs."""
    return SHEET[lang]["paragraph" if path.lower().endswith(_PARAGRAPHS) else "line"].format(line)


def _around(block: str, points: str) -> str:
    """The marks that no word carries stand before their block; they are known only once the block is written."""
    return points + block


def scroller(label: str) -> str:
    """The start tag of a box that a wide table scrolls in; a box that the keyboard reaches needs a name."""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{esc(label)}">'


_ALONE = (0, 0)  # a block that stands in no such table


def side_by_side(document: Document) -> dict[int, tuple[int, int]]:
    """The blocks that stand in a table which only places text on the page: index → (table, cell), numbered from 1."""
    source = document.source
    grids = source.layout.grids if source.layout is not None else ()
    placed = {}
    for number, grid in enumerate((g for g in grids if not g.lined and not g.nested), 1):
        cells = [cell for row in grid.rows for cell in row]
        if len(grid.rows) != 1 or len(cells) < 2:
            continue
        starts = [source.folded_span(Span(cell.start, cell.end)).start for cell in cells]
        end = source.folded_span(Span(grid.start, grid.end)).end
        for at, block in enumerate(document.plan.blocks):
            if starts[0] <= block.start < end and block.kind != "table":
                placed[at] = (number, bisect_right(starts, block.start))
    return placed


class PlanText:
    """The blocks of one plan as HTML. `prefix` keeps the ids of several plans in one page apart."""

    def __init__(self, file: FileReport, prefix: str, table_label: str):
        self._document = file.judged
        self._text = self._document.text
        self._prefix = prefix
        self._table_label = table_label
        plan = self._document.plan
        self._tables = {table.span.start: table for table in plan.tables}
        self._headings = {s.heading.start: s for top in plan.sections for s in top.walk()}
        self._starts = [block.start for block in plan.blocks]
        layers = [Layer(f.span, n, f"s-{f.severity} f-{family(f.code)}") for n, f in enumerate(file.findings, 1)]
        layers += [Layer(fact.span, 0, f"r r-{kind}") for kind in FACTS for fact in file.facts.get(kind, ())]
        self._layers = sorted(layers, key=lambda layer: (layer.span.start, -layer.span.end, layer.number))
        self._layer_starts = [layer.span.start for layer in self._layers]
        self._placed: set[int] = set()
        self._numbered: set[int] = set()
        self._longest = max((layer.span.end - layer.span.start for layer in self._layers), default=0)

    def block_of(self, offset: int) -> int:
        """The index of the block that holds `offset` or stands nearest before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def anchor(self, offset: int) -> str:
        """The id of the block at `offset`."""
        return f"{self._prefix}b{self.block_of(offset) + 1}"

    def rows(self, notes: Callable[[int, int], str]) -> Iterator[str]:
        """Every block with its notes beside it; `notes` gives the HTML of the notes of what is found between two offsets.

        What a Word file sets side by side (issuer and national title, recipients and signature) stands side by side here too.
        """
        if not self._document.plan.blocks:  # an empty text: its notes stand beside nothing
            yield self._row("", f'<div id="{self._prefix}b1">{self._leftover(0, 0)}</div>', notes(0, 1))
        columns = side_by_side(self._document)
        for frame, group in groupby(range(len(self._starts)), key=lambda at: columns.get(at, _ALONE)[0]):
            blocks = list(group)
            if frame == _ALONE[0]:
                yield from (self._alone(at, notes) for at in blocks)
                continue
            cells = groupby(blocks, key=lambda at: columns[at][1])
            sides = "".join(f'<div class="side">{"".join(map(self._placed_block, cell))}</div>' for _, cell in cells)
            beside = notes(self._bounds(blocks[0])[0], self._bounds(blocks[-1])[1])
            yield self._row(self._line(blocks[0]), f'<div class="frame">{sides}</div>', beside)

    def _alone(self, at: int, notes: Callable[[int, int], str]) -> str:
        """A block and its notes: those of a long table stand under its rows, where none is far from its words."""
        block, bounds = self._document.plan.blocks[at], self._bounds(at)
        table = self._tables.get(block.span.start) if block.kind == "table" else None
        beside = notes(*bounds)
        if not beside or table is None or block.span.end - block.span.start < _LONG_TABLE:
            return self._row(self._line(at), self._placed_block(at), beside)
        edges = (bounds[0], *(row.span.start for row in table.rows[1:]), bounds[1])
        return self._row(self._line(at), self._placed_block(at, [notes(*row) for row in pairwise(edges)]), "")

    def _bounds(self, at: int) -> tuple[int, int]:
        """From where to where what is found belongs to a block."""
        return (self._starts[at] if at else 0), (self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text) + 1)

    def _row(self, line: str, words: str, notes: str) -> str:
        beside = f'<div class="notes">{notes}</div>' if notes else ""
        return (
            f'<div class="row"><span class="ln" aria-hidden="true">{line}</span><div class="words">{words}</div>{beside}</div>\n'
        )

    def _line(self, at: int) -> str:
        source = self._document.source
        return str(source.line_column(source.raw_span(self._document.plan.blocks[at].span)[0])[0])

    def _placed_block(self, at: int, under: Sequence[str] = ()) -> str:
        block = self._document.plan.blocks[at]
        return (
            f'<div id="{self._prefix}b{at + 1}">{_around(self._block(at, block, under), self._leftover(at, block.start))}</div>'
        )

    def _block(self, at: int, block: Block, under: Sequence[str]) -> str:
        span = self._reach(at, block)
        if block.kind == "table" and (table := self._tables.get(block.span.start)):
            return self._table(table, under)
        section = self._section(block)
        if section is not None:
            level = min(6, section.level + 1)
            return f'<h{level} class="l{min(4, section.level)}">{self._marked(span)}</h{level}>'
        return f'<p class="{self._role(block)}">{self._marked(span)}</p>'

    def _reach(self, at: int, block: Block) -> Span:
        """The block's own words, wider where a finding stands on what is in front of them or behind."""
        start, end = block.span
        following = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text)
        for layer in self._over(Span(block.start, following)):
            if layer.number:
                start = min(start, max(layer.span.start, block.start))
                end = max(end, min(layer.span.end, following))
        return Span(start, end)

    def _section(self, block: Block) -> Section | None:
        """The section whose heading is this whole block. A long sentence below the first level is shown as the text it is."""
        section = self._headings.get(block.span.start)
        if section is None or not section.titled or section.heading.end < block.span.end:
            return None
        sentence = block.span.end - block.span.start > 60 and self._text[block.span.end - 1] in ".;"
        return None if sentence and section.level > 1 else section

    def _role(self, block: Block) -> str:
        plan, start = self._document.plan, block.span.start
        header = plan.header

        def within(span: Span | None) -> bool:
            return span is not None and span.start <= start < max(span.end, span.start + 1)

        if within(header.type_span):
            return "type"
        if within(header.subject_span):
            return "subject"
        if within(header.place_date.span if header.place_date else None):
            return "placedate"
        if plan.recipients and within(plan.recipients.span):
            return "recipients"
        if plan.signature and within(plan.signature.span):
            return "sign name" if plan.signature.name and within(plan.signature.name) else "sign"
        if any(within(line) for line in plan.legal_basis):
            return "legal"
        body = plan.opening.start if plan.opening else plan.body.start
        if start < body and not (plan.sections and plan.sections[0].span.start <= start):
            return "head"
        return "item" if block.label and not block.label[0].isalnum() else "para"

    def _table(self, table: Table, under: Sequence[str] = ()) -> str:
        """`under` are the notes that stand under each row."""
        rows, widest = [], max(len(row.cells) for row in table.rows)
        for number, (row, notes) in enumerate(zip(table.rows, under or repeat(""), strict=False)):
            tag, scope = ("th", ' scope="col"') if number < table.header and not self._frames(table) else ("td", "")
            rows.append("<tr>" + "".join(f"<{tag}{scope}>{self._marked(cell.span)}</{tag}>" for cell in row.cells) + "</tr>")
            if notes:
                rows.append(f'<tr class="noted"><td colspan="{widest}"><div class="notes">{notes}</div></td></tr>')
        style = ' class="frame"' if self._frames(table) else ""
        return f"{scroller(self._table_label)}<table{style}><tbody>{''.join(rows)}</tbody></table></div>"

    def _frames(self, table: Table) -> bool:
        """Whether the table only sets header, recipients or signature side by side, as Word files do."""
        if table.span.end - table.span.start >= _LONG_TABLE:  # one that has swallowed them
            return False
        plan = self._document.plan
        parts = [plan.header.number and plan.header.number.span, plan.header.national_title, plan.header.issuer_span]
        parts += [plan.recipients and plan.recipients.span, plan.signature and plan.signature.span]
        return any(part and table.span.start <= part.start < table.span.end for part in parts)

    def _over(self, span: Span) -> list[Layer]:
        low = bisect_left(self._layer_starts, span.start - self._longest)
        high = bisect_left(self._layer_starts, span.end)
        return [layer for layer in self._layers[low:high] if layer.span.end > span.start]

    def _marked(self, span: Span) -> str:
        """The text of `span` with its layers, each finding's number behind its last word."""
        layers = self._over(span)
        if not layers:
            return esc(self._text[span.start : span.end])
        cuts = {span.start, span.end}
        for layer in layers:
            cuts.update(min(max(edge, span.start), span.end) for edge in layer.span)
        edges = sorted(cuts)
        out = []
        for start, end in pairwise(edges):
            inner = esc(self._text[start:end])
            covering = [layer for layer in layers if layer.span.start <= start and layer.span.end >= end]
            for layer in reversed(covering):
                inner = self._wrap(layer, inner)
            out.append(inner)
            out += [self._number(layer) for layer in covering if layer.number and layer.span.end == end]
        return "".join(out)

    def _wrap(self, layer: Layer, inner: str) -> str:
        if not layer.number:
            return f'<span class="{layer.classes}">{inner}</span>'
        anchor = "" if layer.number in self._placed else f' id="{self._prefix}m{layer.number}"'
        self._placed.add(layer.number)
        return f'<mark class="{layer.classes}"{anchor}>{inner}</mark>'

    def _number(self, layer: Layer) -> str:
        self._numbered.add(layer.number)
        return f'<a class="no {layer.classes}" href="#{self._prefix}n{layer.number}">{layer.number}</a>'

    def _leftover(self, at: int, begin: int) -> str:
        """Marks of findings of this block that no word of it could carry: on nothing, or between the cells of a table."""
        following = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text) + 1
        low = bisect_left(self._layer_starts, begin if at else 0)
        out = []
        for layer in self._layers[low : bisect_left(self._layer_starts, following)]:
            if layer.number and layer.number not in self._placed:
                out.append(self._wrap(layer, "◂"))
            if layer.number and layer.number not in self._numbered and layer.span.end <= following:
                out.append(self._number(layer))
        return f'<p class="more">{"".join(out)}</p>' if out else ""
