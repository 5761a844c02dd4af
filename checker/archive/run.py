"""Judging an archive: batches of documents in processes of this machine or on a Dask cluster, their rows kept as they come.

Both do the same work, `judge_batch(items, config, day) -> Rows`, a function that the caller gives (the command's is in
`cli/archived.py`). A batch whose process dies is tried again document by document, and one that kills even then is a row.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from checker.archive.rows import Rows, broken, together
from checker.archive.sources import Item
from checker.archive.store import Store
from checker.base import processes
from checker.base.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

BATCH = 32  # documents of one task
_AHEAD = 3  # tasks for each worker that wait, so that none is idle and the memory stays flat
_DIED = "tiến trình đọc tệp này bị dừng đột ngột"

JudgeBatch = Callable[[Sequence[Item], "Any", datetime.date, str], Rows]


class Job(NamedTuple):
    """What every batch is judged by; `state` names it in the rows."""

    judge: JudgeBatch
    config: Any
    day: datetime.date
    state: str


class Done(NamedTuple):
    """What a run did: documents of the sources, those judged now, those among them that could not be read."""

    documents: int
    judged: int
    broken: int


def run(found: Iterable[Item], store: Store, job: Job, jobs: int = 1, scheduler: str | None = None) -> Done:
    """Bring the archive up to date with the documents: only those that are new, or judged by something else, are judged."""
    known = store.known()
    present: list[str] = []
    new: list[Item] = []
    for item in found:
        present.append(item.id)
        if known.get(item.id) != (item.stamp, job.state):
            new.append(item)
    stale = set(known).difference(present).union(item.id for item in new if item.id in known)
    if stale:
        store.keep_only(set(known) - stale)
    batches = [new[at : at + BATCH] for at in range(0, len(new), BATCH)]
    made = on_cluster(batches, job, scheduler) if scheduler else in_processes(batches, job, jobs)
    failed = 0
    for rows in made:
        failed += sum(row.error is not None for row in rows.files)
        store.add(rows)
    return Done(len(present), len(new), failed)


def in_processes(batches: Sequence[Sequence[Item]], job: Job, jobs: int) -> Iterator[Rows]:
    """The rows of all batches, in `jobs` processes."""
    if jobs < 2 or len(batches) < 2:
        yield from (job.judge(batch, *job[1:]) for batch in batches)
        return
    team = processes.Team(jobs, partial(_judged, job), partial(_dead, job))
    yield from map(together, processes.in_processes(team, batches))


def _judged(job: Job, batch: Sequence[Item]) -> Rows:
    return job.judge(batch, *job[1:])


def _dead(job: Job, item: Item) -> Rows:
    return broken(item, job.state, _DIED)


def on_cluster(batches: Sequence[Sequence[Item]], job: Job, scheduler: str | Any) -> Iterator[Rows]:
    """The rows of all batches, from the workers of a Dask cluster: its address, or a client. A worker that dies costs nothing:
    Dask gives its batches to others."""
    from dask.distributed import Client, as_completed

    client = Client(scheduler) if isinstance(scheduler, str) else scheduler
    many = max(2, sum(client.nthreads().values())) * _AHEAD
    waiting = iter(batches)
    sent: dict[Any, Sequence[Item]] = {}

    def send(batch: Sequence[Item]) -> Any:
        future = client.submit(job.judge, list(batch), *job[1:], pure=False)
        sent[future] = batch
        return future

    running = as_completed([send(batch) for batch in islice(waiting, many)])
    for future in running:
        batch = sent.pop(future)
        if future.status == "finished":
            yield future.result()
        elif len(batch) > 1:
            running.update([send([item]) for item in batch])
        else:
            yield _dead(job, batch[0])
        running.update([send(following) for following in islice(waiting, 1)])
    if isinstance(scheduler, str):
        client.close()
