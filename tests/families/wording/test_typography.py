"""Spacing, repeated marks and pairs, on single lines of a body."""

from __future__ import annotations

import pytest

from checker.families.wording.marks import read_unpaired, repeated_punctuation
from checker.families.wording.spacing import spacing
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.source.text import Source

HEAD = "KẾ HOẠCH\nTổ chức Tháng hành động\n\nThực hiện Chỉ thị số 12/CT-TTg ngày 15/01/2026.\n\nI. NỘI DUNG\n\n"


def hits(check, body: str) -> list[tuple[str, str]]:
    doc = Document(read_plan(Source("thử.txt", HEAD + body)), {}, {})
    return [(doc.text[h.span.start : h.span.end], h.args.get("expected", "")) for h in check(doc)]


def unpaired(body: str) -> list[str]:
    doc = Document(read_plan(Source("thử.txt", HEAD + body)), {}, {})
    return [doc.text[mark.span.start : mark.span.end] for mark in read_unpaired(doc)]


def fixed(check, body: str) -> str:
    doc = Document(read_plan(Source("thử.txt", HEAD + body)), {}, {})
    raw = doc.source.raw
    edits = [(doc.source.raw_span(e.span), e.new) for h in check(doc) for f in h.fixes for e in f.edits]
    for span, new in sorted(edits, reverse=True):
        raw = raw[: span.start] + new + raw[span.end :]
    return raw[len(HEAD) :]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("- Ngành Dân số Việt Nam(26/12/1961) phát triển.", "- Ngành Dân số Việt Nam (26/12/1961) phát triển."),
        ("- Các tổ chức chính trị- xã hội tham gia.", "- Các tổ chức chính trị - xã hội tham gia."),
        ("- Phòng Lao động -Thương binh chủ trì.", "- Phòng Lao động - Thương binh chủ trì."),
        ("- Phòng chống dịch Covid -19 tại trường.", "- Phòng chống dịch Covid-19 tại trường."),
        ("- Giai đoạn 2021- 2025 và 2026 -2030.", "- Giai đoạn 2021 - 2025 và 2026 - 2030."),
        ("- Rà soát , tổng hợp ; báo cáo .", "- Rà soát, tổng hợp; báo cáo."),
        ("- Rà soát ,tổng hợp.", "- Rà soát, tổng hợp."),
        ("- Rà soát,tổng hợp;báo cáo.", "- Rà soát, tổng hợp; báo cáo."),
        ("- Tổ chức hội nghị  sơ kết.", "- Tổ chức hội nghị sơ kết."),
        ("- Nội dung thứ nhất.Các xã thực hiện.", "- Nội dung thứ nhất. Các xã thực hiện."),
        ("- Chăm sóc (SKSS)cho phụ nữ ( kể cả trẻ em).", "- Chăm sóc (SKSS) cho phụ nữ (kể cả trẻ em)."),
        ("- Phòng Văn hóa& Thông tin.", "- Phòng Văn hóa & Thông tin."),
        ("- Thời gian:từ tháng 6.", "- Thời gian: từ tháng 6."),
        ("- **Ngành** , các cấp (theo quy định ).", "- **Ngành**, các cấp (theo quy định)."),
        ("- Thực hiện\u00a0, báo cáo.", "- Thực hiện, báo cáo."),
    ],
)
def test_spacing_mended(wrong, right):
    assert hits(spacing, wrong)
    assert fixed(spacing, wrong) == right
    assert not hits(spacing, right)


@pytest.mark.parametrize(
    "line",
    [
        "- Họp xóm, họp nhóm ... tại cơ sở ./.",
        "- Sở VH,TT&DL; bà P.T.T. Huyền; PGS.TS Nguyễn An; ThS.Trần Bình; Tp.Hồ Chí Minh.",
        "- Trang https://a.gov.vn/x;y=1,z(2), www.phutho.gov.vn,thư a.b@phutho.gov.vn.",
        "- Mã `a ,b(c)` và [cổng](https://a.vn/b ,c).",
        "- Tỷ lệ 32,2 % ; 1.000.000 đồng; 7:30; 3:1; 20/11-22/12; -5 độ.".replace(" ;", ";"),
        "| STT | Nội dung ,phụ |\n|---|---|\n| 1 | Xã A(mới)  xã B |",
        "a) Nội dung;\nb)Nội dung khác (1), (2); học sinh(s), chú thích(1).",
        "- Độ mặn N-NH4+, H2S(aq), f(x), Ca(OH)2 và mẫu 12/KH- UBND.",
        "- Họ tên:          Ngày sinh:      Ký tên",
        "(Kèm theo Kế hoạch số   /KH-UBND ngày  tháng  năm 2026 của Ủy ban nhân dân xã)",
        "1.  Nội dung một.\n-   Nội dung hai.",
        "- Kinh tế - xã hội, Hà Nội - Hải Phòng, trước - sau; HĐND-UBND.",
        "- Điểm a,b khoản 2; nhóm A,B; x;y.".replace("x;y", "x; y"),
        "- Từ ngày ..../..../2026, ……. , ___ ;",
        "- Thời gian 08 giờ 00 (thứ Bảy), nước sạch (?), 90% (:) xong!",
    ],
)
def test_spacing_silent(line):
    assert not hits(spacing, line)


def test_a_mark_of_emphasis_is_never_swallowed():
    assert fixed(spacing, "- Việt **Nam**(26/12) và **hội ** , nhóm.") == "- Việt **Nam**(26/12) và **hội**, nhóm."
    assert hits(spacing, "- Việt Nam**(26/12)** xong.")
    assert fixed(spacing, "- Việt Nam**(26/12)** xong.") == "- Việt Nam**(26/12)** xong."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Đến toàn thể nhân dân....", "dân..."),
        ("- Treo khẩu hiệu tại trụ sở..", "sở."),
        ("- Rà soát;; tổng hợp,, báo cáo.", "soát;"),
        ("- Hội nghị, tọa đàm,.", "đàm."),
        ("- Rà soát danh sách.; tổng hợp.", "sách;"),
    ],
)
def test_repeated(line, expected):
    assert expected in [right for _, right in hits(repeated_punctuation, line)]


@pytest.mark.parametrize(
    "line",
    [
        "- Hội nghị, tọa đàm,... tại cơ sở... và v.v.; TP., v.v.,",
        "- Họ tên: ........ ngày.... tháng.... năm....",
        "- Xem ../thu-muc, 1..5, ........",
        "Số: .../KH-UBND ..... ngày ..",
    ],
)
def test_repeated_silent(line):
    assert not hits(repeated_punctuation, line)


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("- Theo quy định (mục II của Kế hoạch.", ["(mục"]),
        ("- Theo quy định mục II) của Kế hoạch.", ["II)"]),
        ("- Phong trào “Toàn dân đoàn kết.", ["“Toàn"]),
        ("- Phong trào Toàn dân đoàn kết”.", ["kết”"]),
        ('- Phong trào "Toàn dân đoàn kết.', ['"']),
    ],
)
def test_pairs(line, marks):
    assert unpaired(line) == marks


@pytest.mark.parametrize(
    "line",
    [
        "a) Một (hai); b) ba; gồm: 1) bốn; 2) năm; (i) sáu; ii) bảy.",
        '- “Một “hai” ba”, "bốn", ống 24" và [năm](sáu).',
        "- Trích: “Mở đầu đoạn thứ nhất.\n\n- Kết thúc đoạn thứ hai”.",
        "| (a | b |\n|---|---|\n| c) | d |",
    ],
)
def test_pairs_silent(line):
    assert not unpaired(line)


def test_the_dash_behind_a_number_of_the_party_is_no_dash_between_words():
    assert hits(spacing, "II- KINH PHÍ\n\nNgân sách xã.\n") == []
    assert [found for found, _ in hits(spacing, "Tổ chức chính trị- xã hội.\n")] == ["trị- xã"]
