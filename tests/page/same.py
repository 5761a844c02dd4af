"""The page against the command line, on any files: `python -m tests.page.same PAGE FOLDER…`, and on the texts of cases and rules.

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

import yaml

from checker.cli.page import session
from checker.cli.page.session import Desk
from checker.cli.settings import Config
from checker.rules.examples import full_text
from checker.rules.packs import load_packs
from checker.source.text import Unreadable
from tests.conftest import ROOT

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


def files(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The plans in some folders."""
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()):
        yield str(path), path.read_bytes()


def texts() -> Iterator[tuple[str, bytes]]:
    """What the cases of tests/cases and the first examples of the rules are about."""
    for path in sorted((ROOT / "tests" / "cases").glob("*.yaml")):
        for at, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            if "text" in case:
                yield f"{path.stem} {at}.txt", case["text"].encode()
    for rule in load_packs().rules:
        for example in rule.examples[:1]:
            yield f"{rule.code}.txt", full_text(example)[0].encode()


def differences(page, given: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """A line for each thing that a page (of Playwright, ready) gives otherwise than this Python, of files as (path, bytes)."""
    desk = Desk(Config(isolated=True))
    for at, (path, data) in enumerate(given, 1):
        name = f"{at} {Path(path).name}"
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

    from tests.page.browsers import CHROMIUM, FLAGS

    given = [*files(map(Path, sys.argv[2:])), *texts()]
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_page()
        page.set_default_timeout(300_000)
        page.goto(Path(sys.argv[1]).resolve().as_uri())
        page.wait_for_selector("body[data-ready]", state="attached")
        found = list(differences(page, given))
    print(*found, f"{len(given)} files, {len(found)} differences", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
