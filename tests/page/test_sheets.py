"""The sheet and the index of several, with a long table and its notes: no barrier that axe knows, and valid markup."""

from __future__ import annotations

import subprocess

import pytest

from checker.cli.page.session import _SAMPLE, Desk, _sheet
from checker.cli.settings import Config
from tests.conftest import ROOT
from tests.page.browsers import CHROMIUM, MODULES
from tests.page.test_first_screen import tabled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (MODULES / "axe-core").is_dir(), reason="npm ci --prefix tests/page"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium"),
]
WORD = ROOT / "samples" / "word" / "loi-go-tay.docx"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    folder, desk = tmp_path_factory.mktemp("sheets"), Desk(Config(isolated=True))
    desk.check("bảng.txt", _SAMPLE.replace("1. Trồng 500 cây trước ngày 31/12/2026.", tabled(30)).encode())
    desk.check(WORD.name, WORD.read_bytes())
    for name, files in (("one.html", ["bảng.txt"]), ("many.html", ["bảng.txt", WORD.name])):
        (folder / name).write_bytes(_sheet(desk, {"names": files}, None)[1])
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["one.html", "many.html", "many.html#p1"])
def test_no_barrier_that_axe_knows(sheets, browser, name, scheme):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto((sheets / "one.html").as_uri().replace("one.html", name))
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)["violations"]
    context.close()
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.parametrize("name", ["one.html", "many.html"])
def test_the_markup_is_valid(sheets, name):
    command = [str(MODULES / ".bin" / "html-validate"), str(sheets / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:]
