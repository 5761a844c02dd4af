"""The one door to rapidfuzz: near misses, asked last and only about what exact matching left over."""

from __future__ import annotations

from collections.abc import Iterable


def best(word: str, choices: Iterable[str], cutoff: float) -> tuple[str, float] | None:
    """The choice most like `word` with its likeness (0-100), if that reaches `cutoff`."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=cutoff)
    return (found[0], found[1]) if found else None
