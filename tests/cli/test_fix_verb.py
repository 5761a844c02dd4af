"""`plancheck fix` on files: what is shown, what is written, and what the exit code says."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys

import pytest

from checker.cli.main import main
from tests.conftest import ROOT
from tests.plans import clean_plan

WRONG = clean_plan("1. Rà soát , tổng hợp danh sách (lần 1)tại các xã;; báo cáo.")
RIGHT = clean_plan("1. Rà soát, tổng hợp danh sách (lần 1) tại các xã; báo cáo.")


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(WRONG.encode())
    return path


def test_diff_is_the_default(plan, capsys):
    assert main(["fix", plan.name]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"--- a/{plan.name}\t\n+++ b/{plan.name}\t\n@@ ")
    assert "\n-1. Rà soát , tổng hợp" in out and "\n+1. Rà soát, tổng hợp" in out
    assert plan.read_bytes() == WRONG.encode()
    assert "CT701 2" in err and "CT702 1" in err and "--write" in err


def test_the_diff_applies(plan, capsys):
    main(["fix", plan.name, "--quiet"])
    patch = capsys.readouterr().out
    if not shutil.which("patch"):
        pytest.skip("no patch here")
    subprocess.run(["patch", "-p1", "--binary"], input=patch.encode(), cwd=plan.parent, check=True, capture_output=True)
    assert plan.read_bytes() == RIGHT.encode()


def test_write(plan, capsys):
    plan.chmod(0o640)
    assert main(["fix", "--write", plan.name]) == 1
    assert plan.read_bytes() == RIGHT.encode()
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert os.listdir(plan.parent) == [plan.name]
    out, err = capsys.readouterr()
    assert out == "" and "Đã sửa 3 chỗ trong 1 tệp" in err
    assert main(["fix", "--write", plan.name]) == 0


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(plan, encoding, bom, end):
    plan.write_bytes(bom + WRONG.replace("\n", end).encode(encoding))
    assert main(["fix", "--write", "--quiet", plan.name]) == 1
    assert plan.read_bytes() == bom + RIGHT.replace("\n", end).encode(encoding)


def test_no_final_line_end(plan, capsys):
    plan.write_bytes(WRONG.rstrip("\n").encode() + b" ,x")
    main(["fix", plan.name])
    assert "\\ No newline at end of file" in capsys.readouterr().out
    main(["fix", "--write", plan.name])
    assert not plan.read_bytes().endswith(b"\n")


def test_through_a_link(plan):
    link = plan.parent / "liên kết.txt"
    link.symlink_to(plan)
    assert main(["fix", "--write", "--quiet", link.name]) == 1
    assert link.is_symlink() and plan.read_bytes() == RIGHT.encode()


def _piped(text: bytes, *args: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "checker", "fix", "--isolated", *args, "-"],
        input=text,
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=60,
    )


def test_standard_input():
    done = _piped(WRONG.replace("\n", "\r\n").encode("utf-8-sig"), "--stdout")
    assert done.returncode == 1
    assert done.stdout == RIGHT.replace("\n", "\r\n").encode("utf-8-sig")
    done = _piped(RIGHT.encode(), "--stdout")
    assert done.returncode == 0 and done.stdout == RIGHT.encode()
    done = _piped(WRONG.encode(), "--stdin-filename", "du-thao.txt")
    assert done.returncode == 1 and done.stdout.startswith(b"--- a/du-thao.txt\n")


def test_stdout_takes_one_file(plan, capsys):
    assert main(["fix", "--stdout", plan.name, "khác.txt"]) == 2
    assert "--stdout" in capsys.readouterr().err


def test_what_cannot_be_read_is_exit_2_and_the_rest_is_done(plan, capsys):
    (plan.parent / "hỏng.txt").write_bytes(b"\xff\xfe\x00")
    assert main(["fix", "--write", "hỏng.txt", plan.name]) == 2
    assert plan.read_bytes() == RIGHT.encode()
    assert "hỏng.txt" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_what_cannot_be_written_is_exit_2(plan, capsys):
    plan.parent.chmod(0o500)
    try:
        assert main(["fix", "--write", plan.name]) == 2
    finally:
        plan.parent.chmod(0o700)
    assert plan.read_bytes() == WRONG.encode()


def test_select(plan):
    assert main(["fix", "--write", "--quiet", "--select", "CT702", plan.name]) == 1
    assert plan.read_text(encoding="utf-8") == WRONG.replace(";;", ";")


def test_suggestions_are_never_applied(plan, capsys):
    text = clean_plan("1. Các xã lòng ghép nội dung dân số vào sinh hoạt.")
    plan.write_bytes(text.encode())
    assert main(["fix", "--unsafe", "--write", plan.name]) == 0
    assert plan.read_bytes() == text.encode()
    assert "chỗ có gợi ý" in capsys.readouterr().err


def test_english(plan, capsys):
    main(["fix", "--lang", "en", plan.name])
    assert "3 places can be fixed in 1 files (CT701 2, CT702 1)." in capsys.readouterr().err


def test_a_suppressed_finding_is_not_fixed(plan):
    text = clean_plan("<!-- plancheck: ignore CT701 -- trích nguyên văn -->\n\n1. Rà soát , tổng hợp danh sách.")
    plan.write_bytes(text.encode())
    assert main(["fix", "--write", "--quiet", plan.name]) == 0


def test_stdout_of_text_streams(plan, monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["fix", "--stdout", "--quiet", plan.name]) == 1
    assert stream.getvalue() == RIGHT


def test_with_a_baseline(plan, capsys):
    assert main(["baseline", "--baseline", "b.json", plan.name]) == 0
    assert main(["fix", "--write", "--quiet", "--baseline", "b.json", plan.name]) == 1
    assert plan.read_text(encoding="utf-8") == RIGHT
