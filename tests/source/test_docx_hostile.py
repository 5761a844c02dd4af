"""Files that are damaged, disguised or malicious: a clear reason, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.source import read_any
from checker.source.docx.reader import read_docx
from checker.source.text import Unreadable
from tests.wordfile import docx, paragraph, table

GOOD = docx(paragraph("KẾ HOẠCH") + paragraph("Nội dung"), styles="", numbering="")


def repacked(change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def why(data: bytes, name: str = "x.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_any(name, data)
    return caught.value.vi


def test_what_is_no_word_file_is_named():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "mật khẩu" in why(ole + "EncryptedPackage".encode("utf-16-le"))
    assert ".doc đời cũ" in why(ole)
    assert "RTF" in why(b"{\\rtf1 abc}")
    assert "PDF" in why(b"%PDF-1.7")
    assert "HTML" in why(b"<html></html>")
    assert "rỗng" in why(b"")
    assert "zip" in why("Kế hoạch".encode())
    assert "thiếu word/document.xml" in why(repacked(lambda name, data: None if "document.xml" in name else data))


def test_truncated_and_corrupt_parts():
    for cut in (30, len(GOOD) // 2, len(GOOD) - 10):
        assert "hỏng" in why(GOOD[:cut])
    assert "hỏng" in why(repacked(lambda name, data: data[:-20] if name == "word/document.xml" else data))
    assert "w:body" in why(
        repacked(
            lambda name, data: (
                b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
                if name == "word/document.xml"
                else data
            )
        )
    )


def test_entities_are_refused():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document/>'
    assert "DTD" in why(repacked(lambda name, data: evil if name == "word/document.xml" else data))
    late = b'<?xml version="1.0"?>' + b"<!-- " + b"x" * 3000 + b' --><!DOCTYPE x [<!ENTITY a "b">]><w:document/>'
    assert "DTD" in why(repacked(lambda name, data: late if name == "word/document.xml" else data))


def test_zip_bombs_are_refused_before_they_are_unpacked():
    start = time.process_time()
    assert "bom zip" in why(docx(paragraph("x"), extra={"word/media/big.xml": bytes(30 << 20)}))
    assert "quá nhiều phần" in why(docx(paragraph("x"), extra={f"a/{n}": b"" for n in range(4100)}))
    assert time.process_time() - start < 5


def test_external_targets_are_never_followed():
    def change(name, data):
        if name == "word/_rels/document.xml.rels":
            return (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" '
                b'Type="http://x/styles" Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/><Relationship Id="t" '
                b'Type="http://x/numbering" Target="../../../../etc/passwd"/></Relationships>'
            )
        return data

    assert read_docx("x.docx", repacked(change)).raw == "KẾ HOẠCH\nNội dung"


def test_macros_are_reported_and_nothing_else():
    source = read_docx("x.docm", docx(paragraph("x"), extra={"word/vbaProject.bin": b"macro"}))
    assert source.raw == "x" and "macro" in source.layout.notes[0]


def test_very_deep_nesting_is_bounded():
    body = "<w:sdt><w:sdtContent>" * 400 + paragraph("sâu") + "</w:sdtContent></w:sdt>" * 400
    assert why(docx(body))


@pytest.mark.slow
def test_size_limits_hold_for_honest_large_files():
    body = "".join(paragraph(f"Đoạn {n} của kế hoạch này", properties='<w:jc w:val="both"/>') for n in range(10_000))
    body += "".join(table(("1", "hai"), ("3", "bốn"), borders=True) for _ in range(300))
    data = docx(body)
    start = time.process_time()
    source = read_docx("x.docx", data)
    assert time.process_time() - start < 6
    assert len(source.layout.paragraphs) == 10_000 + 1200 and len(source.layout.grids) == 300


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_random_damage_never_crashes(at, junk):
    try:
        read_docx("x.docx", GOOD[:at] + junk + GOOD[at + len(junk) :])
    except Unreadable:
        pass


_TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:del",
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:fldChar",
    "w:br",
    "w:sym",
    "w:drawing",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
    "w:sectPr",
    "w:hyperlink",
)


@st.composite
def nonsense(draw, depth=0):
    tag = draw(st.sampled_from(_TAGS))
    inner = "".join(draw(st.lists(nonsense(depth + 1), max_size=3))) if depth < 5 else "x"
    value = draw(
        st.sampled_from(("", ' w:val="0"', ' w:val="-7"', ' w:val="x"', ' w:fldCharType="end"', ' w:fldCharType="begin"'))
    )
    return f"<{tag}{value}>{inner}</{tag}>"


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(nonsense(), max_size=6))
def test_elements_in_the_wrong_places_never_crash(parts):
    try:
        read_docx("x.docx", docx("".join(parts)))
    except Unreadable:
        pass


# -- what a small file is made into -----------------------------------------------------------------------------------

LISTED = paragraph("Nội dung", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def numbered(start: str = "1", kind: str = "decimal", text: str = "%1.", times: int = 1) -> bytes:
    """A file whose paragraphs are items of one list."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        if text
        else ""
    )
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return docx(LISTED * times, styles="", numbering=lists)


@pytest.mark.parametrize("start", ["2000000000", "1" + "0" * 12, "9" * 4300, "-5", "²", "5cm"])
@pytest.mark.parametrize("kind", ["lowerLetter", "upperRoman", "decimal", "vietnameseCounting"])
def test_the_start_of_a_list_never_makes_a_long_label(start, kind):
    assert len(read_docx("x.docx", numbered(start, kind)).raw) < 60


@pytest.mark.slow
def test_the_pattern_of_a_list_never_makes_a_long_text():
    assert len(read_docx("x.docx", numbered(text="x" * 100_000, times=50)).raw) < 50 * 300
    assert "quá dài" in why(numbered(text="x" * 100_000, times=30_000))


def test_a_note_is_read_once_however_often_it_is_referred_to():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph("ghi chú " * 100)}</w:footnote>'
    source = read_docx("x.docx", docx(paragraph(*["Nội dung", *[reference] * 50]), footnotes=notes))
    assert source.raw.count("ghi chú") == 100


def test_a_long_chain_of_styles_is_cut():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>' for at in range(5000)
    )
    styled = paragraph("Nội dung", properties='<w:pStyle w:val="s0"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    lists = '<w:abstractNum w:abstractNumId="1"/><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert read_docx("x.docx", docx(styled, styles=styles, numbering=lists)).raw == "Nội dung"


def test_two_parts_of_one_name_are_refused():
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning):
        package.writestr("word/document.xml", zipfile.ZipFile(io.BytesIO(GOOD)).read("word/document.xml"))
    assert "hai phần cùng tên" in why(out.getvalue())
