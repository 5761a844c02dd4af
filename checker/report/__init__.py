"""One file per output format: a module with `render(report: Report) -> str`. The table names them all."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from checker.model.findings import Report

FORMATS: dict[str, str] = {
    "pretty": "checker.report.pretty",
    "concise": "checker.report.concise",
    "json": "checker.report.json",
    "jsonl": "checker.report.jsonl",
    "sarif": "checker.report.sarif",
    "github": "checker.report.github",
    "gitlab": "checker.report.gitlab",
    "junit": "checker.report.junit",
    "html": "checker.report.html",
}

# Formats that only `--output` takes: no text for standard output.
FILE_FORMATS = ("docx",)


def renderer(name: str) -> Callable[[Report], str]:
    """The `render` function of a format. Raises KeyError for an unknown one."""
    return importlib.import_module(FORMATS[name]).render


# Formats that show the text of the plans: their reports keep the documents, and are made in one process.
NEEDS_DOCUMENT = frozenset({"pretty", "html", "docx"})
