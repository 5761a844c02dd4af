"""Which files a command means: the closest configuration for each, globs, standard input with a name, what is passed over."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from checker.cli import main as cli
from tests.packs import pack
from tests.plans import plan_with


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    """A repository with a pack of one rule; `folder(*words)` runs plancheck there → (exit code, output, errors)."""
    inside = tmp_path / "kho"
    (inside / ".git").mkdir(parents=True)
    (inside / "office.yaml").write_text(pack(), "utf-8")
    monkeypatch.chdir(inside)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(words)
        done = capsys.readouterr()
        return code, done.out, done.err

    def put(**texts: str) -> None:
        for name, text in texts.items():
            path = inside / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    run.put, run.path = put, inside
    return run


HEAD = "packs: [{up}office.yaml]\nselect: [XX]\n"
PLAN = plan_with("1. Triển khai quyết liệt.")


def config(folder, where: str = "", more: str = "", name: str = ".plancheck.yaml") -> None:
    path = folder.path / where / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(up="../" * len([part for part in where.split("/") if part])) + more, "utf-8")


def checked(folder, *words: str) -> dict[str, list[str]]:
    """File → 'CODE severity' of its findings."""
    out = folder("check", "--format", "json", *words)[1]
    return {file["path"]: [f"{f['code']} {f['severity']}" for f in file["findings"]] for file in json.loads(out)["files"]}


def test_each_file_is_judged_by_the_closest_configuration(folder):
    for path in ("a.txt", "x/a.txt", "x/y/a.txt", "z/a.txt"):
        folder.put(**{path.replace("/", "__"): PLAN})
    config(folder)
    config(folder, "x", "severity: {XX001: error}\n")
    config(folder, "z", "ignore: [XX]\nselect: [XX, TT101]\n".replace("select", "# select"))
    alone = {path: checked(folder, path)[path] for path in ("a.txt", "x/a.txt", "x/y/a.txt")}
    assert alone == {"a.txt": ["XX001 warning"], "x/a.txt": ["XX001 error"], "x/y/a.txt": ["XX001 error"]}
    together = checked(folder, "a.txt", "x/a.txt", "x/y/a.txt")
    assert together == alone and list(together) == list(alone)
    assert folder("check", "a.txt")[0] == 0 and folder("check", "a.txt", "x/a.txt")[0] == 1


def test_a_folder_has_its_own_globs_and_its_own_pass_mark(folder):
    folder.put(a__1=PLAN, **{"a__giữ.txt": PLAN, "a__nháp__1.txt": PLAN, "b__nháp__1.txt": PLAN})
    config(folder, "", "fail-on: warning\n")
    config(folder, "a", "exclude: [nháp]\nfail-on: never\n")
    assert list(checked(folder, ".")) == ["a/giữ.txt", "b/nháp/1.txt"]
    assert folder("check", "a")[0] == 0 and folder("check", ".")[0] == 1
    config(folder, "", "lang: en\n")
    assert "a/giữ.txt" in folder("check", "--format", "concise", ".")[1]
    text = folder("config", "a", "b")[1]
    assert "# a/.plancheck.yaml" in text and "# .plancheck.yaml" in text


def test_a_configuration_that_is_named_holds_for_all(folder):
    folder.put(**{"a.txt": PLAN, "x__a.txt": PLAN})
    config(folder)
    config(folder, "x", "severity: {XX001: error}\n")
    assert checked(folder, "--config", ".plancheck.yaml", ".") == {"a.txt": ["XX001 warning"], "x/a.txt": ["XX001 warning"]}


def test_several_judges_in_several_processes(folder):
    folder.put(**{f"x__{n}.txt": PLAN for n in range(40)}, **{f"y__{n}.txt": PLAN for n in range(40)})
    config(folder, "x")
    config(folder, "y", "severity: {XX001: error}\n")
    one, two = (folder("check", "--format", "json", "--jobs", jobs, ".")[1] for jobs in ("1", "2"))
    assert one == two and len(json.loads(one)["files"]) == 80


@pytest.mark.parametrize("name", [".plancheck.yml", "plancheck.yml", "plancheck.yaml"])
def test_other_names_of_the_configuration(folder, name):
    folder.put(**{"a.txt": PLAN})
    config(folder, name=name)
    assert checked(folder, ".") == {"a.txt": ["XX001 warning"]}


def test_only_excluded_files_are_no_fault(folder):
    folder.put(**{"nháp__a.txt": PLAN})
    config(folder, "", "exclude: [nháp]\nfail-on: warning\n")
    assert folder("check", "--force-exclude", "nháp/a.txt")[:2] == (0, "")
    assert folder("fix", "--write", "--force-exclude", "nháp/a.txt")[0] == 0
    assert folder("check", "nháp/a.txt")[0] == 1 and folder("check", ".")[0] == 2


def test_standard_input_has_the_name_it_is_given(folder, monkeypatch):
    config(folder, "", 'exclude: [nháp]\nfail-on: warning\nper-file: {"cũ/*": {ignore: [XX]}}\n')
    config(folder, "x", "severity: {XX001: info}\nfail-on: warning\n")

    def piped(verb: str, name: str, *more: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode()), encoding="utf-8"))
        return folder(verb, *more, "--stdin-filename", name, "-")

    assert piped("check", "a.txt")[0] == 1
    assert piped("check", "nháp/a.txt")[:2] == (0, "")
    assert piped("check", unicodedata.normalize("NFD", "nháp/a.txt"))[0] == 0
    assert piped("check", "cũ/a.txt")[0] == 0
    assert piped("check", "x/a.txt")[0] == 0
    assert piped("fix", "nháp/a.txt", "--stdout")[1] == PLAN


def test_names_of_another_composition(folder):
    folder.put(**{unicodedata.normalize("NFD", "dự thảo__kế hoạch.txt"): PLAN})
    config(folder, "", "exclude: [dự thảo]\n")
    assert folder("check", ".")[0] == 2
    config(folder, "", 'per-file: {"dự thảo/*": {severity: {XX001: error}}}\n')
    assert list(checked(folder, ".").values()) == [["XX001 error"]]
    (folder.path / ".plancheck-ignore.yaml").write_text("- {code: XX, path: dự thảo/kế hoạch.txt, reason: bản lưu}\n", "utf-8")
    assert list(checked(folder, ".").values()) == [[]]


def test_patterns_that_no_shell_expanded(folder):
    folder.put(**{"a.txt": PLAN, "b.md": PLAN, "x__c.txt": PLAN, "[d].txt": PLAN})
    config(folder)
    assert list(checked(folder, "*.txt")) == ["[d].txt", "a.txt"] and list(checked(folder, "**/c.txt")) == ["x/c.txt"]
    assert list(checked(folder, "[d].txt")) == ["[d].txt"]
    assert "không có tệp này" in folder("check", "*.rtf")[1] + folder("check", "*.rtf")[2]


def test_what_is_passed_over_is_told_and_read_when_asked(folder):
    folder.put(**{"a.txt": PLAN, "b.markdown": PLAN, "c.odt": "", "readme": "", "d.png": ""})
    config(folder)
    _, out, err = folder("check", "--format", "json", ".")
    assert "chưa đọc 2 tệp (b.markdown, c.odt)" in err and "--all-formats" in err
    assert [file["path"] for file in json.loads(out)["files"]] == ["a.txt"]
    assert list(checked(folder, "--all-formats", ".")) == ["a.txt", "b.markdown", "c.odt"]
    assert "chưa đọc" not in folder("check", "--quiet", ".")[2] + folder("check", "a.txt")[2]
    (folder.path / "a.txt").unlink()
    assert "b.markdown" in folder("check", ".")[2]


def test_a_glob_takes_back(folder):
    folder.put(**{"nháp__a.txt": PLAN, "nháp__giữ.txt": PLAN})
    config(folder, "", 'exclude: [nháp, "!nháp/giữ.txt"]\n')
    assert list(checked(folder, ".")) == ["nháp/giữ.txt"]


def test_entries_that_wait_for_their_reason(folder):
    name = "kế hoạch [1].txt"
    folder.put(**{f"x__{name}": plan_with("1. Làm quyết liệt.\n\n2. Làm quyết liệt hơn.")})
    config(folder, "", "fail-on: warning\n")
    ignore = folder.path / ".plancheck-ignore.yaml"
    ignore.write_text("# của xã\n- {code: XX, path: khác.txt, reason: cũ}", "utf-8")
    code, _, err = folder("check", "--add-ignores", "x")
    assert code == 1 and "đã thêm 2 mục" in err
    text = ignore.read_text("utf-8")
    assert text.startswith("# của xã\n- {code: XX, path: khác.txt, reason: cũ}\n- code:") and text.count("reason:\n") == 2
    assert checked(folder, "--select", "XX,SP", "x") == {
        f"x/{name}": ["XX001 warning"] * 2,
        ".plancheck-ignore.yaml": ["SP002 error"] * 2,
    }
    assert "đã thêm" not in folder("check", "--add-ignores", "x")[2] and ignore.read_text("utf-8") == text
    ignore.write_text(text.replace("reason:\n", "reason: trích nguyên văn\n", 1), "utf-8")
    assert checked(folder, "--select", "XX,SP", "x") == {
        f"x/{name}": ["XX001 warning"],
        ".plancheck-ignore.yaml": ["SP002 error"],
    }


def test_links_that_lead_round_in_a_circle_cost_only_themselves(folder):
    folder.put(**{"a.txt": plan_with("1. Phòng Nội vụ báo cáo.")})
    (folder.path / "b.md").symlink_to("c.md")
    (folder.path / "c.md").symlink_to("b.md")
    code, out, err = folder("check", "--format", "json", ".")
    assert code == 2 and {"a.txt", "b.md", "c.md"} <= {one["path"].removeprefix("./") for one in json.loads(out)["files"]}, err


def test_a_standard_input_that_is_closed_is_told(folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    code, out, err = folder("check", "-")
    assert code == 2 and "đầu vào chuẩn đã đóng" in out + err


@pytest.mark.parametrize(
    "text", ["documents: x\n", "documents: 3\n", "documents: {a: b}\n", "documents: [x]\n", "documents: [null]\n"]
)
def test_a_registry_of_another_shape_is_told_with_its_place(folder, text):
    folder.put(**{"a.txt": plan_with("1. Phòng Nội vụ báo cáo."), "documents.yaml": text})
    (folder.path / ".plancheck.yaml").write_text("registries: [documents.yaml]\n", "utf-8")
    for words in (("check", "a.txt"), ("registry", "check", "documents.yaml")):
        code, out, err = folder(*words)
        assert code == 2 and "documents.yaml:1:1: error:" in out + err and "bên trong" not in out + err


def test_an_office_registry_may_be_empty_still(folder):
    folder.put(**{"documents.yaml": "documents:\n"})
    assert folder("registry", "check", "documents.yaml")[0] == 0


def test_a_document_of_a_day_that_no_calendar_has_is_not_added(folder):
    code, out, err = folder("registry", "add", "Quyết định số 78/QĐ-UBND ngày 31/2/2026 của UBND tỉnh Lào Cai")
    assert code == 2 and not out and "không có trong lịch" in err


def test_options_may_stand_between_other_words(folder):
    folder.put(**{"a.txt": plan_with("1. Phòng Nội vụ báo cáo."), "b.txt": plan_with("1. Phòng Nội vụ báo cáo.")})
    _, out, _ = folder("check", "a.txt", "--format", "json", "b.txt")
    assert [one["path"] for one in json.loads(out)["files"]] == ["a.txt", "b.txt"]
    assert folder("registry", "find", "--as-of", "2025-12-31", "83/2015/QH13")[0] == 0


# -- settings that nobody can read, or that nothing reads -------------------------------------------------------------


def _pipe(path) -> None:
    os.mkfifo(path)


def _nowhere(path) -> None:
    path.symlink_to("nowhere.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are those of POSIX")
@pytest.mark.parametrize("make", [_pipe, _nowhere, Path.mkdir])
@pytest.mark.parametrize("name", [".plancheck.yaml", "plancheck.yml", ".plancheck-ignore.yaml"])
def test_what_has_the_name_of_settings_and_is_no_file_is_told(folder, name, make):
    folder.put(**{"x__a.txt": PLAN})
    make(folder.path / name)
    code, _, told = folder("check", "x")
    assert code == 2 and name in told and "đường ống hoặc liên kết hỏng" in told
    assert folder("check", "--isolated", "x")[0] != 2
    if make is _pipe and "ignore" not in name:  # named, it is not waited for
        assert folder("check", "--config", name, "x")[0] == 2


def test_a_registry_that_no_rule_asks_for_is_told(folder):
    folder.put(**{"a.txt": PLAN, "document.yaml": "documents:\n", "mine.yaml": "- a\n"})
    config(folder, more="registries: [document.yaml, mine.yaml]\n")
    code, _, told = folder("check", "a.txt")
    assert code == 2 and "“document”" in told and "có phải “documents”?" in told and "“mine”" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("build", "a.txt", "--output", "documents.yaml"), "văn bản trong danh mục"),
        (("add", "Quyết định số 5/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh An Bình về x"), "đã thêm 5/QĐ-UBND; 1 văn bản"),
        (("check",), ", 0 chỗ mâu thuẫn"),
        (("diff", "old.yaml", "old.yaml"), "0 và 0 văn bản, 0 chỗ khác"),
    ],
)
def test_verbs_of_registries_say_what_they_did(folder, words, told):
    folder.put(**{"a.txt": PLAN, "old.yaml": "documents:\n"})
    code, _, err = folder("registry", *words, "--isolated")
    assert code == 0 and told in err


def test_rules_by_code_and_family(folder):
    assert [line[:5] for line in folder("rules", "VD311", "vd312")[1].splitlines()] == ["VD311", "VD312"]
    assert {line[:2] for line in folder("rules", "list", "TH")[1].splitlines()} == {"TH"}
    code, _, told = folder("rules", "VD999")
    assert code == 2 and "VD999" in told and "list, test, schema, checks" in told


def test_usage_in_vietnamese_is_whole(capsys):
    with pytest.raises(SystemExit):
        cli.main(["rules", "--help"])
    assert capsys.readouterr().out.startswith("cách dùng: plancheck rules [-h]")
    with pytest.raises(SystemExit):
        cli.main(["-V"])
    assert capsys.readouterr().out.startswith("plancheck 0.")
