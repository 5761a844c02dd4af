"""What developers' tools rely on: the list of type errors, the words of the Makefile, one version."""

from __future__ import annotations

import re
import tomllib

import yaml

from checker import __version__
from checker.families.readers import READERS, reader
from tests import types
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_list_of_type_errors_names_files_and_no_clean_room():
    listed = types.listed()
    assert listed.total() <= 400  # lower it as the list shrinks
    for path in listed:
        assert (ROOT / path).is_file(), f"{path} is gone: python -m tests.types --write"
        assert path.split("/")[1] not in types.CLEAN


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["dynamic"] == ["version"]
    guides = [ROOT / "README.md", ROOT / "docs" / "install.md", ROOT / "docs" / "install.vi.md"]
    named = [found for path in guides for found in re.findall(r"rev: v([\d.]+)|plancheck-([\d.]+)-py3", path.read_text("utf-8"))]
    assert named and {one or other for one, other in named} == {__version__}
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == __version__


def test_every_package_is_packed_and_typed():
    packed = set(PROJECT["tool"]["setuptools"]["packages"])
    there = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "checker").rglob("__init__.py")}
    assert there <= packed, there - packed
    assert (ROOT / "checker" / "py.typed").is_file() and "py.typed" in PROJECT["tool"]["setuptools"]["package-data"]["checker"]


def test_words_of_the_makefile_are_explained():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    words = re.search(r"\.PHONY: (.*)", makefile)[1].split()
    assert {"test", "quick", "lint", "types", "docs", "bench"} <= set(words)
    assert all(re.search(rf"^{word}:.*##", makefile, re.MULTILINE) for word in words)


def test_our_own_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert [hook["id"] for hook in hooks[0]["hooks"]] == ["ruff", "ruff-format", "types"]


def test_each_kind_of_fact_has_the_type_of_its_reader():
    """model/facts.pyi says what the readers say."""
    stub = (ROOT / "checker" / "model" / "facts.pyi").read_text("utf-8")
    said = {
        kind: " ".join(type_.split())
        for kinds, type_ in re.findall(r"Literal\[([^\]]*)\]\) -> (.*): \.\.\.", stub)
        for kind in re.findall(r'"(\w+)"', kinds)
    }
    assert said.keys() <= READERS.keys(), said.keys() - READERS.keys()
    for kind, type_ in said.items():
        assert reader(READERS[kind]).__annotations__["return"] in (type_, "tuple"), kind  # behind a gate it says no more


def test_lists_of_words_stand_in_yaml():
    """A pattern in the code may name a few words side by side; a longer list is language, and language is data."""
    listed = re.compile(r"(?:[^\W\d_][\w ]{2,}\|){8,}")
    for path in (ROOT / "checker").rglob("*.py"):
        found = listed.search(re.sub(r'"\n\s+r?f?"', "", path.read_text("utf-8")))
        assert not found, f"{path.relative_to(ROOT)}: {found and found.group()}: rules/words/ is where it belongs"
