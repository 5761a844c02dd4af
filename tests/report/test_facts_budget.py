"""What `facts` tells of a budget: the columns and rows that it was read from, and what each row is."""

from __future__ import annotations

import re

from checker.model.findings import Report
from checker.report import renderer
from checker.report.facts_budget import budget_object
from checker.rules.engine import lint
from tests.families.money.test_budgets import SETTINGS, document

TABLE = """
Đơn vị tính: triệu đồng

| TT | Nội dung | Số lớp | Mức chi | Kinh phí |
|---|---|---|---|---|
| A | B | 1 | 2 | 3=1x2 |
| I | Tập huấn | | | 60 |
| 1 | Lớp cán bộ | 2 | 20 | 40 |
| 2 | Lớp cộng tác viên | 1 | 20 | 20 |
| II | Học viên dự kiến | 90 | | |
| III | Mức hỗ trợ | | 5 | |
| IV | Truyền thông | | | 25 |
| | Tổng cộng | | | 85 |
| | Bằng chữ: Tám mươi lăm triệu đồng | | | |
"""


def told(text: str) -> dict:
    doc = document(text)
    (budget,) = doc.facts("budget")
    return budget_object(doc, budget)


def test_table():
    budget = told(TABLE)
    assert budget["columns"] == [{"words": "kinh phí", "kind": "money", "unit": 10**6}]
    kinds = [row["kind"] for row in budget["rows"]]
    assert kinds == ["caption", "guide", "subtotal", "item", "item", "count", "rate", "item", "total"]
    assert [row["amounts"] for row in budget["rows"]][-2:] == [[25 * 10**6], [85 * 10**6]]


def test_list():
    budget = told("Tổng kinh phí 90 triệu đồng, trong đó:\n\n- Tập huấn: 60 triệu đồng;\n\n- Tờ rơi: 29 triệu đồng.")
    assert budget["columns"] == []
    assert [row["kind"] for row in budget["rows"]] == ["total", "part", "part"]


def test_the_sheet_adds_in_the_unit_of_the_table_and_marks_what_is_found():
    text = TABLE.replace("| 1 | Lớp cán bộ | 2 | 20 | 40 |", "| 1 | Lớp cán bộ | 2 | 20 | 50 |")
    source = document(text).source
    html = renderer("html")(Report((lint(source, SETTINGS, {}),), ()))
    rows = [re.sub("<[^>]+>", " ", row).split() for row in re.findall(r'<tr class="odd">(.*?)</tr>', html)]
    assert ["Lớp", "cán", "bộ", "50"] in rows
    assert "Số tiền (triệu đồng)" in html
