"""Numbers in words: a round trip over 100.000 numbers in every accepted spelling, and values of odd ones."""

from __future__ import annotations

import itertools
import random

import pytest

from checker.language.numerals import STANDARD, Spelling, read_words, write_words

SPELLINGS = [
    Spelling(*choice)
    for choice in itertools.product(
        ("nghìn", "ngàn"),
        ("tỷ", "tỉ"),
        ("linh", "lẻ"),
        ("tư", "bốn"),
        ("bốn", "tư"),
        ("lăm", "nhăm"),
        ("bảy", "bẩy"),
        (True, False),
        (False, True),
    )
]


def test_round_trip():
    chance = random.Random(20261122)
    numbers = [*range(40_000), *(int(10 ** chance.uniform(4, 20)) for _ in range(60_000))]
    for at, number in enumerate(numbers):
        words = write_words(number, SPELLINGS[at % len(SPELLINGS)])
        assert read_words(words.split()) == number, words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (120, "một trăm hai mươi"),
        (2_015, "hai nghìn không trăm mười lăm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_500_000_000, "một tỷ năm trăm triệu"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
    ],
)
def test_standard_spelling(number, words):
    assert write_words(number, STANDARD) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("mười năm triệu", 15_000_000),
        ("hai mươi năm", 25),
        ("hai mươi một", 21),
        ("một trăm linh lăm", 105),
        ("một tỷ rưỡi", 1_500_000_000),
        ("hai triệu rưỡi", 2_500_000),
        ("nửa tỷ", 500_000_000),
        ("ba chục triệu", 30_000_000),
        ("hai vạn", 20_000),
        ("một triệu không nghìn không trăm linh năm", 1_000_005),
        ("hai nghìn năm trăm triệu", 2_500_000_000),
        ("một triệu năm mươi nghìn", 1_050_000),
        ("trăm rưỡi", 150),
    ],
)
def test_other_spellings(words, number):
    assert read_words(words.split()) == number


@pytest.mark.parametrize(
    "words", ["một triệu hai", "một trăm hai", "triệu", "linh", "hai hai", "mươi", "một mươi mươi", "đồng", ""]
)
def test_no_numbers(words):
    assert read_words(words.split()) is None


def test_below_zero():
    with pytest.raises(ValueError):
        write_words(-1)
