"""One text judged by the built-in rules, for tests that state what is found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from checker.model.findings import Finding
from checker.rules.engine import Settings, lint
from checker.rules.packs import load_packs
from checker.rules.registries import Law
from checker.source.text import Source


@lru_cache
def _book():
    return load_packs(), Law()


def findings(text: str, *families: str, stage: str = "draft", path: str = "a.txt") -> list[Finding]:
    """The findings of the default profile in `text`; of the given families or codes only, where some are given."""
    book, law = _book()
    rules = tuple(rule for rule in book.rules if rule.profile == "default")
    report = lint(Source(path, text), Settings(rules=rules, all_rules=book.rules, stage=stage), law)
    return [f for f in report.findings if not families or f.code.startswith(families)]


def findings_in(path: Path, *families: str) -> list[Finding]:
    """The same for a file."""
    return findings(path.read_text(encoding="utf-8"), *families, path=path.name)
