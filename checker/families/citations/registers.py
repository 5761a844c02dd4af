"""The registries of documents as plain data that is looked up by key: the one with titles and ends (documents.yaml, and what an
office adds to it), and the long lists of number, type, day and issuer alone (central_documents.yaml, hearsay_documents.yaml).

A line of a long list is 'number day texts/collections', with a second day where the first one in force is known:
'91/2015/QH13 2015-11-24 10/3 2017-01-01' was seen in ten texts of three collections.
"""

from __future__ import annotations

import datetime
import marshal
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.families.citations.number import key

EVIDENCE = ("verified", "multi", "single")
_NAMED = ("Luật", "Bộ luật", "Pháp lệnh")
if TYPE_CHECKING:
    from typing import Any

    Entry = Mapping[str, Any]
else:
    Entry = Mapping


def evidence(entry: Entry) -> str:
    """How well number, type, day and issuer are known; an office's own entry is verified unless it says otherwise."""
    return entry.get("evidence") or ("verified" if entry.get("verified", True) else "multi")


def entries(registry: Mapping) -> Iterator[dict[str, object]]:
    """The documents of a registry of either form: id, type, issuer, date, evidence and what else is known."""
    for group in registry["documents"]:
        if "id" in group:
            yield group
            continue
        for name in EVIDENCE:
            for line in group.get(name, "").splitlines():
                yield _of_line(line.split(), group, name)


def _of_line(parts: list[str], group: Mapping, name: str) -> dict[str, object]:
    number, day, _, *effective = parts
    entry = {"id": number, "type": group["type"], "date": _day(day), "issuer": group.get("issuer") or "", "evidence": name}
    return entry | {"effective": _day(effective[0])} if effective else entry


def _day(text: str) -> datetime.date | None:
    return None if text == "-" else datetime.date.fromisoformat(text)


# -- looked up by key -------------------------------------------------------------------------------------------------


class Register(NamedTuple):
    """The entries of a registry, found by key, by day (its ordinal) and by type and title of laws.

    Each table is one text of lines 'name<tab>what', searched where a plan asks, for to load a thousand entries would take longer
    than to judge a plan by them; `packed` holds the entries of each key (marshal, days are ordinals) from the offset in `keys`.
    """

    keys: bytes
    days: bytes
    titles: bytes
    packed: bytes

    def find(self, number: str) -> list[Entry]:
        """The documents with that key."""
        offset = _line(self.keys, number)
        return [_with_days(entry) for entry in marshal.loads(memoryview(self.packed)[int(offset) :])] if offset else []

    def of_day(self, day: datetime.date) -> Iterator[Entry]:
        """The documents of a day that more than one text names."""
        for number in dict.fromkeys(_line(self.days, str(day.toordinal())).split("\t")):
            yield from (entry for entry in self.find(number) if entry.get("date") == day)

    def titled(self, kind: str, title: str) -> Iterator[Entry]:
        """The laws of that type and title, in small letters."""
        wanted = f"{kind}|{title}"
        for number in _line(self.titles, wanted).split("\t"):
            yield from (entry for entry in self.find(number) if wanted in _titles(entry))


@lru_cache(maxsize=4096)  # plans cite the same documents
def _line(table: bytes, name: str) -> str:
    """What stands on the line of a name; '' where it has none."""
    mark = b"\n%b\t" % name.encode()
    at = table.find(mark)
    return table[at + len(mark) : table.index(b"\n", at + 1)].decode() if at >= 0 else ""


def plain_register(registry: Mapping) -> tuple[bytes, bytes, bytes, bytes]:
    """A register as plain data, to be kept. A day is stored as the negative of its ordinal, which nothing else is."""
    held: dict[str, list[dict[str, object]]] = {}
    days: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {}
    for entry in entries(registry):
        number = key(entry["id"])
        kept = {name: -value.toordinal() if isinstance(value, datetime.date) else value for name, value in entry.items()}
        held.setdefault(number, []).append(kept)
        if entry.get("date") and evidence(entry) != "single":
            days.setdefault(str(entry["date"].toordinal()), []).append(number)
        for title in _titles(entry):
            titles.setdefault(title, []).append(number)
    packed, offsets = b"", {}
    for number, group in held.items():
        offsets[number] = [str(len(packed))]
        packed += marshal.dumps(group)
    return _table(offsets), _table(days), _table(titles), packed


def _table(lines: Mapping[str, list[str]]) -> bytes:
    return "".join("\n" + "\t".join((name, *what)) for name, what in lines.items()).encode() + b"\n"


def register(name: str, law: Mapping) -> Register:
    """A registry of documents of the law in force."""
    derive: Callable | None = getattr(law, "derived", None)
    return Register(*(derive(name, plain_register) if derive else plain_register(law[name])))


def _titles(entry: Entry) -> list[str]:
    if entry["type"] not in _NAMED:
        return []
    titles = (entry.get("title") or "", *entry.get("also", ()))
    return [f"{entry['type']}|{title.casefold()}" for title in titles if title]


def _with_days(entry: Entry) -> Entry:
    return {
        name: datetime.date.fromordinal(-value) if isinstance(value, int) and value < -1 else value
        for name, value in entry.items()
    }
