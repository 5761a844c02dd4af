"""The annotated copy: comments on exactly the words, fixes as tracked changes, everything else as it was."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from lxml import etree

from checker.model.document import Document
from checker.model.findings import FileReport, Finding, PlacedEdit, PlacedFix
from checker.outline.read import read_plan
from checker.report.docx_copy import annotate
from checker.rules.fixes import edited, edits_of, offered, without_overlaps
from checker.source.docx.elements import visible
from checker.source.docx.reader import read_docx
from checker.source.text import Span, Unreadable
from tests.wordfile import W, docx, paragraph, run, table


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def report(data: bytes, *spots, safety: str = "safe") -> FileReport:
    """A report with a finding for each (start, end[, new]) of the raw text; folded offsets are asked from the source."""
    source = read_docx("x.docx", data)
    findings = []
    for start, end, *new in spots:
        raw = Span(start, end)
        fixes = ()
        if new:
            edit = PlacedEdit(source.place(source.folded_span(raw)), raw, new[0])
            fixes = (PlacedFix(safety, f"Viết “{new[0]}”", (edit,)),)
        span = source.folded_span(raw)
        findings.append(
            Finding("CT701", "spacing", "info", "Thừa dấu cách.", source.place(span), span, None, "Phụ lục I", (), fixes, {}, "f")
        )
    return FileReport("x.docx", findings=tuple(findings), document=Document(read_plan(source), {}, {}))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def anchored(data: bytes) -> list[str]:
    """The words between the range marks of each comment, deletions included and insertions left out: as they were."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    open_, words, done = {}, {}, []
    for element in root.iter():
        if element.tag == q("commentRangeStart"):
            open_[element.get(q("id"))] = True
            words[element.get(q("id"))] = ""
        elif element.tag == q("commentRangeEnd"):
            open_.pop(element.get(q("id")))
            done.append(element.get(q("id")))
        elif element.tag in (q("t"), q("delText")):
            tag = q("ins") if element.tag == q("t") else q("del")
            ours = any(up.get(q("author")) == "plancheck" for up in element.iterancestors(tag))
            for ident in open_ if ours == (element.tag == q("delText")) else ():
                words[ident] += visible(element)
    return [words[ident] for ident in sorted(done, key=int)]


def settled(data: bytes, accept: bool) -> str:
    """The raw text after all of our changes are accepted or rejected."""
    content = parts(data)
    root = etree.fromstring(content["word/document.xml"])
    ours = [e for e in root.iter(q("ins"), q("del")) if e.get(q("author")) == "plancheck"]
    for element in ours:
        keep = (element.tag == q("ins")) == accept
        parent, at = element.getparent(), element.getparent().index(element)
        parent.remove(element)
        if keep:
            for text in element.iter(q("delText")):
                text.tag = q("t")
            for child in reversed(list(element)):
                parent.insert(at, child)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in content.items():
            package.writestr(name, etree.tostring(root) if name == "word/document.xml" else part)
    return read_docx("x.docx", out.getvalue()).raw


def copied(made):
    """The copy that records every safe fix that is offered."""
    return annotate(made, edits_of(without_overlaps(offered(made.findings, made.document.source))))


def test_a_comment_stands_on_the_words_across_runs_and_keeps_their_format():
    data = docx(paragraph(run("Thực ", "<w:b/>"), run("hiện Kế"), run(" hoạch", "<w:i/>")))
    copy = copied(report(data, (6, 16)))
    assert anchored(copy.data) == ["iện Kế hoạ"] and copy.comments == 1
    source = read_docx("x.docx", copy.data)
    assert source.raw == "Thực hiện Kế hoạch"
    assert [(source.raw[r.start : r.end], r.format.bold, r.format.italic) for r in source.layout.paragraphs[0].runs] == [
        ("Thực ", True, False),
        ("h", False, False),
        ("iện Kế", False, False),
        (" hoạ", False, True),
        ("ch", False, True),
    ]
    comments = etree.fromstring(parts(copy.data)["word/comments.xml"])
    assert comments.tag == q("comments") and comments[0].get(q("author")) == "plancheck"
    assert "".join(comments.itertext()).startswith("Thừa dấu cách.Căn cứ: Phụ lục I")


def test_all_other_parts_are_the_same_bytes_and_the_input_too():
    data = docx(paragraph("Một  hai"), styles="<!-- kiểu -->", settings="", extra={"word/media/a.bin": b"\0\1\2"})
    before, after = parts(data), parts(copied(report(data, (3, 5, " "))).data)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert list(after)[: len(before)] == list(before)


def test_comments_that_are_there_stay():
    there = '<w:comment w:id="7" w:author="Lan"><w:p/></w:comment>'
    body = (
        f'<w:p><w:commentRangeStart w:id="7"/>{run("Nội dung")}<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    after = parts(copied(report(docx(body, comments=there), (0, 3))).data)
    root = etree.fromstring(after["word/comments.xml"])
    assert [(c.get(q("id")), c.get(q("author"))) for c in root] == [("7", "Lan"), ("8", "plancheck")]
    assert sorted(anchored(copied(report(docx(body, comments=there), (0, 3))).data)) == ["Nội", "Nội dung"]


@pytest.mark.parametrize(
    ("spot", "accepted"),
    [
        ((3, 5, " "), "Một hai ba."),
        ((0, 3, "MỘT"), "MỘT  hai ba."),
        ((11, 12, "./."), "Một  hai ba./."),
        ((12, 12, "/."), "Một  hai ba./."),
        ((0, 0, "- "), "- Một  hai ba."),
        ((11, 12, ""), "Một  hai ba"),
        ((3, 4, "\t"), "Một\t hai ba."),
    ],
)
def test_a_safe_fix_is_a_tracked_change(spot, accepted):
    data = docx(paragraph("Một ", run(" hai", "<w:b/>"), " ba."))
    copy = copied(report(data, spot)).data
    assert settled(copy, accept=True) == accepted
    assert settled(copy, accept=False) == "Một  hai ba."
    assert read_docx("x.docx", copy).raw == accepted


def test_only_safe_fixes_are_recorded_and_never_two_on_the_same_words():
    data = docx(paragraph("Một  hai"))
    assert copied(report(data, (3, 5, " "), safety="unsafe")).edits == ()
    assert len(copied(report(data, (3, 5, " "), (4, 5, ""))).edits) == 1


def test_an_automatic_number_is_never_edited_and_a_finding_on_it_stands_on_the_words():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    data = docx(paragraph("Việc ", "một", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), numbering=numbering)
    copy = copied(report(data, (0, 2, "2.")))
    assert copy.edits == () and anchored(copy.data) == ["Việc "]
    assert anchored(copied(report(data, (0, 7))).data) == ["Việc"]


def test_words_in_links_controls_and_pending_insertions():
    body = (
        "<w:p>"
        + run("Xem ")
        + "<w:hyperlink>"
        + run("cổng  tin")
        + "</w:hyperlink><w:ins w:id='3' w:author='Lan'>"
        + run(" mới  thêm")
        + "</w:ins></w:p>"
    )
    data = docx(body)
    raw = read_docx("x.docx", data).raw
    copy = copied(report(data, (8, 10, " "), (17, 19, " "))).data
    assert anchored(copy) == ["  ", "  "]
    assert read_docx("x.docx", copy).raw == "Xem cổng tin mới thêm" and raw == "Xem cổng  tin mới  thêm"


def test_empty_paragraphs_boxes_and_notes_have_their_comment_where_word_allows_it():
    box = (
        "<w:p>" + run("ngoài") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        "<w:txbxContent>" + paragraph("trong") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    note = paragraph("Thân", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    data = docx(paragraph() + box + note, footnotes='<w:footnote w:id="2">' + paragraph("chú thích") + "</w:footnote>")
    raw = read_docx("x.docx", data).raw
    spots = [(0, 0), (raw.index("trong"), raw.index("trong") + 5, "x"), (raw.index("chú"), raw.index("chú") + 3, "x")]
    copy = copied(report(data, *spots))
    assert copy.comments == 3 and copy.edits == ()
    root = etree.fromstring(parts(copy.data)["word/document.xml"])
    for mark in root.iter(q("commentRangeStart"), q("commentRangeEnd"), q("commentReference")):
        assert not list(mark.iterancestors(q("txbxContent")))
    assert read_docx("x.docx", copy.data).raw == raw


def test_nothing_found_gives_the_file_back():
    data = docx(paragraph("x"))
    assert copied(report(data)).data == data


def test_only_word_files_have_a_copy():
    from checker.source.text import Source

    with pytest.raises(Unreadable):
        annotate(FileReport("x.txt", document=Document(read_plan(Source("x.txt", "Kế hoạch")), {}, {})), ())


WORDS = "Ủy ban nhân dân phường chỉ đạo các đơn vị thực hiện kế hoạch này  trước ngày 30/9/2026 ; báo cáo kết quả .".split(" ")


def generated(seed: int) -> bytes:
    """A document of random runs, lists and tables."""
    dice = random.Random(seed)

    def some() -> str:
        content = []
        for _ in range(dice.randint(0, 5)):
            text = " ".join(dice.choices(WORDS, k=dice.randint(1, 6)))
            properties = dice.choice(("", "<w:b/>", "<w:i/>", '<w:sz w:val="28"/>', '<w:color w:val="FF0000"/>'))
            piece = run(text, properties)
            kind = dice.random()
            if kind < 0.1:
                piece = f"<w:hyperlink>{piece}</w:hyperlink>"
            elif kind < 0.2:
                piece = f'<w:ins w:id="{dice.randint(1, 99)}" w:author="Lan">{piece}</w:ins>'
            elif kind < 0.25:
                piece = f'<w:del w:id="5" w:author="Lan"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
            elif kind < 0.3:
                piece = f"<w:sdt><w:sdtContent>{piece}</w:sdtContent></w:sdt>"
            elif kind < 0.4:
                piece = f"<w:r><w:t>{text}</w:t><w:tab/><w:t>{text}</w:t><w:br/><w:noBreakHyphen/></w:r>"
            content.append(piece)
        listed = f'<w:numPr><w:ilvl w:val="{dice.randint(0, 1)}"/><w:numId w:val="1"/></w:numPr>' if dice.random() < 0.3 else ""
        return paragraph(*content, properties=listed)

    blocks = []
    for _ in range(dice.randint(1, 8)):
        if dice.random() < 0.25:
            rows = [tuple(some() for _ in range(dice.randint(1, 3))) for _ in range(dice.randint(1, 3))]
            blocks.append(table(*rows, borders=dice.random() < 0.5))
        else:
            blocks.append(some())
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{n + 1}."/></w:lvl>' for n in (0, 1))
    return docx(
        "".join(blocks),
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )


@pytest.mark.parametrize("seed", range(200))
def test_generated_documents(seed):
    data = generated(seed)
    source = read_docx("x.docx", data)
    dice = random.Random(seed)
    spots = []
    for paragraph_ in source.layout.paragraphs:
        if paragraph_.end - paragraph_.words > 4 and dice.random() < 0.6:
            start = dice.randint(paragraph_.words, paragraph_.end - 2)
            end = dice.randint(start + 1, min(paragraph_.end, start + 30))
            folded = source.folded_span(Span(start, end))
            if folded.end > folded.start:
                spots.append((start, end) if dice.random() < 0.5 else (start, end, "sửa lại"))
    made = report(data, *spots)
    edits = [fix.edits[0] for finding in made.findings for fix in finding.fixes]
    copy = annotate(made, edits)
    assert settled(copy.data, accept=False) == source.raw
    assert settled(copy.data, accept=True) == edited(source, edits).raw
    plain = str.maketrans("", "", "\t\v\u2011")
    words = [source.raw[slice(*source.raw_span(f.span))].translate(plain) for f in made.findings]
    assert anchored(copy.data) == words


def test_a_picture_or_a_field_in_a_run_of_changed_words_stays():
    body = (
        '<w:p><w:r><w:t>Số  hai</w:t><w:drawing/><w:t xml:space="preserve">  ba</w:t><w:footnoteReference w:id="9"/></w:r></w:p>'
    )
    data = docx(body)
    made = report(data, (0, 11))
    edits = [PlacedEdit(made.findings[0].place, Span(2, 9), " hai "), PlacedEdit(made.findings[0].place, Span(9, 11), "BA")]
    copy = annotate(made, edits).data
    root = etree.fromstring(parts(copy)["word/document.xml"])
    for name in ("drawing", "footnoteReference"):
        (element,) = root.iter(q(name))
        assert not list(element.iterancestors(q("del")))
    assert settled(copy, accept=False) == "Số  hai  ba"
    assert settled(copy, accept=True) == "Số hai BA"


def test_a_note_that_hangs_outside_a_paragraph_has_its_comment_all_the_same():
    """In a damaged file the first of two references to a note stands in the body itself."""
    hook = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = '<w:footnote w:id="2">' + paragraph("chú thích") + "</w:footnote>"
    data = docx(hook + paragraph("Thân", hook), footnotes=note)
    at = read_docx("x.docx", data).raw.index("chú")
    assert copied(report(data, (at, at + 3))).comments == 1
