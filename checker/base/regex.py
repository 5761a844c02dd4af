"""`re`, with a memory: patterns that were compiled once are loaded as code (see `patterns.py`), not compiled at each start.

Two hundred patterns took plancheck's modules longer to compile than a plan takes to check. Modules say
`from checker.base import regex as re` and write the rest as ever. `remember()` keeps what this process had to compile, so a
pattern that is made of the words of somebody's plan or of the paths of somebody's disk must not be compiled here as others are:
`unkept()` is for those.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from re import DOTALL, IGNORECASE, MULTILINE, VERBOSE, Match, Pattern, error, escape
from re import compile as _compile

from checker.base import cache
from checker.base.patterns import code_version, from_code, pattern_code
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "any_word",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "later",
    "match",
    "remember",
    "search",
    "split",
    "sub",
    "unkept",
    "waits",
]

_MOST = 1000  # patterns kept; beyond that only those that this process used
_codes: dict[tuple[str, int], bytes] | None = None
_made: dict[tuple[str, int], Pattern[str]] = {}
_new: dict[tuple[str, int], str] = {}  # what this process had to compile: key → the pattern


class _OnceAsked:
    """An attribute of a pattern, fetched when it is first asked for, and the stored pattern's own from then on.

    `__getattr__` would do the same, but with it each later look at an attribute takes several times as long.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, stored: _Stored | None, owner: type) -> object:
        if stored is None:
            return self
        stored.__dict__[self._name] = value = getattr(stored.revived(), self._name)
        return value


class _Stored:
    """A pattern whose code is known, revived when it is first used: a plan uses half of the patterns of the modules it needs.

    It is not the `re` of its matches.
    """

    search, match, fullmatch, finditer, findall, sub, subn, split, scanner = (_OnceAsked() for _ in range(9))
    pattern, flags, groups, groupindex = (_OnceAsked() for _ in range(4))

    def __init__(self, code: bytes):
        self._code = code
        self._pattern: Pattern[str] | None = None

    def revived(self) -> Pattern[str]:
        """The pattern itself."""
        if self._pattern is None:
            self._pattern = from_code(marshal.loads(self._code))
        return self._pattern

    def __reduce__(self) -> tuple:
        return compile, marshal.loads(self._code)[:2]

    def __repr__(self) -> str:
        return repr(self.revived())


class _Later(_Stored):
    """A pattern that is made when it is first used: its words are data, read only where a text needs them."""

    def __init__(self, make: Callable[[], Pattern[str]]):
        self._make = make

    def revived(self) -> Pattern[str]:
        """The pattern itself."""
        made = self._make()
        return made.revived() if isinstance(made, _Stored) else made


def _stored_pattern(code: bytes) -> Any:
    return _Stored(code)


def waits(value: object) -> bool:
    """Whether it is a pattern that is made when it is first used."""
    return isinstance(value, _Later)


def later(make: Callable[[], Pattern[str]]) -> Pattern[str]:
    """The pattern that `make` gives, asked for when it is first used."""
    made: Any = _Later(make)
    return made


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` calls it
    """The compiled pattern, kept for the next start: it must hold no words of a plan. Raises `error` for a wrong one."""
    return compile_as(pattern, flags, lambda: pattern)


def compile_as(name: str, flags: int, write: Callable[[], str]) -> Pattern[str]:
    """The pattern that `write` gives, kept under `name`: it is written only where no earlier start has compiled it. What it is
    written from must be part of `cache.code_state`."""
    key = name, int(flags)
    found = _made.get(key)
    if found is None:
        code = _stored().get(key)
        if code is None:
            text = write()
            found = _compile(text, flags)
            _new[key] = text
        else:
            found = _stored_pattern(code)
        _made[key] = found
    return found


def unkept(pattern: str, flags: int = 0) -> Pattern[str]:
    """The compiled pattern, forgotten with the process: for one that holds words of a plan or of a path. Raises `error`."""
    return _compile(pattern, flags)


def _key() -> str:
    return cache.entry_key(b"patterns", code_version(), cache.code_state())


def _stored() -> dict[tuple[str, int], bytes]:
    global _codes
    if _codes is None:
        loaded = cache.load("patterns", _key())
        _codes = loaded if isinstance(loaded, dict) else {}
    return _codes


def remember() -> None:
    """Keep the code of the patterns that had to be compiled, for the next start. Never raises for the disk."""
    if not _new or not cache.enabled:
        return
    codes = _stored()
    if len(codes) + len(_new) > _MOST:
        codes = {key: code for key, code in codes.items() if key in _made}
    fresh = {key: marshal.dumps(pattern_code(text, key[1])) for key, text in _new.items() if isinstance(text, str)}
    _new.clear()
    cache.store("patterns", _key(), {**codes, **fresh})


def any_word(words: str) -> str:
    r"""`(?<!\w)(?:…)` for alternatives that each begin with a letter, written so that a search skips from first letter to first
    letter: 'a|bc|bd' → '(?:a(?<!\wa)(?:)|b(?<!\wb)(?:c|d))'. A pattern that begins with a lookbehind is tried at every place."""
    tails: dict[str, list[str]] = {}
    depth, start = 0, 0
    for at, char in enumerate(words + "|"):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            tails.setdefault(words[start], []).append(words[start + 1 : at])
            start = at + 1
    return f"(?:{'|'.join(f'{first}(?<!{chr(92)}w{first})(?:{chr(124).join(rest)})' for first, rest in tails.items())})"


def search(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As `re.search`."""
    return compile(pattern, flags).search(text)


def match(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As `re.match`."""
    return compile(pattern, flags).match(text)


def fullmatch(pattern: str, text: str, flags: int = 0) -> Match[str] | None:
    """As `re.fullmatch`."""
    return compile(pattern, flags).fullmatch(text)


def finditer(pattern: str, text: str, flags: int = 0) -> Iterator[Match[str]]:
    """As `re.finditer`."""
    return compile(pattern, flags).finditer(text)


def findall(pattern: str, text: str, flags: int = 0) -> list:
    """As `re.findall`."""
    return compile(pattern, flags).findall(text)


def sub(pattern: str, new: str | Callable[[Match[str]], str], text: str, count: int = 0, flags: int = 0) -> str:
    """As `re.sub`."""
    return compile(pattern, flags).sub(new, text, count)


def split(pattern: str, text: str, maxsplit: int = 0, flags: int = 0) -> list:
    """As `re.split`."""
    return compile(pattern, flags).split(text, maxsplit)
