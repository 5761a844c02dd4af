"""A repository of somebody else: what it brings can neither hang the checker nor make it show files that are none of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from checker.cli.main import main
from tests.packs import pack

SECRET = "root:$6$abcdef:19000:0:99999:7:::\n"


@pytest.fixture
def repository(tmp_path, monkeypatch, capsys):
    """`run(configuration, *words)` checks a plan of the repository beside which secrets lie → (exit code, all that was shown)."""
    inside = tmp_path / "repository"
    (inside / ".git").mkdir(parents=True)
    (tmp_path / "shadow").write_text(SECRET, "utf-8")
    (tmp_path / "shadow.yaml").write_text(SECRET, "utf-8")
    (inside / "shadow").write_text(SECRET, "utf-8")
    (tmp_path / "office.yaml").write_text("profile: strict\n", "utf-8")
    (tmp_path / "pack.yaml").write_text(pack(), "utf-8")
    (inside / "plan.md").write_text("KẾ HOẠCH\nLàm quyết liệt.\n", "utf-8")
    monkeypatch.chdir(inside)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)

    def run(configuration: str, *words: str) -> tuple[int, str]:
        Path(".plancheck.yaml").write_text(configuration, "utf-8")
        code = main(["check", *words, "plan.md"])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return code, shown.out + shown.err

    return run


@pytest.mark.parametrize("key", ["extends", "packs", "registries"])
@pytest.mark.parametrize("path", ["../shadow", "../shadow.yaml", "shadow", "linked.yaml", "/proc/self/environ"])
def test_no_line_of_what_is_no_configuration_is_shown(repository, key, path):
    Path("linked.yaml").symlink_to("../shadow")
    code, shown = repository(f"{key}: {path}\n")
    assert code == 2 and "$6$" not in shown and "PATH=" not in shown


@pytest.mark.parametrize("name", [".plancheck.yaml", ".plancheck-ignore.yaml"])
def test_a_link_is_no_way_round(repository, name, capsys):
    if name == ".plancheck.yaml":
        Path(name).symlink_to("../shadow")
        code, shown = main(["check", "plan.md"]), "".join(capsys.readouterr())
    else:
        Path(name).symlink_to("../shadow")
        code, shown = repository("profile: default\n")
    assert code == 2 and "$6$" not in shown


@pytest.mark.parametrize("line", ["extends: ../office.yaml\n", "packs: [../pack.yaml]\n"])
def test_files_outside_of_the_repository_are_read_where_it_is_trusted(repository, line):
    code, shown = repository(line)
    assert code == 2 and "--trust" in shown
    code, shown = repository(line, "--trust")
    assert code != 2
    assert ("XX001" in shown) == line.startswith("packs")


def slow_pack(pattern: str) -> str:
    return pack(("check: forbidden", "check: pattern"), ("{phrases: [quyết liệt]}", f"{{pattern: '{pattern}'}}"))


def test_a_pattern_that_never_ends_is_refused(repository):
    Path("p.yaml").write_text(slow_pack("(a|a)*[yz][yz]"), "utf-8")
    code, shown = repository("packs: [p.yaml]\n")
    assert code == 2 and "p.yaml:8" in shown


def test_a_pattern_that_takes_long_is_ended_and_told(repository):
    Path("p.yaml").write_text(slow_pack(r"\w*\w*\w*\w*[!?]quyết"), "utf-8")
    Path("plan.md").write_text("KẾ HOẠCH\nLàm quyết liệt.\n" + "a" * 20_000, "utf-8")
    start = time.process_time()
    code, shown = repository("packs: [p.yaml]\n", "--format", "concise")
    assert code == 2 and "SP004" in shown and "TooSlow" in shown and "TT1" in shown
    assert time.process_time() - start < 10


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "".join(f"khoa{n}: 1\n" for n in range(40_000)),
        "ignore: [" + ", ".join(f"XY{n}" for n in range(100_000)) + "]\n",
        "severity:\n" + "".join(f"  XY{n}: error\n" for n in range(30_000)),
        "ignore: [" + ", ".join(["TT101"] * 100_000) + "]\n",
    ],
    ids=["keys", "ignore", "severity", "repeated"],
)
def test_a_large_configuration_takes_bounded_time(repository, text):
    start = time.process_time()
    repository(text)
    assert time.process_time() - start < 10
