"""Run all benchmarks and print each ratio with its limit; exit code 1 where one is exceeded."""

from __future__ import annotations

import compileall
import datetime
import gc
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.citations import citations_per_plan
from tests.conftest import ROOT
from tests.packs import generic_pack
from tests.plans import dense_plan, usual_plan

_SIZE = 24_000
_RUNS = 20


def main() -> int:
    """0 all within their limits."""
    compileall.compile_dir(ROOT / "checker", quiet=2)
    results = [cold_start(), *per_plan(), *citations_per_plan(), five_hundred_rules()]
    for name, ratio, limit in results:
        print(f"{'ok  ' if ratio <= limit else 'OVER'} {ratio:7.1f}  (limit {limit:3})  {name}")
    return int(any(ratio > limit for _, ratio, limit in results))


def _least(work: Callable[[], object], times: int = 7) -> float:
    """The least processor time of several runs, in seconds: what the work costs when nothing else disturbs it."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def cold_start() -> tuple[str, float, int]:
    """A process that checks one plan, against a bare interpreter; both in turn, caches warm."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.md"
        plan.write_text(dense_plan(_SIZE), "utf-8")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PLANCHECK_CACHE_DIR"] = folder
        check = [sys.executable, "-m", "checker", "check", "--isolated", "--format", "concise", str(plan)]
        bare = [sys.executable, "-I", "-c", "pass"]
        times: dict[str, list[float]] = {"bare": [], "check": []}
        for run in range(_RUNS + 2):
            for name, command in (("bare", bare), ("check", check)):
                start = time.perf_counter()
                subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
                if run > 1:
                    times[name].append(time.perf_counter() - start)
    ratio = statistics.median(times["check"]) / statistics.median(times["bare"])
    return "cold check of one 24 KB plan / bare interpreter", ratio, 10


def _judge() -> Callable[[str], object]:
    from checker.cli.judge import make_judge
    from checker.cli.settings import Config
    from checker.rules.engine import lint
    from checker.source.text import Source

    judge = make_judge(Config(isolated=True), datetime.date(2026, 11, 22))
    settings = judge.settings("x")
    return lambda text: lint(Source("x", text), settings, judge.law)


def per_plan() -> list[tuple[str, float, int]]:
    """One further plan in a warm process, against one pass of a regular expression over it; and a text 50 times as long."""
    judge = _judge()
    gc.set_threshold(100_000)  # as the command does
    words = re.compile(r"\w+")

    def passes(text: str) -> tuple[float, float]:
        judge(text)
        one_plan = _least(lambda: judge(text))
        return one_plan, one_plan / (_least(lambda: [words.findall(text) for _ in range(20)]) / 20)

    text, long = usual_plan(_SIZE), usual_plan(_SIZE * 50)
    one_plan, usual = passes(text)
    _, dense = passes(dense_plan(_SIZE))
    longer = _least(lambda: judge(long), 2)
    size = len(long) / len(text)
    return [
        ("each further plan / one pass of \\w+", usual, 20),
        ("the same for a plan with a date in every line", dense, 30),
        ("a text 50 times as long / the plan", longer / one_plan * 50 / size, 55),
    ]


def five_hundred_rules() -> tuple[str, float, int]:
    """Reading, validating and running a pack of 500 generic rules, against the same for the built-in packs."""
    from checker.rules.engine import Settings, lint
    from checker.rules.pack_file import read_packs
    from checker.rules.packs import book_of, built_in_packs, plain_book
    from checker.rules.registries import Law
    from checker.source.text import Source

    text = dense_plan(_SIZE)
    law = Law()

    def run(files: list[tuple[str, bytes]]) -> None:
        book = book_of(plain_book(read_packs(files)))
        lint(Source("x", text), Settings(rules=book.rules, all_rules=book.rules), law)

    built_in = [(f"rules/{Path(path).name}", Path(path).read_bytes()) for path in built_in_packs()]
    office = [("zz.yaml", generic_pack(500).encode())]
    run(office)
    run(built_in)
    return (
        "500 generic rules / built-in packs (read, validated, run)",
        _least(lambda: run(office), 3) / _least(lambda: run(built_in), 3),
        3,
    )


if __name__ == "__main__":
    sys.exit(main())
