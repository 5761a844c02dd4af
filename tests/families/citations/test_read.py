"""Citations: (text → expected fields) pairs, and what a whole plan says about them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.registries import Law
from checker.source.text import Source
from tests.conftest import ROOT, needs_examples
from tests.plans import clean_plan, example_files, findings

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "citations.yaml").read_text(encoding="utf-8"))
FRAME = "KẾ HOẠCH\nTriển khai công tác\n\nI. NỘI DUNG\n\n{}\n"


def document(text: str) -> Document:
    return Document(read_plan(Source("x.txt", text)), Readers(), Law())


def body(text: str) -> Document:
    return document(FRAME.format(text))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_cases(case: dict) -> None:
    doc = body(case["text"])
    found = doc.facts("citation")
    assert [c.id for c in found] and case["citations"] or len(found) == len(case["citations"]), [doc.words(c.span) for c in found]
    assert len(found) == len(case["citations"]), [doc.words(c.span) for c in found]
    for citation, expected in zip(found, case["citations"], strict=True):
        for name, value in expected.items():
            got = doc.words(citation.span) if name == "text" else getattr(citation, name)
            if isinstance(got, tuple) and name == "faults":
                got = list(got)
            if isinstance(value, datetime.date) or got is None or not isinstance(got, datetime.date):
                assert got == value, (name, got)
            else:
                assert str(got) == str(value), (name, got)


def test_positions_are_those_of_the_source() -> None:
    doc = body("Theo **Kế hoạch số 346/ KH-UBND** ngày 17/02/2021 của UBND tỉnh Cao Bằng về việc")
    (one,) = doc.facts("citation")
    assert doc.source.place(one.id_span).text == "346/ KH-UBND"
    assert doc.text[one.so_span.start : one.so_span.end] == "số"
    assert doc.text[one.issuer_span.start : one.issuer_span.end] == "UBND tỉnh Cao Bằng"
    assert doc.text[one.date_span.start : one.date_span.end] == "ngày 17/02/2021"


def test_the_first_mention() -> None:
    doc = body(
        "Nghị quyết số 21-NQ/TW ngày 25/10/2017 về dân số.\n\nNghị quyết số 21-NQ/TW.\n\n"
        "Nghị quyết số 21-NQ/TW ngày 16/6/2022 về tổ chức cơ sở đảng."
    )
    assert [(c.first, c.group) for c in doc.facts("citation")] == [(True, 1), (False, 1), (True, 2)]


def test_an_incomplete_mention_in_the_subject_is_no_first_one() -> None:
    doc = document(
        "KẾ HOẠCH\nThực hiện Nghị quyết số 12/NQ-HĐND\n\nThực hiện Nghị quyết số 12/NQ-HĐND ngày 05/12/2025 của HĐND "
        "tỉnh Lào Cai.\n\nI. MỤC ĐÍCH\n\nNâng cao.\n"
    )
    assert [(c.place, c.first) for c in doc.facts("citation")] == [("subject", False), ("body", True)]


def test_the_own_number_is_no_citation() -> None:
    doc = document(
        "ỦY BAN NHÂN DÂN\nXÃ YÊN BÌNH\nSố: 05/KH-UBND\nYên Bình, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCông tác dân "
        "số\n\nThực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2026 của UBND tỉnh Lào Cai.\n\nI. MỤC ĐÍCH\n\nNâng cao.\n"
    )
    assert [c.id for c in doc.facts("citation")] == ["12/KH-UBND"]


def test_a_blank_number_is_unparsed() -> None:
    doc = body("Thực hiện Quyết định số ……/QĐ-UBND ngày … tháng … năm 2026 của UBND tỉnh")
    assert [doc.words(u.span) for u in doc.facts("unparsed")] == ["số ……/QĐ-UBND"]


@needs_examples
@pytest.mark.parametrize("path", example_files("examples"), ids=lambda p: p.name[:3])
def test_examples_count(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    doc = document(path.read_text(encoding="utf-8"))
    assert sum(c.id is not None for c in doc.facts("citation")) == expected["citations"]


JOINT = "Thông tư liên tịch số 19/2012/{} ngày {} của các bộ"


@pytest.mark.parametrize(
    ("first", "second", "groups"),
    [
        ("TTLT-BTC-BNV", "TTLT-BYT-BTC", [1, 2]),  # each ministry counts its own
        ("TTLT-BTC-BNV", "TTLT", [1, 1]),  # the organs may be left out
        ("TTLT", "TTLT-BTC-BNV", [1, 1]),
        ("TTLT-BTC-BKH&ĐT", "TTLT-BTC-BKHĐT", [1, 1]),
        ("TTLT-BTC-BNV-BYT", "TTLT-BTC-BYT-BNV", [1, 1]),
    ],
)
def test_a_joint_document_is_told_by_its_organs(first: str, second: str, groups: list[int]) -> None:
    text = "\n\n".join(f"- Thực hiện {JOINT.format(symbol, '15/02/2012')} về tài chính." for symbol in (first, second))
    assert [c.group for c in body(text).facts("citation")] == groups


def test_two_joint_documents_with_one_number_are_no_mistake() -> None:
    """Fault: two days of '19/2012', one of BTC and BNV, one of BYT and BTC, were called an error (VD312)."""
    one, other = JOINT.format("TTLT-BTC-BNV", "15/02/2012"), JOINT.format("TTLT-BYT-BTC", "10/8/2012")
    two = clean_plan(f"- Thực hiện {one} về tài chính.\n\n- Thực hiện {other} về y tế.")
    assert "VD312" not in {f.code for f in findings(two, "VD")}
    same = JOINT.format("TTLT", "10/8/2012")
    assert "VD312" in {
        f.code for f in findings(clean_plan(f"- Thực hiện {one} về tài chính.\n\n- Thực hiện {same} về y tế."), "VD")
    }
