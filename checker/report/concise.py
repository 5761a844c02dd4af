"""One line per finding, never wrapped: for logs, editors and `grep`."""

from __future__ import annotations

from checker.model.findings import Report
from checker.report.streams import visible


def render(report: Report) -> str:
    """`path:line:column: severity CODE name: message`, one line per finding; an unreadable file has one line too."""
    lines = []
    for file in report.files:
        path = visible(file.path)
        if file.error is not None:
            lines.append(f"{path}: error: {visible(file.error)}\n")
        lines.extend(
            f"{path}:{f.place.line}:{f.place.column}: {f.severity} {f.code} {f.name}: {visible(f.message)}\n"
            for f in file.findings
        )
    return "".join(lines)
