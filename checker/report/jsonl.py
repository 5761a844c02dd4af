"""`--format jsonl`: one line per file, the objects of `files` of the JSON format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model.findings import FileReport, Report
from checker.report.json import file_object
from checker.report.streams import json_text
from checker.report.tally import Tally


def part(file: FileReport, at: int, about: Report) -> str:
    """The line of a file."""
    return json_text(file_object(file)) + "\n"


def whole(parts: Iterable[str], about: Report, tally: Tally) -> Iterator[str]:
    """The lines of all files."""
    yield from parts
