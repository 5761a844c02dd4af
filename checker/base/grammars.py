"""The one door to Lark: grammar/NAME.lark → a parser, compiled once and kept as plain tables.

Lark is the compiler only. What it makes of a grammar (LALR tables, the patterns of each state's lexer) is stored in the cache
folder; a warm run loads that and never imports Lark. Without a cache folder it compiles on every start, with the same result.

Every grammar has the rule `start`. A grammar that reads the longest beginning of a slice ends in a terminal of low priority that
takes the rest: `start: citation _REST?` and `_REST.-9: /(?s:.+)/`. Words that are data stand in a pattern as `{{name}}` and are
given by who asks for the parser.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache as once

from checker.base import cache
from checker.base import regex as re
from checker.base.data import data_folder
from checker.base.lalr import Grammar, Match, Token, Tree
from checker.base.patterns import Code, code_version, from_code, pattern_code
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

__all__ = ["Token", "Tree", "grammar", "parse", "tokens"]

_PLACEHOLDER = re.compile(r"\{\{([a-z_]+)\}\}")


def parse(name: str, text: str, start: int = 0, end: int | None = None) -> Tree | None:
    """The tree of text[start:end] by the grammar `name`, with offsets into `text`; None where it does not fit.

    Raises FileNotFoundError for a grammar that does not exist.
    """
    return grammar(name).parse(text, start, len(text) if end is None else end)


def tokens(tree: Tree) -> Iterator[Token]:
    """All tokens of a tree, in order."""
    return tree.tokens()


@once
def grammar(name: str) -> Grammar:
    """The parser of grammar/NAME.lark, which has no words to be filled in."""
    return compiled(name, filled(name, {}))


def compiled(name: str, content: str) -> Grammar:
    """The parser of a grammar's text, kept by all that it is made of."""
    key = cache.entry_key(b"grammar", content.encode(), _lark_state(), code_version())
    return _revive(cache.kept(f"grammar-{name}", key, lambda: compile_tables(content, name)))


def path_of(name: str) -> str:
    """Where grammar/NAME.lark lies."""
    return os.path.join(data_folder("grammar"), f"{name}.lark")


def filled(name: str, words: Mapping[str, str]) -> str:
    """The text of grammar/NAME.lark with the pattern `words[x]` for each `{{x}}`. Raises KeyError for one not given."""
    with open(path_of(name), "rb") as file:
        text = file.read().decode()
    return _PLACEHOLDER.sub(lambda found: words[found[1]].replace("/", r"\/"), text)


def _lark_state() -> bytes:
    """Changes with the installed version of Lark, which is not imported for it. Tables that came with the package need none."""
    if cache.shipped():
        return b""
    for folder in sys.path:
        try:
            stat = os.stat(os.path.join(folder or ".", "lark", "__init__.py"))
        except OSError:
            continue
        return f"{stat.st_mtime_ns} {stat.st_size}".encode()
    return b""


def _revive(tables: tuple) -> Grammar:
    *parts, lexers = tables
    make: Any = Grammar

    def scanner(number: int) -> tuple[list[Match], dict[str, list[Match]]]:
        patterns, unless = lexers[number]
        return (
            [from_code(code).match for code in patterns],
            {kind: [from_code(code).fullmatch for code in codes] for kind, codes in unless.items()},
        )

    return make(*parts, scanner)


# -- compiling --------------------------------------------------------------------------------------------------------


def load_lark(text: str, path: str) -> Any:
    """The Lark parser of a grammar. Raises what Lark raises for a wrong grammar."""
    from lark import Lark

    return Lark(text, parser="lalr", lexer="contextual", maybe_placeholders=False, source_path=path)


def compile_tables(text: str, path: str = "") -> tuple:
    """Grammar → (actions, gotos, rules, lexer of each state, ignored, start, end, lexers), all plain."""
    front = load_lark(text, path).parser
    table = front.parser._parse_table
    rules: dict[object, int] = {}
    plain_rules: list[tuple] = []
    actions: list[dict[str, int]] = [{} for _ in table.states]
    gotos: list[dict[str, int]] = [{} for _ in table.states]
    for state, row in table.states.items():
        for symbol, (action, argument) in row.items():
            if str(action).endswith("Reduce)") or action.name == "Reduce":
                if argument not in rules:
                    rules[argument] = len(plain_rules)
                    plain_rules.append(_plain_rule(argument))
                actions[state][symbol] = -(rules[argument] + 1)
            elif symbol in front.lexer_conf.terminals_by_name or symbol == "$END":
                actions[state][symbol] = argument + 1
            else:
                gotos[state][symbol] = argument
    numbers: dict[int, int] = {}
    lexers: list[tuple] = []
    by_state = [0] * len(table.states)
    for state, lexer in front.lexer.lexers.items():
        if id(lexer) not in numbers:
            numbers[id(lexer)] = len(lexers)
            lexers.append(_plain_lexer(lexer))
        by_state[state] = numbers[id(lexer)]
    return (
        tuple(actions),
        tuple(gotos),
        tuple(plain_rules),
        tuple(by_state),
        tuple(front.lexer_conf.ignore),
        table.start_states["start"],
        table.end_states["start"],
        tuple(lexers),
    )


def _plain_rule(rule: Any) -> tuple:
    """(origin, length, name, kept children, whether a single child takes the place of the tree), as Lark's tree builder does."""
    kept = tuple(
        (index, not symbol.is_term and symbol.name.startswith("_"))
        for index, symbol in enumerate(rule.expansion)
        if rule.options.keep_all_tokens or not (symbol.is_term and symbol.filter_out)
    )
    every = len(kept) == len(rule.expansion) and not any(spliced for _, spliced in kept)
    name = rule.alias or rule.options.template_source or rule.origin.name
    return (
        str(rule.origin.name),
        len(rule.expansion),
        str(name),
        None if every else kept,
        bool(rule.options.expand1 and not rule.alias),
    )


def _plain_lexer(lexer: Any) -> tuple[list[Code], dict[str, list[Code]]]:
    """The patterns of one state's lexer, and of the keywords inside its terminals."""
    scanner = lexer.scanner
    unless = {str(kind): _codes(callback.scanner) for kind, callback in lexer.callback.items()}
    return _codes(scanner), unless


def _codes(scanner: Any) -> list[Code]:
    return [pattern_code(pattern.pattern, pattern.flags & ~32) for pattern in scanner._mres]
