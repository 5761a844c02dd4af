"""Judging many files, in one process or several; the reports come in the order of the paths either way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from checker.base.record import TYPE_CHECKING, replace
from checker.cli.files import content
from checker.cli.judge import Judge, Judges, judge_file, make_judge
from checker.cli.repository import beside
from checker.cli.results import Results, can_keep
from checker.model.findings import FileReport
from checker.rules import tool_findings as own
from checker.source import read_any
from checker.source.text import Unreadable

if TYPE_CHECKING:
    import datetime

    from checker.cli.settings import Config
    from checker.model.repository import Filed
    from checker.rules.suppress import Entry

_BATCH = 16  # files per task: fewer cost transfers, more leave a process idle at the end
_WORTH_IT = 64  # files below which starting processes takes longer than they save

_judge: Judge | None = None  # of this worker process
_kept: Results | None = None


def judge_files(
    judge: Judge, paths: Sequence[str], stdin_name: str | None = None, jobs: int = 0, documents: bool = True
) -> Iterator[FileReport]:
    """The reports of all files, in order; last, one on the ignore file if it has entries without use or reason.

    `jobs` is how many processes; 0 takes as many as fit. `documents`: whether the reports keep the plans that were read,
    which cannot cross between processes. A file on which a worker process dies has a report that says so.
    """
    judge = beside(judge, paths)
    if jobs <= 0:
        jobs = min(os.cpu_count() or 1, 8, len(paths) // _WORTH_IT + 1)
    jobs = min(jobs, len(paths))  # one file starts no process
    if jobs > 1 and not documents and "-" not in paths:
        reports = _in_processes(judge, paths, jobs)
    else:
        kept = None if documents else Results.of(judge)
        reports = (judge_or_find(judge, path, kept, stdin_name) for path in paths)
    used: set[int] = set()
    seen: list[str] = []
    for report in reports:
        used |= report.used_entries
        if report.error is None:
            seen.append(report.path)
        yield report if documents else _findings_only(report)
    about_entries = own.entries_report(judge.entries, seen, used, judge.settings(""))
    if about_entries:
        yield about_entries


def judge_or_find(judge: Judge, path: str, kept: Results | None, stdin_name: str | None = None) -> FileReport:
    """The report of a file, as an earlier run made it where neither the file nor anything else has changed."""
    if kept is None or not can_keep(path):
        return judge_file(judge, path, stdin_name)
    try:
        data = content(path)
    except (OSError, Unreadable):
        return judge_file(judge, path)
    report = kept.find(path, data)
    if report is None:
        report = judge_file(judge, path, read=lambda path, _: read_any(path, data))
        kept.keep(path, data, report)
    return report


def judge_all(
    judges: Judges, paths: Sequence[str], stdin_name: str | None = None, jobs: int = 0, documents: bool = True
) -> Iterator[FileReport]:
    """As `judge_files`, each file by its own judge."""
    groups: dict[int, tuple[Judge, list[str]]] = {}
    for path in paths:
        judge = judges.of(path, stdin_name)
        groups.setdefault(id(judge), (judge, []))[1].append(path)
    if len(groups) == 1:
        [(judge, files)] = groups.values()
        yield from judge_files(judge, files, stdin_name, jobs, documents)
        return
    found: dict[str, FileReport] = {}
    last: list[FileReport] = []
    for judge, files in groups.values():
        reports = list(judge_files(judge, files, stdin_name, jobs, documents))
        found |= zip(files, reports, strict=False)
        last += reports[len(files) :]
    yield from (found[path] for path in paths)
    yield from last


def _in_processes(judge: Judge, paths: Sequence[str], jobs: int) -> Iterator[FileReport]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    batches = [paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH)]
    done = 0
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=_about(judge))
    try:
        for reports in pool.map(_judge_batch, batches):
            yield from reports
            done += len(reports)
    except BrokenProcessPool:  # whose fault it was shows when each of those left has a process of its own
        for path in paths[done:]:
            yield _alone(judge, path)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(judge: Judge, path: str) -> FileReport:
    """The report of one file, made in a process of its own: what ends that process costs no other file."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1, initializer=_start, initargs=_about(judge)) as pool:
        try:
            return pool.submit(_judge_batch, [path]).result()[0]
        except BrokenProcessPool:
            english = judge.config.lang == "en"
            why = "the process that read it was killed" if english else "tiến trình đọc tệp này bị dừng đột ngột"
            return FileReport(path.replace("\\", "/"), error=why)


def _about(judge: Judge) -> tuple[Config, datetime.date, tuple[Filed, ...], tuple[Entry, ...]]:
    """What a worker process makes the same judge of."""
    return judge.config, judge.today, judge.repository, judge.entries


def _start(config: Config, today: datetime.date, repository: tuple[Filed, ...], entries: tuple[Entry, ...]) -> None:
    import signal

    global _judge, _kept
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _judge = replace(make_judge(config, today), repository=repository, entries=entries, known={})
    _kept = Results.of(_judge)


def _judge_batch(paths: Iterable[str]) -> list[FileReport]:
    assert _judge is not None, "started by `_start`"
    return [_findings_only(judge_or_find(_judge, path, _kept)) for path in paths]


def _findings_only(report: FileReport) -> FileReport:
    return replace(report, document=None, facts={})
