"""Sheet and page: the first finding on the first screen, and each note beside its words, however many there are."""

from __future__ import annotations

import pytest

from checker.cli.page.session import _SAMPLE, Desk, _sheet
from checker.cli.settings import Config
from tests.page.browsers import CHROMIUM, MODULES

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no chromium")]
MEASURE = """() => {
  const box = (element) => element.getBoundingClientRect();
  const of = (note) => document.getElementById(note.id.replace('n', 'm'));
  const notes = [...document.querySelectorAll('.note')];
  return {
    count: notes.length,
    first: box(document.querySelector('.firsts li')).bottom,
    apart: Math.max(...notes.map((note) => Math.max(box(note).top - box(of(note)).bottom, box(of(note)).top - box(note).bottom))),
    wide: document.documentElement.scrollWidth,
  };
}"""
SLIP = "Trường Trung học cơ sở số {0} tổ chức hội nghị trước ngày 30 tháng 02 năm 2026"


def listed(many: int) -> str:
    return "\n".join(f"{at}. {SLIP.format(at)}." for at in range(1, many + 1))


def tabled(many: int) -> str:
    rows = "\n".join(f"| {at} | {SLIP.format(at)} | Phòng Văn hóa - Xã hội | Báo cáo |" for at in range(1, many + 1))
    return f"| TT | Việc | Cơ quan | Sản phẩm |\n|---|---|---|---|\n{rows}"


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize(("written", "many"), [(listed, 21), (listed, 100), (tabled, 100)])
def test_of_a_sheet(browser, tmp_path, width, written, many):
    desk = Desk(Config(isolated=True))
    desk.check("kế hoạch.txt", _SAMPLE.replace("1. Trồng 500 cây trước ngày 31/12/2026.", written(many)).encode())
    (tmp_path / "sheet.html").write_bytes(_sheet(desk, {"names": ["kế hoạch.txt"]}, None)[1])
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "sheet.html").as_uri())
    seen = page.evaluate(MEASURE)
    page.close()
    assert seen["count"] >= many and seen["wide"] <= width
    assert seen["first"] < 400 and seen["apart"] < 400  # half a screen


@pytest.mark.skipif(not (MODULES / "pyodide").is_dir(), reason="npm ci --prefix tests/page")
@pytest.mark.parametrize("width", [1280, 400])
def test_of_the_page(built, browser, tmp_path, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_default_timeout(120_000)
    page.goto(built.as_uri())
    for written, first in ((listed, 500), (tabled, 800)):  # of several files there is a list above
        page.evaluate("delete document.body.dataset.checked")
        plan = tmp_path / f"{written.__name__}.txt"
        plan.write_text(_SAMPLE.replace("1. Trồng 500 cây trước ngày 31/12/2026.", written(100)), "utf-8")
        page.set_input_files("#file", str(plan))
        page.wait_for_selector("body[data-checked]", state="attached")
        seen = page.evaluate(MEASURE)
        assert seen["count"] >= 100 and seen["wide"] <= width
        assert seen["first"] < first and seen["apart"] < 400
    page.close()
