"""Several documents in one file: where the plan begins that a decision, resolution or letter issues."""

import pytest

from checker.outline.parts import find_attachment, find_parts
from checker.outline.read import read_plans
from checker.source.text import Source

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
DATED = HEAD + "Số: 5/QĐ-UBND\n\nSơn La, ngày 12 tháng 3 năm 2026\n\n"
TAIL = "\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A\n\n"
BODY = "I. MỤC ĐÍCH\n\n- Nâng cao nhận thức\n- Huy động nguồn lực\n\nII. NHIỆM VỤ\n\n1. Sở Y tế chủ trì trước ngày 30/6/2026.\n"
ISSUES = "QUYẾT ĐỊNH\nVề việc ban hành {0}\n\nĐiều 1. Ban hành kèm theo Quyết định này {0}.\n"
TABLE = "| Nơi nhận: - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn A |\n|---|---|\n\n"
BELONGS = "(Kèm theo Quyết định số 5/QĐ-UBND)\n\n"
LETTER = "Số: 4/UBND-KT\nV/v triển khai kế hoạch\n\nKính gửi: Sở Y tế.\n\nGửi kèm theo Kế hoạch tổ chức Tháng hành động./.\n"
PARTY = (
    "TỈNH ỦY SƠN LA\n*\nSố 12-QĐ/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nQUYẾT ĐỊNH\nban hành Đề án\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Đề án.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn A B\n\n"
)
OF_A_PARTY = "(ban hành kèm theo Quyết định số 12-QĐ/TU, ngày 02/3/2026 của Ban Thường vụ Tỉnh ủy)\n\n"
HELD = {  # (what issues, the plan)
    "brackets": (DATED + ISSUES.format("Chương trình") + TAIL, "CHƯƠNG TRÌNH\nPHÁT TRIỂN\n" + BELONGS + BODY),
    "announced": (DATED + ISSUES.format("Kế\nhoạch phòng bệnh") + TAIL, "KẾ HOẠCH\nPHÒNG BỆNH\n\n" + BODY),
    "one line": (DATED + ISSUES.format("Kế hoạch") + TAIL, "**KẾ HOẠCH**\n\nPHÁT TRIỂN " + BELONGS + BODY),
    "header": (
        DATED + ISSUES.format("Kế hoạch") + TAIL,
        HEAD + "# KẾ HOẠCH HÀNH ĐỘNG\nThực hiện Chỉ thị số 5-CT/TW\n*(Kèm theo Quyết định số 5/QĐ-UBND)*\n\n" + BODY,
    ),
    "tables": (
        DATED + ISSUES.format("Đề án") + TABLE,
        "| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n\nĐỀ ÁN\nA\n" + BELONGS + BODY,
    ),
    "no signature": (DATED + ISSUES.format("Phương án"), "PHƯƠNG ÁN\nỨng phó\n" + BELONGS + BODY),
    "party": (PARTY, "ĐỀ ÁN\nSắp xếp tổ chức\n" + OF_A_PARTY + BODY),
    "letter and plan": (
        HEAD + LETTER + TAIL,
        HEAD + "Số: 5/KH-UBND\nSơn La, ngày 01 tháng 3 năm 2026\n\nKẾ HOẠCH\nTổ chức Tháng hành động\n\n" + BODY + TAIL,
    ),
}
OF_A_PLAN = DATED.replace("QĐ", "KH") + "KẾ HOẠCH\nTổ chức Tháng hành động\n\n"
ROWS = "\n| TT | Việc |\n|---|---|\n| 1 | a |\n"
CITES = "Thực hiện Chương trình phát triển (ban hành kèm theo Quyết định số 9/QĐ-TTg ngày 01/02/2026), xã ban hành.\n\n"
ONE = {
    "a plan": OF_A_PLAN + BODY + TAIL,
    "an appendix": OF_A_PLAN + BODY + TAIL + "PHỤ LỤC\nKẾ HOẠCH CHI TIẾT\n(Kèm theo Kế hoạch số 5/KH-UBND)\n" + ROWS,
    "a subject on two lines": DATED + "QUYẾT ĐỊNH\nVỀ VIỆC BAN HÀNH\nKẾ HOẠCH PHÒNG BỆNH\n\nĐiều 1. Ban hành kèm theo.\n" + TAIL,
    "a list": DATED
    + ISSUES.format("Danh mục")
    + TAIL
    + "PHỤ LỤC\nNHIỆM VỤ THỰC HIỆN\nCHƯƠNG TRÌNH PHÁT TRIỂN\n"
    + BELONGS
    + ROWS,
    "an opening that cites": OF_A_PLAN + CITES + BODY,
}


@pytest.mark.parametrize("name", HELD)
def test_an_issued_plan_is_a_document_of_its_own(name):
    covering, plan = HELD[name]
    source = Source("a.md", covering + plan)
    parts = find_parts(source)
    assert [part.role for part in parts] == ["covering", "plan"]
    start = source.place((parts[1].start, parts[1].start)).line
    assert start == covering.count("\n") + 1
    first, second = read_plans(source)
    assert second.attached is (name != "letter and plan")
    assert second.header.date is None or second.header.date.year == 2026
    assert [section.label for section in second.sections] == ["I", "II"]
    assert second.recipients is None or name == "letter and plan"
    assert second.header.subject and "kèm theo" not in second.header.subject.lower()
    assert second.header.issuer == first.header.issuer
    title = second.source.place(second.header.type_span)
    assert title.text.strip("*# ").startswith(second.header.type.upper()) and title.line >= start


@pytest.mark.parametrize("name", ONE)
def test_other_titles_begin_no_document(name):
    assert not find_parts(Source("a.md", ONE[name]))


def test_two_plans_of_one_decision():
    plan = "KẾ HOẠCH SỐ {0}\nPHÒNG BỆNH\n(Kèm theo Quyết định số 5/QĐ-UBND)\n\n" + BODY
    source = Source("a.md", DATED + ISSUES.format("02 kế hoạch") + TAIL + plan.format(1) + "\n" + plan.format(2))
    assert [part.role for part in find_parts(source)] == ["covering", "plan", "plan"]


def test_what_a_plan_carries_is_its_appendix():
    text = (
        DATED.replace("QĐ", "KH")
        + "KẾ HOẠCH\nTổ chức\n\n"
        + BODY
        + TAIL
        + "CHƯƠNG TRÌNH HỘI NGHỊ\n(Kèm theo Kế hoạch số 5/KH-UBND)\n\n- Chào cờ\n"
    )
    plans = read_plans(Source("a.md", text))
    assert [plan.role for plan in plans] == ["plan", "appendix"]
    assert plans[1].genre == "phụ lục"


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        (
            "KẾ HOẠCH\nA\n(Kèm theo Quyết định số 5 (bản sửa)\nngày 01/02/2026)\n\nI. B",
            "(Kèm theo Quyết định số 5 (bản sửa) ngày 01/02/2026)",
        ),
        ("KẾ HOẠCH\nA\nBan hành kèm theo Quyết định số 5\n\nI. B", "Ban hành kèm theo Quyết định số 5"),
        ("ĐỀ ÁN\nA\n(Ban hành theo Quyết định số 5)\n\nI. B", "(Ban hành theo Quyết định số 5)"),
        ("KẾ HOẠCH\nA\n\nI. B\n(Kèm theo Quyết định số 5)", None),
        ("KẾ HOẠCH\nA\n\nTheo Đề án (kèm theo Quyết định số 5), xã ban hành:\n\nI. B", None),
    ],
)
def test_the_words_that_say_to_what_it_belongs(text, belongs):
    source = Source("a.md", text)
    found = find_attachment(source, 0)
    assert (found and source.words(found.span)) == belongs


def test_an_appendix_alone_has_the_date_of_its_plan():
    belongs = "(Kèm theo Kế hoạch số    /KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân xã A)\n"
    [plan] = read_plans(Source("a.md", "PHỤ LỤC I\nDANH MỤC\n" + belongs + ROWS))
    assert str(plan.header.date) == "2024-03-05" and plan.attached and plan.genre == "phụ lục"
