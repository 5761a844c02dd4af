"""Decoding, folding and positions."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.source.text import Source, Span, Unreadable, decode, legacy_encoding

TEXT = "Số: 05/KH-UBND\nHà Nội, ngày 05 tháng 3 năm 2026\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (("A" * 60 + TEXT).encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_decode(data, encoding):
    text, name, bom = decode(data)
    assert text.endswith(TEXT) and name == encoding and data.startswith(bom)


@pytest.mark.parametrize(
    ("data", "offset"), [("Số".encode() + b"\xb5\xb8", 4), (b"\xef\xbb\xbfabc\xff", 6), (b"GIF89a\x00\x01", 6), (b"\xff\xfea", 2)]
)
def test_undecodable_bytes_are_named(data, offset):
    with pytest.raises(Unreadable) as error:
        decode(data)
    assert error.value.offset == offset


def test_fold_and_back():
    raw = unicodedata.normalize("NFD", "## **Điều 1.**\u00a0Hòa bình\r\nsố\u200b 2\rba\n")
    source = Source("a.md", raw)
    assert source.text == "## Điều 1. Hòa bình\nsố 2\nba\n"
    at = source.text.index("Hòa bình")
    place = source.place(Span(at, at + 8))
    assert unicodedata.normalize("NFC", place.text) == "Hòa bình" and place.line == 1
    at = source.text.index("ba")
    assert source.place(Span(at, at + 2))[:4] == (3, 1, 3, 3)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("* mục\n* *\n** **\n", "* mục\n \n \n"),
        ("(*) ghi chú 3*4 và a * b", "(*) ghi chú 3*4 và a * b"),
        ("***“Chủ đề”***", "“Chủ đề”"),
        (r"1\. Mục \- a\b", r"1. Mục - a\b"),
        ("QÐ-TTg, 21‑NQ/TW", "QĐ-TTg, 21-NQ/TW"),
        ("\x0cMột\x07 hai", "\nMột hai"),
        ("Một<br>hai<br/>ba&nbsp;bốn a < b & c", "Một\nhai\nba bốn a < b & c"),
        ("| Một<br>hai | ba |\n", "| Một\vhai | ba |\n"),
    ],
)
def test_fold(raw, text):
    assert Source("a", raw).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("C\u00e9ng h\u00dfa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI"),
        ("Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a", "UTF-8 bị đọc nhầm"),
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", None),
        ("Plain English text, no accents", None),
        ("", None),
        ("Ô tô ăn cá tôi đòi bà âm ê a", None),
    ],
)
def test_legacy_encoding(text, name):
    assert legacy_encoding(text) == name


_ODD = st.lists(
    st.sampled_from([*"aàạ\u0301\u0323Đđ*\\ \u00a0\u200b\r\n\t|#-1./Ð‑ĕ<&", "<br>", "<br/>", "&nbsp;"]), max_size=80
).map("".join)


@given(_ODD)
@settings(max_examples=200)
def test_every_folded_span_maps_into_the_input_in_order(raw):
    source = Source("a", raw)
    last = 0
    for at in range(len(source.text)):
        start, end = source.raw_span(Span(at, at + 1))
        assert 0 <= start <= end <= len(raw)
        assert start >= last or unicodedata.normalize("NFC", raw[start:end]) != raw[start:end]
        last = start
        piece = unicodedata.normalize("NFC", raw[start:end])
        assert source.text[at] in piece or source.text[at] in "\n\v -/" or piece in "Ð‑"
    assert source.lower == source.text.lower() or len(source.lower) == len(source.text)


@given(_ODD)
@settings(max_examples=100)
def test_line_and_column_point_at_the_character(raw):
    source = Source("a", raw)
    lines = raw.replace("\r\n", "\n\x00").replace("\r", "\n").split("\n")
    for offset in range(len(raw)):
        line, column = source.line_column(offset)
        if raw[offset] not in "\r\n":
            text = lines[line - 1].removeprefix("\x00")
            assert text[column - 1] == raw[offset]
