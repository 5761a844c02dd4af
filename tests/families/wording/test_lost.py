"""CT705: a syllable is lost between two words, or behind two that always draw it along."""

from __future__ import annotations

import pytest

from checker.source.text import Source
from tests.plans import clean_plan, judged


def lost(body: str) -> list[tuple[str, str]]:
    report = judged(Source("thử.txt", clean_plan(body)))
    return [(f.place.text, f.args["expected"]) for f in report.findings if f.code == "CT705" and f.args.get("lost")]


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("- Trưởng thôn chịu trách trước Ủy ban nhân dân xã.", "trách trước", "trách nhiệm trước"),
        ("- Tuyên truyền, giáo pháp luật cho nhân dân.", "giáo pháp", "giáo dục pháp"),
        ("- Giáo pháp luật cho nhân dân.", "Giáo pháp", "Giáo dục pháp"),
        ("- Triển khai trên địa toàn tỉnh.", "địa toàn", "địa bàn toàn"),
        ("- Rà soát cơ sở dữ hộ nghèo.", "dữ hộ", "dữ liệu hộ"),
        ("- Giữ gìn vệ sinh môi, trồng cây xanh.", "sinh môi", "sinh môi trường"),
        ("- Ủy ban nhân dân xã chịu trách, báo cáo kết quả.", "chịu trách", "chịu trách nhiệm"),
    ],
)
def test_found(line, wrong, right):
    assert lost(line) == [(wrong, right)]


@pytest.mark.parametrize(
    "line",
    [
        "- Người phụ trách trước đây bàn giao sổ sách; cán bộ chuyên trách của xã.",
        "- Phân phối với số lượng đủ; cơ quan tài chính thanh quyết toán theo quy định.",
        "- Bà Trần Thị Trách trước kia phụ trách; ông Lê Văn Phối với các con.",
        "- Trên địa hình dốc, cầu treo chỉ chịu tải 500 kg; nhân sự, nhà trường, nhà ở.",
        "- Chịu trách\ntrước pháp luật; chịu trách trước xã, chịu trách trước xã.",
        "- Cótrách nhiệm phối hợp; mạngviễn thông trong xã.",
        "- Triển khai bảng kiểm an toàn phẫu thuật; tổ công nghệ số; có tổ công nghệ số; đưa đi cai bắt buộc; kiểm thực ba bước.",
        "- Đơn vị nào cũng cố ý, cố gắng; vai kề vai, sánh vai của thanh niên.",
    ],
)
def test_silent(line):
    assert not lost(line)


def test_what_is_another_slip_is_told_as_that():
    report = judged(Source("thử.txt", clean_plan("- Biểu quyết bằng hành thức giơ tay.")))
    assert [f.args["expected"] for f in report.findings if f.code == "CT705"] == ["hình thức"]


def test_message_and_fix():
    report = judged(Source("thử.txt", clean_plan("- Trưởng thôn chịu trách trước Ủy ban nhân dân xã.")))
    finding = next(f for f in report.findings if f.code == "CT705")
    assert finding.message == "“trách trước” có lẽ sót một chữ: “trách nhiệm trước”."
    assert [edit.new for fix in finding.fixes for edit in fix.edits] == ["nhiệm trước"]
