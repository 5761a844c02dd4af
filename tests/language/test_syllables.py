"""The grammar of Vietnamese syllables."""

from __future__ import annotations

import pytest

from checker.language.letters import without_tone
from checker.language.syllables import syllables
from checker.rules.registries import Law
from tests.language.sentences import read_sentences

GRAMMAR = syllables(Law()["syllables"])


@pytest.mark.parametrize(
    "word",
    (
        "hòa hoà khỏe khoẻ thủy thuỷ quý quốc quy quyền quanh gì gìn giếng giêng gia già giữ ghi nghĩa nghiệp kế kỷ ký kỉ "
        "yêu yến ý y uyên "
        "khuỷu ngoằn nguệch xoong "
        "oách ướt ươm ủy uỷ uống iu ỉa đường được triển khai xuất thuyết nghiêng ngoéo quả quét huơ thuở soóc"
    ).split(),
)
def test_syllables(word):
    assert GRAMMAR.is_syllable(word)


@pytest.mark.parametrize(
    "word",
    (
        "zôn thưc hiệnn nhiẹnm đươc viêc caó phuơng tưóng kêts "
        "ka ce ngê gê nghành kuy qa qô iêu iên biêt cac sach fa web jun wá bcd ơt hóá"
    ).split(),
)
def test_no_syllables(word):
    assert not GRAMMAR.is_syllable(word)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("đựơc", "được"),
        ("Hòan", "hoàn"),
        ("gíao", "giáo"),
        ("qủan", "quản"),
        ("hoá", None),
        ("hóa", None),
        ("quý", None),
        ("gìn", None),
        ("giếng", None),
        ("nguời", None),  # a lost horn, not a mark on the wrong letter
    ],
)
def test_a_tone_mark_on_the_wrong_letter(word, right):
    assert GRAMMAR.retoned(word) == right


def test_lists():
    assert GRAMMAR.knows("Facebook") and GRAMMAR.knows("Krông") and GRAMMAR.knows("HIV")


def test_without_tone():
    assert without_tone("Hóa") == ("hoa", ["sắc"])
    assert without_tone("nghiệp") == ("nghiêp", ["nặng"])


def test_all_right_sentences_are_made_of_syllables():
    sentences = [s for line in Law()["confusables"]["pairs"] for s in read_sentences(line)[1]]
    words = {w.strip(".,;:()-/0123456789") for s in sentences for w in s.split()}
    odd = {w for w in words if w and not GRAMMAR.knows(w) and not w.isupper() and w.isalpha()}
    assert not odd
