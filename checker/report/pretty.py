"""`--format pretty`: findings for people, file by file."""

from __future__ import annotations

from checker.findings import Report


def render(report: Report) -> str:
    """The findings by file, with the words, the legal basis and what can be done, and one line of totals."""
    out = []
    for file in report.files:
        if file.error is not None:
            out.append(f"{file.path}\n  {file.error}\n\n")
            continue
        if file.findings:
            out.append(f"{file.path}\n")
        for finding in file.findings:
            out.append(f"  {finding.place.line}:{finding.place.column}  {finding.severity}  {finding.code}  {finding.message}\n")
            if finding.basis:
                out.append(f"      {finding.basis}\n")
            out.extend(f"      → {fix.title}\n" for fix in finding.fixes)
        out.append("\n" if file.findings else "")
    total = sum(len(file.findings) for file in report.files)
    if report.lang == "en":
        return "".join(out) + f"{total} findings in {len(report.files)} files\n"
    return "".join(out) + f"{total} phát hiện trong {len(report.files)} tệp\n"
