"""Parts of a format that wait until all of them are there: in memory as long as they are few, then on the disk."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO, Any

_ROOM = 1 << 20  # bytes that wait in memory


class Spool:
    """Plain data, kept in order; it can be gone through several times."""

    def __init__(self, parts: Iterable[Any] = ()):
        self._waiting: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        for part in parts:
            self.add(part)

    def add(self, part: Any) -> None:
        """Keep one more. Raises `OSError` where the disk is full."""
        data = marshal.dumps(part)
        self._waiting.append(data)
        self._size += len(data)
        if self._size > _ROOM:
            self._put()

    def _put(self) -> None:
        if self._file is None:
            import tempfile

            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with the spool
        self._file.seek(0, 2)
        for data in self._waiting:
            self._file.write(b"%016x" % len(data) + data)
        self._waiting, self._size = [], 0

    def __iter__(self) -> Iterator[Any]:
        if self._file is not None:
            at = 0
            while True:
                self._file.seek(at)  # somebody else may go through it too
                head = self._file.read(16)
                if not head:
                    break
                size = int(head, 16)
                yield marshal.loads(self._file.read(size))
                at += 16 + size
        yield from map(marshal.loads, self._waiting)
