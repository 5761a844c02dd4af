"""The table of checks by name, and nothing else.

A check is a function `(doc, *, params…) -> Iterator[Hit]`, or `(doc, facts, *, params…)` for a rule that works `on:` a kind
of fact. Parameter names, types and defaults are read from its signature; the rule packs are validated against them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.findings import Hit

Check = Callable[..., Iterator[Hit]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under `name`, the name that rule packs use."""

    def register(function: Check) -> Check:
        if name in CHECKS:
            raise ValueError(f"check {name!r} is registered twice")
        CHECKS[name] = function
        return function

    return register
