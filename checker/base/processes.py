"""Work in several processes: batches in, results out in the same order, few enough ahead that memory stays flat.

A batch whose process dies is done again item by item, each in a process of its own: what kills one costs no other item.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.base.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from typing import Any

_AHEAD = 3  # batches for each process that are begun or wait


class Team(NamedTuple):
    """How many processes, what each does with a batch, and what stands for an item that no process survives. Each begins with
    `start(*given)`. All functions are those of modules."""

    jobs: int
    work: Callable[[Sequence[Any]], Any]
    died: Callable[[Any], Any]
    start: Callable[..., None] | None = None
    given: tuple = ()


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_processes(team: Team, batches: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """For each batch what `work` gives: of the batch as a whole, of each item where its process died, nothing of an empty one."""
    running: deque[tuple[Sequence[Any], Future | None, ProcessPoolExecutor | None]] = deque()
    pool: ProcessPoolExecutor | None = None
    pools = []
    try:
        for batch in batches:
            future = None
            if batch:
                if pool is None:
                    pools.append(pool := _pool(team, team.jobs))
                future = _submitted(pool, team, batch)
            running.append((batch, future, pool))
            while len(running) > team.jobs * _AHEAD:
                batch, future, its_pool = running.popleft()
                results, died = _results(team, batch, future)
                yield results
                if died and its_pool is pool:
                    pool = None
        while running:
            batch, future, _ = running.popleft()
            yield _results(team, batch, future)[0]
    finally:
        for one in pools:
            one.shutdown(cancel_futures=True)


def _pool(team: Team, jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=team.start, initargs=team.given)


def _submitted(pool: ProcessPoolExecutor, team: Team, batch: Sequence[Any]) -> Future | None:
    """None where the pool has died."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(team.work, batch)
    except BrokenProcessPool:
        return None


def _results(team: Team, batch: Sequence[Any], future: Future | None) -> tuple[list[Any], bool]:
    """(what the batch gave, whether its process died)."""
    from concurrent.futures.process import BrokenProcessPool

    if not batch:
        return [], False
    try:
        if future is not None:
            return [future.result()], False
    except BrokenProcessPool:
        pass
    return [_alone(team, item) for item in batch], True


def _alone(team: Team, item: Any) -> Any:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(team, 1) as pool:
        try:
            return pool.submit(team.work, [item]).result()
        except BrokenProcessPool:
            return team.died(item)
