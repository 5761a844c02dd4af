"""What is read of a Word file, and where: lines, breaks, fields, revisions, tables, boxes, notes."""

from __future__ import annotations

from checker.outline.blocks import read_blocks
from checker.source.docx.reader import read_docx
from tests.wordfile import docx, paragraph, run, table


def read(body: str, **parts):
    return read_docx("thu.docx", docx(body, **parts))


def test_one_paragraph_is_one_line():
    source = read(paragraph("Kế", " hoạch") + paragraph() + paragraph("Nội dung"))
    assert source.raw == "Kế hoạch\n\nNội dung"
    assert [(p.start, p.end) for p in source.layout.paragraphs] == [(0, 8), (9, 9), (10, 18)]
    assert [source.raw[r.start : r.end] for r in source.layout.paragraphs[0].runs] == ["Kế", " hoạch"]


def test_breaks_tabs_and_hyphens_inside_a_paragraph():
    source = read(
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:br w:type="page"/></w:r></w:p>' + paragraph("sau")
    )
    assert source.raw == "a\vb\tc\u2011d\u00ade\f\nsau"
    assert source.line_column(source.raw.index("sau")) == (2, 1)
    assert source.text.startswith("a\nb\tc-de\n")


def test_stars_are_stars():
    assert read(paragraph("Ghi chú (**) và *lưu ý*")).text == "Ghi chú (**) và *lưu ý*"


def test_edges_without_preserve_are_cut_as_word_does():
    assert read("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b</w:t></w:r></w:p>").raw == "a b"


def test_links_controls_and_insertions_are_read_deletions_are_not():
    source = read(
        "<w:p><w:hyperlink>" + run("cổng ") + "</w:hyperlink><w:sdt><w:sdtContent>" + run("điện tử") + "</w:sdtContent></w:sdt>"
        '<w:ins w:id="1" w:author="a">' + run(" mới") + "</w:ins>"
        '<w:del w:id="2" w:author="a"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>'
    )
    assert source.raw == "cổng điện tử mới"
    assert [r.kind for r in source.layout.revisions] == ["insertion", "deletion"]


def control(content: str, empty: bool = True) -> str:
    shown = "<w:showingPlcHdr/>" if empty else '<w:showingPlcHdr w:val="false"/>'
    return f"<w:sdt><w:sdtPr>{shown}<w:date/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_what_a_field_shows_that_nobody_filled_in_is_known():
    asked = "Nhấp vào đây để nhập ngày."
    inline = "<w:p>" + run("Xong trước ") + control(run(asked)) + control(run("30/9/2026"), empty=False) + run(".") + "</w:p>"
    cell = (
        "<w:tbl><w:tr>" + control("<w:tc>" + paragraph(asked) + "</w:tc>") + "<w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>"
    )
    source = read(inline + control(paragraph(asked)) + cell)
    prompts = [source.raw[prompt.start : prompt.end].strip() for prompt in source.layout.insets]
    assert prompts == [asked] * 3
    moved = source.layout.edited([(0, 4, "Hoàn thành")]).insets[0]
    assert moved.start == source.layout.insets[0].start + 6
    assert len(source.layout.within(0, 40).insets) == 1


def test_a_paragraph_mark_that_is_deleted_joins_two_paragraphs():
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert read(paragraph("một", properties=gone) + paragraph(" hai") + paragraph("ba")).raw == "một hai\nba"
    assert read(paragraph(properties=gone) + paragraph("hai")).raw == "hai"


def test_the_result_of_a_field_is_read_and_its_code_is_not():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF muc</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("mục II") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(f"<w:p>{run('tại ')}{field}{run('.')}</w:p>").raw == "tại mục II."
    assert read('<w:p><w:fldSimple w:instr="DATE">' + run("2026") + "</w:fldSimple></w:p>").raw == "2026"


def test_an_open_field_swallows_no_more_than_its_paragraph():
    assert read('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + paragraph("còn")).raw == "\ncòn"


def test_hidden_text_is_left_out_also_by_style():
    style = '<w:style w:type="character" w:styleId="an"><w:rPr><w:vanish/></w:rPr></w:style>'
    source = read(paragraph("thấy", run("ẩn", "<w:vanish/>"), run("ẩn", '<w:rStyle w:val="an"/>'), "rồi"), styles=style)
    assert source.raw == "thấyrồi"


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + paragraph("trong khung") + "</w:txbxContent>"
    source = read(
        "<w:p>"
        + run("trước")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>" + run(" sau") + "</w:p>" + paragraph("tiếp")
    )
    assert source.raw == "trước sau\ntrong khung\ntiếp"
    assert [p.story for p in source.layout.paragraphs] == ["body", "box", "body"]


def test_footnotes_come_after_the_body_and_no_outline_sees_them():
    source = read(
        paragraph("Thân", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".") + paragraph("Hết"),
        footnotes='<w:footnote w:id="2">' + paragraph(" Chú thích") + "</w:footnote>",
    )
    assert source.raw == "Thân.\nHết\n Chú thích"
    assert source.layout.paragraphs[2].story == "note"
    assert source.layout.paragraphs[2].anchor == 4
    blocks, _, lines = read_blocks(source)
    assert len(lines) == 2 and len(blocks) == 3


def test_cells_in_reading_order_with_their_spans():
    source = read(paragraph("Bảng") + table(("STT", "Việc"), ("1", paragraph("Họp") + paragraph("Báo cáo")), borders=True))
    assert source.raw == "Bảng\nSTT\nViệc\n1\nHọp\nBáo cáo"
    _, tables, lines = read_blocks(source)
    cells = [[source.text[slice(*cell.span)] for cell in row.cells] for row in tables[0].rows]
    assert cells == [["STT", "Việc"], ["1", "Họp\nBáo cáo"]]
    assert [line.pipe for line in lines] == [False, True, True, True, True, True]


def test_merged_cells_keep_their_column_and_say_so():
    tall = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("cao") + "</w:tc>"
    below = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
    body = (
        '<w:tbl><w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr>'
        f"<w:tr>{tall}<w:tc>{paragraph('a')}</w:tc></w:tr><w:tr>{below}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    )
    _, tables, _ = read_blocks(read(body))
    cells = [[(cell.column, cell.merged) for cell in row.cells] for row in tables[0].rows]
    assert cells == [[(0, False), (2, False)], [(0, True), (2, False)]]


def test_a_table_without_rules_only_places_text():
    source = read(table(("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) + paragraph("KẾ HOẠCH"))
    assert read_blocks(source)[1] == ()


def test_a_nested_table_belongs_to_its_cell():
    inner = table(("x", "y"), borders=True) + paragraph()
    _, tables, _ = read_blocks(read(table(("1", inner), ("2", "z"), borders=True)))
    assert len(tables) == 1 and len(tables[0].rows) == 2


def test_deleted_rows_and_comments():
    body = (
        "<w:tbl><w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr><w:tc>"
        + paragraph("bỏ")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + paragraph("còn")
        + "</w:tc></w:tr></w:tbl><w:p><w:commentRangeStart w:id='4'/>"
        + run("chỗ này")
        + "<w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r></w:p>"
    )
    source = read(body)
    assert source.raw == "còn\nchỗ này"
    comment = next(r for r in source.layout.revisions if r.kind == "comment")
    assert source.raw[comment.start : comment.end] == "chỗ này"


def test_bold_paragraphs_are_strong_as_in_markdown():
    bold = "<w:b/>"
    source = read(paragraph(run("1. ", bold), run("Mục đích", bold)) + paragraph(run("2.", bold), run(" Chủ trì việc này")))
    blocks, _, _ = read_blocks(source)
    assert [block.bold for block in blocks] == [True, False]


def test_a_table_of_contents_is_no_heading():
    from checker.outline.read import read_plan

    styles = '<w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style>'
    entry = paragraph("I. MỤC ĐÍCH", "<w:r><w:tab/><w:t>2</w:t></w:r>", properties='<w:pStyle w:val="ML1"/>')
    source = read(
        paragraph("KẾ HOẠCH")
        + paragraph("Phòng cháy năm 2026")
        + entry
        + paragraph("I. MỤC ĐÍCH")
        + paragraph("Nâng cao nhận thức của người dân."),
        styles=styles,
    )
    assert [(s.label, source.line_column(source.raw_span(s.span).start)[0]) for s in read_plan(source).sections] == [("I", 4)]


def test_parts_of_other_formats_are_told():
    assert "altChunk" in read('<w:altChunk r:id="x"/>' + paragraph("x")).layout.notes[0]


def test_a_picture_is_known_though_it_has_no_words():
    source = read("<w:p>" + run("Sơ đồ:") + "<w:r><w:drawing/></w:r></w:p>" + paragraph("b"))
    assert [(inset.kind, inset.start, inset.end) for inset in source.layout.insets] == [("picture", 6, 6)]
