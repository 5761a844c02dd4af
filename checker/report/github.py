"""Annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten annotations of each level per step and drops the rest in silence; so the worst come first, and the tenth says how
many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model.findings import FileReport, Finding, Report
from checker.report.repository import from_root
from checker.report.streams import visible
from checker.report.tally import Tally
from checker.report.wording import SEVERITY, WORST_FIRST, bilingual

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}
LIMIT = 10  # annotations of one level that GitHub shows per step
_WORDS = bilingual(
    {"more": ("còn {} {} nữa, xem bảng tóm tắt của bước này", "{} more findings of level {}: see the summary of this step")}
)


def part(file: FileReport, at: int, about: Report) -> dict[str, list[str]]:
    """The commands of a file by severity, at most as many as are ever shown."""
    path = from_root(file.path, about.root)
    found: dict[str, list[str]] = {"unreadable": [_unreadable(file, path)]} if file.error is not None else {}
    for finding in file.findings:
        level = found.setdefault(finding.severity, [])
        if len(level) < LIMIT:
            level.append(_annotation(path, finding))
    return found


def whole(parts: Iterable[dict[str, list[str]]], about: Report, tally: Tally) -> Iterator[str]:
    """The workflow commands, worst first, at most ten of each level."""
    found: dict[str, list[str]] = {}
    for one in parts:
        for level, lines in one.items():
            held = found.setdefault(level, [])
            held += lines[: LIMIT - len(held)]
    for severity in WORST_FIRST:
        lines, count = found.get(severity, []), tally.severities[severity]
        if severity == "error":
            lines, count = found.get("unreadable", []) + lines, count + tally.unreadable
        if count > LIMIT:
            more = _WORDS[about.lang]["more"].format(count - LIMIT + 1, SEVERITY[about.lang][severity])
            lines = [*lines[: LIMIT - 1], f"::{_COMMAND[severity]} title=plancheck::{_data(more)}\n"]
        yield from lines


def _annotation(path: str, finding: Finding) -> str:
    place = finding.place
    properties = {
        "title": f"plancheck ({finding.code})",
        "file": visible(path),
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    joined = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {joined}::{_data(message_of(finding))}\n"


def _unreadable(file: FileReport, path: str) -> str:
    return f"::error title=plancheck,file={_property(visible(path))}::{_data(visible(file.error))}\n"


def message_of(finding: Finding) -> str:
    """The message with its basis, on one line."""
    return visible(finding.message) + (f" ({visible(finding.basis)})" if finding.basis else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
