"""`--statistics`: how often each rule found something, the commonest first."""

from __future__ import annotations

from checker.base.record import NamedTuple
from checker.model.findings import FileReport, Finding, Report
from checker.report.streams import json_text
from checker.report.wording import SEVERITY, all_findings, best_safety

_HEADS = {"vi": ("số lần", "tệp"), "en": ("count", "files")}


class _Row(NamedTuple):
    count: int
    files: int
    fixable: int
    code: str
    name: str
    severity: str


def _rows(report: Report) -> list[_Row]:
    by_code: dict[str, list[tuple[FileReport, Finding]]] = {}
    for file, finding in all_findings(report):
        by_code.setdefault(finding.code, []).append((file, finding))
    rows = [
        _Row(
            len(found),
            len({file.path for file, _ in found}),
            sum(best_safety(finding) == "safe" for _, finding in found),
            code,
            found[0][1].name,
            found[0][1].severity,
        )
        for code, found in by_code.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def render(report: Report) -> str:
    """One line per rule: count, files, severity, code, '[*]' where a safe fix exists, name. '' without findings."""
    rows = _rows(report)
    if not rows:
        return ""
    names, heads = SEVERITY[report.lang], _HEADS[report.lang]
    width = max(map(len, names.values()))
    first, second = max(len(heads[0]), len(str(rows[0].count))), max(len(heads[1]), len(str(len(report.files))))
    code = max(len(row.code) for row in rows)
    lines = [f"{heads[0]:>{first}}  {heads[1]:>{second}}\n"]
    for row in rows:
        star = "[*]" if row.fixable else "   "
        lines.append(
            f"{row.count:>{first}}  {row.files:>{second}}  {names[row.severity]:<{width}}  {row.code:<{code}} {star} {row.name}\n"
        )
    return "".join(lines)


def render_json(report: Report) -> str:
    """The same as a JSON list of objects."""
    return json_text([row._asdict() for row in _rows(report)], 1) + "\n"
