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

    assert fuzzy.one_slip(one, other) == (OSA.distance(one, other) == 1)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("21/NQ", "21/NQ", False),
        ("21/NQ", "12/NQ", True),
        ("21/NQ", "2/NQ", True),
        ("21/NQ", "211/NQ", True),
        ("21/NQ", "31/NQ", True),
        ("21/NQ", "31/NP", False),
        ("", "a", True),
        ("", "", False),
        ("ab", "", False),
        ("abc", "cba", False),
    ],
)
def test_one_slip(one, other, near):
    assert fuzzy.one_slip(one, other) is fuzzy.one_slip(other, one) is near


def test_did_you_mean():
    assert fuzzy.did_you_mean("severty", ("severity", "stage")) == "severity"
    assert fuzzy.did_you_mean("vd30l", ("VD301", "TT101")) == "VD301"
    assert fuzzy.did_you_mean("xyz", ("severity",)) is None
