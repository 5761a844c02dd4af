"""The baseline in use: a place is known alone, a renamed plan keeps its entries, a safe fix near by makes nothing new."""

from __future__ import annotations

import json
import unicodedata

import pytest

from checker.cli import main as cli
from checker.cli.renames import common, sketch
from checker.rules.fingerprint import _essence
from tests.packs import pack
from tests.plans import plan_with

BASELINE = ".plancheck-baseline.json"
FORM = "II. NHIỆM VỤ\n\n" + "".join(f"{at}. Giao [tên đơn vị] chủ trì việc {at} trước ngày 01/6/2026.\n\n" for at in range(1, 7))


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    """A folder with a plan and a pack of one rule; `folder(*words)` runs plancheck there → (exit code, output, errors)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCHECK_CONFIG", raising=False)
    (tmp_path / "a.txt").write_text(plan_with("1. Triển khai quyết liệt."), "utf-8")
    (tmp_path / "office.yaml").write_text(pack(), "utf-8")
    (tmp_path / ".plancheck.yaml").write_text("packs: [office.yaml]\nselect: [XX, TT131]\n", "utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(words)
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def new(folder, *paths: str) -> list[tuple[str, str]]:
    """(file, words) of what the baseline does not know."""
    out = folder("check", "--format", "json", "--baseline", BASELINE, *paths)[1]
    return [(file["path"], finding["text"]) for file in json.loads(out)["files"] for finding in file["findings"]]


def entries(tmp_path) -> list[dict]:
    return json.loads((tmp_path / BASELINE).read_text("utf-8"))["findings"]


@pytest.mark.parametrize("name", ["b.txt", "kế hoạch.txt", unicodedata.normalize("NFD", "kế hoạch.txt")])
def test_a_renamed_plan_keeps_its_entries(folder, tmp_path, name):
    folder("baseline", "a.txt")
    (tmp_path / "a.txt").rename(tmp_path / name)
    assert new(folder, ".") == []
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("\n\nLàm quyết liệt.\n")
    assert [text for _, text in new(folder, ".")] == ["quyết liệt"]
    folder("baseline", ".")
    assert {one["path"] for one in entries(tmp_path)} == {unicodedata.normalize("NFC", name)} and new(folder, ".") == []


def test_a_copy_and_another_plan_are_no_renaming(folder, tmp_path):
    folder("baseline", "a.txt")
    (tmp_path / "copy.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    assert [path for path, _ in new(folder, ".")] == ["copy.txt"]
    (tmp_path / "copy.txt").unlink()
    (tmp_path / "a.txt").unlink()
    (tmp_path / "other.txt").write_text("II. NHIỆM VỤ\n\n1. Các thôn làm quyết liệt trước ngày 01/6/2026.\n", "utf-8")
    assert [path for path, _ in new(folder, ".")] == ["other.txt"]


def test_of_two_likely_names_one_keeps_the_entries(folder, tmp_path):
    folder("baseline", "a.txt")
    text = (tmp_path / "a.txt").read_bytes()
    (tmp_path / "a.txt").unlink()
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_bytes(text)
    assert [path for path, _ in new(folder, ".")] == ["c.txt"]


def test_each_place_of_a_finding_is_known_alone(folder, tmp_path):
    (tmp_path / "a.txt").write_text(FORM, "utf-8")
    folder("baseline", "a.txt")
    assert len(entries(tmp_path)) == 6 and new(folder, "a.txt") == []
    (tmp_path / "a.txt").write_text(FORM + "III. KHÁC\n\n1. Giao [tên đơn vị] làm tiếp.\n\n2. Giao [ngày] làm tiếp.\n", "utf-8")
    out = folder("check", "--format", "json", "--baseline", BASELINE, "a.txt")[1]
    [finding] = json.loads(out)["files"][0]["findings"]
    assert [place["text"] for place in finding["places"]] == ["[tên đơn vị]", "[ngày]"]
    assert "6 đã có từ trước" in folder("check", "--format", "pretty", "--baseline", BASELINE, "a.txt")[1]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("**1.  Công tác  chỉ đạo , điều hành.**", "**1. Công tác chỉ đạo, điều hành**"),
        ("**1. CÔNG TÁC năm 02026:**", "**1. Công tác năm 2026**"),
    ],
)
def test_a_mended_heading_makes_no_finding_below_it_new(folder, tmp_path, wrong, right):
    below = "\n\na) Các thôn làm quyết liệt trước ngày 01/6/2026."
    (tmp_path / "a.md").write_text(plan_with(wrong + below), "utf-8")
    folder("baseline", "a.md")
    (tmp_path / "a.md").write_text(plan_with(right + below), "utf-8")
    assert new(folder, "a.md") == []


def test_what_is_known_is_told_as_there_before(folder, tmp_path):
    folder("baseline", "a.txt")
    err = folder("check", "--format", "json", "--baseline", BASELINE, "a.txt")[2]
    assert "1 đã có từ trước" in err and "bỏ qua" not in err
    sarif = json.loads(folder("check", "--format", "sarif", "--baseline", BASELINE, "a.txt")[1])
    [result] = sarif["runs"][0]["results"]
    assert result["baselineState"] == "unchanged" and "đã có từ trước" in result["suppressions"][0]["justification"]


def test_an_old_baseline_without_sketches_is_read(folder, tmp_path):
    folder("baseline", "a.txt")
    data = json.loads((tmp_path / BASELINE).read_text("utf-8"))
    del data["files"]
    (tmp_path / BASELINE).write_text(json.dumps(data), "utf-8")
    assert new(folder, "a.txt") == []
    folder("baseline", "a.txt")
    assert [one["path"] for one in json.loads((tmp_path / BASELINE).read_text("utf-8"))["files"]] == ["a.txt"]


def test_a_sketch_holds_no_words_and_tells_texts_apart():
    lines = [f"Dòng thứ {n} của kế hoạch." for n in range(60)]
    whole, edited = sketch("\n".join(lines)), sketch("\r\n".join(lines[:50] + ["Dòng mới."]))
    assert all(len(mark) == 8 and int(mark, 16) >= 0 for mark in whole) and len(whole) == 16
    assert common(whole, edited) > 0.5 > common(whole, sketch("Một văn bản khác.\nHai dòng.")) == 0.0
    assert common((), ()) == 0.0


def test_essence():
    assert _essence("1. Công  tác , 05/3") == _essence("1.công tác, 5/3") and _essence("12") != _essence("1.2")
    assert _essence("…") == "…"
