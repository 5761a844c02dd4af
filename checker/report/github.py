"""Annotations of GitHub Actions: workflow commands on standard output, and a table for the step's summary.

GitHub shows ten annotations of each level per step and drops the rest in silence; so the worst come first, and the tenth says how
many more there are.
"""

from __future__ import annotations

import os

from checker.base.errors import Refused
from checker.model.findings import FileReport, Finding, Report
from checker.report.repository import from_root
from checker.report.streams import visible
from checker.report.summary import summary_text
from checker.report.wording import SEVERITY, WORST_FIRST, all_findings, bilingual, shorten

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}
LIMIT = 10  # annotations of one level that GitHub shows per step
_SUMMARY_ROWS = 500
_SUMMARY_BYTES = 1_000_000  # GitHub refuses a summary over 1 MiB
_WORDS = bilingual(
    {
        "more": ("còn {} {} nữa, xem bảng tóm tắt của bước này", "{} more findings of level {}: see the summary of this step"),
        "cut": ("… và {} phát hiện nữa", "… and {} more"),
    }
)
_HEAD = {"vi": ("Mức", "Quy tắc", "Chỗ", "Nội dung"), "en": ("Level", "Rule", "Place", "Message")}


def render(report: Report) -> str:
    """The workflow commands, worst first, at most ten of each level."""
    lines = []
    found = all_findings(report)
    broken = [file for file in report.files if file.error is not None]
    for severity in WORST_FIRST:
        level = [
            _annotation(from_root(file.path, report.root), finding) for file, finding in found if finding.severity == severity
        ]
        if severity == "error":
            level = [_unreadable(file, from_root(file.path, report.root)) for file in broken] + level
        if len(level) > LIMIT:
            more = _WORDS[report.lang]["more"].format(len(level) - LIMIT + 1, SEVERITY[report.lang][severity])
            level = [*level[: LIMIT - 1], f"::{_COMMAND[severity]} title=plancheck::{_data(more)}\n"]
        lines += level
    return "".join(lines)


def step_summary(report: Report) -> str:
    """The Markdown for the step's summary: the counts and a table of all findings, the worst first."""
    words = _WORDS[report.lang]
    rows = sorted(all_findings(report), key=lambda pair: WORST_FIRST.index(pair[1].severity))
    parts = [f"### plancheck\n\n{_cell(summary_text(report))}\n"]
    parts += [f"\n- ❌ `{_code(file.path)}`: {_cell(file.error)}\n" for file in report.files if file.error is not None]
    if rows:
        parts.append("\n| {} | {} | {} | {} |\n|---|---|---|---|\n".format(*_HEAD[report.lang]))
    size, shown = sum(len(part.encode()) for part in parts), 0
    for file, finding in rows[:_SUMMARY_ROWS]:
        row = _row(file, finding, report.lang)
        size += len(row.encode("utf-8", "replace"))
        if size > _SUMMARY_BYTES:
            break
        parts.append(row)
        shown += 1
    if shown < len(rows):
        parts.append(f"\n{words['cut'].format(len(rows) - shown)}\n")
    return "".join(parts)


def write_step_summary(report: Report) -> None:
    """Append the summary to the file that GitHub names in GITHUB_STEP_SUMMARY; nothing where it names none. Raises OSError."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe would be waited for
            raise Refused("không phải tệp thường", "not a regular file")
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(step_summary(report))


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
    return f"::{_COMMAND[finding.severity]} {joined}::{_data(_message(finding))}\n"


def _unreadable(file: FileReport, path: str) -> str:
    return f"::error title=plancheck,file={_property(visible(path))}::{_data(visible(file.error))}\n"


def _message(finding: Finding) -> str:
    return visible(finding.message) + (f" ({visible(finding.basis)})" if finding.basis else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(file: FileReport, finding: Finding, lang: str) -> str:
    place = f"`{_code(file.path)}:{finding.place.line}:{finding.place.column}`"
    message = _cell(shorten(_message(finding), 400))
    return f"| {SEVERITY[lang][finding.severity]} | `{finding.code}` {finding.name} | {place} | {message} |\n"


def _code(text: str) -> str:
    return visible(text).replace("`", "'").replace("|", "\\|")


def _cell(text: str) -> str:
    escaped = visible(text).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{c}" if c in "|*_`[]#~@!" else c for c in escaped)
