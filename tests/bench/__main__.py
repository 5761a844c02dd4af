"""Run all benchmarks and print each ratio with its limit; exit code 1 where one is exceeded."""

from __future__ import annotations

import compileall
import contextlib
import datetime
import gc
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from checker.source.docx.reader import read_docx
from tests.bench.citations import citations_per_plan
from tests.bench.growth import growths
from tests.bench.largest import largest
from tests.conftest import ROOT
from tests.packs import generic_pack
from tests.plans import dense_plan, example_files, judged, usual_plan
from tests.wordfile import docx, paragraph

_SIZE = 24_000
_RUNS = 20


def main() -> int:
    """0 all within their limits."""
    compileall.compile_dir(ROOT / "checker", quiet=2)
    results = [
        *cold_start(),
        first_run_of_a_wheel(),
        *per_plan(),
        *real_plans(),
        *citations_per_plan(),
        five_hundred_rules(),
        unchanged_plans(),
        *edits(),
        *growth(),
        *largest(),
    ]
    for name, ratio, limit in results:
        print(f"{'ok  ' if ratio <= limit else 'OVER'} {ratio:7.2f}  (limit {limit:4})  {name}")
    for name, ratio in peers():
        print(f"     {ratio:7.1f}               {name}")
    return int(any(ratio > limit for _, ratio, limit in results))


def _least(work: Callable[[], object], times: int = 7) -> float:
    """The least processor time of several runs, in seconds: what the work costs when nothing else disturbs it."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def cold_start() -> list[tuple[str, float, float]]:
    """A process that checks one plan, against a bare interpreter, all in turn: judged anew with what is compiled in the cache,
    and as an unchanged plan."""
    with _clean_python() as python, tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.md"
        plan.write_text(dense_plan(_SIZE), "utf-8")
        environment = {**_PLAIN, "PLANCHECK_CACHE_DIR": folder, "PYTHONPATH": sysconfig.get_path("purelib")}
        results = Path(folder) / "results"
        times: dict[str, list[float]] = {"bare": [], "judged": [], "unchanged": []}
        for run in range(_RUNS + 2):
            for name in times:
                if name == "judged":
                    shutil.rmtree(results, ignore_errors=True)
                command = _bare(python) if name == "bare" else _check(python, plan)
                start = time.perf_counter()
                subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
                if run > 1:
                    times[name].append(time.perf_counter() - start)
    bare = statistics.median(times["bare"])
    return [
        ("cold check of one 24 KB plan / bare interpreter", statistics.median(times["judged"]) / bare, 16),  # aimed at: 5
        ("the same, the plan unchanged since an earlier run", statistics.median(times["unchanged"]) / bare, 6),
    ]


@contextlib.contextmanager
def _clean_python() -> Iterator[str]:
    """An interpreter that nothing slows down: files in `site-packages` that run at each start (of editable installations, of
    coverage) take as long as the interpreter itself, and would halve every ratio."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder)
        yield str(Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


_PLAIN = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}


def _bare(python: str) -> list[str]:
    return [python, "-I", "-c", "pass"]


def _check(python: str, plan: Path) -> list[str]:
    return [python, "-m", "checker", "check", "--isolated", "--format", "concise", str(plan)]


def first_run_of_a_wheel() -> tuple[str, float, float]:
    """What a machine does that has just installed plancheck, without a home folder and nowhere to write: a container of CI."""
    with _clean_python() as python, tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(ROOT)], capture_output=True
        )
        made.check_returncode()
        (wheel,) = Path(folder).glob("*.whl")
        shutil.unpack_archive(wheel, Path(folder) / "site", "zip")
        compileall.compile_dir(Path(folder) / "site", quiet=2)
        plan = Path(folder) / "plan.md"
        plan.write_text(dense_plan(_SIZE), "utf-8")
        environment = {name: value for name, value in _PLAIN.items() if name not in ("HOME", "XDG_CACHE_HOME")}
        environment |= {"PYTHONPATH": str(Path(folder) / "site"), "PLANCHECK_CACHE_DIR": ""}
        times: dict[str, list[float]] = {"bare": [], "first": []}
        for _ in range(_RUNS):
            for name, command in (("bare", _bare(python)), ("first", _check(python, plan))):
                start = time.perf_counter()
                subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
                times[name].append(time.perf_counter() - start)
    ratio = statistics.median(times["first"]) / statistics.median(times["bare"])
    return "the very first check of an installed wheel / bare interpreter", ratio, 14  # aimed at: 12


def _judge() -> Callable[[str], object]:
    from checker.cli.judge import make_judge
    from checker.cli.settings import Config
    from checker.rules.engine import lint
    from checker.source.text import Source

    judge = make_judge(Config(isolated=True), datetime.date(2026, 11, 22))
    settings = judge.settings("x")
    return lambda text: lint(Source("x", text), settings, judge.law)


def per_plan() -> list[tuple[str, float, float]]:
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
        ("each further plan / one pass of \\w+", usual, 50),  # aimed at: 12
        ("the same for a plan with a date in every line", dense, 60),
        ("a text 50 times as long / the plan", longer / one_plan * 50 / size, 55),
    ]


def real_plans() -> list[tuple[str, float, float]]:
    """The same as a mean over real texts of more than 15 KB, where the corpus lies beside the checkout. Each is judged for the
    first time, in a process that has judged others: nothing of it is remembered."""
    texts = [path.read_text("utf-8") for path in example_files("corpus") if path.suffix == ".txt"]
    texts = [text for text in texts if 15_000 < len(text.encode()) < 60_000]
    if len(texts) < 8:
        return []
    judge = _judge()
    words = re.compile(r"\w+")
    for text in texts[::2]:
        judge(text)
    ratios = []
    for text in texts[1::2]:
        start = time.process_time()
        judge(text)
        ratios.append((time.process_time() - start) / (_least(lambda text=text: [words.findall(text) for _ in range(20)]) / 20))
    return [(f"each further of {len(ratios)} real plans, judged once / one pass of \\w+", statistics.mean(ratios), 70)]


def unchanged_plans() -> tuple[str, float, float]:
    """Two hundred plans that have not changed, against the first check of them; what is cheap either way (start-up) left out."""
    from checker.cli.batches import judge_files
    from checker.cli.judge import make_judge
    from checker.cli.settings import Config

    judge = make_judge(Config(isolated=True), datetime.date(2026, 11, 22))
    with tempfile.TemporaryDirectory() as folder, patched("PLANCHECK_CACHE_DIR", folder):
        paths = []
        for number in range(200):
            paths.append(os.path.join(folder, f"{number}.txt"))
            Path(paths[-1]).write_text(f"{usual_plan(12_000)}\n{number}\n", "utf-8")
        work = [(judge, path) for path in paths]
        times = [_least(lambda: list(judge_files(work, jobs=1)), 1) for _ in range(2)]
    return "unchanged plans / the same judged for the first time", times[1] / times[0], 0.01


def edits() -> list[tuple[str, float, float]]:
    """An edit of a 50 KB plan in an editor, from the changed text to what is told of it, against judging that text; where the
    library of the server is installed."""
    try:
        from pygls.workspace import PositionCodec
    except ModuleNotFoundError:
        return []
    import argparse

    from checker.cli.verbs import server
    from checker.server.telling import diagnostics
    from checker.server.workroom import Workroom

    parser = argparse.ArgumentParser()
    server.add_arguments(parser)
    room, codec, judge = Workroom(parser.parse_args(["--isolated"])), PositionCodec(), _judge()
    text = usual_plan(50_000)
    changed = [f"{text}\nThêm câu {number}.\n" for number in range(8)]
    versions = iter(enumerate(changed))

    def edit() -> None:
        version, new = next(versions)
        diagnostics(room.judged("file:///a.md", version, new, codec), "file:///a.md", "vi")

    again = iter(changed)
    return [("an edit of a 50 KB plan in an editor / judging it", _least(edit) / _least(lambda: judge(next(again))), 1.5)]


@contextlib.contextmanager
def patched(name: str, value: str) -> Iterator[None]:
    """An environment variable for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name) if before is None else os.environ.update({name: before})


def growth() -> list[tuple[str, float, float]]:
    """The steepest exponents with which the time grows over 16, 32, 64 and 128 KB of one kind of fragment; and over a quarter of
    that as paragraphs of a Word file, whose layout is judged as well: more are not read."""
    found = sorted(growths(_judge(), 16_000), key=lambda one: -one[1])
    printed = sorted(growths(_judge_printed, 4_000, shapes=("one a line",)), key=lambda one: -one[1])
    return [(f"exponent of growth: {name}", power, 1.3) for name, power, _ in found[:3]] + [
        (f"exponent of growth in Word: {name}", power, 1.3) for name, power, _ in printed[:3]
    ]


def _judge_printed(text: str) -> object:
    """A text as a Word file, with the words of each line as a paragraph, judged."""
    return judged(read_docx("a.docx", docx("".join(map(paragraph, map(escape, text.split("\n")))))))


def peers() -> list[tuple[str, float]]:
    """Other checkers of text on the same file, each a process of its own, against plancheck's: where they are installed."""
    with tempfile.TemporaryDirectory() as folder, patched("PLANCHECK_CACHE_DIR", folder):
        plan = Path(folder) / "plan.md"
        plan.write_text(usual_plan(_SIZE), "utf-8")
        own = _check(sys.executable, plan)
        results = Path(folder) / "results"
        found = []
        for name in ("typos", "rumdl", "codespell", "proselint"):
            program = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
            if program is None:
                continue
            command = [program, *({"rumdl": ["check"], "proselint": ["check"]}.get(name, [])), str(plan)]
            times: dict[str, list[float]] = {"own": [], "peer": []}
            for _ in range(7):
                shutil.rmtree(results, ignore_errors=True)
                for who, words in (("own", own), ("peer", command)):
                    start = time.perf_counter()
                    subprocess.run(words, cwd=ROOT, capture_output=True, check=False)
                    times[who].append(time.perf_counter() - start)
            found.append((f"cold check of one plan / {name} on the same file", min(times["own"]) / min(times["peer"])))
        return found


def five_hundred_rules() -> tuple[str, float, float]:
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
