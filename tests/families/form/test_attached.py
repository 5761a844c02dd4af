"""What stands behind a signature is the appendix that the text announces (TT160); plans inside a decision."""

from __future__ import annotations

import pytest

from checker.outline.read import read_plans
from checker.source.text import Source
from tests.plans import clean_plan, findings

ANNOUNCES = "1. Các thôn tham gia giải (có danh sách kèm theo)."
LIST = "1. Thôn Bản Mới.\n2. Thôn Nà Sản.\n"


def codes(text: str) -> set[str]:
    return {finding.code for finding in findings(text, "TT16")}


def test_an_appendix_that_is_announced_and_not_there():
    assert codes(clean_plan(ANNOUNCES)) == {"TT160"}


@pytest.mark.parametrize(
    "head", ["PHỤ LỤC", "DANH SÁCH CÁC THÔN", "BẢNG TỔNG HỢP KINH PHÍ", "CÁC THÔN THAM GIA\n(Kèm theo Kế hoạch của UBND xã)"]
)
def test_an_appendix_under_any_head(head):
    assert codes(clean_plan(ANNOUNCES) + f"\n{head}\n\n{LIST}") == set()


DECISION = """ỦY BAN NHÂN DÂN
XÃ MƯỜNG LA

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/QĐ-UBND

Mường La, ngày 16 tháng 3 năm 2026

QUYẾT ĐỊNH
Phê duyệt Đề án Thư viện thôn năm 2026

Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;

Điều 1. Phê duyệt Đề án Thư viện thôn năm 2026 với các nội dung sau:

I. MỤC TIÊU

1. Mỗi thôn có một thư viện.

III. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hóa - Xã hội chủ trì.

2. Các thôn thực hiện.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Điều 3. Các thôn chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""


def test_a_plan_inside_the_first_article_is_read_and_judged_as_a_plan():
    [plan] = read_plans(Source("a.txt", DECISION))
    assert plan.genre == "đề án" and plan.header.type == "Quyết định"
    assert [section.label for section in plan.sections] == ["I", "III", "Điều 2", "Điều 3"]
    assert [f.place.text for f in findings(DECISION, "BC204")] == ["III."]


def test_appendices_that_are_documents_of_their_own_are_led_to():
    attached = "\nPHỤ LỤC I\nKẾ HOẠCH MUA SÁCH\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\n\n1. Mua sách.\n"
    text = DECISION.replace("1. Phòng Văn hóa", "1. Việc mua sách theo Phụ lục I. Phòng Văn hóa") + attached
    assert len(read_plans(Source("a.txt", text))) == 2
    assert findings(text, "BC212") == []
    assert len(findings(text.replace("theo Phụ lục I.", "theo Phụ lục II."), "BC212")) == 1


def test_a_decision_of_articles_alone_is_no_plan():
    text = DECISION.replace("I. MỤC TIÊU\n\n", "").replace("III. TỔ CHỨC THỰC HIỆN\n\n", "")
    [plan] = read_plans(Source("a.txt", text))
    assert plan.genre == "quyết định"
