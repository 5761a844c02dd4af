"""How long the page takes and how much memory: `python -m tests.page.bench PAGE [FOLDER]`, with at most forty files of a folder.

Without a folder: the Word samples, as often as it takes to make forty. Seconds are by the clock of a browser just started: until
the page is ready, until the first finding is there (both from the opening), for each further file. Memory is of the process that
the page runs in (PSS), of the page's own scripts and of Python (WebAssembly).
"""

from __future__ import annotations

import re
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.conftest import ROOT
from tests.page.browsers import CHROMIUM, FIREFOX, FLAGS, firefox, until

_FORTY = 40
_CHECKED = "document.body.dataset.checked"


def memory(page, browser) -> dict[str, float]:
    """Megabytes of a page: of its process, its scripts, and Python inside it."""
    session = browser.new_browser_cdp_session()
    pids = [one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"] if one["type"] == "renderer"]
    pss = [re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE) for pid in pids]
    scripts = page.context.new_cdp_session(page)
    scripts.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in scripts.send("Performance.getMetrics")["metrics"]}
    python = page.workers[0].evaluate("runtime._module.HEAPU8.length")
    return {
        "process": max(int(found[1]) for found in pss if found) / 1024,
        "scripts": metrics["JSHeapUsedSize"] / 1e6,
        "python": python / 1e6,
    }


def forty(folder: Path | None, into: Path) -> list[str]:
    """Forty files of different names."""
    found = sorted(path for path in (folder or ROOT / "samples" / "word").rglob("*") if path.suffix in (".docx", ".txt", ".md"))
    made = []
    for at, path in enumerate(islice(cycle(found), _FORTY)):
        made.append(into / f"{at:02} {path.name}")
        made[-1].write_bytes(path.read_bytes())
    return [str(path) for path in made]


def _chromium(address: str, files: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    now = "performance.now() / 1000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.goto(address)
        page.set_input_files("#file", files[:1])  # dropped while Python starts: it waits for its turn
        first = page.evaluate(f"{until(_CHECKED)}.then(() => {now})")
        ready = int(page.evaluate("document.body.dataset.ready")) / 1000
        print(f"Chromium {browser.version}: ready {ready:.1f} s, first finding {first:.1f} s")
        print("memory with one file:   ", told(memory(page, browser)))
        page.evaluate(f"delete {_CHECKED}")
        begun = page.evaluate(now)
        page.set_input_files("#file", files[1:])
        end = page.evaluate(f"{until(_CHECKED)}.then(() => {now})")
        print(f"each further file {(end - begun) / (len(files) - 1):.2f} s")
        print(f"memory with {len(files)} files: ", told(memory(page, browser)))
        browser.close()


def told(found: dict[str, float]) -> str:
    """'process 300 MB, …'"""
    return ", ".join(f"{name} {size:.0f} MB" for name, size in found.items())


def _firefox(address: str, files: list[str]) -> None:
    now = {"script": "performance.now() / 1000"}
    opened = [{"open": address}, {"into": "#file", "files": files[:1]}, {"script": until(_CHECKED)}, now]
    ready = {"script": "document.body.dataset.ready / 1000"}
    rest = [
        {"script": f"delete {_CHECKED}; {now['script']}"},
        {"into": "#file", "files": files[1:]},
        {"script": until(_CHECKED)},
        now,
    ]
    with tempfile.TemporaryDirectory() as folder:
        _, first, ready, begun, _, end = firefox([*opened, ready, *rest], Path(folder))["values"]
    each = (end - begun) / (len(files) - 1)
    print(f"Firefox: ready {ready:.1f} s, first finding {first:.1f} s, each further file {each:.2f} s")


def main() -> int:
    """Print what was measured."""
    address = Path(sys.argv[1]).resolve().as_uri()
    with tempfile.TemporaryDirectory() as into:
        files = forty(Path(sys.argv[2]) if len(sys.argv) > 2 else None, Path(into))
        if CHROMIUM:
            _chromium(address, files)
        if FIREFOX:
            _firefox(address, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
