"""The output formats: for each the function `(report: Report) -> str` that writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from checker.model.findings import Report

FORMATS: dict[str, str] = {
    "pretty": "checker.report.pretty:render",
    "concise": "checker.report.concise:render",
    "json": "checker.report.json:render",
    "jsonl": "checker.report.json:render_lines",
    "sarif": "checker.report.sarif:render",
    "github": "checker.report.github:render",
    "gitlab": "checker.report.gitlab:render",
    "junit": "checker.report.junit:render",
    "html": "checker.report.html:render",
}

# Formats that only `--output` takes: no text for standard output.
FILE_FORMATS = ("docx", "csv", "xlsx")


def renderer(name: str) -> Callable[[Report], str]:
    """The function of a format. Raises KeyError for an unknown one."""
    module, _, function = FORMATS[name].partition(":")
    return getattr(importlib.import_module(module), function)


# Formats that show the text of the plans: their reports keep the documents, and are made in one process.
NEEDS_DOCUMENT = frozenset({"pretty", "html", "docx", "csv", "xlsx"})
