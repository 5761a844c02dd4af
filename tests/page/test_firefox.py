"""The page in Firefox as Debian has it, opened from a file; the network it could ask is a closed door."""

from __future__ import annotations

import pytest

from checker.cli.page.session import Desk
from checker.cli.settings import Config
from tests.conftest import ROOT
from tests.page.browsers import FIREFOX, MODULES, firefox, until

WRONG, RIGHT = ROOT / "samples" / "word" / "loi-go-tay.docx", ROOT / "samples" / "word" / "sach-go-tay.docx"
FAULTS = "addEventListener('error', (event) => faults.push(event.message)); globalThis.faults = []; 0"
VISIBLE = "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)"
SEEN = VISIBLE + "(document.querySelector('#view .firsts li').getBoundingClientRect())"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (MODULES / "ws").is_dir(), reason="npm ci --prefix tests/page"),
    pytest.mark.skipif(FIREFOX is None, reason="no firefox"),
]


def checked(*paths) -> list[dict]:
    return [
        {"script": "delete document.body.dataset.checked; 0"},
        {"into": "#file", "files": [str(path) for path in paths]},
        {"script": until("document.body.dataset.checked")},
    ]


def clicked(name: str) -> dict:
    return {
        "script": f"""const button = document.querySelector('[data-get="{name}"]'); button.click(); {until("!button.disabled")}"""
    }


def test_a_word_file_its_first_finding_its_copy_and_two_drafts(built, tmp_path):
    from docx import Document

    steps = [
        {"open": built.as_uri()},
        {"script": FAULTS},
        {"script": until("document.body.dataset.ready")},
        *checked(WRONG),
        {"script": SEEN},
        {"script": "document.querySelectorAll('#view .note').length"},
        {"script": "document.querySelector('#reviewer').value = 'Nguyễn Thị Lan'; 0"},
        clicked("word"),
        *checked(RIGHT),
        {"into": "#earlier", "files": [str(WRONG)]},
        {"script": until("document.querySelector('#compared h3')")},
        {"script": "document.querySelector('#compared').innerText"},
        {"script": "faults.join()"},
    ]
    told = firefox(steps, tmp_path)
    *_, seen, notes, _, _, _, _, _, compared, faults = told["values"]
    assert seen is True and notes == len(Desk(Config(isolated=True)).check(WRONG.name, WRONG.read_bytes()).findings)
    comments = list(Document(str(next(tmp_path.glob("*.docx")))).comments)
    assert len(comments) == notes and {comment.author for comment in comments} == {"Nguyễn Thị Lan"}
    assert "Mới phát sinh (0)" in compared and "Đã sửa (0)" not in compared
    assert faults == "" and [url for url in told["asked"] if url.startswith(("http", "ws"))] == []
