"""The header of a plan in every layout that real files have."""

from __future__ import annotations

import pytest
import yaml

from checker.outline.read import read_plan
from checker.source.text import Source
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "header.yaml").read_text(encoding="utf-8"))


def field(header, name):
    """One field of a header as the cases write it."""
    if name in ("number", "symbol"):
        return getattr(header.number, name) if header.number else None
    if name == "place":
        return header.place_date.place if header.place_date else None
    if name == "date":
        return str(header.date) if header.date else None
    if name in ("national_title", "motto"):
        return getattr(header, name) is not None
    return getattr(header, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_header(case):
    header = read_plan(Source("plan.txt", case["text"])).header
    assert {name: field(header, name) for name in case["expect"]} == case["expect"]
