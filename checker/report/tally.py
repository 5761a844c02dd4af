"""What all files of a run add up to, counted as they come, so that no report has to wait in memory for the last lines."""

from __future__ import annotations

from collections import Counter

from checker.model.findings import FileReport, Finding
from checker.report.wording import best_safety

_NAMED = 4  # files with something to fix that are known by name: three are shown, a fourth is told by '…'


class Found:
    """How often one rule found something, and in how many files; `fixable` counts the safe fixes."""

    __slots__ = ("name", "severity", "count", "files", "fixable")

    def __init__(self, name: str, severity: str):
        self.name, self.severity = name, severity
        self.count = self.files = self.fixable = 0


class Tally:
    """Counts over the files that were added."""

    def __init__(self) -> None:
        self.files = self.unreadable = self.suppressed = self.known = 0
        self.severities: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.rules: dict[str, Found] = {}  # by code, in the order in which they were first found
        self.unjudged: dict[str, dict[str, None]] = {}  # why → codes
        self.fixable: Counter[str] = Counter()  # best safety → findings
        self.to_fix: dict[str, dict[str, None]] = {}  # best safety → the first files

    def add(self, file: FileReport) -> None:
        """Count one file."""
        self.files += 1
        self.unreadable += file.error is not None
        self.read.update(file.read)
        for rule in file.not_checked:
            self.unjudged.setdefault(rule.why, {})[rule.code] = None
        known = sum(finding.fingerprint in file.in_baseline for finding, _ in file.suppressed)
        self.known += known
        self.suppressed += len(file.suppressed) - known
        codes = set()
        for finding in file.findings:
            self._count(file.path, finding)
            codes.add(finding.code)
        for code in codes:
            self.rules[code].files += 1

    def _count(self, path: str, finding: Finding) -> None:
        self.severities[finding.severity] += 1
        rule = self.rules.get(finding.code)
        if rule is None:
            rule = self.rules[finding.code] = Found(finding.name, finding.severity)
        rule.count += 1
        if safety := best_safety(finding):
            self.fixable[safety] += 1
            rule.fixable += safety == "safe"
            named = self.to_fix.setdefault(safety, {})
            if len(named) < _NAMED:
                named[path] = None

    @property
    def findings(self) -> int:
        """How many there are."""
        return self.severities.total()
