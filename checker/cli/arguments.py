"""The command line as argparse reads it: help, usage, what is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType

from checker import __version__
from checker.report.streams import say


def version_text() -> str:
    """One line for the program and one for each built-in pack."""
    from checker.rules.packs import load_packs

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


def _parser(prog: str, what: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=prog, description=what, allow_abbrev=False, formatter_class=_help)


def parsed(argv: Sequence[str], verbs: Mapping[str, str], module_of: Callable[[str], ModuleType]) -> argparse.Namespace:
    """What a command line says; `verbs` are the verbs with what they do, `module_of` gives a verb's module.

    A parser is made of the verb that comes first and of no other, for each would cost start-up time. Help and what is wrong end
    the process with `SystemExit`, as argparse has it.
    """
    if not argv or argv[0] not in verbs:
        return _overview(verbs).parse_args(argv)
    verb = argv[0]
    made = _parser(f"plancheck {verb}", verbs[verb])
    module_of(verb).add_arguments(made)
    return made.parse_args(argv[1:], argparse.Namespace(verb=verb))


def _overview(verbs: Mapping[str, str]) -> argparse.ArgumentParser:
    """The parser of a command line without a verb: it knows the names of all, and the arguments of none."""
    made = _parser("plancheck", "Kiểm tra dự thảo kế hoạch hành chính.")
    made.add_argument("--version", action=_Version, nargs=0, help="phiên bản, các gói quy tắc và ngày của pháp luật trong đó")
    subparsers = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, what in verbs.items():
        subparsers.add_parser(name, help=what)
    return made


class _Version(argparse.Action):
    """`--version`: the packs are read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        say(version_text())
        parser.exit()
