"""YAML as plancheck reads it: places, small types, and nothing that bombs or loops."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.errors import YamlMistake
from checker.base.yaml_places import MAX_BYTES, read_yaml


def test_values_and_places():
    yaml = read_yaml('a:\n  - {on: yes, n: 010, d: 2026-03-05}\n  - "ữ": [1, -2, 1.5, true, ~, "3"]\n'.encode())
    assert yaml.data == {"a": [{"on": "yes", "n": "010", "d": datetime.date(2026, 3, 5)}, {"ữ": [1, -2, 1.5, True, None, "3"]}]}
    assert yaml.keys["a", 0, "n"] == (2, 15)
    assert yaml.values["a", 0, "n"] == (2, 18)
    assert yaml.values["a", 1, "ữ", 3] == (3, 23)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: &x 1\nb: *x\n", 1, 4, "anchor"),
        ("b: *x\n", 1, 4, "alias"),
        ("a: {<<: {b: 1}}", 1, 5, "merge"),
        ("a: !!python/object:os.system x", 1, 4, "tag"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "twice"),
        ("a: 1\n---\nb: 2\n", 2, 1, "one"),
        ("a: [1, 2", 2, 1, "YAML syntax"),
        ("a: b: c", 1, 5, "YAML syntax"),
        ("a: 2026-02-30", 1, 4, "calendar"),
        ("[1, 2]: x", 1, 1, "a key must be a word"),
        ("[" * 100, 1, 25, "deep"),
        ("a: " + "9" * 50, 1, 4, "too long"),
        ("\x00", 1, 1, "YAML syntax"),
    ],
)
def test_mistakes_have_their_place(text, line, column, words):
    with pytest.raises(YamlMistake) as caught:
        read_yaml(text.encode())
    assert (caught.value.line, caught.value.column) == (line, column), caught.value.en
    assert words in caught.value.en


def test_huge_and_undecodable_files():
    with pytest.raises(YamlMistake, match="too large"):
        read_yaml(b" " * (MAX_BYTES + 1))
    with pytest.raises(YamlMistake, match="not UTF-8"):
        read_yaml("a: ữ".encode("utf-16"))


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="a:[]{}-,\"'&*!|> \n#?%@`1.é", max_size=80).map(str.encode)))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    try:
        read_yaml(content)
    except YamlMistake as error:
        assert error.line >= 1 and error.column >= 1
