"""Page technique: effective formats, ranges by component, one finding for each cause."""

from __future__ import annotations

import datetime
import time

from checker.rules.engine import Settings, lint
from checker.rules.packs import load_packs
from checker.rules.registries import Law
from checker.source.docx.reader import read_docx
from tests.wordfile import A4, docx, paragraph, run, table

BOOK = load_packs()
RULES = tuple(rule for rule in BOOK.rules if rule.code.startswith("WD"))
LAW = Law()
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="120"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
CENTRE, BOTH = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'
LONG = "Các cơ quan, đơn vị, địa phương tổ chức thực hiện nghiêm túc, có hiệu quả các nội dung của kế hoạch này trong năm"
SMALL = '<w:sz w:val="26"/>'


def head(line: str, *properties: str) -> str:
    return paragraph(run(line, SMALL + "".join(properties)), properties=CENTRE)


def plan(*body: str) -> str:
    """A plan that is set right, with these paragraphs in its first section."""
    bold, italic = "<w:b/>", "<w:i/>"
    left = head("ỦY BAN NHÂN DÂN", bold) + head("TỈNH PHÚ THỌ", bold) + head("Số: 45/KH-UBND")
    right = (
        head("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
        + head("Độc lập - Tự do - Hạnh phúc", bold)
        + head("Phú Thọ, ngày 16 tháng 3 năm 2026", italic)
    )
    return (
        table((left, right))
        + paragraph(run("KẾ HOẠCH", bold), properties=CENTRE)
        + paragraph(run("Phòng, chống thiên tai năm 2026", bold), properties=CENTRE)
        + paragraph("Thực hiện Luật Phòng, chống thiên tai, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:", properties=BOTH)
        + paragraph(run("I. MỤC ĐÍCH, YÊU CẦU", bold), properties=BOTH)
        + "".join(body or (paragraph(LONG + ".", properties=BOTH),))
        + paragraph(run("II. TỔ CHỨC THỰC HIỆN", bold), properties=BOTH)
        + paragraph("Các sở thực hiện./.", properties=BOTH)
    )


def found(body: str, styles: str = STYLES, **parts):
    source = read_docx("x.docx", docx(body, styles=styles, **parts))
    settings = Settings(RULES, (), BOOK.rules, today=datetime.date(2026, 11, 22))
    return lint(source, settings, LAW).findings


def codes(body: str, styles: str = STYLES, **parts) -> list[str]:
    return [finding.code for finding in found(body, styles, **parts)]


def test_a_plan_set_right_is_left_alone():
    assert codes(plan()) == []


def test_font_through_styles_themes_and_slots():
    assert codes(plan(paragraph(run(LONG, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), properties=BOTH))) == ["WD803"]
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    by_style = plan(paragraph(LONG, properties='<w:pStyle w:val="B"/>' + BOTH))
    assert codes(by_style, STYLES + style) == ["WD803"]
    # Only letters beyond ASCII take the font of the slot 'hAnsi'.
    other = '<w:rFonts w:hAnsi="Arial"/>'
    assert codes(plan(paragraph(run("2026", other), properties=BOTH))) == []
    assert codes(plan(paragraph(run("Năm", other), properties=BOTH))) == ["WD803"]
    # A font for East Asian words alone is not seen in Vietnamese.
    assert codes(plan(paragraph(run("Năm", '<w:rFonts w:eastAsia="SimSun" w:cs="Arial"/>'), properties=BOTH))) == []


def test_a_circle_of_styles_ends():
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert codes(plan(paragraph(LONG, properties='<w:pStyle w:val="A"/>' + BOTH)), STYLES + style) == []


def test_sizes_are_summed_by_component_and_size():
    small = paragraph(run(LONG, '<w:sz w:val="24"/>'), properties=BOTH)
    (finding,) = found(plan(small, small, small))
    assert finding.code == "WD804" and len(finding.related) == 2
    assert finding.message == "3 đoạn thân văn bản có chữ cỡ 12; quy định 13-14."
    assert codes(plan(small, paragraph(run(LONG, '<w:sz w:val="32"/>'), properties=BOTH))) == ["WD804", "WD804"]


def test_sizes_of_spaces_and_of_tables_do_not_matter():
    blank = run("  ", '<w:sz w:val="10"/>')
    rows = table(("TT", run("Nội dung", '<w:sz w:val="20"/>')), ("1", "Họp"), borders=True)
    assert codes(plan(paragraph("Nội dung", blank, properties=BOTH), rows)) == []


def test_bold_by_character_style_toggles():
    style = '<w:style w:type="character" w:styleId="dam"><w:rPr><w:b/></w:rPr></w:style>'
    bold = '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">KẾ HOẠCH'
    body = plan().replace(bold, '<w:rPr><w:rStyle w:val="dam"/></w:rPr><w:t>KẾ HOẠCH')
    assert codes(body, STYLES + style) == []
    plain = plan().replace(bold, "<w:t>KẾ HOẠCH")
    (finding,) = found(plain)
    assert (finding.code, finding.place.text) == ("WD805", "KẾ HOẠCH")


def test_alignment_of_long_paragraphs_and_titles():
    assert codes(plan(paragraph(LONG))) == ["WD806"]
    assert codes(plan(paragraph("Đoạn ngắn một dòng."))) == []
    left = plan().replace(
        CENTRE + '</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">KẾ HOẠCH',
        '</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">KẾ HOẠCH',
    )
    assert codes(left) == ["WD806"]


def test_line_and_paragraph_spacing():
    def spaced(attributes: str) -> list[str]:
        return [f.message for f in found(plan(paragraph(LONG, properties=f"<w:spacing {attributes}/>" + BOTH)))]

    assert "khoảng cách dòng 2;" in spaced('w:line="480" w:lineRule="auto"')[0]
    assert "khoảng cách dòng 0,8;" in spaced('w:line="200" w:lineRule="auto"')[0]
    assert spaced('w:line="360" w:lineRule="auto"') == []
    assert spaced('w:line="360" w:lineRule="exact"') == []  # 18 points for size 14
    assert spaced('w:line="200" w:lineRule="atLeast"') == []
    assert "cách đoạn trước 0 pt" in spaced('w:before="0"')[0]
    assert spaced('w:before="0" w:after="120"') != []  # what is below does not help above


def test_paper_and_margins():
    letter = A4.replace("11906", "12240").replace("16838", "15840")
    wide = A4.replace('w:left="1701"', 'w:left="1134"')

    def page(section: str) -> list[str]:
        source = read_docx("x.docx", docx(plan(), section=section, styles=STYLES))
        return [f.code for f in lint(source, Settings(RULES, (), BOOK.rules), LAW).findings]

    assert page(letter) == ["WD801"] and page(wide) == ["WD802"]
    assert page(A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')) == ["WD801"]


def test_page_number():
    field = '<w:p><w:pPr><w:jc w:val="{}"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    long = plan(*[paragraph(LONG + ".", properties=BOTH) for _ in range(20)])

    def shown(reference: str, **parts) -> list[str]:
        section = A4.replace("<w:sectPr>", f"<w:sectPr>{reference}")
        source = read_docx("x.docx", docx(long, section=section, styles=STYLES, **parts))
        return [f.message for f in lint(source, Settings(RULES, (), BOOK.rules), LAW).findings]

    header = '<w:headerReference w:type="default" r:id="header1"/>'
    assert "không có số trang" in shown("")[0]
    assert "trang thứ nhất" in shown(header, header1=field.format("center"))[0]
    assert shown(header + "<w:titlePg/>", header1=field.format("center")) == []
    assert "không canh giữa" in shown(header + "<w:titlePg/>", header1=field.format("right"))[0]
    assert "lề dưới" in shown('<w:footerReference w:type="default" r:id="footer1"/>', footer1=field.format("center"))[0]


def test_revisions_and_comments_are_one_finding():
    body = plan(
        f"<w:p><w:pPr>{BOTH}</w:pPr><w:ins w:id='1' w:author='L'>{run(LONG)}</w:ins>"
        "<w:del w:id='2' w:author='L'><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>"
    )
    (finding,) = found(body)
    assert finding.code == "WD809" and "2 chỗ sửa đổi" in finding.message


def test_colours():
    red = run("phải", '<w:color w:val="FF0000"/>')
    assert codes(plan(paragraph("Các sở ", red, " báo cáo", properties=BOTH))) == ["WD810"]
    for black in ("auto", "000000", "0D0D0D"):
        assert codes(plan(paragraph(run("Phải", f'<w:color w:val="{black}"/>'), properties=BOTH))) == []


def test_many_parts_of_the_head_and_tail_are_found_by_their_place():
    """Whose legal basis fills hundreds of pages costs no look at all of it for each of its paragraphs."""
    from checker.families.page.stretches import Whereabouts
    from checker.model.document import Document
    from checker.outline.read import read_plan

    whole = plan()
    lead = whole.rindex("<w:p>", 0, whole.index("Thực hiện Luật"))
    basis = paragraph("Căn cứ Luật Đầu tư công;") * 6000
    source = read_docx("a.docx", docx(whole[:lead] + basis + whole[lead:], styles=STYLES))
    doc = Document(read_plan(source), {}, {})
    assert len(doc.plan.legal_basis) > 5000
    where, inside = Whereabouts(doc), source.layout.paragraphs[-1]
    start = time.process_time()
    names = {where.component(span.start, inside) for span in doc.plan.legal_basis}
    assert names == {"legal_basis"} and time.process_time() - start < 0.5
