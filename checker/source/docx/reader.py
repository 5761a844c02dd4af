"""A Word file as a `Source`: its words line by line, and the layout that only such a file has.

A position is (paragraph, column): the 1-based number of the paragraph in document order, table cells included, and the code
point within it as it is read. An automatic number counts in the columns ('1. ' takes three), though no run of the file holds it.
"""

from __future__ import annotations

from checker.source.docx.package import Package, open_package
from checker.source.docx.pages import read_pages
from checker.source.docx.reading import Reading
from checker.source.docx.styles import Styles
from checker.source.docx.text import read_words
from checker.source.layout import Layout, Paragraph
from checker.source.text import Source, Unreadable

_MACROS = "tệp có macro; plancheck không chạy macro"
_FOREIGN = "tệp nhúng phần ở định dạng khác (altChunk); phần đó không được đọc"


def read_docx(path: str, data: bytes) -> Source:
    """The bytes of a .docx or .docm → its text and layout. Raises `Unreadable` with a clear reason, in bounded time."""
    package, reading, styles = read_package(data)
    paragraphs = tuple(
        Paragraph(
            piece.start,
            piece.end,
            piece.words,
            styles.setting(piece.properties, piece.table_style),
            tuple(piece.runs),
            piece.story,
            piece.anchor,
            piece.in_table,
        )
        for piece in reading.pieces
    )
    notes = (_MACROS,) * package.macros + (_FOREIGN,) * bool(reading.foreign)
    pages = read_pages(package, styles, reading)
    revisions, insets = tuple(reading.revisions), tuple(reading.insets)
    layout = Layout(paragraphs, tuple(reading.grids), pages, revisions, insets, notes, data)
    return Source(path.replace("\\", "/"), reading.raw, layout=layout, markdown=False)


def read_package(data: bytes) -> tuple[Package, Reading, Styles]:
    """The opened package, its words with their elements, its styles: also for a writer, which reads the same once more.

    Raises `Unreadable`, also where the XML is well-formed but makes no sense.
    """
    package = open_package(data)
    try:
        styles = Styles(package)
        return package, read_words(package, styles), styles
    except RecursionError:
        raise Unreadable("tệp Word lồng quá sâu", "the Word file is nested too deep") from None
