"""Which citations are asked for their date and their issuer, and which have them told elsewhere."""

from __future__ import annotations

import pytest

from tests.plans import findings, plan_with

DATE_WANTED = (
    "- Theo Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 của Chính phủ được bổ sung bởi Nghị định số 107/2020/NĐ-CP.",
    "- Thông tư số 10/2020/TT-BNV ngày 12/12/2020 của Bộ Nội vụ đã được thay thế bằng Thông tư số 11/2025/TT-BNV.",
    "- Thực hiện Nghị định số 45/2017/NĐ-CP của Chính phủ về kế hoạch tài chính.",
    "- Thực hiện Luật Ngân sách nhà nước năm 2025, Nghị định số 45/2017/NĐ-CP của Chính phủ.",
    "- Các đơn vị sửa đổi quy chế theo Quyết định số 12/QĐ-TTg của Thủ tướng Chính phủ.",
    "- Ngày 05/01/2026, các trường tổ chức lễ; thực hiện Nghị quyết số 12/NQ-CP của Chính phủ.",
    "- Căn cứ Hiến pháp được sửa đổi theo Nghị quyết số 203/2025/QH15;\n\n- Quán triệt Nghị quyết số 203/2025/QH15 của Quốc hội.",
)
DATE_TOLD = (
    "- Luật Sở hữu trí tuệ số 50/2005/QH11 được sửa đổi, bổ sung bởi Luật số 36/2009/QH12, Nghị quyết số 107/2025/QH15.",
    "- Căn cứ Hiến pháp nước CHXHCN Việt Nam đã được sửa đổi một số điều theo Nghị quyết số 203/2025/QH15;",
    "- Ngày 15 tháng 11 năm 2025 Liên Bộ Y tế, Bộ Tài chính ban hành Thông tư liên tịch số 29/2025/TTLT-BYT-BTC.",
    "IV. KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW",
    "## Phụ lục 1 MÔ HÌNH TRIỂN KHAI NGHỊ QUYẾT SỐ 57-NQ/TW",
    "V/v tình hình triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát triển.",
)

ISSUER_WANTED = (
    "- Thực hiện Kế hoạch số 1234/KH-UBND ngày 20/5/2025 về công tác dân số.",
    "- Theo Quyết định số 1648/QĐ-UBND ngày 30/11/2022 ban hành Quy chế phối hợp, các đơn vị tổ chức thực hiện.",
    "- Sở Y tế triển khai Kế hoạch số 55/KH-UBND ngày 20/5/2025 về phòng, chống dịch.",
    "- Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2025 về nhiệm vụ năm 2026;",
)
ISSUER_TOLD = (
    "- Thủ tục được UBND tỉnh công bố tại các Quyết định: Số 2196/QĐ-UBND ngày 28/12/2021, số 1741/QĐ-UBND ngày 14/11/2019.",
    "- Thay thế các Quyết định số 25/2005/QĐ-UB ngày 03/02/2005; Quyết định số 03/2009/QĐ-UBND ngày 03/3/2009 của UBND tỉnh.",
    "- Thống nhất với Sở Tài chính (Văn bản số 473/STC-NS ngày 25/5/2025), Sở Nội vụ (Văn bản số 1228/SNV-TC ngày 10/5/2025).",
    "- Theo Kế hoạch số 26/KH-MTTQ-BTT; Quyết định số 07/QĐ-MTTQ-BTT về Ban chỉ đạo của Ủy ban MTTQ xã.",
    "- Việc UBND tỉnh chỉ đạo tại Chỉ thị số 01/CT-UBND ngày 03/01/2024 về giải ngân, Chỉ thị số 03/CT-UBND ngày 23/01/2024.",
    "- Trên cơ sở thống nhất của Thường trực HĐND tỉnh tại Công văn số 174/HĐND-VHXH ngày 11/10/2024.",
    "- Bộ phận chuyên môn của Trường đã xây dựng Kế hoạch số 15/KH-THCSTP ngày 05/9/2025 của Trường THCS Trần Phú.",
    "- Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 1573/TTr-VHXH ngày 14 tháng 9 năm 2025.",
    "- Tỉnh ủy đã ban hành các văn bản: Chương trình số 10-CTr/TU ngày 13/8/2025, Kế hoạch số 12-KH/TU ngày 05/12/2025.",
)


@pytest.mark.parametrize(
    ("code", "line"), [("VD306", line) for line in DATE_WANTED] + [("VD307", line) for line in ISSUER_WANTED]
)
def test_a_citation_that_lacks_its_date_or_issuer(code: str, line: str) -> None:
    assert len(findings(plan_with(line), code)) == 1


@pytest.mark.parametrize(("code", "line"), [("VD306", line) for line in DATE_TOLD] + [("VD307", line) for line in ISSUER_TOLD])
def test_a_citation_whose_date_or_issuer_is_told_or_not_asked_for(code: str, line: str) -> None:
    assert findings(plan_with(line), code) == []
