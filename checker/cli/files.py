"""Files: which ones are meant, and reading them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence

from checker.base.errors import system_words
from checker.base.globs import has_magic, listed
from checker.base.record import NamedTuple, dataclass, field
from checker.source import BINARY, read_any
from checker.source.limits import MAX_FILE
from checker.source.text import Source, Unreadable

STDIN = "-"
STREAMS = ("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # what lies there are streams of a process
SUFFIXES = (".txt", ".md", ".docx")  # what a walk through a folder takes
MORE = tuple(suffix for suffix in (*BINARY, ".markdown") if suffix not in SUFFIXES)  # what it takes when asked


class Scope(NamedTuple):
    """What a configuration says about files: its globs, which are relative to the folder `base`."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    base: str = ""

    def excludes(self, path: str) -> bool:
        """Whether a file is left out."""
        return _named(path, self.exclude, self.base)

    def passes_by(self, folder: str) -> bool:
        """Whether nothing in a folder is meant: it is left out, and no glob takes a part of it back."""
        return self.excludes(folder) and not any(glob.startswith("!") for glob in self.exclude)


ScopeOf = Callable[[str], Scope]  # a folder → what holds in it


@dataclass(slots=True)
class Search:
    """A search for files. `left_out` counts those that were given by name and are excluded; `passed` are files of a folder that
    could be read, but only when that is asked for (`every`: it is); `beyond` are links that lead out of a folder."""

    scope_of: ScopeOf
    force_exclude: bool = False
    every: bool = False
    left_out: int = 0
    passed: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)

    def files(self, paths: Sequence[str], stdin_name: str | None = None) -> Iterator[str]:
        """The files that the paths stand for, each once: files as given, folders walked in order of name.

        A file that is given by name is always meant, unless `force_exclude`; so is standard input, unless its name is excluded.
        Hidden folders and files, and what Git ignores, are passed over in a walk; links that lead out of the folder are not
        followed.
        """
        seen = set()
        for path in paths:
            for found in self._expanded(path):
                name = stdin_name if found == STDIN else found
                named = found == path and (self.force_exclude or found == STDIN)
                if named and name and self.scope_of(os.path.dirname(name)).excludes(name):
                    self.left_out += 1
                    continue
                key = os.path.normcase(os.path.abspath(found)) if found != STDIN else STDIN
                if key not in seen:
                    seen.add(key)
                    yield found

    def _expanded(self, path: str) -> Iterator[str]:
        if path != STDIN and os.path.isdir(path):
            yield from self._walk(path)
        elif path != STDIN and has_magic(path) and not os.path.lexists(path) and (found := _globbed(path)):
            for one in found:  # a shell of Windows leaves patterns to the program
                yield from self._expanded(one)
        else:
            yield path

    def _walk(self, top: str) -> Iterator[str]:
        """The files of a folder in order of name, then those of its folders. Links to folders are not followed. A folder that
        cannot be read is given like a file: who reads it tells that it cannot be."""
        from checker.cli.gitignore import above  # only a walk needs it

        folders = [(top, above(top))]
        while folders:
            folder, ignores = folders.pop()
            here, scope = ignores.below(folder), self.scope_of(folder)
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                yield folder
                continue
            inner = []
            for entry in entries:
                full = os.path.join(folder, entry.name) if folder != "." else entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if entry.name.startswith((".", "~$")) or here.ignored(full, is_folder):
                    continue
                if is_folder and not scope.passes_by(full):
                    inner.append((full, here))
                elif not is_folder and self._wanted(full, scope):
                    if entry.is_symlink() and not _within(full, top):
                        self.beyond.append(full)
                    elif not _is_folder(entry):
                        yield full
            folders.extend(reversed(inner))

    def _wanted(self, path: str, scope: Scope) -> bool:
        if scope.excludes(path):
            return False
        if scope.include:
            return _named(path, scope.include, scope.base)
        low = path.lower()
        if low.endswith(MORE) and not self.every:
            self.passed.append(path)
        return low.endswith(SUFFIXES + MORE if self.every else SUFFIXES)


def discover(
    paths: Sequence[str], include: Sequence[str] = (), exclude: Sequence[str] = (), force_exclude: bool = False, base: str = ""
) -> Iterator[str]:
    """The files that the paths stand for, where one configuration holds for all."""
    return Search(lambda folder: Scope(include, exclude, base), force_exclude).files(paths)


def _is_folder(entry: os.DirEntry) -> bool:
    """Whether it is a folder or leads to one; not so a link that leads round in a circle, which is told when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _within(path: str, top: str) -> bool:
    """Whether a link leads to something inside the folder that was named."""
    top = os.path.realpath(top)
    return os.path.realpath(path).startswith(os.path.join(top, ""))


def _globbed(pattern: str) -> list[str]:
    import glob

    return sorted(glob.glob(pattern, recursive=True))


def _named(path: str, globs: Sequence[str], base: str) -> bool:
    """Whether the globs name a file, by its path as given or from the folder `base`."""
    if not globs:
        return False
    try:
        relative = os.path.relpath(path, base or ".")
    except ValueError:  # another drive
        relative = path
    return listed(list(dict.fromkeys((relative, path))), globs)


def read_source(path: str, stdin_name: str | None = None) -> Source:
    """The text of a file, or of standard input for '-'. Raises `Unreadable`, whatever is wrong with it."""
    if path == STDIN:
        if sys.stdin is None:
            raise Unreadable("đầu vào chuẩn đã đóng", "standard input is closed")
        return read_any(stdin_name or "<stdin>", sys.stdin.buffer.read(MAX_FILE + 1))
    try:
        data = content(path)
    except OSError as error:
        raise Unreadable(*system_words(error)) from None
    return read_any(path, data)


def content(path: str) -> bytes:
    """The bytes of a file, of one that is too large only so many as show it. Raises `OSError`, and `Unreadable` for a pipe that
    lies in a folder: nobody may ever write to it."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or path.startswith(STREAMS)):
        raise Unreadable("không phải tệp thường; dùng “-” để đọc từ đường ống", "no regular file; use “-” to read from a pipe")
    with open(path, "rb") as file:
        return file.read(MAX_FILE + 1)
