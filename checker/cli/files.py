"""Files: which ones are meant, reading them, and writing without ever leaving half a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from checker.base.globs import matches
from checker.base.record import TYPE_CHECKING
from checker.source import read_any
from checker.source.text import Source, Unreadable

if TYPE_CHECKING:
    from checker.cli.gitignore import Ignores

STDIN = "-"
SUFFIXES = (".txt", ".md", ".docx")


def discover(
    paths: Sequence[str], include: Sequence[str] = (), exclude: Sequence[str] = (), force_exclude: bool = False, base: str = ""
) -> Iterator[str]:
    """The files that the paths stand for, each once: files as given, folders walked in order of name.

    A file that is given by name is always meant, unless `force_exclude`. Globs are relative to `base` (the folder of the
    configuration). Hidden folders and files, and what `.gitignore` names, are passed over in a walk.
    """
    seen = set()
    for path in paths:
        for found in _expand(path, include, exclude, base):
            walked = found != path
            if (walked or force_exclude) and found != STDIN and _named(found, exclude, base):
                continue
            key = os.path.normcase(os.path.abspath(found)) if found != STDIN else STDIN
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str, include: Sequence[str], exclude: Sequence[str], base: str) -> Iterator[str]:
    if path == STDIN or not os.path.isdir(path):
        yield path
        return
    from checker.cli.gitignore import above  # only a walk needs it

    yield from _walk(path, above(path), include, exclude, base)


def _walk(folder: str, ignores: Ignores, include: Sequence[str], exclude: Sequence[str], base: str) -> Iterator[str]:
    """The files of a folder in order of name, then those of its folders. Links to folders are not followed."""
    here = ignores.below(folder)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    inner = []
    for entry in entries:
        name = entry.name
        full = os.path.join(folder, name) if folder != "." else name
        is_folder = entry.is_dir(follow_symlinks=False)
        if name.startswith((".", "~$")) or here.ignored(full, is_folder) or is_folder and _named(full, exclude, base):
            continue
        if is_folder:
            inner.append(full)
        elif entry.is_file() and (_named(full, include, base) if include else name.lower().endswith(SUFFIXES)):
            yield full
    for full in inner:
        yield from _walk(full, here, include, exclude, base)


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
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise Unreadable("không có tệp này") from None
    except PermissionError:
        raise Unreadable("không có quyền đọc tệp này") from None
    except OSError as error:
        raise Unreadable(f"không đọc được tệp: {error.strerror or error}") from None
    return read_any(path, data)


def write_atomic(path: str, data: bytes) -> None:
    """Put `data` in the place of the file, whole or not at all, with the mode of the file that was there. Raises OSError."""
    path = os.path.realpath(path)
    partial = f"{path}.{os.getpid()}.tmp"
    try:
        with open(partial, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            os.chmod(partial, os.stat(path).st_mode & 0o7777)
        os.replace(partial, path)
    except BaseException:
        try:
            os.unlink(partial)
        except OSError:
            pass
        raise
