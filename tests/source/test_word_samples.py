"""The same plan in Markdown and in Word files of two producers: the same findings but for positions and page technique."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from checker.cli.files import read_source
from checker.rules.engine import Settings, lint
from checker.rules.packs import load_packs
from checker.rules.registries import Law
from checker.rules.selection import in_force, owners
from tests.conftest import ROOT

FOLDER = ROOT / "samples" / "word"
BOOK = load_packs()
RULES = in_force(BOOK.rules, None, (), "default")
SETTINGS = Settings(RULES, owners(BOOK.rules, RULES), BOOK.rules, today=datetime.date(2026, 11, 22))
LAW = Law()


def judged(path: Path):
    return lint(read_source(str(path)), SETTINGS, LAW)


def findings(path: Path, page: bool = False) -> list[tuple]:
    return sorted(
        (f.code, " ".join(f.place.text.split()), f.section or "", f.message)
        for f in judged(path).findings
        if f.code.startswith("WD") == page
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda path: path.stem)
def test_word_and_markdown_show_the_same(path):
    plain = FOLDER / f"{path.stem.partition('-')[0]}.md"
    assert findings(path) == findings(plain)
    assert judged(path).read == judged(plain).read


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda path: path.stem)
def test_well_set_pages_are_left_alone(path):
    assert findings(path, page=True) == []


def test_the_clean_plan_is_clean_and_the_other_is_not():
    assert findings(FOLDER / "sach.md") == []
    assert len({code for code, *_ in findings(FOLDER / "loi.md")}) > 10


def test_every_finding_stands_on_its_words():
    for path in FOLDER.glob("*.docx"):
        report = judged(path)
        lines = report.document.source.raw.split("\n")
        for finding in report.findings:
            place = finding.place
            if place.line == place.end_line:
                assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == place.text
