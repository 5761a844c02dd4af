"""Judging texts in tests with the built-in rules, as `check` and `fix` do."""

from __future__ import annotations

import datetime
from functools import lru_cache

from checker.cli.judge import Judge, make_judge
from checker.cli.settings import Config
from checker.model.findings import FileReport
from checker.rules.engine import lint
from checker.rules.examples import skeleton
from checker.source.text import Source


@lru_cache
def judge(profile: str = "default") -> Judge:
    """All built-in rules, no configuration."""
    return make_judge(Config(profile=profile), datetime.date(2026, 11, 22))


def judged(source: Source, profile: str = "default") -> FileReport:
    """The report of a text."""
    return lint(source, judge(profile).settings(source.path), judge(profile).law)


def clean_plan(body: str = "") -> str:
    """A plan that no rule has anything to say about, with `body` in its tasks."""
    parts = [text for (_, kind), text in skeleton().items() if kind == "state" and text]
    return (
        "\n\n".join(parts)
        .format(day=16, month="3", year=2026)
        .replace("II. NỘI DUNG, NHIỆM VỤ\n", f"II. NỘI DUNG, NHIỆM VỤ\n\n{body}\n" if body else "II. NỘI DUNG, NHIỆM VỤ\n")
        + "\n"
    )
