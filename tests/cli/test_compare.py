"""Two drafts compared at the command line."""

from __future__ import annotations

import json

from checker.cli.main import main
from tests.conftest import ROOT

WRONG, RIGHT = (str(ROOT / "samples" / "word" / f"{name}-go-tay.docx") for name in ("loi", "sach"))


def test_what_is_mended_left_and_new(capsys):
    assert main(["compare", "--isolated", "--format", "json", WRONG, RIGHT]) == 0
    forward = json.loads(capsys.readouterr().out)
    assert main(["compare", "--isolated", "--format", "json", RIGHT, WRONG]) == 1
    back = json.loads(capsys.readouterr().out)
    assert forward["mended"] and not forward["new"]
    assert [f["fingerprint"] for f in forward["mended"]] == [f["fingerprint"] for f in back["new"]]
    assert forward["facts"]["citation"]["come"] == back["facts"]["citation"]["gone"]


def test_for_people_and_as_a_page(capsys):
    assert main(["compare", "--isolated", WRONG, WRONG]) == 0
    text = capsys.readouterr().out
    assert "Đã sửa (0)" in text and "Mới phát sinh (0)" in text and "không đổi" in text
    assert main(["compare", "--isolated", "--format", "html", WRONG, RIGHT]) == 0
    assert "So hai bản dự thảo" in capsys.readouterr().out


def test_a_draft_that_cannot_be_read(capsys):
    assert main(["compare", "--isolated", WRONG, "no-such.docx"]) == 2
    assert "no-such.docx" in capsys.readouterr().err
