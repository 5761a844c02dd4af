"""The command line as argparse reads it: help, usage, what is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from checker import __version__
from checker.report.streams import say
from checker.rules.packs import load_packs


def version_text() -> str:
    """One line for the program and one for each built-in pack."""
    lines = [f"plancheck {__version__} (Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro})\n"]
    packs = load_packs().packs
    width = max((len(pack.name) for pack in packs), default=0)
    for pack in packs:
        law = f"  {pack.law}" if pack.law else ""
        day = f"  (pháp luật đến {'/'.join(reversed(pack.law_as_of.split('-')))})" if pack.law_as_of else ""
        lines.append(f"  {pack.name:<{width}}  {pack.version}{law}{day}\n")
    return "".join(lines)


def _help(prog: str) -> argparse.HelpFormatter:
    """The formatter of help texts. argparse makes one for every option that is added; without a width each imports shutil."""
    columns = os.environ.get("COLUMNS", "")
    return argparse.HelpFormatter(prog, width=max(40, int(columns) - 2) if columns.isdigit() else 110)


def parser(argv: Sequence[str], verbs: Mapping[str, str], module_of: Callable[[str], object]) -> argparse.ArgumentParser:
    """The parser of a command line; `verbs` are the verbs with what they do, `module_of` gives a verb's module.

    Only the arguments of the verb that is meant are put together, for the others cost start-up time.
    """
    made = argparse.ArgumentParser(
        prog="plancheck", description="Kiểm tra dự thảo kế hoạch hành chính.", allow_abbrev=False, formatter_class=_help
    )
    made.add_argument("--version", action=_Version, nargs=0, help="phiên bản, các gói quy tắc và ngày của pháp luật trong đó")
    subparsers = made.add_subparsers(dest="verb", required=True, metavar="VERB", prog="plancheck")  # or it makes a usage line
    meant = next((word for word in argv if word in verbs), None)
    for name, what in verbs.items():
        if meant in (None, name) or argv[0] not in verbs:
            sub = subparsers.add_parser(name, help=what, description=what, allow_abbrev=False, formatter_class=_help)
            if name == meant:
                module_of(name).add_arguments(sub)
    return made


class _Version(argparse.Action):
    """`--version`: the packs are read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from checker.cli.arguments import version_text

        say(version_text())
        parser.exit()
