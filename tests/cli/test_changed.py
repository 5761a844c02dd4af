"""`--changed [REV]`: only what is not as a commit has it, in a real repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata

import pytest

from checker.cli import main as cli
from tests.plans import plan_with

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
PLAN = plan_with("1. Họp giao ban trước ngày 01/6/2026.")
MORE = plan_with("1. Họp giao ban trước ngày 02/6/2026.")
LONG = "kế hoạch " + "dài " * 40 + ".txt"  # 250 bytes


@pytest.fixture
def repository(tmp_path, monkeypatch, capsys):
    """A repository with three plans in one commit, as the working folder; `repository(*words)` → (code, files judged, errors)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path.parent / "none"))
    for name in ("a.txt", "dự thảo/b.txt", LONG):
        put(tmp_path / name, PLAN)
    git("init", "-q", "-b", "main")
    commit()

    def run(*words: str) -> tuple[int, list[str], str]:
        code = cli.main(["check", "--format", "json", "--fail-on", "never", *words])
        out, err = capsys.readouterr()
        return code, [file["path"] for file in json.loads(out)["files"]] if out else [], err

    run.path = tmp_path
    return run


def put(path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def git(*words: str) -> None:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *words], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "x")


def test_nothing_changed_is_no_mistake(repository):
    code, files, err = repository("--changed")
    assert (code, files) == (0, []) and "không có tệp nào thay đổi so với HEAD" in err
    assert "no file has changed since HEAD" in repository("--changed", "--lang", "en")[2]


def test_what_is_edited_staged_or_new(repository):
    put(repository.path / "dự thảo" / "b.txt", MORE)
    put(repository.path / LONG, MORE)
    git("add", LONG)
    put(repository.path / "mới.txt", PLAN)
    put(repository.path / ".gitignore", "bỏ.txt\n")
    put(repository.path / "bỏ.txt", PLAN)
    assert repository("--changed")[1] == [LONG, "mới.txt", "dự thảo/b.txt"]
    assert repository("--changed=HEAD", "dự thảo")[1] == ["dự thảo/b.txt"]
    assert repository("a.txt", LONG, "--changed")[1] == [LONG]


def test_below_the_top_and_in_the_way_that_another_disk_composes_names(repository, monkeypatch):
    (repository.path / "dự thảo" / "b.txt").rename(repository.path / "dự thảo" / unicodedata.normalize("NFD", "kế hoạch.txt"))
    git("-c", "core.precomposeunicode=true", "add", "-A")
    monkeypatch.chdir(repository.path / "dự thảo")
    assert repository("--changed")[1] == [unicodedata.normalize("NFD", "kế hoạch.txt")]


def test_since_a_branch_was_left(repository):
    git("checkout", "-qb", "soạn")
    put(repository.path / "a.txt", MORE)
    commit()
    git("checkout", "-q", "main")
    put(repository.path / "dự thảo" / "b.txt", MORE)
    commit()
    git("checkout", "-q", "soạn")
    assert repository("--changed", "main")[1] == ["a.txt"]
    (repository.path / "a.txt").unlink()
    assert repository("--changed=main")[1] == []


def test_what_is_no_commit(repository, monkeypatch):
    code, _, err = repository("--changed", "dự thảo")
    assert code == 2 and "“dự thảo”; viết --changed=HEAD dự thảo" in err
    assert repository("--changed=--output=x", ".")[0] == 2 and not (repository.path / "x").exists()
    monkeypatch.chdir(repository.path.parent)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.path.parent))
    put(repository.path.parent / "c.txt", PLAN)
    assert "không nằm trong kho nào" in repository("--changed", "--", "c.txt")[2]
