"""Budgets of `tests/cases/budget_slips.yaml`: the right one is silent, and each slip alone is found once."""

from __future__ import annotations

import re

import pytest
import yaml

from checker.rules.engine import lint
from tests.conftest import ROOT
from tests.families.money.test_budgets import SETTINGS, document

CASES = yaml.safe_load((ROOT / "tests/cases/budget_slips.yaml").read_text(encoding="utf-8"))
_SLIP = re.compile("⟦([^→]*)→([^⟧]*)⟧")


def found(text: str) -> list[tuple[str, str]]:
    """Code and words of the findings that are more than an info."""
    report = lint(document(text).source, SETTINGS, {})
    return [(f.code, f.place.text) for f in report.findings if f.severity != "info"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_right_is_silent_and_each_slip_is_found_once(case):
    text = case["text"]
    assert found(_SLIP.sub(r"\1", text)) == []
    for slip in _SLIP.finditer(text):
        wrong = text[: slip.start()] + slip[2] + text[slip.end() :]
        assert len(found(_SLIP.sub(r"\1", wrong))) == 1, slip[0]
