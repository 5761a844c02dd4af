"""Plans for tests: where they lie, how they are made, and what the built-in rules say about them."""

from __future__ import annotations

import datetime
from functools import lru_cache
from itertools import cycle, islice
from pathlib import Path

from checker.cli.judge import Judge, make_judge
from checker.cli.settings import Config
from checker.model.findings import FileReport, Finding
from checker.rules.engine import lint
from checker.rules.examples import full_text, skeleton
from checker.rules.packs import Example
from checker.source.text import Source
from tests.conftest import ROOT, SHARED

_SAMPLES = ROOT / "samples"
_PROSE = ROOT / "tests" / "bench" / "prose.txt"  # what most lines of real plans are: prose with hardly a date


# -- that lie there


def example_files(*folders: str) -> list[Path]:
    """The plans in `folders` of the example material; empty on a machine without it."""
    return sorted(p for folder in folders for p in (SHARED / folder).glob("*.txt")) if SHARED else []


def sample_files() -> list[Path]:
    """The plans of this repository."""
    return sorted(p for p in _SAMPLES.rglob("*") if p.suffix in (".txt", ".md"))


# -- that are made


def clean_plan(body: str = "") -> str:
    """A plan that no rule has anything to say about, with `body` in its tasks."""
    parts = [text for (_, kind), text in skeleton().items() if kind == "state" and text]
    return (
        "\n\n".join(parts)
        .format(day=16, month="3", year=2026)
        .replace("II. NỘI DUNG, NHIỆM VỤ\n", f"II. NỘI DUNG, NHIỆM VỤ\n\n{body}\n" if body else "II. NỘI DUNG, NHIỆM VỤ\n")
        + "\n"
    )


def plan_with(body: str = "1. Triển khai quyết liệt trước ngày 30 tháng 9 năm 2026.", slot: str = "body") -> str:
    """The plan that an example of a rule stands in: all slots clean but the one that `body` fills."""
    return full_text(Example(body, (), True, slot, 1))[0]


def usual_plan(size: int) -> str:
    """A plan of about `size` bytes with facts as dense as in real plans, where beside a paragraph of citations and dates stand
    two of plain prose."""
    prose = cycle(_PROSE.read_text("utf-8").splitlines())
    return _lengthened([line for dense in _paragraphs() for line in (dense, *islice(prose, 2))], size)


def dense_plan(size: int) -> str:
    """A plan of about `size` bytes, its every paragraph full of citations and dates: five times the dates of real plans."""
    return _lengthened(_paragraphs(), size)


def _paragraphs() -> list[str]:
    """The paragraphs of all samples that are sentences: full of citations, dates and agencies."""
    return [
        line.strip("#* ")
        for path in sorted(_SAMPLES.rglob("*.txt"))
        for line in path.read_text("utf-8").split("\n")
        if len(line) > 90 and "|" not in line
    ]


def _lengthened(paragraphs: list[str], size: int) -> str:
    """A sample with the paragraphs as further numbered tasks, again and again until it is of about `size` bytes."""
    text = (_SAMPLES / "good" / "tinh-nguoi-cao-tuoi.md").read_text("utf-8")
    at = text.index("\n", text.index("II")) + 1
    extra: list[str] = []
    length = len(text.encode())
    number = 0
    while length < size:
        line = f"- {paragraphs[number % len(paragraphs)].lstrip('-+0123456789.) ')}\n\n"
        if number % 8 == 0:
            line = f"{number // 8 + 1}. Nhóm nhiệm vụ {number // 8 + 1}\n\n" + line
        extra.append(line)
        length += len(line.encode())
        number += 1
    return text[:at] + "\n" + "".join(extra) + text[at:]


# -- that are judged


@lru_cache
def judge(profile: str = "default", stage: str = "draft") -> Judge:
    """All built-in rules, no configuration."""
    return make_judge(Config(profile=profile, stage=stage), datetime.date(2026, 11, 22))


def judged(source: Source, profile: str = "default", stage: str = "draft") -> FileReport:
    """The report of a text."""
    by = judge(profile, stage)
    return lint(source, by.settings(source.path), by.law)


def findings(text: str, *families: str, stage: str = "draft", path: str = "a.txt") -> list[Finding]:
    """The findings of the default profile in `text`; of the given families or codes only, where some are given."""
    found = judged(Source(path, text), stage=stage).findings
    return [f for f in found if not families or f.code.startswith(families)]


def findings_in(path: Path, *families: str) -> list[Finding]:
    """The same for a file."""
    return findings(path.read_text(encoding="utf-8"), *families, path=path.name)
