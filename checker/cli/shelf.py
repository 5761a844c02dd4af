"""A file of many small records by name (a digest of sixteen bytes), always written as a whole: the bodies, their index, its
length and checksum.

One that is torn or of another state is empty. Two runs that write the same shelf both keep what the other had put there before.
"""

from __future__ import annotations

import marshal
import os
import zlib
from struct import Struct
from struct import error as StructError

from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, BinaryIO

_TAIL = 16  # bytes at the end: length and checksum of the index, eight hexadecimal digits each
_PLACE = Struct("<QII")  # where a body begins, its length and checksum
_NAME = 16  # bytes of a name, a digest
_ENTRY = _NAME + _PLACE.size
_FAULTS = (OSError, ValueError, EOFError, TypeError, StructError)


class Shelf:
    """The records that lie in a file for one state of everything else, for reading."""

    def __init__(self, path: str, state: str):
        self._file: BinaryIO | None = None
        self._index = b""  # names and places, in order: a folder may have ten thousand, of which each run asks once
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - `close` closes it
            self._index = self._read_index(state)
        except _FAULTS:
            self._index = b""

    def _read_index(self, state: str) -> bytes:
        assert self._file is not None
        self._file.seek(-_TAIL, os.SEEK_END)
        tail = self._file.read(_TAIL)
        size, check = int(tail[:8], 16), int(tail[8:], 16)
        self._file.seek(-_TAIL - size, os.SEEK_END)
        data = self._file.read(size)
        if zlib.crc32(data) != check:
            return b""
        held, index = marshal.loads(data)
        return index if held == state and isinstance(index, bytes) and not len(index) % _ENTRY else b""

    def names(self) -> list[bytes]:
        """The names of all records, in order."""
        return [self._index[at : at + _NAME] for at in range(0, len(self._index), _ENTRY)]

    def _place(self, name: bytes) -> tuple[int, int, int] | None:
        """Where a body begins, its length and checksum."""
        index, low, high = self._index, 0, len(self._index) // _ENTRY
        while low < high:
            middle = (low + high) // 2
            if index[middle * _ENTRY : middle * _ENTRY + _NAME] < name:
                low = middle + 1
            else:
                high = middle
        return _PLACE.unpack_from(index, low * _ENTRY + _NAME) if index.startswith(name, low * _ENTRY) else None

    def get(self, name: bytes) -> Any:
        """The record (plain data); None where there is none, or a spoiled one."""
        body = self.body(name)
        try:
            return None if body is None else marshal.loads(body)
        except _FAULTS:
            return None

    def body(self, name: bytes) -> bytes | None:
        """The record as it lies there; None where there is none, or a spoiled one."""
        place = self._place(name)
        if place is None or self._file is None:
            return None
        try:
            begin, length, check = place
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
        self._index: dict[bytes, bytes] = {}

    def put(self, name: bytes, body: bytes) -> None:
        """Add a record, marshalled. Raises `OSError`."""
        self._index[name] = _PLACE.pack(self._file.tell(), len(body), zlib.crc32(body))
        self._file.write(body)

    def close(self, there: set[bytes] | None = None) -> None:
        """Take over the other records of the shelf, of those names that are `there` (None: all), and put it in its place.
        Raises `OSError`."""
        try:
            old = Shelf(self._path, self._state)
            for name in old.names():
                if name not in self._index and (there is None or name in there) and (body := old.body(name)) is not None:
                    self.put(name, body)
            old.close()
            index = b"".join(name + self._index[name] for name in sorted(self._index))
            data = marshal.dumps((self._state, index))
            self._file.write(data + b"%08x%08x" % (len(data), zlib.crc32(data)))
            self._file.close()
            os.replace(self._partial, self._path)
        finally:
            self._file.close()
            if os.path.exists(self._partial):
                os.unlink(self._partial)
