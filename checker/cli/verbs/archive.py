"""`plancheck archive SOURCE… --to FOLDER`: findings and facts of many documents; `archive report FOLDER`: what they say."""

from __future__ import annotations

import datetime
import importlib.util
import os

from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING
from checker.cli.options import add_judging, configuration, count
from checker.report.streams import say, tell

if TYPE_CHECKING:
    import argparse

_SUFFIXES = (".txt", ".md", ".docx", ".docm", ".odt", ".doc", ".rtf", ".pdf")
_FORMATS = ("text", "csv", "html")
_NEEDED = ("pyarrow", "duckdb", "fsspec")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="thư mục, tệp zip hoặc tar, s3://…; hoặc “report FOLDER” (folders, zip or tar files, s3://…; or “report FOLDER”)",
    )
    parser.add_argument("--to", metavar="FOLDER", help="thư mục nhận kết quả Parquet (where the Parquet files go)")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="của “report” (of “report”)")
    parser.add_argument("--jobs", type=count, default=0, metavar="N", help="số tiến trình (processes; 0: as fits)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="cụm Dask đang chạy, ví dụ tcp://may-chu:8786 (a Dask cluster)")
    add_judging(parser)


def main(args: argparse.Namespace) -> int:
    """0 done, 2 a document could not be read or the job not be done."""
    _needs(*_NEEDED)
    return _report(args) if args.sources[0] == "report" else _archive(args)


def _archive(args: argparse.Namespace) -> int:
    from checker.archive.run import Job, run
    from checker.archive.sources import items
    from checker.archive.store import Store
    from checker.cli.archived import judge_batch, state_for

    if not args.to:
        raise Fatal("thiếu --to FOLDER: nơi ghi kết quả", "--to FOLDER is missing: where the results go")
    if args.scheduler:
        _needs("dask", "distributed")
    config, day = configuration(args), datetime.date.today()
    job = Job(judge_batch, config, day, state_for(config, day))
    jobs = args.jobs if args.jobs > 0 else min(os.cpu_count() or 1, 8)
    done = run(items(args.sources, _SUFFIXES), Store(args.to), job, jobs, args.scheduler)
    if config.lang == "en":
        tell(f"{done.documents} documents, {done.judged} judged now, {done.broken} could not be read; archive: {args.to}\n")
    else:
        tell(f"{done.documents} văn bản, xét lần này {done.judged}, không đọc được {done.broken}; kết quả: {args.to}\n")
    return 2 if done.broken else 0


def _report(args: argparse.Namespace) -> int:
    from checker.archive.answers import FORMATS, answers

    if len(args.sources) != 2:
        raise Fatal("viết: plancheck archive report FOLDER", "write: plancheck archive report FOLDER")
    say(FORMATS[args.format](list(answers(args.sources[1])), args.lang or "vi"))
    return 0


def _needs(*modules: str) -> None:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        how = "pip install 'plancheck[archive]'"
        raise Fatal(f"“archive” cần {names}: {how}", f"“archive” needs {names}: {how}")
