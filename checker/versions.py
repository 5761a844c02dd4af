"""`plancheck --version`: the program, its rule packs, and the day at which their law was last read."""

from __future__ import annotations

import sys

from checker import __version__
from checker.rules import load_packs


def version_text() -> str:
    """One line for the program and one for each built-in pack."""
    lines = [f"plancheck {__version__} (Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro})\n"]
    packs = load_packs().packs
    width = max((len(pack.name) for pack in packs), default=0)
    for pack in packs:
        law = f"  {pack.law}" if pack.law else ""
        day = f"  (pháp luật đến {'/'.join(reversed(pack.law_as_of.split('-')))})" if pack.law_as_of else ""
        lines.append(f"  {pack.name:<{width}}  {pack.version}{law}{day}\n")
    return "".join(lines)
