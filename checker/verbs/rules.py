"""`plancheck rules`: the rules in force; `plancheck rules test [PACK…]` runs the examples inside rule packs."""

from __future__ import annotations

import argparse
import sys

from checker.errors import Fatal
from checker.examples import Failure, run_all
from checker.law import Law
from checker.options import add_judging, configuration
from checker.rules import load_packs
from checker.selection import in_force


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("action", nargs="?", choices=("list", "test"), default="list")
    parser.add_argument("packs", nargs="*", metavar="PACK", help="gói quy tắc: tệp hoặc tên (rule packs: files or names)")
    add_judging(parser)


def main(args: argparse.Namespace) -> int:
    """0 all right, 1 an example failed, 2 a wrong pack."""
    config = configuration(args)
    return _test(args, config) if args.action == "test" else _list(config)


def _list(config) -> int:
    book = load_packs(config.packs)
    for rule in in_force(book.rules, config.select, config.ignore, config.profile):
        sys.stdout.write(f"{rule.code}  {rule.severity.default:<8}{rule.profile:<8} {rule.name:<34} {rule.origin}\n")
    return 0


def _test(args: argparse.Namespace, config) -> int:
    files = [pack for pack in args.packs if pack.endswith((".yaml", ".yml"))]
    book = load_packs((*config.packs, *files))
    names = {pack.name for pack in book.packs if pack.path in files} | {p for p in args.packs if p not in files}
    unknown = names - {pack.name for pack in book.packs}
    if unknown:
        raise Fatal(f"không có gói quy tắc “{sorted(unknown)[0]}”", f"there is no rule pack “{sorted(unknown)[0]}”")
    chosen = [rule for rule in book.rules if not names or rule.pack in names]
    failures = list(run_all(chosen, book.rules, Law(config.registries)))
    for failure in failures:
        sys.stdout.write(_told(failure))
    total = sum(len(rule.examples) for rule in chosen)
    sys.stdout.write(f"{len(chosen)} quy tắc, {total} ví dụ, {len(failures)} sai\n")
    return int(bool(failures))


def _told(failure: Failure) -> str:
    """A failed example as a difference of what was expected and what was found."""
    kind = "bad" if failure.example.bad else "good"
    lines = [f"{failure.at}: {failure.rule.code} {failure.rule.name} ({kind})"]
    if failure.crash:
        lines.append(f"  ! {failure.crash}")
    lines += [f"  - {words}" for words in failure.expected]
    lines += [f"  + {words}" for words in failure.found]
    return "\n".join(lines) + "\n"
