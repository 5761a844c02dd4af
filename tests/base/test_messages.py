"""Messages: what they quote is short, dates follow the rule on zeros, nothing is said about nothing."""

from __future__ import annotations

import datetime
import re

import pytest

from checker.base.messages import QUOTED, filled, quoted, spoken
from checker.rules.examples import full_text
from checker.source.text import Source
from tests.plans import clean_plan, findings, judge, judged

_QUOTES = re.compile(r"“([^“”]*)”")
_DATES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}")


@pytest.mark.parametrize(
    ("day", "said"),
    [((2025, 7, 1), "01/7/2025"), ((2026, 2, 5), "05/02/2026"), ((2026, 1, 31), "31/01/2026"), ((2026, 12, 9), "09/12/2026")],
)
def test_dates_follow_the_rule_on_zeros(day, said):
    assert spoken(datetime.date(*day), "vi") == said


def test_what_is_quoted_is_cut():
    long = "từ " * 100
    assert len(filled("“{found}” sai", "vi", {"found": long})) <= QUOTED + len("“” sai")
    assert filled("{found} sai", "vi", {"found": long}) == f"{long} sai"
    assert filled("“{a}”: {found}", "vi", {"a": "x", "found": long}).endswith(long)
    assert quoted("a" * QUOTED) == "a" * QUOTED and quoted("a" * 81) == "a" * 79 + "…"


def test_an_aside_about_nothing_is_left_out():
    text = "Lệch {n} (cho phép lệch {tolerance})."
    assert filled(text, "vi", {"n": 5, "tolerance": "0 đồng"}) == "Lệch 5."
    assert filled(text, "vi", {"n": 5, "tolerance": "0,5 triệu đồng"}) == "Lệch 5 (cho phép lệch 0,5 triệu đồng)."
    assert filled(text, "vi", {"n": 5, "tolerance": "10 đồng"}) == "Lệch 5 (cho phép lệch 10 đồng)."
    assert filled(text, "vi", {"n": 5}) == "Lệch 5 (cho phép lệch …)."


def _messages(report):
    for finding in report.findings:
        own = [finding.message, *(note.message for note in finding.related), *(fix.title for fix in finding.fixes)]
        yield from ((finding, text) for text in own)


def _examples():
    for rule in judge().book.rules:
        for n, example in enumerate(rule.examples):
            yield pytest.param(rule, example, id=f"{rule.code}-{n}")


@pytest.mark.parametrize(("rule", "example"), list(_examples()))
def test_messages_of_all_examples(rule, example):
    report = judged(Source("a.txt", full_text(example)[0]), profile="strict")
    for finding, text in _messages(report):
        assert all(len(part) <= QUOTED for part in _QUOTES.findall(text)), text
        assert "lệch 0 " not in text
        for day, month in _DATES.findall(text.replace(finding.place.text, "")):
            assert len(day) == 2 and (len(month) == 2) == (int(month) in (1, 2, 10, 11, 12)), text


def test_a_long_line_is_not_repeated_in_its_message():
    line = "- Lưu VT " + ", ".join(f"phòng chuyên môn số {n} của Sở" for n in range(60))
    text = clean_plan()
    at = text.index("- Lưu: VT")
    found = findings(text[:at] + line + text[text.index("\n", at) :], "TT152", "TT151")
    assert found and all(len(part) <= QUOTED for one in found for part in _QUOTES.findall(one.message))
