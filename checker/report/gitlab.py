"""GitLab Code Quality: a bare list of issues, paths relative to the repository."""

from __future__ import annotations

from hashlib import sha256

from checker.model.findings import FileReport, Finding, Report
from checker.report.repository import from_root
from checker.report.streams import json_text, visible

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """The list as JSON. GitLab shows equal fingerprints once: the path is part of each, and repeats are numbered."""
    issues: list[dict] = []
    seen: dict[str, int] = {}
    for file in report.files:
        path = visible(from_root(file.path, report.root))
        if file.error is not None:
            issues.append(_unreadable(file, path))
        for finding in file.findings:
            key = f"{path}\n{finding.code}\n{finding.fingerprint}"
            seen[key] = seen.get(key, 0) + 1
            issues.append(_issue(finding, path, f"{key}\n{seen[key]}"))
    return json_text(issues, 2) + "\n"


def _issue(finding: Finding, path: str, identity: str) -> dict:
    place = finding.place
    return {
        "description": f"{finding.code}: {visible(finding.message)}",
        "check_name": finding.name,
        "fingerprint": _digest(identity),
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": place.line, "end": place.end_line},
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }


def _unreadable(file: FileReport, path: str) -> dict:
    return {
        "description": visible(file.error or ""),
        "check_name": "unreadable",
        "fingerprint": _digest(f"{path}\nunreadable"),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
