"""Texts that a machine made: scans, and words torn into letters by a conversion (SP006)."""

from __future__ import annotations

import pytest

from tests.plans import clean_plan, findings, plan_with

DIRT = (
    "1. Tuyên truyền đên từng xóm x⁄£ bản.\n\n2. Phòng chống ¬ đuôi nưốc.\n\n3. Báo cáo kêt quả ‡ trước ngày 30 tháng 9 năm 2026."
)
SPACED = "T M . Ủ Y B A N N H Â N D Â N\nC H Ủ T Ị C H\n\nN g u y ễ n V ă n A n"


def test_of_a_scan_one_row_tells_that_form_and_letters_are_not_judged():
    text = clean_plan(DIRT).replace("Độc lập - Tự do", "Đôc lập – Tự do").replace("- Lưu: VT", "- Lưu VT À Z\n£ j\nCHỦ TICH")
    assert [f.code for f in findings(text, "TT", "BC", "CT", "SP")] == ["SP006"]


def test_words_torn_into_letters_are_told_once_too():
    text = plan_with(SPACED, "signature").replace("- Lưu: VT", "- L ư u : V T")
    [finding] = findings(text, "TT", "BC", "CT", "SP")
    assert finding.code == "SP006" and "C H Ủ T Ị C H" in text and "tách rời" in finding.message


@pytest.mark.parametrize(
    "body",
    [
        "1. Mua máy của hãng Würth® giá 5.000 £.\n\n2. Học tập mô hình của España.",
        "1. Bảng A B C D E F G của lớp học.",
        "1. Phát động phong trào tại các bản Nậm Păm, Krông Búk, Ia Đrăng.",
        "1. Khoan lỗ Ø = 76 mm.\n\n2. Lưạ chọn, lưạ tuyển sétt, đưòng cho lỗ Ø = 36 mm; Ø = 42 mm."
        + "\n\n3. Kiểm tra việc thực hiện tại các xã." * 700,
        "1. Chạy lệnh `pip install` trên máy chủ kè-hoạch; xem trien-khai-ke-hoach, bao_cao, thuc_hien, danh_muc.",
    ],
)
def test_what_is_typed_is_judged(body):
    text = clean_plan(body).replace("Độc lập - Tự do", "Độc lập – Tự do")
    assert {f.code for f in findings(text, "TT", "SP")} == {"TT102"}
