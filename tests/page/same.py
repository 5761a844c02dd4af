"""The page against the command line, on any files: `python -m tests.page.same PAGE FOLDER…`.

What is compared is all that a file gives: its findings with their places, the sheet (which holds the facts) byte for byte, and
each part of the annotated Word copy.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.cli.page import session
from checker.cli.page.session import Desk
from checker.cli.settings import Config
from checker.source.text import Unreadable

_SUFFIXES = (".docx", ".md", ".txt")
_ASK = """async ([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const digest = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((one) => one.toString(16).padStart(2, "0")).join("");
  const { answer } = await ask("check", { name, at: 1 }, bytes);
  if (answer.error) return { answer };
  const sheet = await digest((await ask("sheet", { names: [name] })).bytes);
  if (!answer.word) return { answer, sheet };
  let copy;
  try {
    copy = (await ask("word", { name, skipped: [], refused: [], reviewer: "" })).bytes;
  } catch (error) {
    return { answer, sheet, refused: error.message.trim().split(": ").at(-1) };
  }
  let text = "";
  for (let at = 0; at < copy.length; at += 32768) text += String.fromCharCode(...copy.subarray(at, at + 32768));
  return { answer, sheet, copy: btoa(text) };
}"""


def files(folders: Iterable[Path]) -> list[Path]:
    """The plans in some folders."""
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())


def differences(page, paths: Iterable[Path]) -> Iterator[str]:
    """A line for each thing that a page (of Playwright, ready) gives otherwise than this Python."""
    desk = Desk(Config(isolated=True))
    for at, path in enumerate(paths, 1):
        name, data = f"{at} {path.name}", path.read_bytes()
        there, here = page.evaluate(_ASK, [name, base64.b64encode(data).decode()]), _here(desk, name, data)
        yield from (f"{path}: {key}" for key in here if there.get(key) != here[key] and (key != "copy" or key not in there))
        yield from (f"{path}: {key} there only" for key in there if key not in here)
        if "copy" in here and "copy" in there:
            ours, theirs = _parts(here["copy"]), _parts(there["copy"])
            yield from (f"{path}: {part}" for part in sorted({*ours, *theirs}) if ours.get(part) != theirs.get(part))


def _here(desk: Desk, name: str, data: bytes) -> dict[str, object]:
    answer, _ = session._check(desk, {"name": name, "at": 1}, data)
    given = {"answer": json.loads(json.dumps(answer))}
    if not answer["error"]:
        given["sheet"] = hashlib.sha256(session._sheet(desk, {"names": [name]}, None)[1]).hexdigest()
    if answer["word"]:
        asked = {"name": name, "skipped": [], "refused": [], "reviewer": ""}
        try:
            given["copy"] = base64.b64encode(session._word(desk, asked, None)[1]).decode()
        except Unreadable as error:
            given["refused"] = str(error).split(": ")[-1]
    return given


def _parts(copy: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(copy))) as package:
        return {name: package.read(name) for name in package.namelist()}


def main() -> int:
    """0 where all is the same."""
    from playwright.sync_api import sync_playwright

    from tests.page.test_page import CHROMIUM, FLAGS

    paths = files(map(Path, sys.argv[2:]))
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_page()
        page.set_default_timeout(300_000)
        page.goto(Path(sys.argv[1]).resolve().as_uri())
        page.wait_for_selector("body[data-ready]", state="attached")
        found = list(differences(page, paths))
    print(*found, f"{len(paths)} files, {len(found)} differences", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
