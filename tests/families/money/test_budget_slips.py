"""Budgets of `tests/cases/budget_slips.yaml`: the right one is silent, and each slip alone is found once. Those with a table are
also written in Word, with tabs, and aligned.
"""

from __future__ import annotations

import re

import pytest
import yaml

from checker.rules.engine import lint
from checker.source.text import Source
from tests.conftest import ROOT
from tests.families.money.containers import CONTAINERS, contained
from tests.families.money.test_budgets import SETTINGS, document

CASES = yaml.safe_load((ROOT / "tests/cases/budget_slips.yaml").read_text(encoding="utf-8"))
TABLES = [case for case in CASES if "|---" in case["text"]]
_SLIP = re.compile("⟦([^→]*)→([^⟧]*)⟧")


def found(source: Source) -> list[tuple[str, str]]:
    """Code and words of the findings that are more than an info."""
    report = lint(source, SETTINGS, {})
    return [(f.code, f.place.text) for f in report.findings if f.severity != "info"]


def right(text: str) -> str:
    """The text without its slips."""
    return _SLIP.sub(r"\1", text)


def slips(text: str) -> list[tuple[str, str]]:
    """Each slip, with the text that has it alone."""
    return [(slip[0], right(text[: slip.start()] + slip[2] + text[slip.end() :])) for slip in _SLIP.finditer(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_right_is_silent_and_each_slip_is_found_once(case):
    assert found(document(right(case["text"])).source) == []
    for slip, wrong in slips(case["text"]):
        assert len(found(document(wrong).source)) == 1, slip


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_the_same_in_other_containers(case, container):
    assert found(contained(right(case["text"]), container)) == []
    for slip, wrong in slips(case["text"]):
        assert len(found(contained(wrong, container))) == 1, slip
