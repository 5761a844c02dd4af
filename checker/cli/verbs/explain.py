"""`plancheck explain CODE|NAME`: one rule in full; `--all --format md` writes the rule reference."""

from __future__ import annotations

import argparse

from checker.base.errors import Fatal
from checker.cli.options import add_config, configuration
from checker.report.streams import say
from checker.rules.explain import as_markdown, as_text, reference
from checker.rules.packs import load_packs
from checker.rules.selection import Index, Unknown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("rules", nargs="*", metavar="CODE", help="mã, tên hoặc họ quy tắc (codes, names, aliases, families)")
    parser.add_argument("--all", action="store_true", help="mọi quy tắc (every rule)")
    parser.add_argument("--format", choices=("text", "md"), default="text")
    add_config(parser)


def main(args: argparse.Namespace) -> int:
    """0 told, 2 no such rule."""
    config = configuration(args)
    book = load_packs(config.packs)
    if args.all:
        chosen = list(book.rules)
        if args.format == "md":
            say(reference(chosen, config.lang))
            return 0
    else:
        if not args.rules:
            raise Fatal("nêu một mã hoặc tên quy tắc, hoặc --all", "name a rule, or --all")
        by_code = book.by_code()
        index = Index(book.rules)
        try:
            chosen = [by_code[code] for code in dict.fromkeys(code for word in args.rules for code in index.codes(word))]
        except Unknown as error:
            raise Fatal(error.text("vi"), error.text("en")) from None
    tell = as_markdown if args.format == "md" else as_text
    say("\n".join(tell(rule, config.lang) for rule in chosen))
    return 0
