"""Files of other word processors through LibreOffice, and PDFs with a text layer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

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
    copy = annotate(FileReport("k.docx", findings=findings, document=Document(plan, {}, {})), ())
    with zipfile.ZipFile(io.BytesIO(office.convert(copy.data, ".docx", "odt"))) as package:
        assert package.read("content.xml").count(b"<office:annotation ") == len(findings)


# -- a LibreOffice that does not do as it should -----------------------------------------------------------------------


def fake(folder: Path, script: str) -> dict[str, str]:
    """An environment whose soffice is this script, and whose copies of plans go into a folder of its own."""
    program = folder / "soffice"
    program.write_text(script, "utf-8")
    program.chmod(0o755)
    (folder / "tmp").mkdir()
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT)}


def check(folder: Path, environment: dict[str, str], *files: str) -> subprocess.Popen:
    words = [sys.executable, "-m", "checker", "check", "--isolated", "--format", "concise", *files]
    hear = (lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) if os.name == "posix" else None
    return subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear)


@pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_libreoffice_ends_with_us_and_leaves_no_copy(tmp_path, name):
    environment = fake(tmp_path, '#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\nexec sleep 300\n')
    (tmp_path / "a.odt").write_bytes(b"PK words")
    process = check(tmp_path, environment, "a.odt")
    for _ in range(600):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        time.sleep(0.1)
    process.send_signal(getattr(signal, name))
    process.communicate(timeout=60)
    assert process.returncode != 0
    for _ in range(100):  # after SIGKILL it is the watch that ends it, a moment later
        if not (left := _left_of(tmp_path)):
            break
        time.sleep(0.1)
    assert not left


def _left_of(folder: Path) -> list[str]:
    """What is still there of a run: the program, and copies."""
    pid = (folder / "pid").read_text().strip()
    running = subprocess.run(["ps", "-o", "stat=,pid=", "-p", pid], capture_output=True, encoding="utf-8", check=False).stdout
    left = [] if running.strip().startswith("Z") else running.split()
    return left + [path.name for path in (folder / "tmp").glob("plancheck-*")]


@pytest.mark.skipif(os.name != "posix", reason="a program is started another way")
def test_a_libreoffice_that_cannot_be_started_costs_one_file(tmp_path):
    environment = fake(tmp_path, "#!/no/such/interpreter\n")
    (tmp_path / "b.odt").write_bytes(b"PK words")
    (tmp_path / "page.doc").write_bytes(b"<html><body>x</body></html>")
    for name in ("a.md", "c.md"):
        (tmp_path / name).write_text("KẾ HOẠCH", "utf-8")
    process = check(tmp_path, environment, "a.md", "b.odt", "page.doc", "c.md")
    out = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 2 and "a.md:" in out and "c.md:" in out
    assert "b.odt: error: không chạy được LibreOffice" in out and "page.doc: error: trang web" in out
