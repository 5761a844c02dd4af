"""`--format concise`: one line per finding, 'path:line:column: severity CODE message', for editors, logs and grep."""

from __future__ import annotations

from checker.findings import FileReport, Report


def render(report: Report) -> str:
    """The findings, file by file; a file that cannot be read has one line."""
    return "".join(line for file in report.files for line in _lines(file))


def _lines(file: FileReport) -> list[str]:
    if file.error is not None:
        return [f"{file.path}: error: {' '.join(file.error.split())}\n"]
    return [
        f"{file.path}:{finding.place.line}:{finding.place.column}: {finding.severity} {finding.code} "
        f"{' '.join(finding.message.split())}\n"
        for finding in file.findings
    ]
