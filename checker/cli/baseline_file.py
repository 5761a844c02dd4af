"""The baseline: findings that were there when an office began, kept by fingerprint so that only new ones are shown.

A JSON file that people can read in a diff: one line per place of a finding, sorted, then one per file with the marks by which a
renamed file is known again. Paths are relative to the file.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from checker.base.errors import Fatal, system_words
from checker.base.record import dataclass, field, replace
from checker.cli import renames
from checker.cli.writing import write_atomic
from checker.model.findings import FileReport, Finding
from checker.rules import tool_findings as own
from checker.rules.suppress import joined, parted

DEFAULT_NAME = ".plancheck-baseline.json"
_REASONS = {"vi": "đã có từ trước (trong tệp mốc)", "en": "was there before (in the baseline)"}


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One place of a finding of the baseline. `text` is its words, for people."""

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
    """The known findings, sorted, and the sketches of their files. `path` is the file's."""

    path: str
    known: tuple[Known, ...] = ()
    sketches: Mapping[str, renames.Sketch] = field(default_factory=dict)

    @cached_property
    def keys(self) -> frozenset[tuple[str, str, str]]:
        """What makes each known finding the one it is."""
        return frozenset(one.key for one in self.known)

    def relative(self, path: str) -> str:
        """The path of a plan as the baseline names it."""
        try:
            path = os.path.relpath(path, os.path.dirname(self.path) or ".")
        except ValueError:  # another drive
            pass
        return unicodedata.normalize("NFC", path.replace("\\", "/"))

    def is_there(self, name: str) -> bool:
        """Whether the plan that the baseline names so is still in its place."""
        return renames.there(os.path.join(os.path.dirname(self.path), name))

    def renamed(self, paths: Iterable[str]) -> Baseline:
        """The baseline with the new names of the files among `paths` that it knows by an old one."""
        named = {one.path for one in self.known}
        gone = {name: marks for name, marks in self.sketches.items() if name in named and not self.is_there(name)}
        fresh = [path for path in paths if self.relative(path) not in named and os.path.isfile(path)] if gone else []
        moved = renames.pairs(gone, renames.sketches(fresh, [self.relative(path) for path in fresh]))
        new = {old: name for name, old in moved.items()}
        known = tuple(sorted(replace(one, path=new.get(one.path, one.path)) for one in self.known))
        return replace(self, known=known, sketches={new.get(name, name): marks for name, marks in self.sketches.items()})


def load(path: str) -> Baseline:
    """Read a baseline. Raises `Fatal`."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        if data["schema"] != 1:
            raise ValueError("schema")
        known = [Known(_nfc(e["path"]), e["code"], e["fingerprint"], e.get("text", "")) for e in data["findings"]]
        if not all(isinstance(part, str) for one in known for part in one.key):
            raise ValueError("findings")
        sketches = {_nfc(e["path"]): tuple(e["lines"].split()) for e in data.get("files", ())}
    except OSError as error:
        vi, en = system_words(error)
        raise Fatal(f"không đọc được tệp mốc “{path}”: {vi}", f"cannot read “{path}”: {en}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fatal(f"“{path}” không phải tệp mốc của plancheck", f"“{path}” is no baseline of plancheck") from None
    return Baseline(path, tuple(sorted(known)), sketches)


def _nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def save(baseline: Baseline) -> None:
    """Write a baseline, whole or not at all. Raises `Fatal`."""
    findings = [
        {"path": one.path, "code": one.code, "fingerprint": one.fingerprint, "text": one.text} for one in sorted(baseline.known)
    ]
    files = [{"path": path, "lines": " ".join(marks)} for path, marks in sorted(baseline.sketches.items())]
    text = f'{{"schema": 1, "findings": {_lines(findings)}' + (f', "files": {_lines(files)}' if files else "") + "}\n"
    try:
        write_atomic(baseline.path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        vi, en = system_words(error)
        raise Fatal(f"không ghi được tệp mốc “{baseline.path}”: {vi}", f"cannot write “{baseline.path}”: {en}") from None


def _lines(rows: Sequence[Mapping[str, str]]) -> str:
    """A list of JSON with one row on each line."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return "[" + ("\n " if lines else "") + ",\n ".join(lines) + "\n]"


def may_hold(finding: Finding, mandatory: frozenset[str]) -> bool:
    """Whether a finding may be taken as known: never a crash, never a mandatory rule."""
    return finding.code != own.CRASHED and finding.code not in mandatory


def known_of(baseline: Baseline, file: FileReport, mandatory: frozenset[str]) -> list[Known]:
    """The findings of a file as entries, one for each place."""
    path = baseline.relative(file.path)
    return [
        Known(path, part.code, part.fingerprint, " ".join(part.place.text.split())[:80])
        for finding in file.findings
        if may_hold(finding, mandatory)
        for part in parted(finding)
    ]


def only_new(file: FileReport, baseline: Baseline, mandatory: frozenset[str], lang: str) -> FileReport:
    """The report without the places of findings that the baseline knows; they count as suppressed."""
    path = baseline.relative(file.path)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in file.findings:
        left: list[Finding] = []
        for part in parted(finding):
            known = (path, part.code, part.fingerprint) in baseline.keys and may_hold(part, mandatory)
            (old if known else left).append(part)
        new += joined(finding, left)
    silenced = tuple((finding, _REASONS[lang]) for finding in old)
    marks = file.in_baseline | {finding.fingerprint for finding in old}
    return replace(file, findings=tuple(new), suppressed=(*file.suppressed, *silenced), in_baseline=marks) if old else file


def updated(baseline: Baseline, files: Sequence[FileReport], mandatory: frozenset[str], prune: bool) -> tuple[Baseline, int, int]:
    """(baseline with the findings of `files`, how many are added, how many dropped). Renamed files keep their entries.

    With `prune`, entries of these files that are not found any more go, and those of files that no longer exist.
    """
    read = [file for file in files if file.error is None]
    baseline = baseline.renamed(file.path for file in read)
    found = {one.key: one for file in read for one in known_of(baseline, file, mandatory)}
    before = {one.key: one for one in baseline.known}
    judged = {baseline.relative(file.path): file.path for file in read}
    kept = {key: one for key, one in before.items() if not prune or key in found or _stays(baseline, one, judged)}
    after = {**kept, **found}
    new = replace(baseline, known=tuple(sorted(after.values())), sketches=_sketches(baseline, judged, before, after))
    return new, len(after.keys() - before.keys()), len(before) - len(kept)


def _stays(baseline: Baseline, one: Known, judged: Mapping[str, str]) -> bool:
    return one.path not in judged and baseline.is_there(one.path)


def _sketches(
    baseline: Baseline, judged: Mapping[str, str], before: Mapping[tuple, Known], after: Mapping[tuple, Known]
) -> dict[str, renames.Sketch]:
    """The sketches of all files with entries; one is made anew only where the entries changed, so that a run without news
    leaves the file as it is."""
    changed = {one.path for key, one in {**before, **after}.items() if key not in before or key not in after}
    named = {one.path for one in after.values()}
    old = {name: marks for name, marks in baseline.sketches.items() if name in named}
    stale = [name for name in sorted(named & judged.keys()) if name in changed or name not in old]
    return old | renames.sketches([judged[name] for name in stale], stale)
