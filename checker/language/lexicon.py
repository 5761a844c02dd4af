"""Words of two syllables that newspapers and books have ('ân hận'), most of which official texts never use.

What is one of them is no slip, and no half of it belongs to the word on its other side. The list (rules/words/lexicon.txt) is
read when something looks like a slip, and looked through as it is: to make a set of it would take longer than most plans.
"""

from __future__ import annotations

import os
from functools import cache as once
from functools import lru_cache

from checker.base.data import data_folder
from checker.language.letters import one_placement


def is_word(first: str, second: str) -> bool:
    """Whether two syllables, in small letters, are a word of the list."""
    row = _row(first)
    return bool(row) and b" %b " % one_placement(second).encode() in row


@once
def _content() -> bytes:
    with open(os.path.join(data_folder("rules"), "words", "lexicon.txt"), "rb") as file:
        return file.read()


@lru_cache(maxsize=4096)  # a text asks for the same words again and again
def _row(first: str) -> bytes:
    """The seconds of a first syllable, a blank on either side of each; b"" where it begins no word."""
    content, head = _content(), b"\n%b " % one_placement(first).encode()
    at = content.find(head)
    return content[at + len(head) - 1 : content.index(b"\n", at + 1)] + b" " if at >= 0 and first.isalpha() else b""
