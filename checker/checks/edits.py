"""Minimal edits: what a fix replaces is never longer than what differs."""

from __future__ import annotations

from checker.findings import Edit, Fix
from checker.text import Span


def edit(text: str, span: Span, new: str) -> Edit:
    """The edit that puts `new` in the place of `text[span]`, cut down to what differs."""
    old = text[span.start:span.end]
    front = 0
    while front < min(len(old), len(new)) and old[front] == new[front]:
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    return Edit(Span(span.start + front, span.end - back), new[front:len(new) - back])


def fix(text: str, span: Span, new: str, safety: str = "safe") -> tuple[Fix, ...]:
    """A finding's one fix: `new` in the place of `span`; nothing where that changes nothing."""
    if text[span.start:span.end] == new:
        return ()
    return (Fix((edit(text, span, new),), safety),)
