"""`plancheck rules`: the rules in force; `plancheck rules VD`: those that a word stands for; `plancheck rules test [PACK…]` runs
the examples inside rule packs;
`plancheck rules schema` prints the JSON Schema of rule packs, `plancheck rules checks` the checks that they can use."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from checker.base.errors import Fatal
from checker.base.messages import pick
from checker.cli.judge import known_words
from checker.cli.options import add_judging, configuration
from checker.cli.settings import Config
from checker.report.streams import say
from checker.rules.packs import Rule, RuleBook, load_packs
from checker.rules.registries import Law
from checker.rules.selection import Index, Unknown, in_force

_ACTIONS = ("list", "test", "schema", "checks")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("action", nargs="?", choices=_Words(_ACTIONS), default="list", metavar="|".join((*_ACTIONS, "CODE")))
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="list: mã, tên hoặc họ quy tắc (codes, names, families); test: gói quy tắc, tệp hoặc tên (packs: files or names)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_judging(parser)


def main(args: argparse.Namespace) -> int:
    """0 all right, 1 an example failed, 2 a wrong pack or no rule."""
    config = configuration(args)
    if args.action == "test":
        return _test(args.words, config)
    if args.action == "checks":
        from checker.rules.explain import check_reference

        say(check_reference(load_packs(config.packs).rules))
        return 0
    if args.action == "schema":
        from checker.rules.pack_schema import schema

        say(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
        return 0
    book = load_packs(config.packs)
    known_words(config, Index(book.rules))
    named = [args.action, *args.words] if args.action != "list" else args.words
    rules = _named(book, named) if named else in_force(book.rules, config.select, config.ignore, config.profile)
    say(_as_json(rules, config) if args.format == "json" else _as_text(rules, config))
    return 0


class _Words(tuple):
    """The actions, which completion offers; any other word names rules to list."""

    def __contains__(self, word: object) -> bool:
        return True


def _named(book: RuleBook, words: Sequence[str]) -> list[Rule]:
    """The rules that the words stand for, those of every profile. Raises `Fatal`."""
    try:
        codes = Index(book.rules).all_codes(words)
    except Unknown as error:
        from checker.base.fuzzy import hint

        vi, en = hint(error.word, _ACTIONS)
        if vi:
            raise Fatal(f"không có “{error.word}”{vi}", f"there is no “{error.word}”{en}") from None
        others = ", ".join(_ACTIONS)
        raise Fatal(f"{error.text('vi')} (hoặc: {others})", f"{error.text('en')} (or: {others})") from None
    return [rule for rule in book.rules if rule.code in codes]


def _level(rule: Rule, config: Config, index: Index) -> str:
    found = [level for word, level in config.severity.items() if rule.code in index.codes(word)]
    if found:
        return found[-1]
    return rule.severity.stage.get(config.stage, rule.severity.default)


def _as_text(rules: Sequence[Rule], config: Config) -> str:
    """A line for each rule: code, level, what it is about; profile and name, for those who write configurations, behind."""
    index = Index(rules)
    titles = [pick(rule.title, config.lang) for rule in rules]
    width = max(map(len, titles), default=0)
    return "".join(
        f"{rule.code:<6} {_level(rule, config, index):<8} {title:<{width}}  {rule.profile:<8} {rule.name}\n"
        for rule, title in zip(rules, titles, strict=True)
    )


def _as_json(rules: Sequence[Rule], config: Config) -> str:
    index = Index(rules)
    return (
        json.dumps(
            {
                "schema": 1,
                "rules": [
                    {
                        "code": rule.code,
                        "name": rule.name,
                        "aliases": list(rule.aliases),
                        "title": pick(rule.title, config.lang),
                        "severity": _level(rule, config, index),
                        "profile": rule.profile,
                        "fix": rule.fix,
                        "status": rule.status,
                        "mandatory": rule.mandatory,
                        "basis": str(rule.basis) if rule.basis else None,
                        "pack": rule.pack,
                        "origin": rule.origin,
                    }
                    for rule in rules
                ],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _test(packs: Sequence[str], config: Config) -> int:
    from checker.rules.examples import run_all, told

    files = [pack for pack in packs if pack.endswith((".yaml", ".yml"))]
    book = load_packs(tuple(dict.fromkeys((*config.packs, *files))))
    chosen = _chosen(book, packs, files)
    failures = list(run_all(chosen, book.rules, Law(config.registries)))
    say("".join(told(failure, config.lang) for failure in failures))
    total = sum(len(rule.examples) for rule in chosen)
    if config.lang == "en":
        say(f"{len(chosen)} rules, {total} examples, {len(failures)} failed\n")
    else:
        say(f"{len(chosen)} quy tắc, {total} ví dụ, {len(failures)} sai\n")
    return int(bool(failures))


def _chosen(book: RuleBook, packs: Sequence[str], files: Sequence[str]) -> list[Rule]:
    """The rules of the packs that are named, by file or by name; all where none is."""
    from checker.base.fuzzy import hint

    names = {pack.name for pack in book.packs}
    for pack in packs:
        if pack not in files and pack not in names:
            vi, en = hint(pack, names)
            raise Fatal(f"không có gói quy tắc “{pack}”{vi}", f"there is no rule pack “{pack}”{en}")
    shown = {file.replace("\\", "/") for file in files}
    return [rule for rule in book.rules if not packs or rule.pack in packs or rule.path in shown]
