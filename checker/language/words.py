"""What a word is, as patterns find it."""

from __future__ import annotations

from checker.base import regex as re

WORD = re.compile(r"\w+")  # letters and figures
LETTERS = re.compile(r"[^\W\d_]+")  # letters only
BLANKS = re.compile(r"\s+")
