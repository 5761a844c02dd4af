"""Slips beside the other half of a known compound."""

from __future__ import annotations

import pytest

from checker.base.fuzzy import one_slip
from checker.language.compounds import compounds, nearest, one_word, plain_compounds, without_marks
from checker.language.syllables import syllables
from checker.rules.registries import Law
from checker.source.text import Source

LAW = Law()
KNOWN = compounds(plain_compounds(LAW["compounds"]))
IS_SYLLABLE = syllables(LAW["syllables"]).knows


def found(text: str) -> list[tuple[str, str]]:
    source = Source("câu", text)
    return [(text[m.span.start : m.span.end], m.right) for m in KNOWN.find(source.text, source.lower, IS_SYLLABLE)]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("phát triểnn", "phát triển"),
        ("thực hiẹn", "thực hiện"),
        ("truyền thôgn", "truyền thông"),
        ("bảo dảm", "bảo đảm"),
        ("kiêm tr", ""),
        ("đội ngǜ", "đội ngũ"),
        ("nhiẹm vụ", "nhiệm vụ"),
        ("phối hợpp", "phối hợp"),
        ("chưong trình", "chương trình"),
        ("ĐỊA BÀNN", "ĐỊA BÀN"),
        ("Trách nhiệmm", "Trách nhiệm"),
    ],
)
def test_found(wrong, right):
    assert found(f"Các xã {wrong} trong năm.") == ([(wrong, right)] if right else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Văn hoá, xã hội hoá, thuỷ lợi, qui định, kỹ thuật và kĩ năng, quí I, Uỷ ban.",
        "Đoàn diễu hành qua huyện Ea Súp, thôn Buôn Hồ, bà Nguyễn Thị Hiêng, ông Trần Thôgn.",
        "Trang web, fanpage, video, Zalo, chatbot, logistics, sandbox của doanh nghiệp.",
        "Cá tầm, tôm hùm, cây sầu riêng, xoài cát, quế Trà My.",
        "Xét nghiệm như THS, bị CIN và phòng KHN của sở.",
        "UBND, HĐND, KHHGĐ, QĐ, NQ, BCĐ, TTYT và các sở, ngành.",
    ],
)
def test_right_text_is_left_alone(sentence):
    assert not found(sentence)


def test_one_finding_for_one_word():
    assert found("Tình hình thực hiện đhi đua, khen thưởng.") == [("đhi đua", "thi đua")]


def test_parts():
    assert without_marks("đường") == "duong"
    assert one_slip("triểnn", "triển") and one_slip("thôgn", "thông") and one_slip("hợ", "hợp") and not one_slip("hợp", "hop ")
    assert one_word("hoá", "hóa") and one_word("qui", "quy") and not one_word("hỏa", "hóa")
    assert nearest("zôn", ["rôn"], IS_SYLLABLE) == "rôn"
    assert nearest("mắt", ["mặt"], IS_SYLLABLE) == "mặt" and nearest("bắc", ["bắt"], IS_SYLLABLE) is None


@pytest.mark.parametrize("words", ["HỒ CHÍ MINH\nBCH ĐOÀN XÃ", "bị CIN", "như THS"])
def test_an_abbreviation_is_no_slip(words):
    assert found(f"TỈNH {words}") == []
