"""Where reports go, and what happens when the world is against it: closed pipe, full disk, read-only folder, Ctrl-C."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path
from types import SimpleNamespace

import pytest

from checker.base.errors import Fatal
from checker.base.record import replace
from checker.cli import output
from checker.cli.destinations import named, outputs
from checker.cli.judge import judge_file, make_judge
from checker.cli.settings import Config
from checker.cli.showing import Showing, Shown
from checker.cli.verbs.check import add_arguments
from checker.model.findings import Report
from checker.source.docx.reader import read_docx
from tests.report.made import TEXT, report
from tests.wordfile import docx, paragraph

ROOT = Path(__file__).resolve().parents[2]
PATHS = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args([*words, "a.txt"])


def plancheck(*words: str, **more) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": PATHS, "PYTHONUTF8": "1", **more.pop("env", {})}
    return subprocess.run([sys.executable, "-m", "checker", *words], capture_output=True, env=environment, check=False, **more)


def delivered(args: argparse.Namespace, wanted, given: Report | None = None) -> bool:
    """A report, the made one, shown as the options say."""
    given = given or report()
    about, made = replace(given, files=()), output.forms(args, wanted)
    shown = (Shown(file, tuple(form.part(file, at, about) for form in made)) for at, file in enumerate(given.files, 1))
    return output.deliver(shown, [file.path for file in given.files], about, args, wanted)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, "utf-8")
    return path


# -- colour -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_to_colour(choice, environment, terminal, expected):
    assert output.colored(choice, environment, terminal) is expected


# -- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["html", "html=", "html=-", "=x", "htlm=x.html", "html=there/is/none/x.html", "html=in.txt"])
def test_output_options_that_cannot_be_meant(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Fatal):
        outputs([given], ["in.txt"])


def test_output_twice_to_one_file(tmp_path):
    with pytest.raises(Fatal):
        outputs([f"html={tmp_path}/x", f"json={tmp_path}/./x"], [])


def test_several_outputs_at_once(tmp_path, capsys):
    wanted = outputs([f"json={tmp_path}/a.json", f"html={tmp_path}/a.html"], ["a.txt"])
    delivered(options("--format", "junit"), wanted)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["schema"] == 1
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    shown = capsys.readouterr()
    assert shown.out.startswith("<?xml") and "đọc được" in shown.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "a.json"]


def test_a_folder_takes_an_index_and_a_sheet_of_each_plan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = report()
    same = [
        replace(file, path=name)
        for file, name in zip(found.files * 2, ("a/k.txt", "b/K.md", "index.txt", "c/x?.txt"), strict=True)
    ]
    wanted = outputs(["html=ra/phiếu/"], ["a.txt"])
    assert delivered(options("--quiet"), wanted, replace(found, files=tuple(same)))
    names = {path.name for path in Path("ra/phiếu").iterdir()}
    assert names == {"index.html", "a - k.html", "b - K.html", "index (2).html", "x_.html"}
    linked = re.findall(r'<td><a href="([^"#]+)"', Path("ra/phiếu/index.html").read_text("utf-8"))
    assert {urllib.parse.unquote(link) for link in linked} == names - {"index.html"} and len(linked) == 4
    sheet = Path("ra/phiếu/a - k.html").read_text("utf-8")
    assert sheet.count("<article") == 1 and 'href="index.html"' in sheet


def test_files_of_one_name_are_called_after_their_folders():
    paths = ["/p/q/xã A/kh.docx", "/p/q/xã B/2026/kh.docx", "/p/q/xã A/kh.doc", "/p/q/khác.docx", "/p/q/xã B/KHÁC.docx"]
    names = ["xã A - kh.docx", "xã B - 2026 - kh.docx", "xã A - kh (2).docx", "khác.docx", "xã B - KHÁC.docx"]
    assert list(named(paths, ".docx")) == names
    assert list(named(paths[:1], ".docx")) == ["kh.docx"]


def test_a_folder_takes_no_format_that_is_one_file(tmp_path):
    with pytest.raises(Fatal, match="one file for all"):
        outputs([f"xlsx={tmp_path}/ra/"], ["a.txt"])
    (tmp_path / "a.txt").write_text("", "utf-8")
    with pytest.raises(Fatal, match="cannot make"):
        outputs([f"html={tmp_path}/a.txt/ra/"], ["a.txt"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_quiet_leaves_standard_error_empty(capsys):
    delivered(options("--quiet"), ())
    shown = capsys.readouterr()
    assert shown.err == "" and "VD301" in shown.out


def test_statistics(capsys):
    delivered(options("--statistics"), ())
    assert capsys.readouterr().out.startswith("số lần")
    delivered(options("--statistics", "--format", "json"), ())
    assert json.loads(capsys.readouterr().out)[0]["count"] == 1
    delivered(options("--statistics", "--format", "gitlab"), ())
    shown = capsys.readouterr()
    assert json.loads(shown.out) and "số lần" in shown.err


def word_file(folder: Path, words: str) -> Path:
    folder.mkdir()
    path = folder / "kế hoạch.docx"
    path.write_bytes(docx(paragraph("KẾ HOẠCH") + paragraph(words)))
    return path


def test_a_copy_is_not_written_over_its_file(tmp_path):
    path = word_file(tmp_path / "a", "Việc .")
    before = path.read_bytes()
    done = plancheck("check", "--isolated", "--output", f"docx={path.parent}", str(path))
    assert done.returncode == 2 and "tệp vào" in done.stderr.decode() and path.read_bytes() == before


def test_a_copy_records_what_was_proved_and_nothing_else(tmp_path, monkeypatch):
    path = word_file(tmp_path / "a", "Việc ; thứ  hai .")
    judge = make_judge(Config(), datetime.date(2026, 11, 22))
    judged = judge_file(judge, str(path))
    assert any(fix.safety == "safe" for finding in judged.findings for fix in finding.fixes)
    target = tmp_path / "copy.docx"
    args, wanted = options("--quiet"), outputs([f"docx={target}"], [str(path)])
    monkeypatch.setattr("checker.rules.fixes.proven", lambda *_: [])
    shown = Showing(output.forms(args, wanted)).of(judge, judged, 1)
    assert output.deliver([shown], [str(path)], Report((), (), judge.book.by_code()), args, wanted)
    assert read_docx("x.docx", target.read_bytes()).raw == read_docx("x.docx", path.read_bytes()).raw


def test_github_gets_the_summary_of_the_step(tmp_path, monkeypatch, capsys):
    target = tmp_path / "summary.md"
    target.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(target))
    assert delivered(options("--format", "github"), ())
    assert target.read_text("utf-8").startswith("before\n### plancheck")
    assert capsys.readouterr().out.startswith("::")


# -- the world against it ---------------------------------------------------------------------------------------------


@posix
def test_a_reader_that_goes_away(tmp_path):
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(TEXT * 5, "utf-8")
    environment = {**os.environ, "PYTHONPATH": PATHS}
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "--format", "json", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    process.stdout.read(1)
    process.stdout.close()
    errors = process.stderr.read().decode()
    assert process.wait() in (0, 1)
    assert "Traceback" not in errors and "Exception" not in errors and "Broken" not in errors


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk(plan):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", "check", "--format", "json", str(plan)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": PATHS},
            check=False,
        )
    errors = done.stderr.decode()
    assert done.returncode == 2
    assert "không ghi được ra đầu ra chuẩn" in errors and "Traceback" not in errors and "Exception" not in errors


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("words", [["rules"], ["explain", "TT108"], ["completion", "bash"], ["--version"], ["facts", "{}"]])
def test_a_full_disk_under_every_verb(words, plan):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", *(word.format(plan) for word in words)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": PATHS},
            check=False,
        )
    errors = done.stderr.decode()
    assert done.returncode == 2 and "đầu ra chuẩn" in errors
    assert "Traceback" not in errors and "Exception" not in errors


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| true", "2>&1 | head -c 1"])
def test_streams_that_are_closed(closed, plan):
    command = f'{sys.executable} -m checker check "{plan}" {closed}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": PATHS}, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr and b"Exception" not in done.stdout + done.stderr


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(plan, tmp_path):
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o500)
    done = plancheck("check", str(plan), "--output", f"html={folder}/x.json")
    assert done.returncode == 2 and "không ghi được" in done.stderr.decode()
    assert not list(folder.iterdir())


def test_a_file_that_cannot_be_written(plan, tmp_path):
    (tmp_path / "x.json").mkdir()
    done = plancheck("check", str(plan), "--output", f"json={tmp_path}/x.json")
    assert done.returncode == 2
    assert "không ghi được" in done.stderr.decode() and "Traceback" not in done.stderr.decode()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kế hoạch.txt", "x.json"]


def test_the_old_file_stays_when_the_new_one_fails(tmp_path, monkeypatch, capsys):
    target = tmp_path / "x.json"
    target.write_text("old")

    def torn(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", torn)
    assert not delivered(options(), outputs([f"json={target}"], []))
    shown = capsys.readouterr()
    assert "ổ đĩa đầy" in shown.err and "VD301" in shown.out
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


@posix
def test_ctrl_c():
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "-"],  # waits for what never comes
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background ignores it
        env={**os.environ, "PYTHONPATH": PATHS},
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b"" and "Traceback" not in errors.decode() and "dừng" in errors.decode()


@pytest.mark.slow
def test_two_runs_are_byte_identical(plan):
    for name in ("concise", "pretty", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html"):
        first, second = (plancheck("check", "--format", name, str(plan)) for _ in range(2))
        assert first.stdout == second.stdout and first.stderr == second.stderr


def test_standard_input(plan):
    done = plancheck("check", "-", "--stdin-filename", "x/y.txt", "--format", "json", input=TEXT.encode())
    assert json.loads(done.stdout)["files"][0]["path"] == "x/y.txt"


@pytest.mark.slow
def test_escapes_in_file_names(tmp_path):
    if os.name != "posix":
        pytest.skip("such names exist on POSIX only")
    (tmp_path / "a\x1b[31m.txt").write_text(TEXT, "utf-8")
    for name in ("concise", "pretty", "github", "gitlab", "junit", "html", "sarif"):
        done = plancheck("check", "--format", name, str(tmp_path))
        assert b"\x1b" not in done.stdout and b"\x1b" not in done.stderr


@posix
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "--format", "concise"],
        ["facts"],
        ["fix"],
        ["facts", "--format", "json"],
        ["check", "--format", "json"],
        ["check", "--format", "sarif"],
        ["check", "--format", "gitlab"],
        ["check", "--format", "html"],
    ],
)
def test_a_plan_cannot_drive_the_terminal(words, tmp_path):
    """What a plan and its name hold reaches a terminal as text."""
    plan = tmp_path / "a\x1b[2J\x07.txt"
    plan.write_text(TEXT.replace("người dân", "người , dân \x1b]0;x\x07 \x9b31m \u202e"), "utf-8")
    text = on_a_terminal(*words, str(plan), NO_COLOR="1")
    assert text and not set(text) & set("\x1b\x07\x9b\u202e")


def test_progress_of_few_files_that_are_slow(monkeypatch, capsys):
    clock = iter((0.0, 0.4, 1.4, 2.0))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(output, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert len(list(output.Progress(3, False).over("abc"))) == 3
    shown = capsys.readouterr().err
    assert "1/3" not in shown and "2/3" in shown and "3/3" in shown and shown.endswith("\r\x1b[K")


def test_progress_on_a_long_run_on_a_terminal_only(monkeypatch, capsys):
    files = report().files * 20
    assert len(list(output.Progress(len(files), False).over(files))) == 40
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert len(list(output.Progress(len(files), False).over(files))) == 40
    shown = capsys.readouterr().err
    assert "40/40" in shown and shown.endswith("\r\x1b[K")
    assert not list(output.Progress(3, False).over(())) and capsys.readouterr().err == ""
    assert len(list(output.Progress(len(files), True).over(files))) == 40 and capsys.readouterr().err == ""


def on_a_terminal(*words: str, **environment: str) -> str:
    """What a command shows on a terminal of 80 columns, standard error included."""
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", *words],
        stdout=follower,
        stderr=follower,
        env={**known, "PYTHONPATH": PATHS, "TERM": "xterm", **environment},
    )
    os.close(follower)
    seen = b""
    while part := _read(leader):
        seen += part
    process.wait()
    os.close(leader)
    return seen.decode().replace("\r\n", "\n")


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other side is closed
        return b""


@posix
def test_pretty_and_colour_on_a_terminal(plan):
    shown = on_a_terminal("check", str(plan))
    assert "\x1b[" in shown and "^^^" in shown and "đọc được" in shown
    assert "\x1b" not in on_a_terminal("check", str(plan), NO_COLOR="1")
    assert "\x1b" not in on_a_terminal("check", str(plan), TERM="dumb")
    assert "\x1b" not in on_a_terminal("check", str(plan), "--color", "never", FORCE_COLOR="1")


@posix
def test_columns_is_respected(plan):
    from rich.cells import cell_len

    lines = on_a_terminal("check", str(plan), NO_COLOR="1", COLUMNS="60").splitlines()
    frames = [line for line in lines if line.startswith(" " * 10)]
    assert frames and max(map(cell_len, frames)) <= 60
    wide = on_a_terminal("check", str(plan), NO_COLOR="1", COLUMNS="200").splitlines()
    assert max(map(cell_len, wide)) > 80


def test_colour_off_a_terminal_only_when_asked(plan):
    assert b"\x1b" not in plancheck("check", str(plan), "--format", "pretty").stdout
    assert b"\x1b[" in plancheck("check", str(plan), "--format", "pretty", "--color", "always").stdout
    assert b"\x1b[" in plancheck("check", str(plan), "--format", "pretty", env={"FORCE_COLOR": "1"}).stdout


@posix
def test_output_to_a_device(plan):
    devices = ("--output", "json=/dev/stderr", "--output", "html=/dev/null")
    done = plancheck("check", str(plan), "--format", "concise", "--quiet", *devices)
    assert json.loads(done.stderr)["schema"] == 1 and b"TT141" in done.stdout


def test_a_missing_library_is_told_before_anything_is_judged(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Fatal, match="openpyxl"):
        outputs([f"xlsx={tmp_path}/ra.xlsx"], ["a.txt"])
