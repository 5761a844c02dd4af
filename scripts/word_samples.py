"""Write samples/word: each plan once in Markdown and as Word files of two producers, python-docx and LibreOffice.

    python scripts/word_samples.py

Findings in all forms must be equal but for positions and page technique. The Word files are made anew only when this script or
`plans` below changes; LibreOffice is needed for its own forms and left out where it is missing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "samples" / "word"

# What a plan is made of: (kind, words…). Kinds: header (left lines | right lines), title, subject, basis, text, part, item,
# point, table (rows), closing, tail (left lines | right lines). `part`, `item` and `point` are numbered I., 1., a).
CLEAN = [
    (
        "header",
        ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN HÒA", "Số: 27/KH-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Hòa, ngày 16 tháng 3 năm 2026"],
    ),
    ("title", "KẾ HOẠCH"),
    ("subject", "Tuyên truyền phòng, chống đuối nước trẻ em năm 2026"),
    (
        "text",
        "Thực hiện Kế hoạch số 45/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân thành phố Huế về phòng, chống đuối "
        "nước trẻ em, Ủy ban nhân dân phường An Hòa ban hành kế hoạch như sau:",
    ),
    ("part", "MỤC ĐÍCH, YÊU CẦU"),
    ("item", "Nâng cao nhận thức của gia đình và nhà trường về phòng, chống đuối nước trẻ em."),
    ("item", "Các hoạt động bảo đảm thiết thực, tiết kiệm, đúng đối tượng."),
    ("part", "NỘI DUNG"),
    ("item", "Tuyên truyền trên hệ thống truyền thanh cơ sở trước ngày 30 tháng 4 năm 2026."),
    ("item", "Tổ chức lớp dạy bơi trong hè, gồm:"),
    ("point", "Lớp tại hồ bơi Trường Tiểu học An Hòa;"),
    ("point", "Lớp tại hồ bơi Nhà văn hóa phường."),
    ("item", "Phân công cụ thể theo bảng sau:"),
    (
        "table",
        [
            ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"],
            ["1", "Tuyên truyền", "Phòng Văn hóa - Xã hội", "Tháng 4/2026"],
            ["2", "Dạy bơi", "Đoàn Thanh niên phường", "Tháng 6/2026"],
        ],
    ),
    ("part", "KINH PHÍ THỰC HIỆN"),
    ("text", "Kinh phí thực hiện từ ngân sách phường năm 2026 và các nguồn huy động hợp pháp khác."),
    ("part", "TỔ CHỨC THỰC HIỆN"),
    (
        "item",
        "Phòng Văn hóa - Xã hội chủ trì, theo dõi, tổng hợp kết quả, báo cáo Ủy ban nhân dân phường trước ngày 15 tháng "
        "12 năm 2026.",
    ),
    ("item", "Đoàn Thanh niên phường phối hợp tổ chức các lớp dạy bơi."),
    ("closing", "Trên đây là Kế hoạch tuyên truyền phòng, chống đuối nước trẻ em năm 2026 trên địa bàn phường./."),
    (
        "tail",
        ["Nơi nhận:", "- UBND thành phố Huế;", "- Phòng Văn hóa - Xã hội;", "- Đoàn Thanh niên phường;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Lê Thị Thu Hà"],
    ),
]
SLIPS = [
    (
        "header",
        ["ỦY BAN NHÂN DÂN", "XÃ PHÚ LỘC", "Số: 5 /KH-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "Phú Lộc, ngày 6 tháng 2 năm 2026"],
    ),
    ("title", "KẾ HOẠCH"),
    ("subject", "Phát triển phong trào văn nghệ quần chúng năm 2026."),
    ("basis", "Căn cứ Nghị quyết số 21/NQ-TW ngày 25/10/2017 của Ban Chấp hành Trung ương về công tác dân số;"),
    ("basis", "Căn cứ công văn số 346/ SVHTT-QLVH ngày 5/1/2026 của Sở Văn hóa và Thể thao;"),
    ("text", "Ủy ban nhân dân xã Phú Lộc ban hành kế hoạch như sau:"),
    ("part", "MỤC ĐÍCH, YÊU CẦU"),
    ("item", "Đầy mạnh phong trào văn nghệ quần chúng ,nâng cao đời sống tinh thần của Nhân dân.."),
    ("item", "Hoàn thành các chỉ tiêu trước ngày 31/4/2026."),
    ("part", "NỘI DUNG"),
    ("item", "Tổ chức liên hoan văn nghệ ; mời các câu lạc bộ tham gia."),
    ("item", "Dự toán kinh phí như sau:"),
    (
        "table",
        [
            ["TT", "Nội dung", "Thành tiền (đồng)"],
            ["1", "Sân khấu, âm thanh", "30.000.000"],
            ["2", "Giải thưởng", "20.000.000"],
            ["", "Tổng cộng", "60.000.000"],
        ],
    ),
    ("part", "TỔ CHỨC THỰC HIỆN"),
    ("item", "Phòng Văn hóa - Xã hội chủ trì, báo cáo kết quả trước ngày 20 tháng 12 năm 2026."),
    ("closing", "Trên đây là Kế hoạch phát triển phong trào văn nghệ quần chúng năm 2026/."),
    (
        "tail",
        ["Nơi nhận:", "- Sở Văn hóa và Thể thao", "- Phòng Văn hóa - Xã hội;", "- Lưu VT;"],
        ["TM. ỦY BAN NHÂN DÂN", "KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Trần Văn Nam"],
    ),
]
PLANS = {"sach": CLEAN, "loi": SLIPS}

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_POINTS = "abcdđeghiklmnopqrstuvxy"
_BOLD = ("title", "subject", "part")


class Numbers:
    """Counts parts, items and points as Word does."""

    def __init__(self) -> None:
        self.part = self.item = self.point = 0

    def label(self, kind: str) -> str:
        """The label in front of a paragraph of that kind, '' for one without."""
        if kind == "part":
            self.part, self.item, self.point = self.part + 1, 0, 0
            return f"{_ROMAN[self.part - 1]}. "
        if kind == "item":
            self.item, self.point = self.item + 1, 0
            return f"{self.item}. "
        if kind == "point":
            self.point += 1
            return f"{_POINTS[self.point - 1]}) "
        return ""


def markdown(plan: list) -> str:
    """The plan as Markdown."""
    numbers, blocks = Numbers(), []
    for kind, *words in plan:
        if kind in ("header", "tail"):
            left, right = words
            blocks += ["\n".join(left), "\n".join(filter(None, right))]
        elif kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in words[0]]
            rows.insert(1, "|" + "---|" * len(words[0][0]))
            blocks.append("\n".join(rows))
        else:
            text = numbers.label(kind) + words[0]
            text = f"**{text}**" if kind in _BOLD else text
            if kind == "subject":
                blocks[-1] += "\n" + text  # under the type, without an empty line
            else:
                blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def word(plan: list, automatic: bool) -> bytes:
    """The plan as a .docx of python-docx; `automatic`: numbers by Word's lists and not typed."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    fonts = normal.element.rPr.rFonts
    for slot in ("w:eastAsia", "w:cs"):
        fonts.set(qn(slot), "Times New Roman")
    normal.paragraph_format.space_after = Pt(6)
    _page_number(section)
    lists = _lists(document) if automatic else None
    numbers = Numbers()
    for kind, *words in plan:
        if kind in ("header", "tail"):
            _columns(document, kind, *words)
        elif kind == "table":
            _table(document, words[0])
        else:
            label = numbers.label(kind)
            listed = lists and kind in ("part", "item", "point")
            paragraph = document.add_paragraph()
            _runs(paragraph, words[0] if listed else label + words[0], kind in _BOLD, kind == "basis")
            if listed:
                _number(paragraph, lists, kind)
            paragraph.alignment = ALIGN.CENTER if kind in ("title", "subject") else ALIGN.JUSTIFY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _runs(paragraph, text: str, bold: bool = False, italic: bool = False, size: int = 14) -> None:
    """The words in several runs, as people's typing leaves them."""
    cut = len(text) // 3
    for piece in (text[:cut], text[cut:]):
        if piece:
            run = paragraph.add_run(piece)
            run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)


def _columns(document, kind: str, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for side, (cell, lines) in enumerate(zip(table.rows[0].cells, (left, right), strict=True)):
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            if kind == "header":
                paragraph.alignment = ALIGN.CENTER
                last = at == len(lines) - 1
                _runs(paragraph, line, bold=not last, italic=last and side == 1, size=13)
            elif side == 0:
                _runs(paragraph, line, bold=at == 0, italic=at == 0, size=12 if at == 0 else 11)
            else:
                paragraph.alignment = ALIGN.CENTER
                _runs(paragraph, line, bold=True)


def _table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], words, size=13)


def _lists(document) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/>{bold}</w:lvl>'
        for at, (kind, text, bold) in enumerate(
            (("upperRoman", "%1.", "<w:rPr><w:b/></w:rPr>"), ("decimal", "%2.", ""), ("lowerLetter", "%3)", ""))
        )
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def _number(paragraph, ident: str, kind: str) -> None:
    level = ("part", "item", "point").index(kind)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>')
    )


def _page_number(section) -> None:
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))


def main() -> None:
    """Write all forms of all plans."""
    from checker.source.office import convert, find_office

    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, plan in PLANS.items():
        (FOLDER / f"{name}.md").write_text(markdown(plan), encoding="utf-8")
        for form, automatic in (("go-tay", False), ("tu-dong", True)):
            data = word(plan, automatic)
            (FOLDER / f"{name}-{form}.docx").write_bytes(data)
            if find_office():
                there = convert(data, ".docx", "odt")
                (FOLDER / f"{name}-{form}-libreoffice.docx").write_bytes(convert(there, ".odt", "docx"))


if __name__ == "__main__":
    main()
