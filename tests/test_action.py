"""The GitHub Action and the container file: what they run, run here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from checker.cli.verbs.completion import known_values
from tests.conftest import ROOT
from tests.plans import plan_with

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BAD = plan_with("1. Thực hiện Nghị định số 30/2020NĐ-CP ngày 05/3/2020 của Chính phủ.")


def run_action(folder, **inputs: str) -> tuple[int, str]:
    """The last step, as the runner starts it."""
    step = ACTION["runs"]["steps"][-1]
    program = folder / "bin" / "plancheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
    program.chmod(0o755)
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{program.parent}:{os.environ['PATH']}"}
    environment |= {name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: given[m[1]], text) for name, text in step["env"].items()}
    environment.pop("GITHUB_STEP_SUMMARY", None)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_the_action_takes_paths_with_blanks_and_options(tmp_path):
    plan = tmp_path / "kế hoạch 1" / "bản $(touch x).txt"
    plan.parent.mkdir()
    plan.write_text(BAD, "utf-8")
    (tmp_path / "khác").mkdir()
    (tmp_path / "khác" / "a.txt").write_text(BAD, "utf-8")
    arguments = "--output json=ra.json\n--select VD --reviewer 'Nguyễn Lan'\n"
    code, out = run_action(tmp_path, paths="kế hoạch 1\n\n", arguments=arguments)
    assert code == 1 and "file=kế hoạch 1/bản $(touch x).txt," in out and "khác" not in out, out
    assert (tmp_path / "ra.json").exists() and not (tmp_path / "x").exists()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_the_action_by_itself_checks_all(tmp_path):
    (tmp_path / "a.txt").write_text(BAD, "utf-8")
    code, out = run_action(tmp_path)
    assert code == 1 and "file=a.txt" in out, out


def test_what_is_advised_exists():
    advice = ACTION["inputs"]["arguments"]["description"]
    assert set(re.findall(r"--\w+", advice)) <= known_values()["check"].keys()


def test_the_container_takes_what_an_installation_needs():
    lines = (ROOT / "Containerfile").read_text("utf-8").splitlines()
    copied = {word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]}
    assert copied == {
        "checker",
        "rules",
        "grammar",
        "scripts",
        "pyproject.toml",
        "LICENSE",
        "README.md",
    }  # as tests/test_install.py
    assert all((ROOT / name).exists() for name in copied)
