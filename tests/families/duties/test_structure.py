"""The structure of today in the registries of agencies and places: how many, and since when."""

from __future__ import annotations

import datetime
from collections import Counter

from checker.rules.registries import Law
from checker.source.text import Source
from tests.plans import clean_plan, judged

LAW = Law()
AGENCIES = LAW["agencies"]["agencies"]
BASES = LAW["agencies"]["bases"]


def test_ranks_of_today() -> None:
    assert Counter(entry["rank"] for entry in AGENCIES if "rank" in entry) == {
        "ministry": 14,
        "ministry-level": 3,
        "required": 12,
        "conditional": 4,
    }
    assert not [entry["name"] for entry in AGENCIES if "rank" in entry and "until" in entry]


def test_every_basis_is_told() -> None:
    assert {"government", "departments"} <= BASES.keys()
    assert "07/4/2026" in BASES["government"] and "370/2025/NĐ-CP" in BASES["departments"]


def test_dong_nai_is_a_city_since_its_resolution() -> None:
    province, city = (entry for entry in LAW["places"]["provinces"] if entry["name"] == "Đồng Nai")
    assert (province["kind"], province["until"]) == ("tỉnh", datetime.date(2026, 4, 29))
    assert (city["kind"], city["from"]) == ("thành phố", datetime.date(2026, 4, 30))


def gone(line: str, day: str) -> list[str]:
    text = clean_plan(line).replace("ngày 16 tháng 3 năm 2026", day)
    return [f.args["found"] for f in judged(Source("thử.txt", text)).findings if f.code == "CQ405"]


def test_the_province_of_dong_nai_before_and_after() -> None:
    line = "- Sở Y tế phối hợp với Ủy ban nhân dân tỉnh Đồng Nai tổ chức thực hiện."
    assert not gone(line, "ngày 29 tháng 4 năm 2026")
    assert gone(line, "ngày 30 tháng 4 năm 2026")
