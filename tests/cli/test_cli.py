"""The command line in use: exit codes, selection, configuration with its origins, ignore file, baseline, several processes."""

from __future__ import annotations

import json

import pytest

from checker.cli import main as cli
from tests.packs import pack
from tests.plans import plan_with


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    """A folder with a plan and the office's own pack; `office(*words)` runs plancheck there → (exit code, output, errors)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)
    (tmp_path / "plan.txt").write_text(plan_with(), "utf-8")
    (tmp_path / "office.yaml").write_text(pack(), "utf-8")
    (tmp_path / ".plancheck.yaml").write_text("packs: [office.yaml]\nselect: [XX]\n", "utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.main(words)
        except SystemExit as stop:  # argparse: usage
            code = stop.code
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def found(out: str) -> list[str]:
    return [finding["code"] for file in json.loads(out)["files"] for finding in file["findings"]]


def check(office, *words: str) -> tuple[int, list[str]]:
    code, out, err = office("check", "--format", "json", *words)
    assert out, err
    return code, found(out)


def test_a_pack_of_the_office(office):
    assert check(office, "plan.txt") == (0, ["XX001"])
    assert check(office, "--fail-on", "warning", "plan.txt") == (1, ["XX001"])
    assert check(office, "--fail-on", "warning", ".") == (1, ["XX001"])
    assert check(office, "--fail-on", "never", "plan.txt") == (0, ["XX001"])
    assert check(office, "--fail-on", "warning", "--exit-zero", "plan.txt") == (0, ["XX001"])


@pytest.mark.parametrize("word", ["XX001", "xx001", "no-such-word", "XX", "XX0", "all"])
def test_every_word_for_a_rule(office, word):
    assert "XX001" in check(office, "--select", word, "plan.txt")[1]
    assert "XX001" not in check(office, "--select", "all", "--ignore", word, "plan.txt")[1] if word != "all" else True


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("check", "--select", "XX01", "plan.txt"), "“XX001”"),
        (("check", "--ignore", "no-such-wort", "plan.txt"), "“no-such-word”"),
        (("explain", "XX0O1"), "“XX001”"),
        (("check", "--select", "XX001", "--ignore", "XX001,SP", "plan.txt"), "không còn quy tắc"),
        (("check", "nowhere"), "nowhere"),
        (("check", "--config", "nowhere.yaml", "plan.txt"), "nowhere.yaml"),
        (("rules", "test", "officr"), "gói"),
        (("check", "--stage", "drafd", "plan.txt"), "drafd"),
        (("check", "--as-of", "2026-02-30", "plan.txt"), "2026-02-30"),
        (("chekc", "plan.txt"), "chekc"),
        ((), ""),
    ],
)
def test_what_cannot_be_done_is_exit_2_and_one_line(office, words, part):
    code, out, err = office(*words)
    assert code == 2 and part in err + out and "Traceback" not in err


def test_an_empty_folder_is_no_success(office, tmp_path):
    (tmp_path / "empty").mkdir()
    code, out, err = office("check", "empty")
    assert code == 2 and "không có tệp nào" in err


def test_an_unreadable_file_leaves_the_others_checked(office, tmp_path):
    for number in range(9):
        (tmp_path / f"p{number}.txt").write_text(plan_with(), "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\x00\x01")
    code, out, _ = office("check", "--format", "json", "--fail-on", "warning", ".")
    files = json.loads(out)["files"]
    assert code == 2 and len(found(out)) == 10
    assert [file["path"] for file in files if file["error"]] == ["bad.txt"]


def test_two_runs_are_byte_identical_also_in_several_processes(office, tmp_path):
    for number in range(40):
        (tmp_path / f"p{number:02}.txt").write_text(plan_with(f"1. Việc quyết liệt số {number}."), "utf-8")
    first, second, many = (office("check", "--format", "json", "--jobs", jobs, ".") for jobs in ("1", "1", "2"))
    assert first[:2] == second[:2] == many[:2]
    assert len(found(first[1])) == 41


def test_standard_input(office, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan_with().encode()), encoding="utf-8"))
    code, out, _ = office("check", "--format", "concise", "--stdin-filename", "x/y.txt", "-")
    assert code == 0 and out.startswith("x/y.txt:")


# -- configuration ----------------------------------------------------------------------------------------------------


def configure(tmp_path, text: str, name: str = ".plancheck.yaml") -> None:
    (tmp_path / name).write_text(text, "utf-8")


def test_each_value_has_its_origin(office, tmp_path):
    configure(tmp_path, "lang: en\npacks: [office.yaml]\nignore: [TT]\nprofile: strict\n", "base.yaml")
    configure(
        tmp_path,
        'extends: base.yaml\nignore: [BC]\nstage: issue\nseverity: {XX001: error}\nper-file: {"drafts/*": {profile: default}}\n',
    )
    code, out, _ = office("config", "--format", "json", "--ignore", "VD", "--stage", "draft")
    values = {tuple(value["key"]): (value["value"], value["origin"]) for value in json.loads(out)["values"]}
    assert code == 0
    assert values["profile",] == ("strict", "base.yaml:4")
    assert values["stage",] == ("draft", "command line")
    assert values["fail-on",] == ("error", "default")
    assert [values["ignore", str(n)] for n in range(3)] == [
        ("TT", "base.yaml:3"),
        ("BC", ".plancheck.yaml:2"),
        ("VD", "command line"),
    ]
    assert values["severity", "XX001"] == ("error", ".plancheck.yaml:4")
    assert values["packs", "0"][0] == "office.yaml"
    assert values["per-file", "drafts/*", "profile"] == ("default", ".plancheck.yaml:5")


def test_the_closest_configuration_wins_and_isolated_takes_none(office, tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (below / "plan.txt").write_text(plan_with(), "utf-8")
    assert check(office, "a/b/plan.txt") == (0, ["XX001"])
    (tmp_path / "a" / "pyproject.toml").write_text(
        '[tool.plancheck]\nextends = "../.plancheck.yaml"\nfail-on = "warning"\n', "utf-8"
    )
    assert check(office, "a/b/plan.txt") == (1, ["XX001"])
    assert "XX001" not in check(office, "--isolated", "a/b/plan.txt")[1]
    assert check(office, "--config", ".plancheck.yaml", "a/b/plan.txt") == (0, ["XX001"])


def test_settings_per_file(office, tmp_path):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "plan.txt").write_text(plan_with(), "utf-8")
    configure(tmp_path, 'packs: [office.yaml]\nselect: [XX]\nper-file:\n  "drafts/**": {severity: {XX001: error}}\n')
    code, out, _ = office("check", "--format", "concise", ".")
    assert code == 1
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()] == ["warning", "error"]
    configure(tmp_path, 'packs: [office.yaml]\nselect: [XX, SP]\nper-file:\n  "drafts/**": {ignore: [XX]}\n')
    assert check(office, ".") == (0, ["XX001"])


def test_include_and_exclude(office, tmp_path):
    (tmp_path / "drafts").mkdir()
    for name in ("drafts/a.txt", "b.text", "c.txt"):
        (tmp_path / name).write_text(plan_with(), "utf-8")
    head = "packs: [office.yaml]\nselect: [XX]\n"

    def paths(*words):
        return [file["path"] for file in json.loads(office("check", "--format", "json", *words)[1])["files"]]

    configure(tmp_path, head + "exclude: [drafts]\n")
    assert paths(".") == ["c.txt", "plan.txt"]
    assert paths("drafts/a.txt") == ["drafts/a.txt"]
    assert office("check", "--force-exclude", "drafts/a.txt")[0] == 0
    configure(tmp_path, head + 'include: ["*.text"]\n')
    assert paths(".") == ["b.text"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "selct: [XX]\nprofile: strikt\nas-of: soon\nseverity: {XX001: bad}\n",
            [
                ".plancheck.yaml:1:1",
                "key “selct” is unknown; did you mean “select”?",
                ".plancheck.yaml:2:10",
                "did you mean “strict”?",
                ".plancheck.yaml:3:8",
                "must be a date",
                ".plancheck.yaml:4:19",
                "value “bad” is unknown",
            ],
        ),
        ("packs: [nowhere.yaml]", [".plancheck.yaml:1:9", "there is no file “nowhere.yaml”"]),
        ("extends: .plancheck.yaml", [".plancheck.yaml:1:10", "circle"]),
        ("packs: [office.yaml]\nignore: [XX01]", [".plancheck.yaml:2:10", "did you mean “XX001”?"]),
        ("ignore: [", [".plancheck.yaml:2:1", "YAML syntax"]),
    ],
)
def test_mistakes_in_the_configuration(office, tmp_path, text, lines):
    configure(tmp_path, text)
    code, out, err = office("check", "--lang", "en", "plan.txt")
    assert code == 2 and not out
    assert all(line in err for line in lines), err


def test_a_wrong_pack_never_runs_half(office, tmp_path):
    (tmp_path / "office.yaml").write_text(pack(("check: forbidden", "check: forbiden")), "utf-8")
    code, out, err = office("check", "--lang", "en", "plan.txt")
    assert (code, out) == (2, "")
    assert err.startswith(
        "office.yaml:7:12: error: check “forbiden” is unknown; did you mean “forbidden”?\n  7 |     check: forbiden\n"
    )
    assert office("rules", "test", "office.yaml")[0] == 2


# -- rules, explain ---------------------------------------------------------------------------------------------------


def test_rules_and_their_examples(office, tmp_path):
    told = office("rules")[1].splitlines()[-1]
    assert told.split() == ["XX001", "warning", *"Không viết từ này default no-such-word".split()]
    assert "Not this word" in office("rules", "--lang", "en")[1]
    assert office("rules", "test", "xx") == (0, "1 quy tắc, 2 ví dụ, 0 sai\n", "")
    (tmp_path / "other.yaml").write_text(
        pack(("XX001", "XX002"), ("no-such-word", "other"), ("⟦quyết liệt⟧", "⟦mạnh mẽ⟧"), ("kịp thời", "quyết liệt")), "utf-8"
    )
    code, out, _ = office("rules", "test", "other.yaml")
    assert code == 1
    assert "other.yaml:14: XX002 other: ví dụ sai" in out and "  - 'mạnh mẽ'\n  + (không có phát hiện)" in out
    assert "other.yaml:16: XX002 other: ví dụ đúng" in out and "  + 'quyết liệt'" in out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explain_in_both_languages(office, lang):
    code, out, _ = office("explain", "no-such-word", "--lang", lang)
    assert code == 0
    for part in (
        "XX001  no-such-word",
        "Thông lệ soạn thảo, cách dùng từ",
        "⟦quyết liệt⟧",
        "phrases = [quyết liệt]",
        "office.yaml:3",
        {"vi": "Từ không đo được.", "en": "It cannot be measured."}[lang],
    ):
        assert part in out


# -- ignore file and baseline -----------------------------------------------------------------------------------------


def test_the_ignore_file(office, tmp_path):
    configure(tmp_path, "packs: [office.yaml]\nselect: [XX, SP]\n")
    configure(
        tmp_path,
        """
- {code: no-such-word, path: plan.txt, text: quyết liệt, reason: "trích nguyên văn", author: An, until: 2999-12-31}
- {code: XX001, path: plan.txt, section: IX, reason: "mục đã bỏ"}
- {code: XX001, path: plan.txt}
- {code: XX001, path: plan.txt, reason: "đến hết năm 2020", until: 2020-12-31}
- {code: XX001, path: elsewhere.txt, reason: "không kiểm lần này"}
""",
        ".plancheck-ignore.yaml",
    )
    code, out, _ = office("check", "--format", "json", "plan.txt")
    data = json.loads(out)
    assert data["summary"]["suppressed"] == 1
    own = [file for file in data["files"] if file["path"] == ".plancheck-ignore.yaml"][0]["findings"]
    assert [(f["code"], f["line"]) for f in own] == [("SP001", 3), ("SP002", 4), ("SP001", 5)]
    assert found(out)[0].startswith("SP") and code == 1
    configure(tmp_path, "- {code: XX01, reason: x, untill: 1}\n", ".plancheck-ignore.yaml")
    code, out, err = office("check", "--lang", "en", "plan.txt")
    assert code == 2 and ".plancheck-ignore.yaml:1:10: error: no rule is called “XX01”; did you mean “XX001”?" in err
    assert "did you mean “until”?" in err


def test_the_baseline_shows_what_is_new(office, tmp_path):
    assert office("baseline", "plan.txt")[0] == 0
    before = (tmp_path / ".plancheck-baseline.json").read_bytes()
    known = ("check", "--format", "json", "--baseline", ".plancheck-baseline.json", "plan.txt")
    assert found(office(*known)[1]) == []
    text = plan_with()
    (tmp_path / "plan.txt").write_text(text.replace("I. MỤC ĐÍCH", "Dòng thêm vào.\n\n" * 50 + "I. MỤC ĐÍCH", 1), "utf-8")
    assert found(office(*known)[1]) == []
    (tmp_path / "plan.txt").write_text(plan_with("1. Làm quyết liệt việc thứ nhất.\n\n2. Làm quyết liệt việc thứ hai."), "utf-8")
    assert found(office(*known)[1]) == ["XX001"]
    (tmp_path / "plan.txt").write_text(plan_with("1. Làm việc thứ nhất."), "utf-8")
    office("baseline", "plan.txt")
    assert (tmp_path / ".plancheck-baseline.json").read_bytes() == before
    office("baseline", "--prune", "plan.txt")
    assert json.loads((tmp_path / ".plancheck-baseline.json").read_bytes())["findings"] == []
    (tmp_path / ".plancheck-baseline.json").write_text("[]", "utf-8")
    assert office(*known)[0] == 2
