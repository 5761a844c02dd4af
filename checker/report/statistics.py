"""`--statistics`: how often each rule found something, the commonest first."""

from __future__ import annotations

from collections import Counter

from checker.findings import Report
from checker.report.wording import SEVERITY, all_findings, best_safety

_WORDS = {"vi": ("số lần", "tệp"), "en": ("count", "files")}


def render(report: Report) -> str:
    """One line per rule: count, files, severity, code, '[*]' where a safe fix exists, name. '' without findings."""
    count: Counter[str] = Counter()
    fixable: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    seen: dict[str, tuple[str, str]] = {}
    for file, finding in all_findings(report):
        count[finding.code] += 1
        fixable[finding.code] += best_safety(finding) == "safe"
        files.setdefault(finding.code, set()).add(file.path)
        seen.setdefault(finding.code, (finding.name, finding.severity))
    if not count:
        return ""
    names = SEVERITY[report.lang]
    width = max(map(len, names.values()))
    number, where = _WORDS[report.lang]
    first, second = max(len(number), len(str(max(count.values())))), max(len(where), len(str(len(report.files))))
    rows = [f"{number:>{first}}  {where:>{second}}\n"]
    for code in sorted(count, key=lambda c: (-count[c], c)):
        name, severity = seen[code]
        star = "[*]" if fixable[code] else "   "
        rows.append(f"{count[code]:>{first}}  {len(files[code]):>{second}}  {names[severity]:<{width}}  {code} {star} {name}\n")
    return "".join(rows)
