"""One file per kind of input: each gives a Source and what layout it knows. What is not needed is not imported."""

from __future__ import annotations

from checker.source.text import Source, bounded_file

WORD = (".docx", ".docm")
OFFICE = (".odt", ".doc", ".rtf")
PDF = (".pdf",)
PRINTED = WORD + OFFICE  # suffixes of inputs that an annotated copy can be made of
BINARY = WORD + OFFICE + PDF  # suffixes of inputs that are no text
_OLE_OR_ZIP = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_any(path: str, data: bytes) -> Source:
    """The bytes of a file → its Source, by the file's suffix; a Word file without one is known by its first bytes.

    Raises `Unreadable` with a clear reason.
    """
    bounded_file(len(data))
    low = path.lower()
    if low.endswith(WORD) or data.startswith(_OLE_OR_ZIP) and not low.endswith(BINARY):
        from checker.source.docx.reader import read_docx

        return read_docx(path, data)
    if low.endswith(OFFICE):
        from checker.source.office import read_office

        return read_office(path, data)
    if low.endswith(PDF):
        from checker.source.pdf import read_pdf

        return read_pdf(path, data)
    return Source.from_bytes(path, data)
