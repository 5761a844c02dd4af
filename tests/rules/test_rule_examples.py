"""Every example of every built-in rule pack shows what it says."""

from __future__ import annotations

import pytest

from checker.rules import examples
from checker.rules.packs import load_packs
from checker.rules.registries import Law

BOOK = load_packs()
LAW = Law()


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
def test_examples(rule):
    failures = list(examples.run_all([rule], BOOK.rules, LAW))
    assert not failures, "\n".join(
        f"{f.at}: {'bad' if f.example.bad else 'good'}: expected {f.expected}, found {f.found} {f.crash or ''}" for f in failures
    )
