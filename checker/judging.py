"""From a configuration to the judging of files: which rules hold for which file, in one process or several."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.config import Config
from checker.engine import Settings, lint
from checker.errors import Fatal
from checker.files import read_source
from checker.findings import FileReport
from checker.globs import matches
from checker.law import Law
from checker.rules import Rule, RuleBook, load_packs
from checker.selection import Unknown, in_force, owners
from checker.suppress import Entry
from checker.text import Source, Unreadable


@dataclass(frozen=True, slots=True)
class Judge:
    """All that is the same for every file of a run."""

    config: Config
    book: RuleBook
    law: Law
    entries: tuple[Entry, ...]
    today: datetime.date

    def settings(self, path: str) -> Settings:
        """How the file at `path` is judged. Raises `Fatal` for a rule that nobody knows."""
        config = self.config
        select, ignore, severity = config.select, config.ignore, dict(config.severity)
        profile, stage = config.profile, config.stage
        for part in config.per_file:
            if matches(path, part.glob):
                select = part.select if part.select is not None else select
                ignore += part.ignore
                severity |= part.severity
                profile, stage = part.profile or profile, part.stage or stage
        return _settings(self, select, ignore, tuple(sorted(severity.items())), profile, stage)


_KNOWN: dict[tuple, Settings] = {}


def _settings(judge: Judge, select: tuple, ignore: tuple, severity: tuple, profile: str, stage: str) -> Settings:
    key = (id(judge), select, ignore, severity, profile, stage)
    if key not in _KNOWN:
        try:
            rules = in_force(judge.book.rules, select, ignore, profile)
        except Unknown as error:
            raise Fatal(error.text("vi"), error.text("en")) from None
        _KNOWN[key] = Settings(
            rules=rules, unseen=owners(judge.book.rules, rules), all_rules=judge.book.rules, profile=profile, stage=stage,
            as_of=judge.config.as_of, lang=judge.config.lang, severity=dict(severity), entries=judge.entries, today=judge.today,
        )
    return _KNOWN[key]


def make_judge(config: Config, today: datetime.date) -> Judge:
    """Load rule packs and registries. Raises `Mistakes`; `Fatal` where no rule is left."""
    book = load_packs(config.packs)
    judge = Judge(config, book, Law(config.registries), (), today)
    if not judge.settings("").rules:
        raise Fatal("không còn quy tắc nào được chọn", "no rule is selected")
    return judge


def judge_file(judge: Judge, path: str, stdin_name: str | None = None) -> FileReport:
    """Read and judge one file; a file that cannot be read has a report that says so."""
    shown = (stdin_name or "<stdin>") if path == "-" else path.replace("\\", "/")
    settings = judge.settings(shown)
    try:
        source = read_source(path, stdin_name)
    except Unreadable as error:
        return FileReport(shown, error=_why(error), profile=settings.profile, stage=settings.stage)
    return lint(source, settings, judge.law)


def _why(error: Unreadable) -> str:
    return f"{error.why} (byte {error.offset})" if error.offset else error.why


def judge_files(judge: Judge, paths: Iterable[str], stdin_name: str | None = None) -> Iterator[FileReport]:
    """The reports of all files, in order."""
    for path in paths:
        yield judge_file(judge, path, stdin_name)


__all__ = ["Judge", "Rule", "Source", "judge_file", "judge_files", "make_judge"]
