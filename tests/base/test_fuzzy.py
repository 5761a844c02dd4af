"""Near misses: one slip is told without rapidfuzz, and told as rapidfuzz tells it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base import fuzzy

WORDS = st.text(alphabet="ab1", max_size=7)


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_one_slip_is_what_rapidfuzz_calls_one(one, other):
    from rapidfuzz.distance import OSA

    assert fuzzy.slips(one, other, 1) == min(OSA.distance(one, other), 2)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("21/NQ", "21/NQ", 0),
        ("21/NQ", "12/NQ", 1),
        ("21/NQ", "2/NQ", 1),
        ("21/NQ", "211/NQ", 1),
        ("21/NQ", "31/NQ", 1),
        ("21/NQ", "31/NP", 2),
        ("", "a", 1),
        ("", "", 0),
        ("ab", "", 2),
        ("abc", "cba", 2),
    ],
)
def test_slips(one, other, count):
    assert fuzzy.slips(one, other, 1) == fuzzy.slips(other, one, 1) == count
    assert fuzzy.slips(one, other, 3) == count


def test_did_you_mean():
    assert fuzzy.did_you_mean("severty", ("severity", "stage")) == "severity"
    assert fuzzy.did_you_mean("vd30l", ("VD301", "TT101")) == "VD301"
    assert fuzzy.did_you_mean("xyz", ("severity",)) is None
