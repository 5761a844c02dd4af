"""Values of a report without the words of its plan: each run of them is written as a place in the plan, and read from there.

What stays written out are words of rules and the law that the plan does not have. The values are pickled by C's pickler, which is
four times as fast as walking through them; strings with words of the plan lie in a table beside. What is read back can only be
records of a report: no other class is ever looked up.
"""

from __future__ import annotations

import io
from _pickle import Pickler, Unpickler, UnpicklingError  # `pickle` itself takes three milliseconds to import
from itertools import chain

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.findings import Addend, Addition, Finding, Note, OtherPlace, PlacedEdit, PlacedFix, Unjudged
from checker.source.text import Place, Span

if TYPE_CHECKING:
    from typing import Any

_RECORDS = (Finding, Note, OtherPlace, PlacedEdit, PlacedFix, Unjudged, Addition, Addend, Place, Span)
_BY_NAME = {(kind.__module__, kind.__qualname__): kind for kind in _RECORDS}
_WORD = re.compile(r"\w+")
_END = "\0"  # of a string in the table; no plan holds one

Data = tuple[bytes, list[str], list[int], list[int], bool]  # pickled, then what the strings of the table are made of


def hide(value: Any, raw: str) -> Data:
    """The plain data (what marshal takes) of a value, without the words of the text. Raises ValueError for other data."""
    table = _Table(raw)
    out = io.BytesIO()
    try:
        _Hider(out, table).dump(value)
    except RecursionError:
        raise ValueError("no value of a report: too deep") from None
    return (out.getvalue(), table.literals, table.starts, table.ends, table.has_small)


def has_words(data: Data) -> bool:
    """Whether the text is needed to show a value again."""
    return len(data[2]) > 0


def show(data: Data, raw: str) -> Any:
    """The value that `hide` wrote down. Raises ValueError, TypeError, IndexError or what `FAULTS` has besides, for other data."""
    pickled, literals, starts, ends, has_small = data
    text = _both(raw) if has_small else raw
    if starts and not 0 <= min(starts) <= max(ends) <= len(text):
        raise ValueError("a place outside the plan")
    words = map(text.__getitem__, map(slice, starts, ends))
    strings = "".join([*chain.from_iterable(zip(literals, words, strict=False)), literals[-1]]).split(_END)
    reader = _Shower(io.BytesIO(pickled))
    reader.persistent_load = strings.__getitem__  # type: ignore[method-assign]
    return reader.load()


FAULTS = (ValueError, EOFError, TypeError, KeyError, IndexError, AttributeError, UnpicklingError)


def _both(raw: str) -> str:
    """The text, and after it the same in small letters: where a message has the words of the plan without its capitals."""
    return raw + raw.lower()


class _Hider(Pickler):
    def __init__(self, out: io.BytesIO, table: _Table):
        super().__init__(out, 4)
        self._table = table

    def persistent_id(self, value: Any) -> int | None:
        return self._table.place_of(value) if type(value) is str else None

    def reducer_override(self, value: Any) -> Any:
        """Only records of a report beside what Python has itself."""
        kind = type(value)
        if kind is type and value in _RECORDS:
            return NotImplemented  # by its name
        if kind not in _RECORDS:
            raise ValueError(f"no value of a report: {kind.__name__}")
        return kind, tuple(value) if isinstance(value, tuple) else tuple(getattr(value, name) for name in kind.__match_args__)


class _Shower(Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """The records of a report, by their names."""
        return _BY_NAME[module, name]


class _Table:
    """The strings that hold words of a text: what stands between the words (`literals`), and where in the text they stand."""

    def __init__(self, raw: str):
        self._raw = raw
        self.literals, self.starts, self.ends = [""], [], []  # type: ignore[var-annotated]
        self.has_small = False
        self._known: dict[str, int | None] = {}
        self._count = 0
        self._words: dict[str, int] = {}
        self._small: dict[str, int] = {}
        for match in _WORD.finditer(raw):
            self._words.setdefault(match.group(), match.start())
        small = raw.lower()
        if len(small) == len(raw):  # each word stands where it stood: enough to look at each once
            found = [(small[at : at + len(word)], at) for word, at in self._words.items()]
        else:
            found = [(match.group(), match.start()) for match in _WORD.finditer(small)]
        for word, at in found:
            self._small.setdefault(word, at + len(raw))

    def place_of(self, text: str) -> int | None:
        """The number of a string in the table; None for one without any word of the text, which may be written out."""
        if text not in self._known:
            self._known[text] = self._added(text)
        return self._known[text]

    def _added(self, text: str) -> int | None:
        if _END in text:
            raise ValueError("no value of a report: NUL")
        done, before = 0, len(self.starts)
        for match in _WORD.finditer(text):
            if match.start() < done:
                continue
            at, end = self._found(text, *match.span())
            if at < 0:
                continue
            self.literals[-1] += text[done : match.start()]
            self.starts.append(at)
            self.ends.append(at + end - match.start())
            self.literals.append("")
            done = end
        if len(self.starts) == before:
            return None
        self.literals[-1] += text[done:] + _END
        self._count += 1
        return self._count - 1

    def _found(self, text: str, start: int, end: int) -> tuple[int, int]:
        """(where the word, with as much as follows it alike, stands in the text, where it ends in the string); -1 nowhere."""
        word_end, raw = end, self._raw
        at = self._words.get(text[start:end], -1)
        if at < 0:
            at = self._small.get(text[start:end], -1)
            self.has_small |= at >= 0
            return at, end
        while end < len(text) and at + end - start < len(raw) and text[end] == raw[at + end - start]:
            end += 1
        while end > word_end and text[end : end + 1] and text[end - 1 : end + 1].isalnum():
            end -= 1  # never within a word: its rest would be written out
        return at, end
