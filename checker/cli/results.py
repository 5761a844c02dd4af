"""Reports of files that have not changed, kept from one run to the next: an unchanged plan is not judged again.

What is kept of a report are codes, places and texts of rules. Words of the plan are written as places in it, so the cache
holds no text of a plan: an entry is read together with the file that it is of, and means nothing without it. It holds for the
very bytes of the file, the same rules, law, settings and day; whatever else is wrong with it makes it a miss. Only text files
are kept.
"""

from __future__ import annotations

import datetime
import marshal
import os
import zlib

from checker.base import cache
from checker.base.data import data_folder
from checker.base.record import replace
from checker.cli.judge import Judge
from checker.model.findings import SEVERITIES, FileReport, Finding, Unjudged
from checker.report.hidden_words import Hidden, Shown
from checker.rules import tool_findings as own
from checker.source import BINARY
from checker.source.text import Place, Source, Unreadable

_OLD = 30 * 86_400  # seconds after which an entry that no run has written again is dropped
_FIELDS = tuple(name for name in FileReport.__match_args__ if name not in ("path", "document", "facts", "error"))


class Results:
    """The kept reports of one run's settings; `of` opens them."""

    def __init__(self, folder: str, state: str):
        self._folder, self._state = folder, state

    @classmethod
    def of(cls, judge: Judge) -> Results | None:
        """The kept reports for a judge; None where nothing may be kept, or the folder is not the user's own."""
        folder = cache.cache_folder() if cache.enabled else None
        if folder is None:
            return None
        folder = os.path.join(folder, "results")
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            return cls(folder, state_of(judge)) if cache.is_own(folder) else None
        except OSError:
            return None

    def find(self, path: str, data: bytes) -> FileReport | None:
        """The report of the file at `path` with these bytes, as an earlier run made it; None where none is kept."""
        try:
            with open(self._entry(path), "rb") as file:
                content = file.read()
            head, packed = content[:8], content[8:]
            if int(head, 16) != zlib.crc32(packed):
                return None
            state, mark, values = marshal.loads(packed)
            if (state, mark) != (self._state, _mark(data)):
                return None
            shown = Shown(Source.from_bytes(path, data))
            fields = dict(zip(_FIELDS, map(shown.value, values), strict=True))
            report = FileReport(path=path.replace("\\", "/"), **fields)
            return report if _is_whole(report) else None
        except (OSError, ValueError, EOFError, TypeError, KeyError, IndexError, AttributeError, Unreadable):
            return None

    def keep(self, path: str, data: bytes, report: FileReport) -> None:
        """Keep the report of a file that was judged. Never raises for the disk."""
        if report.error is not None or any(finding.code == own.CRASHED for finding in report.findings):
            return
        try:
            hidden = Hidden(Source.from_bytes(path, data))
            values = [hidden.value(getattr(report, name)) for name in _FIELDS]
            mark = _mark(data)
            packed = marshal.dumps((self._state, mark, values))
            _write(self._entry(path), b"%08x" % zlib.crc32(packed) + packed)
            if mark.startswith("00"):  # now and then
                self._drop_old()
        except (OSError, ValueError, Unreadable):
            return

    def _entry(self, path: str) -> str:
        return os.path.join(self._folder, cache.digest(os.path.abspath(path).encode("utf-8", "surrogateescape")))

    def _drop_old(self) -> None:
        """Drop the entries of files that nobody has checked for a month. Never raises for the disk."""
        before = datetime.datetime.now().timestamp() - _OLD
        try:
            for entry in os.scandir(self._folder):
                if entry.stat().st_mtime < before:
                    os.unlink(entry.path)
        except OSError:
            return


def can_keep(path: str) -> bool:
    """Whether the reports of such a file are kept: text that can be read again cheaply."""
    return path != "-" and not path.lower().endswith(BINARY)


def _is_whole(report: FileReport) -> bool:
    """Whether what was read has the shape of a report."""
    findings = (*report.findings, *(pair[0] for pair in report.suppressed))
    return (
        isinstance(report.read, dict)
        and isinstance(report.used_entries, frozenset)
        and isinstance(report.in_text, frozenset)
        and all(isinstance(one, Unjudged) for one in report.not_checked)
        and all(isinstance(one, Finding) and one.severity in SEVERITIES and isinstance(one.place, Place) for one in findings)
    )


def _mark(data: bytes) -> str:
    return cache.digest(data)


def state_of(judge: Judge) -> str:
    """Changes whenever a report could: with the code, rules and law, the settings and the day, and the documents beside."""
    files = [*judge.config.packs, *judge.config.registries]
    for folder, _, names in os.walk(data_folder("rules")):
        files += [os.path.join(folder, name) for name in names]
    stamps = []
    for path in sorted(files):
        found = os.stat(path)
        stamps.append(f"{path} {found.st_mtime_ns} {found.st_size}")
    entries, beside = repr(judge.entries), repr(judge.repository)
    config = repr(replace(judge.config, origins={}))
    parts = (config, str(judge.today), entries, beside, *stamps)
    return cache.entry_key(b"results", cache.code_state(), *(part.encode("utf-8", "surrogateescape") for part in parts))


def _write(path: str, content: bytes) -> None:
    partial = f"{path}.{os.getpid()}.tmp"
    with open(partial, "wb") as file:
        file.write(content)
    os.replace(partial, path)
