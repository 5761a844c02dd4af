"""A run holds one report at a time, in every format, and gives the same bytes however many processes there are."""

from __future__ import annotations

import argparse
import os
import tracemalloc
from pathlib import Path

import pytest

from checker.base.record import replace
from checker.cli import output
from checker.cli.destinations import outputs
from checker.cli.main import main
from checker.cli.showing import Shown
from checker.cli.spool import Spool
from checker.cli.verbs.check import add_arguments
from checker.report import FORMATS
from tests.report.made import TEXT, report
from tests.wordfile import docx, paragraph

_LISTED = {"sarif": 4000}  # bytes of memory for each file: a log lists its files, and those that could not be read, in front
_TEXTS = ("csv", *FORMATS)  # what is text, or is written row by row


def test_the_same_bytes_in_one_process_and_in_several(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for number in range(40):
        Path(f"{number:02}.txt").write_text(f"{TEXT}\n{number}\n", "utf-8")
    Path("a.docx").write_bytes(docx(paragraph("KẾ HOẠCH") + paragraph("Thực hiện  nhiệm vụ năm 2026 ,")))
    made = []
    for jobs in ("1", "3"):
        wanted = [word for name in _TEXTS for word in ("--output", f"{name}=ra.{name}")]
        words = ["--isolated", "--no-cache", "--jobs", jobs, *wanted, "--output", "docx=ra.docx", "--include", "*.txt"]
        assert main(["check", *words, ".", "a.docx"]) in (0, 1)
        shown = capsys.readouterr()
        made.append([shown.out, shown.err, *(Path(f"ra.{name}").read_bytes() for name in (*_TEXTS, "docx"))])
        for name in (*_TEXTS, "docx"):
            os.unlink(f"ra.{name}")
    assert made[0] == made[1]


@pytest.mark.parametrize("name", [*_TEXTS, "xlsx"])
def test_memory_does_not_grow_with_the_files(name, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("checker.cli.spool._ROOM", 10_000)
    given = report()

    def peak(count: int) -> int:
        args = _options("--quiet", "--format", "jsonl")
        wanted = outputs([f"{name}={tmp_path}/out"], [])
        about, forms = replace(given, files=()), output.forms(args, wanted)

        def shown():
            for at in range(1, count + 1):
                file = given.files[at % len(given.files)]
                yield Shown(replace(file, document=None, facts={}), tuple(form.part(file, at, about) for form in forms))

        tracemalloc.start()
        try:
            assert output.deliver(shown(), [], about, args, wanted)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(5)  # what is loaded once
    few, many = peak(30), peak(300)
    capfd.readouterr()
    assert many < 1.5 * few + 270 * _LISTED.get(name, 300)


def _options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args([*words, "a.txt"])


def test_a_spool_is_gone_through_more_than_once(monkeypatch):
    monkeypatch.setattr("checker.cli.spool._ROOM", 50)
    parts = [("x" * number, number, None, b"\x00") for number in range(40)]
    spool = Spool(parts)
    assert list(spool) == parts == list(spool)
    assert [one for pair in zip(spool, spool, strict=True) for one in pair] == [one for part in parts for one in (part, part)]
