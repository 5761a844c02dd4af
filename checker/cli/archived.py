"""One batch of an archive: what a process of this machine and a worker of a cluster do alike."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from checker.archive.rows import Rows, broken, of_report, together
from checker.archive.sources import Item, Reader
from checker.base.record import TYPE_CHECKING, replace
from checker.cli.faults import cause
from checker.cli.judge import Judge, make_judge
from checker.cli.results import state_of
from checker.rules.engine import lint
from checker.source import read_any

if TYPE_CHECKING:
    from checker.cli.settings import Config

_judges: list[tuple[Config, datetime.date, Judge]] = []  # the last one of this process


def judge_batch(items: Sequence[Item], config: Config, day: datetime.date, state: str) -> Rows:
    """The rows of some documents; one that cannot be read or judged is a row that says why."""
    judge, reader = _judge(config, day), Reader()
    try:
        return together([_rows(item, judge, reader, state) for item in items])
    finally:
        reader.close()


def _rows(item: Item, judge: Judge, reader: Reader, state: str) -> Rows:
    try:
        source = read_any(item.name or item.source, reader.read(item))
        return of_report(item, state, lint(source, judge.settings(item.id), judge.law))
    except Exception as error:  # one bad document costs only itself
        return broken(item, state, cause(error, judge.config.lang))


def _judge(config: Config, day: datetime.date) -> Judge:
    if not _judges or _judges[0][:2] != (config, day):
        _judges[:] = [(config, day, make_judge(config, day))]
    return _judges[0][2]


def state_for(config: Config, day: datetime.date) -> str:
    """What names the rules, law and settings that rows were made by. The day is no part of it: a document of an archive is judged
    by its own day, and is not read again because another day has come."""
    return state_of(replace(_judge(config, day), today=datetime.date.min, known={}))
