"""A file of many small records by name, always written as a whole: the bodies, their index, its length and checksum.

One that is torn or of another state is empty. Two runs that write the same shelf both keep what the other had put there before.
"""

from __future__ import annotations

import marshal
import os
import zlib

from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, BinaryIO

_TAIL = 16  # bytes at the end: length and checksum of the index, eight hexadecimal digits each
_FAULTS = (OSError, ValueError, EOFError, TypeError)


class Shelf:
    """The records that lie in a file for one state of everything else, for reading."""

    def __init__(self, path: str, state: str):
        self._file: BinaryIO | None = None
        self._index: dict[str, tuple[int, int, int]] = {}  # name → where the body begins, its length and checksum
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - `close` closes it
            self._index = self._read_index(state)
        except _FAULTS:
            self._index = {}

    def _read_index(self, state: str) -> dict[str, tuple[int, int, int]]:
        assert self._file is not None
        self._file.seek(-_TAIL, os.SEEK_END)
        tail = self._file.read(_TAIL)
        size, check = int(tail[:8], 16), int(tail[8:], 16)
        self._file.seek(-_TAIL - size, os.SEEK_END)
        data = self._file.read(size)
        if zlib.crc32(data) != check:
            return {}
        held, index = marshal.loads(data)
        return index if held == state and isinstance(index, dict) else {}

    def names(self) -> list[str]:
        """The names of all records."""
        return list(self._index)

    def get(self, name: str) -> Any:
        """The record (plain data); None where there is none, or a spoiled one."""
        body = self.body(name)
        try:
            return None if body is None else marshal.loads(body)
        except _FAULTS:
            return None

    def body(self, name: str) -> bytes | None:
        """The record as it lies there; None where there is none, or a spoiled one."""
        if name not in self._index or self._file is None:
            return None
        try:
            begin, length, check = self._index[name]
            self._file.seek(begin)
            body = self._file.read(length)
            return body if zlib.crc32(body) == check else None
        except _FAULTS:
            return None

    def close(self) -> None:
        """No record can be read any more."""
        if self._file is not None:
            self._file.close()


class ShelfWriter:
    """Puts records into a shelf; they lie on the disk as they come, and are there for others after `close`."""

    def __init__(self, path: str, state: str):
        self._path, self._state = path, state
        self._partial = f"{path}.{os.getpid()}.tmp"
        self._file = open(self._partial, "wb")  # noqa: SIM115
        self._index: dict[str, tuple[int, int, int]] = {}

    def put(self, name: str, body: bytes) -> None:
        """Add a record, marshalled. Raises `OSError`."""
        self._index[name] = self._file.tell(), len(body), zlib.crc32(body)
        self._file.write(body)

    def close(self, there: set[str] | None = None) -> None:
        """Take over the other records of the shelf, of those names that are `there` (None: all), and put it in its place.
        Raises `OSError`."""
        try:
            old = Shelf(self._path, self._state)
            for name in old.names():
                if name not in self._index and (there is None or name in there) and (body := old.body(name)) is not None:
                    self.put(name, body)
            old.close()
            data = marshal.dumps((self._state, self._index))
            self._file.write(data + b"%08x%08x" % (len(data), zlib.crc32(data)))
            self._file.close()
            os.replace(self._partial, self._path)
        finally:
            self._file.close()
            if os.path.exists(self._partial):
                os.unlink(self._partial)
