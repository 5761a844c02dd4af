"""`plancheck compare OLD NEW`: two drafts of one plan: what is mended, what is left, what is new, and which facts changed."""

from __future__ import annotations

import datetime

from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING
from checker.cli.judge import judge_file, make_judge
from checker.cli.options import add_judging, configuration
from checker.report.streams import say

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("paths", nargs=2, metavar="PATH", help="bản trước, rồi bản này (the draft before, then this one)")
    add_judging(parser)
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")


def main(args: argparse.Namespace) -> int:
    """0 nothing new was found, 1 something was. Raises `Fatal` where a draft cannot be read."""
    from checker.report import compare

    config = configuration(args)
    judge = make_judge(config, datetime.date.today())
    old, new = (judge_file(judge, path) for path in args.paths)
    for file in (old, new):
        if file.error is not None:
            raise Fatal(f"{file.path}: {file.error}", f"{file.path}: {file.error}")
    found = compare.compare(old, new)
    if args.format == "json":
        say(compare.render_json(found))
    else:
        say({"text": compare.render_text, "html": compare.render_html}[args.format](found, config.lang))
    return int(bool(found.come))
