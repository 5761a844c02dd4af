"""Reports of files that have not changed, kept from one run to the next: an unchanged plan is not judged again.

What is kept of a report are codes, places and texts of rules. Words of the plan are written as places in it, so the cache
holds no text of a plan: an entry is read together with the file that it is of, and means nothing without it. It holds for the
very bytes of the file, the same rules, law, settings and day; whatever else is wrong with it makes it a miss. The results of a
folder lie in one file. Only texts and Word files are kept: what an office program or a PDF library gives could change with them.
"""

from __future__ import annotations

import marshal
import os
import time

from checker.base import cache
from checker.base.data import data_folder
from checker.base.record import replace
from checker.cli.files import STDIN, content
from checker.cli.judge import Judge
from checker.cli.shelf import Shelf, ShelfWriter
from checker.model.findings import SEVERITIES, FileReport, Finding, Unjudged
from checker.report import hidden_words
from checker.rules import tool_findings as own
from checker.source import OFFICE, PDF, read_any
from checker.source.text import Place, Unreadable

_OLD = 30 * 86_400  # seconds after which the results of a folder that no run has written again are dropped
_FIELDS = tuple(name for name in FileReport.__match_args__ if name not in ("path", "document", "facts", "error"))
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its time, on every file system
_Stamp = tuple[int, int, int]  # size and times of a file


class Results:
    """The kept reports of one run's settings; `of` opens them, `close` has what was kept on the disk."""

    def __init__(self, folder: str, state: str):
        self._folder, self._state = folder, state
        self._read: tuple[str, Shelf] | None = None  # the folder that was asked for last
        self._written: tuple[str, ShelfWriter] | None = None

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

    def find(self, path: str) -> FileReport | None:
        """The report of the file at `path`, as an earlier run made it; None where none is kept, or the file has changed."""
        try:
            entry = self._shelf(os.path.dirname(os.path.abspath(path))).get(_name_of(os.path.basename(path)))
            if entry is None:
                return None
            stamp, mark, data = entry
            raw = _unchanged(path, stamp, mark, hidden_words.has_words(data))
            if raw is None:
                return None
            fields = dict(zip(_FIELDS, hidden_words.show(data, raw), strict=True))
            report = FileReport(path=path.replace("\\", "/"), **fields)
            return report if _is_whole(report) else None
        except (OSError, Unreadable, *hidden_words.FAULTS):
            return None

    def keep(self, path: str, body: bytes) -> None:
        """Keep what `body_of` made of a file that was judged. Never raises for the disk."""
        folder = os.path.dirname(os.path.abspath(path))
        try:
            if self._written is None or self._written[0] != folder:
                self._finish()
                self._written = folder, ShelfWriter(self._path(folder), self._state)
            self._written[1].put(_name_of(os.path.basename(path)), body)
        except OSError:
            return

    def close(self) -> None:
        """Finish what was kept. Never raises for the disk."""
        self._finish()
        if self._read is not None:
            self._read[1].close()
            self._read = None

    def _shelf(self, folder: str) -> Shelf:
        if self._read is None or self._read[0] != folder:
            if self._read is not None:
                self._read[1].close()
            self._read = folder, Shelf(self._path(folder), self._state)
        return self._read[1]

    def _finish(self) -> None:
        if self._written is None:
            return
        folder, shelf = self._written
        self._written = None
        try:
            shelf.close(set(map(_name_of, os.listdir(folder))))
            self._drop_old()
        except OSError:
            return

    def _path(self, folder: str) -> str:
        return os.path.join(self._folder, cache.digest(folder.encode("utf-8", "surrogateescape")))

    def _drop_old(self) -> None:
        """Drop what no run has written again for a month."""
        before = time.time() - _OLD
        for entry in os.scandir(self._folder):
            if entry.stat().st_mtime < before:
                os.unlink(entry.path)


def can_keep(path: str) -> bool:
    """Whether the reports of such a file are kept: what reads it again as it did before."""
    return path != STDIN and not path.lower().endswith(OFFICE + PDF)


def _name_of(name: str) -> bytes:
    """What stands for the name of a file, which says what a plan is about."""
    return bytes.fromhex(cache.digest(name.encode("utf-8", "surrogateescape")))


def stamp_of(path: str) -> _Stamp:
    """What changes with a file: its size and times. Raises `OSError`."""
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def body_of(stamp: _Stamp, data: bytes, raw: str, report: FileReport) -> bytes | None:
    """What is kept of the report of a file with these bytes and this text; None for one that is to be judged again."""
    if report.error is not None or any(finding.code == own.CRASHED for finding in report.findings):
        return None
    try:
        hidden = hidden_words.hide([getattr(report, name) for name in _FIELDS], raw)
    except ValueError:
        return None
    settled = time.time_ns() - max(stamp[1:]) > _SETTLED  # else the next change might not show in the times
    return marshal.dumps((stamp if settled else (), cache.digest(data), hidden))


def _unchanged(path: str, stamp: tuple[int, ...], mark: str, text: bool) -> str | None:
    """The text of a file that has not changed, '' where nobody needs it; None of another."""
    same = stamp == stamp_of(path)
    if same and not text:
        return ""
    data = content(path)
    return read_any(path, data).raw if same or cache.digest(data) == mark else None


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


def state_of(judge: Judge) -> str:
    """Changes whenever a report could: with the code, rules and law, the settings and the day, and the documents beside."""
    files = [*judge.config.packs, *judge.config.registries]
    for folder, _, names in os.walk(data_folder("rules")):
        files += [os.path.join(folder, name) for name in names]
    stamps = []
    for path in sorted(files):
        found = os.stat(path)
        stamps.append(f"{path} {found.st_mtime_ns} {found.st_size}")
    entries, beside = repr(judge.entries), judge.repository.state() if judge.repository else ""
    config = repr(replace(judge.config, origins={}))
    parts = (config, str(judge.today), entries, beside, *stamps)
    return cache.entry_key(b"results", cache.code_state(), *(part.encode("utf-8", "surrogateescape") for part in parts))
