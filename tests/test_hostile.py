"""Every hostile input ends within ten seconds of processor time and a gigabyte, under each verb that reads plans."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.badfiles import bad_files
from tests.conftest import ROOT, SHARED

resource = pytest.importorskip("resource", reason="limits of a process are those of POSIX")
pytestmark = pytest.mark.slow
VERBS = ("check", "--profile", "strict"), ("fix", "--write", "--unsafe"), ("facts",)
TEXTS = {
    "amounts.txt": "KẾ HOẠCH\n" + "1.000.000 đồng " * 2000,
    "headings.txt": "KẾ HOẠCH\nTriển khai\n\n" + "a) nội dung\n" * 2500,
    "digits.txt": f"KẾ HOẠCH\nTriển khai\n\nThực hiện {'9' * 16000}, ban hành kế hoạch như sau:\n\nI. MỤC TIÊU\n1. a",
    "doubled.txt": "KẾ HOẠCH\n\nThực hiện Luật Đầu tư công như sau:\n\n" + "chú thích " * 50_000,
    "dots.md": "ngày....",
    "brackets.md": "(" * 20_000 + "“" * 20_000 + "**a*" * 5000,
    "rows.md": "| " * 20_000 + "\n" + "|---" * 20_000,
    "quotes.md": "> " * 20_000 + "# " * 20_000,
}
SHARED_CASES = sorted((SHARED / "cases" / "hostile").glob("*.[tmd]*")) if SHARED else []
CASES = [
    *(pytest.param(name, text.encode(), words, id=f"{words[0]} {name}") for name, text in TEXTS.items() for words in VERBS),
    *(pytest.param(one.name, one.data, VERBS[0], id=f"check {one.name}") for one in bad_files()),
    *(pytest.param(p.name, p.read_bytes(), words, id=f"{words[0]} shared {p.name}") for p in SHARED_CASES for words in VERBS),
]


def limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


def within_limits(folder: Path, *words: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "checker", *words]
    return subprocess.run(command, cwd=folder, env=env, preexec_fn=limits, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize(("name", "data", "words"), CASES)
def test_ends_within_its_limits(name, data, words, tmp_path):
    (tmp_path / name).write_bytes(data)
    done = within_limits(tmp_path, *words, "--isolated", name)
    assert done.returncode in (0, 1, 2) and b"Traceback" not in done.stderr and b"SP004" not in done.stdout
    assert done.returncode != 2 or done.stderr.strip() or done.stdout.strip()


def test_patterns_of_git_that_would_go_back_for_ever(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*a*a*a*a*a*a*b\n" + "**/a*" * 30 + "b\n", "utf-8")
    (tmp_path / f"{'a' * 240}.txt").write_text("KẾ HOẠCH\n", "utf-8")
    assert within_limits(tmp_path, "check", ".").returncode in (0, 1)
