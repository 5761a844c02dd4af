"""What a text carries of its form: a digest, an extract or a copy is told once, a paper that lacks a part is told of it."""

from __future__ import annotations

import pytest

from tests.outline.test_components import plan_of
from tests.plans import findings

HEADER = "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ\nSố: 45/KH-UBND, ngày 16 tháng 3 năm 2026"
NO_TAIL = {"closing": "", "recipients": "", "signature": ""}
NO_HEADER = {"number": "", "place_date": ""}
INLINE = "KẾ HOẠCH TUYÊN TRUYỀN PHÒNG, CHỐNG TÁC HẠI CỦA THUỐC LÁ NĂM 2026"


def found(part: str, text: str, **others: str) -> dict[str, str]:
    """The findings of form and reading, with their words, on the clean plan with some of its slots filled."""
    return {f.code: f.message for f in findings(plan_of({"in": part, "text": text, "with": others}), "TT", "SP")}


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"header": HEADER, "title": INLINE}, "rút gọn"),
        ({"header": HEADER, "title": INLINE, "opening": "", **NO_TAIL}, "rút gọn"),
        ({"header": HEADER.replace(", ngày", ", Phú Thọ, ngày")}, "rút gọn"),
        ({"header": "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ\nSố: 45/KH-UBND", "title": INLINE, **NO_TAIL}, "rút gọn"),
        ({"header": "", **NO_TAIL}, "chỉ có phần nội dung"),
        ({"header": "", "title": "", **NO_TAIL}, "chỉ có phần nội dung"),
    ],
)
def test_a_digest_or_an_extract_is_told_once(others, words):
    told = found("header", others.pop("header"), **NO_HEADER, **others)
    assert list(told) == ["SP007"] and words in told["SP007"]


def test_a_text_that_stops_is_told_once():
    told = found("closing", "", recipients="", signature="")
    assert list(told) == ["SP007"] and "dừng ở" in told["SP007"]


@pytest.mark.parametrize(
    "signature",
    [
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n(Đã ký)\n\nNguyễn Văn An",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n(Đã ký và đóng dấu)\nNguyễn Văn An",
        "|  | **TM. ỦY BAN NHÂN DÂN** CHỦ TỊCH Nguyễn Văn An |\n|---|---|",
    ],
)
def test_a_copy_of_the_signed_paper_may_have_left_its_recipients_out(signature):
    told = found("signature", signature, recipients="")
    assert list(told) == ["SP007"] and "Bản sao" in told["SP007"]


@pytest.mark.parametrize(
    ("part", "text", "others", "codes"),
    [
        ("recipients", "", {}, {"TT150"}),
        ("signature", "", {}, {"TT140"}),
        ("signature", "", {"recipients": ""}, {"TT140", "TT150"}),  # the closing paragraph says that the text is whole
        ("header", "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", {}, {"TT101"}),
        ("header", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", {}, {"TT103"}),
        ("header", "", {}, {"TT100"}),
        ("title", INLINE, {}, {"TT115"}),
        ("place_date", "", {}, {"TT110"}),
        ("place_date", "ngày 16 tháng 3 năm 2026", {}, {"TT112"}),
        ("number", "Số: 45/KH-UBND\tngày 16 tháng 3 năm 2026", {"place_date": ""}, {"TT112"}),
        ("number", "Số: 45/KH-UBND\tPhú Thọ, ngày 16 tháng 3 năm 2026", {"place_date": ""}, set()),
        ("number", "", {"recipients": "", "signature": "CHỦ TỊCH\n\n(Đã ký)\n\nNguyễn Văn An"}, {"TT105", "SP007", "TT143"}),
    ],
)
def test_a_paper_that_lacks_a_part_is_told_of_it(part, text, others, codes):
    assert set(found(part, text, **others)) == codes
