"""What kind of text a document is, and whether anything shows that an office issues it."""

from __future__ import annotations

import pytest
import yaml

from checker.outline.read import read_plan
from checker.source.text import Source
from tests.conftest import ROOT
from tests.plans import findings

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "genres.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES["papers"])
def test_what_nobody_issues_is_told_once_and_not_asked_for_its_form(name):
    plan = read_plan(Source("a.md", CASES["papers"][name]))
    assert plan.administrative and not plan.issued and plan.header.issuer_span is None
    assert [f.code for f in findings(CASES["papers"][name], "TT", "BC2", "SP005", path="a.md")] == ["SP005"]


@pytest.mark.parametrize("name", CASES["issued"])
def test_what_has_a_part_of_the_frame_is_meant_as_a_document(name):
    assert read_plan(Source("a.md", CASES["issued"][name])).issued
    assert "SP005" not in {f.code for f in findings(CASES["issued"][name], path="a.md")}


def test_a_body_without_header_and_title_is_one_cause():
    body = "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;\n\nI. MỤC ĐÍCH\n\n- Chăm lo.\n\nII. NHIỆM VỤ\n\n- Tổ chức lễ phát động."
    assert [f.code for f in findings(body, "TT")] == ["TT100"]


@pytest.mark.parametrize("text", ["http://www.example.info/phim.htm", "README", "TODO list"])
def test_a_link_or_a_foreign_word_is_no_document(text):
    assert not read_plan(Source("a.txt", text)).administrative
