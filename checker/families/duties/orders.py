"""Orders: verbs of command right before the name of a body, 'giao Sở Y tế', 'yêu cầu Hội Nông dân'."""

from __future__ import annotations

from checker.base import regex as re
from checker.families.duties.records import Order
from checker.model.document import Document
from checker.source.text import Span

_ORDER = re.compile(r"(?:giao(?:\s+cho)?|yêu\s+cầu|chỉ\s+đạo|phân\s+công)\s{1,3}(?:đồng\s+chí\s)?\Z")
_BEFORE = 24  # code points that the words of an order take at most


def read_orders(doc: Document) -> tuple[Order, ...]:
    """Every order to a registered body, in order of position."""
    lower = doc.source.lower
    found = []
    for agency in doc.facts("agency"):
        start = agency.span.start
        order = agency.known and _ORDER.search(lower, max(0, start - _BEFORE), start)
        if order:
            word = Span(order.start(), order.start() + len(order.group().rstrip()))
            found.append(Order(Span(order.start(), agency.span.end), word, agency))
    return tuple(found)
