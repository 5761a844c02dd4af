"""One bad file costs only itself: it is a row of the report, or a line about its copy, and all others come out as ever."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
from pathlib import Path

import pytest

from checker.cli import batches
from checker.cli.main import main
from checker.report import FORMATS
from tests.badfiles import BadFile, bad_files
from tests.wordfile import docx, paragraph

pytest.importorskip("lxml")
TEXT = "KẾ HOẠCH\nThực hiện  nhiệm vụ năm 2026 ,\n"
WORD = docx(paragraph("KẾ HOẠCH") + paragraph("Thực hiện  nhiệm vụ năm 2026 ,"))
GOOD = ("a.md", "m.docx", "z.md")


@pytest.fixture(scope="module")
def bad() -> tuple[BadFile, ...]:
    return bad_files()


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """`run(turn, *words)` puts the good and the bad files into a row, turned by `turn`, and gives (exit code, out, err)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)

    def run(bad, turn: int, *words: str) -> tuple[int, str, str]:
        for one in bad:
            Path(one.name).write_bytes(one.data)
        for name in GOOD:
            Path(name).write_bytes(WORD if name.endswith("x") else TEXT.encode())
        third = len(bad) // 3
        names = [one.name for one in bad]
        row = [GOOD[0], *names[:third], GOOD[1], *names[third:], GOOD[2]]
        at = (0, third + 1, len(row) - 1)[turn]
        code = main([words[0], "--isolated", *words[1:], *row[at:], *row[:at]])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return code, shown.out, shown.err

    return run


def rows(out: str) -> dict[str, str | None]:
    return {file["path"]: file["error"] for file in json.loads(out)["files"]}


def judge_rows(found: dict[str, str | None], bad) -> None:
    assert set(found) == {*GOOD, *(one.name for one in bad)}
    for one in bad:
        assert (one.unread or "") in (found[one.name] or "") and (found[one.name] is None) == (one.unread is None), one.name
    assert all(found[name] is None for name in GOOD)


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_check(run, bad, turn, jobs):
    code, out, _ = run(bad, turn, "check", "--jobs", jobs, "--format", "json")
    assert code == 2
    judge_rows(rows(out), bad)


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_every_format_and_every_copy(run, bad, turn):
    Path("copies").mkdir()
    outputs = [word for name in FORMATS for word in ("--output", f"{name}=out.{name}")]
    code, out, err = run(bad, turn, "check", "--format", "concise", *outputs, "--output", "docx=copies")
    assert code == 2 and all(name in out for name in GOOD)
    judge_rows(rows(Path("out.json").read_text("utf-8")), bad)
    for name in FORMATS:
        shown = Path(f"out.{name}").read_text("utf-8")
        assert shown and (name == "github" or all(good in shown for good in GOOD)), name  # GitHub takes ten notes of a run
    made = {path.name for path in Path("copies").iterdir()}
    assert made == {GOOD[1], *(one.name for one in bad if one.name.endswith("x") and not (one.unread or one.uncopied))}
    for one in bad:
        if one.uncopied:
            assert any(one.name in line and one.uncopied in line for line in err.splitlines()), one.name


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("words", [("--write",), ("--write", "--unsafe"), ()])
def test_fix(run, bad, turn, words):
    code, out, err = run(bad, turn, "fix", *words)
    assert code == 2
    for one in bad:
        told = one.unread or (one.uncopied if words and one.fixed else None)
        lines = [line for line in err.splitlines() if line.startswith(f"{one.name}:")]
        assert len(lines) == bool(told) and all(told in line for line in lines), one.name
        if told:
            assert Path(one.name).read_bytes() == one.data
    changed = Path("a.md").read_text("utf-8") != TEXT and Path("z.md").read_text("utf-8") != TEXT
    assert (changed and Path("m.docx").read_bytes() != WORD) if words else all(f"b/{name}" in out for name in GOOD)


@pytest.mark.parametrize("format", ["json", "text"])
def test_facts(run, bad, format):
    code, out, _ = run(bad, 1, "facts", "--format", format)
    assert code == 2
    if format == "json":
        judge_rows(rows(out), bad)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_baseline(run, bad, jobs):
    code, _, err = run(bad, 1, "baseline", "--jobs", jobs)
    assert code == 2 and all(one.name in err for one in bad if one.unread)
    held = {entry["path"] for entry in json.loads(Path(".plancheck-baseline.json").read_text("utf-8"))["findings"]}
    assert held >= set(GOOD)


# -- faults of our own ------------------------------------------------------------------------------------------------

FAULTS = (ValueError("4300 digits"), MemoryError(), RecursionError("deep"), KeyError("toc"), OSError(5, "Input/output error"))
STAGES = (  # what fails, the command that goes through it
    ("checker.cli.batches.read_any", ("check", "--jobs", "1")),
    ("checker.cli.judge.lint", ("check", "--jobs", "1")),
    *((f"{module}.part", ("check", "--format", name)) for name, module in FORMATS.items()),
    *((f"{FORMATS[name]}.part", ("check", "--output", f"{name}=out")) for name in ("html", "sarif")),
    ("checker.report.docx_copy.annotate", ("check", "--output", "docx=copies")),
    ("checker.cli.verbs.fix.read_source", ("fix",)),
    ("checker.cli.verbs.fix.fix_source", ("fix",)),
    ("checker.cli.verbs.fix.write_atomic", ("fix", "--write")),
    ("checker.cli.verbs.facts.read_source", ("facts",)),
    ("checker.cli.verbs.facts.read_documents", ("facts",)),
)


def about(value, name: str) -> bool:
    """Whether an argument is, or holds, the file of that name, and not only the row that says what is wrong with it."""
    files = getattr(value, "files", None) or (value,)
    return any(str(getattr(file, "path", file)).endswith(name) and not getattr(file, "error", None) for file in files)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize(("where", "words"), STAGES, ids=[" ".join((*words, where)) for where, words in STAGES])
def test_a_fault_at_any_stage(where, words, fault, tmp_path, monkeypatch, capsys):
    names = ("a.docx", "bad.docx", "z.docx")
    monkeypatch.chdir(tmp_path)
    Path("copies").mkdir()
    for name in names:  # words of its own: no earlier test has left a report on them
        Path(name).write_bytes(docx(paragraph("KẾ HOẠCH") + paragraph(f"Thực hiện  nhiệm vụ ở {tmp_path} ,")))
    module, _, function = where.rpartition(".")
    right = getattr(importlib.import_module(module), function)

    def wrong(*args, **more):
        if any(about(value, "bad.docx") for value in args):
            raise fault
        return right(*args, **more)

    monkeypatch.setattr(where, wrong)
    assert main([words[0], "--isolated", *words[1:], *names]) == 2
    out, err = capsys.readouterr()
    assert "Traceback" not in err and "bad.docx" in out + err


@pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="a process that is not forked knows nothing of the fault"
)
def test_a_worker_that_dies_costs_one_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names = [f"{number}.md" for number in range(40)]
    for name in names:
        Path(name).write_text(f"{TEXT}{tmp_path}", "utf-8")  # words of which no earlier test has left a report
    right = batches.judge_file

    def deadly(judge, path, *more, **options):
        return os._exit(9) if path == "20.md" else right(judge, path, *more, **options)

    monkeypatch.setattr(batches, "judge_file", deadly)
    assert main(["check", "--isolated", "--jobs", "2", "--format", "json", *names]) == 2
    found = rows(capsys.readouterr().out)
    assert list(found) == names and [name for name in names if found[name]] == ["20.md"]
