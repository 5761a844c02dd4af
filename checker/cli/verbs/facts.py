"""`plancheck facts PATH…`: what was read from the plans, as tables on a terminal and as JSON elsewhere."""

from __future__ import annotations

import argparse
import os
import sys

from checker.cli.faults import cause
from checker.cli.files import read_source
from checker.cli.options import Configurations, add_config, add_files, files_of
from checker.families.readers import Readers
from checker.report import facts as dump
from checker.report.streams import harmless, json_text, say
from checker.rules.documents import read_documents
from checker.rules.registries import Law


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_files(parser)
    add_config(parser)
    parser.add_argument("--format", choices=("json", "text"), default=None)


def main(args: argparse.Namespace) -> int:
    """0 all read, 2 a file could not be read."""
    configs = Configurations(args)
    paths = files_of(args, configs, "đọc", "read")
    laws: dict[tuple[str, ...], Law] = {}
    files = [_read(path, args.stdin_filename, _law(laws, configs, path), configs.common.lang) for path in paths]
    if (args.format or ("text" if sys.stdout.isatty() else "json")) == "json":
        say(json_text({"schema": 1, "files": files}, 1) + "\n")
    else:
        from checker.report.facts_text import lines

        say("".join(harmless(line) + "\n" for file in files for line in lines(file, configs.common.lang)))
    return 2 if any(file["error"] is not None for file in files) else 0


def _law(laws: dict[tuple[str, ...], Law], configs: Configurations, path: str) -> Law:
    """The law as the registries of the file's configuration have it, each read once."""
    registries = configs.of(os.path.dirname(path)).registries
    return laws.setdefault(registries, Law(registries))


def _read(path: str, stdin_name: str | None, law: Law, lang: str) -> dict[str, object]:
    shown = (stdin_name or "<stdin>") if path == "-" else path.replace("\\", "/")
    try:
        return dump.file_object(read_documents(read_source(path, stdin_name), Readers(), law), shown)
    except Exception as error:  # one bad file costs only itself
        return dump.unread_object(shown, cause(error, lang))
