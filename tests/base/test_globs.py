"""Patterns of paths: what they name, in whichever way accents are composed, and lists that take back."""

from __future__ import annotations

import time
import unicodedata

import pytest

from checker.base.globs import escaped, has_magic, listed, matches


@pytest.mark.parametrize(
    ("glob", "named", "others"),
    [
        ("nháp", ["nháp", "a/nháp/b.md", "nháp/c/d.md"], ["nháp2", "a/bnháp"]),
        ("*.md", ["a.md", "x/y/a.md", "a.md/b.txt"], ["a.mdx"]),
        ("a/*.md", ["a/b.md"], ["a/b/c.md", "x/a/b.md"]),
        ("/a.md", ["a.md"], ["x/a.md"]),
        ("a/**", ["a/b", "a/b/c"], ["a", "b/a/c"]),
        ("a/**/z.md", ["a/z.md", "a/b/c/z.md"], ["a/bz.md"]),
        ("a/", ["a", "a/b", "x/a"], ["ab"]),
        ("**", ["a", "a/b"], []),
        ("x*y*z.md", ["xyz.md", "xyyz.md"], ["x/yz.md"]),
        ("?.md", ["a.md", "ế.md"], ["ab.md", ".md"]),
        ("[ab].md", ["a.md", "b.md"], ["c.md"]),
        ("[!ab].md", ["c.md"], ["a.md", "/.md"]),
        ("[^a-c]x", ["dx"], ["ax"]),
        ("{2025,2026}/*.{md,txt}", ["2025/a.md", "2026/b.txt"], ["2024/a.md", "2025/a.docx"]),
        ("{a}.md", ["{a}.md"], ["a.md"]),
        ("[z-a]", [], ["z", "a", "[z-a]"]),
        ("du thao (1)", ["du thao (1)/a.md"], ["du thao 1"]),
    ],
)
def test_what_a_glob_names(glob, named, others):
    for path in named:
        assert matches(path, glob) and matches(f"./{path}", glob) and matches(path.replace("/", "\\"), glob), path
    assert [path for path in others if matches(path, glob)] == []


def test_accents_are_the_same_in_both_forms():
    for one in ("NFC", "NFD"):
        for other in ("NFC", "NFD"):
            assert matches(unicodedata.normalize(one, "dự thảo/kế hoạch.md"), unicodedata.normalize(other, "dự thảo/k? ho*.md"))


def test_the_last_glob_decides_and_a_mark_takes_back():
    globs = ["nháp", "!nháp/giữ.md", "nháp/giữ.md/x"]
    assert [listed([path], globs) for path in ("nháp/a.md", "nháp/giữ.md", "nháp/giữ.md/x", "b.md")] == [True, False, True, False]
    assert not listed(["a.md"], ["!b.md"]) and not listed(["a.md"], [])


@pytest.mark.parametrize("path", ["a.md", "kế hoạch [nháp].md", "{a,b}.md", "*?.md"])
def test_an_escaped_path_names_itself_alone(path):
    assert matches(path, escaped(path)) and not matches("x" + path, escaped(path))
    assert has_magic(path) == (path != "a.md")


def test_many_stars_and_braces_take_no_time():
    start = time.process_time()
    assert not matches("a" * 250, "a" + "*a" * 60 + "b") and not matches("a/" * 120 + "x", "**/a/" * 60 + "b")
    matches("a", "{a,b}" * 30)
    assert time.process_time() - start < 1
