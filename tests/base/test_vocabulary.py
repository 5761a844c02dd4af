"""Patterns that are made of word lists in YAML."""

from __future__ import annotations

import os

import pytest

from checker.base.data import data_folder
from checker.base.vocabulary import alternatives, pattern, vocabulary
from tests.conftest import ROOT

FILES = sorted(path.stem for path in (ROOT / "rules" / "words").glob("*.yaml"))


def test_a_blank_of_a_phrase_is_any_short_run_of_blanks():
    found = alternatives(("giao", "giao cho"))
    assert found == r"giao\s{1,3}cho|giao"


@pytest.mark.parametrize("name", FILES)
def test_every_list_says_where_it_comes_from(name):
    from checker.base.yaml_places import read_yaml

    with open(os.path.join(data_folder("rules"), "words", f"{name}.yaml"), "rb") as file:
        data = read_yaml(file.read()).data
    for key, entry in data.items():
        assert entry.get("basis"), f"{name}: {key} names no basis"
        assert entry["words"], f"{name}: {key} is empty"
        assert len(set(entry["words"])) == len(entry["words"]), f"{name}: {key} names a word twice"


@pytest.mark.parametrize("name", FILES)
def test_words_are_plain_text(name):
    for key, phrases in vocabulary(name).items():
        for phrase in phrases:
            assert isinstance(phrase, str) and not set(phrase) & set("|\\?*+[]{}^"), f"{name}: {key}: {phrase!r}"


def test_a_pattern_is_made_when_it_is_first_used():
    never_made = pattern("no such file", "{{words}}")
    with pytest.raises(FileNotFoundError):
        never_made.search("giao")
