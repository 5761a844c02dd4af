"""The draft of the pictures, and the commands of the guides: what they show is what the program does."""

from __future__ import annotations

import argparse
import re
import shlex

import pytest

from checker.cli.verbs import check
from checker.report import FILE_FORMATS, FORMATS
from tests.conftest import ROOT
from tests.plans import findings_in


def test_the_draft_of_the_pictures():
    found = findings_in(ROOT / "docs" / "screenshots" / "du-thao.md")
    assert [finding.code for finding in found] == ["TT108", "VD301", "CT705", "TH503", "NS601", "TT141"]


def commands() -> list[str]:
    """Every `plancheck check …` of the guides and CI samples."""
    found = []
    guides = [ROOT / "docs" / name for name in ("install.md", "install.vi.md", "reports.md")]
    for path in [*sorted((ROOT / "docs" / "ci").glob("*.yml")), *guides]:
        text = path.read_text("utf-8")
        folded = re.sub(r"\n\s+--", " --", text)
        found += re.findall(r"(?:plancheck|plancheck\.pyz) (check [^`\n]*)", folded)
    return found


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_guides_are_real(command):
    words = shlex.split(command.split(" > ")[0], comments=True)[1:]
    parser = argparse.ArgumentParser(exit_on_error=False)
    check.add_arguments(parser)
    args = parser.parse_args(words)
    assert all(output.partition("=")[0] in (*FORMATS, *FILE_FORMATS) for output in args.output)


SAMPLES = [*sorted((ROOT / "docs" / "ci").glob("*.yml")), ROOT / ".pre-commit-hooks.yaml"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_are_yaml(path):
    yaml = pytest.importorskip("yaml")
    assert yaml.safe_load(path.read_text("utf-8"))


def test_both_readmes_name_the_same_commands():
    texts = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md")]
    named = [re.findall(r"^\| `plancheck ([a-z]+)", text, re.MULTILINE) for text in texts]
    assert len(named[0]) > 9 and sorted(named[0]) == sorted(named[1])


def test_every_picture_of_the_guides_is_there():
    for path in [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", path.read_text("utf-8")):
            if target.endswith(".png"):
                assert (path.parent / target).exists(), f"{path.name}: {target}"
