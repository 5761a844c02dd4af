"""`.gitignore` in a walk: the same files as git itself lists."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time

import pytest

from checker.cli.files import discover
from checker.cli.gitignore import above, read

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

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


@pytest.fixture(autouse=True)
def _nobody_s_home(tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"):
        monkeypatch.delenv(name, raising=False)


@needs_git
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


PIECES = ("a", "b", "c", "ab", "-", "*", "**", "?", "[ab]", "[!a]", "[a-c]", "\\*", "/", "/", "/", ".")


def random_pattern(chance: random.Random) -> str:
    """A pattern with '**' only as a whole name: beside other characters Git itself takes it now for one star, now for folders."""
    pattern = "".join(chance.choices(PIECES, k=chance.randint(1, 7)))
    parts = [part if part == "**" else part.replace("**", "*") for part in pattern.split("/")]
    return chance.choice(["", "", "!"]) + "/".join(parts).replace("***", "*")


@needs_git
@pytest.mark.parametrize("seed", range(4))
def test_random_patterns_mean_what_git_takes_them_for(tmp_path, seed):
    """Asked of Git itself for random paths; of ASCII, for Git takes a letter of two bytes for two."""
    chance = random.Random(seed)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    paths = sorted(
        {
            "/".join("".join(chance.choices("abc-*.", k=chance.randint(1, 3))) for _ in range(chance.randint(1, 4)))
            for _ in range(400)
        }
    )
    paths = [path for path in paths if not {"", ".", ".."} & set(path.split("/"))]
    for _ in range(60):
        lines = [random_pattern(chance) for _ in range(chance.randint(1, 3))]
        (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n", "utf-8")
        asked = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],
            cwd=tmp_path, input="\0".join(paths).encode(), capture_output=True, check=False,
        )  # fmt: skip
        expected = set(asked.stdout.decode().split("\0")) - {""}
        ignores = above(str(tmp_path)).below(str(tmp_path))
        found = set()
        for path in paths:
            parts = path.split("/")
            ways = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
            if any(ignores.ignored(str(tmp_path / way), way != path) for way in ways):
                found.add(path)
        assert found == expected, (lines, found ^ expected)


def test_many_stars_take_no_time(tmp_path):
    (tmp_path / ".gitignore").write_text("a" + "*a" * 40 + "b\n" + "**/a/" * 40 + "b\n" + "?*" * 40 + "b\n", "utf-8")
    lines = read(str(tmp_path / ".gitignore"))
    start = time.process_time()
    assert not any(line.regex.fullmatch(path) for line in lines for path in ("a" * 250, "a/" * 120 + "a"))
    assert time.process_time() - start < 1


def names(folder: str = ".") -> set[str]:
    return {path.replace(os.sep, "/") for path in discover([folder])}


@needs_git
def test_what_is_excluded_elsewhere(tree, monkeypatch):
    subprocess.run(["git", "init", "-q"], check=True)
    assert {"a.txt", "notes.txt", "b.md"} <= names()
    (tree / ".git" / "info" / "exclude").write_text("a.txt\n")
    assert {"notes.txt", "b.md"} <= names() and "a.txt" not in names()
    home = tree.parent / "own"
    home.mkdir()
    (home / "everywhere").write_text("notes.txt\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "config"))
    (home / "config").write_text(f"[core]\n\texcludesFile = {home / 'everywhere'}\n")
    assert not {"a.txt", "notes.txt"} & names()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "none"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    (home / "git").mkdir()
    (home / "git" / "ignore").write_text("b.md\n")
    assert "notes.txt" in names() and "b.md" not in names()


@needs_git
def test_a_work_tree_shares_what_its_repository_excludes(tree):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-qm", "x", "--allow-empty"], check=True)
    subprocess.run([*git, "worktree", "add", "-q", "-b", "khac", "cây khác"], check=True, capture_output=True)
    for name in ("a.txt", "b.txt"):
        (tree / "cây khác" / name).write_text("x")
    (tree / ".git" / "info" / "exclude").write_text("a.txt\n")
    assert names("cây khác") == {"cây khác/b.txt"}


def test_a_byte_order_mark_is_no_part_of_the_first_line(tree):
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("a.txt\n", "utf-8-sig")
    assert "a.txt" not in names() and "notes.txt" in names()
