"""CT705 by evidence: a word that official texts never have beside its neighbours, where one with other marks always stands."""

from __future__ import annotations

import pytest

from checker.families.wording.pairs import PairTable, frequent_pairs, pair_table
from checker.language.letters import one_placement
from checker.source.text import Source
from tests.plans import clean_plan, judged


def counted(body: str) -> list[tuple[str, str]]:
    report = judged(Source("thử.txt", clean_plan(body)))
    return [(f.place.text, f.args["expected"]) for f in report.findings if f.code == "CT705" and "often" in f.args]


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("- Trình cấp có thấm quyền quyết định.", "thấm quyền", "thẩm quyền"),
        ("- Phục vụ nhân đân trong xã.", "nhân đân", "nhân dân"),
        ("- Xử lý tài sán công theo quy định.", "tài sán", "tài sản"),
        ("- Bảo đảm CÔNG KHAI TÀI SÁN CÔNG.", "TÀI SÁN", "TÀI SẢN"),
    ],
)
def test_found(line, wrong, right):
    assert counted(line) == [(wrong, right)]


@pytest.mark.parametrize(
    "line",
    [
        "- Mỗi trường hợp hỗ trợ một lần; mỗi trường học một cây.",
        "- Bảo đảm đầy đủ cơ số thuốc cấp cứu.",
        "- Ủy ban nhân dân xã, phường hướng dẫn người dân.",
        "- Các tiêu chí vẫn bằng nhau thì xét tiếp.",
        "- Tỷ lệ không dùng tiền mặt đạt 80%.",
        "- Giao ban hàng tháng; từ quận đến cơ sở; lưu trú tạm phục vụ cứu trợ; mạnh dạn đầu tư.",
        "- Giao ông Trần Thấm, bà Lê Thị Đấu và ông Nguyễn Văn Sán phụ trách.",
        "- Xã Nhân Đân, thôn Tài Sán, suối Trưc Tuyến.",
        "- Văn hoá, kĩ thuật, tỉ lệ, uỷ quyền, qui định.",
        "- Mức 23 sáu, 50 thẩm; thấm\nquyền",
    ],
)
def test_silent(line):
    assert not counted(line)


def test_message_says_the_counts():
    report = judged(Source("thử.txt", clean_plan("- Trình cấp có thấm quyền quyết định.")))
    message = next(f.message for f in report.findings if f.code == "CT705")
    assert "“thẩm quyền” gặp 31.618 lần" in message and "“thấm quyền” chưa tới 5 lần" in message


def test_silent_on_scans():
    garbled = "- " + " ".join("nhiẹm vụ trọng tâmm, phưong án, kếe hoạch, thưực hiện".split() * 3) + "."
    assert counted("- Phục vụ nhân đân trong xã.")
    assert not counted(f"- Phục vụ nhân đân trong xã.\n\n{garbled}")


COUNTS = "# trong 36 triệu chữ\nquyen\tquyền 900\ntham\tthẩm 1000 quyen=quyền 700 | phán 9\tthấm 30 | nước 12\n".encode()
TABLE = PairTable(COUNTS, frequent_pairs(COUNTS))


def test_table():
    one, two = TABLE["thẩm"], TABLE["quyền"]
    assert (one.times(), two.times(), TABLE["lạ"].times()) == (1000, 900, 0)
    assert (one.before(two.named), one.before(TABLE["phán"].named), TABLE["thấm"].before(two.named)) == (700, 9, 0)


def test_leads():
    """A pair leads to the frequent one that differs in the marks of one word; a frequent one leads nowhere."""
    pairs = {("thắm", "quyền"), ("thẩm", "quyến"), ("thẩm", "quyền"), ("thắm", "quyến"), ("thẩm", "700"), ("700", "quyền")}
    found = {("thắm", "quyền", "thẩm", False), ("thẩm", "quyến", "quyền", True)}
    assert set(TABLE.leads(pairs)) == found
    assert set(TABLE.leads(pairs)) == found  # and again from what is remembered


def test_a_figure_is_no_word_of_the_table():
    assert TABLE["thẩm"].before(TABLE["700"].named) == 0


def test_both_placements_are_one():
    assert [one_placement(word) for word in ("hoá", "hóa", "quý", "uỷ")] == ["hóa", "hóa", "quý", "ủy"]
    assert pair_table()["hoá"] == pair_table()["hóa"]
