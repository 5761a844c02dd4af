"""What a reader knows of a page beyond its text: runs, formats, tables, pages. No file format is known here.

Every offset is one of `Source.raw`; `Source.folded_span` leads from there to the offsets that the model uses. Lengths are in
twips (a twentieth of a point; 56.7 to the millimetre), sizes in half-points, as word processors store them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from checker.base.record import dataclass, field, replace

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Format:
    """The effective format of a run: what is seen, whatever style it comes from. `colour` is RRGGBB, None where automatic."""

    font: str | None = None
    size: int | None = None
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    caps: bool = False
    hidden: bool = False

    def printed_in(self, fonts: Sequence[str]) -> bool:
        """Whether the font is one of these, or a face of one ('Times New Roman Bold')."""
        return (self.font or "").replace(" ", "").lower().startswith(tuple(name.replace(" ", "").lower() for name in fonts))

    @property
    def black(self) -> bool:
        """Whether the colour is black, or so dark a grey that print shows it black; what is no RRGGBB is not judged."""
        try:
            return self.colour is None or max(int(self.colour[at : at + 2], 16) for at in (0, 2, 4)) <= 0x30
        except ValueError:
            return True


@dataclass(frozen=True, slots=True)
class Setting:
    """The effective format of a paragraph. `align`: left, center, right or both. `line` is in 240ths of a line where `rule`
    is 'auto', else in twips. `contextual`: no gap towards a neighbour of the same `style`."""

    align: str = "left"
    line: int = 240
    rule: str = "auto"
    before: int = 0
    after: int = 0
    contextual: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one format."""

    start: int
    end: int
    format: Format


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: raw[start:end], without its line end. raw[start:words] is its automatic number, which no run holds.

    `story` is 'body', 'toc' (a line of a table of contents), 'box' (a text box) or 'note' (a footnote or endnote); `anchor` is
    the raw offset in the body where a box or note hangs. `in_table` tells whether it stands in a cell.
    """

    start: int
    end: int
    words: int
    setting: Setting
    runs: tuple[Run, ...]
    story: str = "body"
    anchor: int | None = None
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its raw span, its column of the grid, and how many columns it covers. `merged`: it goes on with the cell above."""

    start: int
    end: int
    column: int
    width: int = 1
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `lined` tells whether it shows rules inside; a table without them only places text on the page (header,
    signature). `header` is how many rows repeat as headings. `nested`: it stands in a cell of another table."""

    start: int
    end: int
    rows: tuple[tuple[GridCell, ...], ...]
    lined: bool
    header: int = 0
    nested: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where the page number is printed: `place` 'header', 'footer' or None; `centred`; `on_first`: on the first page too."""

    place: str | None
    centred: bool = False
    on_first: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The page setup of the paragraphs raw[start:end]. Sizes and margins in twips; None where the file does not say."""

    start: int
    end: int
    width: int | None
    height: int | None
    top: int | None
    bottom: int | None
    left: int | None
    right: int | None
    number: PageNumber


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change ('insertion', 'deletion', 'move', 'format') or a 'comment' at raw[start:end]; empty for a deletion.
    `author` as the file names him, '' where it does not."""

    kind: str
    start: int
    end: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """What stands at raw[start:end] and is none of the author's words: the 'prompt' of a field that nobody has filled in yet
    ('Nhấp hoặc gõ vào đây để nhập ngày'), or a 'picture', which has no words."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """All that a reader knows of one file. `package` is the file itself, for a writer of an annotated copy; None where the
    input is no Word file. `notes` are lines for the user (macros left alone …). `formats` is False where a reader knows
    tables or columns, but no fonts and pages (PDF)."""

    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...] = ()
    pages: tuple[Page, ...] = ()
    revisions: tuple[Revision, ...] = ()
    insets: tuple[Inset, ...] = ()
    notes: tuple[str, ...] = ()
    package: bytes | None = None
    formats: bool = True
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds a raw offset (its line end included)."""
        if not self._starts:
            self._starts.extend(paragraph.start for paragraph in self.paragraphs)
        return max(0, bisect_right(self._starts, offset) - 1)

    def editable(self, start: int, end: int, new: str) -> bool:
        """Whether raw[start:end] can be replaced by `new`: it stands in one paragraph of the body, in runs. An automatic number
        stands in none, and notes and text boxes are left to a person."""
        paragraph = self.paragraphs[self.paragraph_at(start)]
        return (
            paragraph.story == "body"
            and paragraph.words <= start
            and end <= paragraph.end
            and "\n" not in new
            and paragraph.end > paragraph.words
        )

    def edited(self, edits: Sequence[tuple[int, int, str]]) -> Layout:
        """The same layout after edits of the raw text: (start, end, new) in order, not overlapping, each `editable`."""
        ends = [end for _, end, _ in edits]
        deltas = [0, *accumulate(len(new) - (end - start) for start, end, new in edits)]

        def move(offset: int, after: bool) -> int:
            """Where an offset goes; `after`: words put in at it stand before it."""
            at = bisect_right(ends, offset) if after else bisect_left(ends, offset)
            moved = offset + deltas[at]
            if at < len(edits) and edits[at][0] < offset:
                moved = edits[at][0] + deltas[at] + min(offset - edits[at][0], len(edits[at][2]))
            return moved

        def span(item):
            return replace(item, start=move(item.start, False), end=move(item.end, True))

        def paragraph(item: Paragraph) -> Paragraph:
            runs = tuple(
                replace(run, start=move(run.start, run.start > item.words), end=move(run.end, True)) for run in item.runs
            )
            anchor = move(item.anchor, False) if item.anchor is not None else None
            return replace(span(item), words=move(item.words, False), runs=runs, anchor=anchor)

        return replace(
            self,
            paragraphs=tuple(map(paragraph, self.paragraphs)),
            pages=tuple(map(span, self.pages)),
            grids=tuple(replace(span(g), rows=tuple(tuple(map(span, row)) for row in g.rows)) for g in self.grids),
            revisions=tuple(map(span, self.revisions)),
            insets=tuple(map(span, self.insets)),
            _starts=[],
        )

    def within(self, begin: int, stop: int) -> Layout:
        """What of the layout lies in raw[begin:stop], which begins and ends with paragraphs."""

        def inside(items):
            return tuple(item for item in items if begin <= item.start < stop)

        return replace(
            self,
            paragraphs=inside(self.paragraphs),
            grids=inside(self.grids),
            pages=inside(self.pages),
            revisions=inside(self.revisions),
            insets=inside(self.insets),
            _starts=[],
        )

    def emphasis(self, raw: str) -> list[tuple[int, int]]:
        """Which paragraphs stand in bold or italics as a whole, as Markdown marks them: (raw offset, number of stars), in order.

        A bold number or a bold opening phrase makes no heading ('**2.** Thời gian: từ ngày …'), so it is left out.
        """
        marks: list[tuple[int, int]] = []
        for paragraph in self.paragraphs:
            shown = [run for run in paragraph.runs if raw[run.start : run.end].strip()]
            if len(shown) > 1 and not any(map(str.isalpha, raw[shown[0].start : shown[0].end])):
                shown = shown[1:]  # the number, whose format says nothing of the words
            stars = 2 * (bool(shown) and all(run.format.bold for run in shown))
            stars += bool(shown) and all(run.format.italic for run in shown)
            if stars:
                marks += ((paragraph.start, stars), (paragraph.end, stars))
        return marks
