"""Which files a repository ignores: what the user excludes everywhere, `info/exclude`, and the `.gitignore` files from its top
down to a folder, as Git reads them.

Only a walk through folders asks; a file that is given by name is always meant.
"""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.base.globs import regex_of
from checker.base.record import dataclass
from checker.cli import git

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
        return self.also(folder, os.path.join(folder, NAME))

    def also(self, folder: str, path: str) -> Ignores:
        """With the patterns of one more file, which speak of what lies below `folder`."""
        lines = read(path)
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
    """What holds in `folder` because of its repository and the folders above it in there; nothing outside of one."""
    top = git.top(folder)
    if top is None:
        return Ignores()
    ignores = Ignores()
    for path in git.exclude_files(top):
        ignores = ignores.also(top, path)
    at = os.path.abspath(folder)
    chain = []
    while at != top:
        at = os.path.dirname(at)
        chain.append(at)
    for parent in reversed(chain):
        ignores = ignores.below(parent)
    return ignores


def read(path: str) -> tuple[Line, ...]:
    """The patterns of one file; none where there is no such file or it cannot be read."""
    if not os.path.isfile(path):  # a pipe of that name would be waited for
        return ()
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
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
    pattern = pattern.removesuffix("/")
    if not pattern:
        return None
    try:
        return Line(re.unkept(regex_of(pattern), re.DOTALL), keeps, folders)
    except re.error:
        return None
