"""`--format jsonl`: one line per file."""

from __future__ import annotations

from checker.report.json import render_lines as render

__all__ = ["render"]
