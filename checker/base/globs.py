"""Patterns of paths in configurations: '*' within one folder, '**' over several, '?' one character; forward slashes."""

from __future__ import annotations

from functools import lru_cache

from checker.base import regex as re


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = []
    for piece in re.split(r"(\*\*/?|\*|\?)", glob.replace("\\", "/").removeprefix("./").rstrip("/")):
        if piece.startswith("**"):
            parts.append("(?:.*/)?" if piece.endswith("/") else ".*")
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(piece) or re.escape(piece))
    return re.unkept("".join(parts) + r"(?:/.*)?\Z")


def matches(path: str, glob: str) -> bool:
    """Whether `glob` names `path` or a folder above it. A glob without '/' is tried on every part of the path."""
    path = path.replace("\\", "/").removeprefix("./")
    pattern = _pattern(glob)
    if "/" in glob.rstrip("/"):
        return pattern.match(path) is not None
    parts = path.split("/")
    return any(pattern.match("/".join(parts[at:])) for at in range(len(parts)))
