"""Where a report goes: standard output, files by `--output FORMAT=FILE`, a summary on standard error, a progress bar.

Findings go to standard output and everything else to standard error. A file is written whole or not at all; a reader of
standard output who goes away (`| head`) is no error of ours.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from checker.base.errors import Refused
from checker.base.record import TYPE_CHECKING, replace
from checker.cli.destinations import Output, named
from checker.cli.faults import cause
from checker.cli.writing import is_device, write_atomic, write_device
from checker.model.findings import FileReport, PlacedEdit, Report
from checker.report import FORMATS, renderer
from checker.report.streams import say, tell, tell_terminal

if TYPE_CHECKING:
    import argparse

_BAR_FROM = 20  # files from which a progress bar is worth its lines
_SLOW = 1.0  # seconds after which one is for few files too
_BAR_WIDTH = 30
_INDEX = "index.html"  # of a folder of review sheets
Prover = Callable[[FileReport], list[PlacedEdit]]  # the edits that a copy of a file records as tracked changes
_COUNTED = ("pretty", "concise", "json")  # formats that `--statistics` takes the place of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check` about what is shown, where and how."""
    parser.add_argument("--format", choices=tuple(FORMATS), help="pretty trên màn hình, concise ở nơi khác (elsewhere)")
    parser.add_argument(
        "--output",
        metavar="FORMAT=FILE|FOLDER/",
        action="append",
        default=[],
        help="ghi thêm báo cáo ra tệp; docx=, html= cũng nhận thư mục, mỗi văn bản một tệp (write a report to a file too)",
    )
    add_reviewer(parser)
    parser.add_argument("--force", action="store_true", help="ghi đè cả báo cáo chỉ đọc (overwrite read-only reports too)")
    parser.add_argument("--statistics", action="store_true", help="chỉ đếm theo quy tắc (count by rule instead)")
    parser.add_argument("--quiet", action="store_true", help="chỉ in phát hiện (findings only)")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="màu (colour)")


def add_reviewer(parser: argparse.ArgumentParser) -> None:
    """Whose comments and tracked changes a Word copy shows."""
    parser.add_argument("--reviewer", metavar="NAME", default="", help="tên người soát trong nhận xét Word (author of comments)")


def format_of(args: argparse.Namespace) -> str:
    """The format of standard output: the one asked for, else 'pretty' on a terminal and 'concise' elsewhere."""
    return args.format or ("pretty" if sys.stdout.isatty() else "concise")


def deliver(report: Report, args: argparse.Namespace, files: Sequence[Output], prove: Prover) -> bool:
    """Show and write the report as the options say; whether all of it was done. What was not is told on standard error, and keeps
    nothing else back. Raises `Fatal` where standard output cannot be written. `prove` gives what a copy of a file records.
    """
    trouble = [line for output in files for line in _write(output, report, args, prove)]
    name = format_of(args)
    shown, unshown = rendered(lambda some: _shown_as(name, some, args), report)
    trouble += unshown
    if name == "github":
        trouble += _step_summary(report)
    aside = "".join(trouble)  # what belongs on standard error
    if args.statistics and name not in _COUNTED:
        from checker.report import statistics

        aside += statistics.render(report)
    if not args.quiet and (name != "pretty" or args.statistics):
        from checker.report.summary import summary_text

        aside += summary_text(report) + "\n"
    if not args.quiet:
        aside += "".join(f"{file.path}: {note}\n" for file in report.files for note in file.notes)
    say(shown)
    tell(aside)
    return not trouble


def rendered(render: Callable[[Report], str], report: Report) -> tuple[str, list[str]]:
    """(what a format makes of a report, lines about the files that it fails on). Such a file stands in the report as one that
    could not be shown, and all others as ever."""
    try:
        return render(report), []
    except Exception:
        files = [_row_where_it_fails(render, report, file) for file in report.files]
        trouble = [f"{row.path}: {row.error}\n" for row, file in zip(files, report.files, strict=True) if row is not file]
        return render(replace(report, files=tuple(files))), trouble


def _row_where_it_fails(render: Callable[[Report], str], report: Report, file: FileReport) -> FileReport:
    try:
        render(replace(report, files=(file,)))
    except Exception as error:
        return FileReport(file.path, error=cause(error, report.lang), profile=file.profile, stage=file.stage)
    return file


def _shown_as(name: str, report: Report, args: argparse.Namespace) -> str:
    """The text for standard output; the counts of rules in its place where they are asked for and the format has room."""
    if args.statistics and name in _COUNTED:
        from checker.report import statistics

        return statistics.render_json(report) if name == "json" else statistics.render(report)
    return _shown(name, report, args)


def _shown(name: str, report: Report, args: argparse.Namespace) -> str:
    if name != "pretty":
        return renderer(name)(report)
    from checker.report.pretty import render

    terminal = sys.stdout.isatty()
    width = None
    if terminal:
        import shutil

        width = shutil.get_terminal_size().columns
    return render(report, color=colored(args.color, os.environ, terminal), width=width, quiet=args.quiet)


def colored(choice: str, environment: Mapping[str, str], terminal: bool) -> bool:
    """Whether to colour: the option first, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def _write(output: Output, report: Report, args: argparse.Namespace, prove: Prover) -> Iterator[str]:
    """Write what one `--output` asks for; gives a line for each file that could not be made or written."""
    total = len(report.files) if output.is_folder else 1
    inputs = {os.path.realpath(file.path) for file in report.files}
    for path, content in with_progress(_contents(output, report, args.reviewer, prove), total, args.quiet):
        try:
            if os.path.realpath(path) in inputs:
                raise Refused("là tệp vào", "it is an input")
            data, trouble = content()
            _put(path, data, args.force)
            yield from trouble
        except Exception as error:
            yield _unwritten(path, cause(error, report.lang), report.lang)


Content = Callable[[], tuple[bytes, list[str]]]  # what goes into a file, and lines about what is missing from it


def _contents(output: Output, report: Report, reviewer: str, prove: Prover) -> Iterator[tuple[str, Content]]:
    """The files that one `--output` stands for, each with what makes its content."""
    if output.format == "docx":
        for file, path in _copies(output, report):
            yield path, partial(_annotated, file, prove, reviewer, report.lang)
    elif output.is_folder:
        yield from _sheets(output, report)
    elif output.format in ("csv", "xlsx"):
        yield output.path, partial(_table, output.format, report)
    else:
        yield output.path, partial(_page, renderer(output.format), report)


def _copies(output: Output, report: Report) -> Iterator[tuple[FileReport, str]]:
    """The files that get an annotated copy, with its place. What is no Word file, or could not be read, has none."""
    for file, name in named(filter(_is_word, report.files), ".docx"):
        yield file, os.path.join(output.path, name) if output.is_folder else output.path


def _is_word(file: FileReport) -> bool:
    layout = file.document.source.layout if file.document is not None else None
    return layout is not None and layout.package is not None


def _annotated(file: FileReport, prove: Prover, reviewer: str, lang: str) -> tuple[bytes, list[str]]:
    from checker.report.docx_copy import annotate

    today = datetime.date.today()
    return annotate(file, prove(file), lang, reviewer=reviewer, day=today).data, []


def _table(format: str, report: Report) -> tuple[bytes, list[str]]:
    from checker.report import table

    return table.render_xlsx(report) if format == "xlsx" else table.render_csv(report).encode(), []


def _sheets(output: Output, report: Report) -> Iterator[tuple[str, Content]]:
    """An index, and the sheet of each plan."""
    from urllib.parse import quote

    from checker.report.html import render_index, render_sheet

    sheets = list(named(report.files, ".html", taken=[_INDEX]))
    addresses = [quote(name) for _, name in sheets]
    yield os.path.join(output.path, _INDEX), partial(_page, lambda some: render_index(some, addresses), report)
    for file, name in sheets:
        alone = replace(report, files=(file,))
        yield os.path.join(output.path, name), partial(_page, lambda some: render_sheet(some, _INDEX), alone)


def _page(render: Callable[[Report], str], report: Report) -> tuple[bytes, list[str]]:
    text, trouble = rendered(render, report)
    return text.encode("utf-8", "backslashreplace"), trouble


def _unwritten(path: str, why: str, lang: str) -> str:
    return f"plancheck: cannot write “{path}”: {why}\n" if lang == "en" else f"plancheck: không ghi được “{path}”: {why}\n"


def _put(path: str, data: bytes, force: bool) -> None:
    """Raises `OSError`."""
    if is_device(path):
        write_device(path, data)
    else:
        write_atomic(path, data, force=force)


def _step_summary(report: Report) -> list[str]:
    from checker.report.github import write_step_summary

    try:
        write_step_summary(report)
    except OSError as error:
        return [_unwritten("GITHUB_STEP_SUMMARY", cause(error), report.lang)]
    return []


def with_progress(items: Iterable, total: int, quiet: bool) -> Iterator:
    """The same items, with a bar on standard error while a long run goes on: many of them, or slow ones. On a terminal only."""
    if quiet or total < 2 or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    begun, shown = time.monotonic(), False
    try:
        for done, item in enumerate(items, 1):
            if total >= _BAR_FROM or time.monotonic() - begun > _SLOW:
                done = min(done, total)  # a report on the ignore file may come on top
                filled = _BAR_WIDTH * done // total
                tell_terminal(f"\r[{'█' * filled}{'░' * (_BAR_WIDTH - filled)}] {done}/{total}")
                shown = True
            yield item
    finally:
        if shown:
            tell_terminal("\r\x1b[K")
