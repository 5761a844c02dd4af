"""The hooks, run by a real pre-commit in a repository of their own. Skipped, and said so, where pre-commit is not installed.

pre-commit builds the environment of the hook with pip, so this needs a package index; PLANCHECK_PRE_COMMIT may name the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from checker.cli.baseline_file import DEFAULT_NAME as BASELINE
from tests.conftest import ROOT
from tests.report.made import TEXT

_BESIDE = os.path.dirname(sys.executable)
PRE_COMMIT = os.environ.get("PLANCHECK_PRE_COMMIT") or shutil.which("pre-commit") or shutil.which("pre-commit", path=_BESIDE)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PRE_COMMIT or not shutil.which("git"), reason="pre-commit or git is not installed"),
]
GOOD = next(path for path in sorted((ROOT / "samples" / "good").iterdir()) if path.suffix in (".txt", ".md"))


def git(folder: Path, *words: str) -> None:
    settings = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.invalid",
        "-c",
        "core.quotepath=off",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> Path:
    """This checkout as it stands, as a repository that pre-commit can clone."""
    folder = tmp_path_factory.mktemp("hooks") / "plancheck"
    folder.mkdir()
    for name in ("checker", "rules", "grammar", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder


@pytest.fixture
def repository(tmp_path) -> Path:
    folder = tmp_path / "kho văn bản"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / ".gitignore").write_text("*.tmp\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "start")
    return folder


def run_hook(hooks: Path, repository: Path, hook: str, home: Path) -> tuple[int, str]:
    """Run one hook over what is staged, in the environment that is built once; `try-repo` would build one for each call."""
    config = home / "config.yaml"
    if not config.exists():
        config.write_text(
            f"repos: [{{repo: {hooks}, rev: {commit_of(hooks)}, hooks: [{{id: plancheck}}, {{id: plancheck-fix}}]}}]\n"
        )
    return run(repository, home, "run", "--config", str(config), hook, "--verbose")


def commit_of(folder: Path) -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def run(repository: Path, home: Path, *words: str) -> tuple[int, str]:
    """Run pre-commit."""
    done = subprocess.run(
        [PRE_COMMIT, *words],
        cwd=repository,
        capture_output=True,
        check=False,
        env={**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never", "PYTHONUTF8": "1"},
    )
    text = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    if "No matching distribution" in text or "NewConnectionError" in text:
        pytest.skip("no package index to build the hook's environment from")
    return done.returncode, text


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """pre-commit's own folder, shared so that the environment is built once."""
    return tmp_path_factory.mktemp("home")


def test_bad_and_good_plans_with_spaces_and_vietnamese_letters(hooks, repository, home):
    bad = repository / "dự thảo" / "kế hoạch số 1.txt"
    bad.parent.mkdir()
    bad.write_text(TEXT, "utf-8")
    git(repository, "add", "-A")
    code, text = run(repository, home, "try-repo", str(hooks), "plancheck", "--verbose")
    assert code == 1 and "dự thảo/kế hoạch số 1.txt:" in text, text
    assert "Traceback" not in text


def test_a_good_plan_passes(hooks, repository, home):
    shutil.copy(GOOD, repository / f"đã sửa{GOOD.suffix}")
    git(repository, "add", "-A")
    code, text = run_hook(hooks, repository, "plancheck", home)
    assert code == 0, text


def test_a_staged_deletion_is_no_file(hooks, repository, home):
    (repository / "cũ.txt").write_text(TEXT, "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "old")
    git(repository, "rm", "-q", "cũ.txt")
    code, text = run_hook(hooks, repository, "plancheck", home)
    assert code == 0 and "Skipped" in text, text


def test_fix_changes_the_file_and_says_so(hooks, repository, home):
    plan = repository / "cần sửa.txt"
    plan.write_text(TEXT, "utf-8")
    git(repository, "add", "-A")
    code, text = run_hook(hooks, repository, "plancheck-fix", home)
    assert code == 1, text
    assert plan.read_text("utf-8") != TEXT
    git(repository, "add", "-A")
    code, text = run_hook(hooks, repository, "plancheck-fix", home)
    assert code == 0, text


def test_only_excluded_files_are_staged(hooks, repository, home):
    (repository / ".plancheck.yaml").write_text("exclude: [nháp]\n", "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "settings")
    (repository / "nháp").mkdir()
    (repository / "nháp" / "a.txt").write_text(TEXT, "utf-8")
    git(repository, "add", "-A")
    for hook in ("plancheck", "plancheck-fix"):
        code, text = run_hook(hooks, repository, hook, home)
        assert code == 0 and "Passed" in text, text
    assert (repository / "nháp" / "a.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("name", [unicodedata.normalize("NFD", "kế hoạch số 2.txt"), "kế hoạch " + "dài " * 40 + ".txt"])
def test_names_of_macos_and_long_names(hooks, repository, home, name):
    (repository / name).write_text(TEXT, "utf-8")
    (repository / ".plancheck.yaml").write_text("exclude: [kế hoạch số 9.txt]\n", "utf-8")
    git(repository, "add", "-A")
    code, text = run_hook(hooks, repository, "plancheck", home)
    assert code == 1 and f"{name}:" in text, text
    (repository / ".plancheck.yaml").write_text('exclude: ["kế hoạch*"]\n', "utf-8")
    git(repository, "add", "-A")
    assert run_hook(hooks, repository, "plancheck", home)[0] == 0


def test_a_renamed_plan_keeps_what_its_baseline_knows(hooks, repository, home):
    (repository / "cũ.txt").write_text(TEXT, "utf-8")
    plancheck(repository, "baseline", "cũ.txt")
    options = f"args: [--baseline, {BASELINE}, --fail-on, info]"
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos: [{{repo: {hooks}, rev: {commit_of(hooks)}, hooks: [{{id: plancheck, {options}}}]}}]\n", "utf-8"
    )
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "plan")
    git(repository, "mv", "cũ.txt", "mới.txt")
    code, text = run(repository, home, "run", "plancheck", "--verbose")
    assert code == 0 and "Passed" in text, text
    (repository / "mới.txt").write_text(TEXT + "\nĐề nghị Ủy bân nhân dân xã B báo cáo.\n", "utf-8")
    git(repository, "add", "-A")
    code, text = run(repository, home, "run", "plancheck", "--verbose")
    assert code == 1 and "mới.txt:" in text and "Ủy bân" in text, text


def plancheck(folder: Path, *words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "checker", *words], cwd=folder, env=environment, check=True, capture_output=True)
