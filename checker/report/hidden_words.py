"""Values of a report without the words of its plan: each run of them is written as a place in the plan, and read from there.

What stays written out are words of rules and the law that the plan does not have. A place of the report (line, column, words) is
two offsets.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.findings import Addend, Addition, Finding, Note, OtherPlace, PlacedEdit, PlacedFix, Unjudged
from checker.source.text import Place, Source, Span

if TYPE_CHECKING:
    from typing import Any

_RECORDS: tuple[type, ...] = (Finding, Note, OtherPlace, PlacedEdit, PlacedFix, Unjudged, Addition, Addend)
_NUMBERS = {kind: number for number, kind in enumerate(_RECORDS)}
_PLAIN = (int, float, bool, type(None))
_WORD = re.compile(r"\w+")
_TEXT, _PLACE, _SPAN, _TUPLE, _LIST, _DICT, _SET, _RECORD = range(8)


class Hidden:
    """Values → plain data (what marshal takes) without the words of `source`."""

    def __init__(self, source: Source):
        self._source, self._raw = source, source.raw
        self._words: dict[str, int] = {}
        self._small: dict[str, int] = {}
        for match in _WORD.finditer(source.raw):
            self._words.setdefault(match.group(), match.start())
            self._small.setdefault(match.group().lower(), match.start())

    def value(self, value: Any) -> Any:
        """The plain data of a value. Raises ValueError for what a report does not hold."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is str:
            return self._text(value)
        if kind is Place:
            offsets = self._source.raw_offset(value.line, value.column), self._source.raw_offset(value.end_line, value.end_column)
            return (_PLACE, *offsets)
        if kind is Span:
            return (_SPAN, *value)
        if kind in _NUMBERS:
            return (_RECORD, _NUMBERS[kind], [self.value(getattr(value, name)) for name in kind.__match_args__])
        if kind in (tuple, list):
            return (_TUPLE if kind is tuple else _LIST, list(map(self.value, value)))
        if kind is frozenset:
            return (_SET, list(map(self.value, value)))
        if isinstance(value, dict):
            return (_DICT, list(map(self.value, value)), list(map(self.value, value.values())))
        raise ValueError(f"no value of a report: {kind.__name__}")

    def _text(self, text: str) -> Any:
        """The text itself where it has no word of the plan; else its pieces: written out, or (offset, length) in the plan, with
        True where its capitals are small letters here."""
        pieces: list[Any] = []
        done = 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            if start < done:
                continue
            at = self._words.get(match.group())
            if at is None:
                if small := self._in_small_letters(match.group()):
                    pieces += [text[done:start], small]
                    done = end
                continue
            while end < len(text) and at + end - start < len(self._raw) and text[end] == self._raw[at + end - start]:
                end += 1
            while end > match.end() and text[end - 1 : end + 1].isalnum() and text[end : end + 1]:
                end -= 1  # never within a word: its rest would be written out
            if start > done:
                pieces.append(text[done:start])
            pieces.append((at, end - start))
            done = end
        if not pieces:
            return text
        return (_TEXT, [*pieces, text[done:]])

    def _in_small_letters(self, word: str) -> tuple[int, int, bool] | None:
        """(offset, length, True) of a word that the plan has with capitals only; None where it does not."""
        at = self._small.get(word)
        return (at, len(word), True) if at is not None and self._raw[at : at + len(word)].lower() == word else None


class Shown:
    """Plain data → the values, with the words of `source`. Raises ValueError, TypeError or IndexError for other data."""

    def __init__(self, source: Source):
        self._source, self._raw = source, source.raw

    def value(self, data: Any) -> Any:
        """The value that `Hidden.value` wrote down."""
        if not isinstance(data, tuple):
            return data
        what, first, *rest = data
        if what == _TEXT:
            return "".join(piece if isinstance(piece, str) else self._words(*piece) for piece in first)
        if what == _PLACE:
            return self._place(first, *rest)
        if what == _SPAN:
            return Span(first, *rest)
        if what == _RECORD:
            return _RECORDS[first](*map(self.value, *rest))
        if what == _TUPLE:
            return tuple(map(self.value, first))
        if what == _LIST:
            return list(map(self.value, first))
        if what == _SET:
            return frozenset(map(self.value, first))
        if what == _DICT:
            return dict(zip(map(self.value, first), map(self.value, *rest), strict=True))
        raise ValueError(f"no value of a report: {what!r}")

    def _words(self, at: int, length: int, small: bool = False) -> str:
        if not 0 <= at <= at + length <= len(self._raw):
            raise ValueError("a place outside the plan")
        words = self._raw[at : at + length]
        return words.lower() if small else words

    def _place(self, start: int, end: int) -> Place:
        words = self._words(start, end - start)
        return Place(*self._source.line_column(start), *self._source.line_column(end), words)
