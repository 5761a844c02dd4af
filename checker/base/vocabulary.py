"""Word lists of offices and of the language (rules/words/NAME.yaml), and patterns that are made of them.

A file is a mapping: list → {basis, words}. A pattern names its lists as `{{list}}`, as `{{<list}}` where a match must begin with
a word (see `regex.any_word`), or as `{{^list}}` for the words in capitals; it is made when it is first used, so that a plan
without a figure never opens the words of money. Words are plain text, in small letters where the text is lowered
too: a blank in a phrase stands for any short run of blanks, also over a line end.
"""

from __future__ import annotations

import os
from functools import cache as once

from checker.base import regex as re
from checker.base.data import data_folder
from checker.base.yaml_store import read_data

_GAP = r"\s{1,3}"
_NAME = re.compile(r"\{\{([<^]?)([a-z_]+)\}\}")


def path_of(name: str) -> str:
    """Where rules/words/NAME.yaml lies."""
    return os.path.join(data_folder("rules"), "words", f"{name}.yaml")


@once
def vocabulary(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of rules/words/NAME.yaml by name. Raises FileNotFoundError for a file that does not exist."""
    with open(path_of(name), "rb") as file:
        data = read_data(f"words-{name}", file.read())
    return {key: tuple(entry["words"]) for key, entry in data.items()}


@once
def registry(name: str) -> dict:
    """The built-in rules/registry/NAME.yaml, for what is read before anybody knows the law in force (`Document.law`)."""
    with open(os.path.join(data_folder("rules"), "registry", f"{name}.yaml"), "rb") as file:
        return read_data(f"registry-{name}", file.read())


def words(name: str, key: str) -> tuple[str, ...]:
    """One list of a file."""
    return vocabulary(name)[key]


def alternatives(phrases: tuple[str, ...], gap: str = _GAP) -> str:
    """The phrases as branches of a pattern, the longest first."""
    ordered = sorted(sorted(phrases), key=len, reverse=True)  # and those of one length always in the same order
    return re.escape("\n".join(ordered)).replace("\\\n", "|").replace("\\ ", gap)


def expanded(name: str, template: str, gap: str = _GAP) -> str:
    """`template` with each `{{list}}` replaced by the words of that list of the file `name`."""
    lists = vocabulary(name)

    def branches(found: re.Match[str]) -> str:
        phrases = lists[found[2]]
        listed = alternatives(tuple(map(str.upper, phrases)) if found[1] == "^" else phrases, gap)
        return re.any_word(listed) if found[1] == "<" else listed

    return _NAME.sub(branches, template)


def pattern(name: str, template: str, flags: int = 0, *, whole_words: bool = False, gap: str = _GAP) -> re.Pattern[str]:
    """A pattern of the words of rules/words/NAME.yaml, made when it is first used and kept for the next start.

    With `whole_words` the template is a list of branches that each begin with a letter, see `regex.any_word`. `gap` is what a
    blank of a phrase stands for.
    """

    def written() -> str:
        text = expanded(name, template, gap)
        return re.any_word(text) if whole_words else text

    return re.later(lambda: re.compile_as(f"{name}\n{gap}\n{whole_words}\n{template}", flags, written))
