"""`check --watch`: once more whenever a plan, a rule pack or a configuration changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from checker.base.errors import READ_AS, Fatal
from checker.cli.files import MORE, STDIN, SUFFIXES

_LOOK = 100  # milliseconds after which the library says that there is nothing


def rounds(paths: Iterable[str], written: Iterable[str]) -> Iterator[None]:
    """One now, and one after every change in or beside the paths. The files `written` by a round start
    no other one. Raises `Fatal` without the library."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise Fatal(
            'cần thư viện watchfiles: cài plancheck[watch], ví dụ pip install "plancheck[watch]"',
            'watchfiles is needed: install plancheck[watch], for example pip install "plancheck[watch]"',
        ) from None
    seen = watch(*_folders(paths), watch_filter=_of_interest(written), rust_timeout=_LOOK, yield_on_timeout=True)
    next(seen)  # from now on nothing is missed, not what changes during the first round either
    yield
    yield from (None for changes in seen if changes)


def _folders(paths: Iterable[str]) -> set[str]:
    """What is to be looked at: of a file its folder, for an editor saves by putting another file in its place."""
    there = [os.path.abspath(path) for path in paths if path != STDIN]
    return {path if os.path.isdir(path) else os.path.dirname(path) for path in there} or {os.getcwd()}


def _of_interest(written: Iterable[str]) -> Callable[[object, str], bool]:
    ours = tuple(os.path.join(os.path.abspath(path), "") for path in written)

    def wanted(_: object, path: str) -> bool:
        named = path.lower().endswith((*SUFFIXES, *MORE, *READ_AS))
        return named and not os.path.basename(path).startswith("~$") and not os.path.join(path, "").startswith(ours)

    return wanted
