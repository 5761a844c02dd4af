"""The table driver gives the trees of Lark itself, on every grammar, with and without the cache."""

from __future__ import annotations

import os
import random

import pytest

from checker.base import cache, grammars, lalr
from checker.base.patterns import from_code, pattern_code
from checker.families.citations.symbols import plain_symbols
from checker.rules.registries import Law
from tests.conftest import ROOT

NAMES = sorted(path.stem for path in (ROOT / "grammar").glob("*.lark"))
WORDS = """Nghị quyết số 21-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII , ; : . - – / ( ) và đến từ
khoản 2 Điều 3 Luật Dân số 30/2020/NĐ-CP 346/ KH-UBND Kế hoạch 12/KH-UBND Ủy ban nhân dân tỉnh Phú Thọ 01 tháng 5 năm 2026
31/02/2021 1.250.000 đồng 250 triệu 1,5 tỷ rưỡi nghìn usd trước ngày quý IV hằng năm giai đoạn 2026-2030 I. 1.1 a) % … Sở Y tế
TC TTLT-BTC 15 giờ thứ hai tuần tháng 6 cuối đầu giữa trong hoàn thành chậm nhất đồng/năm x 3 người""".split()


def slices(name: str, count: int = 150) -> list[str]:
    rng = random.Random(name)
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, 12))) for _ in range(count)]


def plain(tree: object) -> object:
    if hasattr(tree, "children"):
        return str(tree.data), [plain(child) for child in tree.children]
    return tree.type, str(tree), tree.start_pos, tree.end_pos


def lark_parse(parser: object, text: str, start: int, end: int) -> object:
    from lark import TextSlice, UnexpectedInput

    try:
        return plain(parser.parse(TextSlice(text, start, end)))
    except UnexpectedInput:
        return None


@pytest.mark.parametrize("name", NAMES)
def test_same_trees_as_lark(name):
    registries = (Law()[registry] for registry in ("document_types", "organ_codes", "agencies"))
    text = plain_symbols(*registries)[-1] if name == "citation" else grammars.filled(name, {})
    parser, driver = grammars.load_lark(text, name), grammars.compiled(name, text)
    read = 0
    for words in slices(name):
        text = f"… {words.lower() if name != 'citation' else words} …"
        for start in {2, min(3 + text[2:].find(" "), len(text) - 2)}:
            ours = driver.parse(text, start, len(text) - 2)
            assert (None if ours is None else plain(ours)) == lark_parse(parser, text, start, len(text) - 2), text
            read += ours is not None
    assert read or len(NAMES) > 3


TRICKY = r"""
start: _list? pair? _REST?
_list: item | _list "," item
item: WORD -> word | NUMBER | "(" _list ")" -> group
?pair: KEY "=" WORD | KEY
KEY: "key" | "Key"i
WORD: /[a-z]+/
NUMBER: /\d+/
_REST.-9: /(?s:.+)/
%ignore /\s+/
"""


@pytest.mark.parametrize("text", ["a, 1, (b, 2) key = x rest", "key", "key=y", "1,,", "(a", "", "a KEY !", "9 key"])
def test_splicing_aliases_keywords_and_single_children(text):
    parser = grammars.load_lark(TRICKY, "")
    ours = grammars._revive(grammars.compile_tables(TRICKY)).parse(text, 0, len(text))
    assert (None if ours is None else plain(ours)) == lark_parse(parser, text, 0, len(text))


def test_a_warm_run_imports_no_lark(tmp_path, run_python):
    code = (
        "import sys; from checker.base import grammars; "
        "print([str(t) for t in grammars.parse({!r}, {!r}).tokens()], 'lark' in sys.modules)"
    )
    if not NAMES:
        pytest.skip("no grammar yet")
    call = code.format("date" if "date" in NAMES else NAMES[0], "25/10/2017")
    cold, warm = (run_python(call, PLANCHECK_CACHE_DIR=str(tmp_path)) for _ in range(2))
    assert cold.endswith("True") and warm.endswith("False")
    assert cold.rsplit(" ", 1)[0] == warm.rsplit(" ", 1)[0]


def test_a_torn_cache_entry_is_made_again(tmp_path, monkeypatch):
    if not NAMES:
        pytest.skip("no grammar yet")
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    grammars.grammar.cache_clear()
    grammars.grammar(NAMES[0])
    (entry,) = tmp_path.glob("grammar-*.bin")
    whole = entry.read_bytes()
    name, key = entry.stem.rsplit("-", 1)
    for content in (b"", whole[:-7], whole[:40] + b"\x00" + whole[41:], b"x" * len(whole)):
        entry.write_bytes(content)
        grammars.grammar.cache_clear()
        assert isinstance(grammars.grammar(NAMES[0]), lalr.Grammar)
    assert cache.load(name, key) is not None
    grammars.grammar.cache_clear()


@pytest.mark.parametrize("folder", ["", "/dev/null/nowhere"])
def test_no_cache_folder_is_no_obstacle(folder, monkeypatch):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", folder)
    assert cache.load("x", "0" * 32) is None
    cache.store("x", "0" * 32, {"a": 1})
    assert cache.load("x", "0" * 32) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of folders")
def test_a_folder_that_others_may_write_into_is_no_cache(tmp_path, monkeypatch):
    folder = tmp_path / "new"
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(folder))
    cache.store("x", "0" * 32, {"a": 1})
    assert cache.load("x", "0" * 32) == {"a": 1} and folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert cache.load("x", "0" * 32) is None
    cache.store("y", "0" * 32, 1)
    assert len(os.listdir(folder)) == 1
    folder.chmod(0o700)
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert cache.load("x", "0" * 32) is None


def test_the_cache_keeps_few_entries(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    for number in range(20):
        cache.store("x", cache.entry_key(b"%d" % number), number)
    assert len(os.listdir(tmp_path)) == 8


@pytest.mark.parametrize("pattern", [r"a(?P<x>b+)|c", r"(?i:đ[^\W\d]{2,5})(?!\w)", r"(?<=x)(\d)\1", "ngày|tháng"])
def test_code_of_a_pattern_is_the_pattern(pattern):
    import re

    ours, theirs = from_code(pattern_code(pattern)), re.compile(pattern)
    assert (ours.pattern, ours.flags, ours.groups, dict(ours.groupindex)) == (
        theirs.pattern,
        theirs.flags,
        theirs.groups,
        dict(theirs.groupindex),
    )
    for text in ("abbb", "c", "Đưa ra", "x77", "x78", "ngày tháng", ""):
        assert [(m.span(), m.groups(), m.lastgroup) for m in ours.finditer(text)] == [
            (m.span(), m.groups(), m.lastgroup) for m in theirs.finditer(text)
        ]
