"""200 budgets of every shape, notation, unit and container: the right one is silent, one changed figure is found at it or at a
total that it goes into, and of a torn table nothing is added.
"""

from __future__ import annotations

from random import Random

import pytest

from checker.rules.engine import lint
from tests.families.money.made_budgets import Made, make
from tests.families.money.test_budgets import SETTINGS

SEEDS = range(200)
SUMS = ("NS601", "NS602", "NS603")


def found(made: Made) -> list[tuple[str, str]]:
    """Code and words of the findings that are more than an info."""
    report = lint(made.source(), SETTINGS, {})
    return [(f.code, f.place.text) for f in report.findings if f.severity != "info"]


@pytest.mark.parametrize("seed", SEEDS)
def test_right_is_silent_and_one_changed_figure_is_found(seed):
    made = make(seed)
    assert found(made) == []
    draw = Random(seed)
    at, column = draw.choice(made.cells())
    made.rows[at][column] += draw.randint(101, 999) * 1_000_000
    places = _places(made, at, column)
    (code, words), *others = found(made)
    assert not others
    assert code in SUMS
    assert words in places


def _places(made: Made, at: int, column: int) -> set[str]:
    """The changed figure, and what stands in its row and in its column: its totals are among them."""
    lines = made.lines()
    return {*lines[at], *(line[column] for line in lines)}


def _has_many_totals(made: Made) -> bool:
    return made.container in ("pipe", "tab", "word") and ("Tổng số" in made.head or "Cả năm" in made.head)


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if _has_many_totals(make(seed))])
def test_a_torn_table_is_unread(seed):
    """The figures of a copy whose columns slipped: each stands beside the words of another row."""
    made = make(seed)
    last = len(made.rows)
    for column in {column for _, column in made.cells()}:
        figures = [row[column] for row in made.rows]
        for at, row in enumerate(made.rows):
            row[column] = figures[(at + column) % last]
    report = lint(made.source(), SETTINGS, {})
    assert [f.code for f in report.findings if f.code in SUMS] == []
    assert any(budget.unread for budget in report.document.facts("budget"))
