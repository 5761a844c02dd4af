"""Files of which each spoils something of its own: for tests that one of them costs only itself."""

from __future__ import annotations

import io
import struct
import zipfile

from checker.base.record import dataclass
from checker.source.limits import MAX_TEXT
from tests.wordfile import docx, paragraph

_BODY = paragraph("KẾ HOẠCH") + paragraph("Thực hiện  nhiệm vụ năm 2026 ,")  # with a slip that has a safe fix


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file with a word of what is told of it when it is read, and when a copy of it is written (None: it can be done); `fixed`:
    whether it has a slip with a safe fix."""

    name: str
    data: bytes
    unread: str | None = None
    uncopied: str | None = None
    fixed: bool = True


def _list(start: str = "1", text: str = "%1.", times: int = 1) -> bytes:
    item = paragraph("Nội dung", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{text}"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return docx(_BODY + item * times, styles="", numbering=lists)


def _strict() -> bytes:
    return _with(
        docx(_BODY),
        "word/document.xml",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
    )


def _with(package: bytes, name: str, change) -> bytes:
    """A package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def _twice() -> bytes:
    data = bytearray(docx(_BODY, extra={"word/document.xmm": b"<x/>"}))
    return bytes(data).replace(b"word/document.xmm", b"word/document.xml")


def _picture(compression: int | None = None) -> bytes:
    """A file with a picture of which one byte was lost, or that is packed in a way nobody knows."""
    data = bytearray(docx(_BODY, extra={"word/media/a.png": b"a picture" * 50}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        info = package.getinfo("word/media/a.png")
    if compression is None:
        data[info.header_offset + 30 + len(info.filename) + 6] ^= 0xFF
        return bytes(data)
    struct.pack_into("<H", data, info.header_offset + 8, compression)
    struct.pack_into("<H", data, data.rindex(b"word/media/a.png") - 46 + 10, compression)
    return bytes(data)


def _contents() -> bytes:
    styles = '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
    line = paragraph("Thực hiện  nhiệm vụ ,\t1", properties='<w:pStyle w:val="toc1"/>')
    return docx(paragraph("MỤC LỤC") + line + _BODY, styles=styles)


def _chain() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>' for at in range(4000)
    )
    return docx(_BODY + paragraph("Nội dung", properties='<w:pStyle w:val="s0"/>') * 200, styles=styles)


def _note() -> bytes:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(
        _BODY + paragraph("Nội dung", *[reference] * 400), footnotes=f'<w:footnote w:id="2">{paragraph("x " * 9000)}</w:footnote>'
    )


def _margins(left: str) -> bytes:
    margins = f'<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="{left}"/>'
    return docx(_BODY, section=f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr>')


def _bookmark(ident: str) -> bytes:
    return docx(_BODY + f'<w:bookmarkStart w:id="{ident}" w:name="x"/>')


def bad_files() -> tuple[BadFile, ...]:
    """Each kind once."""
    html = b"<html><body><p>x</p></body></html>"
    return (
        BadFile("number-start.docx", _list("1" + "0" * 12)),
        BadFile("number-digits.docx", _list("9" * 4300)),
        BadFile("number-text.docx", _list(text="x" * 100_000, times=30_000), unread="quá dài"),
        BadFile("bookmark-letter.docx", _bookmark("²")),
        BadFile("bookmark-digits.docx", _bookmark("9" * 5000)),
        BadFile("margin-unit.docx", _margins("5cm")),
        BadFile("margin-fraction.docx", _margins("3000.5")),
        BadFile("picture-damaged.docx", _picture(), uncopied="word/media/a.png hỏng"),
        BadFile("picture-unknown.docx", _picture(77), uncopied="word/media/a.png hỏng"),
        BadFile("strict.docx", _strict(), uncopied="Strict"),
        BadFile("no-types.docx", _with(docx(_BODY), "[Content_Types].xml", lambda xml: b""), uncopied="[Content_Types].xml"),
        BadFile("contents.docx", _contents()),
        BadFile("no-paragraph.docx", docx(""), uncopied="không có đoạn", fixed=False),
        BadFile("twice.docx", _twice(), unread="hai phần cùng tên"),
        BadFile("styles.docx", _chain()),
        BadFile("note.docx", _note()),
        BadFile("deep.docx", docx("<w:sdt><w:sdtContent>" * 400 + _BODY + "</w:sdtContent></w:sdt>" * 400), unread="phần"),
        BadFile("cut.docx", docx(_BODY)[:-30], unread="hỏng"),
        BadFile("empty.docx", b"", unread="rỗng"),
        BadFile("page.docx", html, unread="HTML"),
        BadFile("long.md", b"a " * (MAX_TEXT // 2 + 1), unread="quá dài"),
        BadFile("binary.md", b"K\x00\x01", unread="nhị phân"),
        BadFile("code-page.md", "KẾ HOẠCH".encode("cp1258", "replace") + b"\xff", unread="UTF-8"),
    )
