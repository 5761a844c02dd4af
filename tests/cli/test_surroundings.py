"""The same plan gives the same report whatever Python was told and whatever the machine around it lacks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.plans import plan_with
from tests.wordfile import docx, paragraph

PLAN = plan_with("1. Triển khai  Quyết định số 5/QĐ-UBND ngày 31/02/2026 ; kinh phí 5.000.000 đồng (bằng chữ: sáu triệu đồng).")
HOMES = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "PLANCHECK_CACHE_DIR")


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kế hoạch")
    (folder / "a.txt").write_text(PLAN, "utf-8")
    (folder / "b.docx").write_bytes(docx("".join(map(paragraph, PLAN.split("\n")))))
    (folder / "c.docx").write_bytes(b"PK\x03\x04")
    return folder


def output(plans, *words: str, python: tuple[str, ...] = (), **changes: str | None) -> tuple[int, bytes]:
    """(exit code, JSON) of a run of its own; in `changes` None takes a variable away."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **{name: value for name, value in changes.items() if value is not None}}
    for name in (name for name, value in changes.items() if value is None):
        env.pop(name, None)
    command = [sys.executable, *python, "-m", "checker", *(words or ("check", "--profile", "strict", "--format", "json"))]
    done = subprocess.run([*command, "--isolated", "."], cwd=plans, env=env, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr and b"Warning" not in done.stderr, done.stderr.decode("utf-8", "replace")
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def usual(plans):
    code, out = output(plans)
    assert code == 2 and b"VD" in out  # the torn file
    return code, out


@pytest.mark.parametrize("flags", [("-W", "error"), ("-O",), ("-OO",), ("-X", "dev", "-W", "error")], ids=" ".join)
def test_flags_of_python(plans, usual, flags):
    assert output(plans, python=flags) == usual


@pytest.mark.parametrize("changes", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": ""}, {"LC_ALL": "nowhere.ISO-8859-1"}])
@pytest.mark.parametrize("utf8", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=["", "as it is"])
def test_locales(plans, usual, changes, utf8):
    assert output(plans, **changes, **utf8) == usual


@pytest.mark.parametrize("home", [None, "", "/nowhere", "/dev/null", "/proc"])
def test_homes(plans, usual, home):
    """None, one that is not there, one that is no folder, one that nobody may write into, not even root."""
    assert output(plans, **dict.fromkeys(HOMES, home)) == usual


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_hash_seeds_and_processes(plans, usual, seed):
    words = ("check", "--profile", "strict", "--format", "json", "--jobs", "2")
    assert output(plans, PYTHONHASHSEED=seed) == output(plans, *words, PYTHONHASHSEED=seed) == usual


@pytest.mark.parametrize("python", [("-OO",), ("-W", "error")], ids=" ".join)
@pytest.mark.parametrize("words", [("facts",), ("fix", "--diff"), ("check", "--format", "html"), ("check", "--format", "sarif")])
def test_other_verbs(plans, words, python):
    assert output(plans, *words, python=python) == output(plans, *words)
