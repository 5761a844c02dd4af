"""The browsers that open the page: where they are, what they are started with, how Firefox is led."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

MODULES = Path(__file__).parent / "node_modules"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def until(condition: str) -> str:
    """A script that ends when a condition holds."""
    return f"new Promise((done) => {{ const look = () => ({condition}) ? done(true) : setTimeout(look, 20); look(); }})"


def firefox(steps: list[dict], folder: Path) -> dict:
    """What the scripts among the steps gave, and what was asked of a network. A step is `open`: an address, `files`: paths,
    `into`: the selector of their field, or `script`. What is downloaded lies in the folder."""
    command = ["node", str(Path(__file__).with_name("firefox.mjs")), str(FIREFOX), str(folder)]
    done = subprocess.run(command, input=json.dumps(steps), capture_output=True, encoding="utf-8", timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
