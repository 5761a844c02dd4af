"""Patterns of rule packs that did not come with plancheck, held to a budget of processor time.

`patterns.regex_mistake` refuses what is sure to take for ever; whether another pattern takes long depends on the text too. The
engine of `re` looks for signals while it goes back and forth, so a timer of the process ends a match that does not end by itself.
Outside of the main thread, and where a system has no such timer (Windows, a browser), there is only the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Made = TypeVar("_Made")

SECONDS = 2.0  # of processor time for one search; a plan as a whole takes a tenth of one


class Foreign(str):
    """A text of a rule pack that did not come with plancheck."""


class TooSlow(Exception):
    """A pattern takes too long on this text."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern; one of a foreign pack raises `TooSlow` where a search uses up its budget."""
    made: Any = re.compile(str(pattern), flags)
    if isinstance(pattern, Foreign):
        made = _Bounded(made)
    return made


class _Bounded:
    """What rules ask of a pattern, each within the budget."""

    def __init__(self, pattern: re.Pattern[str]):
        self._pattern = pattern

    def search(self, *where: Any) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._within(lambda: self._pattern.search(*where))

    def fullmatch(self, *where: Any) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._within(lambda: self._pattern.fullmatch(*where))

    def finditer(self, *where: Any) -> Iterator[re.Match[str]]:
        """As that of a pattern; all matches are found at once."""
        return iter(self._within(lambda: list(self._pattern.finditer(*where))))

    def _within(self, work: Callable[[], _Made]) -> _Made:
        import signal
        import threading

        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return work()
        before = signal.signal(signal.SIGVTALRM, self._stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)

    def _stop(self, *_: object) -> None:
        raise TooSlow(f"over {SECONDS:g} s for the pattern {self._pattern.pattern[:80]!r}")
