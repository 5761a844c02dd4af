"""The header of a plan in every layout that real files have."""

from __future__ import annotations

import pytest
import yaml

from checker.outline.read import read_plan
from checker.source.text import Source
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "header.yaml").read_text(encoding="utf-8"))


def field(header, name):
    """One field of a header as the cases write it."""
    if name in ("number", "symbol"):
        return getattr(header.number, name) if header.number else None
    if name == "place":
        return header.place_date.place if header.place_date else None
    if name == "date":
        return str(header.date) if header.date else None
    if name in ("national_title", "motto"):
        return getattr(header, name) is not None
    return getattr(header, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_header(case):
    header = read_plan(Source("plan.txt", case["text"])).header
    assert {name: field(header, name) for name in case["expect"]} == case["expect"]


def test_a_header_in_small_letters_names_its_organs():
    text = (
        "UBND thành phố Đà Nẵng\nUBND phường Liên Chiểu\n\nSố: 23/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nLiên Chiểu, ngày 24 tháng 5 năm 2026\n\nKẾ HOẠCH\nTrồng cây\n"
    )
    header = read_plan(Source("a.txt", text)).header
    assert header.issuer == "Ủy ban nhân dân phường Liên Chiểu" and header.parent == "UBND thành phố Đà Nẵng"


def test_words_in_small_letters_are_no_organ_beside_one_in_capitals():
    text = "Phòng Văn hóa soạn thảo\n\nỦY BAN NHÂN DÂN\nXÃ MƯỜNG LA\n\nSố: 23/KH-UBND\n\nKẾ HOẠCH\nTrồng cây\n"
    assert read_plan(Source("a.txt", text)).header.issuer == "Ủy ban nhân dân xã Mường La"


def test_an_abbreviated_organ_begins_a_line_of_its_own():
    text = "TTYT HUYỆN MÊ LINH\nPKĐK ĐẠI THỊNH\n\nSố: 23/KH-PK\n\nKẾ HOẠCH\nHoạt động năm 2026\n"
    header = read_plan(Source("a.txt", text)).header
    assert header.issuer_text == "PKĐK ĐẠI THỊNH" and header.parent == "TTYT HUYỆN MÊ LINH"


@pytest.mark.parametrize("organ", ["ỦY\nBAN NHÂN DÂN |", "ỦY BAN\nNHÂN DÂN |", "ỦY BAN NHÂN DÂN |"])
def test_an_organ_torn_anywhere_is_one(organ):
    below = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 82/KH-UBND |\nHuế, ngày 13 tháng 3 năm 2026 |\n\nKẾ HOẠCH\nTrồng cây\n"
    text = f"{organ}\n{below}"
    assert read_plan(Source("a.txt", text)).header.issuer == "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("issuer", "number", "kind"),
    [
        ("HỘI LHPN TỈNH ĐỒNG THÁP\nBAN THƯỜNG VỤ HỘI LHPN XÃ MỸ QUÝ", "15/KH-BTV", "front"),
        ("ĐẢNG BỘ TỈNH ĐỒNG THÁP\nBAN THƯỜNG VỤ ĐẢNG ỦY XÃ MỸ QUÝ", "15-KH/ĐU", "party"),
        ("HTX DỊCH VỤ NÔNG NGHIỆP TÂN PHÚ\nHỘI ĐỒNG QUẢN TRỊ", "05/KH-HTX", "other"),
    ],
)
def test_whose_the_issuer_is(issuer, number, kind):
    text = f"{issuer}\nSố: {number}\nMỹ Quý, ngày 12 tháng 02 năm 2026\n\nKẾ HOẠCH\nHọp mặt năm 2026\n\nI. MỤC ĐÍCH\n\n- A.\n"
    assert read_plan(Source("a.txt", text)).header.kind == kind


def test_a_header_table_whose_borders_a_web_page_left_as_bars():
    above = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 346/KH-UBND | Hà Nội, ngày 30 tháng 12 năm 2022 |\n"
    header = read_plan(Source("a.txt", f"{above}KẾ HOẠCH\nA\n")).header
    assert header.place_date.place == "Hà Nội" and header.number.symbol == "KH-UBND"
