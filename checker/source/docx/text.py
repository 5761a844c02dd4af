"""The words of a Word file in reading order, with the element that holds each of them.

What is read is what a reader of the accepted document sees: inserted text yes, deleted and hidden text no; the result of a field
and not its code; of alternative contents the first that Word itself would take. One paragraph is one line of `raw`:

* a table gives the paragraphs of its cells, row by row; a text box the ones in it, after the paragraph that it hangs on;
  footnotes and endnotes come after the body, in the order in which they are referred to;
* a line break stands as U+000B and a page break as U+000C (they fold to a line end, but end no paragraph), a tab as U+0009,
  a no-break hyphen as U+2011, a soft hyphen as U+00AD;
* an automatic number stands in front of its paragraph, since rules must see it; no token covers it.
"""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING
from checker.source.docx.elements import (
    COME,
    FALLBACK,
    GONE,
    choice,
    count,
    is_unfilled,
    lined_by,
    members,
    shows,
    sides_of,
    symbol,
    visible,
)
from checker.source.docx.numbering import Numbering
from checker.source.docx.package import Package
from checker.source.docx.reading import Piece, Reading, Token
from checker.source.docx.styles import Styles, is_on, paragraph_properties, run_properties, w
from checker.source.layout import Format, Grid, GridCell, Inset, Revision, Run
from checker.source.limits import MAX_PARAGRAPHS
from checker.source.text import Unreadable, bounded_text

if TYPE_CHECKING:
    from typing import Any

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V, _ID, _AUTHOR = w("val"), w("id"), w("author")
_P, _R, _T, _TBL, _TR, _TC, _PPR, _RPR = (w(n) for n in ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr"))
_THROUGH = frozenset(map(w, ("hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo")))
_CHANGED = frozenset(
    map(w, ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange"))
)
_FIXED = {w("tab"): "\t", w("cr"): "\v", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad", w("ptab"): "\t"}


def read_words(package: Package, styles: Styles) -> Reading:
    """Read the whole file. Raises `Unreadable` for damaged parts and for more paragraphs than allowed."""
    root = package.xml(package.main)
    body = root.find(w("body"))
    if body is None:
        raise Unreadable("tệp Word không có thân văn bản (thiếu w:body)", "the Word file has no body (no w:body)")
    reader = _Reader(package, styles)
    reader.blocks(body)
    reader.close()
    reader.notes()
    grids = sorted(reader.grids, key=lambda g: g.start)
    found = reader.pieces, reader.tokens, grids, reader.sections, reader.revisions, reader.insets
    return Reading("".join(reader.out), *found, root, reader.foreign)


class _Reader:
    """One pass over the tree. It holds what a recursive walk must carry: the text so far, open fields, the table around."""

    def __init__(self, package: Package, styles: Styles):
        self._package = package
        self._styles = styles
        self._numbering = Numbering(package, styles)
        self.out: list[str] = []
        self.at = 0
        self.pieces: list[Piece] = []
        self.tokens: list[Token] = []
        self.grids: list[Grid] = []
        self.sections: list[tuple[int, Any]] = []
        self.revisions: list[Revision] = []
        self.insets: list[Inset] = []
        self.foreign = 0  # parts of other formats in the body, which Word converts when it opens the file
        self._piece: Piece | None = None  # an open paragraph, whose mark was deleted by a tracked change
        self._fields: list[bool] = []  # for each open field of this paragraph: whether its result has begun
        self._boxes: list[tuple[int, object]] = []
        self._references: list[tuple[str, str, int]] = []
        self._comments: dict[str, int] = {}
        part = package.related("comments")
        self._authors = {c.get(_ID, ""): c.get(_AUTHOR, "") for c in package.xml(part)} if part else {}
        self._tables: list[str | None] = []
        self._story, self._part = "body", "body"
        self._anchor: int | None = None
        self._first = True

    # -- blocks

    def blocks(self, parent) -> None:
        """The paragraphs and tables of a body, a cell, a content control, a note or a text box."""
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag == w("sdt"):
                self._control(child, self.blocks)
            elif tag in COME or tag == w("customXml"):
                self.blocks(child)
            elif tag == f"{_MC}AlternateContent":
                self.blocks(choice(child))
            elif tag in (w("altChunk"), w("subDoc")):
                self.foreign += 1
            elif tag == w("sectPr"):
                self.close()
                self.sections.append((self.at, child))
                self._changes(child)
            elif tag in (w("commentRangeStart"), w("commentRangeEnd")):
                self._comment(child)

    def _control(self, element, read) -> None:
        """A content control: its content, read by `read`."""
        begin = self.at
        for inner in element.findall(w("sdtContent")):
            read(inner)
        if is_unfilled(element):
            self.insets.append(Inset("prompt", begin, self.at))

    def close(self) -> None:
        """End the open paragraph."""
        piece, self._piece = self._piece, None
        if piece is None:
            return
        piece.end = self.at
        if len(self.pieces) >= MAX_PARAGRAPHS:
            raise Unreadable(
                f"tệp Word có quá nhiều đoạn (tối đa {MAX_PARAGRAPHS})",
                f"the Word file has too many paragraphs (at most {MAX_PARAGRAPHS})",
            )
        self.pieces.append(piece)
        boxes, self._boxes = self._boxes, []
        for anchor, content in boxes:
            outer = self._story, self._anchor
            if self._story == "body":
                self._story, self._anchor = "box", anchor
            self.blocks(content)
            self.close()
            self._story, self._anchor = outer

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.at += len(text)
        bounded_text(self.at)

    def _open(self, element, direct: dict, properties) -> None:
        if self._first:
            self._first = False
        else:
            self._write("\n")
        start = self.at
        label = self._numbering.label(properties, direct.get("style") or self._styles.default["paragraph"])
        if label:
            self._write(label)
        story = "toc" if self._story == "body" and direct.get("style") in self._styles.contents else self._story
        self._piece = Piece(
            element,
            start,
            self.at,
            direct,
            story=story,
            anchor=self._anchor,
            in_table=bool(self._tables),
            table_style=self._tables[-1] if self._tables else None,
        )

    def _paragraph(self, element) -> None:
        properties = element.find(_PPR)
        direct = paragraph_properties(properties)
        mark = properties.find(_RPR) if properties is not None else None
        gone = mark is not None and any(child.tag in GONE for child in mark)
        if gone and self._piece is None and not shows(element):
            self.revisions.append(Revision("deletion", self.at, self.at))
            return  # a paragraph deleted as a whole
        if self._piece is None:
            self._open(element, direct, properties)
        if properties is not None:
            self._changes(properties)
        if mark is not None and any(child.tag in COME for child in mark):
            self.revisions.append(Revision("insertion", self.at, self.at))
        self._fields = []
        self._inline(element)
        if gone:
            self.revisions.append(Revision("deletion", self.at, self.at))
            return  # what follows joins this paragraph
        self.close()
        ends = properties.find(w("sectPr")) if properties is not None else None
        if ends is not None:
            self.sections.append((self.at, ends))

    def _table(self, element) -> None:
        self.close()
        properties = element.find(w("tblPr"))
        name = properties.find(w("tblStyle")) if properties is not None else None
        style = name.get(_V) if name is not None else self._styles.default["table"]
        if properties is not None:
            self._changes(properties)
        self._tables.append(style)
        rows: list[tuple[GridCell, ...]] = []
        framed = bare = cells = header = 0
        start: int | None = None
        for row in members(element, _TR):
            about = row.find(w("trPr"))
            if about is not None and about.find(w("del")) is not None:
                self.revisions.append(Revision("deletion", self.at, self.at))
                continue
            if about is not None:
                self._changes(about)
                if about.find(w("ins")) is not None:
                    self.revisions.append(Revision("insertion", self.at, self.at))
                if header == len(rows) and is_on(about.find(w("tblHeader"))):
                    header += 1
            column = count(about, "gridBefore")
            line: list[GridCell] = []
            for cell in members(row, _TC):
                how = cell.find(w("tcPr"))
                merge = how.find(w("vMerge")) if how is not None else None
                width = max(1, count(how, "gridSpan", 1))
                begin = self.at + (not self._first)
                self.blocks(cell)
                self.close()
                begin = min(begin, self.at)
                start = begin if start is None else start
                if is_unfilled(cell.getparent().getparent()):
                    self.insets.append(Inset("prompt", begin, self.at))
                line.append(GridCell(begin, self.at, column, width, merge is not None and merge.get(_V) != "restart"))
                sides = sides_of(how)
                framed += sides is not None and sides >= 3
                bare += sides == 0
                cells += 1
                column += width
            rows.append(tuple(line))
        self._tables.pop()
        if start is not None:
            lined = framed * 2 > cells or bare * 2 < cells and lined_by(properties, self._styles, style)
            self.grids.append(Grid(start, self.at, tuple(rows), lined, header, bool(self._tables)))

    # -- inside a paragraph

    def _inline(self, parent) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag in _THROUGH:
                self._inline(child)
            elif tag == w("sdt"):
                self._control(child, self._inline)
            elif tag in COME:
                begin = self.at
                self._inline(child)
                kind = "insertion" if tag == w("ins") else "move"
                self.revisions.append(Revision(kind, begin, self.at, child.get(_AUTHOR, "")))
            elif tag in GONE:
                kind = "deletion" if tag == w("del") else "move"
                self.revisions.append(Revision(kind, self.at, self.at, child.get(_AUTHOR, "")))
            elif tag == f"{_MC}AlternateContent":
                self._inline(choice(child))
            elif tag in (w("commentRangeStart"), w("commentRangeEnd")):
                self._comment(child)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self._write("".join(text.text or "" for text in child.iter(f"{_MATH}t")))

    def _run(self, run) -> None:
        direct: dict = {}
        begin, first = self.at, len(self.tokens)
        where = len(self.out)
        for child in run:
            tag = child.tag
            if tag == _RPR:
                direct = run_properties(child)
                for change in child.findall(w("rPrChange")):
                    self.revisions.append(Revision("format", self.at, self.at, change.get(_AUTHOR, "")))
            elif tag == _T:
                self._token(visible(child), child, run)
            elif tag in _FIXED:
                self._token(_FIXED[tag], child, run)
            elif tag == w("br"):
                self._token("\f" if child.get(w("type")) in ("page", "column") else "\v", child, run)
            elif tag == w("sym"):
                self._token(symbol(child), child, run)
            elif tag == w("fldChar"):
                self._field(child.get(w("fldCharType")))
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                self._references.append((tag[len(w("")) : -len("Reference")] + "s", child.get(_ID, ""), self.at))
            elif tag == w("commentReference"):
                self._comments.setdefault(child.get(_ID, ""), self.at)
                ident = child.get(_ID, "")
                self.revisions.append(Revision("comment", self._comments[ident], self.at, self._authors.get(ident, "")))
            else:
                self._alternative(child)
        piece = self._piece
        if piece is None or self.at == begin:
            return
        style = piece.properties.get("style")
        shown = "".join(self.out[where:])
        run_format: Format = self._styles.format(direct, style, piece.table_style, shown.isascii())
        if run_format.hidden:
            del self.out[where:], self.tokens[first:]
            self.at = begin
            return
        piece.runs.append(Run(begin, self.at, run_format))

    def _token(self, text: str, child, run) -> None:
        if text and all(self._fields):  # what stands before the result of a field is its code
            self.tokens.append(Token(self.at, self.at + len(text), child, run, self._part))
            self._write(text)

    def _alternative(self, child) -> None:
        """Text boxes in a drawing or a picture; ruby text; alternative contents."""
        tag = child.tag
        if tag == f"{_MC}AlternateContent":
            for inner in choice(child):
                self._alternative(inner)
        elif tag in (w("drawing"), w("pict"), w("object")):
            self.insets.append(Inset("picture", self.at, self.at))
            for content in child.iter(w("txbxContent")):
                if not any(up.tag in (FALLBACK, w("txbxContent")) for up in content.iterancestors() if up is not child):
                    self._boxes.append((self.at, content))
        elif tag == w("ruby"):
            base = child.find(w("rubyBase"))
            if base is not None:
                self._inline(base)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _comment(self, element) -> None:
        if element.tag == w("commentRangeStart"):
            self._comments[element.get(_ID, "")] = self.at

    def _changes(self, properties) -> None:
        """Tracked changes of format below a properties element."""
        for child in properties.iter():
            if child.tag in _CHANGED:
                self.revisions.append(Revision("format", self.at, self.at, child.get(_AUTHOR, "")))

    # -- after the body

    def notes(self) -> None:
        """The footnotes and endnotes that the body refers to."""
        parts: dict[str, dict[str, object]] = {}
        for kind, ident, anchor in self._references:
            if kind not in parts:
                name = self._package.related(kind)
                root = self._package.xml(name) if name else ()
                parts[kind] = {note.get(_ID, ""): note for note in root}
            note = parts[kind].pop(ident, None)  # one note is one text, however often a damaged file refers to it
            if note is not None:
                self._story, self._anchor, self._part = "note", anchor, kind
                self.blocks(note)
                self.close()
