"""Words of two syllables that are no slips."""

from __future__ import annotations

import pytest

from checker.language.lexicon import is_word


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        ("ân", "hận", True),
        ("hận", "ân", False),
        ("thống", "kế", False),
        ("hoà", "bình", True),  # both places of the tone mark
        ("hòa", "bình", True),
        ("ân", "", False),
        ("12", "hận", False),
        ("ân hận", "xá", False),
    ],
)
def test_is_word(first, second, right):
    assert is_word(first, second) is right
