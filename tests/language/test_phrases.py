"""The confusable phrases: every sentence of the registry, and the rules of matching."""

from __future__ import annotations

import pytest

from checker.language.phrases import Phrase, PhraseBook, in_case, plain_book, plain_phrases, read_phrases, to_search
from checker.rules.registries import Law
from checker.source.text import Source, Span
from tests.language.sentences import read_sentences

REGISTRY = Law()["confusables"]
BOOK = PhraseBook(plain_book(REGISTRY))


def found(text: str, book: PhraseBook = BOOK) -> list[tuple[str, str]]:
    source = Source("câu", text)
    return [(source.text[m.span.start : m.span.end], m.right) for m in book.find(source.text, source.lower)]


def mended(text: str) -> str:
    for match in reversed(list(BOOK.find(text, Source("câu", text).lower))):
        text = text[: match.span.start] + match.right + text[match.span.end :]
    return text


def test_a_further_text_is_found_the_same_in_another_way():
    text = "Các nghành phối hợp, đươc giao chịu trách nghiệm thực hiện."
    book = PhraseBook(plain_book(REGISTRY))
    first, *further = [found(f"{text} {number}", book) for number in range(8)]
    assert first and all(one == first for one in further)


def test_enough_pairs():
    wrongs = {phrase.wrong for line in REGISTRY["pairs"] for phrase in read_phrases(line)}
    assert len(wrongs) >= 1000
    assert sum(len(read_sentences(line)[0]) for line in REGISTRY["pairs"]) >= 1000


@pytest.mark.parametrize("line", REGISTRY["pairs"], ids=lambda line: str(line if isinstance(line, str) else line["in"])[:40])
def test_sentences(line):
    wrong, right = read_sentences(line)
    for sentence in wrong:
        assert found(sentence), f"not found: {sentence}"
        assert mended(sentence) == right[0]
    for sentence in right:
        assert not found(sentence), f"found in a right sentence: {sentence}"


def test_no_wrong_phrase_is_right_elsewhere():
    """Of all right phrases none is another line's wrong one."""
    rights = {phrase.right.lower() for line in REGISTRY["pairs"] for phrase in read_phrases(line)}
    unconditional = {p.wrong for line in REGISTRY["pairs"] for p in read_phrases(line) if not any(p[2:])}
    assert not rights & unconditional


@pytest.mark.parametrize(
    "sentence",
    [
        "Phòng Tổ chức phụ trách công tác viên chức, các nhân viên và các nhân tố mới.",
        "Khu đô thị hành chính, chỉ thị hành động, kỳ thi hàng năm, thi hành án dân sự.",
        "Kiến thức hiện đại, thực hiện ngay, phát triển khi có điều kiện, phát triển khá.",
        "Nguyên nhân dẫn đến hạn chế; ảnh hưởng dẫn tới chậm tiến độ; xu hướng dân số.",
        "Địa phương tiên phong, ưu tiên hành động, đầu tiên hành chính công.",
        "Hồ sơ xuất khẩu, hóa đơn vi phạm, tiếp xúc tích cực, cảm xúc tích cực.",
        "Tư vấn để người dân hiểu, cố vấn để xuất bản, để nghị quyết đi vào cuộc sống.",
        "Thành phần đấu thầu, công bố chi tiết, giảm thiếu hụt nhân lực, bắt đầu từ năm 2026.",
        "Các tổ dân phổ biến quy ước; hạ từng bước; quan hệ thông tin hai chiều.",
        "Xã An Phú hợp tác với xã Phú Tuyên thông qua ký kết; bà Nguyễn Thục Hiền; ông Trần Kiên toàn quyền.",
        "Các cơ quan trong và ngoài tỉnh; nhóm người trong tâm dịch; trang nghiêm trong hội trường.",
    ],
)
def test_neighbouring_words_are_no_phrase(sentence):
    assert not found(sentence)


def test_conditions():
    book = PhraseBook(
        plain_phrases([Phrase("các nhân", "cá nhân", before=("tiêu biểu",)), Phrase("vấn để", "vấn đề", not_after=("tư",))])
    )
    assert found("Biểu dương các nhân\ntiêu biểu.", book) == [("các nhân", "cá nhân")]
    assert not found("Biểu dương các nhân viên.", book)
    assert found("Nêu vấn để lớn.", book) and not found("Tư vấn để hiểu.", book)


def test_longest_wins_and_line_ends_stay():
    book = PhraseBook(plain_phrases([Phrase("y tê", "y tế"), Phrase("bảo hiểm y tê", "bảo hiểm y tế")]))
    assert found("Tham gia bảo hiểm\ny tê.", book) == [("bảo hiểm\ny tê", "bảo hiểm\ny tế")]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("ĐẦY MẠNH", "đẩy mạnh", "ĐẨY MẠNH"),
        ("Đầy mạnh", "đẩy mạnh", "Đẩy mạnh"),
        ("giáo đục", "Giáo dục", "giáo dục"),
        ("Giáo dục và Đào tao", "Giáo dục và Đào tạo", "Giáo dục và Đào tạo"),
        ("Truyền thông bị", "trang bị", "Trang bị"),
        ("THỦ TƯỚNGy", "Thủ tướng", "THỦ TƯỚNG"),
    ],
)
def test_case(wrong, right, expected):
    assert in_case(wrong, right) == expected


def test_words_only():
    book = PhraseBook(plain_phrases([Phrase("tiên hành", "tiến hành")]))
    assert not found("ưutiên hànhchính", book)
    assert [m.span for m in book.find("tiên hành", "tiên hành")] == [Span(0, 9)]


def test_a_line_without_bracket_is_refused():
    with pytest.raises(ValueError, match="wrong"):
        read_phrases("Câu không có ngoặc.")


def test_only_what_a_text_can_hold_is_searched_for():
    literals = ("các sở", "các cơ quan", "sở, ban", "6 tháng", "thường", "lần/")
    assert to_search(literals, "các cơ quan báo cáo 06 tháng") == ["các sở", "các cơ quan", "6 tháng"]
    assert to_search(literals, "hai lần/năm, thường niên") == ["thường", "lần/"]
    assert to_search(literals, "_các sở_") == literals
