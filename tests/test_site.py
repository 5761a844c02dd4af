"""The documentation site: every link leads to a page and a heading that are there, and nothing is asked of the network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytest.importorskip("material")
pytestmark = pytest.mark.slow


def build(root: Path, site: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


class Links(HTMLParser):
    """The addresses that a page leads to, those that it loads, and its ids."""

    def __init__(self, page: Path):
        super().__init__()
        self.led, self.loaded, self.ids = set(), set(), set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        if tag == "a" and given.get("href"):
            self.led.add(given["href"])
        elif given.get("src") or tag == "link" and given.get("href"):
            self.loaded.add(given.get("src") or given["href"])


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site):
    pages = {path: Links(path) for path in site.glob("*.html") if path.name != "404.html"}
    assert len(pages) > 15
    for path, page in pages.items():
        assert not [address for address in page.loaded if re.match(r"(https?:)?//", address)], path.name
        for address in page.led | page.loaded:
            if re.match(r"[a-z]+:", address):
                continue
            name, _, anchor = unquote(address).partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), (path.name, address)
            if anchor and target in pages:
                assert anchor in pages[target].ids, (path.name, address)


def test_it_is_searched_in_both_languages(site):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["vi", "en"]
    assert {"index.html", "index.vi.html", "install.vi.html"} <= {entry["location"] for entry in index["docs"]}


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
def test_the_search_answers_from_a_folder_without_a_network(site):
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}).new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "index.vi.html").as_uri())
        page.click("[data-md-component=search-query]")
        page.keyboard.type("thời hạn")
        page.locator(".md-search-result__item", has_text="Thời hạn").first.wait_for()
        assert not [url for url in asked if url.startswith("http")]
        browser.close()


@pytest.mark.parametrize("link", ["gone.md", "word.md#nowhere"])
def test_a_link_that_leads_nowhere_fails_the_build(link, tmp_path):
    for path in ROOT.iterdir():
        if path.name not in ("docs", ".git"):
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    with (tmp_path / "docs" / "editors.md").open("a", encoding="utf-8") as page:
        page.write(f"\n[gone]({link})\n")
    done = build(tmp_path, tmp_path / "built")
    assert done.returncode != 0 and link.partition("#")[2] in done.stderr and link.partition("#")[0] in done.stderr
