"""`plancheck page --output plancheck.html`: the whole of plancheck as one page that needs no installation and no network."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING
from checker.cli.options import add_judging, configuration
from checker.report.streams import say

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_judging(parser)
    parser.add_argument("--output", metavar="FILE", default="plancheck.html", help="tệp HTML cần ghi (the HTML file to write)")
    parser.add_argument("--runtime", metavar="FOLDER", help="thư mục node_modules/pyodide (the folder of Pyodide)")


def main(args: argparse.Namespace) -> int:
    """0 the page is written. An office's packs, registries and settings go into it."""
    from checker.cli.page.build import build

    config = configuration(args)
    size = build(args.output, config, args.runtime)
    text = (
        "{} ({:.1f} MB): open it with Edge, Chrome or Firefox"
        if config.lang == "en"
        else "{} ({:.1f} MB): mở bằng Edge, Chrome hoặc Firefox"
    )
    say(text.format(args.output, size / 1e6) + "\n")
    return 0
