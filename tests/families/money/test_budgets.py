"""Budgets of `tests/cases/budgets.yaml`: what is read of each, and what is reported."""

from __future__ import annotations

import pytest
import yaml

from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.engine import Settings, lint
from checker.rules.packs import load_packs
from checker.source.text import Source
from tests.conftest import ROOT, needs_examples
from tests.plans import example_files

CASES = yaml.safe_load((ROOT / "tests/cases/budgets.yaml").read_text(encoding="utf-8"))
FRAME = (
    "KẾ HOẠCH\nTruyền thông dân số năm 2026\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n- Nâng cao nhận thức của người dân.\n\n"
    "II. NỘI DUNG\n\n- Tổ chức tập huấn tại các thôn.\n\nIII. KINH PHÍ THỰC HIỆN\n\nNgân sách xã bảo đảm theo phân cấp.\n\n"
    "{}\n\nIV. TỔ CHỨC THỰC HIỆN\n\nPhòng Văn hóa - Xã hội chủ trì thực hiện./.\n"
)


RULES = load_packs().rules
SETTINGS = Settings(rules=tuple(r for r in RULES if r.family == "NS" and r.profile == "default"), all_rules=RULES)
SAYS = {  # what the message of a hint must say
    "default": "thừa",
    "left_out": "bỏ sót",
    "twice": "hai lần",
    "swapped": "của tổng đổi chỗ",
    "thousand": "lệch nhau 1.000 lần",
    "thousand_item": "sai đơn vị",
}


def document(text: str) -> Document:
    """A plan with this budget section."""
    return Document(read_plan(Source("a.txt", FRAME.format(text.strip()))), Readers(), {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    doc = document(case["text"])
    for budget, expected in zip(doc.facts("budget"), case.get("budgets", ()), strict=False):
        got = {
            "total": budget.total,
            "items": [item.value for item in budget.items],
            "balanced": budget.balanced,
            "years": budget.years,
            "period_total": budget.period_total,
            "children": len(budget.children),
        }
        assert {key: got[key] for key in expected} == expected
    assert len(doc.facts("budget")) >= len(case.get("budgets", ()))
    report = lint(doc.source, SETTINGS, {})
    found = [(f.code, f.place.text, f.message) for f in report.findings]
    expected = case.get("find", [])
    assert len(found) == len(expected), found
    for (code, words, message), one in zip(found, expected, strict=True):
        assert code == one["code"], found
        assert words == one.get("at", words)
        assert SAYS[one["note"]] in message if "note" in one else True


@needs_examples
def test_le_chan():
    path = next(p for p in example_files("examples") if p.name.startswith("003"))
    doc = Document(read_plan(Source("a", path.read_text(encoding="utf-8"))), Readers(), {})
    (budget,) = doc.facts("budget")
    assert [item.value for item in budget.items] == [10_000_000] * 5
    assert (budget.total, budget.years, budget.period_total, budget.balanced) == (50_000_000, 5, 250_000_000, True)


@pytest.mark.slow
@needs_examples
@pytest.mark.parametrize("path", example_files("examples", "corpus"), ids=lambda path: path.name[:3])
def test_no_false_alarm_on_plans(path):
    report = lint(Source(path.name, path.read_text(encoding="utf-8")), SETTINGS, {})
    found = [(f.code, f.place.line) for f in report.findings]
    assert found == ([("NS606", 326)] if path.name.startswith("116") else [])  # its section III names no source


@needs_examples
def test_a_large_table_is_read_whole():
    path = next(p for p in example_files("corpus") if p.name.startswith("116"))
    doc = Document(read_plan(Source("a", path.read_text(encoding="utf-8"))), Readers(), {})
    table = next(b for b in doc.facts("budget") if b.kind == "column")
    parts = list(table.walk())
    assert (table.total, len(parts)) == (1_500_000_000, 26)
    assert all(part.balanced for part in parts)
    leaves = sum(len(part.items) for part in parts) - sum(len(part.children) for part in parts)
    assert leaves == 151


def test_counts_are_told_without_a_unit_of_money():
    (budget,) = document("1. Thành lập Tổ công tác gồm 5 người: 2 lãnh đạo, 2 chuyên viên.").facts("counted_list")
    assert (budget.total, budget.sum, budget.unit) == (5, 4, None)
