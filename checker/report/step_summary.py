"""The table for the summary of a step of GitHub Actions: the counts, and the findings, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from checker.model.findings import FileReport, Finding, Report
from checker.report.github import message_of
from checker.report.streams import visible
from checker.report.summary import summary_text
from checker.report.tally import Tally
from checker.report.wording import SEVERITY, WORST_FIRST, shorten

_ROWS = 500
_BYTES = 1_000_000  # GitHub refuses a summary over 1 MiB
_CUT = {"vi": "… và {} phát hiện nữa", "en": "… and {} more"}
_HEAD = {"vi": ("Mức", "Quy tắc", "Chỗ", "Nội dung"), "en": ("Level", "Rule", "Place", "Message")}
_UNREADABLE = "unreadable"


def part(file: FileReport, at: int, about: Report) -> dict[str, list[str]]:
    """The rows of a file by severity, and the line of one that could not be read."""
    rows: dict[str, list[str]] = {}
    if file.error is not None:
        rows[_UNREADABLE] = [f"\n- ❌ `{_code(file.path)}`: {_cell(file.error)}\n"]
    for finding in file.findings[:_ROWS]:
        rows.setdefault(finding.severity, []).append(_row(file, finding, about.lang))
    return rows


def whole(parts: Iterable[dict[str, list[str]]], about: Report, tally: Tally) -> Iterator[str]:
    """The Markdown: as much of the table as GitHub takes."""
    head = [f"### plancheck\n\n{_cell(summary_text(tally, about.lang))}\n"]
    head += [line for one in parts for line in one.get(_UNREADABLE, ())]
    if tally.findings:
        head.append("\n| {} | {} | {} | {} |\n|---|---|---|---|\n".format(*_HEAD[about.lang]))
    yield from head
    size, shown = sum(len(line.encode("utf-8", "replace")) for line in head), 0
    rows = (row for severity in WORST_FIRST for one in parts for row in one.get(severity, ()))
    for row in islice(rows, _ROWS):
        size += len(row.encode("utf-8", "replace"))
        if size > _BYTES:
            break
        yield row
        shown += 1
    if shown < tally.findings:
        yield f"\n{_CUT[about.lang].format(tally.findings - shown)}\n"


def _row(file: FileReport, finding: Finding, lang: str) -> str:
    place = f"`{_code(file.path)}:{finding.place.line}:{finding.place.column}`"
    message = _cell(shorten(message_of(finding), 400))
    return f"| {SEVERITY[lang][finding.severity]} | `{finding.code}` {finding.name} | {place} | {message} |\n"


def _code(text: str) -> str:
    return visible(text).replace("`", "'").replace("|", "\\|")


def _cell(text: str) -> str:
    escaped = visible(text).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{c}" if c in "|*_`[]#~@!" else c for c in escaped)
