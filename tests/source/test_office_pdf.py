"""Files of other word processors through LibreOffice, and PDFs with a text layer."""

from __future__ import annotations

import shutil

import pytest

from checker.outline.read import read_plan
from checker.source import office, read_any
from checker.source.text import Unreadable
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
SAMPLE = ROOT / "samples" / "word" / "sach-tu-dong.docx"
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not on this machine")


def outline(source) -> tuple:
    plan = read_plan(source)
    words = source.words
    return (
        plan.header.issuer,
        plan.header.number.number,
        plan.header.number.symbol,
        str(plan.header.date),
        plan.header.subject,
        [(s.path, s.title, s.roles) for top in plan.sections for s in top.walk()],
        [words(line) for line in plan.recipients.lines],
        words(plan.signature.position),
        words(plan.signature.name),
    )


@pytest.fixture(scope="module")
def wanted():
    return outline(read_any("k.docx", SAMPLE.read_bytes()))


@needs_office
@pytest.mark.parametrize("kind", ["odt", "doc", "rtf"])
def test_other_word_processors_give_the_same_outline(kind, wanted):
    source = read_any(f"k.{kind}", office.convert(SAMPLE.read_bytes(), ".docx", kind))
    assert outline(source) == wanted
    assert source.layout.paragraphs and "LibreOffice" in source.layout.notes[0]


@needs_office
def test_a_pdf_gives_the_same_outline(wanted):
    pytest.importorskip("pypdfium2")
    source = read_any("k.pdf", office.convert(SAMPLE.read_bytes(), ".docx", "pdf"))
    assert outline(source) == wanted and source.layout is None


@needs_office
def test_damaged_files_are_refused():
    with pytest.raises(Unreadable, match="LibreOffice"):
        read_any("k.odt", SAMPLE.read_bytes()[:2000])
    with pytest.raises(Unreadable, match="rỗng"):
        read_any("k.doc", b"")


def test_without_libreoffice_the_reason_is_clear(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Unreadable, match="cần LibreOffice"):
        read_any("k.odt", b"PK")


def test_pdfs_that_are_none():
    pytest.importorskip("pypdfium2")
    with pytest.raises(Unreadable, match="hỏng"):
        read_any("k.pdf", b"%PDF-1.4 nothing")


def test_a_scan_is_refused():
    pdfium = pytest.importorskip("pypdfium2")
    import io

    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(Unreadable, match="bản quét"):
        read_any("k.pdf", out.getvalue())


@needs_office
def test_libreoffice_shows_every_comment_of_an_annotated_copy(tmp_path):
    import io
    import zipfile

    from checker.model.document import Document
    from checker.model.findings import FileReport, Finding
    from checker.report.docx_copy import annotate

    source = read_any("k.docx", SAMPLE.read_bytes())
    plan = read_plan(source)
    findings = tuple(
        Finding("CT701", "spacing", "info", "Thử.", source.place(block.span), block.span, None, None, (), (), {}, "f")
        for block in plan.blocks
        if block.kind != "table"
    )
    copy = annotate(FileReport("k.docx", findings=findings, document=Document(plan, {}, {})))
    with zipfile.ZipFile(io.BytesIO(office.convert(copy.data, ".docx", "odt"))) as package:
        assert package.read("content.xml").count(b"<office:annotation ") == len(findings)
