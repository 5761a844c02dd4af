"""A minute of what `make fuzz` runs for any time, and the inputs in which it once found something."""

from __future__ import annotations

import importlib
import json
import time

import pytest

from checker.source.docx.reader import read_docx
from checker.source.text import Source
from tests.fuzz.__main__ import TARGETS
from tests.fuzz.oracles import crashed
from tests.fuzz.tally import Tally
from tests.plans import clean_plan, judged


def found(target: str, numbers, folder) -> list[dict[str, str]]:
    """The faults that the inputs of these numbers show."""
    tally = Tally(folder)
    run = importlib.import_module(TARGETS[target]).run
    for number in numbers:
        run(number, tally)
    told = folder / "faults.jsonl"
    return [json.loads(line) for line in told.read_text("utf-8").splitlines()] if told.exists() else []


@pytest.mark.slow
@pytest.mark.parametrize(("target", "count"), [("text", 1200), ("word", 150), ("settings", 600)])
def test_random_inputs(target, count, tmp_path):
    assert found(target, range(count), tmp_path) == []


def test_the_same_number_is_the_same_input():
    for name in TARGETS.values():
        module = importlib.import_module(name)
        assert module.made(7) == module.made(7) and module.made(7) != module.made(8)


def test_a_fault_is_kept(tmp_path, monkeypatch):
    from tests.fuzz import texts

    def faulty(*_):
        raise KeyError("planted")

    monkeypatch.setattr(texts, "judged", faulty)
    (fault,) = found("text", [3], tmp_path)
    assert fault["kind"] == "crash" and "planted" in fault["why"] and (tmp_path / fault["input"]).read_bytes()


# -- found once -------------------------------------------------------------------------------------------------------

_ROWS = (
    "| TT | Nội dung | Kinh phí (đồng) |\n|---|---|---|\n| 1 | Tập huấn | {0} |\n| {0} | In ấn | 2.000.000 |\n| 3 | Khác | 5 |"
)


@pytest.mark.parametrize("figure", ["²", "¹2", "30²", "²75", "①", "٣", "๓"])
@pytest.mark.parametrize(
    "text",
    [
        _ROWS,
        "{0}. Rà soát.\n\n2. Tổng hợp.\n\n3. Báo cáo theo khoản {0} Mục {0} Kế hoạch này trước ngày {0}/6/2026.",
        "Phần {0}\n\nTheo Nghị định số {0}/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, giao {0} triệu đồng, thứ {0} hằng tuần.",
        "Theo Quyết định số /QĐ-TTg ngày 22/4/2021 của Thủ tướng Chính phủ và số {0}/QĐ-TTg ngày 03/6/2020.",
    ],
)
def test_what_looks_like_a_figure_and_is_none(text, figure):
    report = judged(Source("a.txt", clean_plan(text.format(figure))), "strict")
    assert not crashed(report)


def test_a_table_of_contents_at_the_end():
    from tests.wordfile import docx, paragraph

    entries = [
        paragraph(f"{name}\t{page}", properties='<w:pStyle w:val="TOC1"/>')
        for page, name in enumerate(("MỤC LỤC", "KẾ HOẠCH"), 1)
    ]
    body = paragraph("Thực hiện  nhiệm vụ năm 2026 ,") + "".join(entries)
    source = read_docx("a.docx", docx(body, styles='<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'))
    assert source.layout.paragraphs[-1].story == "toc" and not crashed(judged(source))


def test_a_table_with_many_quantities_takes_no_longer_for_their_ways():
    """Any of the columns may multiply the price: all ways to choose among twenty-two are four million."""
    head = ["TT", "Nội dung", *["Số lượng"] * 22, "Đơn giá (đồng)", "Thành tiền (đồng)"]
    row = ["1", "Tập huấn", *["2"] * 22, "1.000", "999.000"]
    text = clean_plan("\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * 26, row)))
    source = Source("a.txt", text)
    start = time.process_time()
    judged(source)
    assert time.process_time() - start < 5


def test_a_table_whose_formula_holds_for_no_row():
    """The guide row says how columns add up; the column of sums is empty."""
    rows = ["| TT | Nội dung | Năm 2026 | Năm 2027 | Tổng (đồng) |", "|---|---|---|---|---|", "| 1 | 2 | 3 | 4 | 5=3+4 |"]
    rows += ["| 1 | Tập huấn | 1.000.000 | 2.000.000 | |", "| 2 | In ấn | 3.000.000 | 4.000.000 | |"]
    assert not crashed(judged(Source("a.txt", clean_plan("\n".join(rows)))))
