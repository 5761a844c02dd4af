"""What the page is made of holds together: nothing in it imports what was left out of its standard library."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.cli.page.build import stage
from checker.cli.page.prepare import UNUSED
from checker.cli.settings import Config
from tests.conftest import ROOT

NEVER = {("checker/source/pdf.py", "ctypes"), ("checker/archive/sources.py", "tarfile")}  # the page reads no PDF and no archive


def imported(path: Path) -> Iterator[str]:
    """The modules that a file names in its imports, wherever they stand."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_no_module_that_the_page_leaves_out_is_imported(tmp_path):
    stage(tmp_path, Config(isolated=True))
    found = {
        (path.relative_to(tmp_path).as_posix(), name.split(".")[0]) for path in tmp_path.rglob("*.py") for name in imported(path)
    }
    assert len(found) > 500 and {(path, name) for path, name in found if name in UNUSED} == NEVER


def test_a_folder_that_is_not_there_is_told_before_anything_is_built(tmp_path):
    command = [sys.executable, "-m", "checker", "page", "--isolated", "--output", str(tmp_path / "no" / "page.html")]
    done = subprocess.run([*command, "--runtime", str(tmp_path)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and str(tmp_path / "no") in done.stderr and "Pyodide" not in done.stderr
