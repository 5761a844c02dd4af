"""A citation while it is being read: the fields of `Citation`, still open. Handed out, it is the frozen record."""

from __future__ import annotations

from operator import itemgetter
from types import SimpleNamespace

from checker.model import Citation

Draft = SimpleNamespace

_NAMES = Citation.__match_args__
_values = itemgetter(*_NAMES)
_BLANK: dict[str, object] = dict.fromkeys(_NAMES) | {
    "kind": "other", "first": False, "organs": (), "faults": (), "place": "body", "group": 0,
}


def draft(**given: object) -> Draft:
    """A draft with the fields that are given; the others are empty."""
    return SimpleNamespace(**(_BLANK | given))


def finished(one: Draft) -> Citation:
    """The record."""
    return Citation(*_values(one.__dict__))
