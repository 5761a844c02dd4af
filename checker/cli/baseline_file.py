"""The baseline: findings that were there when an office began, kept by fingerprint so that only new ones are shown.

A JSON file that people can read in a diff: one line per finding, sorted. Paths are relative to the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from functools import cached_property

from checker.base.errors import Fatal
from checker.base.record import dataclass, replace
from checker.cli.files import write_atomic
from checker.model.findings import FileReport, Finding
from checker.rules import tool_findings as own

DEFAULT_NAME = ".plancheck-baseline.json"
_REASONS = {"vi": "có trong tệp mốc", "en": "in the baseline"}


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding of the baseline. `text` is its words, for people."""

    path: str
    code: str
    fingerprint: str
    text: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it this finding."""
        return self.path, self.code, self.fingerprint


@dataclass(frozen=True)
class Baseline:
    """The known findings, sorted. `path` is the file's."""

    path: str
    known: tuple[Known, ...] = ()

    @cached_property
    def keys(self) -> frozenset[tuple[str, str, str]]:
        """What makes each known finding the one it is."""
        return frozenset(one.key for one in self.known)

    def relative(self, path: str) -> str:
        """The path of a plan as the baseline names it."""
        try:
            return os.path.relpath(path, os.path.dirname(self.path) or ".").replace("\\", "/")
        except ValueError:  # another drive
            return path.replace("\\", "/")


def load(path: str) -> Baseline:
    """Read a baseline. Raises `Fatal`."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        if data["schema"] != 1:
            raise ValueError("schema")
        known = [Known(e["path"], e["code"], e["fingerprint"], e.get("text", "")) for e in data["findings"]]
        if not all(isinstance(part, str) for one in known for part in one.key):
            raise ValueError("findings")
    except OSError as error:
        raise Fatal(f"không đọc được tệp mốc “{path}”: {error.strerror}", f"cannot read “{path}”: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fatal(f"“{path}” không phải tệp mốc của plancheck", f"“{path}” is no baseline of plancheck") from None
    return Baseline(path, tuple(sorted(known)))


def save(baseline: Baseline) -> None:
    """Write a baseline, whole or not at all. Raises `Fatal`."""
    lines = [
        json.dumps({"path": one.path, "code": one.code, "fingerprint": one.fingerprint, "text": one.text}, ensure_ascii=False)
        for one in sorted(baseline.known)
    ]
    text = '{"schema": 1, "findings": [' + ("\n " if lines else "") + ",\n ".join(lines) + "\n]}\n"
    try:
        write_atomic(baseline.path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Fatal(
            f"không ghi được tệp mốc “{baseline.path}”: {error.strerror}", f"cannot write “{baseline.path}”: {error.strerror}"
        ) from None


def may_hold(finding: Finding, mandatory: frozenset[str]) -> bool:
    """Whether a finding may be taken as known: never a crash, never a mandatory rule."""
    return finding.code != own.CRASHED and finding.code not in mandatory


def known_of(baseline: Baseline, file: FileReport, mandatory: frozenset[str]) -> list[Known]:
    """The findings of a file as entries."""
    path = baseline.relative(file.path)
    return [
        Known(path, f.code, f.fingerprint, " ".join(f.place.text.split())[:80]) for f in file.findings if may_hold(f, mandatory)
    ]


def only_new(file: FileReport, baseline: Baseline, mandatory: frozenset[str], lang: str) -> FileReport:
    """The report without the findings that the baseline knows; they count as suppressed."""
    path = baseline.relative(file.path)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in file.findings:
        known = (path, finding.code, finding.fingerprint) in baseline.keys and may_hold(finding, mandatory)
        (old if known else new).append(finding)
    silenced = tuple((finding, _REASONS[lang]) for finding in old)
    return replace(file, findings=tuple(new), suppressed=(*file.suppressed, *silenced)) if old else file


def updated(baseline: Baseline, files: Sequence[FileReport], mandatory: frozenset[str], prune: bool) -> tuple[Baseline, int, int]:
    """(baseline with the findings of `files`, how many are added, how many dropped).

    With `prune`, entries of these files that are not found any more go, and those of files that no longer exist.
    """
    found = {one.key: one for file in files if file.error is None for one in known_of(baseline, file, mandatory)}
    before = {one.key: one for one in baseline.known}
    judged = {baseline.relative(file.path) for file in files if file.error is None}
    kept = {key: one for key, one in before.items() if not prune or key in found or _stays(baseline, one, judged)}
    after = {**kept, **found}
    return replace(baseline, known=tuple(sorted(after.values()))), len(after.keys() - before.keys()), len(before) - len(kept)


def _stays(baseline: Baseline, one: Known, judged: Iterable[str]) -> bool:
    return one.path not in judged and os.path.exists(os.path.join(os.path.dirname(baseline.path), one.path))
