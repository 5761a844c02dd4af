"""Dates in every notation, and the plan's date."""

from __future__ import annotations

import datetime

import pytest

from tests.families.citations.test_read import body, document

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày 31/12/2021", [("ngày 31/12/2021", DAY(2021, 12, 31))]),
        ("Ngày 31-12-2021 và 01.02.2022", [("Ngày 31-12-2021", DAY(2021, 12, 31)), ("01.02.2022", DAY(2022, 2, 1))]),
        ("ngày 20 tháng 5 năm 2020", [("ngày 20 tháng 5 năm 2020", DAY(2020, 5, 20))]),
        ("từ 04 tháng 11/2025", [("04 tháng 11/2025", DAY(2025, 11, 4))]),
        ("ngày 05 tháng\n3 năm\n2020", [("ngày 05 tháng 3 năm 2020", DAY(2020, 3, 5))]),
        ("ngày 17/ 4/2020", [("ngày 17/ 4/2020", DAY(2020, 4, 17))]),
        ("ngày 27/1/18", [("ngày 27/1/18", DAY(2018, 1, 27))]),
        ("từ ngày 10-15/5/2026", [("15/5/2026", DAY(2026, 5, 15))]),
        ("ngày 31/4/2026", [("ngày 31/4/2026", None)]),
        ("ngày 30 tháng 02 năm 2026", [("ngày 30 tháng 02 năm 2026", None)]),
        ("26/12/1961 - 26/12/2021", [("26/12/1961", DAY(1961, 12, 26)), ("26/12/2021", DAY(2021, 12, 26))]),
        ("ngày 11/7 hằng năm; tháng 12 năm 2025; 1.364.329.243 đồng; mục 2.1.3; 028.39.2021; 12/2025/TT-BYT", []),
    ],
)
def test_dates(text: str, expected: list) -> None:
    doc = body(text)
    assert [(doc.words(d.span), d.value) for d in doc.facts("date")] == expected


def test_owners() -> None:
    doc = document(
        "Số: 05/KH-UBND\nYên Bình, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCông tác\n\nTheo Kế hoạch số 12/KH-UBND "
        "ngày 02/01/2026 của UBND tỉnh.\n\nI. MỤC ĐÍCH\n\nXong trước ngày 31/3/2026.\n"
    )
    assert [d.owner for d in doc.facts("date")] == ["header", "citation", None]


@pytest.mark.parametrize(
    ("line", "no_longer", "not_yet"),
    [
        ("Yên Bình, ngày 05 tháng 7 năm 2024", DAY(2024, 7, 5), DAY(2024, 7, 5)),
        ("Yên Bình, ngày     tháng 7 năm 2024", DAY(2024, 7, 1), DAY(2024, 7, 31)),
        ("Yên Bình, ngày     tháng 6 năm 2024", DAY(2024, 6, 12), DAY(2024, 6, 30)),
        ("Yên Bình, ngày    tháng    năm 2024", DAY(2024, 6, 12), DAY(2024, 12, 31)),
        ("Yên Bình, ngày 31 tháng 6 năm 2024", DAY(2024, 6, 12), DAY(2024, 6, 30)),
        ("", DAY(2024, 6, 12), DAY(2024, 6, 12)),
    ],
)
def test_the_plan_s_date(line: str, no_longer: DAY, not_yet: DAY) -> None:
    doc = document(
        f"Số: 05/KH-UBND\n{line}\n\nKẾ HOẠCH\nCông tác\n\nTheo Kế hoạch số 12/KH-UBND ngày 12/6/2024 của UBND tỉnh "
        "Lào Cai.\n\nI. MỤC ĐÍCH\n\nXong trước ngày 31/3/2026.\n"
    )
    assert (doc.not_before, doc.not_after) == (no_longer, not_yet)
