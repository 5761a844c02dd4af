"""Reports kept from one run to the next: the same in every byte, without words of a plan, a miss whenever anything changed."""

from __future__ import annotations

import datetime
import os

import pytest

from checker.base import cache
from checker.cli.batches import judge_files
from checker.cli.judge import make_judge
from checker.cli.results import _FIELDS, Results
from checker.cli.settings import Config
from checker.report.hidden_words import Hidden, Shown
from checker.source.text import Source
from tests.plans import dense_plan, usual_plan
from tests.report.made import TEXT

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def plans(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    texts = {"a.txt": TEXT, "b.md": usual_plan(9000), "c.txt": dense_plan(6000), "d.txt": TEXT.replace("\n", "\r\n"), "e.txt": ""}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    return [str(tmp_path / name) for name in texts]


def reports(paths, day=DAY, **config):
    return list(judge_files(make_judge(Config(isolated=True, **config), day), paths, documents=False))


def entries(paths):
    return sorted((os.path.join(folder, name)) for folder, _, names in os.walk(_folder(paths)) for name in names)


def _folder(paths):
    return os.path.join(os.path.dirname(paths[0]), "cache", "results")


@pytest.fixture
def never_judged(monkeypatch):
    def judged(*_, **__):
        raise AssertionError("judged again")

    return lambda: monkeypatch.setattr("checker.cli.batches.judge_file", judged)


def test_what_is_kept_is_the_same(plans, never_judged):
    first = reports(plans, profile="strict")
    assert any(report.findings for report in first)
    never_judged()
    assert repr(reports(plans, profile="strict")) == repr(first)


def test_no_run_of_a_plan_is_kept(plans):
    reports(plans, profile="strict")
    kept = b"".join(open(path, "rb").read() for path in entries(plans))
    assert kept
    for path in plans:
        text = open(path, "rb").read().decode()
        rule_texts = _rule_texts()
        for start in range(0, len(text) - 24, 3):
            run = text[start : start + 24]
            assert run.encode() not in kept or run in rule_texts, run


def _rule_texts():
    from pathlib import Path

    from checker.base.data import data_folder

    return "".join(path.read_text("utf-8") for path in Path(data_folder("rules")).rglob("*.yaml"))


@pytest.mark.parametrize(
    "change",
    [{"day": DAY + datetime.timedelta(1)}, {"lang": "en"}, {"stage": "final"}, {"ignore": ("TT101",)}, {"packs": "pack"}],
)
def test_another_setting_is_a_miss(plans, tmp_path, monkeypatch, change):
    reports(plans)
    if "packs" in change:
        pack = tmp_path / "pack.yaml"
        pack.write_text("pack: {name: office, version: 1.0.0}\nrules: []\n")
        monkeypatch.setattr("checker.cli.results.cache.code_state", lambda: b"other code")
        change = {}
    judged = []
    monkeypatch.setattr("checker.cli.batches.judge_file", _counting(judged))
    reports(plans, **change)
    assert len(judged) == len(plans)


def _counting(judged):
    from checker.cli.judge import judge_file

    def counted(judge, path, *more, **named):
        judged.append(path)
        return judge_file(judge, path, *more, **named)

    return counted


def test_a_changed_file_is_judged_again(plans, monkeypatch):
    reports(plans)
    with open(plans[0], "a") as file:
        file.write("\nthẩm quyền các các\n")
    judged = []
    monkeypatch.setattr("checker.cli.batches.judge_file", _counting(judged))
    reports(plans)
    assert judged == plans[:1]


def test_a_spoiled_entry_is_a_miss(plans):
    first = reports(plans)
    for path in entries(plans):
        data = open(path, "rb").read()
        for spoiled in (b"", data[:20], data[:-3], b"00000000" + data[8:], os.urandom(200)):
            with open(path, "wb") as file:
                file.write(spoiled)
            assert repr(reports(plans)) == repr(first)


def test_an_entry_of_other_shapes_is_a_miss(plans):
    import marshal
    import zlib

    first = reports(plans)
    judge = make_judge(Config(isolated=True), DAY)
    many = len(_FIELDS)
    for values in ([], None, [1] * many, [(7, 0, [1])] * many, [(0, [(0, 10**9)])] * many, [(99, 1)] * many, [(3, [1])] * many):
        for path, entry in zip(plans, [Results.of(judge)._entry(path) for path in plans], strict=True):
            data = open(path, "rb").read()
            packed = marshal.dumps((Results.of(judge)._state, cache.digest(data), values))
            with open(entry, "wb") as file:
                file.write(b"%08x" % zlib.crc32(packed) + packed)
        assert repr(reports(plans)) == repr(first)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of folders")
def test_a_folder_that_others_may_write_into_is_not_used(plans):
    reports(plans)
    os.chmod(_folder(plans), 0o777)
    assert Results.of(make_judge(Config(isolated=True), DAY)) is None
    os.chmod(_folder(plans), 0o700)


def test_no_cache_keeps_nothing(plans, monkeypatch):
    monkeypatch.setattr(cache, "enabled", False)
    reports(plans)
    assert not entries(plans)


@pytest.mark.parametrize("text", ["", "a", TEXT, "\r\n".join(TEXT.split("\n"))])
def test_every_string_comes_back(text):
    source = Source("x", text)
    hidden, shown = Hidden(source), Shown(source)
    for value in ("", "abc", text, text[5:90], f"“{text[40:120]}” → “x”", text.lower(), text.replace("\n", " "), text[-9:] + "!"):
        assert shown.value(hidden.value(value)) == value
