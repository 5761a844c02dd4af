"""What was read of a Word file, with the elements that hold it: also for a writer, which marks them."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING, dataclass, field
from checker.source.layout import Grid, Inset, Revision, Run

if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """Characters raw[start:end], the element in a run that holds them, and the run. The element is a `w:t` or stands for one
    character (tab, break, symbol). `part` is 'body' or the name of the part of a note."""

    start: int
    end: int
    child: object
    run: object
    part: str


@dataclass(slots=True)
class Piece:
    """A paragraph while and after it is read; see `layout.Paragraph`. `element` is its `w:p`."""

    element: object
    start: int
    words: int
    properties: dict
    end: int = 0
    story: str = "body"
    anchor: int | None = None
    in_table: bool = False
    table_style: str | None = None
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """All that was read of a file, with the elements. `sections` are (raw offset where it ends, its `w:sectPr`)."""

    raw: str
    pieces: list[Piece]
    tokens: list[Token]
    grids: list[Grid]
    sections: list[tuple[int, Any]]
    revisions: list[Revision]
    insets: list[Inset]
    root: Any
    foreign: int = 0
