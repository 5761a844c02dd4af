"""`.gitignore` in a walk: the same files as git itself lists."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from checker.cli.files import discover
from checker.cli.gitignore import above

FILES = [
    "a.txt",
    "b.md",
    "notes.txt",
    "nháp/a.txt",
    "nháp/giữ.txt",
    "build/x.txt",
    "sub/build/x.txt",
    "sub/deep/a.log.txt",
    "sub/only.txt",
    "sub/keep.tmp.txt",
    "sub/drop.tmp.txt",
    "x/y/z/a.txt",
    "x/a.txt",
    "[odd].txt",
    "tên có dấu cách.txt",
    "#mark.txt",
    "!bang.txt",
    "data/1.txt",
    "data/2.txt",
    "data/a.txt",
    "star*.txt",
    "sub/anchored.txt",
    "anchored.txt",
    "file/folder.txt",
]
TOP = r"""# comment
build/
nháp/*
!nháp/giữ.txt
*.tmp.txt
!keep.tmp.txt
x/**/a.txt
/anchored.txt
data/[0-9].txt
\#mark.txt
\!bang.txt
file
tên có dấu cách.txt
**/deep
[
"""


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in FILES:
        path = tmp_path / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
        except OSError:  # '*' in a name on Windows
            continue
    (tmp_path / ".gitignore").write_text(TOP, "utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("only.txt\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_as_git_does(tree):
    subprocess.run(["git", "init", "-q"], check=True)
    listed = (
        subprocess.run(["git", "ls-files", "-z", "--others", "--exclude-standard"], capture_output=True, check=True)
        .stdout.decode()
        .split("\0")
    )
    expected = sorted(name for name in listed if name.endswith((".txt", ".md")))
    assert sorted(path.replace(os.sep, "/") for path in discover(["."])) == expected
    below = sorted(path.replace(os.sep, "/") for path in discover(["sub"]))
    assert below == sorted(name for name in expected if name.startswith("sub/"))
    assert list(discover(["sub/"])) and list(discover([str(tree / "sub")]))


def test_a_named_file_is_always_meant(tree):
    assert list(discover(["anchored.txt"])) == ["anchored.txt"]


def test_patterns_of_folders_above_hold_in_a_repository_only(tree):
    assert not above("sub").files
    (tree / ".git").mkdir()
    assert above("sub").files


def test_include_and_exclude(tree):
    found = list(discover(["."], include=("*.md",)))
    assert found == ["b.md"]
    assert "a.txt" not in list(discover(["."], exclude=("a.txt",)))
