"""The command line as argparse reads it: help, usage, what is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

from checker import __version__
from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING
from checker.cli.argparse_words import said, speak
from checker.report.streams import say

if TYPE_CHECKING:
    from typing import NoReturn


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
    return argparse.HelpFormatter(prog, width=max(40, int(columns) - 2) if columns.isdecimal() else 110)


_LISTED = 16  # choices up to which a line names all


class _Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong in one line, with what was probably meant."""

    def __init__(self, prog: str, what: str):
        super().__init__(prog=prog, description=what, allow_abbrev=False, formatter_class=_help)

    def error(self, message: str) -> NoReturn:
        raise Fatal(message, message)  # argparse spoke the language of the run

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            name = "/".join(action.option_strings) or action.metavar or action.dest
            raise _not_there(f"{name}: không có “{value}”", f"{name}: there is no “{value}”", str(value), action.choices)

    def known(self, words: Sequence[str]) -> None:
        """Raises `Fatal` for the first option that this parser does not have: argparse asks for what is missing before it
        looks at what is wrong."""
        for word in words:
            name = word.partition("=")[0] if word.startswith("--") else word[:2]
            if word == "--":
                return
            if word.startswith("-") and word != "-" and " " not in word and name not in self._option_string_actions:
                raise _not_there(f"không có tùy chọn “{name}”", f"there is no option “{name}”", name, self._option_string_actions)


def _not_there(vi: str, en: str, word: str, choices: Iterable[object]) -> Fatal:
    """What to say of a word that is none of those it may be: which was meant, or where nobody can tell, which there are."""
    from checker.base.fuzzy import hint

    names = list(map(str, choices))
    meant = hint(word, names)
    if any(meant):
        return Fatal(vi + meant[0], en + meant[1])
    if len(names) > _LISTED:
        return Fatal(f"{vi}; xem --help", f"{en}; see --help")
    listed = ", ".join(names)
    return Fatal(f"{vi}; chọn một trong: {listed}", f"{en}; choose one of: {listed}")


def parsed(
    argv: Sequence[str], verbs: Mapping[str, str], module_of: Callable[[str], ModuleType], lang: str = "vi"
) -> argparse.Namespace:
    """What a command line says; `verbs` are the verbs with what they do, `module_of` gives a verb's module.

    A parser is made of the verb that comes first and of no other, for each would cost start-up time. Raises `Fatal` for what is
    wrong; help ends the process with `SystemExit`, as argparse has it.
    """
    speak(lang)
    if not argv or argv[0] not in verbs:
        _without_verb(argv, verbs)
    verb = argv[0]
    made = _Parser(f"plancheck {verb}", verbs[verb])
    module_of(verb).add_arguments(made)
    made.known(argv[1:])
    helps = not {"-h", "--help"}.isdisjoint(argv)  # nothing else shows the usage, which takes its time to write
    made.usage = made.format_usage().removeprefix(said("usage: ")).rstrip() if helps else made.prog  # argparse would cut it wrong
    return made.parse_intermixed_args(argv[1:], argparse.Namespace(verb=verb))


def _without_verb(argv: Sequence[str], verbs: Mapping[str, str]) -> NoReturn:
    """Help, the version, or what is wrong with a command line that does not begin with a verb."""
    overview = _overview(verbs)
    if not argv:
        overview.print_help()
        raise SystemExit(2)  # nothing was done, and a script that forgot its words should hear of it
    word, verb = argv[0], next((word for word in argv if word in verbs), None)
    if word.startswith("-") and verb:
        raise Fatal(f"“{word}” đứng sau lệnh: plancheck {verb} {word}", f"“{word}” comes after the verb: plancheck {verb} {word}")
    if os.path.exists(word):
        raise Fatal(f"thiếu lệnh; có phải “plancheck check {word}”?", f"no verb; did you mean “plancheck check {word}”?")
    overview.known([word])
    if not word.startswith("-"):
        raise _not_there(f"không có lệnh “{word}”", f"there is no verb “{word}”", word, verbs)
    overview.parse_args([word])
    raise SystemExit(2)


def _overview(verbs: Mapping[str, str]) -> _Parser:
    """The parser of a command line without a verb: it knows the names of all, and the arguments of none."""
    made = _Parser("plancheck", "Kiểm tra dự thảo kế hoạch hành chính (lint drafted administrative plans).")
    made.add_argument(
        "-V", "--version", action=_Version, nargs=0, help="phiên bản, các gói quy tắc và ngày của pháp luật trong đó"
    )
    group = made.add_subparsers(title="lệnh (verbs)", metavar="VERB", parser_class=argparse.ArgumentParser)
    for name, what in verbs.items():
        group.add_parser(name, help=what, add_help=False)
    return made


class _Version(argparse.Action):
    """`--version`: the packs are read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        say(version_text())
        parser.exit()
