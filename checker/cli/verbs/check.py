"""`plancheck check PATH…`: lint files and folders."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator

from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING
from checker.cli import output
from checker.cli.batches import judge_all
from checker.cli.destinations import outputs
from checker.cli.files import STDIN
from checker.cli.git import root_of
from checker.cli.judge import Judges
from checker.cli.options import Configurations, add_files, add_judging, files_of
from checker.cli.settings import FAIL_ON
from checker.cli.showing import Showing, Shown
from checker.model.findings import SEVERITIES, FileReport, Finding, Report
from checker.report.streams import tell
from checker.rules import tool_findings as own

if TYPE_CHECKING:
    import argparse

    from checker.cli.baseline_file import Baseline
    from checker.rules.packs import RuleBook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_files(parser)
    add_judging(parser)
    output.add_arguments(parser)
    parser.add_argument("--fail-on", choices=FAIL_ON)
    parser.add_argument(
        "--exit-zero",
        action="store_const",
        const="never",
        dest="fail_on",
        help="không trả mã 1 dù có phát hiện (exit 0 in spite of findings)",
    )
    parser.add_argument(
        "--add-ignores",
        action="store_true",
        help="ghi mỗi phát hiện vào .plancheck-ignore.yaml, chờ điền lý do (write an ignore entry for each finding)",
    )
    parser.add_argument("--baseline", metavar="FILE", help="chỉ báo phát hiện mới so với tệp mốc (new findings only)")
    parser.add_argument("--watch", action="store_true", help="kiểm tra lại mỗi khi tệp thay đổi (again at every change)")


def main(args: argparse.Namespace) -> int:
    """0 nothing at or above --fail-on, 1 findings, 2 the job could not be done in full; of the last round where it watches."""
    return _watch(args) if args.watch else _check(args)


def _watch(args: argparse.Namespace) -> int:
    """Check again and again, with everything read anew; what is wrong in one round is told and ends none."""
    import contextlib

    from checker.cli.main import failed
    from checker.cli.watching import rounds

    if STDIN in args.paths:
        raise Fatal("--watch không dùng với “-”", "--watch goes with files, not with -")
    code, lang = 0, args.lang or "vi"
    now = "— {:%H:%M:%S}, waiting for changes; Ctrl-C ends\n" if lang == "en" else "— {:%H:%M:%S}, chờ thay đổi; Ctrl-C để dừng\n"
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it
        for _ in rounds(args.paths, (text.partition("=")[2] for text in args.output)):
            try:
                code = _check(args)
            except Exception as error:
                code = failed(error, lang)
            tell(now.format(datetime.datetime.now()))
    return code


def _check(args: argparse.Namespace) -> int:
    configs = Configurations(args)
    config = configs.common
    paths = files_of(args, configs)
    judges = Judges(configs, datetime.date.today())
    wanted = outputs(args.output, paths)
    root = root_of(paths)
    showing = Showing(output.forms(args, wanted), root, config.lang, _known(args.baseline, paths))
    reports = judge_all(judges, paths, args.stdin_filename, args.jobs, showing)
    book = judges.book()
    packs = tuple({"name": p.name, "version": p.version, "law_as_of": p.law_as_of} for p in book.packs)
    about = Report((), packs, book.by_code(), config.lang, root)
    verdict = Verdict(lambda file: configs.of(os.path.dirname(file.path)).fail_on)
    found: list[FileReport] = []

    def watched() -> Iterator[Shown]:
        for one in reports:
            verdict.add(one.file)
            if args.add_ignores:
                found.append(one.file)
            yield one

    whole = output.deliver(watched(), paths, about, args, wanted)
    if args.add_ignores:
        _add_ignores(found, configs, book, config.lang)
    return verdict.code if whole else 2


def _known(path: str | None, paths: Iterable[str]) -> Baseline | None:
    """The baseline, with the files under the names of this run. Raises `Fatal`."""
    if not path:
        return None
    from checker.cli.baseline_file import load

    return load(path).renamed(name.replace("\\", "/") for name in paths if name != STDIN)


def _add_ignores(files: Iterable[FileReport], configs: Configurations, book: RuleBook, lang: str) -> None:
    """Put what was found into the ignore files, for somebody to say why."""
    from checker.cli.ignore_entries import add

    def folder_of(path: str) -> str:
        config = configs.of(os.path.dirname(path))
        return config.folder if config.path else os.path.dirname(path)

    mandatory = frozenset(rule.code for rule in book.rules if rule.mandatory)
    for path, count in add(files, folder_of, mandatory, lang).items():
        if lang == "en":
            tell(f"{path}: {count} entries added; say why in “reason” of each: until then they do nothing and are errors\n")
        else:
            tell(f"{path}: đã thêm {count} mục; điền lý do ở “reason”: mục chưa có lý do không có hiệu lực và là lỗi\n")


class Verdict:
    """The exit code of a run: 2 for an unreadable file or a crashed check, 1 for a finding at or above what `fail_on` says of its
    file, else 0."""

    def __init__(self, fail_on: Callable[[FileReport], str]):
        self._fail_on = fail_on
        self.code = 0

    def add(self, file: FileReport) -> None:
        """Count one file in."""
        if file.error is not None or any(finding.code == own.CRASHED for finding in file.findings):
            self.code = 2
        elif not self.code and file.findings:
            self.code = int(_fails(file.findings, self._fail_on(file)))


def _fails(findings: Iterable[Finding], floor: str) -> bool:
    if floor == "never":
        return False
    return any(SEVERITIES.index(finding.severity) >= SEVERITIES.index(floor) for finding in findings)
