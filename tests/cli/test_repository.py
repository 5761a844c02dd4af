"""Documents of one repository held against each other (LK): a whole folder, one file of it later, an office's registry."""

from __future__ import annotations

import datetime
import json
import pickle
import re
import tracemalloc

import pytest

from checker.base import cache
from checker.cli import main as cli
from checker.model.repository import Filed, Repository, opened
from tests.plans import clean_plan

PLAN = clean_plan()
DAY = datetime.date(2026, 3, 2)
PHU_DONG = ("Tuyên truyền phòng, chống tác hại của thuốc lá", "Tổ chức Hội khỏe Phù Đổng cho học sinh phổ thông")


def plan(number: str = "45/KH-UBND", day: str = "16 tháng 3 năm 2026", *changes: tuple[str, str]) -> str:
    text = PLAN.replace("45/KH-UBND", number).replace("ngày 16 tháng 3 năm 2026", f"ngày {day}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def cites(words: str) -> tuple[str, str]:
    return "Thực hiện Chỉ thị số 12/CT-TTg ngày 15 tháng 01 năm 2026 của Thủ tướng Chính phủ,", f"Thực hiện {words},"


@pytest.fixture
def office(tmp_path, monkeypatch, capsys):
    """A repository with Git's folder; `office({name: text}, *paths)` writes files and checks paths → {file: its LK findings}."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / ".cache"))
    (tmp_path / ".git").mkdir()

    def run(files: dict[str, str], *paths: str) -> dict[str, list[dict]]:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        cli.main(("check", "--format", "json", *(paths or (".",))))
        report = json.loads(capsys.readouterr().out)
        return {
            file["path"]: found
            for file in report["files"]
            if (found := [one for one in file["findings"] if one["code"].startswith("LK")])
        }

    return run


def told(found: dict[str, list[dict]]) -> dict[str, list[tuple[str, str]]]:
    return {path: [(one["code"], one["text"]) for one in ones] for path, ones in found.items()}


def test_a_number_used_twice_is_told_once_at_the_later_one(office):
    found = office({"a.md": plan(day="02 tháng 3 năm 2026"), "b.md": plan("45/KH-UBND", "16 tháng 3 năm 2026", PHU_DONG)})
    assert told(found) == {"b.md": [("LK901", "45/KH-UBND")]}
    assert "a.md" in found["b.md"][0]["message"]


@pytest.mark.parametrize(
    "other",
    [
        plan("45/KH-UBND", "16 tháng 3 năm 2026"),  # the same document once more
        plan("46/KH-UBND", "16 tháng 3 năm 2026", PHU_DONG),
        plan("45/KH-UBND", "16 tháng 3 năm 2025", PHU_DONG, ("năm 2026", "năm 2025")),
        plan("45/KH-UBND", "16 tháng 3 năm 2026", PHU_DONG, ("TỈNH PHÚ THỌ", "TỈNH LÀO CAI")),
        plan("45/KH-BCĐ", "16 tháng 3 năm 2026", PHU_DONG),
        plan("  /KH-UBND", "16 tháng 3 năm 2026", PHU_DONG),
        "# README\n\nSố: 45/KH-UBND\n",
    ],
)
def test_other_documents_may_lie_beside(office, other):
    assert office({"a.md": plan(), "b.md": other}) == {}


def test_a_citation_of_a_document_at_hand(office):
    parent = plan("12/KH-UBND", "22 tháng 02 năm 2026", PHU_DONG)
    cited = "Kế hoạch số 12/KH-UBND ngày {} của Ủy ban nhân dân tỉnh Phú Thọ"
    files = {"cha.md": parent, "dung.md": plan("46/KH-UBND", "16 tháng 3 năm 2026", cites(cited.format("22 tháng 02 năm 2026")))}
    assert office(files) == {}
    slips = ("23 tháng 02 năm 2026", "22/01/2026", "22 tháng 02 năm 2025")
    for number, day in enumerate(slips):
        files[f"sai{number}.md"] = plan(f"5{number}/KH-UBND", "16 tháng 3 năm 2026", cites(cited.format(day)))
    assert told(office(files)) == {f"sai{n}.md": [("LK902", f"ngày {day}")] for n, day in enumerate(slips)}


def test_a_citation_of_another_year_or_place_is_of_another_document(office):
    parent = plan("12/KH-UBND", "22 tháng 02 năm 2026", PHU_DONG)
    others = (
        "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Phú Thọ",
        "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lào Cai",
        "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Hạ Hòa",
    )
    files = {f"{n}.md": plan(f"5{n}/KH-UBND", "16 tháng 3 năm 2026", cites(words)) for n, words in enumerate(others)}
    assert office({"cha.md": parent} | files) == {}


def test_the_period_of_the_parent_plan(office):
    parent = plan("12/KH-UBND", "22 tháng 02 năm 2026", PHU_DONG, ("năm 2026\n\nThực", "giai đoạn 2026 - 2030\n\nThực"))
    way = cites("Kế hoạch số 12/KH-UBND ngày 22 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Phú Thọ")
    inside = plan("46/KH-UBND", "16 tháng 3 năm 2026", way)
    outside = re.sub(r"thuốc lá năm 2026", "thuốc lá giai đoạn 2026 - 2035", inside).replace("46/", "47/")
    assert told(office({"cha.md": parent, "trong.md": inside, "ngoai.md": outside})) == {
        "ngoai.md": [("LK903", "giai đoạn 2026 - 2035")]
    }


def test_one_file_later_is_held_against_what_an_earlier_run_saw(office, tmp_path):
    assert office({"a.md": plan(), "muc/b.md": plan("46/KH-UBND")}) == {}
    changed = {"muc/b.md": plan("45/KH-UBND", "16 tháng 3 năm 2026", PHU_DONG)}
    assert told(office(changed, "muc/b.md")) == {"muc/b.md": [("LK901", "45/KH-UBND")]}
    assert told(office({}, "a.md")) == {"a.md": [("LK901", "45/KH-UBND")]}
    (tmp_path / "muc" / "b.md").unlink()
    assert office({}, "a.md") == {}


def test_without_a_repository_a_single_file_stands_alone(office, tmp_path):
    (tmp_path / ".git").rmdir()
    office({"a.md": plan(), "b.md": plan("46/KH-UBND")})
    assert office({"b.md": plan("45/KH-UBND", "16 tháng 3 năm 2026", PHU_DONG)}, "b.md") == {}
    assert told(office({}, "b.md", "a.md")) == {"b.md": [("LK901", "45/KH-UBND")]}


def test_documents_of_the_registry_that_lie_in_a_file(office, tmp_path):
    entry = "{id: 45/KH-UBND, type: Kế hoạch, date: 2026-03-02, issuer: Ủy ban nhân dân tỉnh Phú Thọ, title: x, file: cu/a.md}"
    (tmp_path / "documents.yaml").write_text(f"documents:\n  - {entry}\n", "utf-8")
    (tmp_path / ".plancheck.yaml").write_text("registries: [documents.yaml]\n", "utf-8")
    found = office({"b.md": plan()}, "b.md")
    assert told(found) == {"b.md": [("LK901", "45/KH-UBND")]} and "cu/a.md" in found["b.md"][0]["message"]


def test_no_words_of_a_plan_are_kept(office, tmp_path):
    office({"a.md": plan(), "b.md": plan("46/KH-UBND")})
    (kept,) = (tmp_path / ".cache").glob("repository-*")
    chunks = cache._read(str(kept))
    entries = [entry for chunk in chunks for _, entry in opened(chunk)]
    known = b"".join((kept.read_bytes(), *chunks, *entries))
    assert len(entries) == 2 and b"45/KH-UBND" in known
    assert "thuốc lá".encode() not in known and "Tuyên truyền".encode() not in known


def test_several_processes_know_the_same(office):
    files = {f"{n:02}.md": plan(f"{n + 100}/KH-UBND") for n in range(20)}
    files["a.md"], files["b.md"] = plan(), plan("45/KH-UBND", "17 tháng 3 năm 2026", PHU_DONG)
    assert told(office(files, "--jobs", "2", ".")) == {"b.md": [("LK901", "45/KH-UBND")]}


def test_a_repository_is_the_same_however_it_is_reached():
    filed = [
        Filed(f"{at}.md", f"{at % 2}/KH-UBND", f"{at % 2}/kh-ubnd", "Kế hoạch", DAY, "", marks=bytes(8)) for at in range(1200)
    ]
    one = Repository.of((f.path, f.judged, f.packed()) for f in filed)
    for other in (one, pickle.loads(pickle.dumps(one))):
        assert list(other.numbered("1/kh-ubnd")) == filed[1::2] and other.numbered("7/kh-ubnd") == ()
        assert other.state() == one.state()
    assert Repository.of((f.path, False, f.packed()) for f in filed).state() != one.state()
    assert not Repository.of(()) and one


def test_unchanged_plans_take_little_memory(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / ".cache"))

    def peak(count: int) -> int:
        folder = tmp_path / str(count)
        folder.mkdir()
        for at in range(count):
            (folder / f"ke-hoach-{at:05}.md").write_text(f"{PLAN[:900]}\n{at}\n", "utf-8")
        words = ["check", "--isolated", "--jobs", "1", "--format", "concise", "--quiet", str(folder)]
        cli.main(words)
        tracemalloc.start()
        try:
            cli.main(words)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(20)  # what is loaded once
    assert peak(520) - peak(21) < 500 * 1500  # bytes for each plan
