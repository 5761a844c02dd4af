"""Paths as a repository has them, in the formats that code review reads."""

from __future__ import annotations

import json

import pytest

from checker.cli import main as cli
from checker.report.repository import from_root
from tests.packs import pack
from tests.plans import plan_with


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a plan in a folder; the command runs beside that folder."""
    for name in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "PLANCHECK_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    for folder in (".git", "kế hoạch", "công cụ"):
        (tmp_path / folder).mkdir()
    (tmp_path / "kế hoạch" / "a.txt").write_text(plan_with(), "utf-8")
    (tmp_path / ".plancheck.yaml").write_text("packs: [office.yaml]\nselect: [XX]\n", "utf-8")
    (tmp_path / "office.yaml").write_text(pack(), "utf-8")
    monkeypatch.chdir(tmp_path / "công cụ")
    return tmp_path


def paths(capsys, form: str, path: str) -> set[str]:
    cli.main(["check", "--format", form, path])
    out = capsys.readouterr().out
    if form == "gitlab":
        return {issue["location"]["path"] for issue in json.loads(out)}
    if form == "sarif":
        run = json.loads(out)["runs"][0]
        places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
        return {*places, *(artifact["location"]["uri"] for artifact in run["artifacts"])}
    return {line.partition("file=")[2].partition(",")[0] for line in out.splitlines()}


@pytest.mark.parametrize("form", ["gitlab", "github", "sarif"])
def test_from_a_folder_below_and_from_outside(repository, form, capsys, monkeypatch):
    wanted = {"k%E1%BA%BF%20ho%E1%BA%A1ch/a.txt"} if form == "sarif" else {"kế hoạch/a.txt"}
    assert paths(capsys, form, "../kế hoạch/a.txt") == wanted
    assert paths(capsys, form, "../kế hoạch") == wanted
    assert paths(capsys, form, str(repository / "kế hoạch" / "a.txt")) == wanted
    monkeypatch.chdir("/")
    assert paths(capsys, form, str(repository / "kế hoạch")) == wanted


@pytest.mark.parametrize("name", ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"])
def test_a_workspace_without_its_git_folder(repository, name, capsys, monkeypatch):
    (repository / ".git").rmdir()
    assert paths(capsys, "gitlab", "../kế hoạch/a.txt") == {"../kế hoạch/a.txt"}
    monkeypatch.setenv(name, str(repository))
    assert paths(capsys, "gitlab", "../kế hoạch/a.txt") == {"kế hoạch/a.txt"}


def test_what_lies_outside_stays_as_it_is(tmp_path):
    assert from_root("./a.md", "") == "a.md"
    assert from_root("<stdin>", str(tmp_path)) == "<stdin>"
    assert from_root("/etc/a.md", str(tmp_path)) == "/etc/a.md"
