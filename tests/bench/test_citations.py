"""How fast citations and dates are read, as a ratio to one pass of `\\w+` over the same text: absolute times drift, ratios hold.

`pytest tests/bench -s` prints the numbers.
"""

from __future__ import annotations

import re
import time

from checker.document import Document
from checker.facts import Readers
from checker.law import Law
from checker.outline import read_plan
from checker.text import Source
from tests.conftest import plans

SENTENCES = (
    "Thực hiện Kế hoạch số {n}/KH-UBND ngày 12/6/2025 của Ủy ban nhân dân tỉnh Lào Cai về phòng, chống bệnh dại ở vật nuôi.",
    "Các đơn vị bố trí kinh phí trong dự toán được giao, lồng ghép với các chương trình khác trên địa bàn và báo cáo kết quả.",
    "Căn cứ khoản 2 Điều 3 Nghị định số {n}/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ, cơ quan chủ trì rà soát văn bản.",
    "Trưởng các thôn vận động hộ nuôi tiêm phòng cho đàn chó, mèo; cán bộ thú y lập danh sách và hẹn ngày tiêm từng hộ.",
    "Công tác tuyên truyền làm thường xuyên trên loa truyền thanh, bảng tin của thôn và các nhóm trao đổi của người dân.",
)
SAMPLE = "KẾ HOẠCH\nPhòng, chống bệnh dại\n\nI. NỘI DUNG\n\n" + "\n\n".join(
    SENTENCES[n % len(SENTENCES)].format(n=n) for n in range(1, 201))


def _texts() -> list[str]:
    return [SAMPLE, *(path.read_text(encoding="utf-8") for path in plans("examples"))]


def _best(run: object, times: int = 9) -> float:
    best = 9.0
    for _ in range(times):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def test_ratio_to_one_pass_of_words() -> None:
    law = Law()
    words = citations = dates = 0.0
    count = 0
    for text in _texts():
        source = Source("x.txt", text)
        plan = read_plan(source)
        assert source.lower
        doc = Document(plan, Readers(), law)
        count += len(doc.facts("citation"))
        words += _best(lambda text=source.text: re.findall(r"\w+", text))
        citations += _best(lambda plan=plan: Document(plan, Readers(), law).facts("citation"))
        dates += _best(lambda doc=doc: Readers()["date"](doc))
    print(f"\n{count} citations: {count / citations:,.0f}/s, {citations / words:.2f} x \\w+; dates {dates / words:.2f} x \\w+")
    assert citations / words <= 6
    assert dates / words <= 3


def test_time_grows_with_the_text() -> None:
    law = Law()
    times = []
    for many in (1, 4):
        plan = read_plan(Source("x.txt", "\n\n".join([SAMPLE] * many)))
        times.append(_best(lambda plan=plan: Document(plan, Readers(), law).facts("citation"), 3))
    assert times[1] < times[0] * 4 * 2.5
