"""`fix --unsafe` on page technique: tracked changes of format, nothing more the second time, and a way back."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from checker.source.docx.reader import read_docx
from tests.wordfile import A4, W, docx, paragraph, run

ROOT = Path(__file__).resolve().parents[2]
LETTER = A4.replace("11906", "12240").replace("16838", "15840").replace('w:left="1701"', 'w:left="1134"')


def fix(path: Path, *more: str) -> int:
    command = [sys.executable, "-m", "checker", "fix", "--isolated", "--select", "WD", *more, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


@pytest.fixture
def path(tmp_path) -> Path:
    body = (
        paragraph("KẾ HOẠCH")
        + paragraph("Phòng cháy năm 2026")
        + paragraph(
            run("Ủy ban ", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:b/>'),
            run("nhân dân", '<w:color w:val="FF0000"/>'),
            " ban hành kế hoạch.",
        )
    )
    path = tmp_path / "k.docx"
    path.write_bytes(docx(body, section=LETTER))
    return path


def test_safe_fixes_leave_the_page_alone(path):
    before = path.read_bytes()
    assert fix(path, "--write") == 0 and path.read_bytes() == before


def test_unsafe_fixes_mend_paper_margins_font_and_colour(path):
    assert fix(path, "--unsafe") == 1
    assert fix(path, "--unsafe", "--write") == 1
    once = path.read_bytes()
    source = read_docx("k.docx", once)
    page, words = source.layout.pages[0], source.layout.paragraphs[2].runs
    assert (page.width, page.height, page.left) == (11906, 16838, 1701)
    assert {run_.format.font for run_ in words} == {"Times New Roman"} and words[0].format.bold
    assert all(run_.format.black for run_ in words)
    assert fix(path, "--unsafe", "--write") == 0 and path.read_bytes() == once


def test_the_old_format_is_kept_for_whoever_rejects(path):
    fix(path, "--unsafe", "--write")
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for mark in list(root.iter(f"{{{W}}}rPrChange", f"{{{W}}}sectPrChange")):
        assert mark.get(f"{{{W}}}author") == "plancheck"
        now, old = mark.getparent(), mark[0]
        now.getparent().replace(now, old)
    changed = etree.tostring(root)
    assert all(old in changed for old in (b'w:ascii="Arial"', b"FF0000", b'w:w="12240"'))
    assert b"Times New Roman" not in changed
