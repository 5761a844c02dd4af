"""Paragraphs made whole again: copies of web pages break their lines early, and part paragraphs by empty lines."""

from __future__ import annotations

import pytest

from checker.outline.blocks import read_blocks
from checker.source.text import Source

_FILLER = "\n\n".join(
    "Đoạn văn này được ngắt dòng ở cột cố định như các bản sao từ trang thông tin\n"
    "điện tử, mỗi đoạn kéo dài qua hai hoặc ba dòng và giữa các đoạn luôn luôn có một\n"
    f"dòng trống để phân cách, đây là đoạn thứ {n} của bản sao."
    for n in range(12)
)


def blocks_of(text: str) -> list[str]:
    source = Source("a.txt", text)
    return [source.words(block.span) for block in read_blocks(source)[0]]


@pytest.mark.parametrize(
    "broken",
    [
        "Căn cứ Thông tư số\n10/2022/TT-BLĐTBXH ngày 31 tháng 5 năm 2022 của Bộ trưởng;",
        "Căn cứ Công điện số\n223/CĐ-TTg ngày 20/11/2025 của Thủ tướng Chính phủ;",
        "Căn cứ Quy chế phối hợp số\n49/QCPH-UBND-UBMT ngày 24/01/2025;",
        "Thực hiện Thông tri số\n02-TT/TU ngày 03 tháng 10 năm 2025 của Thành ủy;",
        "Căn cứ Quyết định số 1644/QĐ-BXD ngày 30/9/2025 của\nBộ trưởng Bộ Xây dựng;",
    ],
)
def test_a_line_that_breaks_early_goes_on(broken):
    assert " ".join(broken.split()) in blocks_of(f"{_FILLER}\n\n{broken}\n\n{_FILLER}")


def test_lines_are_paragraphs_of_their_own_where_nothing_is_wrapped():
    assert blocks_of("Sở Y tế\nSở Nội vụ\nSở Tài chính") == ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"]


def test_a_table_whose_editor_cut_tabs_off_the_ends_of_lines():
    rows = "Tháng\tNội dung\tNgười làm\tGhi chú\n9/2025\tHồ sơ\tThầy Sơn\n10/2025\tSư phạm\tBan kiểm tra\n"
    _, (table,), _ = read_blocks(Source("a.txt", f"{rows}01/2026\tTài chính\tThầy Hùng\tNiên độ\n"))
    assert [len(row.cells) for row in table.rows] == [4, 4, 4, 4]


@pytest.mark.parametrize("rule", ["|---|---|", "|:-:|", "|:--|\n|--|"])
def test_a_table_of_nothing_but_rules_has_rows(rule):
    _, (table,), _ = read_blocks(Source("a.md", f"Trước.\n\n{rule}\n\nSau.\n"))
    assert table.rows and all(row.cells for row in table.rows)


def test_rows_with_bars_and_no_frame_are_a_table():
    text = (
        "Phân công như sau:\nSTT | Nội dung | Đơn vị chủ trì | Thời gian\n1 | Tập huấn | Sở Y tế | Quý II/2026\n"
        "2 | Kiểm tra | Sở Tư pháp | Quý III/2026\nTổng cộng | 2\n\nKết thúc."
    )
    blocks, tables, _ = read_blocks(Source("a.txt", text))
    assert [block.kind for block in blocks] == ["paragraph", "table", "paragraph"]
    assert [len(row.cells) for row in tables[0].rows] == [4, 4, 4, 2] and tables[0].header == 1


def test_bars_without_row_numbers_are_no_table():
    assert read_blocks(Source("a.txt", "Quyết định | Kế hoạch | Công văn\nĐến | Đi | Nội bộ\n"))[1] == ()
