"""Tasks: whom they are for, wherever the plan gives them."""

from __future__ import annotations

from tests.families.citations.test_read import document
from tests.plans import plan_with


def _tasks(text: str, slot: str = "body") -> tuple:
    return document(plan_with(text, slot)).facts("task")


NAMED = (
    "1. Nhiệm vụ của thành viên Ban Chỉ đạo\n\n1.1. Trưởng Ban Chỉ đạo\n\n- Phụ trách chung.\n\n1.2. Sở Tài chính\n\n"
    "- Tham mưu kế hoạch kiểm kê.\n\nThời gian hoàn thành: Trước ngày 30/9/2026.\n\n1.3. Các cơ quan quản lý ngành\n\n"
    "+ Sở Xây dựng: hướng dẫn kiểm kê nhà.\n\n1.4. Đối tượng thực hiện kiểm kê\n\n- Kê khai đúng hạn."
)


def test_tasks_outside_the_organisation_section_are_of_the_bodies_that_head_them():
    doc = document(plan_with(NAMED))
    told = [(t.agency.name, doc.words(t.deadline.span) if t.deadline else None) for t in doc.facts("task")]
    assert ("Sở Tài chính", "Trước ngày 30/9/2026") in told and ("Sở Xây dựng", None) in told
    things = "1. Nhóm nền tảng số quốc gia\n\n- Xây dựng cổng.\n\n2. Nhóm nền tảng cấp tỉnh\n\n- Xây dựng kho."
    assert not any("xây dựng" in task.agency.name.lower() or "nhóm" in task.agency.name.lower() for task in _tasks(things))


def test_a_block_may_name_its_body_behind_what_it_rests_on():
    said = "1. Trên cơ sở nội dung Kế hoạch nêu trên, các sở, ban, ngành tổ chức thực hiện trong quý II năm 2026."
    asked = "1. Trên cơ sở đề xuất của các sở, ban, ngành, Sở Tài chính cân đối kinh phí."
    first, second = (_tasks(text, "organisation") for text in (said, asked))
    assert [task.agency.name for task in first] == ["các sở, ban, ngành"] and second == ()


def test_items_that_begin_or_end_with_who_does_them() -> None:
    text = (
        "- Ban Thường trực Ủy ban MTTQ xã phối hợp với UBND xã triệu tập hội nghị.\n\n- Phân tích đề - Trường THPT Cao Lãnh 2 "
        "thực hiện.\n\n- Tham luận về công tác phụ đạo – Trường THPT Thống Linh hỗ trợ thực hiện."
    )
    names = [task.agency.name for task in _tasks(text)]
    assert names[:3] == ["Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Trường THPT Cao Lãnh 2", "Trường THPT Thống Linh"]


def test_a_name_ends_with_its_line() -> None:
    text = "1. Phòng Giáo dục Phổ thông\nChủ trì xây dựng kế hoạch.\n2. Văn phòng Sở\nPhối hợp tham mưu."
    assert [task.agency.name for task in _tasks(text, "organisation")] == ["Phòng Giáo dục Phổ thông", "Văn phòng Sở"]


def test_how_a_plan_closes_is_no_task() -> None:
    text = "1. Sở Y tế\n\n- Chủ trì tập huấn.\n\nNhận được Kế hoạch này, đề nghị các đơn vị triển khai."
    assert [task.agency.name for task in _tasks(text, "organisation")] == ["Sở Y tế"]


def test_who_answers_for_something_has_a_task() -> None:
    text = (
        "- Trưởng Ban Công tác Mặt trận thôn phối hợp lập danh sách.\n\n- Các cơ quan được phân công theo Kế hoạch "
        "này có trách nhiệm lập dự toán.\n\n- Trường hợp thay đổi thì cơ quan giới thiệu có trách nhiệm thông báo."
    )
    names = [task.agency.name for task in _tasks(text)]
    assert names[:2] == ["Ban Công tác Mặt trận", "Các cơ quan"]
    assert not any(name.startswith("Trường hợp") for name in names)
