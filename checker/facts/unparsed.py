"""What looked like a fact and could not be read: silence must be trustworthy."""

from __future__ import annotations

from checker.document import Document
from checker.facts import UNPARSED_READERS, reader
from checker.model import Unparsed


def read_unparsed(doc: Document) -> tuple[Unparsed, ...]:
    """What every family of facts gave up on, in order of position."""
    found = [fact for name in UNPARSED_READERS for fact in reader(name)(doc)]
    return tuple(sorted(found, key=lambda fact: fact.span))
