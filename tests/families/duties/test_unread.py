"""What duties find loosely and cannot read is told, and nothing that they do read."""

from __future__ import annotations

import pytest

from tests.plans import findings, plan_with

ODD = (
    ("1. Họp tổng kết ⟦ngày 16/5/20266⟧ tại hội trường.", "ngày"),
    ("1. Hoàn thành ⟦tháng 13⟧/2026.", "tháng 12"),
    ("1. Hoàn thành trong ⟦quý V⟧/2026.", "quý IV"),
    ("1. Mục tiêu của ⟦giai đoạn 2026-20300⟧ không đổi.", "năm cuối"),
    ("1. ⟦Sở Vũ trụ⟧ bố trí kinh phí trong năm 2026.", "danh mục"),
    ("⟦2,⟧ Trạm Y tế xã tuyên truyền trong năm 2026.", "số thứ tự"),
    (
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Tập huấn | Trạm Y tế | Quý I/2026 |\n"
        "| ⟦2 | Khảo sát | Trạm Y tế⟧ |\n",
        "4 ô của dòng tiêu đề",
    ),
)
READ = (
    "1. Hoàn thành trước ngày 16/5/2026, trong quý IV/2026, tháng 12/2026, giai đoạn 2026 - 2030.",
    "1. Sau 6 tháng 15 ngày, từ ngày 15/7 đến ngày 20/7/2026, nhận tiền theo tháng.",
    "1. Sở Y tế, Sở Nội vụ và quý vị đại biểu.",
    "2,5 triệu đồng cho mỗi thôn.",
    "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| I | Tuyên truyền |\n"
    "| 1 | Tập huấn | Trạm Y tế | Quý I/2026 |\n",
)


@pytest.mark.parametrize(("text", "why"), ODD)
def test_told(text, why):
    found = findings(plan_with(text.replace("⟦", "").replace("⟧", "")), "SP003")
    assert [f.place.text for f in found] == [text.partition("⟦")[2].partition("⟧")[0]]
    assert why in found[0].message


@pytest.mark.parametrize("text", READ)
def test_not_told(text):
    assert not findings(plan_with(text), "SP003")


def test_a_table_of_tasks_that_was_torn_into_lines_is_told_once():
    head = "STT\nTên nhiệm vụ\nCơ quan\nchủ trì\nKết quả\nThời gian hoàn\nthành\n"
    text = plan_with(f"{head}1.\nBiên soạn tờ rơi\nSở Y tế\nTờ rơi\nQuý II/2026\n\n{head}2.\nTập huấn\nSở Tư pháp")
    assert [f.place.text for f in findings(text, "SP003")] == ["STT"]
    assert findings(plan_with("STT\nHọ và tên\nChức vụ\n1.\nTrần Văn A\nTrưởng thôn"), "SP003") == []
