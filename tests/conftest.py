"""What several tests share, and where the example plans lie: in a folder beside the checkout that a fresh machine lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = next((p for p in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if (p / "examples").is_dir()), None)

needs_examples = pytest.mark.skipif(SHARED is None, reason="the example plans are not on this machine")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory):
    """Tests neither read nor fill the user's own cache."""
    os.environ["PLANCHECK_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def run_python() -> Callable[..., str]:
    """Run a line of Python in a fresh process in the checkout → what it prints, stripped. Keywords are its environment."""

    def run(code: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
