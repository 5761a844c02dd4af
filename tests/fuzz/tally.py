"""What a run counts, how long inputs took, and the inputs in which something was found."""

from __future__ import annotations

import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

_SAMPLE = 400  # times held for each length
_ENOUGH = 30  # times from which a median means something
_SLOW = 20  # medians: more is a hang
_FLOOR = 0.25  # seconds under which nobody waits


class Tally:
    """Counts by name, and faults, each with the input that shows it."""

    def __init__(self, folder: Path):
        self.counts: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self._folder = folder
        self._times: dict[int, list[float]] = defaultdict(list)

    def fault(self, kind: str, name: str, data: bytes, why: str) -> None:
        """One more fault; the first twenty of a kind are kept."""
        self.faults[kind] += 1
        if self.faults[kind] > 20:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{kind}-{name}"
        path.write_bytes(data)
        with (self._folder / "faults.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"kind": kind, "input": path.name, "why": why}, ensure_ascii=False) + "\n")

    def timed(self, size: int, work: Callable[[], object]) -> tuple[object, bool]:
        """(what `work` gives, whether it took over 20 times the median of its length, twice)."""
        taken, result = _timed(work)
        held = self._times[size.bit_length()]
        slow = len(held) >= _ENOUGH and taken > max(_FLOOR, _SLOW * statistics.median(held)) and _timed(work)[0] > _FLOOR
        if len(held) < _SAMPLE:
            held.append(taken)
        return result, slow

    def summary(self) -> dict[str, object]:
        """All counts, and the median time by length."""
        medians = {f"< {1 << bits}": round(statistics.median(held), 4) for bits, held in sorted(self._times.items())}
        return {"counts": dict(self.counts), "faults": dict(self.faults), "median seconds by length": medians}


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result
