"""The section tree: levels, paths, roles, titled headings and plain clauses."""

from __future__ import annotations

import pytest
import yaml

from checker.base.roman import roman_value
from checker.outline.read import read_plan
from checker.outline.roles import nearest_title, roles_of
from checker.outline.sections import label_number
from checker.source.text import Source
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "sections.yaml").read_text(encoding="utf-8"))
HEAD = "KẾ HOẠCH\nCông tác dân số năm 2026\n\nỦy ban nhân dân xã Tân Phú ban hành Kế hoạch như sau:\n\n"
TAIL = "\nNơi nhận:\n- Lưu: VT.\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tree(case):
    plan = read_plan(Source("plan.txt", HEAD + case["text"] + TAIL))
    tree = []
    for section in (s for top in plan.sections for s in top.walk()):
        shown = section.level == 1 or "Phần" in section.path
        roles = " " + ",".join(section.roles) if shown and section.roles != ("other",) else ""
        tree.append(("" if section.titled else "x ") + section.path + roles)
    assert tree == [str(entry) for entry in case["tree"]]


def test_spans_nest_and_titles_stand_at_their_spans():
    plan = read_plan(Source("plan.txt", HEAD + CASES[0]["text"] + TAIL))
    for top in plan.sections:
        for section in top.walk():
            assert plan.source.words(section.title_span) == section.title
            assert plan.source.text[section.label_span.start : section.label_span.end].startswith(section.label)
            for child in section.children:
                assert section.span.start < child.span.start and child.span.end <= section.span.end


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", ("purpose",)),
        ("QUAN ĐIỂM, MỤC TIÊU, YÊU CẦU", ("objectives", "purpose")),
        ("NỘI DUNG, TIẾN ĐỘ, PHÂN CÔNG TRÁCH NHIỆM", ("tasks", "timeline", "organisation")),
        ("GIẢI PHÁP THỰC HIỆN VÀ PHÂN CÔNG NHIỆM VỤ", ("tasks", "organisation")),
        ("NỘI DUNG GIÁM SÁT, ĐÁNH GIÁ", ("tasks",)),
        ("THỜI GIAN, ĐỊA ĐIỂM TỔ CHỨC TRIỂN KHAI", ("timeline",)),
        ("KINH PHÍ VÀ NGUỒN LỰC THỰC HIỆN", ("budget",)),
        ("CHẾ ĐỘ BÁO CÁO", ("monitoring",)),
        ("KHEN THƯỞNG", ("other",)),
        ("ĐÁNH GIÁ TÌNH HÌNH THIỆT HẠI", ("other",)),
        ("NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU (chi tiết Phụ lục đính kèm)", ("tasks",)),
    ],
)
def test_roles(title, roles):
    assert roles_of(title) == roles


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("TỔ CHỨC THỰC HIÊN", "tổ chức thực hiện"),
        ("MỤC ĐÍCH, YÊU CÂU", "mục đích, yêu cầu"),
        ("KINH PHÍ THƯC HIỆN", "kinh phí thực hiện"),
        ("TỔ CHỨC THỰC HIỆN", None),
        ("KHEN THƯỞNG", None),
        ("TỔ CHỨC HỘI NGHỊ", None),
    ],
)
def test_nearest_title(title, near):
    assert nearest_title(title) == near


def test_numbers_of_labels():
    assert [label_number(x, "letter") for x in "abcdđe"] == [1, 2, 3, 4, 5, 6]
    assert [label_number(x, "roman") for x in ("I", "IV", "IX", "XIV")] == [1, 4, 9, 14]
    assert (label_number("1.3", "decimal"), label_number("Phần II", "word"), label_number("Phần thứ ba", "word")) == (3, 2, 3)
    assert roman_value("IIII") == 4 and roman_value("ABC") == 0


def test_parts_in_capitals_are_sections():
    text = "KẾ HOẠCH\nNăm học 2025 - 2026\n\nPHẦN THỨ NHẤT. MỤC TIÊU\n- A.\n\nPHẦN THỨ HAI. TỔ CHỨC THỰC HIỆN\n1. B.\n"
    sections = read_plan(Source("a.txt", text)).sections
    assert [section.roles for section in sections] == [("objectives",), ("organisation",)]


def test_parts_may_be_lettered():
    text = "KẾ HOẠCH\nPhòng bệnh\n\nPHẦN A. MỤC ĐÍCH\n1. Nâng cao.\n\nPHẦN B. NỘI DUNG\n1. Rà soát.\n\n"
    text += "PHẦN C. KINH PHÍ\nNgân sách.\n\nPHẦN D. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì.\n"
    assert [section.label for section in read_plan(Source("a.txt", text)).sections] == ["PHẦN A", "PHẦN B", "PHẦN C", "PHẦN D"]
