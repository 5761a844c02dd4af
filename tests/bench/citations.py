"""How fast citations and dates are read, as a ratio to one pass of `\\w+` over the same text."""

from __future__ import annotations

import gc
import re
import time

from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.registries import Law
from checker.source.text import Source
from tests.plans import example_files

CITING = (
    "Thực hiện Kế hoạch số {n}/KH-UBND ngày 12/6/2025 của Ủy ban nhân dân tỉnh Lào Cai về phòng, chống bệnh dại ở vật nuôi.",
    "Căn cứ khoản 2 Điều 3 Nghị định số {n}/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ, cơ quan chủ trì rà soát văn bản.",
)
PROSE = (
    "Các đơn vị bố trí kinh phí trong dự toán được giao, lồng ghép với các chương trình khác trên địa bàn và báo cáo kết quả.",
    "Trưởng các thôn vận động hộ nuôi tiêm phòng cho đàn chó, mèo; cán bộ thú y lập danh sách và hẹn ngày tiêm từng hộ.",
    "Công tác tuyên truyền làm thường xuyên trên loa truyền thanh, bảng tin của thôn và các nhóm trao đổi của người dân.",
)
# As dense as real plans are at most: a citation in every 600 characters (the median plan has one in every 1,500).
SAMPLE = "KẾ HOẠCH\nPhòng, chống bệnh dại\n\nI. NỘI DUNG\n\n" + "\n\n".join(
    (CITING[n // 5 % 2].format(n=n) if n % 5 == 0 else PROSE[n % 3]) for n in range(1, 201)
)


def _texts() -> list[str]:
    return [SAMPLE, *(path.read_text(encoding="utf-8") for path in example_files("examples"))]


def _best(run: object, times: int = 9) -> float:
    """The shortest processor time of a few runs: other jobs on the machine must not count."""
    best = 9.0
    gc.disable()
    for _ in range(times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    gc.enable()
    return best


def citations_per_plan() -> list[tuple[str, float, float]]:
    """The whole citation stage and the dates, against one pass of a regular expression; four times the text against once."""
    law = Law()
    words = citations = dates = 0.0
    count = 0
    for text in _texts():
        source = Source("x.txt", text)
        plan = read_plan(source)
        assert source.lower
        doc = Document(plan, Readers(), law)
        count += len(doc.facts("citation"))
        one, other = 9.0, 9.0
        for _ in range(5):  # in turn, so that another job on the machine disturbs both
            one = min(one, _best(lambda text=source.text: re.findall(r"\w+", text), 5))
            other = min(other, _best(lambda plan=plan: Document(plan, Readers(), law).facts("citation"), 5))
        words, citations = words + one, citations + other
        dates += _best(lambda doc=doc: Readers()["date"](doc))
    once, four = (
        _best(lambda plan=plan: Document(plan, Readers(), law).facts("citation"), 3)
        for plan in (read_plan(Source("x.txt", "\n\n".join([SAMPLE] * many))) for many in (1, 4))
    )
    return [
        (f"citations / one pass of \\w+ ({count / citations:,.0f} citations a second)", citations / words, 6),
        ("dates / one pass of \\w+", dates / words, 3),
        ("citations of a text four times as long", four / once, 5),
    ]
