"""Command lines: only the verb that is meant gets a parser, and a check imports nothing that it does not need."""

from __future__ import annotations

import sys

import pytest

from checker.cli import main as cli
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


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        ("", "plancheck [-h]"),
        ("--isolated check a.txt", "plancheck [-h]"),
        ("chek a.txt", "plancheck [-h]"),
        ("check", "plancheck check"),
        ("check a.txt --helpp", "plancheck check"),
        ("check --format xml a.txt", "plancheck check"),
        ("check --jobs many a.txt", "plancheck check"),
        ("check --as-of 16/3/2026 a.txt", "plancheck check"),
        ("check --form json a", "plancheck check"),
        ("fix --write --stdout a.txt", "plancheck fix"),
    ],
)
def test_what_is_wrong_is_told_with_the_usage_of_the_verb(line, usage, capsys):
    with pytest.raises(SystemExit) as end:
        asked(line)
    assert end.value.code == 2 and capsys.readouterr().err.startswith(f"usage: {usage}")


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
