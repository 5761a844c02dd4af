"""Which plan of a baseline a file is under a new name: told by its text, for git knows of a renaming only while it is at hand."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from checker.base.cache import digest
from checker.cli.files import read_source
from checker.source.text import Unreadable

Sketch = tuple[str, ...]
_SIZE = 16  # marks of lines that stand for a text
_ALIKE = 0.5  # share of lines in common from which a file is the same one renamed, as git has it


def sketch(raw: str) -> Sketch:
    """The smallest marks of a text's lines: what two texts have in common can be told by them, and no word can be read."""
    lines = {" ".join(unicodedata.normalize("NFC", line).split()) for line in raw.splitlines()} - {""}
    return tuple(sorted(digest(line.encode("utf-8", "surrogatepass"), size=4) for line in lines)[:_SIZE])


def sketch_of(path: str) -> Sketch:
    """The sketch of a file; an empty one of what cannot be read."""
    try:
        return sketch(read_source(path).raw)
    except Unreadable:
        return ()


def common(one: Sketch, other: Sketch) -> float:
    """The share of lines that two texts have in common, as far as their sketches tell it."""
    least = sorted({*one, *other})[:_SIZE]
    return sum(mark in one and mark in other for mark in least) / len(least) if least else 0.0


def there(path: str) -> bool:
    """Whether a file is there, whichever way its accents are composed on this disk."""
    return any(os.path.exists(form) for form in (path, *(unicodedata.normalize(way, path) for way in ("NFC", "NFD"))))


def pairs(gone: Mapping[str, Sketch], fresh: Mapping[str, Sketch]) -> dict[str, str]:
    """New name → old name, each used once, the likest first."""
    scored = sorted(
        (-common(old, new), fresh_path, gone_path) for fresh_path, new in fresh.items() for gone_path, old in gone.items()
    )
    found: dict[str, str] = {}
    for score, new_path, old_path in scored:
        if -score >= _ALIKE and new_path not in found and old_path not in found.values():
            found[new_path] = old_path
    return found


def sketches(paths: Iterable[str], names: Sequence[str]) -> dict[str, Sketch]:
    """The sketches of files by the names that a baseline has for them."""
    return {name: sketch_of(path) for path, name in zip(paths, names, strict=True)}
