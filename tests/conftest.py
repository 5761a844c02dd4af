"""Where the example plans lie, for the tests that read them: a folder beside the checkout that a fresh machine does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = next((p for p in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if (p / "examples").is_dir()), None)


def plans(*folders: str) -> list[Path]:
    """The plans in `folders` of the example material; empty on a machine without it."""
    return sorted(p for folder in folders for p in (SHARED / folder).glob("*.txt")) if SHARED else []


def sample_texts() -> list[Path]:
    """The samples of this repository."""
    return sorted(p for p in (ROOT / "samples").rglob("*") if p.suffix in (".txt", ".md"))


needs_examples = pytest.mark.skipif(SHARED is None, reason="the example plans are not on this machine")
