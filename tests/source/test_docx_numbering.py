"""Automatic numbers: the label that Word prints."""

from __future__ import annotations

import pytest

from checker.source.docx.numbering import spell
from checker.source.docx.reader import read_docx
from tests.wordfile import docx, paragraph


def level(at: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    head = f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
    return f'{head}{more}<w:lvlText w:val="{text}"/></w:lvl>'


PLAN = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def at(depth: int, text: str = "x", num: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>')


def labels(body: str, numbering: str = PLAN, **parts) -> list[str]:
    source = read_docx("s.docx", docx(body, numbering=numbering, **parts))
    return [source.raw[p.start : p.words] for p in source.layout.paragraphs]


def test_levels_count_and_start_anew_below_a_higher_one():
    body = at(0) + at(1) + at(1) + at(2) + at(2) + at(0) + at(1) + at(2) + at(3)
    assert labels(body) == ["I. ", "1. ", "2. ", "a) ", "b) ", "II. ", "1. ", "a) ", "• "]


def test_a_second_list_of_the_same_kind_counts_on_unless_it_overrides():
    assert labels(at(1) + at(1) + at(1, num=2)) == ["1. ", "2. ", "3. "]
    assert labels(at(1) + at(1) + at(1, num=3) + at(1, num=3)) == ["1. ", "2. ", "1. ", "2. "]


def test_no_number_by_num_id_zero_and_by_unknown_lists():
    assert labels(at(0, num=0) + at(0, num=77) + at(8)) == ["", "", ""]


def test_the_words_begin_after_the_label():
    source = read_docx("s.docx", docx(at(0, "MỤC ĐÍCH"), numbering=PLAN))
    paragraph_ = source.layout.paragraphs[0]
    assert source.raw == "I. MỤC ĐÍCH" and paragraph_.words == 3 and paragraph_.runs[0].start == 3


def test_numbers_of_a_style_and_of_what_it_is_based_on():
    styles = (
        '<w:style w:type="paragraph" w:styleId="De"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="De"/></w:style>'
    )
    linked = PLAN.replace('<w:lvlText w:val="%2."/>', '<w:pStyle w:val="De"/><w:lvlText w:val="%2."/>')
    body = paragraph("x", properties='<w:pStyle w:val="De"/>') + paragraph("x", properties='<w:pStyle w:val="Con"/>')
    assert labels(body, linked, styles=styles) == ["1. ", "2. "]


def test_legal_numbers_no_gap_and_plain_text_levels():
    numbering = (
        '<w:abstractNum w:abstractNumId="5">'
        + level(0, "upperRoman", "%1")
        + level(1, "decimal", "%1.%2", '<w:isLgl/><w:suff w:val="nothing"/>')
        + level(2, "none", "")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert labels(at(0) + at(0) + at(1) + at(2), numbering) == ["I ", "II ", "2.1", ""]


def test_a_level_that_never_starts_anew():
    numbering = (
        '<w:abstractNum w:abstractNumId="5">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert labels(at(0) + at(1) + at(0) + at(1), numbering) == ["I. ", "Điều 1. ", "II. ", "Điều 2. "]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (0, "upperRoman", "0"),
        (1, "lowerLetter", "a"),
        (5, "lowerLetter", "e"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (3, "vietnameseCounting", "ba"),
        (12, "chicago", "12"),
    ],
)
def test_number_formats(value, kind, text):
    assert spell(value, kind) == text
