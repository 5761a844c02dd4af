"""The report for a person at a terminal: grouped by file, the words underlined, the place in words, and what was read.

Colour is never the only sign: severity is a word, the words of a finding are marked by '^'. Off a terminal nothing is wrapped.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from checker.model.document import Document
from checker.model.findings import FileReport, Finding, PlacedFix, Report
from checker.report.streams import visible
from checker.report.summary import closing_lines
from checker.report.tally import Tally
from checker.report.whereabouts import block_finder, locator
from checker.report.window import Window, window
from checker.report.wording import SAFETY, SEVERITY, bilingual, change, figures, shorten
from checker.source.text import Span

Line = list[tuple[str, str]]  # (style, text) pieces, from left to right

_STYLES = {
    "": "",
    "path": "bold underline",
    "place": "dim",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "code": "bold",
    "name": "dim",
    "dim": "dim",
    "words": "bold",
    "label": "dim",
    "good": "bold green",
}
_INDENT = 10
_ROOM = 120  # cells of the window where the width of the output is not known
_RELATED_SHOWN = 8
_ADDENDS_SHOWN = 30
_LABELS = bilingual(
    {
        "related": ("xem thêm", "see also"),
        "basis": ("căn cứ", "basis"),
        "fix": ("cách sửa", "fix"),
        "more": ("… và {} chỗ nữa", "… and {} more"),
    }
)


def part(file: FileReport, at: int, about: Report, *, color: bool = False, width: int | None = None, quiet: bool = False) -> str:
    """The block of a file; '' where there is nothing to say. `width` is the terminal's in cells; None off a terminal, where no
    line is wrapped."""
    return _text(_lines(file, about.lang, width), color)


def whole(
    parts: Iterable[str], about: Report, tally: Tally, *, color: bool = False, width: int | None = None, quiet: bool = False
) -> Iterator[str]:
    """The whole report. `quiet` leaves out the summary. It ends with a line end unless it is empty."""
    yield from parts
    if not quiet:
        yield _text(closing_lines(tally, about.lang), color)


def _text(lines: Iterable[Line], color: bool) -> str:
    return _coloured(lines) if color else "".join("".join(text for _, text in line).rstrip() + "\n" for line in lines)


def _lines(file: FileReport, lang: str, width: int | None) -> Iterator[Line]:
    if not file.findings and not file.error:
        return
    yield [("path", visible(file.path))]
    yield []
    if file.error:
        yield [("", "  "), ("error", SEVERITY[lang]["error"]), ("", f"  {visible(file.error)}")]
        yield []
    if file.findings:
        yield from _file(file, lang, width)


def _file(file: FileReport, lang: str, width: int | None) -> Iterator[Line]:
    document = file.document
    where = locator(document, lang) if document else lambda span: ""
    block_at = block_finder(document) if document else lambda offset: None
    places = max(len(f"{f.place.line}:{f.place.column}") for f in file.findings)
    for finding in file.findings:
        yield from _finding(finding, file, where(finding.span), block_at(finding.span.start), places, lang, width)
        yield []


def _finding(
    finding: Finding, file: FileReport, where: str, block: int | None, places: int, lang: str, width: int | None
) -> Iterator[Line]:
    label = _LABELS[lang]
    place = f"{finding.place.line}:{finding.place.column}"
    severity = f"{SEVERITY[lang][finding.severity]:<{max(map(len, SEVERITY[lang].values()))}}"
    head: Line = [
        ("place", f"  {place:>{places}}"),
        (finding.severity, f"  {severity}"),
        ("code", f"  {finding.code}"),
        ("name", f" {finding.name}"),
    ]
    if where and not (width and sum(len(text) for _, text in head) + 2 + len(where) > width):
        head.append(("dim", f"  {where}"))
        where = ""
    yield head
    if where:
        yield from _wrapped([("dim", where)], "", width)
    if file.document is not None:
        yield from _frame(finding, file.document, block, width)
    yield from _wrapped([("", finding.message)], "", width)
    if finding.addition and len(finding.addition.addends) <= _ADDENDS_SHOWN:
        yield from _addition(figures(finding.addition, lang))
    else:
        yield from _related(finding, label, width)
    if finding.basis:
        yield from _wrapped([("", finding.basis)], label["basis"], width)
    for fix in finding.fixes:
        style = "good" if fix.safety == "safe" else ""
        yield from _wrapped([(style, _fix(finding, fix, file.document, lang))], label["fix"], width)


def _frame(finding: Finding, document: Document, block: int | None, width: int | None) -> Iterator[Line]:
    """The window of the paragraph, and under it the '^' that mark the words."""
    from rich.cells import cell_len

    blocks = document.plan.blocks
    holder = blocks[block] if block is not None else None
    inside = holder is not None and holder.kind != "table" and finding.span.start >= holder.start
    paragraph = Span(min(holder.start, finding.span.start), max(holder.span.end, finding.span.end)) if inside else None
    room = min(_ROOM, width - _INDENT - 1) if width else _ROOM
    seen: Window = window(document.source, finding.span, paragraph, max(20, room), cell_len)
    if not (seen.before + seen.words + seen.after).strip():
        return  # an absence, at an empty line
    yield [("", " " * _INDENT), ("dim", seen.before), ("words", seen.words), ("dim", seen.after)]
    carets = "^" * max(1, cell_len(seen.words.rstrip()))
    yield [("", " " * (_INDENT + cell_len(seen.before))), (finding.severity, carets)]


def _addition(column: list[tuple[str, str]]) -> Iterator[Line]:
    """The column of figures: right-aligned, a rule above the sum."""
    widest = max(len(number) for number, _ in column)
    for number, words in column:
        if not number:
            yield [("", " " * (_INDENT + 2)), ("dim", "─" * widest)]
        else:
            yield [("", " " * (_INDENT + 2)), ("words", f"{number:>{widest}}"), ("dim", f"  {shorten(visible(words), 80)}")]


def _related(finding: Finding, label: dict[str, str], width: int | None) -> Iterator[Line]:
    shown = finding.related[:_RELATED_SHOWN]
    lead = label["related"]
    for note in shown:
        text = f"{note.place.line}:{note.place.column} “{shorten(visible(note.place.text), 80)}”"
        yield from _wrapped([("", f"{text} {visible(note.message)}".rstrip())], lead, width)
        lead = " "
    if len(finding.related) > len(shown):
        yield from _wrapped([("dim", label["more"].format(len(finding.related) - len(shown)))], lead, width)


def _fix(finding: Finding, fix: PlacedFix, document: Document | None, lang: str) -> str:
    parts = [visible(fix.title)] if fix.title else []
    if document is not None:
        old, new = (shorten(visible(text), 80) for text in change(finding, fix, document.source))
        if new not in fix.title and not all(edit.new and edit.new in fix.title for edit in fix.edits):
            parts.append(f"“{old}” → “{new}”")
    return f"{SAFETY[lang][fix.safety]}: {', '.join(parts)}"


def _wrapped(pieces: Line, label: str, width: int | None) -> Iterator[Line]:
    """One labelled paragraph under a finding; broken at blanks to `width` cells where that is known."""
    column = _INDENT + (10 if label else 0)
    front: Line = [("", " " * _INDENT)] + ([("label", f"{label:<10}")] if label else [])
    for style, text in pieces:
        for row in _rows(visible(text), width - column if width else None):
            yield [*front, (style, row)]
            front = [("", " " * column)]


def _rows(text: str, room: int | None) -> list[str]:
    if room is None:
        return [text]
    from rich.cells import cell_len

    room = max(20, room)
    rows, row = [], ""
    for word in text.split(" "):
        longer = f"{row} {word}" if row else word
        if row and cell_len(longer) > room:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]


def _coloured(lines: Iterable[Line]) -> str:
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        width=100_000,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=False,
        _environ={},
    )
    for line in lines:
        text = Text(no_wrap=True, end="\n")
        for style, piece in line:
            text.append(piece, _STYLES[style] or None)
        text.rstrip()
        console.print(text, soft_wrap=True)
    return out.getvalue()
