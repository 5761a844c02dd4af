"""One line per finding or mistake, never wrapped: for logs, editors and `grep`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from checker.base.errors import READ_AS, Mistake
from checker.model.findings import FileReport, Report
from checker.report.streams import visible
from checker.report.tally import Tally


def part(file: FileReport, at: int, about: Report) -> str:
    """`path:line:column: severity CODE name: message`, one line per finding; an unreadable file has one line too."""
    path = visible(file.path)
    lines = [f"{path}: error: {visible(file.error)}\n"] if file.error is not None else []
    lines.extend(
        f"{path}:{f.place.line}:{f.place.column}: {f.severity} {f.code} {f.name}: {visible(f.message)}\n" for f in file.findings
    )
    return "".join(lines)


def whole(parts: Iterable[str], about: Report, tally: Tally) -> Iterator[str]:
    """The lines of all files."""
    yield from parts


def render_mistakes(mistakes: Sequence[Mistake], lang: str) -> str:
    """One line per mistake in a rule pack, registry or configuration: 'rules/x.yaml:12:5: error …', with the line of the file
    and a mark under its column, where the file can be read."""
    files: dict[str, list[str]] = {}
    out = []
    for one in mistakes:
        out.append(f"{one.path}:{one.line}:{one.column}: error: {one.text(lang)}\n")
        lines = files.setdefault(one.path, _lines(one.path))
        if one.line <= len(lines) and lines[one.line - 1].strip():
            line = lines[one.line - 1]
            begin = max(0, one.column - 60)
            out.append(f"  {one.line} | {line[begin : begin + 110]}\n")
            out.append(f"  {' ' * len(str(one.line))} | {' ' * (one.column - 1 - begin)}^\n")
    return "".join(out)


def _lines(path: str) -> list[str]:
    """The lines of a file that may be shown; none of one that by its real name is no configuration: others may read this."""
    if not os.path.realpath(path).lower().endswith(READ_AS):
        return []
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read(2_000_000).splitlines()
    except OSError:
        return []
