"""What was found in a few lines of plain text, to be sent by mail."""

from __future__ import annotations

from checker.model.findings import Report
from checker.report.streams import harmless
from checker.report.whereabouts import locator
from checker.report.wording import SEVERITY, WORST_FIRST, tally


def render(report: Report) -> str:
    """For each file its counts, and each finding in a line with its place; the gravest first."""
    lines: list[str] = []
    for file in report.files:
        lines.append(f"{file.path}: {file.error or tally(file.findings, report.lang)}")
        if file.document is None:
            continue
        where = locator(file.document, report.lang)
        for number, f in enumerate(sorted(file.findings, key=lambda f: WORST_FIRST.index(f.severity)), 1):
            place = where(f.span)
            line = f"{number}. {SEVERITY[report.lang][f.severity].capitalize()}{f' ({place})' if place else ''}: {f.message}"
            lines.append(line)
        lines.append("")
    return "".join(harmless(line) + "\n" for line in lines)
