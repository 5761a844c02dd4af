"""The table of checks by name, and nothing else.

A check is a function `(doc, *, params…) -> Iterator[Hit]`, or `(doc, facts, *, params…)` for a rule that works `on:` a kind
of fact. Parameter names, types and defaults are read from its signature; the rule packs are validated against them. The
message arguments are what the check's module puts into `Hit(args=…)`; `gives` adds those that only show at run time.
A check that `tells` puts the fact into its hits, and the rule's entry says what is told of it (see `rules/telling.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.model.findings import Hit

Check = Callable[..., Iterator[Hit]]
CHECKS: dict[str, Check] = {}
GIVES: dict[str, tuple[str, ...]] = {}
TELLS: set[str] = set()

# What a parameter means beyond being a str; used as annotations of checks, so that a rule pack is validated in full.
Regex = str  # a regular expression
Field = str  # a field of the facts that the rule works on
Words = str  # a field of theirs, or a text with {fields}
Conditions = dict  # conditions on such fields, as `where:` has them
Kind = str  # a kind of fact
Registry = str  # the name of a registry of the law


def check(name: str, gives: tuple[str, ...] = (), tells: bool = False) -> Callable[[Check], Check]:
    """Register a check under `name`, the name that rule packs use."""

    def register(function: Check) -> Check:
        if name in CHECKS:
            raise ValueError(f"check {name!r} is registered twice")
        CHECKS[name] = function
        GIVES[name] = gives
        if tells:
            TELLS.add(name)
        return function

    return register
