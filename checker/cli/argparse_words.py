"""What argparse itself says, in Vietnamese.

It looks its words up by gettext, whose catalogues are files chosen by the environment; ours are chosen by `--lang`, so they take
the place of that look-up. Words of another Python that are not here stay English.
"""

from __future__ import annotations

import argparse
import gettext

WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "đối số",
    "options": "tùy chọn",
    "show this help message and exit": "in hướng dẫn này",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "ignored explicit argument %r": "không nhận giá trị, mà được cho %r",
    "the following arguments are required: %s": "còn thiếu %s",
    "one of the arguments %s is required": "cần một trong các tùy chọn %s",
    "unrecognized arguments: %s": "thừa %s",
    "expected one argument": "thiếu giá trị",
    "expected at most one argument": "chỉ nhận một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
}


def said(words: str) -> str:
    """What argparse says for its own words now."""
    return vars(argparse)["_"](words)


def speak(lang: str) -> None:
    """Let argparse speak a language from now on."""
    vars(argparse)["_"] = gettext.gettext if lang == "en" else lambda words: WORDS.get(words, words)
