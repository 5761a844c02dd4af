"""Judging many files, in one process or several; what is shown of them comes as it is made, in the order of the paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from checker.base.processes import Team, in_processes, processors
from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.cli.files import content
from checker.cli.judge import Judge, Judges, judge_file, make_judge
from checker.cli.repository import beside
from checker.cli.results import Results, body_of, can_keep, stamp_of
from checker.cli.showing import Showing, Shown
from checker.model.findings import FileReport
from checker.rules import tool_findings as own
from checker.rules.engine import with_document
from checker.source import read_any
from checker.source.text import Source, Unreadable

if TYPE_CHECKING:
    import datetime

    from checker.cli.settings import Config
    from checker.model.repository import Repository
    from checker.rules.suppress import Entry

_BATCH = 16  # files per task: fewer cost transfers, more leave a process idle at the end
_WORTH_IT = 32  # files for each process below which starting it takes longer than it saves
_FEW = 2  # files of a batch that are judged here while no process runs yet

_bench: Bench | None = None  # of this worker process


class Task(NamedTuple):
    """One file: its number in the run, its path, and by which of the judges it is judged."""

    at: int
    path: str
    judge: int


class Tasks(Sequence):
    """The tasks of a run, each made when it is asked for: of ten thousand files only what is being judged is in the memory.
    `judges` are the numbers of the judges of the paths."""

    def __init__(self, paths: Sequence[str], judges: Sequence[int]):
        self._paths, self._judges = paths, judges

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, at):
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return Task(at + 1, self._paths[at], self._judges[at])


class Done(NamedTuple):
    """A file that was judged; `body` is what the cache keeps of it (None: nothing)."""

    shown: Shown
    body: bytes | None = None


class Bench:
    """Where files are judged and their parts are made: one in each process."""

    def __init__(self, judges: Sequence[Judge], showing: Showing, stdin_name: str | None = None):
        self.judges, self._showing, self._stdin_name = judges, showing, stdin_name
        self._kept: dict[int, Results | None] = {}

    def kept(self, judge: int) -> Results | None:
        """The cache of a judge."""
        if judge not in self._kept:
            self._kept[judge] = Results.of(self.judges[judge])
        return self._kept[judge]

    def shown(self, task: Task, report: FileReport) -> Shown:
        """What is shown of a file."""
        return self._showing.of(self.judges[task.judge], report, task.at)

    def found(self, task: Task) -> Shown | None:
        """A file as an earlier run judged it, where nothing has changed since."""
        kept = self.kept(task.judge)
        report = kept.find(task.path) if kept is not None and can_keep(task.path) else None
        if report is None:
            return None
        if self._showing.needs_document:
            judge = self.judges[task.judge]
            try:
                source = read_any(task.path, content(task.path))
                report = with_document(report, source, judge.settings(report.path), judge.law)
            except Exception:  # it is judged, and what is wrong told
                return None
        return self.shown(task, report)

    def done(self, task: Task) -> Done:
        """A file, judged now."""
        judge = self.judges[task.judge]
        if self.kept(task.judge) is None or not can_keep(task.path):
            return Done(self.shown(task, judge_file(judge, task.path, self._stdin_name)))
        try:
            stamp, data = stamp_of(task.path), content(task.path)
        except (OSError, Unreadable):
            return Done(self.shown(task, judge_file(judge, task.path)))
        texts: list[str] = []

        def read(path: str, _: str | None) -> Source:
            source = read_any(path, data)
            texts.append(source.raw)
            return source

        report = judge_file(judge, task.path, read=read)
        return Done(self.shown(task, report), body_of(stamp, data, texts[0], report) if texts else None)

    def close(self) -> None:
        """Have what was kept on the disk."""
        for kept in self._kept.values():
            if kept is not None:
                kept.close()


def judge_all(
    judges: Judges, paths: Sequence[str], stdin_name: str | None = None, jobs: int = 0, showing: Showing | None = None
) -> Iterator[Shown]:
    """All files, each by its own judge: see `judge_files`."""
    return judge_files(((judges.of(path, stdin_name), path) for path in paths), stdin_name, jobs, showing)


def judge_files(
    work: Iterable[tuple[Judge, str]], stdin_name: str | None = None, jobs: int = 0, showing: Showing | None = None
) -> Iterator[Shown]:
    """What is shown of all files, in order; last, for each judge a report on its ignore file if that has entries without use or
    reason. `jobs` is how many processes; 0 takes as many as fit. A file on which a process dies has a report that says so.
    """
    groups: dict[int, tuple[int, Judge, list[str]]] = {}
    paths, numbers = [], []
    for judge, path in work:
        number, _, mine = groups.setdefault(id(judge), (len(groups), judge, []))
        mine.append(path)
        paths.append(path)
        numbers.append(number)
    tasks = Tasks(paths, numbers)
    bench = Bench([beside(judge, mine) for _, judge, mine in groups.values()], showing or Showing(), stdin_name)
    used: list[set[int]] = [set() for _ in groups]
    seen: list[list[str]] = [[] for _ in groups]
    for task, shown in zip(tasks, _in_order(bench, tasks, _jobs(jobs, tasks), showing or Showing()), strict=True):
        if bench.judges[task.judge].entries:
            used[task.judge] |= shown.file.used_entries
            if shown.file.error is None:
                seen[task.judge].append(shown.file.path)
        yield shown
    last = len(tasks)
    for at, judge in enumerate(bench.judges):
        if about_entries := own.entries_report(judge.entries, seen[at], used[at], judge.settings("")):
            last += 1
            yield bench.shown(Task(last, about_entries.path, at), about_entries)


def _jobs(wanted: int, tasks: Sequence[Task]) -> int:
    """How many processes: one file starts none, and standard input can be read by one only."""
    if any(task.path == "-" for task in tasks):
        return 1
    fitting = min(processors(), 8, len(tasks) // _WORTH_IT + 1)
    return min(wanted if wanted > 0 else fitting, len(tasks))


def _in_order(bench: Bench, tasks: Sequence[Task], jobs: int, showing: Showing) -> Iterator[Shown]:
    """Each file, from the cache or judged; what was judged is kept."""
    try:
        done = _here(bench, tasks) if jobs < 2 else _in_processes(bench, tasks, jobs, showing)
        for task, one in zip(tasks, done, strict=True):
            kept = bench.kept(task.judge)
            if one.body is not None and kept is not None:
                kept.keep(task.path, one.body)
            yield one.shown
    finally:
        bench.close()


def _here(bench: Bench, tasks: Sequence[Task]) -> Iterator[Done]:
    for task in tasks:
        found = bench.found(task)
        yield Done(found) if found else bench.done(task)


def _in_processes(bench: Bench, tasks: Sequence[Task], jobs: int, showing: Showing) -> Iterator[Done]:
    """What is kept is found here, unless that means to read the plan: only what is to be judged goes to the processes."""
    waiting: deque[tuple[Sequence[Task], dict[int, Done]]] = deque()

    def to_be_judged() -> Iterator[Sequence[Task]]:
        begun = False
        for at in range(0, len(tasks), _BATCH):
            batch = tasks[at : at + _BATCH]
            found = {} if showing.needs_document else {one.at: Done(shown) for one in batch if (shown := bench.found(one))}
            left = [one for one in batch if one.at not in found]
            if not begun and len(left) <= _FEW:
                found |= {one.at: bench.done(one) for one in left}
                left = []
            begun |= bool(left)
            waiting.append((batch, found))
            yield left

    about = [_about(judge) for judge in bench.judges]
    team = Team(jobs, _judge_batch, _died, _start, (about, showing))
    for results in in_processes(team, to_be_judged()):
        batch, found = waiting.popleft()
        found |= {at: one for part in results for at, one in part}
        for task in batch:
            yield found[task.at] if task.at in found else Done(bench.shown(task, _killed(bench, task)))


def _killed(bench: Bench, task: Task) -> FileReport:
    english = bench.judges[task.judge].config.lang == "en"
    why = "the process that read it was killed" if english else "tiến trình đọc tệp này bị dừng đột ngột"
    return FileReport(task.path.replace("\\", "/"), error=why)


def _died(task: Task) -> list[tuple[int, Done]]:
    return []  # who waits for it says what happened


def _about(judge: Judge) -> tuple[Config, datetime.date, Repository | None, tuple[Entry, ...]]:
    """What a worker process makes the same judge of."""
    return judge.config, judge.today, judge.repository, judge.entries


class _Remade(Sequence):
    """The judges of another process, each made when a file needs it."""

    def __init__(self, about: Sequence[tuple]):
        self._about = about
        self._made: dict[int, Judge] = {}

    def __getitem__(self, at):
        if at not in self._made:
            config, today, repository, entries = self._about[at]
            self._made[at] = replace(make_judge(config, today), repository=repository, entries=entries, known={})
        return self._made[at]

    def __len__(self) -> int:
        return len(self._about)


def _start(about: Sequence[tuple], showing: Showing) -> None:
    import signal

    global _bench
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _bench = Bench(_Remade(about), showing)


def _judge_batch(tasks: Sequence[Task]) -> list[tuple[int, Done]]:
    assert _bench is not None, "started by `_start`"
    done = []
    for task in tasks:
        found = _bench.found(task)
        done.append((task.at, Done(found) if found else _bench.done(task)))
    return done
