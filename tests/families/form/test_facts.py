"""The facts of the form: which components a plan has, and what its lines say, with exact places."""

from __future__ import annotations

import pytest

from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.registries import Law
from checker.source.text import Source
from tests.plans import findings, plan_with

PLAN = """ỦY BAN NHÂN DÂN
XÃ MƯỜNG LA

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 5/KH-UBND
Mường La, ngày 5 tháng 3 năm 2026

KẾ HOẠCH
Tổ chức Tháng hành động vì trẻ em năm 2026

Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;
Căn cứ Kế hoạch số 20/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân tỉnh Sơn La.

I. MỤC ĐÍCH, YÊU CẦU

1. Chăm lo cho trẻ em theo Mục II và Mục IX Kế hoạch này.

II. NHIỆM VỤ

1. Tổ chức lễ phát động.
3. Tổ chức hội thi.

III. TỔ CHỨC THỰC HIỆN.

Phòng Văn hóa - Xã hội chủ trì./.

Nơi nhận:
- Như mục III;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

ThS. Lò Văn An
"""


def facts(kind: str, text: str = PLAN) -> tuple[Document, tuple]:
    doc = Document(read_plan(Source("p.txt", text)), Readers(), Law())
    return doc, doc.facts(kind)


def told(kind: str, *names: str, text: str = PLAN) -> list[tuple]:
    """The fields of all facts of a kind; a place is given by its words."""
    doc, found = facts(kind, text)
    values = ([getattr(fact, name) for name in names] for fact in found)
    return [tuple(doc.words(value) if hasattr(value, "start") else value for value in row) for row in values]


def test_every_component_is_there():
    states = dict(told("component", "name", "state"))
    assert set(states.values()) == {"there"}
    assert list(states)[:4] == ["header", "national_title", "motto", "issuer"]
    assert ("issuer", "ỦY BAN NHÂN DÂN") in told("component", "name", "span")


@pytest.mark.parametrize(
    ("line", "new", "name", "state", "words"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "national_title", "there", "CỘNG HOÀ"),
        ("CHỦ NGHĨA VIỆT", "CHỦ NGHĨA VIÊT", "national_title", "wrong", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "", "national_title", "missing", "ỦY BAN NHÂN DÂN"),
        ("Độc lập - Tự do - Hạnh phúc\n", "", "motto", "missing", "CỘNG HÒA"),
        ("Độc lập - Tự", "Độc lập – Tự", "motto", "wrong", "Độc lập – Tự do - Hạnh phúc"),
        ("Số: 5/KH-UBND\n", "", "number", "missing", "KẾ HOẠCH"),
        ("Mường La, ngày 5 tháng 3 năm 2026\n", "", "place_date", "missing", "KẾ HOẠCH"),
        ("KẾ HOẠCH\nTổ chức", "KẾ HOẠCH Tổ chức", "type", "inline", "KẾ HOẠCH"),
        ("KẾ HOẠCH\nTổ chức Tháng hành động vì trẻ em năm 2026\n", "KẾ HOẠCH\n", "subject", "missing", "KẾ HOẠCH"),
        ("\nThS. Lò Văn An\n", "", "signer", "missing", "PHÓ CHỦ TỊCH"),
        ("Nơi nhận:\n- Như mục III;\n- Lưu: VT.\n", "", "recipients", "missing", "Phòng Văn hóa - Xã hội chủ trì./."),
    ],
)
def test_a_component_that_is_wrong_or_missing_stands_at_the_nearest(line, new, name, state, words):
    assert line in PLAN
    found = {row[0]: row[1:] for row in told("component", "name", "state", "span", text=PLAN.replace(line, new, 1))}
    assert found[name][0] == state
    assert found[name][1].startswith(words)


def test_an_extract_lacks_its_header_as_a_whole():
    found = dict(told("component", "name", "state", text=PLAN[PLAN.index("KẾ HOẠCH") :]))
    assert found["header"] == "missing"
    assert not {"national_title", "motto", "issuer", "number", "place_date"} & set(found)


def test_number_and_date():
    assert told("document_number", "number", "figure", "padded", "rest_span") == [("5", "5", "05", "5/KH-UBND")]
    assert told("place_date", "short", "padded", "short_span", "expected") == [("ngày 5", "ngày 05", "5", None)]
    text = PLAN.replace("Mường La, ngày 5 tháng 3", "Mường la ngày 5 tháng 2")
    assert told("place_date", "short", "padded", "expected", text=text) == [
        ("ngày 5 tháng 2", "ngày 05 tháng 02", "Mường La, ngày 05 tháng 02 năm 2026")
    ]


def test_opening_bases_and_closing():
    assert told("opening", "cites") == [(True,)]
    assert told("basis_line", "last_span", "mark", "place", "right") == [
        ("2016;", ";", "middle", True),
        ("La.", ".", "last", True),
    ]
    text = PLAN.replace("2016;", "2016").replace("La.\n\nI.", "La;\n\nI.")
    assert told("basis_line", "last_span", "mark_span", "expected", "right", text=text) == [
        ("2016", "", ";", False),
        ("La;", ";", ".", False),
    ]
    assert told("closing", "state", "mark_span") == [("there", "./.")]
    assert told("closing", "state", "last_span", text=PLAN.replace("chủ trì./.", "chủ trì")) == [("missing", "trì")]


def test_signature():
    assert told("authority", "prefix", "rest", "state") == [("TM", "ỦY BAN NHÂN DÂN", "there"), ("KT", "CHỦ TỊCH", "there")]
    text = PLAN.replace("KT. CHỦ", "KT.CHỦ").replace("TM. ", "TN. ")
    assert told("authority", "state", "right", text=text) == [("unknown", None), ("wrong", "KT. CHỦ TỊCH")]
    assert told("signer", "titles_span", "expected") == [("ThS.", "Lò Văn An")]


def test_numbering_headings_and_references():
    assert told("numbering_slip", "kind", "span", "expected") == [("gap", "3.", "2")]
    assert [row for row in told("heading", "span", "stop_span") if row[1]] == [("III. TỔ CHỨC THỰC HIỆN.", ".")]
    assert ("Mục II", True) in told("internal_reference", "span", "leads")
    assert ("Mục IX", False) in told("internal_reference", "span", "leads")
    assert told("missing_appendix", "span") == []
    text = PLAN.replace("lễ phát động.", "lễ phát động (Phụ lục kèm theo).")
    assert told("missing_appendix", "span", text=text) == [("Phụ lục kèm theo",)]


@pytest.mark.parametrize(("kind", "told"), [("KẾ HOẠCH", {"TT143"}), ("CHỈ THỊ", set()), ("CÔNG ĐIỆN", set())])
def test_what_a_chairman_issues_on_his_own_needs_no_collective(kind, told):
    text = plan_with("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn An", "signature").replace("KẾ HOẠCH\n", f"{kind}\n")
    assert {finding.code for finding in findings(text, "TT143")} == told


def test_the_mark_of_a_footnote_behind_a_basis_is_no_word():
    bases = "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;1\n\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.[2]"
    text = plan_with(bases + "\n\nỦy ban nhân dân xã Mường La ban hành Kế hoạch như sau:", "opening")
    assert not findings(text, "TT121")
