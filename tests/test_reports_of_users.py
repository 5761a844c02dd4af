"""What users of linters reported in public threads, and what failed when it was tried here: each with a text of our own."""

from __future__ import annotations

import json

import pytest

from checker.cli import main as cli
from tests.plans import plan_with


def told(tmp_path, capsys, body: str, verb: str = "check", front: str = "") -> dict:
    plan = tmp_path / "a.md"
    plan.write_text(front + plan_with(body), "utf-8")
    cli.main([verb, "--format", "json", "--isolated", str(plan)])
    return json.loads(capsys.readouterr().out)["files"][0]


def places(file: dict, *codes: str) -> list[tuple[str, str]]:
    """(code, words) of every place, also of those that one finding stands for."""
    return [
        (found["code"], place["text"])
        for found in file["findings"]
        if found["code"].startswith(codes)
        for place in (found, *found.get("places", ()))
    ]


def test_a_comment_silences_the_next_block_and_no_other_place_of_a_finding(tmp_path, capsys):
    body = """<!-- plancheck: ignore CQ407 -- trích nguyên văn -->
1. Đề nghị sở y tế báo cáo trước ngày 01/6/2026.

2. Đề nghị sở y tế tổng hợp trước ngày 02/6/2026.
"""
    file = told(tmp_path, capsys, body)
    assert places(file, "CQ407") == [("CQ407", "sở y tế")]
    assert [f["line"] for f in file["findings"] if f["code"] == "CQ407"] == [_line(tmp_path, "2. Đề nghị")]


def _line(tmp_path, words: str) -> int:
    text = (tmp_path / "a.md").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_front_matter_is_no_plan(tmp_path, capsys):
    front = '---\ntitle: "Kế hoạch 346/ KH-UBND"\nlang: vi\n---\n\n'
    assert not places(told(tmp_path, capsys, "1. Họp giao ban trước ngày 01/6/2026.", front=front), "VD")


@pytest.mark.parametrize(
    "cited",
    [
        "Nghị định số 30/2020NĐ-CP",
        *(f"Kế hoạch số 34{sign}UBND" for sign in ("6/KH ", "7/KH--", "8/KH—")),
        r"Kế hoạch số 350\KH-UBND",
    ],
)
def test_a_citation_with_a_slip_is_malformed_and_not_cut_short(tmp_path, capsys, cited):
    file = told(tmp_path, capsys, f"1. Thực hiện {cited} ngày 05/3/2025 của Ủy ban nhân dân tỉnh Sơn La.")
    assert places(file, "VD301", "VD306") == [("VD301", cited.partition(" số ")[2])]


def test_the_mark_of_a_footnote_is_no_part_of_a_number(tmp_path, capsys):
    file = told(tmp_path, capsys, "1. Thực hiện Nghị định số 78/2025/NĐ-CP[^1] ngày 01/4/2025 của Chính phủ.\n\n[^1]: Bản chính.")
    assert not places(file, "VD301", "VD306")


@pytest.mark.parametrize("cited", ["CV số 1234/SYT-NVY", "NĐ 30/2020/NĐ-CP", "QĐ số 537/QĐ-TTg", "Công văn số 1235/SYT-NVY"])
def test_an_abbreviated_type_is_judged_like_the_whole_word(tmp_path, capsys, cited):
    assert ("VD306", cited) in places(told(tmp_path, capsys, f"1. Thực hiện {cited}."), "VD306")


@pytest.mark.parametrize("money", ["50'000'000 đồng", "50.000.\n000 đồng", "1.250.\n050 đồng"])
def test_an_amount_is_read_whole_or_told_as_unread(tmp_path, capsys, money):
    file = told(tmp_path, capsys, f"1. Kinh phí nước uống là {money} từ ngân sách xã.", verb="facts")
    values = [amount["value"] for amount in file["amounts"]]
    assert values == [50_000_000] or not values and "số tiền" in json.dumps(file["unparsed"], ensure_ascii=False)


def test_a_comment_at_the_end_of_a_line_is_of_that_line(tmp_path, capsys):
    body = (
        "1. Đề nghị Ủy bân nhân dân xã A báo cáo trước ngày 01/6/2026. <!-- plancheck: ignore CQ403 -- trích nguyên văn -->\n\n"
    )
    body += "2. Đề nghị Ủy bân nhân dân xã B báo cáo trước ngày 01/6/2026."
    file = told(tmp_path, capsys, body)
    assert [f["line"] for f in file["findings"] if f["code"] == "CQ403"] == [_line(tmp_path, "2. Đề nghị")]
