"""What is known of the other documents of a repository: enough to hold a plan against them, and none of their words."""

from __future__ import annotations

import datetime
import marshal
import zlib
from collections.abc import Iterable

from checker.base.cache import digest
from checker.base.record import dataclass
from checker.model.citation import NOBODY, Body

_Day = datetime.date | None
_MARK = 4  # bytes
_CHUNK = 500  # records: of ten thousand only so many are unpacked at a time


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that lies in the repository at `path`.

    `id` is its number and symbol, `number` what it is looked up by, `body` and `issuer` (folded) whose it is, `date` its day,
    `type` its kind. `start` and `end` are the period it plans for, both None where it names none; `judged` tells whether it is
    judged in this run, too. `marks` are those of the words of its subject, four bytes each: two drafts of one document share
    nearly all of them.
    """

    path: str
    id: str
    number: str
    type: str
    date: datetime.date
    issuer: str
    body: Body = NOBODY
    start: _Day = None
    end: _Day = None
    marks: bytes = b""
    judged: bool = True

    def is_by(self, other: Filed) -> bool:
        """Whether both are of one issuer, as far as their names say it."""
        if self.body.code and other.body.code:
            return self.body == other.body
        return bool(self.issuer) and self.issuer == other.issuer

    def is_draft_of(self, other: Filed) -> bool:
        """Whether the two are copies or versions of one document: of one day, with nearly the same subject."""
        mine, others = _each(self.marks), _each(other.marks)
        return self.date == other.date and len(mine & others) * 5 >= len(mine | others) * 4

    def packed(self) -> bytes:
        """All but where it lies, the same bytes for the same document; see `Repository.of`."""
        body = (self.body.code, self.body.unit, self.body.place)
        days = tuple(None if day is None else day.toordinal() for day in (self.date, self.start, self.end))
        return marshal.dumps((self.id, self.number, self.type, self.issuer, body, days, self.marks), 2)


class Chunks:
    """Records (plain data), packed some hundred at a time as they come: the same bytes for the same records."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._held: list[tuple] = []

    def add(self, record: tuple) -> None:
        """Put a record behind the others."""
        self._held.append(record)
        if len(self._held) == _CHUNK:
            self._pack()

    def _pack(self) -> None:
        self._packed.append(zlib.compress(marshal.dumps(self._held, 2), 1))
        self._held = []

    def close(self) -> list[bytes]:
        """All chunks; `opened` unpacks one."""
        if self._held:
            self._pack()
        return self._packed


def opened(chunk: bytes) -> list[tuple]:
    """The records of a chunk."""
    return marshal.loads(zlib.decompress(chunk))


def _each(marks: bytes) -> set[bytes]:
    return {marks[at : at + _MARK] for at in range(0, len(marks), _MARK)}


def _unpacked(path: str, judged: bool, packed: bytes) -> Filed:
    number, looked_up, kind, issuer, body, days, marks = marshal.loads(packed)
    date, start, end = (day and datetime.date.fromordinal(day) for day in days)
    return Filed(path, number, looked_up, kind, date, issuer, Body(*body), start, end, marks, judged)


class Repository:
    """The documents of a repository, in order, each path once. They stay packed until a rule asks for one: a run over ten
    thousand plans that have not changed asks for none."""

    __slots__ = ("_chunks", "_by_number")

    def __init__(self, chunks: tuple[bytes, ...]):
        self._chunks = chunks
        self._by_number: dict[str, tuple[Filed, ...]] | None = None

    @classmethod
    def of(cls, documents: Iterable[tuple[str, bool, bytes]]) -> Repository:
        """Of (path, whether it is judged in this run, `Filed.packed`)."""
        chunks = Chunks()
        for one in documents:
            chunks.add(one)
        return cls((*chunks.close(),))

    def __bool__(self) -> bool:
        return bool(self._chunks)

    def __reduce__(self) -> tuple:
        return Repository, (self._chunks,)

    def state(self) -> str:
        """Changes with anything that is known of a document."""
        return digest(*self._chunks)

    def numbered(self, number: str) -> tuple[Filed, ...]:
        """The documents that are looked up by `number`, in order."""
        if self._by_number is None:
            found: dict[str, tuple[Filed, ...]] = {}
            for filed in (_unpacked(*one) for chunk in self._chunks for one in opened(chunk)):
                found[filed.number] = (*found.get(filed.number, ()), filed)
            self._by_number = found
        return self._by_number.get(number, ())
