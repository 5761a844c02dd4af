"""Amounts: every notation with its value; what only looks like money."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.families.money.amounts import scan
from checker.families.money.numbers import read_number, write_money, write_number
from checker.source.text import Source


def amounts(text: str) -> list:
    """What is found, in order of position."""
    return sorted(scan(Source("a", text)), key=lambda amount: amount.span)


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("là 10.000.000 đồng;", "10.000.000 đồng", 10_000_000),
        ("250 triệu đồng", "250 triệu đồng", 250_000_000),
        ("1,5 tỷ đồng", "1,5 tỷ đồng", 1_500_000_000),
        ("1.500 triệu đồng", "1.500 triệu đồng", 1_500_000_000),
        ("2 tỷ 500 triệu đồng", "2 tỷ 500 triệu đồng", 2_500_000_000),
        ("1 tỷ rưỡi đồng", "1 tỷ rưỡi đồng", 1_500_000_000),
        ("40 trđ/hộ", "40 trđ", 40_000_000),
        ("500.000đ", "500.000đ", 500_000),
        ("1.000.000 VNĐ", "1.000.000 VNĐ", 1_000_000),
        ("VNĐ 2.000.000", "VNĐ 2.000.000", 2_000_000),
        ("100 ngàn đồng", "100 ngàn đồng", 100_000),
        ("1,2 nghìn tỷ đồng", "1,2 nghìn tỷ đồng", 1_200_000_000_000),
        ("3 tỉ đồng", "3 tỉ đồng", 3_000_000_000),
        ("21.720.000\nđồng/năm", "21.720.000\nđồng", 21_720_000),
        ("10 000 000 đồng", "10 000 000 đồng", 10_000_000),
        ("năm mươi triệu đồng", "năm mươi triệu đồng", 50_000_000),
        ("một tỷ rưỡi đồng", "một tỷ rưỡi đồng", 1_500_000_000),
        ("hỗ trợ 15 triệu.", "15 triệu", 15_000_000),
        ("vốn 4.500 tỷ từ ngân sách", "4.500 tỷ", 4_500_000_000_000),
        ("1.234.567,5 nghìn đồng", "1.234.567,5 nghìn đồng", 1_234_567_500),
        ("500.000 đồng thời gian 3 tháng", "500.000 đồng", 500_000),
        ("50.000₫", "50.000₫", 50_000),
        ("05 triệu đồng", "05 triệu đồng", 5_000_000),
        ("2 triệu 300 nghìn đồng", None, 2_300_000),
        ("30.000.000,đ", None, 30_000_000),
        ("30.000.000,- đồng", None, 30_000_000),
        ("10.000.000. đồng", None, 10_000_000),
        ("hơn 3 trăm triệu đồng", "3 trăm triệu đồng", 300_000_000),
        ("2 chục triệu đồng", None, 20_000_000),
        ("500 tỷ VNĐ", None, 500_000_000_000),
        ("15 triệu đ", None, 15_000_000),
    ],
)
def test_value(text, found, value):
    (amount,) = amounts(text)
    assert amount.value == value
    assert text[slice(*amount.span)] == (found or text)


@pytest.mark.parametrize(
    "text",
    [
        "05 đồng chí",
        "1.200 đồng bào",
        "02 đồng hồ",
        "hơn 3,5 triệu con gia súc",
        "8 tỷ người",
        "đạt 95%",
        "tỷ lệ 1/3",
        "2026-2030",
        "điện thoại 0906.229966",
        "4/100.000 trẻ",
        "63.000 ha",
        "5.000 cuốn",
        "1. Đồng chí Trưởng ban",
        "điểm 5 đ) khoản 2",
        "Nghị quyết số 25/2025 triệu tập",
        "quý 4 tỷ lệ đạt thấp",
        "hàng trăm triệu đồng",
        "vài chục triệu đồng",
        "ngày 20 Tháng 11",
        "12 triệu lượt khách",
        "mục 3.1 tỷ suất sinh",
        "trong năm 2026. Đồng thời",
        "gồm 12. Đồng bộ hóa dữ liệu",
        "đạt 100 trăm",
    ],
)
def test_no_money(text):
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "flaw", "value"),
    [
        ("10.0000.000 đồng", "groups", None),
        ("1.00.000 đồng", "groups", None),
        ("10.000.00 đồng", "groups", None),
        ("10.000,000 đồng", "separators", 10_000_000),
        ("1,000,000 đồng", "commas", 1_000_000),
        ("1.5 tỷ đồng", "decimal_dot", 1_500_000_000),
        ("10.000. 000 đồng", "groups", 10_000_000),
    ],
)
def test_flaws(text, flaw, value):
    (amount,) = amounts(text)
    assert (amount.flaw, amount.value) == (flaw, value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10 - 20 triệu đồng", [10_000_000, 20_000_000]),
        ("từ 10 đến 20 triệu đồng/người", [10_000_000, 20_000_000]),
        ("1 tỷ đồng và 2 tỷ đồng", [10**9, 2 * 10**9]),
        ("giai đoạn 2026-2030 250 triệu đồng", [250_000_000]),
        ("30.000.000đ (ba mươi triệu đồng)", [30_000_000, 30_000_000]),
    ],
)
def test_several(text, values):
    assert [amount.value for amount in amounts(text)] == values


@pytest.mark.parametrize(
    ("text", "currency"),
    [("5 triệu USD", "USD"), ("$500", "USD"), ("1.000 Euro", "EUR"), ("200 đô la Mỹ", "USD"), ("3 triệu nhân dân tệ", "CNY")],
)
def test_other_currencies(text, currency):
    (amount,) = amounts(text)
    assert (amount.value, amount.currency) == (None, currency)


def test_manner():
    about, limit, yearly = amounts("khoảng 250 triệu đồng; không quá 30 triệu đồng; 50.000.000 đồng/01 năm")
    assert (about.approximate, about.step, about.grain) == (True, 10**6, 10**6)
    assert limit.bound
    assert yearly.per == "01 năm"


@pytest.mark.parametrize(
    ("text", "scaled", "value"),
    [
        ("1.500", False, 1500),
        ("1,500", False, 1500),
        ("1,500", True, Fraction(3, 2)),
        ("12,75", True, Fraction(51, 4)),
        ("1.234,5", True, Fraction(2469, 2)),
        ("10.00", False, None),
    ],
)
def test_numbers(text, scaled, value):
    assert read_number(text, scaled=scaled).value == value


def test_writing():
    assert write_number(Fraction(2469, 2)) == "1.234,5"
    assert write_money(52_000_000) == "52.000.000 đồng"
    assert write_money(1_250_000_000, 10**6) == "1.250 triệu đồng"
    assert write_money(1_500_000, None) == "1.500.000"
