"""The registries: what they hold, `registry find` and `registry build`, and an office's own file that adds to them."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
import yaml

from checker.cli import main as cli
from checker.families.citations.archive import find
from checker.families.citations.number import key
from checker.families.citations.registers import EVIDENCE
from checker.families.citations.symbols import symbols
from checker.rules.registries import Law

LAW = Law()
DOCUMENTS = LAW["documents"]["documents"]
GRAMMAR = symbols(LAW).grammar

PLAN = """ỦY BAN NHÂN DÂN
XÃ YÊN BÌNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}/KH-UBND
Yên Bình, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
{subject}

{opening}

I. MỤC ĐÍCH

Nâng cao nhận thức.
"""

DECISION = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 77/QĐ-UBND
Lào Cai, ngày 02 tháng 3 năm 2026

QUYẾT ĐỊNH
Về phòng, chống bệnh dại

Điều 1. Tiêm phòng cho đàn chó.
"""


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = cli.main(list(argv))
    return code, capsys.readouterr().out


# -- the built-in data ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda e: f"{e['id']} {e.get('date')}")
def test_every_document_is_well_formed(entry: dict) -> None:
    assert {"id", "type", "date", "issuer"} <= entry.keys()
    assert entry.get("title") or entry.get("replaced_by")
    assert "verified" in entry or entry["evidence"] in EVIDENCE
    assert GRAMMAR.parse(entry["id"], 0, len(entry["id"])) is not None
    for name in ("date", "effective", "until", "period_ended"):
        assert entry.get(name) is None or isinstance(entry[name], datetime.date)
    if entry.get("replaced_by"):
        assert entry["until"], entry


def test_no_document_stands_twice() -> None:
    seen = [(key(e["id"]), e["date"], e["issuer"]) for e in DOCUMENTS]
    assert len(seen) == len(set(seen))


# -- find -------------------------------------------------------------------------------------------------------------


def test_find_by_number_by_slip_and_by_words() -> None:
    assert {e["date"].year for e in find(DOCUMENTS, "21-NQ/TW")} == {2017, 2022, 2026}
    assert [e["id"] for e in find(DOCUMENTS, "1597/QĐ-TTg")] == ["1579/QĐ-TTg"]
    assert "1679/QĐ-TTg" in [e["id"] for e in find(DOCUMENTS, "Chiến lược Dân số")]
    assert find(DOCUMENTS, "99999/QĐ-TTg") == []


def test_find_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "registry", "find", "83/2015/QH13", "--isolated")
    assert code == 0
    assert "Luật Ngân sách nhà nước" in out and "thay bằng 89/2025/QH15" in out and "01/01/2026" in out
    assert run(capsys, "registry", "find", "99999/QĐ-TTg", "--isolated")[0] == 1


# -- build, and use ---------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    opening = "Thực hiện Quyết định số 77/QĐ-UBND ngày 02/3/2026 của UBND tỉnh Lào Cai về phòng, chống bệnh dại."
    for number in (11, 12, 13):
        text = PLAN.format(number=number, subject=f"Phòng, chống bệnh dại đợt {number}", opening=opening)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "77.txt").write_text(DECISION, encoding="utf-8")
    return folder


def test_build_reads_what_is_there_and_what_is_cited(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "registry", "build", str(archive), "--isolated")
    assert code == 0
    built = {e["id"]: e for e in yaml.safe_load(out)["documents"]}
    assert built["12/KH-UBND"]["title"] == "Phòng, chống bệnh dại đợt 12"
    assert built["12/KH-UBND"]["issuer"] == "Ủy ban nhân dân xã Yên Bình"
    assert built["12/KH-UBND"]["evidence"] == "multi" and built["12/KH-UBND"]["file"].endswith("12.txt")  # nobody cites it
    cited = built["77/QĐ-UBND"]
    assert cited["cited"] == 3 and len(cited["in"]) == 3 and cited["date"] == datetime.date(2026, 3, 2)
    assert cited["evidence"] == "verified" and cited["file"].endswith("77.txt")


@pytest.mark.parametrize(
    ("behind", "title"),
    [
        ("về phòng, chống bệnh dại\ntrên địa bàn tỉnh.", "về phòng, chống bệnh dại trên địa bàn tỉnh"),
        ("về phòng, chống bệnh dại\n\nI. MỤC ĐÍCH", "về phòng, chống bệnh dại"),
        ("về phòng, chống bệnh dại\n- Sở Y tế chủ trì", "về phòng, chống bệnh dại"),
        ("về phòng, chống bệnh dại\n2. Sở Y tế chủ trì", "về phòng, chống bệnh dại"),
        ("về phòng, chống bệnh dại\nKẾ HOẠCH NĂM", "về phòng, chống bệnh dại"),
        ("về phòng, chống bệnh dại | Sở Y tế |", "về phòng, chống bệnh dại"),
        ("về phòng, chống bệnh dại\tSở Y tế", "về phòng, chống bệnh dại"),
        ("\n\nvề phòng, chống bệnh dại", ""),
    ],
)
def test_a_title_ends_at_a_heading_a_list_and_a_cell(archive: Path, capsys, behind: str, title: str) -> None:
    (archive / "77.txt").unlink()
    for path in archive.glob("1*.txt"):
        path.write_text(path.read_text("utf-8").replace("về phòng, chống bệnh dại.", behind), "utf-8")
    built = {e["id"]: e for e in yaml.safe_load(run(capsys, "registry", "build", str(archive), "--isolated")[1])["documents"]}
    assert built["77/QĐ-UBND"]["title"] == title


@pytest.mark.parametrize(("citing", "expected"), [(3, "multi"), (2, "single")])
def test_citations_alone_never_make_sure(archive: Path, capsys: pytest.CaptureFixture[str], citing: int, expected: str) -> None:
    """Files of one archive are copied from each other: what only they say makes an info, or nothing."""
    (archive / "77.txt").unlink()
    for number in (11, 12, 13)[citing:]:
        (archive / f"{number}.txt").unlink()
    built = {e["id"]: e for e in yaml.safe_load(run(capsys, "registry", "build", str(archive), "--isolated")[1])["documents"]}
    assert built["77/QĐ-UBND"]["evidence"] == expected


def test_an_office_s_own_registry(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the guide shows: build, name it in the configuration, and a draft that differs is found."""
    root = archive.parent
    assert run(capsys, "registry", "build", str(archive), "--isolated", "--output", str(root / "documents.yaml"))[0] == 0
    (root / ".plancheck.yaml").write_text("registries: [documents.yaml]\n", encoding="utf-8")
    draft = root / "draft.txt"
    draft.write_text(
        PLAN.format(
            number=14,
            subject="Phòng, chống bệnh dại",
            opening="Thực hiện Quyết định số 77/QĐ-UBND ngày 02/3/2025 của UBND tỉnh Lào Cai về phòng, chống bệnh dại.",
        ),
        encoding="utf-8",
    )
    code, out = run(
        capsys,
        "check",
        str(draft),
        "--select",
        "VD313",
        "--format",
        "json",
        "--fail-on",
        "warning",
        "--config",
        str(root / ".plancheck.yaml"),
    )
    (finding,) = json.loads(out)["files"][0]["findings"]
    assert code == 1 and finding["text"] == "ngày 02/3/2025" and "02/3/2026" in finding["message"]
    code, out = run(capsys, "registry", "find", "77/QĐ-UBND", "--config", str(root / ".plancheck.yaml"))
    assert code == 0 and "02/03/2026" in out


# -- conflicts, add, check, diff --------------------------------------------------------------------------------------


def cite(folder: Path, name: str, number: int, day: str) -> None:
    opening = f"Thực hiện Quyết định số 77/QĐ-UBND ngày {day} của UBND tỉnh Lào Cai về phòng, chống bệnh dại."
    (folder / name).write_text(PLAN.format(number=number, subject=f"Đợt {number}", opening=opening), encoding="utf-8")


def test_conflicts_are_listed_apart(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cite(archive, "14.txt", 14, "12/3/2026")
    cite(archive, "15.txt", 15, "02/3/2025")
    built = yaml.safe_load(run(capsys, "registry", "build", str(archive), "--isolated")[1])
    dates = {e["date"].isoformat() for e in built["documents"] if e["id"] == "77/QĐ-UBND"}
    assert dates == {"2026-03-02", "2025-03-02"}  # another year is another document
    assert [(e["date"].isoformat(), e["cited"]) for e in built["conflicts"]] == [("2026-03-12", 1)]


def test_two_that_nobody_vouches_for_are_both_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cite(tmp_path, "14.txt", 14, "12/3/2026")
    cite(tmp_path, "15.txt", 15, "02/3/2026")
    built = yaml.safe_load(run(capsys, "registry", "build", str(tmp_path), "--isolated")[1])
    assert "77/QĐ-UBND" not in [e["id"] for e in built["documents"]] and len(built["conflicts"]) == 2


def test_add_refuses_what_contradicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "documents.yaml")
    words = "Quyết định số 77/QĐ-UBND ngày {} của UBND tỉnh Lào Cai về phòng, chống bệnh dại"
    more = ("--until", "2027-01-01", "--replaced-by", "5/QĐ-UBND", "--isolated", "--output", path)
    assert run(capsys, "registry", "add", words.format("02/3/2026"), *more)[0] == 0
    (entry,) = yaml.safe_load(Path(path).read_text("utf-8"))["documents"]
    assert entry["title"] == "về phòng, chống bệnh dại" and entry["until"] == datetime.date(2027, 1, 1)
    assert entry["date"] == datetime.date(2026, 3, 2) and entry["issuer"] == "UBND tỉnh Lào Cai"
    assert run(capsys, "registry", "add", words.format("12/3/2026"), "--isolated", "--output", path)[0] == 1
    assert run(capsys, "registry", "add", words.format("02/3/2025"), "--isolated", "--output", path)[0] == 0
    assert len(yaml.safe_load(Path(path).read_text("utf-8"))["documents"]) == 2
    assert run(capsys, "registry", "add", "không có viện dẫn", "--isolated", "--output", path)[0] == 2


def test_add_stands_before_the_conflicts(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cite(archive, "14.txt", 14, "12/3/2026")
    path = str(archive.parent / "documents.yaml")
    run(capsys, "registry", "build", str(archive), "--isolated", "--output", path)
    assert run(capsys, "registry", "add", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "--isolated", "--output", path)[0] == 0
    built = yaml.safe_load(Path(path).read_text("utf-8"))
    assert "30/2020/NĐ-CP" in [e["id"] for e in built["documents"]] and len(built["conflicts"]) == 1


def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "registry", "check", "--isolated") == (0, "")
    wrong = tmp_path / "documents.yaml"
    wrong.write_text("documents:\n  - {id: 15/2025/QĐ-TTg, type: Nghị định, date: 2024-06-14}\n", encoding="utf-8")
    code, out = run(capsys, "registry", "check", str(wrong), "--isolated")
    assert code == 1 and "Quyết định" in out and "2025" in out


def test_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    line = "  - {{id: {}, type: Quyết định, date: {}, issuer: UBND tỉnh}}\n"
    old.write_text("documents:\n" + line.format("1/QĐ-UBND", "2026-01-01") + line.format("2/QĐ-UBND", "2026-01-02"), "utf-8")
    new.write_text("documents:\n" + line.format("2/QĐ-UBND", "2026-01-03") + line.format("3/QĐ-UBND", "2026-01-04"), "utf-8")
    code, out = run(capsys, "registry", "diff", str(old), str(new), "--isolated")
    assert code == 1 and [row[:12] for row in out.splitlines()] == ["- 1/QĐ-UBND,", "~ 2/QĐ-UBND:", "+ 3/QĐ-UBND,"]
    assert run(capsys, "registry", "diff", str(old), str(old), "--isolated") == (0, "")


def test_find_in_all_lists_and_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert "12/06/2025" in run(capsys, "registry", "find", "151/2025/NĐ-CP", "--isolated")[1]
    assert "chỉ một văn bản nêu" in run(capsys, "registry", "find", "08/1998/NĐ-CP", "--isolated")[1]
    law = ("registry", "find", "11/2022/QH15", "--isolated", "--as-of")
    assert "đã hết hiệu lực" in run(capsys, *law, "2025-07-01")[1]
    assert "chưa biết văn bản nào thay thế" in run(capsys, *law, "2025-06-30")[1]
    assert "chưa có hiệu lực" in run(capsys, *law, "2023-06-30")[1]
