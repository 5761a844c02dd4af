"""Word files made by hand for tests: the smallest package that Word would open, with the parts that a test asks for."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "comments": "comments",
    "footnotes": "footnotes",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
}
A4 = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" '
    'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)


def run(text: str, properties: str = "") -> str:
    """A run with direct properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; a bare text becomes a run."""
    inner = "".join(item if item.startswith("<") else run(item) for item in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...], borders: bool = False) -> str:
    """A table; each cell is a text or the XML of its paragraphs."""
    lines = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "bottom", "insideH", "insideV")) if borders else ""
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def docx(body: str, section: str = A4, extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A package with this body; `parts` are the inner XML of other parts by name ('styles', 'numbering', 'header1' …)."""
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "comments": "comments",
        "footnotes": "footnotes",
        "header1": "hdr",
        "header2": "hdr",
        "footer1": "ftr",
    }
    main = f"<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>"
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{_KINDS[name]}+xml"/>' for name in parts)
    relations = "".join(f'<Relationship Id="{name}" Type="{R}/{_KINDS[name]}" Target="{name}.xml"/>' for name in parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, text: str) -> None:
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), f'<?xml version="1.0" encoding="UTF-8"?>{text}')

        put(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
            f'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{types}</Types>',
        )
        put(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        put("word/document.xml", main)
        put(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        for name, inner in parts.items():
            put(f"word/{name}.xml", f"<w:{roots[name]} {_NAMES}>{inner}</w:{roots[name]}>")
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return out.getvalue()
