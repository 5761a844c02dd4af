"""Command lines: only the verb that is meant gets a parser, and a check imports nothing that it does not need."""

from __future__ import annotations

import argparse
import ast
import inspect
import sys

import pytest

from checker.cli import main as cli
from checker.cli.argparse_words import WORDS
from checker.cli.arguments import parsed


def asked(line: str) -> tuple[dict[str, object], list[str]]:
    """The values of a command line, and the verbs whose modules were asked for."""
    modules = []

    def module_of(verb: str) -> object:
        modules.append(verb)
        return cli._verb(verb)

    return vars(parsed(line.split(), cli.VERBS, module_of)), modules


def test_values_are_those_of_the_verb():
    values, modules = asked("check a.txt --select TT,BC --select VD --ignore=CQ401 --jobs 2 --no-cache")
    assert modules == ["check"] and values["verb"] == "check" and "version" not in values
    assert (
        values["select"] == ["TT,BC", "VD"]
        and values["ignore"] == ["CQ401"]
        and (values["jobs"], values["no_cache"]) == (2, True)
    )


def test_a_verb_stands_first_and_its_name_may_be_a_file_too():
    values, modules = asked("fix check --unsafe")
    assert modules == ["fix"] and values["paths"] == ["check"]


WRONG = [
    ("chek a.txt", "không có lệnh “chek”; có phải “check”?", "there is no verb “chek”; did you mean “check”?"),
    ("zzzz", "chọn một trong: check, fix", "choose one of: check, fix"),
    ("--isolated check a.txt", "“--isolated” đứng sau lệnh: plancheck check --isolated", "comes after the verb: plancheck check"),
    ("--isolated", "không có tùy chọn “--isolated”; chọn một trong: -h", "there is no option “--isolated”; choose one of"),
    ("check", "còn thiếu PATH", "PATH is missing"),
    ("check --helpp", "không có tùy chọn “--helpp”; có phải “--help”?", "no option “--helpp”; did you mean “--help”?"),
    ("check a.txt --form json", "không có tùy chọn “--form”; có phải “--format”?", "did you mean “--format”?"),
    ("check -x a.txt", "không có tùy chọn “-x”; xem --help", "there is no option “-x”; see --help"),
    (
        "check --format jsom a.txt",
        "--format: không có “jsom”; có phải “json”?",
        "--format: there is no “jsom”; did you mean “json”?",
    ),
    ("check --color=x a.txt", "--color: không có “x”; chọn một trong: auto, always, never", "choose one of: auto, always, never"),
    ("check a.txt --format", "--format: thiếu giá trị", "argument --format: expected one argument"),
    ("check --isolated=1 a.txt", "--isolated: không nhận giá trị", "argument --isolated: ignored explicit argument"),
    ("check --jobs many a.txt", "“many” không phải là số", "“many” is no number"),
    ("check --as-of 16/3/2026 a.txt", "ví dụ 2026-03-05", "2026-03-05 for example"),
    ("fix --write --stdout a.txt", "--stdout: không dùng cùng với --write", "--stdout: not allowed with argument --write"),
    ("rules tets", "không có “tets”; có phải “test”?", "did you mean “test”?"),
]


@pytest.mark.parametrize(("line", "vi", "en"), WRONG)
def test_what_is_wrong_is_one_line_in_the_language_of_the_run(line, vi, en, capsys):
    for more, said in (([], vi), (["--lang", "en"], en)):
        words = line.split()
        if line in ("check a.txt --format", "--isolated") and more:
            more = ["--lang=en"]
        assert cli.main([*words[:1], *more, *words[1:]] if words[0] in cli.VERBS else [*words, *more]) == 2
        out, err = capsys.readouterr()
        assert not out and err.startswith("plancheck: ") and said in err and err.count("\n") == 1


def test_the_path_of_a_file_is_no_verb(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("KẾ HOẠCH", "utf-8")
    assert cli.main(["a.txt"]) == 2 and "có phải “plancheck check a.txt”?" in capsys.readouterr().err


def test_no_words_at_all_are_answered_with_help(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([])
    out, err = capsys.readouterr()
    assert end.value.code == 2 and "kiểm tra tệp và thư mục" in out and not err


def test_all_that_argparse_may_say_to_a_user_has_words_of_ours():
    """Of this Python: what is missing here is new in it."""
    tree = ast.parse(inspect.getsource(argparse))
    said = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant)
    }
    told_by_us = ("%(prog)s: error", "invalid choice", "invalid %(type)s", "ambiguous", "unexpected", "unknown parser")
    unused = ("can't open", 'argument "-"', "subcommands", " (default", "%(heading)s:", "show program's version")
    unused += ("%(prog)s: warning", "option '", "command '", "argument '")  # from 3.13: nothing of ours is deprecated
    to_programmers = (
        "conflict",
        "cannot",
        "'required'",
        "invalid option",
        "dest=",
        "invalid conflict",
        "mutually",
        ".__",
        "%r is",
    )
    assert {words for words in said if not words.startswith((*told_by_us, *unused, *to_programmers))} == set(WORDS)


def test_the_overview_names_every_verb(capsys):
    with pytest.raises(SystemExit) as end:
        asked("--help")
    shown = capsys.readouterr().out
    assert end.value.code == 0 and all(what.split(" (")[0] in shown for what in cli.VERBS.values())


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="argparse of Python 3.14 imports more")
def test_a_plain_check_imports_nothing_heavy(tmp_path, run_python):
    (tmp_path / "plan.md").write_text("KẾ HOẠCH", "utf-8")
    arguments = ["check", "--quiet", "--isolated", str(tmp_path / "plan.md")]
    code = f"import sys; from checker.cli.main import main; main({arguments!r})"
    code += "; print(sorted({'shutil', 'typing', 'dataclasses', 'yaml', 'lark', 'rich', 'pyexpat'} & sys.modules.keys()))"
    run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path))
    assert run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path)).endswith("[]")
