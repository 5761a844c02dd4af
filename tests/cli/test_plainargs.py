"""A plain command line says the same without argparse; all others are left to it."""

from __future__ import annotations

import pytest

from checker.cli import main as cli
from checker.cli.arguments import parser
from checker.cli.plainargs import PlainParser
from checker.cli.verbs import check


def plain(words: list[str]) -> dict[str, object] | None:
    reader = PlainParser()
    check.add_arguments(reader)
    found = reader.read(words)
    return vars(found) if found else None


@pytest.mark.parametrize(
    "line",
    [
        "a.txt",
        "a.txt b.txt",
        "-",
        "--isolated --format concise a.txt",
        "a.txt --select TT,BC --select VD --ignore=CQ401",
        "--output json=a.json --output html=b.html a.txt --statistics",
        "--stage issue --as-of 2026-03-16 --jobs 2 a b c --quiet",
        "--fail-on warning --no-cache --stdin-filename x.md -",
        "--include *.md --exclude b . --lang en --config c.yaml",
    ],
)
def test_the_same_as_argparse(line):
    words = line.split()
    expected = parser(["check", *words], cli.VERBS, cli._verb).parse_args(["check", *words])
    assert plain(words) | {"verb": "check", "version": None} == vars(expected)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help",
        "-h",
        "a.txt --helpp",
        "--format xml a.txt",
        "--jobs many a.txt",
        "--jobs -1 a.txt",
        "--as-of 16/3/2026 a.txt",
        "a.txt --select",
        "--quiet=yes a.txt",
        "-- -a.txt",
        "a.txt --quiet b.txt",
        "--isolated",
        "--form json a",
        "--select= a",
    ],
)
def test_what_is_not_plain_is_left_to_argparse(line):
    assert plain(line.split()) is None


def test_a_plain_check_imports_nothing_heavy(tmp_path, run_python):
    (tmp_path / "plan.md").write_text("KẾ HOẠCH", "utf-8")
    arguments = ["check", "--quiet", "--isolated", str(tmp_path / "plan.md")]
    code = f"import sys; from checker.cli.main import main; main({arguments!r})"
    code += "; print(sorted({'argparse', 'typing', 'dataclasses', 'yaml', 'lark'} & sys.modules.keys()))"
    run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path))
    assert run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path)).endswith("[]")
