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
    return folder


def test_build_reads_what_is_there_and_what_is_cited(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "registry", "build", str(archive), "--isolated")
    assert code == 0
    built = {e["id"]: e for e in yaml.safe_load(out)["documents"]}
    assert built["12/KH-UBND"]["title"] == "Phòng, chống bệnh dại đợt 12"
    assert built["12/KH-UBND"]["issuer"] == "Ủy ban nhân dân xã Yên Bình"
    assert built["12/KH-UBND"]["verified"] and built["12/KH-UBND"]["file"].endswith("12.txt")
    cited = built["77/QĐ-UBND"]
    assert cited["cited"] == 3 and len(cited["in"]) == 3 and cited["verified"] and cited["date"] == datetime.date(2026, 3, 2)


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
