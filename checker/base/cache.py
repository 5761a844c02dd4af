"""A folder of compiled data (rule packs, registries, grammars), so that a warm run imports neither yaml nor lark.

An entry is marshalled plain data under a name that holds the hash of all it was made from. Whatever goes wrong with it (no
folder, no rights, a torn file) means that there is no entry: the caller compiles again. Beside that it holds, for each
repository, number, day, issuer and period of its documents (cli/repository.py); never the text of a plan. A package that was
built brings with it what was compiled then (`shipped`).
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import zlib
from collections.abc import Callable
from functools import cache as once
from functools import wraps

from checker import __version__
from checker.base.data import data_folder
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Data = TypeVar("_Data")
    _Made = TypeVar("_Made")


def of_latest(build: Callable[[_Data], _Made]) -> Callable[[_Data], _Made]:
    """`build`, its last answer kept for as long as the very same object is asked for."""
    held: list[tuple[_Data, _Made]] = []

    @wraps(build)
    def made(data: _Data) -> _Made:
        if not held or held[0][0] is not data:
            held[:] = [(data, build(data))]
        return held[0][1]

    return made


def digest(*parts: bytes, size: int = 16) -> str:
    """Hexadecimal BLAKE2b of the parts, each marked off by its length, in `2 * size` digits."""
    try:
        from _blake2 import blake2b  # `import hashlib` loads OpenSSL: as long as a bare interpreter start
    except ImportError:
        from hashlib import blake2b
    state = blake2b(digest_size=size)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.hexdigest()


_FORMAT = 1
_MAGIC = b"plancheck\0"
_HEAD = len(_MAGIC) + 16


def cache_folder() -> str | None:
    """$PLANCHECK_CACHE_DIR, else the user's cache folder of the platform; None where caching is off or nobody knows a place."""
    given = os.environ.get("PLANCHECK_CACHE_DIR")
    if given is not None:
        return given or None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "plancheck") if base and not base.startswith("~") else None


def entry_key(*parts: bytes) -> str:
    """The key of what is compiled from `parts` by this version on this Python."""
    return digest(f"{_FORMAT} {__version__} {sys.implementation.cache_tag}".encode(), *parts)


@once
def shipped() -> str | None:
    """The folder of what was compiled when the package was built; None in a checkout. Its entries hold for the very files that
    it came with and the Python that built it: another one finds none under its keys."""
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "_data", "compiled")
    return folder if os.path.isdir(folder) else None


def is_own(folder: str) -> bool:
    """Whether it is a folder into which nobody but this user may write: what lies in another's may be of anybody's making.
    Raises OSError where it is not there."""
    found = os.stat(folder)
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "emscripten":  # a page in a browser: its files are in its own memory, and open to all by their mode
        return True
    return not hasattr(os, "getuid") or found.st_uid == os.getuid() and not found.st_mode & 0o022


def _own_folder() -> str | None:
    """The user's folder, where it may be used."""
    folder = cache_folder() if enabled else None
    try:
        return folder if folder is not None and is_own(folder) else None
    except OSError:
        return None


def load(name: str, key: str) -> Any:
    """The stored data, of this user or that came with the package; None where there is none."""
    for folder in (_own_folder(), shipped()):
        if folder is not None and (data := _read(os.path.join(folder, f"{name}-{key}.bin"))) is not None:
            return data
    return None


def kept(name: str, key: str, build: Callable[[], _Data]) -> _Data:
    """What is stored under a name and a key; where nothing is, what `build` makes (plain data), stored from now on."""
    made = load(name, key)
    if made is None:
        made = build()
        store(name, key, made)
    return made


def _read(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            content = memoryview(file.read())
        head, body = content[:_HEAD], content[_HEAD:]
        if head != _head(body):
            return None  # torn or not ours: marshal must not see it
        return marshal.loads(body)
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _head(body: bytes | memoryview) -> bytes:
    """What stands in front of a whole entry: checksum and length. It guards against torn files, not against an attacker, who
    could as well change the program."""
    return _MAGIC + b"%08x%08x" % (zlib.crc32(body), len(body) & 0xFFFFFFFF)


@once
def code_state() -> bytes:
    """Changes whenever plancheck's own code or data do: compiled data is made by them.

    An installation knows it from when it was built, a checkout looks at all its files: a hundredth of a second at each start.
    """
    folder = shipped()
    if folder is not None:
        try:
            with open(os.path.join(folder, "state"), "rb") as file:
                return file.read()
        except OSError:  # while it is built
            pass
    return _looked_at()


def _looked_at() -> bytes:
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    state = []
    for folder, _, names in (*os.walk(top), *os.walk(os.path.join(data_folder("rules"), "words"))):
        for name in names:
            if name.endswith((".py", ".yaml")):
                found = os.stat(os.path.join(folder, name))
                state.append(f"{folder[len(top) :]}/{name} {found.st_mtime_ns} {found.st_size}")
    return "\n".join(sorted(state)).encode()


def source_state(path: str) -> bytes:
    """What tells that a file which comes with plancheck has not changed since something was made of it: its size, and in a
    checkout when it was written. To read it and take its digest would take longer than to load what was made. Raises OSError."""
    found = os.stat(path)
    return b"%d %d" % (found.st_size, 0 if shipped() else found.st_mtime_ns)


def store(name: str, key: str, data: Any) -> None:
    """Keep `data` (what marshal takes: None, bool, int, float, str, bytes, tuple, list, dict). Never raises for the disk."""
    folder = cache_folder() if enabled else None
    if folder is None:
        return
    target = os.path.join(folder, f"{name}-{key}.bin")
    partial = f"{target}.{os.getpid()}.tmp"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not is_own(folder):
            return
        with open(partial, "xb") as file:
            body = marshal.dumps(data)
            file.write(_head(body) + body)
        os.replace(partial, target)
        _drop_old(folder, name, key)
    except (OSError, ValueError):
        try:
            os.unlink(partial)
        except OSError:
            pass


def _drop_old(folder: str, name: str, key: str) -> None:
    """Keep the eight newest entries of `name`: several checkouts share the folder, but it must not grow for ever."""
    entries = []
    for entry in os.scandir(folder):
        if entry.name.startswith(f"{name}-") and entry.name.endswith(".bin") and len(entry.name) == len(name) + len(key) + 5:
            entries.append((entry.stat().st_mtime_ns, entry.path))
    for _, path in sorted(entries)[:-8]:
        os.unlink(path)


enabled = True  # the command line's --no-cache turns it off for the process
