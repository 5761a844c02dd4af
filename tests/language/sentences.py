"""The sentences of the registry of confusable phrases, which are its examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


def read_sentences(line: str | Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """One sentence with each wrong form, in order; the right ones."""
    sentence, further = (line, []) if isinstance(line, str) else (str(line["in"]), line.get("right", []))
    front, wrongs, right, rest = re.fullmatch(r"([^\[]*)\[([^|]*)\|([^\]]*)\](.*)", sentence, re.DOTALL).groups()
    return [front + wrong + rest for wrong in wrongs.split(", ")], [front + right + rest, *further]
