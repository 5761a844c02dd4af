"""What kind of text a document is, and whether anything shows that an office issues it."""

from __future__ import annotations

import pytest
import yaml

from checker.outline.read import read_plan
from checker.source.text import Source
from tests.conftest import ROOT
from tests.plans import findings

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "genres.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES["papers"])
def test_what_nobody_issues_is_told_once_and_not_asked_for_its_form(name):
    plan = read_plan(Source("a.md", CASES["papers"][name]))
    assert plan.administrative and not plan.issued and plan.header.issuer_span is None
    assert [f.code for f in findings(CASES["papers"][name], "TT", "BC2", "SP005", path="a.md")] == ["SP005"]


@pytest.mark.parametrize("name", CASES["issued"])
def test_what_has_a_part_of_the_frame_is_meant_as_a_document(name):
    assert read_plan(Source("a.md", CASES["issued"][name])).issued
    assert "SP005" not in {f.code for f in findings(CASES["issued"][name], path="a.md")}


def test_a_body_without_header_and_tail_is_an_extract():
    body = "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;\n\nI. MỤC ĐÍCH\n\n- Chăm lo.\n\nII. NHIỆM VỤ\n\n- Tổ chức lễ phát động."
    assert [f.code for f in findings(body, "TT", "SP")] == ["SP007"]


@pytest.mark.parametrize("text", ["http://www.example.info/phim.htm", "README", "TODO list"])
def test_a_link_or_a_foreign_word_is_no_document(text):
    assert not read_plan(Source("a.txt", text)).administrative


def test_the_party_and_its_form_are_known_also_where_a_long_subject_stands_above_its_title():
    text = (
        "## Công văn số 402-CV/VPĐU\n\nĐẢNG ỦY CHÍNH PHỦ\nVĂN PHÒNG\n*\nSố 402-CV/VPĐU\n"
        f"V/v xin ý kiến dự thảo {'báo cáo kết quả thực hiện nghị quyết ' * 5}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Hà Nội, ngày 25 tháng 5 năm 2026\n\nKính gửi: Các đồng chí Ủy viên Ban Thường vụ,\n\nĐề nghị cho ý kiến.\n\n"
        "Nơi nhận:\n- Như trên,\n- Lưu VPĐU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nTrần Văn Sơn\n"
    )
    header = read_plan(Source("a.md", text)).header
    assert header.kind == "party" and header.place_date is not None and header.national_title is not None
    assert not findings(text, "TT", path="a.md")


@pytest.mark.parametrize("symbol", ["11-KH/BTGTU", "11-QĐ/ĐUK", "11-CTr/HU", "11-BC/VPTW"])
def test_symbols_of_the_party(symbol):
    assert read_plan(Source("a.txt", f"Số {symbol}\n\nKẾ HOẠCH\nHọc tập nghị quyết\n")).header.kind == "party"


@pytest.mark.parametrize("symbol", ["11-KH/UBND", "11/KH-TTYT", "11/KH-ĐHTU", "225-KH/TWĐTN-CTTN"])
def test_symbols_of_others(symbol):
    header = read_plan(Source("a.txt", f"Số: {symbol}\n\nKẾ HOẠCH\nHọc tập nghị quyết\n")).header
    assert header.kind == ("front" if "ĐTN" in symbol else "state")


def test_the_youth_union_has_its_own_name_where_the_state_has_its_own():
    text = f"BAN CHẤP HÀNH TRUNG ƯƠNG{' ' * 40}ĐOÀN TNCS HỒ CHÍ MINH\n\n"
    text += f"Số: 225-KH/TWĐTN-CTTN{' ' * 20}Hà Nội, ngày 16 tháng 5 năm 2026\n\n"
    text += "KẾ HOẠCH\nHoạt động hè\n\nThực hiện Kế hoạch số 183-KH/TWĐTN ngày 28/02/2026 của Ban Bí thư;\n\nI. MỤC ĐÍCH\n"
    assert read_plan(Source("a.txt", text)).header.kind == "front"
    assert not {"TT101", "TT107"} & {f.code for f in findings(text, "TT")}


def test_a_type_at_the_head_of_another_document_s_subject_is_no_title():
    text = "Số: 835/VBHN-BNV\n\nTHÔNG TƯ LIÊN TỊCH\n\nHƯỚNG DẪN THỰC HIỆN CHẾ ĐỘ TRỢ CẤP\n\nCăn cứ Luật;\n\nHai bộ hướng dẫn."
    plan = read_plan(Source("a.txt", text))
    assert plan.header.type is None and plan.genre == "thông tư liên tịch"
    assert not findings(text, "TT")


def test_blanks_of_a_template_are_blanks_of_the_header_and_the_signature():
    head = "SỞ Y TẾ\nBỆNH VIỆN ĐA KHOA\n\nPhú Thọ, ngày {{NGAY}} tháng [tháng] năm {{NAM}}\n\nTỜ TRÌNH\nVề việc mua sắm\n\n"
    tail = "Hết./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nPHÒNG {{A}}\nTRƯỞNG PHÒNG\n\n{{B}}\n"
    plan = read_plan(Source("a.txt", head + tail))
    assert plan.header.place_date is not None and len(plan.recipients.lines) == 2
    assert plan.source.words(plan.signature.name) == "{{B}}"


BODY = "\n\nI. MỤC ĐÍCH\n\n- Nâng cao.\n\nII. TỔ CHỨC THỰC HIỆN\n\n- Các thôn thực hiện.\n\n"


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        (
            "Thực hiện Kế hoạch số 2/KH-UBND của UBND tỉnh, UBND xã Mường La ban hành Kế hoạch như sau:",
            "Ủy ban nhân dân xã Mường La",
        ),
        ("Căn cứ Luật số 5;\nTrung tâm Y tế huyện Mường La xây dựng Kế hoạch như sau:", "Trung tâm Y tế huyện Mường La"),
        ("Căn cứ Quyết định số 45/QĐ-UBND của Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch;\n\nXã triển khai:", None),
        ("Thực hiện Kế hoạch số 2/KH-UBND của Ủy ban nhân dân tỉnh Sơn La về triển khai kế hoạch, xã làm:", None),
        ("Căn cứ Công văn số 3/SYT-NV của\nSở Y tế tỉnh Sơn La hướng dẫn xây dựng kế hoạch;\n\nTrạm triển khai:", None),
        ("Thực hiện Luật số 5, yêu cầu Phòng Kinh tế xã Mường La xây dựng kế hoạch gửi xã.", None),
    ],
)
def test_the_issuer_is_who_issues_and_not_who_is_cited(opening, issuer):
    assert read_plan(Source("a.txt", f"KẾ HOẠCH\nChuyển đổi số năm 2026\n\n{opening}{BODY}")).header.issuer == issuer


def test_a_heading_in_capitals_names_no_issuer():
    text = "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ HỌP PHIÊN THỨ NHẤT\n\nChiều 20/1, Ban đã họp và thống nhất các nội dung."
    header = read_plan(Source("a.txt", text)).header
    assert header.issuer is None and header.issuer_span is None


@pytest.mark.parametrize(
    ("title", "opening", "personal"),
    [
        ("Khắc phục hạn chế sau giám sát", "Tôi là Nguyễn Văn An, đảng viên Chi bộ 2, xây dựng Kế hoạch như sau:", True),
        ("Tu dưỡng, rèn luyện", "Căn cứ Nghị quyết số 01-NQ/ĐU.\n\nBản thân tôi đăng ký các nội dung sau:", True),
        ("Công tác cá nhân tháng 3", "", True),
        ("Tu dưỡng, rèn luyện của bản thân năm 2026", "", True),
        ("Bảo vệ dữ liệu cá nhân năm 2026", "", False),
        ("Khen thưởng tập thể, cá nhân", "Chúng tôi là đơn vị đầu mối; người dân nói với tôi là đường đã xong.", False),
    ],
)
def test_a_plan_of_one_persons_own_acts(title, opening, personal):
    text = f"KẾ HOẠCH\n{title}\n\n{opening}\n\nI. MỤC ĐÍCH\n\n- Sửa đổi lề lối.\n"
    assert read_plan(Source("a.txt", text)).personal is personal


@pytest.mark.parametrize(
    ("organs", "title", "kind"),
    [
        ("ĐẢNG ỦY XÃ NHỮ KHÊ\nỦY BAN KIỂM TRA", "ĐẢNG CỘNG SẢN VIỆT NAM", "party"),
        ("ĐẢNG ỦY XÃ NHỮ KHÊ\nỦY BAN KIỂM TRA", "", "party"),
        ("ĐẢNG ỦY XÃ NHỮ KHÊ\nỦY BAN KIỂM TRA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "other"),
        ("ĐẢNG ỦY XÃ NHỮ KHÊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "other"),
        ("ĐẢNG ỦY XÃ NHỮ KHÊ\nỦY BAN MẶT TRẬN TỔ QUỐC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "front"),
        ("ỦY BAN NHÂN DÂN XÃ NHỮ KHÊ\nVĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "state"),
    ],
)
def test_the_kind_of_an_issuer_is_told_by_its_superior_and_its_title_too(organs, title, kind):
    text = f"{organs}\nSố: 12/KH-UBKT\n\n{title}\n\nNhữ Khê, ngày 16 tháng 3 năm 2026\n\nKẾ HOẠCH\nKiểm tra\n"
    assert read_plan(Source("a.txt", text)).header.kind == kind


def test_the_number_in_the_words_of_an_appendix_is_not_its_own():
    belongs = "(Kèm theo Kế hoạch số:      /KH-UBND ngày     tháng     năm 2026 của Ủy ban nhân dân tỉnh)"
    text = f"**PHỤ LỤC I: PHÂN CÔNG NHIỆM VỤ**\n{belongs}\n\n| Nội dung | Phân công |\n|---|---|\n| Trồng cây | Phòng Kinh tế |\n"
    plan = read_plan(Source("a.txt", text))
    assert plan.attached and plan.header.number is None and plan.header.place_date is None
