"""Families TT and BC on one changed slot of the clean plan. The cases state every finding: one cause gives one."""

from __future__ import annotations

import pytest
import yaml

from checker.rules.examples import skeleton
from tests.conftest import ROOT
from tests.plans import findings

CASES = [
    case
    for name in ("components", "structure")
    for case in yaml.safe_load((ROOT / "tests" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
]


def plan_of(case) -> str:
    """The clean plan with the slots that the case fills."""
    filled = {case.get("in", "body"): case["text"], **case.get("with", {})}
    if case.get("skip_signature"):
        filled["signature"] = "CHỦ TỊCH\n\nNguyễn Văn An"
    slots = skeleton()
    kind = case.get("kind", "state")
    parts = [filled.get(slot, slots.get((slot, kind), body)) for (slot, of), body in slots.items() if of == "state"]
    text = "\n\n".join(part for part in parts if part) + "\n"
    return text.replace("{day}", "16").replace("{month}", "3").replace("{year}", "2026")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_all_that_is_found(case):
    found = [(f.code, " ".join(f.place.text.split())) for f in findings(plan_of(case), "TT", "BC")]
    # A code that is found twice has a letter behind it in the case.
    assert sorted(found) == sorted((code[:5], " ".join(words.split())) for code, words in case["found"].items())


def test_a_draft_may_leave_blanks_and_an_issue_may_not():
    text = plan_of({"in": "number", "text": "Số:      /KH-UBND", "with": {"place_date": "Phú Thọ, ngày     tháng 3 năm 2026"}})
    assert {f.code: f.severity for f in findings(text, "TT")} == {"TT106": "info", "TT111": "info"}
    assert {f.code: f.severity for f in findings(text, "TT", stage="issue")} == {"TT106": "error", "TT111": "error"}


def test_an_extract_of_the_body_gives_one_finding_for_its_header():
    text = plan_of({"in": "header", "text": "", "with": {"number": "", "place_date": ""}})
    assert [f.code for f in findings(text, "TT")] == ["TT100"]
