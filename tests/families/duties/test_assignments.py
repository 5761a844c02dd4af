"""Families CQ and TH on one small plan whose slots are filled: what must be found, and the traps that must not."""

from __future__ import annotations

import time

import pytest

from checker.source.text import Source
from tests.plans import judged

_PLAN = """ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND

Phú Thọ, ngày 16 tháng 3 năm {year}

KẾ HOẠCH
{subject}

{opening}

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ và người dân về tác hại của thuốc lá.

II. NỘI DUNG, NHIỆM VỤ
1. Biên soạn và phát hành tài liệu tuyên truyền trước ngày 30 tháng 9 năm {year}.
{tasks}

III. KINH PHÍ THỰC HIỆN
Kinh phí thực hiện từ nguồn ngân sách nhà nước được giao và các nguồn hợp pháp khác theo dự toán được duyệt.

IV. TỔ CHỨC THỰC HIỆN
{organisation}

{closing}

Nơi nhận:
{recipients}

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn An
"""
_LEAD = "1. Sở Y tế chủ trì, phối hợp triển khai Kế hoạch này; báo cáo kết quả trước ngày 15 tháng 12 năm {year}.\n"


def plan(
    tasks: str = "",
    organisation: str | None = None,
    *,
    more: str = "2. Sở Tài chính tham mưu bố trí kinh phí theo quy định.",
    subject: str = "Tuyên truyền phòng, chống tác hại của thuốc lá năm {year}",
    opening: str = "Thực hiện Chỉ thị số 12/CT-TTg ngày 15 tháng 01 năm {year} của Thủ tướng Chính phủ, "
    "Ủy ban nhân dân tỉnh Phú Thọ ban hành kế hoạch như sau:",
    closing: str = "Trên đây là Kế hoạch tuyên truyền phòng, chống tác hại của thuốc lá năm {year}./.",
    recipients: str = "- Như mục IV;\n- Các sở, ban, ngành;\n- Lưu: VT, KGVX.",
    year: int = 2026,
) -> str:
    """The plan with some slots filled otherwise."""
    text = _PLAN
    slots = {
        "subject": subject,
        "opening": opening,
        "closing": closing,
        "recipients": recipients,
        "tasks": tasks,
        "organisation": _LEAD + more if organisation is None else organisation,
    }
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text.replace("{year}", str(year))


def codes(text: str) -> list[str]:
    """The codes of CQ and TH that are found, strict ones included."""
    report = judged(Source("a.txt", text), "strict")
    return [f.code for f in report.findings if f.code[:2] in ("CQ", "TH")]


def test_clean() -> None:
    assert codes(plan()) == []


# -- bodies and places at the plan's date -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "2. Sở Kế hoạch và Đầu tư: Tham mưu bố trí vốn đầu tư.",
        "2. Sở KH&ĐT tham mưu bố trí vốn.",
        "2. Giao Sở Thông tin và Truyền thông chỉ đạo cơ quan báo chí.",
        "2. Sở NN&PTNT hướng dẫn các hợp tác xã.",
        "2. Sở Lao động - Thương binh và Xã hội\n- Phối hợp tuyên truyền trong các cơ sở dạy nghề.",
        "2. Sở Tài chính, Sở Giao thông vận tải phối hợp thực hiện.",
        "2. Sở Tài nguyên và Môi trường kiểm tra.",
        "2. Các đơn vị phối hợp với Sở TT&TT tuyên truyền.",
        "2. Phòng Tài chính - Kế hoạch bố trí kinh phí.",
        "2. Hệ thống thông tin của Sở Giao thông vận tải được sử dụng.",
        "2. Phòng Y tế huyện Thanh Ba phối hợp.",
        "2. Ban Tuyên giáo Tỉnh ủy định hướng tuyên truyền.",
    ],
)
def test_body_that_is_gone(line: str) -> None:
    assert codes(plan(more=line)) == ["CQ404"]


@pytest.mark.parametrize(
    "line",
    [
        "- Kế thừa kết quả của Sở Kế hoạch và Đầu tư (nay là Sở Tài chính).",
        "- Sở Tài chính (Sở Kế hoạch và Đầu tư cũ) cung cấp số liệu.",
        "- Tiếp nhận nhiệm vụ từ Sở Kế hoạch và Đầu tư trước khi sáp nhập.",
        "- Thực hiện Quyết định số 12/QĐ-SKHĐT ngày 05/02/2023 của Sở Kế hoạch và Đầu tư về phê duyệt dự án.",
        "- Năm 2023, Sở Thông tin và Truyền thông đã tổ chức 10 lớp tập huấn.",
        "- Sau khi hợp nhất Sở Xây dựng và Sở Giao thông vận tải, Sở Xây dựng tiếp tục thực hiện.",
        "- Theo hướng dẫn của Bộ Thông tin và Truyền thông tại Công văn số 123/BTTTT-KHTC ngày 05/3/2024.",
        "- Sở Nông nghiệp và Phát triển nông thôn trước đây quản lý dự án này.",
    ],
)
def test_body_that_is_history(line: str) -> None:
    assert "CQ404" not in codes(plan(tasks=line))
    assert "CQ404" not in codes(plan(more=f"2. Sở Tài chính tham mưu:\n{line}"))


def test_body_is_judged_at_the_plans_date() -> None:
    old = "2. Sở Kế hoạch và Đầu tư, Phòng Y tế và UBND các huyện, thị xã phối hợp."
    assert codes(plan(more=old, year=2021)) == []
    assert codes(plan(more="2. Sở Nông nghiệp và Môi trường kiểm tra.", year=2022)) == ["CQ404"]
    assert codes(plan(recipients="- Bộ Kế hoạch và Đầu tư;\n- Như mục IV;\n- Lưu: VT.")) == ["CQ404"]


@pytest.mark.parametrize(
    "line",
    [
        "2. UBND các huyện, thành phố chỉ đạo các xã triển khai.",
        "2. Công an huyện phối hợp.",
        "2. Giao UBND huyện Thanh Ba thực hiện.",
        "2. UBND cấp huyện, UBND cấp xã thực hiện.",
        "2. HĐND quận giám sát.",
        "2. Sở Nông nghiệp và Môi trường và UBND các huyện phối hợp.",
        "2. Yêu cầu UBND các huyện, thành phố phối hợp với UBND các huyện khác.",
    ],
)
def test_district_bodies(line: str) -> None:
    assert "CQ405" in codes(plan(more=line))


@pytest.mark.parametrize(
    "line",
    [
        "- Tổ chức tại các huyện miền núi.",
        "- Tổ chức hội nghị tại thị xã Phú Thọ.",
        "- Hỗ trợ tuyến huyện.",
        "- Tuyên truyền tại quận Cầu Giấy.",
        "- Trao đổi kinh nghiệm với tỉnh Vĩnh Phúc.",
        "- Phối hợp với các tỉnh Sơn La, Yên Bái.",
        "- Phối hợp với Sở Y tế Vĩnh Phúc.",
        "- Treo pa nô ở trung tâm các xã, thị trấn.",
        "- Thực hiện Quyết định số 12/QĐ-TTg ngày 12 tháng 3 năm 2026 của Thủ tướng về thi đua; tổ chức tại huyện Thanh Ba.",
    ],
)
def test_place_that_is_gone(line: str) -> None:
    assert codes(plan(tasks=line)) == ["CQ405"]


@pytest.mark.parametrize(
    "line",
    [
        "- Tổ chức tại phường Hải Dương, xã Yên Bái, xã Hà Nam, phường Vĩnh Phúc.",
        "- Đặt biển ở đường Hà Nam, phố Nam Định.",
        "- Phối hợp với Trường Chính trị Hoàng Văn Thụ, Trường THPT Quận Ba.",
        "- Thực hiện Quyết định của UBND huyện Thanh Ba năm 2023.",
        "- Các xã thuộc huyện Thanh Ba (cũ) rà soát.",
        "- Địa bàn tỉnh Vĩnh Phúc trước sáp nhập do Trung tâm phụ trách.",
        "- Sau khi không tổ chức cấp huyện, cấp xã tiếp nhận nhiệm vụ.",
        "- Dọc sông Hồng, Quân khu 2; tiếp thị xã hội.",
        "- Chuyển giao nhiệm vụ của cấp huyện về cấp xã.",
        "- Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND huyện Hạ Hòa.",
        "- Quyết định số 1170/QĐ-UBND ngày 13/4/2022 của Ủy ban nhân dân tỉnh Bình Dương về ban hành Kế hoạch trên địa bàn tỉnh Bình Dương.",  # noqa: E501
        "- Quyết định số 12/QĐ-TTg ngày 12/3/2024 của Thủ tướng Chính phủ phê duyệt Quy hoạch tỉnh Hòa Bình thời kỳ 2021 - 2030.",
        "- Phối hợp với Ban Quản lý Khu kinh tế Phú Yên, Bệnh viện Đa khoa tỉnh Hà Giang, Công ty Điện lực tỉnh Hòa Bình.",
        "- Các dự án chuyển tiếp của tỉnh Hà Giang.",
    ],
)
def test_place_that_lives_on_or_is_history(line: str) -> None:
    assert "CQ405" not in codes(plan(tasks=line))


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Sở Giáo dục và Đào tào",
        "Sở Y tê",
        "Sở Nông nghiệm và Môi trường",
        "Ủy bân nhân dân",
        "Uỷ ban nhân đân",
        "Trúng tâm Y tế",
        "Sớ Tài chính",
        "Hội đồng nhân dâ",
        "Văn phòng Chính pủ",
        "Ủy ban Mặt trận Tổ quố",
        "Ban Quản lý Khu kinh tê",
        "Trung tâm Kiểm soat bệnh tật",
        "Sở Khoa học Công nghệ",
        "Công ản xã",
        "Đảng uy xã",
        "Sở Giáo dục Đào tạo",
        "Sở Văn hoá Thể thao và Du lịch",
        "Phòng Văn hóa Xã hội",
        "Ủy nhân dân xã",
        "Ủy ban Mặt trận quốc Việt Nam",
        "Hội nhân dân xã",
        "Trung tâm Kiểm soát tật",
    ],
)
def test_misspelled_name(name: str) -> None:
    assert "CQ403" in codes(plan(tasks=f"- Phối hợp với {name} kiểm tra."))


@pytest.mark.parametrize(
    "name",
    [
        "Sở Nội vụ, Sở Ngoại vụ",
        "Trung tâm Khuyến công, Trung tâm Khuyến nông",
        "Ban Dân vận, Ban Pháp chế",
        "Hội Luật gia, Hội Khuyến học",
        "Cục Thú y, Chi cục Thủy sản",
        "Đoàn Thanh tra, Đoàn Kiểm tra",
        "Hội nghị, Hội thảo, Bộ luật",
        "Công ty xã, Đảng viên phường, Tỉnh đoàn",
        "Sở Văn hoá, Thể thao và Du lịch",
        "Uỷ ban nhân dân",
        "Ban Quản lý khu công nghiệp Phú Hà",
        "Sở KHCN, Sở KH CN, Phòng KT-HT",
        "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        "Đoàn đại biểu Quốc hội tỉnh, Ban công tác Mặt trận, Ủy ban thường vụ Quốc hội",
    ],
)
def test_right_name_of_another_body(name: str) -> None:
    assert "CQ403" not in codes(plan(tasks=f"- Phối hợp với {name} kiểm tra."))


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Giao Sở tài chính", True),
        ("Giao Sở Y Tế", True),
        ("Giao sở Y tế hướng dẫn", True),
        ("Ủy ban Nhân dân tỉnh", True),
        ("Bộ chỉ huy quân sự tỉnh", True),
        ("Hội nông dân tỉnh", True),
        ("Sở Giáo dục và đào tạo", True),
        ("Mặt trận tổ quốc Việt Nam", True),
        ("Trung tâm y tế khu vực Hạ Hòa", True),
        ("Phòng Tài chính - kế hoạch", True),
        ("Ban chấp hành Trung ương", True),
        ("Ban Chấp hành Trung ương đảng", True),
        ("Ủy ban trung ương Mặt trận Tổ quốc Việt Nam", True),
        ("Bầu cử đại biểu quốc hội", True),
        ("Đại biểu quốc hội", True),
        ("Bầu cử đại biểu Quốc hội; Đại biểu Quốc hội; Đoàn Đại biểu Quốc hội", False),
        ("Ủy ban thường vụ Quốc hội, Ủy ban Thường vụ Quốc hội", False),
        ("Bộ Chỉ huy quân sự tỉnh, Ban Chỉ huy Quân sự xã", False),
        ("Ban công tác Mặt trận, Ban Công tác Mặt trận", False),
        ("Các cơ sở y tế, trạm y tế, trung tâm y tế các xã", False),
        ("Trưởng phòng Tài chính, các phòng Y tế, Nội vụ", False),
        ("Bộ luật, Hội nghị, Ban hành, Phòng chống dịch, cán bộ Công an", False),
        ("SỞ Y TẾ", False),
        ("Các Trạm y tế xã", False),
        ("Trưởng Ban Xây dựng Đảng - Ủy viên Ban Chỉ đạo", False),
    ],
)
def test_capitals(words: str, wrong: bool) -> None:
    assert ("CQ407" in codes(plan(tasks=f"- {words}."))) is wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("dịch vụ kế hoạch hóa gia đình (KHHGD)", True),
        ("dịch vụ SKSS/KKHGD", True),
        ("vị thành niên, thanh niên (VTV/TN)", True),
        ("HDND xã", True),
        ("HDDND xã", True),
        ("UBDN xã", True),
        ("bảo hiểm y tế (BHTY)", True),
        ("vệ sinh an toàn thực phẩm (VSATPP)", True),
        ("phòng cháy, chữa cháy (PCCN)", True),
        ("LDTBXH", True),
        ("phòng, chống tác hại của thuốc lá (PCTHTN)", True),
        ("trật tự an toàn giao thông (TTATTG)", True),
        ("xây dựng nông thôn mới (XDNTTM)", True),
        ("văn hóa, thể thao và du lịch (VH,TT&DT)", True),
        ("văn hóa, thể thao và du lịch (VH,TT&DL)", False),
        ("cổng thông tin điện tử (TTĐT), phong trào TDTT", False),
        ("giáo dục STEM, STEAM", False),
        ("vị thành niên, thanh niên (VTN/TN)", False),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam (MTTQ)", False),
        ("trí tuệ nhân tạo (AI)", False),
        ("Trung tâm Kiểm soát bệnh tật (CDC)", False),
        ("phòng cháy, chữa cháy và cứu nạn, cứu hộ (PCCC&CNCH)", False),
        ("BHYT, BHXH, THCS, THPT, PCCC, PCTT, TTHC, OCOP, VNeID, GRDP, CNTT", False),
        ("dân số và phát triển (DS&PT)", False),
        ("Quyết định số 12/QĐ-LDTBXH ngày 05/02/2026 của Ủy ban nhân dân tỉnh Phú Thọ", False),
    ],
)
def test_abbreviations(words: str, wrong: bool) -> None:
    assert ("CQ409" in codes(plan(tasks=f"- Tăng cường {words}."))) is wrong


# -- task tables ------------------------------------------------------------------------------------------------------

_HEAD = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n|---|---|---|---|---|\n"
_ROWS = (
    ("1", "In tờ rơi", "Sở Y tế", "Sở Tư pháp", "Quý II/2026"),
    ("2", "Tập huấn", "Sở Tư pháp", "Sở Nội vụ", "Tháng 7/2026"),
    ("3", "Kiểm tra", "Sở Công Thương", "Công an tỉnh", "Thường xuyên"),
    ("4", "Sơ kết", "Sở Y tế", "Sở Tài chính", "Trước ngày 15/12/2026"),
    ("5", "Phát thanh", "UBND các xã, phường", "Sở Y tế", "Hằng tháng"),
)


def table(row: int = 0, head: str = _HEAD, **cells: str) -> str:
    """The table with some cells of one row (0-based) filled otherwise; 'c2' is its third cell."""
    rows = [list(r) for r in _ROWS]
    for name, value in cells.items():
        rows[row][int(name[1:])] = value
    return head + "\n".join("| " + " | ".join(r) + " |" for r in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (table(), []),
        (table(2, c2="", c3=""), ["CQ401"]),
        (table(2, c2="", c3="", c4=""), ["CQ401"]),
        (table(2, c2=""), ["CQ402"]),
        (table(2, c0="", c1="(2) bài; (3) phóng sự", c3="", c4=""), []),
        (table(2, c0="", c1="(2) bài; (3) phóng sự", c2="", c3="", c4=""), []),
        (table(2, c0="", c1="Tổng cộng", c2="", c3="", c4="2026"), []),
        (table(2, c0="**II.**", c2="", c3=""), []),
        (table(3, c4="20/02/2026"), ["TH504"]),
        (table(3, c4="Tháng 02/2026 - Tháng 6/2026"), []),
        (table(3, _HEAD.replace("Thời gian hoàn thành", "Thời gian"), c4="20/02/2026"), []),
        (table(2, c2="-"), ["CQ402"]),
        (table(3, c4=""), ["TH502"]),
        (table(3, c4="…"), ["TH502"]),
        (table(0, c2="Sở Y tế, Sở Tư pháp", c3="Sở Nội vụ"), ["CQ411"]),
        (table(0, c2="Sở Y tế", c3="Sở Nội vụ, Sở Y tế"), ["CQ413"]),
        (table(0, c2="Sở Y tế", c3="UBND tỉnh, UBND các xã"), []),
        (table(0, c3="Sở Tư pháp Sở Nội vụ"), ["CQ414"]),
        (table(0, c2="Văn phòng Sở và Phòng Nghiệp vụ Y", c3="Sở Nội vụ"), ["CQ411"]),
        (table(0, _HEAD.replace("Nhiệm vụ", "Chỉ tiêu"), c2="Sở Y tế, Sở Tư pháp", c3="Sở Nội vụ"), []),
        (table(0, c2="Sở Y tế và Công an tỉnh"), ["CQ411"]),
        (table(0, c2="Sở YT; Sở KH&CN"), ["CQ411"]),
        (table(0, c2="Sở Y tế; UBND các xã"), []),
        (table(0, c2="Sở Y tế (Chi cục Dân số)"), []),
        (table(0, c2="Sở Y tế chủ trì, Sở Tư pháp phối hợp"), []),
        (table(1, c4="Sớm"), ["TH506"]),
        (table(3, c4="Trước ngày 15/12/2025"), ["TH504"]),
        (table(3, c4="Quý IV/2025"), ["TH504"]),
        (table(3, c4="Tháng 6/2028"), ["TH505"]),
        (table(3, c4="Năm 2029"), ["TH505"]),
        (table(3, c4="Trước ngày 31/11/2026"), ["TH503"]),
        (table(0, _HEAD.replace("Cơ quan chủ trì", "Đơn vị thực hiện"), c2="Sở Y tế, Sở Tư pháp"), []),
        (table(1, c0="I", c1="TRUYỀN THÔNG", c2="", c3="", c4=""), []),
        (
            _HEAD + "| 1 | Truyền thông |  |  |  |\n"
            "| 1.1 | In tờ rơi | Sở Y tế | Sở Tư pháp | Quý II/2026 |\n| 2 | Kiểm tra |  |  |  |\n"
            "| 2.1 | Kiểm tra chợ | Sở Công Thương | Sở Y tế | Quý III/2026 |",
            [],
        ),
    ],
)
def test_task_tables(text: str, expected: list[str]) -> None:
    assert codes(plan(tasks=text)) == expected


def test_table_of_500_rows_is_read_in_linear_time() -> None:
    def seconds(rows: int) -> float:
        body = _HEAD + "\n".join(f"| {n} | Nhiệm vụ thứ {n} | Sở Y tế | Sở Tư pháp | Quý II/2026 |" for n in range(1, rows + 1))
        text = plan(tasks=body)
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            assert codes(text) == []
            best = min(best, time.process_time() - start)
        return best

    codes(plan())
    assert seconds(500) < 12 * seconds(100)


# -- organisation section ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("organisation", "expected"),
    [
        (
            "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Sở Tài chính\n- Bố trí kinh phí.\n"
            "3. Sở Y tế\n- Hướng dẫn.",
            ["CQ410"],
        ),
        ("1. Sở Y tế hướng dẫn; báo cáo trước ngày 15/12/2026.\n2. Sở Tài chính bố trí kinh phí.", ["CQ402"]),
        (
            "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Sở Tài chính\n- Bố trí kinh phí.\n"
            "3. Tuyên truyền chủ trương của Đảng trên hệ thống loa truyền thanh.\n4. Sở Tư pháp\n- Rà soát văn bản.",
            ["CQ401"],
        ),
        (
            "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Sở Tài chính\n- Bố trí kinh phí.\n3. Chế độ báo cáo\n"
            "- Các đơn vị báo cáo trước ngày 15/12/2026.\n4. Tổ chức kiểm tra, giám sát\n- Sở Y tế chủ trì.",
            [],
        ),
        (
            "- Sở Y tế: Chủ trì; báo cáo trước ngày 15/12/2026.\n- Sở Tài chính: Bố trí kinh phí.\n"
            "- Phối hợp rà soát văn bản, tổ chức hội thảo.\n"
            "- Sở Tư pháp: Rà soát văn bản.",
            ["CQ401"],
        ),
        ("1. Sở Y tế chủ trì, định kỳ báo cáo UBND tỉnh.", ["TH507"]),
        ("1. Sở Y tế chủ trì, báo cáo kết quả thực hiện về UBND tỉnh.", ["TH507"]),
        ("1. Sở Y tế chủ trì, báo cáo kết quả thực hiện theo quy định.", []),
        ("1. Sở Y tế chủ trì.\n2. Sở Nội vụ\n- Báo cáo số lượng và kết quả thực hiện về Sở Y tế.", ["TH507"]),
        ("1. Sở Y tế chủ trì.\n2. Sở Nội vụ báo cáo danh sách học viên cho Sở Y tế.", ["TH507"]),
        (
            "1. Sở Y tế chủ trì; báo cáo kết quả về Sở Nội vụ.\n2. UBND các xã gửi Báo cáo kết quả về Sở Nội vụ "
            "trước ngày 05/10/2026.",
            [],
        ),
        (
            "1. Sở Y tế chủ trì.\n2. Tổng hợp, báo cáo tình hình thực hiện.\n- Thời gian hoàn thành: Quý III/2026.\n"
            "- Kết quả: báo cáo tổng kết.",
            [],
        ),
        ("1. Sở Y tế chủ trì.\n2. Báo cáo kết quả Hội nghị\n- Gửi biên bản ngay sau khi kết thúc hội nghị.", []),
        ("1. Sở Y tế chủ trì; báo cáo tình hình về Sở Nội vụ. Thời gian gửi báo cáo chậm nhất ngày 09/12/2026.", []),
        ("1. Sở Y tế chủ trì, báo cáo UBND tỉnh khi có yêu cầu.", []),
        ("1. Sở Y tế chủ trì, định kỳ (6 tháng, năm) báo cáo kết quả.", []),
        ("1. Sở Y tế chủ trì, tổng hợp, báo cáo UBND tỉnh xem xét, quyết định.", []),
        (
            "1. Sở Y tế chủ trì; báo cáo trước ngày 15/12/2026.\n2. Giao Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát.",
            ["CQ412"],
        ),
        ("1. Sở Y tế chủ trì; báo cáo trước ngày 15/12/2026.\n2. Đề nghị Tòa án nhân dân tỉnh phối hợp.", []),
    ],
)
def test_organisation(organisation: str, expected: list[str]) -> None:
    assert codes(plan(organisation=organisation)) == expected


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        ("- Bộ Y tế;\n- Lưu: VT.", ["CQ406", "CQ406"]),
        ("- Các Sở: YT, TC;\n- Lưu: VT.", []),
        ("- Sở Y tế, Sở Tài chính;\n- Lưu: VT.", []),
        ("- Các cơ quan có tên tại mục IV;\n- Lưu: VT.", []),
        ("- Các Sở: Y tế, Tài chính;\n- Lưu: VT.", []),
        ("- Sở: Y tế; Tài chính;\n- Lưu: VT.", []),
        ("- Các sở, ban, ngành;\n- Lưu: VT.", []),
        ("- Sở Y tế;\n- Lưu: VT.", ["CQ406"]),
    ],
)
def test_copies(recipients: str, expected: list[str]) -> None:
    organisation = "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Sở Tài chính\n- Bố trí kinh phí."
    assert codes(plan(organisation=organisation, recipients=recipients)) == expected


@pytest.mark.parametrize(
    ("recipients", "covered"),
    [
        ("- Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh;\n- Sở Y tế;", False),
        ("- Sở Y tế;\n- Phòng Văn hóa - Xã hội, Phòng Kinh tế;", False),
        ("- Sở Y tế;\n- UBND các xã, phường;", True),
        ("- Sở Y tế;\n- UBND xã, phường;", True),
        ("- Sở Y tế;\n- Các địa phương;", True),
        ("- Như mục IV;", True),
    ],
)
def test_copies_of_groups(recipients: str, covered: bool) -> None:
    organisation = "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Ủy ban nhân dân các xã, phường\n- Triển khai."
    found = codes(plan(organisation=organisation, recipients=f"{recipients}\n- Lưu: VT."))
    assert found == ([] if covered else ["CQ406"])


def test_mass_organisations_are_no_offices() -> None:
    organisation = "1. Sở Y tế\n- Chủ trì; báo cáo trước ngày 15/12/2026.\n2. Hội Nông dân tỉnh\n- Vận động hội viên."
    recipients = "- Sở Y tế;\n- Phòng Văn hóa - Xã hội, Phòng Kinh tế;\n- Lưu: VT."
    assert "CQ406" in codes(plan(organisation=organisation, recipients=recipients))
    organisation = organisation.replace("2. Hội Nông dân tỉnh\n- Vận động hội viên.", "2. Sở Nội vụ\n- Triển khai.")
    assert codes(plan(organisation=organisation, recipients="- Các Sở, cơ quan thuộc UBND tỉnh;\n- Lưu: VT.")) == []


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("- Đơn vị chủ trì: Sở Y tế.\n", []),
        ("", ["CQ401"]),
        ("- Đơn vị chủ trì:\n", ["CQ401"]),
        ("- Đơn vị chủ trì:\ncác trường học.\n", []),
    ],
)
def test_lists_that_say_who_leads(lead: str, expected: list[str]) -> None:
    tasks = (
        f"2. In tờ rơi\n- Đơn vị chủ trì: Sở Y tế.\n3. Phát thanh\n{lead}- Thời gian: tháng 6/2026.\n"
        "4. Thi vẽ tranh\n- Đơn vị chủ trì: Sở Giáo dục và Đào tạo.\n5. Tập huấn\n- Đơn vị chủ trì: Sở Tư pháp."
    )
    first = "1. Biên soạn và phát hành tài liệu tuyên truyền trước ngày 30 tháng 9 năm 2026."
    text = plan(tasks=tasks).replace(first, first + "\n- Đơn vị chủ trì: Sở Y tế.")
    assert codes(text) == expected


# -- deadlines and periods --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hoàn thành trước ngày 30/9/2025.", "TH504"),
        ("Tổ chức hội nghị, xong trước ngày 15/02/2026.", "TH504"),
        ("Gửi kế hoạch về Sở Y tế chậm nhất ngày 10/3/2026.", "TH504"),
        ("Triển khai đến hết ngày 31/12/2025.", "TH504"),
        ("Thời gian hoàn thành: tháng 12/2025.", "TH504"),
        ("Hoàn thành trong quý IV/2025.", "TH504"),
        ("Cung cấp tài liệu cho cơ sở trước ngày 15/01/2026.", "TH504"),
        ("Bàn giao mặt bằng chậm nhất ngày 01/02/2026.", "TH504"),
        ("Lắp đặt 10 pano xong trong tháng 02/2026.", "TH504"),
        ("Thời gian: trước ngày 15/01/2026.", "TH504"),
        ("Tổng kết giai đoạn trước ngày 31/12/2028.", "TH505"),
        ("Cung cấp tài liệu trước ngày 31/5/2028.", "TH505"),
        ("Mua vật tư hết quý IV/2025.", "TH504"),
        ("Rà soát các cơ sở cấp phép trước ngày 01/7/2025.", None),
        ("Lập danh sách người cư trú trước ngày 01/01/2026.", None),
        ("Các cơ sở kinh doanh mở cửa trước ngày 01/01/2026 phải khai báo.", None),
        ("Đến ngày 28/02/2026 đã có 15 xã gửi danh sách.", None),
        ("Đúng 14 tháng trước, ngày 31/3/2020, cả tỉnh bắt đầu.", None),
        ("Thời gian báo cáo tính từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 12 của kỳ báo cáo.", None),
        ("Hoàn thành trước ngày 30/9/2027.", "TH505"),
        ("Hoàn thành trong năm 2028.", "TH505"),
        ("Tổng kết trước ngày 31/3/2028.", "TH505"),
        ("Tổng kết, báo cáo trước ngày 31/01/2027.", None),
        ("Rà soát hồ sơ phát sinh trước ngày 01/7/2025.", None),
        ("Các cơ sở được cấp phép trước ngày 01/01/2025 phải đăng ký lại.", None),
        ("Luật có hiệu lực từ ngày 01/7/2025.", None),
        ("Kết quả đến hết năm 2025 đạt 90%.", None),
        ("Nhiệm kỳ 2021-2026, nhiệm kỳ 2026-2031.", None),
        ("Phấn đấu đến năm 2030 đạt 95%.", None),
        ("Số liệu tính đến ngày 31/12/2025.", None),
        ("Người sinh trước ngày 01/01/2010.", None),
        ("Chiến lược quốc gia đến năm 2030.", None),
        ("Báo cáo trước ngày 31/12.", None),
        ("Tổ chức vào ngày 31/4/2026.", "TH503"),
        ("Tổ chức ngày 30 tháng 02.", "TH503"),
        ("Trực 24/7, tỷ lệ 31/40, nhân các ngày 08/3, 26/3, 30/4.", None),
        ("Tổ chức ngày 29/02/2026.", "TH503"),
        ("Đợt 1: từ ngày 20/5 đến ngày 10/5/2026.", "TH509"),
        ("Đợt 1: từ ngày 10/5 đến ngày 01/5.", "TH509"),
        ("Đợt 1: từ ngày 15/11 đến ngày 15/01; từ tháng 9 đến tháng 5.", None),
        ("Giai đoạn 2030 - 2026.", "TH509"),
        ("Từ tháng 12/2026 đến tháng 6/2026.", "TH509"),
        ("Năm học 2026-2027, giai đoạn 2021-2025, định hướng đến năm 2030.", None),
        ("Khai mạc 8 giờ ngày 16/3/2026 (thứ Ba).", "TH510"),
        ("Khai mạc thứ Hai, ngày 16/3/2026.", None),
        ("Khai mạc Thứ 6 ngày 16/3/2026.", "TH510"),
        ("Chủ nhật, ngày 16 tháng 3 năm 2026.", "TH510"),
        ("Hội nghị lần thứ ba ngày 16/3/2026; sinh con thứ 3, ngày 16/3/2026.", None),
    ],
)
def test_deadlines_and_periods(line: str, expected: str | None) -> None:
    assert codes(plan(tasks=f"2. {line}")) == ([expected] if expected else [])


_SUBJECT = "Truyền thông dân số giai đoạn 2026-2030 trên địa bàn tỉnh"
_OPENING = (
    "Thực hiện Quyết định số 537/QĐ-TTg ngày 17/4/2020 của Thủ tướng Chính phủ phê duyệt "
    "Chương trình Truyền thông dân số đến năm 2030, "
    "UBND tỉnh xây dựng Kế hoạch truyền thông dân số giai đoạn 2026-2030 như sau:"
)
_CLOSING = "Trên đây là Kế hoạch truyền thông dân số giai đoạn 2026-2030 trên địa bàn tỉnh./."


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, False),
        ({"closing": _CLOSING.replace("2026-2030", "2025-2030")}, True),
        ({"opening": _OPENING.replace("giai đoạn 2026-2030", "giai đoạn 2026-2031")}, True),
        ({"tasks": "2. Thời gian thực hiện: từ năm 2025 đến năm 2030."}, True),
        ({"tasks": "2. Nội dung truyền thông dân số giai đoạn 2025 - 2030 được cập nhật."}, True),
        (
            {"tasks": "2. Kết quả truyền thông dân số giai đoạn 2021-2025; nhiệm kỳ 2025-2030; Chiến lược giai đoạn 2021-2030."},
            False,
        ),
        ({"tasks": "2. Thời gian thực hiện: năm 2026-2027."}, False),
    ],
)
def test_the_plans_own_period(changed: dict[str, str], wrong: bool) -> None:
    text = plan(**{"subject": _SUBJECT, "opening": _OPENING, "closing": _CLOSING, **changed})
    assert ("TH508" in codes(text)) is wrong


def test_year_of_subject_and_closing() -> None:
    assert codes(plan(closing="Trên đây là Kế hoạch tuyên truyền phòng, chống tác hại của thuốc lá năm 2025./.")) == ["TH508"]
    assert codes(plan(closing="Trên đây là Kế hoạch tuyên truyền năm 2026; kết quả năm 2025 kèm theo./.")) == []


@pytest.mark.parametrize(
    ("closing", "wrong"),
    [
        ("Trên đây là Kế hoạch năm 2027 của Ủy ban nhân dân tỉnh; yêu cầu các đơn vị thực hiện./.", True),
        ("Trên đây là Kế hoạch phòng, chống tác hại thuốc lá trong năm 2025./.", True),
        ("Trên đây là Kế hoạch thực hiện Chương trình sức khỏe năm 2025 của tỉnh./.", False),
        ("Trên đây là Kế hoạch của tỉnh, yêu cầu các đơn vị gửi kết quả năm 2025./.", False),
    ],
)
def test_year_of_the_closing_in_other_words(closing: str, wrong: bool) -> None:
    assert ("TH508" in codes(plan(closing=closing))) is wrong


def test_no_deadline_at_all() -> None:
    assert codes(_without_times("1. Biên soạn tài liệu.")) == ["TH501"]


def _without_times(tasks: str) -> str:
    return plan(tasks=tasks, organisation="1. Sở Y tế chủ trì triển khai.").replace(" trước ngày 30 tháng 9 năm 2026", "")


@pytest.mark.parametrize(
    "line",
    [
        "Các bộ phận báo cáo kết quả vào cuối mỗi học kỳ.",
        "Tổ chức sơ kết khi kết thúc học kỳ I.",
        "Nhà trường kiểm tra hằng quý, báo cáo định kỳ hằng tháng.",
        "Mỗi học kỳ tổ chức một buổi ngoại khóa.",
        "Phát động phong trào trong suốt năm học.",
        "Mở 03 lớp tập huấn trong năm 2026.",
        "Tổ chức 02 đợt ra quân trong năm.",
        "| Giai đoạn | Thời gian | Nội dung |\n|---|---|---|\n| 1 | 09 - 10/2026 | Rà soát |\n| 2 | 11 - 12/2026 | Dạy thử |",
        "| Tháng | Chủ đề |\n|---|---|\n| 9 | Truyền thống nhà trường |\n| 10 | Chăm ngoan, học giỏi |",
        "| TT | Nội dung | Tuần |\n|---|---|---|\n| 1 | Biên soạn tài liệu | 2 |\n| 2 | Tập huấn | 3, 4 |",
    ],
)
def test_what_sets_a_time_without_a_day(line: str) -> None:
    assert "TH501" not in codes(_without_times(line))


@pytest.mark.parametrize(
    "line",
    [
        "Phong trào trong năm qua còn chưa đều; từ đầu năm đến nay có 12 cơ sở vi phạm.",
        "Nâng cao ý thức của học sinh khóa mới, không làm gia tăng số vụ.",
        "| TT | Thời gian | Nội dung |\n|---|---|---|\n| 1 |  | Rà soát |\n| 2 |  | Tập huấn |",
    ],
)
def test_what_sets_no_time(line: str) -> None:
    assert "TH501" in codes(_without_times(line))


_TOPIC = "1. Sở Y tế chủ trì triển khai.\n\n2. Sở Tài chính bố trí kinh phí.\n\n3. Công tác tuyên truyền\n\n"


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        ("- Tuyên truyền trên loa truyền thanh đến từng hộ dân.\n\n- Xây dựng tin, bài.", True),
        ("- Giao các đơn vị tuyên truyền đến từng hộ dân.\n\n- Xây dựng tin, bài.", False),
        ("- Các xã tuyên truyền trên loa truyền thanh.\n\n- Xây dựng tin, bài.", False),
        ("- Xây dựng tin, bài; Đài Phát thanh và Truyền hình tỉnh đăng tải.", False),
    ],
)
def test_a_block_headed_by_its_work(points: str, wrong: bool) -> None:
    assert ("CQ401" in codes(plan(organisation=_TOPIC + points))) is wrong


def test_who_writes_a_plan_of_his_own_acts() -> None:
    own = "1. Bản thân trực tiếp thực hiện các giải pháp.\n\n2. Báo cáo kết quả với Đảng ủy xã trước ngày 30/9/2026."
    assert not {"CQ401", "CQ402"} & set(codes(plan(organisation=own)))


def test_a_report_whose_time_stands_in_the_schedule() -> None:
    duty = "2. Các đơn vị báo cáo kết quả về Sở Y tế."
    schedule = "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | In tờ rơi | Tháng 4/2026 |\n| 2 | {} | Tháng 12/2026 |"
    assert "TH507" in codes(plan(schedule.format("Tập huấn"), more=duty))
    assert "TH507" not in codes(plan(schedule.format("Báo cáo kết quả thực hiện"), more=duty))
    about = "2. Các xã báo cáo kết quả hỗ trợ về nhà ở của các hộ.\n\n3. Các xã báo cáo tình hình hỗ trợ trước ngày 15/12/2026."
    assert "TH507" not in codes(plan(more=about))


def test_a_province_that_is_gone_behind_a_date_of_the_sentence_before() -> None:
    tasks = "a) Tặng quà từ ngày 01/11/2026 đến ngày 18/11/2026.\n\n- Học tập kinh nghiệm của tỉnh Hà Giang."
    assert codes(plan(tasks)) == ["CQ405"]
