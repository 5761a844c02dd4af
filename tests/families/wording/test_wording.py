"""Capitals, doubled words, syllables, characters and torn paragraphs, on plans with one line of ours."""

from __future__ import annotations

import unicodedata

import pytest

from checker.rules.engine import lint
from checker.rules.fixes import apply, edits_of, offered
from checker.source.docx.reader import read_docx
from checker.source.text import Source
from tests.plans import clean_plan, findings, judge, judged
from tests.wordfile import docx, paragraph, run


def found(code: str, body: str, profile: str = "default") -> list[tuple[str, str]]:
    report = judged(Source("thử.txt", clean_plan(body)), profile)
    return [(f.place.text, f.args.get("expected", "")) for f in report.findings if f.code == code]


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("- Ngành Dân số Việt nam.", "Việt nam", "Việt Nam"),
        ("- Kế hoạch của Tỉnh Uỷ và Đảng Ủy xã.", "Tỉnh Uỷ", "Tỉnh uỷ"),
        ("- Quán triệt Nghị Quyết của Đảng.", "Nghị Quyết", "Nghị quyết"),
        ("- Thi hành Luật bình đẳng giới.", "Luật bình đẳng giới", "Luật Bình đẳng giới"),
        ("- Thi hành luật Phòng, chống ma túy.", "luật Phòng, chống ma túy", "Luật Phòng, chống ma túy"),
        ("- Theo Bộ luật lao động hiện hành.", "Bộ luật lao động", "Bộ luật Lao động"),
        ("- Theo Bộ Luật Hình sự hiện hành.", "Bộ Luật Hình sự", "Bộ luật Hình sự"),
        ("- Nâng cao nhận thức của người dân về công tác dân số; Làm rõ trách nhiệm.", "; Làm rõ", "làm rõ"),
        ("- Nâng cao nhận thức của người dân về công tác dân số, Góp phần giảm nghèo.", ", Góp phần", "góp phần"),
    ],
)
def test_capitals(line, wrong, right):
    assert (wrong, right) in found("CT703", line)


@pytest.mark.parametrize(
    "line",
    [
        "- VIỆT NAM, Việt Nam; Thành ủy, THÀNH ỦY; Nghị quyết, NGHỊ QUYẾT, nghị quyết.",
        "- Luật Bình đẳng giới và các luật bình đẳng; luật doanh nghiệp nào cũng phải tuân thủ.",
        "- Bộ luật Lao động, pháp luật Đất đai, kỷ luật Lao động; Luật Đầu tư công; luật sư; Luật số 59/2020/QH14.",
        "Chỉ thị số 46-CT/TW của Bộ Chính trị về lãnh đạo cuộc bầu cử nhiệm kỳ 2026 - 2031; Hướng dẫn số 36-HD/BTCTW.",
        "- Gồm: Tuyên truyền pháp luật; Vận động nhân dân; Tổ chức hội thi.",
        "- Đại biểu Bộ Y tế; Tổ chức Y tế thế giới; Quỹ Dân số dự hội nghị sơ kết năm.",
        "- Các Sở Tài chính, Xây dựng, Y tế, Giáo dục và Đào tạo phối hợp thực hiện.",
        "Thực Hiện Nghị Quyết Của Đảng",
    ],
)
def test_capitals_silent(line):
    assert not found("CT703", line)


def test_a_paragraph_of_word_begins_with_its_own_capital():
    lines = [
        "KẾ HOẠCH",
        "I. NỘI DUNG",
        "- Các xã rà soát, đánh giá kết quả đã được phê duyệt trong năm;",
        "Trong quý II công bố kết quả.",
    ]
    word = read_docx("thử.docx", docx("".join(paragraph(run(line)) for line in lines)))
    torn = Source("thử.txt", "\n".join(lines))
    assert ["CT703" in {one.code for one in judged(source).findings} for source in (word, torn)] == [False, True]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("- Phối hợp với các các xã.", "các các"),
        ("- Hoàn thành các nhiệm nhiệm vụ.", "nhiệm nhiệm"),
        ("- Các xã tuyên truyền tuyên truyền sâu rộng.", "tuyên truyền tuyên truyền"),
        ("- Theo kế hoạch hoạch của tỉnh.", "hoạch hoạch"),
    ],
)
def test_doubled(line, wrong):
    assert [text for text, _ in found("CT711", line)] == [wrong]


@pytest.mark.parametrize(
    "line",
    [
        "- Ngày ngày, nhà nhà, người người, dần dần, từng bước từng bước; năm năm một lần.",
        "- Cơ quan quan tâm, truyền thông thông qua, trách nhiệm nhiệm vụ, công an an ninh, kế hoạch kế hoạch hóa.",
        "- Các tổ chức tổ chức sơ kết; trụ sở Sở Y tế; bà Nguyễn Thị Thanh Thanh; vấn đề đề xuất; đại hội hội viên.",
        "- Giao các, các; trong, trong sạch; tại (tại) xã.",
    ],
)
def test_doubled_silent(line):
    assert not found("CT711", line)


def test_syllables_once_a_word():
    assert found("CT704", "- Quyên góppp và góppp lại ở Krông Ana, xem phutho.gov.vn.", "strict") == [("góppp", "")]
    assert not found("CT704", "- Quyên góppp lại.")


def test_tone_marks():
    assert found("CT706", "- Văn hóa, xã hội hóa và nếp sống văn hoá.", "strict") == [("hoá", "hóa")]
    assert not found("CT706", "- Văn hóa, quý, quỹ, thúy, thuở.", "strict")


def test_nhan_dan():
    line = "- Ủy ban nhân dân xã báo cáo nhân dân việc dùng ngân sách nhà nước."
    assert found("CT713", line, "strict") == [("nhân dân", "Nhân dân")]


def _mend(text: str, code: str) -> str:
    source = Source("thử.txt", text)
    report = lint(source, judge().settings("thử.txt"), judge().law)
    return apply(text, edits_of(offered([f for f in report.findings if f.code == code], source)))


@pytest.mark.parametrize("wrong", [unicodedata.normalize("NFD", "truyền"), "tru\u200byền", "truy\u00adền", "truyền\ufeff"])
def test_characters_mended(wrong):
    text = clean_plan(f"- Đoàn kiểm tra tuyên {wrong} ở **xã**.")
    assert _mend(text, "CT707") == clean_plan("- Đoàn kiểm tra tuyên truyền ở **xã**.")


def test_lookalikes():
    assert found("CT707", "- Ðoàn kiểm tra và tổ сông tác.") != []
    assert _mend(clean_plan("- Ðoàn kiểm tra và tổ сông tác."), "CT707") == clean_plan("- Đoàn kiểm tra và tổ công tác.")
    assert not found("CT707", "- Trung tâm Россия, hệ số Δ, tiếng Ελλάδα, nước\u00a0sạch.")


def test_a_line_of_decomposed_letters_is_one_finding():
    line = unicodedata.normalize("NFD", "- Đoàn kiểm tra của tỉnh đến làm việc")
    [one] = findings(clean_plan(line + ", báo cáo gửi trước ngày 30/9/2026."), "CT707")
    assert one.args["count"] == 1 + len(one.places) == 7
    assert _mend(clean_plan(line + "."), "CT707") == clean_plan(unicodedata.normalize("NFC", line) + ".")


def test_many_wrong_characters_are_one_finding():
    text = unicodedata.normalize("NFD", clean_plan("- Đoàn kiểm tra tuyên truyền."))
    report = judged(Source("thử.txt", text))
    assert [f.code for f in report.findings if f.code == "CT707"] == ["CT707"]
    assert _mend(text, "CT707") == unicodedata.normalize("NFC", text)
    assert _mend(text.replace("\n", "\r\n"), "CT707") == unicodedata.normalize("NFC", text).replace("\n", "\r\n")


def test_torn_paragraph():
    body = "- Chỉ đạo các ban, ngành xây dựng kế hoạch hoạt động cụ thể, trong đó Ban Chỉ đạo\n\ntham mưu cho Ủy ban nhân dân xã."
    assert found("CT709", body, "strict") == [("đạo\n\ntham", "đạo tham")]


def test_two_lines_of_a_header_repeat_no_word():
    text = clean_plan("- Tuyên truyền.").replace("ỦY BAN NHÂN DÂN", "BỘ CÔNG AN\nCÔNG AN TỈNH", 1)
    assert not [f for f in judged(Source("thử.txt", text)).findings if f.code == "CT711"]


@pytest.mark.parametrize(("times", "slips"), [(2, 1), (4, 2), (40, 0), (2000, 0)])
def test_words_over_and_over_again_are_a_filler_and_no_slip(times, slips):
    assert len(found("CT711", f"Rà soát {'các ' * times}đơn vị.")) == slips
