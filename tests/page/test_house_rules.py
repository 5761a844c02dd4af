"""A list of two columns becomes a pack whose own examples hold, whatever words an office lists."""

from __future__ import annotations

import io

import pytest

from checker.cli.main import main
from checker.cli.page.house_rules import pack, pairs_of_text, pairs_of_workbook

LISTS = [
    "văn nghệ → văn nghệ quần chúng",
    "một cửa → bộ phận một cửa\nbộ phận một cửa → Trung tâm Phục vụ hành chính công",
    "hàng → hằng\nhằng → hàng",
    "Sở Y tế\tSở Y tế tỉnh",
    "Nội dung; ND",
    'Ủy ban: nhân -> a"b',
    "ubnd => UBND",
    "⟦x⟧ → y",
    "th\u00f4\u0301ng nhất → th\u1ed1ng nhất\nsạch sẽ → sạch",
    "... → …",
]


@pytest.mark.parametrize("text", LISTS)
def test_the_examples_of_any_list_hold(text, tmp_path, capsys):
    (tmp_path / "noi-bo.yaml").write_text(pack(pairs_of_text(text)), "utf-8")
    assert main(["rules", "test", str(tmp_path / "noi-bo.yaml")]) == 0, capsys.readouterr()


def test_a_workbook_gives_the_first_two_columns_of_its_first_sheet():
    book = pytest.importorskip("openpyxl").Workbook()
    for row in [("Từ sai", "Từ đúng", "Ghi chú"), (" một  cửa", "Trung tâm", "mới"), (None, "x"), ("KH", None), (30, 31)]:
        book.active.append(row)
    book.create_sheet("khác").append(("a", "b"))
    data = io.BytesIO()
    book.save(data)
    assert pairs_of_workbook(data.getvalue()) == [("một cửa", "Trung tâm"), ("30", "31")]
