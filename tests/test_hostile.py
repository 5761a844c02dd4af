"""Every hostile input ends within ten seconds of processor time and a gigabyte, under each verb that reads plans."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHARED

resource = pytest.importorskip("resource", reason="limits of a process are those of POSIX")
pytestmark = pytest.mark.slow
CASES = sorted((SHARED / "cases" / "hostile").glob("*.[tmd]*")) if SHARED else []


def limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


@pytest.mark.parametrize("words", [("check", "--profile", "strict"), ("fix", "--write", "--unsafe"), ("facts",)], ids=" ".join)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_ends_within_its_limits(path, words, tmp_path):
    plan = Path(shutil.copy(path, tmp_path))
    plan.chmod(0o644)
    done = subprocess.run(
        [sys.executable, "-m", "checker", *words, "--isolated", str(plan)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=limits,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1, 2) and b"Traceback" not in done.stderr and b"SP004" not in done.stdout
    assert done.returncode != 2 or done.stderr.strip() or done.stdout.strip()
