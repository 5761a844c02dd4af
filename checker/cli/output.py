"""Where a report goes: standard output, files by `--output FORMAT=FILE`, a summary on standard error, a progress bar.

Findings go to standard output and everything else to standard error. A file is written whole or not at all; a reader of
standard output who goes away (`| head`) is no error of ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING, dataclass, replace
from checker.cli.faults import cause
from checker.cli.writing import is_device, write_atomic, write_device
from checker.model.findings import FileReport, Report
from checker.report import FILE_FORMATS, FORMATS, renderer
from checker.report.streams import say, tell, tell_terminal
from checker.source import PRINTED

if TYPE_CHECKING:
    import argparse

_BAR_FROM = 20  # files from which a progress bar is worth its lines
_BAR_WIDTH = 30
_COUNTED = ("pretty", "concise", "json")  # formats that `--statistics` takes the place of


@dataclass(frozen=True, slots=True)
class Output:
    """One `--output`: the format, and the file that takes it."""

    format: str
    path: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check` about what is shown, where and how."""
    parser.add_argument("--format", choices=tuple(FORMATS), help="pretty trên màn hình, concise ở nơi khác (elsewhere)")
    parser.add_argument(
        "--output",
        metavar="FORMAT=FILE",
        action="append",
        default=[],
        help="ghi thêm một báo cáo ra tệp, dùng được nhiều lần (write a report to a file too; repeatable)",
    )
    parser.add_argument("--force", action="store_true", help="ghi đè cả báo cáo chỉ đọc (overwrite read-only reports too)")
    parser.add_argument("--statistics", action="store_true", help="chỉ đếm theo quy tắc (count by rule instead)")
    parser.add_argument("--quiet", action="store_true", help="chỉ in phát hiện (findings only)")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="màu (colour)")


def outputs(given: Sequence[str], inputs: Iterable[str]) -> tuple[Output, ...]:
    """The `--output` options, checked before any work is done.

    Raises `Fatal` for an unknown format, a folder that is not there, a file named twice, or a file that is an input.
    """
    parsed = []
    inputs = tuple(inputs)
    taken = {_key(path): path for path in inputs if path != "-"}
    for text in given:
        name, sign, path = text.partition("=")
        if not sign or path in ("", "-"):
            raise Fatal(f"--output “{text}”: viết FORMAT=FILE, ví dụ html=phieu.html", f"--output “{text}”: write FORMAT=FILE")
        if name not in FORMATS and name not in FILE_FORMATS:
            from checker.base.fuzzy import did_you_mean

            near = did_you_mean(name, (*FORMATS, *FILE_FORMATS))
            hint = (f"; có phải “{near}”?", f"; did you mean “{near}”?") if near else ("", "")
            raise Fatal(f"--output: không có định dạng “{name}”{hint[0]}", f"--output: no format “{name}”{hint[1]}")
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise Fatal(f"--output: không có thư mục “{folder}”", f"--output: no folder “{folder}”")
        if name == "docx":
            _judge_word_output(path, inputs)
        if _key(path) in taken:
            raise Fatal(f"--output: “{path}” là tệp vào hoặc đã dùng", f"--output: “{path}” is an input or used twice")
        taken[_key(path)] = path
        parsed.append(Output(name, path))
    return tuple(parsed)


def _judge_word_output(path: str, inputs: Sequence[str]) -> None:
    """An annotated copy is one of one Word file; several go into a folder."""
    word = [name for name in inputs if name.lower().endswith(PRINTED) or name == "-"]
    if not word:
        raise Fatal("--output docx: không có tệp Word nào trong đầu vào", "--output docx: no Word file among the inputs")
    if len(word) > 1 and not os.path.isdir(path):
        raise Fatal(
            f"--output docx: {len(word)} tệp Word; thay tên tệp bằng một thư mục đã có",
            f"--output docx: {len(word)} Word files; name a folder that exists",
        )


def _key(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def format_of(args: argparse.Namespace) -> str:
    """The format of standard output: the one asked for, else 'pretty' on a terminal and 'concise' elsewhere."""
    return args.format or ("pretty" if sys.stdout.isatty() else "concise")


def deliver(report: Report, args: argparse.Namespace, files: Sequence[Output]) -> bool:
    """Show and write the report as the options say; whether all of it was done. What was not is told on standard error, and keeps
    nothing else back. Raises `Fatal` where standard output cannot be written.
    """
    trouble = [line for output in files for line in _write(output, report, args.force)]
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


def _write(output: Output, report: Report, force: bool) -> Iterator[str]:
    """Write one file of `--output`, or the copies that it stands for; gives a line for each that could not be made or written."""
    if output.format == "docx":
        from checker.report.docx_copy import annotate, copies

        for file, path in copies(report, output.path):
            try:
                _put(path, annotate(file, lang=report.lang).data, force)
            except Exception as error:
                yield _unwritten(path, f"{file.path}: {cause(error, report.lang)}", report.lang)
        return
    try:
        if output.format in ("csv", "xlsx"):
            from checker.report import table

            _put(output.path, table.render_xlsx(report) if output.format == "xlsx" else table.render_csv(report).encode(), force)
            return
        text, trouble = rendered(renderer(output.format), report)
        _put(output.path, text.encode("utf-8", "backslashreplace"), force)
        yield from trouble
    except Exception as error:
        yield _unwritten(output.path, cause(error, report.lang), report.lang)


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


def with_progress(reports: Iterable[FileReport], total: int, quiet: bool) -> Iterator[FileReport]:
    """The same reports, with a bar on standard error while a long run goes on; on a terminal only."""
    bar = not quiet and total >= _BAR_FROM and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if not bar:
        yield from reports
        return
    try:
        for done, report in enumerate(reports, 1):
            done = min(done, total)  # a report on the ignore file may come on top
            filled = _BAR_WIDTH * done // total
            tell_terminal(f"\r[{'█' * filled}{'░' * (_BAR_WIDTH - filled)}] {done}/{total}")
            yield report
    finally:
        tell_terminal("\r\x1b[K")
