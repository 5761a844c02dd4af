"""plancheck.html as its reader has it: opened from a file, in a browser without a network."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli.page.session import Desk
from checker.cli.settings import Config
from tests.conftest import ROOT
from tests.page.bench import memory, told
from tests.page.browsers import CHROMIUM, MODULES
from tests.page.same import differences, files, texts

WRONG, RIGHT = ROOT / "samples" / "word" / "loi-go-tay.docx", ROOT / "samples" / "word" / "sach-go-tay.docx"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (MODULES / "pyodide").is_dir(), reason="npm ci --prefix tests/page"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium"),
]


@pytest.fixture(scope="module")
def page(built, browser):
    """One page for all tests: what it asks for is counted from its first byte, and it has no network."""
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.set_default_timeout(120_000)
    page.goto(built.as_uri())
    page.wait_for_selector("body[data-ready]", state="attached")
    yield page
    assert not page.faults
    context.close()


def drop(page, *paths: Path) -> None:
    page.evaluate("delete document.body.dataset.checked")
    page.set_input_files("#file", [str(path) for path in paths])
    page.wait_for_selector("body[data-checked]", state="attached")


def taken(page, button: str) -> bytes:
    with page.expect_download() as download:
        page.click(f'[data-get="{button}"]')
    return Path(download.value.path()).read_bytes()


def plancheck(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "checker", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def asked_of_others(page) -> list[str]:
    return [url for url in page.asked if not url.startswith("blob:")]


def test_it_is_one_file_of_less_than_twelve_megabytes_that_asks_for_nothing(page, built):
    assert built.stat().st_size < 12_000_000
    drop(page, WRONG)
    assert asked_of_others(page) == [built.as_uri()]


def test_a_word_file_is_read_and_its_first_finding_is_seen(page):
    drop(page, WRONG)
    assert page.locator("#view .firsts li").first.is_visible()
    assert page.locator("#view .note").count() == len(Desk(Config(isolated=True)).check(WRONG.name, WRONG.read_bytes()).findings)


def test_the_word_copy_has_comments_by_the_reviewer_and_leaves_out_what_was_skipped(page):
    from docx import Document

    drop(page, WRONG)
    page.fill("#reviewer", "Nguyễn Thị Lan")
    notes = page.locator("#view .note").count()
    page.locator("#view .note button", has_text="Bỏ qua…").first.click()
    page.locator("#view .why input").fill("đúng theo mẫu của Sở")
    page.keyboard.press("Enter")
    comments = list(Document(io.BytesIO(taken(page, "word"))).comments)
    assert len(comments) == notes - 1
    assert {comment.author for comment in comments} == {"Nguyễn Thị Lan"}
    assert comments[0].timestamp.date() == datetime.date.today()
    page.locator("#view .note button", has_text="Lấy lại").click()


def test_two_drafts_are_compared(page):
    drop(page, RIGHT)
    page.set_input_files("#earlier", str(WRONG))
    page.wait_for_selector("#compared h3")
    assert "Mới phát sinh (0)" in page.inner_text("#compared") and "Đã sửa (0)" not in page.inner_text("#compared")


def test_forty_files_at_once_the_worst_first_in_little_memory(page, browser, tmp_path, record_property):
    for number in range(40):
        shutil.copy(WRONG if number % 2 else RIGHT, tmp_path / f"kế hoạch {number:02}.docx")
    drop(page, *sorted(tmp_path.glob("*.docx")))
    errors = [int(cell) for cell in page.locator("#rows tr td:nth-child(2)").all_inner_texts()]
    assert len(errors) >= 40 and errors == sorted(errors, reverse=True)
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(taken(page, "all-table")))
    assert book.active.max_row > 40
    used = memory(page, browser)
    record_property("megabytes with forty files", told(used))
    assert 20 < used["python"] < 250 and used["process"] < 600


def test_house_rules_hold_and_can_be_taken_away(page):
    page.evaluate("document.querySelector('.house').open = true")
    page.fill("#pairs", "văn nghệ quần chúng → hoạt động văn nghệ")
    page.click("#use")
    page.locator("#house-say", has_text="1 cặp").wait_for()
    drop(page, WRONG)
    assert "Cơ quan viết “hoạt động văn nghệ”" in page.inner_text("#view")
    page.fill("#pairs", "")
    page.click("#use")
    page.locator("#house-say", has_text="Không có").wait_for()


def test_house_rules_of_a_workbook_become_a_pack_of_the_command_line(page, tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for row in [("Từ sai", "Từ đúng"), ("văn nghệ quần chúng", "hoạt động văn nghệ"), ("một cửa", "bộ phận một cửa")]:
        book.active.append(row)
    book.save(tmp_path / "danh sách.xlsx")
    page.evaluate("document.querySelector('.house').open = true")
    page.set_input_files("#book", str(tmp_path / "danh sách.xlsx"))
    page.locator("#house-say", has_text="2 cặp").wait_for()
    drop(page, WRONG)
    assert "Cơ quan viết “hoạt động văn nghệ”" in page.inner_text("#view")
    with page.expect_download() as download:
        page.click("#export")
    page.set_input_files("#book", str(WRONG))
    page.locator("#house-say", has_text="Không đọc được").wait_for()
    page.fill("#pairs", "")
    page.click("#use")
    page.locator("#house-say", has_text="Không có").wait_for()
    download.value.save_as(tmp_path / "noi-bo.yaml")
    (tmp_path / "office.yaml").write_text("packs: [noi-bo.yaml]\n", "utf-8")
    assert plancheck("rules", "test", str(tmp_path / "noi-bo.yaml")).returncode == 0
    done = plancheck("check", str(WRONG), "--config", str(tmp_path / "office.yaml"), "--format", "concise")
    assert "NB001" in done.stdout and "hoạt động văn nghệ" in done.stdout


def test_the_keyboard_is_enough(page):
    drop(page, WRONG)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    page.focus("#file")
    assert page.evaluate("getComputedStyle(document.querySelector('[for=file]')).outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_no_barrier_that_axe_knows_and_no_sideways_scrolling(built, browser, scheme, width):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(built.as_uri())
    drop(page, WRONG)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
    context.close()


def test_all_that_a_file_gives_is_what_the_command_line_gives(page):
    given = [*files([ROOT / "samples"]), *texts()]
    assert len(given) > 500 and list(differences(page, given)) == []


def test_where_webassembly_is_blocked_it_says_what_to_do(built, browser):
    context = browser.new_context()
    context.add_init_script("delete globalThis.WebAssembly")
    page = context.new_page()
    page.goto(built.as_uri())
    page.locator("#say.bad").wait_for()
    assert "WebAssembly" in page.inner_text("#say") and "CNTT" in page.inner_text("#say")
    context.close()


def test_the_markup_is_valid(built, tmp_path):
    outside = tmp_path / "outside.html"
    text = built.read_text("utf-8")
    outside.write_text(text[: text.index('<script type="text/plain"')] + "</body>\n</html>\n", "utf-8")
    done = subprocess.run(
        [str(MODULES / ".bin" / "html-validate"), str(outside)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_same_inputs_give_the_same_bytes(built, tmp_path):
    again = tmp_path / "again.html"
    done = plancheck("page", "--isolated", "--output", str(again), "--runtime", str(MODULES / "pyodide"))
    assert done.returncode == 0 and again.read_bytes() == built.read_bytes()


def test_without_the_runtime_it_says_how_to_get_it(tmp_path):
    done = plancheck("page", "--isolated", "--runtime", str(tmp_path))
    version = json.loads((ROOT / "checker" / "cli" / "page" / "runtime.json").read_text("utf-8"))["version"]
    assert done.returncode == 2 and f"npm install pyodide@{version}" in done.stderr
