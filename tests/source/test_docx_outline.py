"""However a Word file lays out its header and signature, the outline is that of the same plan in text."""

from __future__ import annotations

import pytest

from checker.outline.read import read_plan
from checker.source.docx.reader import read_docx
from checker.source.text import Source
from tests.wordfile import docx, paragraph, run, table

LEFT, RIGHT = ("ỦY BAN NHÂN DÂN", "XÃ PHÚ LỘC"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
NUMBER, DATE = "Số: 12/KH-UBND", "Phú Lộc, ngày 16 tháng 3 năm 2026"
TITLE, SUBJECT = "KẾ HOẠCH", "Phòng, chống thiên tai năm 2026"
BODY = (
    "Thực hiện Luật Phòng, chống thiên tai, Ủy ban nhân dân xã Phú Lộc ban hành kế hoạch như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao nhận thức của người dân.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Các thôn thực hiện kế hoạch này./.",
)
RECIPIENTS = ("Nơi nhận:", "- UBND thành phố;", "- Các thôn;", "- Lưu: VT.")
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")
TEXT = "\n".join((*LEFT, "", *RIGHT, "", NUMBER, "", DATE, "", TITLE, SUBJECT, "", *BODY, "", *RECIPIENTS, "", *SIGNATURE))


def outline(source: Source) -> tuple:
    plan, words = read_plan(source), source.words
    header, recipients, signature = plan.header, plan.recipients, plan.signature
    return (
        words(header.national_title),
        words(header.motto),
        header.issuer,
        header.number.number,
        header.number.symbol,
        header.place_date.place,
        str(header.date),
        header.type,
        header.subject,
        [(s.path, s.title, s.roles) for top in plan.sections for s in top.walk()],
        words(plan.closing),
        [words(line) for line in recipients.lines],
        [words(line) for line in signature.authority],
        words(signature.position),
        words(signature.name),
    )


WANTED = outline(Source("k.txt", TEXT))


def lines(*texts: str) -> str:
    return "".join(map(paragraph, texts))


def broken(*texts: str) -> str:
    """One paragraph with line breaks."""
    return "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{text}</w:t>" for text in texts) + "</w:r></w:p>"


def tabbed(*pairs: tuple[str, str]) -> str:
    return "".join(f"<w:p>{run(left)}<w:r><w:tab/><w:tab/></w:r>{run(right)}</w:p>" for left, right in pairs)


def box(content: str) -> str:
    return f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"


HEADS = {
    "one row": table((lines(*LEFT, NUMBER), lines(*RIGHT, DATE))),
    "two rows": table((lines(*LEFT), lines(*RIGHT)), (NUMBER, DATE)),
    "a row for each line": table(*zip((*LEFT, NUMBER), (*RIGHT, DATE), strict=True)),
    "an empty column between": table((lines(*LEFT), "<w:p/>", lines(*RIGHT)), (NUMBER, "<w:p/>", DATE)),
    "rules around the cells": table((lines(*LEFT), lines(*RIGHT)), (NUMBER, DATE), borders=True),
    "line breaks": table((broken(*LEFT, NUMBER), broken(*RIGHT, DATE))),
    "a table in a cell": table((table((lines(*LEFT),)) + paragraph(), table((lines(*RIGHT),)) + paragraph()), (NUMBER, DATE)),
    "tab stops": tabbed(*zip((*LEFT, NUMBER), (*RIGHT, DATE), strict=True)),
    "one under the other": lines(*LEFT, "", *RIGHT, "", NUMBER, DATE),
}
TAILS = {
    "one row": table((lines(*RECIPIENTS), lines(*SIGNATURE[:2], "", "", SIGNATURE[2]))),
    "three rows": table((lines(*RECIPIENTS), lines(*SIGNATURE[:2])), ("<w:p/>", "<w:p/>"), ("<w:p/>", SIGNATURE[2])),
    "line breaks": table((broken(*RECIPIENTS), broken(*SIGNATURE))),
    "rules around the cells": table((lines(*RECIPIENTS), lines(*SIGNATURE)), borders=True),
    "one under the other": lines(*RECIPIENTS, "", *SIGNATURE),
    "a box": lines(*RECIPIENTS) + box(lines(*SIGNATURE)),
}


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("head", HEADS)
def test_every_layout_gives_the_same_outline(head, tail):
    body = HEADS[head] + lines(TITLE, SUBJECT, *BODY) + TAILS[tail]
    assert outline(read_docx("k.docx", docx(body))) == WANTED


def test_title_and_subject_in_one_paragraph():
    body = HEADS["two rows"] + broken(TITLE, SUBJECT) + lines(*BODY) + TAILS["one row"]
    assert outline(read_docx("k.docx", docx(body))) == WANTED


def test_columns_of_the_table_are_read_with_their_paragraphs():
    rows = [("TT", "Nội dung", "Chủ trì"), ("1", lines("Diễn tập", "Tập huấn"), "Ban Chỉ huy quân sự xã")]
    body = HEADS["two rows"] + lines(TITLE, SUBJECT, *BODY[:3]) + table(*rows, borders=True) + lines(*BODY[3:]) + TAILS["one row"]
    plan = read_plan(read_docx("k.docx", docx(body)))
    assert len(plan.tables) == 1 and [len(row.cells) for row in plan.tables[0].rows] == [3, 3]
    assert [section.label for section in plan.sections] == ["I", "II"]
