"""The review sheet in a real browser. Skipped, and said so, where no Chromium is installed (Debian: apt install chromium).

The page holds no script; a measuring script is put into a copy of it, whose policy line is taken out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest

from checker.model.findings import Report
from checker.report import renderer
from tests.report.made import report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

MEASURE = """
<script>addEventListener('load', () => {
  const seen = e => e && e.getClientRects().length > 0;
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round); };
  const all = s => [...document.querySelectorAll(s)];
  document.title = JSON.stringify({
    notes: all('.note').filter(seen).map(e => e.id), todos: all('.todo').filter(seen).length,
    marked: all('mark').filter(e => getComputedStyle(e).textDecorationLine === 'underline').length,
    plans: all('.plan').filter(seen).map(e => e.id), index: all('.index').filter(seen).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ground: getComputedStyle(document.body).backgroundColor, progress: getComputedStyle(all('.progress')[0], '::after').content,
    opacity: getComputedStyle(all('.note')[0]).opacity,
    apart: all('.note').filter(seen).map(e => { const n = box(e), m = box(document.getElementById(e.id.replace('n','m')));
      return [n[0] - m[2], n[1] - m[1]]; }),
    overlaps: all('.note').filter(seen).some((e, i, list) => i && box(list[i - 1])[3] > box(e)[1]),
  });
});</script></head>"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A function (page, window width, dark, fragment) → what the measuring script saw."""
    folder = tmp_path_factory.mktemp("browser")

    def measure(page: str, width: int = 1400, dark: bool = False, fragment: str = "") -> dict:
        path = folder / "page.html"
        page = re.sub(r"<meta http-equiv=[^>]*>", "", page).replace("</head>", MEASURE, 1)
        path.write_text(page, "utf-8")
        done = subprocess.run(
            [
                CHROMIUM,
                *FLAGS,
                f"--user-data-dir={folder}/profile",
                f"--window-size={width},1000",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                "--dump-dom",
                path.as_uri() + fragment,
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "LANG": "C.UTF-8"},
        )
        found = re.search(r"<title>(\{.*?\})</title>", done.stdout, re.DOTALL)
        assert found, done.stderr[-2000:]
        return json.loads(found.group(1).replace("&quot;", '"').replace("&amp;", "&"))

    return measure


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=2000",
)


def single() -> str:
    whole = report()
    return renderer("html")(Report(whole.files[:1], whole.packs, whole.rules))


def unchecked(page: str, box: str) -> str:
    return page.replace(f'id="{box}" checked', f'id="{box}"')


def checked(page: str, box: str) -> str:
    return page.replace(f'id="{box}"', f'id="{box}" checked')


def test_notes_stand_in_the_margin_beside_their_words(browser):
    seen = browser(single())
    assert len(seen["notes"]) == 7 and seen["todos"] == 7 and seen["marked"] == 7
    assert all(right > 0 for right, _ in seen["apart"])
    assert all(abs(down) < 150 for _, down in seen["apart"])
    assert not seen["overlaps"]


def test_filter_by_severity(browser):
    seen = browser(unchecked(single(), "show-warning"))
    assert len(seen["notes"]) == 4 and seen["todos"] == 4 and seen["marked"] == 4


def test_filter_by_family(browser):
    page = unchecked(single(), "fam-all")
    seen = browser(checked(page, "fam-TT"))
    assert seen["notes"] == ["p1n1", "p1n6", "p1n7"] and seen["todos"] == 3 and seen["marked"] == 3


@pytest.mark.parametrize("width", [500, 800, 1000, 1100, 1400, 1900])
def test_no_sideways_scrolling(browser, width):
    assert browser(single(), width=width)["wide"] <= 0


def test_ticking_counts_and_greys_the_note(browser):
    assert browser(single())["opacity"] == "1"
    seen = browser(checked(single(), "p1c1"))
    assert seen["opacity"] == "0.62"
    assert seen["progress"].startswith("counter(") or "1" in seen["progress"]


def test_dark_and_light(browser):
    assert browser(single())["ground"] != browser(single(), dark=True)["ground"]


def test_several_plans_open_from_the_index(browser):
    page = renderer("html")(report())
    assert browser(page)["index"] == 1 and browser(page)["plans"] == []
    seen = browser(page, fragment="#p1")
    assert seen["plans"] == ["p1"] and seen["index"] == 0
    assert browser(page, fragment="#p1n3")["plans"] == ["p1"]


def test_prints_on_a4(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(single(), "utf-8")
    made = tmp_path / "page.pdf"
    subprocess.run(
        [
            CHROMIUM,
            *FLAGS[:-1],
            f"--user-data-dir={tmp_path}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    data = made.read_bytes()
    assert data.startswith(b"%PDF")
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data))
    assert boxes and all(abs(float(w) - 595) < 2 and abs(float(h) - 842) < 2 for w, h in boxes)
