"""GitLab Code Quality: a bare list of issues, paths relative to the repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

from checker.model.findings import FileReport, Finding, Report
from checker.report.repository import from_root
from checker.report.streams import ITEMS, json_around, json_item, visible
from checker.report.tally import Tally

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def part(file: FileReport, at: int, about: Report) -> list[str]:
    """The issues of a file as JSON. GitLab shows equal fingerprints once: the path is part of each, and repeats are numbered."""
    path = visible(from_root(file.path, about.root))
    issues = [_unreadable(file, path)] if file.error is not None else []
    seen: Counter[str] = Counter()
    for finding in file.findings:
        key = f"{path}\n{finding.code}\n{finding.fingerprint}"
        seen[key] += 1
        issues.append(_issue(finding, path, f"{key}\n{seen[key]}"))
    return [json_item(issue, 2, 1) for issue in issues]


def whole(parts: Iterable[list[str]], about: Report, tally: Tally) -> Iterator[str]:
    """The list."""
    return json_around([ITEMS], 2, 1, chain.from_iterable(parts))


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
