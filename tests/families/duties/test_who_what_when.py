"""Agencies, tasks, deadlines and periods as facts: what is read, with its value and its exact words."""

from __future__ import annotations

import datetime

import pytest

from checker.families.duties.names import Names, mistyped, plain_names
from checker.families.duties.task_tables import read_task_tables
from checker.language.letters import other_tone
from checker.model.document import Document
from checker.rules.registries import Law
from tests.families.citations.test_read import body, document
from tests.families.duties.test_assignments import plan, table

DAY = datetime.date


def facts(text: str, kind: str) -> list:
    """The facts of one kind in a body text."""
    return list(body(text).facts(kind))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế", "Sở Y tế"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ Y TẾ", "Sở Y tế"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("UBND các xã, phường, đặc khu", "Ủy ban nhân dân các xã, phường, đặc khu"),
        ("Uỷ ban nhân dân cấp xã", "Ủy ban nhân dân cấp xã"),
        ("UBND quận Long Biên", "Ủy ban nhân dân quận Long Biên"),
        ("Trung tâm Y tế Thành phố", "Trung tâm Y tế Thành phố"),
        ("Sở Y tế Hà Nội", "Sở Y tế Hà Nội"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Công an tỉnh", "Công an tỉnh"),
        ("các sở, ban, ngành", "các sở, ban, ngành"),
        ("Chi cục Hải quan", "Chi cục Hải quan"),
        ("Văn phòng HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ],
)
def test_agencies(text: str, name: str) -> None:
    doc = body(f"Phối hợp với {text}, bố trí kinh phí.")
    found = [(doc.words(a.span), a.name) for a in doc.facts("agency")]
    assert found == [(text, name)]


@pytest.mark.parametrize(
    "text", ["số 12/KH-UBND", "lực lượng Công an", "ca trực", "cơ sở y tế", "cán bộ Công an", "Bộ luật Hình sự", "Hội nghị"]
)
def test_no_agencies(text: str) -> None:
    assert facts(f"Thực hiện theo {text} trong năm.", "agency") == []


@pytest.mark.parametrize(
    ("text", "words", "value", "kind"),
    [
        ("báo cáo trước ngày 31/12/2021", "trước ngày 31/12/2021", DAY(2021, 12, 31), "limit"),
        ("hoàn thành chậm nhất là ngày 08 tháng 02 năm 2026", "chậm nhất là ngày 08 tháng 02 năm 2026", DAY(2026, 2, 8), "limit"),
        ("hoàn thành trong quý II năm 2026", "hoàn thành trong quý II năm 2026", DAY(2026, 6, 30), "point"),
        ("tổ chức vào tháng 02/2028", "vào tháng 02/2028", DAY(2028, 2, 29), "point"),
        ("thực hiện đến hết tháng 3 năm 2026.", "đến hết tháng 3 năm 2026", DAY(2026, 3, 31), "limit"),
        ("báo cáo trước ngày 15/12", "trước ngày 15/12", None, "limit"),
        ("vận động đến 05 giờ 00 ngày 14/3/2026", "đến 05 giờ 00 ngày 14/3/2026", DAY(2026, 3, 14), "limit"),
        ("nộp hồ sơ đến 17 giờ 00, ngày 01/02/2026", "đến 17 giờ 00, ngày 01/02/2026", DAY(2026, 2, 1), "limit"),
        ("họp.\n\n- Ngày 04/02/2026: họp thôn", "Ngày 04/02/2026", DAY(2026, 2, 4), "point"),
        ("báo cáo trước ngày 15/12 hằng năm", "trước ngày 15/12 hằng năm", None, "every"),
        ("định kỳ 6 tháng báo cáo", "định kỳ 6 tháng", None, "every"),
        ("báo cáo hằng quý", "hằng quý", None, "every"),
        ("trả lời trong thời hạn 05 ngày làm việc", "trong thời hạn 05 ngày làm việc", None, "within"),
    ],
)
def test_deadlines(text: str, words: str, value: DAY | None, kind: str) -> None:
    doc = body(f"Các đơn vị {text}")
    assert [(doc.words(d.span), d.value, d.kind) for d in doc.facts("deadline")] == [(words, value, kind)]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "kind"),
    [
        (
            "giai đoạn 2021-2025, định hướng đến năm 2030",
            "giai đoạn 2021-2025, định hướng đến năm 2030",
            DAY(2021, 1, 1),
            DAY(2025, 12, 31),
            "range",
        ),
        ("từ năm 2026 đến năm 2030", "từ năm 2026 đến năm 2030", DAY(2026, 1, 1), DAY(2030, 12, 31), "range"),
        ("năm học 2026-2027", "năm học 2026-2027", DAY(2026, 8, 1), DAY(2027, 7, 31), "school"),
        ("năm 2026", "năm 2026", DAY(2026, 1, 1), DAY(2026, 12, 31), "year"),
        ("từ ngày 20/12 đến ngày 10/01/2026", "từ ngày 20/12 đến ngày 10/01/2026", DAY(2025, 12, 20), DAY(2026, 1, 10), "days"),
        (
            "từ tháng 10 năm 2025 đến hết tháng 3 năm 2026",
            "từ tháng 10 năm 2025 đến hết tháng 3 năm 2026",
            DAY(2025, 10, 1),
            DAY(2026, 3, 31),
            "days",
        ),
        ("nhiệm kỳ 2026 - 2031", "nhiệm kỳ 2026 - 2031", DAY(2026, 1, 1), DAY(2031, 12, 31), "term"),
        ("đến năm 2030", "đến năm 2030", None, DAY(2030, 12, 31), "until"),
    ],
)
def test_periods(text: str, words: str, start: DAY | None, end: DAY, kind: str) -> None:
    doc = body(f"Kế hoạch này thực hiện {text}.")
    assert [(doc.words(p.span), p.start, p.end, p.kind) for p in doc.facts("period")] == [(words, start, end, kind)]


def test_tasks_of_blocks_and_tables() -> None:
    from checker.source.text import Source
    from tests.plans import judged

    organisation = (
        "1. Sở Y tế\n- Chủ trì triển khai Kế hoạch này.\n- Phối hợp với Sở Tài chính lập dự toán trước ngày 30/6/2026.\n"
        "2. Giao Công an tỉnh kiểm tra.\n3. Các sở, ban, ngành thực hiện theo chức năng."
    )
    doc = judged(Source("a.txt", plan(tasks=table(), organisation=organisation))).document
    tasks = [(t.agency.name if t.agency else None, t.role, t.deadline.value if t.deadline else None) for t in doc.facts("task")]
    assert tasks[:5] == [
        ("Sở Y tế", "lead", DAY(2026, 6, 30)),
        ("Sở Tư pháp", "lead", DAY(2026, 7, 31)),
        ("Sở Công Thương", "lead", None),
        ("Sở Y tế", "lead", DAY(2026, 12, 15)),
        ("Ủy ban nhân dân các xã, phường", "lead", None),
    ]
    assert tasks[5:] == [
        ("Sở Y tế", "lead", None),
        ("Sở Y tế", "coordinate", DAY(2026, 6, 30)),
        ("Công an tỉnh", "assigned", None),
        ("Các sở, ban, ngành", "assigned", None),
    ]


def test_a_first_column_whose_name_is_unknown() -> None:
    """What stands before the known headings is a column where the rows have it too: 'Bước 1'."""
    head = "| Bước | Thời gian | Nội dung công việc | Người phụ trách |\n|---|---|---|---|\n"
    doc = body(head + "| Bước 1 | Tháng 9 | In tờ rơi | Sở Y tế |\n| Bước 2 | Tháng 10 | Tập huấn | Sở Tư pháp |\n")
    [table] = read_task_tables(doc)
    assert table.columns[0] == "other" and [(doc.words(r.lead), r.whole) for r in table.rows] == [
        ("Sở Y tế", True),
        ("Sở Tư pháp", True),
    ]


def test_a_total_of_merged_cells_heads_no_task() -> None:
    head = "| TT | Nhiệm vụ | Số lớp | Cơ quan chủ trì |\n|---|---|---|---|\n"
    doc = body(head + "| 1 | In tờ rơi | 3 | Sở Y tế |\n| Tổng cộng: | 533 | 18 |\n")
    assert [row.group for row in read_task_tables(doc)[0].rows] == [False, True]


def test_two_rows_on_one_line() -> None:
    head = "| TT | Nhiệm vụ | Chủ trì |  |  | I. CHUNG |  |\n|---|---|---|---|---|---|---|\n"
    doc = body(head + "| 1 | In tờ rơi | Sở Y tế |  | 2 | Tập huấn | Sở Tư pháp |\n")
    rows = read_task_tables(doc)[0].rows
    found = [(r.number, doc.words(r.lead), r.group) for r in rows]
    assert found == [("", "", True), ("1", "Sở Y tế", False), ("2", "Sở Tư pháp", False)]


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("đào", "tào", True),
        ("tế", "tê", True),
        ("nghiệp", "nghiệm", True),
        ("nội", "ngoại", False),
        ("vận", "tộc", False),
        ("dân", "dâ", True),
        ("chính", "chỉnh", True),
        ("y", "ý", True),
        ("thông", "thanh", False),
        ("ban", "bna", True),
        ("sở", "sở", False),
    ],
)
def test_mistyped(a: str, b: str, slip: bool) -> None:
    assert mistyped(a, b) is slip


def test_tone_marks() -> None:
    assert [other_tone(w) for w in ("hóa", "uỷ", "hòa", "quý", "khỏe", "tế")] == ["hoá", "ủy", "hoà", "quý", "khoẻ", "tế"]


def test_registries_are_sound() -> None:
    law = Law()
    entries = law["agencies"]["agencies"]
    names = [e["name"] for e in entries]
    assert len(names) == len(set(names))
    assert all(e.get("basis") and e.get("mark") in ("V", "V2", "GK") for e in entries if e.get("until") or e.get("from"))
    assert Names(plain_names({"agencies": entries})).read("sở y tế", 0, "sở").known.name == "Sở Y tế"
    provinces = law["places"]["provinces"]
    assert sum(1 for p in provinces if not p.get("until")) == 34
    assert sum(1 for p in provinces if str(p.get("until")) == "2025-06-30") == 29
    assert len(law["places"]["special_zones"]) == 13


def test_document_without_anything() -> None:
    doc: Document = body("")
    kinds = ("agency", "unit", "task", "task_table", "period", "own_period", "deadline", "assignment", "abbreviation", "weekday")
    for kind in kinds:
        assert doc.facts(kind) == ()


def _tasks(organisation: str) -> list[tuple[str, str, str]]:
    """(who, action, deadline) of the tasks of an organisation section."""
    doc = document(plan(organisation=organisation))
    start = doc.text.index("TỔ CHỨC THỰC HIỆN")
    return [
        (task.agency.name, doc.words(task.action), doc.words(task.deadline.span) if task.deadline else "")
        for task in doc.facts("task")
        if task.span.start > start
    ]


def test_tasks_of_any_actor() -> None:
    found = _tasks(
        "1. Đoàn xã\n- Vận động đoàn viên trước ngày 20/5/2026.\n2. GVCN: Nhắc nhở học sinh.\n3. Doanh nghiệp, hộ gia đình có "
        "trách nhiệm chấp hành.\n4. Các tổ chức thành viên phối hợp.\n5. Đoàn kiểm tra báo cáo kết quả.\n"
        "6. Văn phòng và các Ban Xây dựng Đảng phối hợp.\n7. Các trường học phối hợp mở lớp."
    )
    assert [who for who, _, _ in found] == [
        "Đoàn xã",
        "GVCN",
        "Doanh nghiệp, hộ gia đình",
        "Các tổ chức thành viên",
        "Đoàn kiểm tra",
        "Văn phòng và các Ban Xây dựng Đảng",
        "Các trường học",
    ]
    assert found[0][2] == "trước ngày 20/5/2026"
    assert found[-1][1] == "phối hợp mở lớp."


def test_tasks_with_labels() -> None:
    lines = "a) Nội dung: Mở lớp dạy bơi.\nb) Cơ quan thực hiện:\n- Đơn vị chủ trì: {}.\nc) Thời gian: Trước ngày 30/6/2026."
    tasks = f"2. Dạy bơi\n{lines.format('Sở Y tế')}\n3. Cứu hộ\n{lines.format('Đoàn xã')}"
    doc = document(plan(tasks=tasks))
    found = [task for task in doc.facts("task") if doc.words(task.action) == "Nội dung: Mở lớp dạy bơi."]
    assert [(t.agency.name, t.role, t.deadline.value) for t in found] == [
        ("Sở Y tế", "lead", DAY(2026, 6, 30)),
        ("Đoàn xã", "lead", DAY(2026, 6, 30)),
    ]
