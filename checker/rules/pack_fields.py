"""The facts that a rule asks: their kinds, the fields that they have, conditions on them; and what a pattern of a rule may be."""

from __future__ import annotations

import datetime
import importlib
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.patterns import regex_mistake
from checker.base.record import TYPE_CHECKING, fields, is_dataclass
from checker.base.yaml_cursor import At, mapping
from checker.families.readers import READERS
from checker.model import plan as model

if TYPE_CHECKING:
    from typing import Any

CONDITIONS = ("not", "matches", "is", "above", "below")


def known_kind(at: At, value: object) -> bool:
    """Whether `value` is a kind of fact; notes it if not."""
    return at.one_of(value, tuple(READERS), vi="loại dữ kiện", en="kind of fact")


@lru_cache
def type_of_kind(kind: str) -> type | None:
    """The dataclass that the reader of `kind` returns, by its annotation `-> tuple[X, ...]`; None where it has none."""
    module, _, name = READERS[kind].partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return None
    match = re.match(r"tuple\[(\w+), ?\.\.\.\]", str(function.__annotations__.get("return", "")))
    return function.__globals__.get(match.group(1)) if match else None


def fact_type(at: At, kind: str | None) -> type | None:
    """The type of the facts that a rule works on; None where it works on none, or on a kind without fields."""
    return type_of_kind(kind) if kind in READERS else None


def field_names(type_: type, several: bool = False) -> dict[str, type | None]:
    """Fields and properties of a fact, each with its own type where that has fields; with `several`, the type of each of
    several values too."""
    if type_ is datetime.date:
        return dict.fromkeys(("year", "month", "day"))
    if is_dataclass(type_):
        kinds = {part.name: str(part.type) for part in fields(type_)}
    else:  # a NamedTuple, or a span
        kinds = dict.fromkeys(getattr(type_, "_fields", ()), "")
    for name, part in vars(type_).items():
        if isinstance(part, property):
            kinds[name] = str(part.fget.__annotations__.get("return", ""))
    return {name: _inner(type_, words) if several or "tuple[" not in words else None for name, words in kinds.items()}


def _inner(type_: type, annotation: str) -> type | None:
    """The type with fields that an annotation in the module of `type_` names."""
    space = vars(sys.modules[type_.__module__])
    for name in re.findall(r"\w+", annotation):
        if name == "date":
            return datetime.date
        inner: Any = space.get(name)
        if is_dataclass(inner) or hasattr(inner, "_fields"):
            return inner
    return None


def known_field(at: At, path: object, type_: type | None, key: bool = False) -> bool:
    """Whether `path` ('kind', 'agency.name', 'section.role', 'header.kind', 'text') can be asked of such facts."""
    if not isinstance(path, str):
        at.wrong("phải là tên một trường", "must be the name of a field")
        return False
    if type_ is None and path.partition(".")[0] not in ROOTS:
        return True
    for step, known in steps(path, type_):
        if not at.one_of(step, tuple(known), vi="trường", en="field", key=key):
            return False
    return True


ROOTS = {"section": model.Section, "header": model.Header, "plan": model.Plan}  # what every fact can be asked for


def steps(path: str, type_: type | None, several: bool = False) -> Iterator[tuple[str, Mapping[str, type | None]]]:
    """The steps of a path to a field, each with the names that are known there and their types."""
    known = {**(field_names(type_, several) if type_ else {}), "text": None, **ROOTS}
    for step in path.split("."):
        yield step, known
        inner = known.get(step)
        known = {**field_names(inner, several), "text": None} if inner else {}


def is_field(path: str, type_: type | None) -> bool:
    """Whether `path` names a field of such facts."""
    return type_ is not None and all(step in known for step, known in steps(path, type_))


def where(at: At, value: object, type_: type | None) -> tuple[tuple[str, Any], ...]:
    """The conditions of a rule as pairs of field and condition (plain)."""
    found = []
    for path, wanted in mapping(at, value).items():
        here = at / path
        known_field(here, path, type_, key=True)
        if isinstance(wanted, dict):
            here.known_keys(wanted, CONDITIONS)
            if "matches" in wanted:
                regex(here / "matches", wanted["matches"])
            for name in ("above", "below"):
                if name in wanted and not isinstance(wanted[name], (int, float)):
                    (here / name).wrong("phải là số", "must be a number")
            wanted = {name: plain(part) for name, part in wanted.items()}
        found.append((path, plain(wanted)))
    return tuple(found)


def regex(at: At, value: object) -> str:
    """A pattern as it stands; a note where it is none, or one that could run away."""
    if not isinstance(value, str):
        at.wrong("phải là biểu thức chính quy", "must be a regular expression")
        return ""
    if wrong := regex_mistake(value):
        at.wrong(f"biểu thức chính quy sai: {wrong}", f"bad regular expression: {wrong}")
    return value


def plain(value: Any) -> Any:
    """Lists as tuples, dates as text: what can be kept as it is."""
    if isinstance(value, list):
        return tuple(map(plain, value))
    return value.isoformat() if isinstance(value, datetime.date) else value
