"""The one door to PyYAML: bytes → plain data with the place of every key and value, or one mistake with its place.

A small YAML, so that nothing surprises: no anchors, aliases, tags or merge keys (what YAML bombs and loops are made of), no
'yes/no/on/off' (a rule has a key called `on`), no octal or sexagesimal numbers. `2025-07-01` is a date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from checker.base import regex as re
from checker.base.errors import YamlMistake
from checker.base.record import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from typing import Any

Path = tuple[str | int, ...]

MAX_BYTES = 8_000_000
MAX_DEPTH = 24
MAX_NODES = 500_000

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CONSTANTS = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


@dataclass(frozen=True, slots=True)
class Yaml:
    """`data` is dicts, lists, str, int, float, bool, None and dates; places are 1-based (line, column) by path.

    `values[("rules", 0, "code")]` is where the value stands, `keys[…]` where its key does.
    """

    data: Any
    values: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]


def read_yaml(content: bytes) -> Yaml:
    """One YAML document. Raises `YamlMistake` at the first thing that is wrong."""
    if len(content) > MAX_BYTES:
        raise YamlMistake(
            1,
            1,
            f"tệp quá lớn ({len(content)} byte, tối đa {MAX_BYTES})",
            f"the file is too large ({len(content)} bytes, at most {MAX_BYTES})",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlMistake(line, 1, f"không phải UTF-8 (byte {error.start})", f"not UTF-8 (byte {error.start})") from None
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder().build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        raise YamlMistake(mark.line + 1, mark.column + 1, f"YAML sai cú pháp: {what}", f"YAML syntax: {what}") from None
    except yaml.YAMLError as error:
        at = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, at) + 1
        raise YamlMistake(line, 1, f"YAML sai cú pháp: {error}", f"YAML syntax: {error}") from None
    except RecursionError:
        raise YamlMistake(1, 1, "YAML lồng quá sâu", "YAML is nested too deeply") from None


class _Builder:
    """Puts plain data together from the parser's events, so that depth and size are bounded while reading."""

    def __init__(self) -> None:
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.root: Any = None
        self.stack: list[tuple[Any, Path]] = []
        self.key: list[str | None] = []  # the key that waits for its value, one per open container

    def build(self, events: Iterable[Any]) -> Yaml:
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._scalar(event)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._open({} if kind == "MappingStartEvent" else [], event)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self.stack.pop()
                self.key.pop()
            elif kind == "AliasEvent":
                raise _at(
                    event,
                    "không dùng bí danh YAML (“*…”); mẫu tên tệp thì đặt trong ngoặc kép",
                    "YAML aliases (“*…”) are not read; put a glob in quotes",
                )
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _at(event, "chỉ một tài liệu YAML trong một tệp", "only one YAML document in a file")
        return Yaml(self.root, self.values, self.keys)

    def _open(self, container: object, event: Any) -> None:
        self._refuse_extras(event)
        path = self._place(container, event)
        self.stack.append((container, path))
        self.key.append(None)
        if len(self.stack) > MAX_DEPTH:
            raise _at(event, "YAML lồng quá sâu", "YAML is nested too deeply")

    def _scalar(self, event: Any) -> None:
        self._refuse_extras(event)
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            container, path = self.stack[-1]
            key = event.value
            if key == "<<":
                raise _at(event, "không dùng khóa gộp “<<”", "merge keys (“<<”) are not read")
            if key in container:
                raise _at(event, f"khóa “{key}” viết hai lần", f"key “{key}” is written twice")
            self.key[-1] = key
            self.keys[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            return
        self._place(_value(event) if event.implicit[0] else event.value, event)

    def _place(self, value: object, event: Any) -> Path:
        path: Path = ()
        if not self.stack:
            self.root = value
        else:
            container, above = self.stack[-1]
            if isinstance(container, dict):
                key = self.key[-1]
                if key is None:
                    raise _at(event, "khóa phải là một từ", "a key must be a word")
                container[key] = value
                path = (*above, key)
                self.key[-1] = None
            else:
                path = (*above, len(container))
                container.append(value)
        self.values[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if len(self.values) > MAX_NODES:
            raise _at(event, "tệp quá nhiều mục", "the file has too many entries")
        return path

    @staticmethod
    def _refuse_extras(event: Any) -> None:
        if event.anchor is not None:
            raise _at(event, "không dùng neo YAML (“&…”)", "YAML anchors (“&…”) are not read")
        if event.tag is not None and event.tag != "!":
            raise _at(event, f"không dùng nhãn YAML “{event.tag}”", f"YAML tags (“{event.tag}”) are not read")


def _at(event: Any, vi: str, en: str) -> YamlMistake:
    return YamlMistake(event.start_mark.line + 1, event.start_mark.column + 1, vi, en)


def _value(event: Any) -> object:
    """What a plain scalar (no quotes) means."""
    word = event.value
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    first = word[0]
    if not (first.isdigit() or first in "+-"):
        return word
    if _INT.match(word):
        if len(word) > 30:
            raise _at(event, "số quá dài", "the number is too long")
        return int(word)
    if _FLOAT.match(word):
        return float(word)
    if match := _DATE.match(word):
        try:
            return datetime.date(*map(int, match.groups()))
        except ValueError:
            raise _at(event, f"ngày “{word}” không có trong lịch", f"the calendar has no “{word}”") from None
    return word
