"""What is a deadline of a duty, and what is a day of a condition, an event or a told order."""

from __future__ import annotations

import pytest

from tests.plans import findings, plan_with

SET = (
    "Hoàn thành việc in tờ rơi trước ngày 30/9/2025.",
    "In tờ rơi trước ngày 30/9/2025.",
    "Báo cáo kết quả về Sở Y tế chậm nhất ngày 15 tháng 12 năm 2025.",
    "Các xã gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 10/01/2026.",
    "Sở Y tế trình Ủy ban nhân dân tỉnh phê duyệt kế hoạch trước ngày 20/02/2026.",
    "Thời gian thực hiện: Từ ngày 01/5/2025 đến ngày 31/5/2025.",
    "Tổ chức chiến dịch tuyên truyền từ ngày 01/5/2025 đến hết ngày 15/5/2025.",
    "Thời gian hoàn thành: Trước ngày 15/11/2025.",
    "Thành lập Ban Chỉ đạo cấp xã xong trước ngày 30/9/2025.",
    "Đề nghị các trường đăng ký tham gia trước ngày 28/02/2026.",
    "Kế hoạch chi tiết phải được hoàn thành trước ngày 31/12/2025.",
    "Nộp hồ sơ về Hội đồng thi đua trước ngày 31/5/2015.",
    "Lắp đặt xong bảng hướng dẫn tại 12 thôn trước ngày 30/10/2025.",
)
NOT_SET = (
    "Công dân sinh từ ngày 01/01/2001 đến ngày 31/12/2008 thực hiện đăng ký nghĩa vụ quân sự trong tháng 4/2026.",
    "Hỗ trợ hộ nghèo có tên trong danh sách được Ủy ban nhân dân xã phê duyệt trước ngày 31/12/2025.",
    "Các dự án đã giao kế hoạch vốn trước ngày 31/12/2025 tiếp tục giải ngân.",
    "Giấy chứng nhận cấp trước ngày 01/7/2025 còn giá trị sử dụng.",
    "Cán bộ có thời gian công tác trước ngày 01/01/2016 được xét tặng kỷ niệm chương.",
    "Giấy phép hết hạn trước ngày 31/12/2025 thì lập hồ sơ cấp lại.",
    "Ủy ban nhân dân tỉnh đã giao Sở Y tế hoàn thành trước ngày 30/11/2025 nhưng chưa xong.",
    "Tại Công văn số 12/UBND-VX ngày 05/11/2025, UBND tỉnh đã yêu cầu các xã báo cáo trước ngày 30/11/2025. Đến nay còn 5 xã.",
    "Rà soát các văn bản ban hành trước ngày 01/7/2025.",
    "Tổ chức kiểm kê số tài sản hình thành trước ngày 01/01/2026.",
    "Thời gian giữ chức vụ từ tháng 5/2015 đến tháng 8/2020 là 5 năm 3 tháng.",
    "Nhà ở xây dựng trước ngày 01/7/2014 trên đất ở được hỗ trợ sửa chữa.",
    "Người có đăng ký hộ khẩu thường trú tại xã trước ngày 15 tháng 6 năm 2025.",
    "Đang cư trú và có đăng ký thường trú trước ngày 15/6/2025 tại địa bàn.",
    "Thân nhân liệt sĩ hy sinh trước ngày 30/4/1975.",
    "Số liệu thu thập đến ngày 31/12/2025.",
    "Lập danh sách người cao tuổi (sinh trước ngày 01/01/1966) trong quý II/2026.",
    "Hỗ trợ chủ rừng có hợp đồng ký trước ngày 01/01/2025.",
    "Thanh toán các khoản chi phát sinh đến hết ngày 31/12/2025.",
    "Đối với hồ sơ nộp trước ngày 01/7/2025 thì giải quyết theo quy định cũ.",
    "Thời gian nghỉ Tết từ ngày 14/02/2026 đến ngày 22/02/2026 không tính vào thời gian học.",
    "Trẻ em đủ 6 tuổi (tính đến ngày 31/12/2025) được huy động ra lớp.",
    "Các trạm y tế hoàn thành nâng cấp trước ngày 31/12/2025 được bổ sung thiết bị.",
    "Những hộ vay vốn trước ngày 31/12/2025 và đến hạn trả nợ.",
)


@pytest.mark.parametrize("line", SET)
def test_a_day_before_the_plan_that_is_set_for_a_duty(line: str) -> None:
    assert len(findings(plan_with(f"- {line}"), "TH504")) == 1


@pytest.mark.parametrize("line", NOT_SET)
def test_a_day_before_the_plan_that_nothing_is_due_at(line: str) -> None:
    assert findings(plan_with(f"- {line}"), "TH504") == []
