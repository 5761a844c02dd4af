"""`fix` on Word files: tracked changes, a layout that moves with the words, nothing more the second time."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from checker.model.findings import PlacedEdit
from checker.rules.fixes import apply, edited
from checker.source.docx.reader import read_docx
from checker.source.text import Span
from tests.wordfile import docx, paragraph, table

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "word" / "loi-tu-dong.docx"


def plancheck(*args: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "checker", *args], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_without_write_the_file_is_left_alone(tmp_path):
    path = shutil.copy(SAMPLE, tmp_path / "k.docx")
    before = path.read_bytes()
    done = plancheck("fix", "--isolated", str(path))
    assert done.returncode == 1 and "+KT. CHỦ TỊCH" in done.stdout
    assert path.read_bytes() == before


def test_write_records_changes_and_a_second_run_does_nothing(tmp_path):
    path = shutil.copy(SAMPLE, tmp_path / "k.docx")
    assert plancheck("fix", "--isolated", "--write", str(path)).returncode == 1
    once = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        assert b"<w:ins " in package.read("word/document.xml") and b"plancheck" in package.read("word/comments.xml")
    assert "KT. CHỦ TỊCH" in read_docx("k.docx", once).raw
    assert plancheck("fix", "--isolated", "--write", str(path)).returncode == 0
    assert path.read_bytes() == once
    left = json.loads(plancheck("check", "--isolated", "--format", "json", str(path)).stdout)["files"][0]["findings"]
    before = json.loads(plancheck("check", "--isolated", "--format", "json", str(SAMPLE)).stdout)["files"][0]["findings"]
    assert {f["code"] for f in left} < {f["code"] for f in before}
    issue = plancheck("check", "--isolated", "--stage", "issue", str(path)).stdout
    assert "WD809" in issue


def test_check_with_an_annotated_copy(tmp_path):
    path, copy = shutil.copy(SAMPLE, tmp_path / "k.docx"), tmp_path / "ban-sao.docx"
    before = path.read_bytes()
    done = plancheck("check", "--isolated", "--format", "json", "--output", f"docx={copy}", str(path))
    assert done.returncode == 1 and path.read_bytes() == before
    with zipfile.ZipFile(copy) as package:
        comments = package.read("word/comments.xml").count(b"<w:comment ")
    assert comments == len(json.loads(done.stdout)["files"][0]["findings"])
    assert plancheck("check", "--isolated", "--output", f"docx={path}", str(path)).returncode == 2


def test_several_files_need_a_folder(tmp_path):
    one, two = (shutil.copy(SAMPLE, tmp_path / name) for name in ("a.docx", "b.docx"))
    assert plancheck("check", "--isolated", "--output", f"docx={tmp_path}/x.docx", str(one), str(two)).returncode == 2
    (tmp_path / "ra").mkdir()
    plancheck("check", "--isolated", "--output", f"docx={tmp_path}/ra", str(one), str(two))
    assert sorted(p.name for p in (tmp_path / "ra").iterdir()) == ["a.docx", "b.docx"]
    plancheck("check", "--isolated", "--output", f"docx={tmp_path}/mới/", "--reviewer", "Trần Thị Bình", str(one), str(two))
    for name in ("a.docx", "b.docx"):
        comments = list(Document(str(tmp_path / "mới" / name)).comments)
        assert comments and {comment.author for comment in comments} == {"Trần Thị Bình"}
        assert {comment.timestamp.date() for comment in comments} == {datetime.date.today()}
    before = one.read_bytes()
    done = plancheck("check", "--isolated", "--output", f"docx={tmp_path}", str(one), str(two))
    assert done.returncode == 2 and "a.docx" in done.stderr and one.read_bytes() == before
    (tmp_path / "k.txt").write_text("KẾ HOẠCH\n", encoding="utf-8")
    done = plancheck("check", "--isolated", "--output", f"docx={tmp_path}/x.docx", str(tmp_path / "k.txt"))
    assert done.returncode == 2 and "Word" in done.stderr


def test_an_unreadable_file_is_told_and_the_others_go_on(tmp_path):
    shutil.copy(SAMPLE, tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(SAMPLE.read_bytes()[:3000])
    done = plancheck("check", "--isolated", "--format", "json", str(tmp_path))
    files = json.loads(done.stdout)["files"]
    assert done.returncode == 2
    assert files[0]["error"] is None and files[0]["findings"]
    assert "hỏng" in files[1]["error"] and files[1]["findings"] == []


def test_word_is_not_imported_for_text():
    code = (
        "import sys; from checker.cli.main import main; main(['check', '--isolated', '--quiet', 'samples/word/loi.md']);"
        "heavy = ('docx', 'pyexpat', 'pypdfium2', 'checker.source.layout', 'checker.source.docx.reader');"
        "print(sorted(m for m in sys.modules if m in heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("seed", range(30))
def test_a_layout_moves_with_its_words(seed):
    """After an edit every paragraph, run and cell shows the words that it would show had they been typed so."""
    dice = random.Random(seed)
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    words = [[f"{dice.choice('abc')}{n} {m} " for m in range(dice.randint(1, 3))] for n in range(8)]

    def build(lines: list[list[str]]) -> bytes:
        rows = table((paragraph(*lines[2]), paragraph(*lines[3])), (paragraph(*lines[4]), paragraph(*lines[5])), borders=True)
        return docx(
            paragraph(*lines[0]) + paragraph(*lines[1], properties=numbered) + rows + paragraph(*lines[6]) + paragraph(*lines[7]),
            numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
            '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        )

    before = read_docx("x.docx", build(words))
    after_words = [list(line) for line in words]
    edits = []
    for index, paragraph_ in enumerate(before.layout.paragraphs):
        if dice.random() < 0.6:
            run_at = dice.randrange(len(paragraph_.runs))
            run_ = paragraph_.runs[run_at]
            start = dice.randint(run_.start + 1, run_.end - 1)
            end = dice.randint(start, run_.end - 1)
            new = dice.choice(("", "mới", "x"))
            old = words[index][run_at]
            after_words[index][run_at] = old[: start - run_.start] + new + old[end - run_.start :]
            edits.append(PlacedEdit(before.place(Span(0, 0)), Span(start, end), new))
    moved, wanted = edited(before, edits), read_docx("x.docx", build(after_words))
    assert moved.raw == wanted.raw == apply(before.raw, edits)
    assert moved.layout.paragraphs == wanted.layout.paragraphs
    assert moved.layout.grids == wanted.layout.grids


def test_macros_are_told_on_standard_error_only(tmp_path):
    path = tmp_path / "k.docm"
    path.write_bytes(docx(paragraph("KẾ HOẠCH"), extra={"word/vbaProject.bin": b"x"}))
    done = plancheck("check", "--isolated", "--format", "json", str(path))
    assert "không chạy macro" in done.stderr and "không chạy macro" not in done.stdout
    assert json.loads(done.stdout)["files"][0]["error"] is None
