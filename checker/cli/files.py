"""Files: which ones are meant, and reading them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from checker.base.globs import matches
from checker.source import read_any
from checker.source.text import Source, Unreadable

STDIN = "-"
STREAMS = ("/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # what lies there are streams of a process
SUFFIXES = (".txt", ".md", ".docx")


def discover(
    paths: Sequence[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    force_exclude: bool = False,
    base: str = "",
    beyond: list[str] | None = None,
) -> Iterator[str]:
    """The files that the paths stand for, each once: files as given, folders walked in order of name.

    A file that is given by name is always meant, unless `force_exclude`. Globs are relative to `base` (the folder of the
    configuration). Hidden folders and files, and what `.gitignore` names, are passed over in a walk; links that lead out of the
    folder go into `beyond` and are not followed.
    """
    seen = set()
    out = beyond if beyond is not None else []
    for path in paths:
        walk = path != STDIN and os.path.isdir(path)
        for found in _walk(path, include, exclude, base, out) if walk else (path,):
            walked = found != path
            if (walked or force_exclude) and found != STDIN and _named(found, exclude, base):
                continue
            key = os.path.normcase(os.path.abspath(found)) if found != STDIN else STDIN
            if key not in seen:
                seen.add(key)
                yield found


def _walk(top: str, include: Sequence[str], exclude: Sequence[str], base: str, beyond: list[str]) -> Iterator[str]:
    """The files of a folder in order of name, then those of its folders. Links to folders are not followed. A folder that cannot
    be read is given like a file: who reads it tells that it cannot be."""
    from checker.cli.gitignore import above  # only a walk needs it

    folders = [(top, above(top))]
    while folders:
        folder, ignores = folders.pop()
        here = ignores.below(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        inner = []
        for entry in entries:
            name = entry.name
            full = os.path.join(folder, name) if folder != "." else name
            is_folder = entry.is_dir(follow_symlinks=False)
            if name.startswith((".", "~$")) or here.ignored(full, is_folder) or is_folder and _named(full, exclude, base):
                continue
            if is_folder:
                inner.append((full, here))
            elif _named(full, include, base) if include else name.lower().endswith(SUFFIXES):
                if entry.is_symlink() and not _within(full, top):
                    beyond.append(full)
                elif not entry.is_dir():
                    yield full
        folders.extend(reversed(inner))


def _within(path: str, top: str) -> bool:
    """Whether a link leads to something inside the folder that was named."""
    top = os.path.realpath(top)
    return os.path.realpath(path).startswith(os.path.join(top, ""))


def _named(path: str, globs: Iterable[str], base: str) -> bool:
    try:
        relative = os.path.relpath(path, base or ".")
    except ValueError:  # another drive
        relative = path
    return any(matches(relative, glob) or matches(path, glob) for glob in globs)


def read_source(path: str, stdin_name: str | None = None) -> Source:
    """The text of a file, or of standard input for '-'. Raises `Unreadable`, whatever is wrong with it."""
    if path == STDIN:
        return read_any(stdin_name or "<stdin>", sys.stdin.buffer.read())
    try:
        data = content(path)
    except FileNotFoundError:
        raise Unreadable("không có tệp này") from None
    except PermissionError:
        raise Unreadable("không có quyền đọc") from None
    except IsADirectoryError:
        raise Unreadable("không đọc được thư mục này") from None
    except OSError as error:
        raise Unreadable(f"không đọc được tệp: {error.strerror or error}") from None
    return read_any(path, data)


def content(path: str) -> bytes:
    """The bytes of a file. Raises `OSError`, and `Unreadable` for a pipe that lies in a folder: nobody may ever write to it."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or path.startswith(STREAMS)):
        raise Unreadable("không phải tệp thường; dùng “-” để đọc từ đường ống")
    with open(path, "rb") as file:
        return file.read()
