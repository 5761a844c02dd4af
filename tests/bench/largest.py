"""What the largest Word files that are read cost: processor time and memory of a process that checks one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from checker.source.limits import MAX_PARAGRAPHS, MAX_TEXT
from tests.bench.growth import text_of
from tests.conftest import ROOT
from tests.wordfile import docx, paragraph

# What costs most by the character or by the paragraph, and what a long plan is made of.
KINDS = ("tasks", "citations", "items", "amounts", "numbers of documents", "capital headings", "slips", "comments", "money rows")
_SHAPES = ("one a line", "in one paragraph")
_SECONDS, _MEGABYTES = 10, 1024
_WORDS = ("-m", "checker", "check", "--isolated", "--no-cache", "--jobs", "1")


def largest(kinds: tuple[str, ...] = KINDS) -> Iterator[tuple[str, float, float]]:
    """(what, how much, its limit) for each kind of fragment in each shape, as long as a Word file may be."""
    for kind in kinds:
        for shape in _SHAPES:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "a.docx"
                path.write_bytes(largest_file(kind, shape))
                seconds, megabytes = _cost(path)
            yield f"seconds: the longest Word file of {kind}, {shape}", seconds, _SECONDS
            yield f"megabytes: the longest Word file of {kind}, {shape}", megabytes, _MEGABYTES


def largest_file(kind: str, shape: str) -> bytes:
    """A Word file of one kind of fragment that has as many characters, or paragraphs, as is allowed."""
    lines = text_of(kind, shape, MAX_TEXT * 9 // 10).split("\n")
    if len(lines) > MAX_PARAGRAPHS:
        lines = lines[: MAX_PARAGRAPHS - 20] + lines[-20:]
    return docx("".join(map(paragraph, map(escape, lines))))


def _cost(path: Path) -> tuple[float, float]:
    """Seconds of processor time and megabytes of the process that checks a file."""
    code = (
        f"import resource, subprocess, sys\nsubprocess.run([sys.executable, *{_WORDS!r}, {str(path)!r}], stdout=-3, stderr=-3)\n"
    )
    code += "used = resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes
