"""plancheck as one file: built, then run far from the checkout. Skipped where pip finds no package index."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.report.made import TEXT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("dist") / "plancheck.pyz"
    probe = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("no pip in this Python")
    command = [sys.executable, str(ROOT / "scripts" / "build_pyz.py"), "--output", str(target)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    offline = ("No matching distribution", "NewConnectionError", "Could not fetch")
    if built.returncode and any(word in built.stderr for word in offline):
        pytest.skip("no package index to take the dependencies from")
    assert built.returncode == 0, built.stderr
    return target


def run(archive: Path, folder: Path, *words: str, cache: Path | None = None) -> subprocess.CompletedProcess:
    """Run the one file as somebody does who has Python and nothing else of ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANCHECK", "XDG"))}
    environment["PLANCHECK_CACHE_DIR"] = str(cache or folder / "cache")
    return subprocess.run(
        [sys.executable, "-I", str(archive), *words], cwd=folder, capture_output=True, env=environment, check=False
    )


def test_checks_a_plan_and_reads_its_data_files(archive, tmp_path):
    moved = shutil.copy(archive, tmp_path / "công cụ.pyz")
    (tmp_path / "kế hoạch.txt").write_text(TEXT, "utf-8")
    done = run(moved, tmp_path, "check", "kế hoạch.txt", "--format", "json")
    assert done.returncode == 1, done.stderr.decode()
    assert "TT141" in {finding["code"] for finding in json.loads(done.stdout)["files"][0]["findings"]}
    html = run(moved, tmp_path, "check", "kế hoạch.txt", "--format", "html")
    assert b"<style>\n:root" in html.stdout
    assert run(moved, tmp_path, "--version").stdout.startswith(b"plancheck ")
    unpacked = [path.name for path in (tmp_path / "cache").iterdir() if path.name.startswith("pyz-")]
    assert len(unpacked) == 1  # beside it the results that are kept


def test_several_first_runs_at_a_time(archive, tmp_path):
    environment = {**os.environ, "PLANCHECK_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-I", str(archive), "--version"]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path) for _ in range(3)
    ]
    for process in processes:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0 and out.startswith(b"plancheck "), errors.decode()
    assert not list((tmp_path / "cache").glob("unpacking-*"))


def test_a_cache_that_cannot_be_written(archive, tmp_path):
    (tmp_path / "cache").write_text("a file, not a folder")
    done = run(archive, tmp_path, "--version", cache=tmp_path / "cache")
    assert done.returncode == 0 and done.stdout.startswith(b"plancheck ")
