"""Reports kept from one run to the next: the same in every byte, without words of a plan, a miss whenever anything changed."""

from __future__ import annotations

import datetime
import marshal
import os
import pickle
from pathlib import Path

import pytest

from checker.base import cache
from checker.cli.batches import judge_files
from checker.cli.judge import make_judge
from checker.cli.repository import beside
from checker.cli.results import _FIELDS, Results, _name_of
from checker.cli.settings import Config
from checker.cli.shelf import Shelf, ShelfWriter
from checker.cli.showing import Showing
from checker.report import Form
from checker.report.hidden_words import hide, show
from tests.plans import dense_plan, usual_plan
from tests.report.made import TEXT
from tests.wordfile import docx, paragraph

DAY = datetime.date(2026, 11, 22)


@pytest.fixture
def plans(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    texts = {"a.txt": TEXT, "b.md": usual_plan(9000), "c.txt": dense_plan(6000), "d.txt": TEXT.replace("\n", "\r\n"), "e.txt": ""}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    return [str(tmp_path / name) for name in texts]


def reports(paths, day=DAY, **config):
    judge = make_judge(Config(isolated=True, **config), day)
    return [one.file for one in judge_files([(judge, path) for path in paths], jobs=1)]


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


def test_a_file_of_the_same_size_and_time_is_judged_again(plans, monkeypatch):
    """Its inode's own time shows the change."""
    text = Path(plans[0]).read_text("utf-8")
    Path(plans[0]).write_text(text + "an an an\n", "utf-8")
    reports(plans)
    before = os.stat(plans[0])
    Path(plans[0]).write_text(text + "an ba an\n", "utf-8")
    os.utime(plans[0], ns=(before.st_atime_ns, before.st_mtime_ns))
    judged = []
    monkeypatch.setattr("checker.cli.batches.judge_file", _counting(judged))
    reports(plans)
    assert judged == plans[:1]


def test_a_spoiled_shelf_is_a_miss(plans):
    first = reports(plans)
    (path,) = entries(plans)
    data = open(path, "rb").read()
    for spoiled in (b"", data[:20], data[:-3], data[:-16] + b"00000000" * 2, data[:9] + bytes(50) + data[59:], os.urandom(200)):
        with open(path, "wb") as file:
            file.write(spoiled)
        assert repr(reports(plans)) == repr(first)


class _Evil:
    def __reduce__(self):
        return print, ("run",)


@pytest.mark.parametrize(
    "values",
    [
        (b"", [""], [], [], False),
        (pickle.dumps([1] * len(_FIELDS)), [""], [], [], False),
        (pickle.dumps(_Evil()), [""], [], [], False),
        (pickle.dumps([1]), ["", ""], [0], [10**9], False),
        None,
        [],
    ],
    ids=["empty", "shapes", "foreign", "outside", "none", "list"],
)
def test_an_entry_of_other_shapes_is_a_miss(plans, values, capsys):
    first = reports(plans)
    judge = make_judge(Config(isolated=True), DAY)
    kept = Results.of(beside(judge, plans))
    for path in plans:
        data = open(path, "rb").read()
        kept.keep(path, marshal.dumps(((0, 0, 0), cache.digest(data), values)))
    kept.close()
    assert all(kept.find(path) is None for path in plans)
    assert repr(reports(plans)) == repr(first)
    assert capsys.readouterr().out == ""


def test_a_plan_that_is_gone_leaves_no_entry(plans):
    reports(plans)
    os.unlink(plans[1])
    with open(plans[0], "a") as file:
        file.write("\nthẩm quyền các các\n")
    reports(plans[:1])
    (path,) = entries(plans)
    judge = beside(make_judge(Config(isolated=True), DAY), plans[:1])
    assert sorted(Shelf(path, Results.of(judge)._state).names()) == [_name_of("a.txt")]  # nor does its name stand there


def test_two_runs_at_once_keep_both_their_results(tmp_path):
    path = str(tmp_path / "shelf")
    one = ShelfWriter(path, "s")
    one.put(b"a" * 16, marshal.dumps("A"))
    one.close()
    two = ShelfWriter(path, "s")
    two.put(b"b" * 16, marshal.dumps("B"))
    two.close()
    shelf = Shelf(path, "s")
    assert (shelf.get(b"a" * 16), shelf.get(b"b" * 16), shelf.get(b"c" * 16)) == ("A", "B", None)
    assert Shelf(path, "other").names() == []


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


@pytest.mark.parametrize("text", ["", "a", TEXT, "\r\n".join(TEXT.split("\n")), "İ" + TEXT])
def test_every_string_comes_back(text):
    values = ["", "abc", text, text[5:90], f"“{text[40:120]}” → “x”", text.lower(), text.replace("\n", " "), text[-9:] + "!"]
    assert show(hide(values, text), text) == values


def test_a_word_file_is_kept_too(tmp_path, monkeypatch, never_judged):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    path = str(tmp_path / "a.docx")
    Path(path).write_bytes(docx(paragraph("KẾ HOẠCH") + paragraph("Thực hiện  nhiệm vụ năm 2026 ,")))
    first = reports([path])
    assert first[0].findings
    never_judged()
    assert repr(reports([path])) == repr(first)


@pytest.mark.parametrize("format", ["pretty", "html", "csv"])
def test_formats_that_show_the_text_are_made_of_the_file(plans, never_judged, format):
    def made():
        judge = make_judge(Config(isolated=True), DAY)
        shown = judge_files([(judge, path) for path in plans], jobs=1, showing=Showing((Form(format),)))
        return [one.parts for one in shown]

    first = made()
    never_judged()
    assert made() == first
