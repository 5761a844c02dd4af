"""Which files a repository ignores: the `.gitignore` files from its top down to a folder, as git reads them.

Only a walk through folders asks; a file that is given by name is always meant.
"""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.base.record import dataclass

NAME = ".gitignore"


@dataclass(frozen=True, slots=True)
class Line:
    """One pattern: `regex` over the path below the folder of its file; `keeps` for '!…'; `folders` for '…/'."""

    regex: re.Pattern[str]
    keeps: bool
    folders: bool


@dataclass(frozen=True, slots=True)
class Ignores:
    """The patterns that hold in a folder, from the top of the repository to the folder itself."""

    files: tuple[tuple[str, tuple[Line, ...]], ...] = ()

    def below(self, folder: str) -> Ignores:
        """What holds one folder further down."""
        lines = read(os.path.join(folder, NAME))
        return Ignores((*self.files, (os.path.abspath(folder), lines))) if lines else self

    def ignored(self, path: str, is_folder: bool) -> bool:
        """Whether git would pass over `path`, whose parents are not ignored. The last pattern that matches decides."""
        if not self.files:
            return False
        full = os.path.abspath(path)
        for folder, lines in reversed(self.files):
            below = os.path.relpath(full, folder).replace(os.sep, "/")
            for line in reversed(lines):
                if (is_folder or not line.folders) and line.regex.fullmatch(below):
                    return not line.keeps
        return False


def above(folder: str) -> Ignores:
    """What holds in `folder` because of the folders above it, up to the top of its repository; nothing outside of one."""
    chain = []
    at = os.path.abspath(folder)
    while not os.path.exists(os.path.join(at, ".git")):
        parent = os.path.dirname(at)
        if parent == at:
            return Ignores()
        chain.append(parent)
        at = parent
    ignores = Ignores()
    for parent in reversed(chain):
        ignores = ignores.below(parent)
    return ignores


def read(path: str) -> tuple[Line, ...]:
    """The patterns of one file; none where there is no such file or it cannot be read."""
    if not os.path.isfile(path):  # a pipe of that name would be waited for
        return ()
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return tuple(line for line in map(_line, file.read().splitlines()) if line)
    except OSError:
        return ()


def _line(text: str) -> Line | None:
    stripped = text.rstrip()
    if stripped != text and stripped.endswith("\\"):
        stripped += " "  # a blank that is meant: 'name\ '
    if not stripped or stripped.startswith("#"):
        return None
    keeps = stripped.startswith("!")
    pattern = stripped[keeps:]
    folders = pattern.endswith("/")
    pattern = pattern.rstrip("/")
    if not pattern:
        return None
    anchored = "/" in pattern
    try:
        regex = re.unkept(("" if anchored else "(?:.*/)?") + _regex(pattern.lstrip("/")), re.DOTALL)
    except re.error:
        return None
    return Line(regex, keeps, folders)


_PARTS = re.compile(r"\*\*/|/\*\*\Z|\*+|\?|\[(?P<not>[!^]?)(?P<set>\]?[^\]]*)\]|\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL)


def _regex(pattern: str) -> str:
    out = []
    for part in _PARTS.finditer(pattern):
        text = part.group()
        if text == "**/":
            out.append("(?:.*/)?")
        elif text == "/**":
            out.append("/.*")
        elif text.startswith("*"):
            out.append("[^/]*")
        elif text == "?":
            out.append("[^/]")
        elif part["set"] is not None:
            inside = part["set"].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
            out.append(f"[{'^' if part['not'] else ''}{inside}]")
        else:
            out.append(re.escape(part["escaped"] or part["plain"] or ""))
    return "".join(out)
