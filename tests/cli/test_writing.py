"""What is written keeps its owner, mode and names; what must not be written is refused; nothing is passed over in silence."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import writing
from checker.cli.files import discover
from checker.cli.main import main
from checker.cli.writing import write_atomic
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners, links and pipes are those of POSIX")
TEXT = "KẾ HOẠCH\nThực hiện  nhiệm vụ năm 2026 ,\n"


@pytest.fixture
def plan(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)
    path = Path("plan.md")
    path.write_text(TEXT, "utf-8")
    return path


def fix(*words: str) -> int:
    return main(["fix", "--isolated", "--write", *words])


def left() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_stays_and_the_words_are_nobody_else_s_meanwhile(plan, mode, monkeypatch):
    plan.chmod(mode)
    seen = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(os.fstat(handle).st_mode), sync(handle)))
    assert fix("plan.md") == 1 and plan.read_text("utf-8") != TEXT
    assert stat.S_IMODE(plan.stat().st_mode) == mode and left() == ["plan.md"]
    assert stat.S_IMODE(seen[0]) == 0o600 and stat.S_ISDIR(seen[-1])  # the words, then the folder that names them


def test_a_new_file_has_the_mode_of_new_files(plan):
    old = os.umask(0o027)
    try:
        write_atomic("new.json", b"{}")
    finally:
        os.umask(old)
    assert stat.S_IMODE(Path("new.json").stat().st_mode) == 0o640


def test_a_file_with_two_names_stays_one(plan):
    os.link("plan.md", "other.md")
    assert fix("plan.md") == 1
    assert plan.stat().st_ino == Path("other.md").stat().st_ino and Path("other.md").read_text("utf-8") != TEXT
    assert left() == ["other.md", "plan.md"]


def test_the_owner_stays_where_it_cannot_be_given(plan, monkeypatch):
    """A file of somebody else in a folder of ours: a new file would be ours, so the words go into the old one."""
    was = plan.stat()

    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)
    stranger = os.stat_result((*was[:4], was.st_uid + 1, *was[5:10]))
    monkeypatch.setattr(writing.os, "stat", lambda path, **more: stranger if str(path).endswith(".tmp") else os.lstat(path))
    assert fix("plan.md") == 1
    assert plan.lstat().st_ino == was.st_ino and plan.read_text("utf-8") != TEXT


def test_the_whole_text_is_kept_where_the_old_file_takes_only_half(plan, monkeypatch):
    os.link("plan.md", "other.md")
    monkeypatch.setattr(writing.os, "fsync", lambda handle: full() if os.fstat(handle).st_nlink > 1 else None)

    def full():
        raise OSError(28, "No space left on device")

    assert fix("plan.md") == 2
    saved = next(name for name in left() if name.endswith(".saved"))
    assert "nhiệm vụ" in Path(saved).read_text("utf-8")


@pytest.mark.parametrize("verb", ["fix", "check"])
def test_a_read_only_file_is_left_alone(plan, verb, capsys):
    target = plan if verb == "fix" else Path("out.json")
    target.write_text(TEXT, "utf-8")
    target.chmod(0o444)
    words = ("--write", "plan.md") if verb == "fix" else ("--output", "json=out.json", "plan.md")
    assert main([verb, "--isolated", *words]) == 2
    assert target.read_text("utf-8") == TEXT and "--force" in capsys.readouterr().err
    main([verb, "--isolated", "--force", *words])
    assert target.read_text("utf-8") != TEXT and stat.S_IMODE(target.stat().st_mode) == 0o444


def test_what_somebody_else_saves_meanwhile_stays(plan, monkeypatch, capsys):
    from checker.cli.verbs import fix as verb

    right = verb.fix_source

    def slow(source, *more):
        plan.write_text("của người khác", "utf-8")
        return right(source, *more)

    monkeypatch.setattr(verb, "fix_source", slow)
    assert fix("plan.md") == 2 and plan.read_text("utf-8") == "của người khác"
    assert "ở nơi khác" in capsys.readouterr().err and left() == ["plan.md"]


def test_a_long_name(plan):
    name = "k" * 247 + ".md"
    os.rename("plan.md", name)
    assert fix(name) == 1 and Path(name).read_text("utf-8") != TEXT


def test_a_link_that_is_named_is_followed_and_one_that_leads_out_of_a_folder_is_not(plan, capsys):
    Path("in").mkdir()
    Path("in/out.md").symlink_to("../plan.md")
    Path("in/own.md").write_text("KẾ HOẠCH\n", "utf-8")
    Path("in/same.md").symlink_to("own.md")
    Path("in/gone.md").symlink_to("nowhere.md")
    assert fix("in") == 2 and plan.read_text("utf-8") == TEXT
    told = capsys.readouterr().err
    assert "in/out.md: liên kết" in told and "in/gone.md: không có tệp này" in told
    assert fix("in/out.md") == 1 and plan.read_text("utf-8") != TEXT and Path("in/out.md").is_symlink()


def test_streams_and_pipes_are_not_written(plan):
    os.mkfifo("pipe.md")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with plan.open("rb") as stdin:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "fix", "--isolated", "--write", "/dev/stdin", "pipe.md", "."],
            stdin=stdin,
            env=environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
    told = done.stderr.decode()
    assert done.returncode == 2 and "/dev/stdin: không phải tệp" in told and "pipe.md: không phải tệp" in told


def test_pipes_where_a_repository_has_its_files(plan, monkeypatch, capsys):
    Path(".git").mkdir()
    os.mkfifo(".gitignore")
    os.mkfifo("summary")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary")
    assert main(["check", "--isolated", "--format", "github", "."]) == 2
    assert "GITHUB_STEP_SUMMARY" in capsys.readouterr().err


def test_a_folder_that_cannot_be_read_is_told(plan, monkeypatch, capsys):
    Path("shut").mkdir()
    scan = os.scandir

    def scandir(folder="."):
        if str(folder).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert main(["check", "--isolated", "--format", "json", "."]) == 2
    errors = {file["path"]: file["error"] for file in json.loads(capsys.readouterr().out)["files"]}
    assert errors["plan.md"] is None and "thư mục" in errors["shut"]


def test_a_file_that_vanishes_is_told(plan, monkeypatch, capsys):
    from checker.cli.verbs import check

    monkeypatch.setattr(check, "files_of", lambda *_: ["plan.md", "gone.md"])
    assert main(["check", "--isolated", "--format", "concise", "."]) == 2
    assert "gone.md" in capsys.readouterr().out


def test_folders_may_lie_deep(tmp_path, monkeypatch):
    depth = 1200
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    try:
        Path("a.md").write_bytes(b"")
        assert [Path(path).name for path in discover([str(tmp_path)])] == ["a.md"]
    finally:  # nobody else could take it away: `rmtree` goes no deeper than Python's stack
        os.unlink("a.md")
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
