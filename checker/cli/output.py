"""Where a report goes: standard output, files by `--output FORMAT=FILE`, a summary on standard error, a progress bar.

Findings go to standard output and everything else to standard error. A file is written whole or not at all; a reader of
standard output who goes away (`| head`) is no error of ours.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.base.errors import Refused
from checker.base.record import TYPE_CHECKING
from checker.cli.destinations import Output, named
from checker.cli.faults import cause
from checker.cli.showing import Shown
from checker.cli.spool import Spool
from checker.cli.writing import is_device, write_device, write_pieces
from checker.model.findings import Report
from checker.report import FORMATS, LIVE, Form
from checker.report.streams import say, tell, tell_terminal
from checker.report.tally import Tally

if TYPE_CHECKING:
    import argparse
    from typing import Any

_BAR_FROM = 20  # files from which a progress bar is worth its lines
_SLOW = 1.0  # seconds after which one is for few files too
_BAR_WIDTH = 30
_INDEX = "index.html"  # of a folder of review sheets
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


def forms(args: argparse.Namespace, files: Sequence[Output]) -> tuple[Form, ...]:
    """What is made of each file: for standard output (nothing where the counts of rules take its place), then for each
    `--output`, and for GitHub the summary of its step."""
    name = format_of(args)
    made = [Form("") if args.statistics and name in _COUNTED else _form(name, args), *(_form(one.format, args) for one in files)]
    if _step_summary(args):
        made.append(Form("step-summary"))
    return tuple(made)


def _step_summary(args: argparse.Namespace) -> str | None:
    """The file that GitHub names for the summary of a step, where its format is asked for."""
    return os.environ.get("GITHUB_STEP_SUMMARY") if format_of(args) == "github" else None


def _form(name: str, args: argparse.Namespace) -> Form:
    if name == "docx":
        return Form(name, {"reviewer": args.reviewer})
    if name != "pretty":
        return Form(name)
    terminal = sys.stdout.isatty()
    width = None
    if terminal:
        import shutil

        width = shutil.get_terminal_size().columns
    return Form(name, {"color": colored(args.color, os.environ, terminal), "width": width, "quiet": args.quiet})


def deliver(
    reports: Iterable[Shown], paths: Sequence[str], about: Report, args: argparse.Namespace, files: Sequence[Output]
) -> bool:
    """Show and write the reports as the options say, as they come; whether all of it was done. What was not is told on standard
    error, and keeps nothing else back. Raises `Fatal` where standard output cannot be written.
    """
    first, *_ = made = forms(args, files)
    tally, bar = Tally(), Progress(len(paths), args.quiet)
    spools = [Spool() for _ in made[1:]]
    trouble: list[str] = []
    notes: list[str] = []

    def parts() -> Iterator[Any]:
        for one in bar.over(reports):
            tally.add(one.file)
            notes.extend(f"{one.file.path}: {note}\n" for note in one.file.notes)
            trouble.extend(one.trouble)
            for spool, part in zip(spools, one.parts[1:], strict=True):
                spool.add(part)
            yield one.parts[0]

    if first.name:
        shown: Iterable[Any] = parts()
        for text in first.whole(shown if first.name in LIVE else Spool(shown), about, tally):
            bar.clear()
            say(text)
    else:
        for _ in parts():
            pass
        say(_statistics(format_of(args), tally, about.lang))
    inputs = {os.path.realpath(path) for path in paths} if files else set()
    for output, form, spool in zip(files, made[1:], spools, strict=False):
        trouble += _write(_contents(output, form, spool, about, tally), inputs, args.force, about.lang)
    if len(spools) > len(files):
        trouble += _write_step_summary(made[-1], spools[-1], about, tally, _step_summary(args) or "")
    tell("".join(trouble) + _aside(args, tally, about.lang) + ("" if args.quiet else "".join(notes)))
    return not trouble


def _statistics(name: str, tally: Tally, lang: str) -> str:
    from checker.report import statistics

    return statistics.render_json(tally) if name == "json" else statistics.render(tally, lang)


def _aside(args: argparse.Namespace, tally: Tally, lang: str) -> str:
    """The counts that belong on standard error."""
    name, aside = format_of(args), ""
    if args.statistics and name not in _COUNTED:
        aside += _statistics("", tally, lang)
    if not args.quiet and (name != "pretty" or args.statistics):
        from checker.report.summary import summary_text

        aside += summary_text(tally, lang) + "\n"
    return aside


def colored(choice: str, environment: Mapping[str, str], terminal: bool) -> bool:
    """Whether to colour: the option first, then NO_COLOR, FORCE_COLOR, TERM=dumb, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"


Pieces = Iterable[bytes]


def _write(contents: Iterable[tuple[str, Pieces | str]], inputs: set[str], force: bool, lang: str) -> Iterator[str]:
    """Write files; gives a line for each that could not be made (its content is the reason) or written."""
    for path, content in contents:
        try:
            if os.path.realpath(path) in inputs:
                raise Refused("là tệp vào", "it is an input")
            if isinstance(content, str):
                yield _unwritten(path, content, lang)
            else:
                _put(path, content, force)
        except Exception as error:
            yield _unwritten(path, cause(error, lang), lang)


def _contents(output: Output, form: Form, parts: Spool, about: Report, tally: Tally) -> Iterator[tuple[str, Pieces | str]]:
    """The files that one `--output` stands for, each with what goes into it."""
    if output.format == "docx":
        made = [path for path, _ in filter(None, parts)]
        for (_, data), name in zip(filter(None, parts), named(made, ".docx"), strict=True):
            yield os.path.join(output.path, name) if output.is_folder else output.path, data if isinstance(data, str) else [data]
    elif output.is_folder:
        yield from _sheets(output.path, parts, about, tally)
    elif output.format == "xlsx":
        yield output.path, _workbook(parts, about.lang)
    else:
        yield output.path, _encoded(form.whole(parts, about, tally))


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    return (text.encode("utf-8", "backslashreplace") for text in texts)


def _workbook(parts: Spool, lang: str) -> Iterator[bytes]:
    from checker.report.table import workbook

    yield workbook(parts, lang)


def _sheets(folder: str, parts: Spool, about: Report, tally: Tally) -> Iterator[tuple[str, Pieces]]:
    """An index, and the sheet of each plan."""
    from urllib.parse import quote

    from checker.report.html import Part, index_page, sheet

    names = list(named([Part._make(one).path for one in parts], ".html", taken=[_INDEX]))
    yield os.path.join(folder, _INDEX), _encoded(index_page(parts, map(quote, names), about, tally))
    for at, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        yield os.path.join(folder, name), _encoded([sheet(part, at, about, _INDEX)])


def _unwritten(path: str, why: str, lang: str) -> str:
    return f"plancheck: cannot write “{path}”: {why}\n" if lang == "en" else f"plancheck: không ghi được “{path}”: {why}\n"


def _put(path: str, pieces: Iterable[bytes], force: bool) -> None:
    """Raises `OSError`."""
    if is_device(path):
        write_device(path, pieces)
    else:
        write_pieces(path, pieces, force=force)


def _write_step_summary(form: Form, parts: Spool, about: Report, tally: Tally, path: str) -> Iterator[str]:
    """Append to what GitHub named; a pipe there would be waited for."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            raise Refused("không phải tệp thường", "not a regular file")
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(form.whole(parts, about, tally))
    except OSError as error:
        yield _unwritten("GITHUB_STEP_SUMMARY", cause(error, about.lang), about.lang)


class Progress:
    """A bar on standard error while a long run goes on: many files, or slow ones. On a terminal only. What is shown meanwhile
    goes above it."""

    def __init__(self, total: int, quiet: bool):
        self._total = total
        self._wanted = not quiet and total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._drawn, self._begun = False, time.monotonic() if self._wanted else 0.0

    def over(self, reports: Iterable[Shown]) -> Iterator[Shown]:
        """The same reports, each with a step of the bar."""
        try:
            for done, report in enumerate(reports, 1):
                self._draw(min(done, self._total))  # a report on the ignore file may come on top
                yield report
        finally:
            self.clear()

    def _draw(self, done: int) -> None:
        if self._wanted and (self._total >= _BAR_FROM or time.monotonic() - self._begun > _SLOW):
            filled = _BAR_WIDTH * done // self._total
            tell_terminal(f"\r[{'█' * filled}{'░' * (_BAR_WIDTH - filled)}] {done}/{self._total}")
            self._drawn = True

    def clear(self) -> None:
        """Take the bar away; the next step draws it again."""
        if self._drawn:
            tell_terminal("\r\x1b[K")
            self._drawn = False
