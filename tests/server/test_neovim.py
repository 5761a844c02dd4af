"""A whole session in Neovim without a window, recorded as text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plans import plan_with

pytest.importorskip("pygls")
pytestmark = pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")

SESSION = """\
open kế hoạch.md
CT701 ban ,
fix
1. 😀 Họp giao ban, báo cáo trước ngày 01/6/2026.
gone
"""


def test_open_diagnostics_fix_gone(tmp_path):
    plan = tmp_path / "kế hoạch.md"
    plan.write_text(plan_with("1. 😀 Họp giao ban , báo cáo trước ngày 01/6/2026."), "utf-8")
    script = Path(__file__).with_name("session.lua")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PLANCHECK_SERVER": "\n".join([sys.executable, "-m", "checker", "server"]),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "LC_ALL": "C.UTF-8",
    }
    environment.pop("PLANCHECK_CONFIG", None)
    command = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}", plan.name]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=180)
    assert (done.returncode, done.stdout) == (0, SESSION), done.stderr
