"""Planted defects: right citations are made wrong in every way that family VD knows; each must be found, on its words.

And the other way round: what is right stays silent, in every form, alone and together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from checker.source.text import Source
from tests.plans import clean_plan, findings, judged

RIGHT = (
    "Kế hoạch số 346/KH-UBND ngày 17/9/2025 của UBND tỉnh Phú Thọ về chăm sóc sức khỏe",
    "Quyết định số 1579/QĐ-TTg ngày 13/10/2020 của Thủ tướng Chính phủ phê duyệt Chương trình",
    "Nghị quyết số 21-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII về công tác dân số",
    "Nghị quyết số 137/NQ-CP ngày 31/12/2017 của Chính phủ về Chương trình hành động",
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
    "Nghị quyết số 05/2025/NQ-HĐND ngày 09/12/2025 của Hội đồng nhân dân tỉnh Phú Thọ về chính sách hỗ trợ",
    "Thông tư số 13/2025/TT-BYT ngày 06/6/2025 của Bộ trưởng Bộ Y tế hướng dẫn",
    "Kết luận số 149-KL/TW ngày 10/4/2025 của Bộ Chính trị về công tác dân số",
    "Kế hoạch số 74-KH/TU ngày 27/01/2026 của Tỉnh ủy Phú Thọ thực hiện nhiệm vụ",
    "Hướng dẫn số 5902/HD-SYT ngày 04/12/2025 của Sở Y tế tỉnh Phú Thọ về chiến dịch",
    "Nghị quyết số 176/2025/QH15 ngày 18/02/2025 của Quốc hội về cơ cấu tổ chức",
    "Chỉ thị số 17/CT-UBND ngày 06 tháng 01 năm 2026 của Chủ tịch UBND tỉnh Phú Thọ về phòng bệnh",
)
OTHER_TYPE = {
    "Kế hoạch": "Quyết định",
    "Quyết định": "Kế hoạch",
    "Nghị quyết": "Chỉ thị",
    "Nghị định": "Kế hoạch",
    "Thông tư": "Báo cáo",
    "Kết luận": "Kế hoạch",
    "Hướng dẫn": "công văn",
    "Chỉ thị": "Nghị quyết",
}
OTHER_ISSUER = {
    "UBND": "HĐND tỉnh Phú Thọ",
    "TTg": "Bộ Y tế",
    "TW": "Tỉnh ủy Phú Thọ",
    "CP": "Thủ tướng Chính phủ",
    "HĐND": "UBND tỉnh Phú Thọ",
    "BYT": "Bộ Nội vụ",
    "TU": "Ban Chấp hành Trung ương",
    "SYT": "Sở Nội vụ tỉnh Phú Thọ",
    "QH15": "Chính phủ",
}
PARTS = re.compile(
    r"(?P<type>\D+) số (?P<id>\S+) (?P<date>ngày [\d/ thángnăm]+\d{4}) của (?P<issuer>.+?) (?P<title>(?:về|phê|hướng|thực).*)"
)


def planted() -> Iterator[tuple[str, set[str], str, str]]:  # noqa: C901 - one kind of defect after the other
    """(kind of defect, codes one of which must be found, the text, the words that it must stand on)."""
    for text in RIGHT:
        part = PARTS.fullmatch(text)
        type_, number, date, issuer = part["type"], part["id"], part["date"], part["issuer"]

        def made(text: str = text, **changes: str) -> str:
            for old, new in changes.values():
                text = text.replace(old, new, 1)
            return text

        for mark in filter(number.__contains__, "/-"):
            for blank in (f" {mark}", f"{mark} ", f" {mark} "):
                wrong = number.replace(mark, blank, 1)
                yield "space", {"VD301"}, made(id=(number, wrong)), wrong
        digits, rest = re.match(r"(\d+)(.*)", number).groups()
        swapped = digits + rest.translate(str.maketrans("/-", "-/"))
        wrongs = [swapped, digits + rest.replace("-", "/"), digits + rest.replace("/", "-")]
        wrongs += [number.replace(d, "D") for d in ("Đ",) if d in number]
        wrongs += [number.lower()]
        for wrong in dict.fromkeys(wrongs):
            if wrong not in (number, "176/2025/qh15"):
                yield "form", {"VD301"}, made(id=(number, wrong)), wrong
        if "QH" not in number:
            yield "type", {"VD302"}, made(type=(type_, OTHER_TYPE[type_])), OTHER_TYPE[type_]
        code = next(code for code in OTHER_ISSUER if re.search(rf"[-/]{code}\b", number))
        yield "issuer", {"VD303", "VD316"}, made(issuer=(issuer, OTHER_ISSUER[code])), OTHER_ISSUER[code]
        yield "so", {"VD305"}, made(so=(" số ", " ")), number
        yield "no date", {"VD306"}, made(date=(f" {date}", "")), number
        if code in ("UBND", "HĐND", "TU", "TW", "SYT"):
            yield "no issuer", {"VD307"}, made(issuer=(f" của {issuer}", "")), number
        year = date[-4:]
        yield "no such day", {"VD308"}, made(date=(date, f"ngày 31/02/{year}")), f"31/02/{year}"
        yield "no such day", {"VD308"}, made(date=(date, f"ngày 31 tháng 9 năm {year}")), f"31 tháng 9 năm {year}"
        short = f"ngày 7/1/{year}" if "/20" in number[:8] else f"ngày 7/12/{int(year) - 1}"
        yield "not padded", {"VD309"}, made(date=(date, short)), "7/1"
        yield "after the plan", {"VD310", "VD311"}, made(date=(date, "ngày 17/3/2026")), "17/3/2026"
        if re.match(r"\d+/20\d\d/", number):
            yield "year", {"VD311"}, made(date=(date, date[:-4] + "2019")), number
        day = "ngày 28/12/" + year if "tháng" not in date else "ngày 07 tháng 01 năm 2026"
        both = f"{text}.\n\n- Thực hiện {text}.\n\n- Thực hiện {made(date=(date, day))}"
        yield "two days", {"VD312", "VD310"}, both, day
        if len(digits) > 2:
            slip = digits[1] + digits[0] + digits[2:] + rest
            both = f"{text}.\n\n- Thực hiện {text}.\n\n- Thực hiện {made(id=(number, slip))}"
            yield "two numbers", {"VD312"}, both, slip
        if code in ("UBND", "HĐND"):
            both = f"{text}.\n\n- Thực hiện {text}.\n\n- Thực hiện {made(place=('tỉnh Phú Thọ', 'tỉnh Lào Cai'))}"
            yield "two issuers", {"VD312"}, both, "Lào Cai"
    for number in ("10/2020/QH15", "30/2025/QH16", "83/2015/QH14", "1656/NQ-UBTVQH14"):
        day = " ngày 14/10/2025" if "NQ-" in number else ""
        yield "term", {"VD319"}, f"Nghị quyết số {number}{day} của cơ quan có thẩm quyền", number
    for words in ("Khoản 2 Điều 5", "Điểm a khoản 2 Điều 5", "khoản 2 điều 5", "Điều 5 khoản 2", "khoản 2 điểm a Điều 5"):
        yield "clause", {"VD317"}, f"quy định tại {words} Luật Dân số", ""
    for old, new in (("13/10/2020", "13/10/2021"), ("13/10/2020", "31/10/2020"), ("Thủ tướng Chính phủ", "Chính phủ")):
        yield "registry", {"VD313", "VD303"}, RIGHT[1].replace(old, new), new
    for text in (
        "Luật Ngân sách nhà nước số 83/2015/QH13",
        "Luật Ngân sách nhà nước năm 2015",
        "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ",
    ):
        yield "not in force", {"VD314"}, text, text[:20]


PLANTED = list(planted())


def test_there_are_hundreds() -> None:
    assert len(PLANTED) > 200


@pytest.mark.parametrize(("kind", "codes", "text", "words"), PLANTED, ids=[f"{k}: {w}" for k, _, _, w in PLANTED])
def test_each_is_found(kind: str, codes: set[str], text: str, words: str) -> None:
    found = [f for f in findings(clean_plan(f"- Thực hiện {text}."), "VD") if f.code in codes]
    places = [f.place.text for f in found] + [note.place.text for f in found for note in f.related]
    assert any(words in place or place in words or " ".join(place.split()) in words for place in places), [
        (f.code, f.place.text) for f in findings(clean_plan(f"- Thực hiện {text}."), "VD")
    ]


@pytest.mark.parametrize("text", RIGHT, ids=RIGHT)
def test_right_ones_are_silent(text: str) -> None:
    assert not list(findings(clean_plan(f"- Thực hiện {text}."), "VD"))


def test_right_ones_are_silent_together() -> None:
    body = "\n\n".join(f"- Thực hiện {text}." for text in RIGHT * 2)
    assert not [(f.code, f.place.text) for f in findings(clean_plan(body), "VD")]


@pytest.mark.parametrize(("kind", "codes", "text", "words"), PLANTED[::5], ids=[f"{k}: {w}" for k, _, _, w in PLANTED[::5]])
def test_mending_brings_nothing_new(kind: str, codes: set[str], text: str, words: str) -> None:
    """Every safe fix of VD is applied; what is found afterwards was found before."""
    source = Source("a.txt", clean_plan(f"- Thực hiện {text}."))
    before = [f for f in judged(source).findings if f.code.startswith("VD")]
    edits = sorted({(e.raw, e.new) for f in before for fix in f.fixes if fix.safety == "safe" for e in fix.edits}, reverse=True)
    mended = source.raw
    for (begin, end), new in edits:
        mended = mended[:begin] + new + mended[end:]
    after = [f.code for f in judged(Source("a.txt", mended)).findings if f.code.startswith("VD")]
    assert set(after) <= {f.code for f in before}
