"""An index of a registry, made once: registries are no keys of a cache, but the same one is asked for again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from checker.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    _Data = TypeVar("_Data")
    _Made = TypeVar("_Made")


def of_latest(build: Callable[[_Data], _Made]) -> Callable[[_Data], _Made]:
    """`build`, its last answer kept for as long as the very same object is asked for."""
    held: list[tuple[_Data, _Made]] = []

    @wraps(build)
    def made(data: _Data) -> _Made:
        if not held or held[0][0] is not data:
            held[:] = [(data, build(data))]
        return held[0][1]

    return made
