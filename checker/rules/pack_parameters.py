"""The parameters of a rule, each read by the type that its check's signature gives it."""

from __future__ import annotations

import ast
import datetime
import inspect
from collections.abc import Callable, Mapping, Sequence

from checker.base.patterns import required_literal
from checker.base.record import TYPE_CHECKING, fields
from checker.base.yaml_cursor import At, mapping
from checker.model.checkbook import CHECKS, TELLS, Check
from checker.rules.pack_fields import known_field, known_kind, plain, regex, where
from checker.rules.pack_texts import arguments
from checker.rules.packs import TOLD, Telling

if TYPE_CHECKING:
    from typing import Any

    _Reader = Callable[[At, Any, str, type | None], Any]


def params(at: At, value: object, function: Check, facts: type | None, kind: str | None) -> dict[str, Any]:
    """The parameters of a rule, judged by the signature of its check."""
    signature = inspect.signature(function).parameters
    facts_parameter = signature.get("facts")
    if facts_parameter and facts_parameter.default is facts_parameter.empty and kind is None:
        at.wrong("phép kiểm này cần “on:” một loại dữ kiện", "this check needs “on:” a kind of fact")
    if not facts_parameter and kind is not None:
        (At(at.bad, at.path, at.yaml, at.steps[:-1]) / "on").wrong(
            "phép kiểm này không nhận “on”", "this check takes no “on”", key=True
        )
    own = {p.name: p for p in signature.values() if p.kind is p.KEYWORD_ONLY}
    known = {name: str(p.annotation) for name, p in own.items()} | (TELLING if tells(function, kind) else {})
    given = mapping(at, value)
    meant = at.known_keys(given, tuple(known))
    for name, parameter in own.items():
        if parameter.default is parameter.empty and name not in given and name not in meant:
            at.wrong(f"thiếu tham số “{name}”", f"parameter “{name}” is missing")
    typed = {name: _typed(at / name, part, known[name], facts) for name, part in given.items() if name in known}
    if "literal" in own and "literal" not in given and isinstance(typed.get("pattern"), str) and not at.bad.mistakes:
        typed["literal"] = required_literal(typed["pattern"])
    return typed


# The parameters of every generic check on facts: how their findings are told.
TELLING = {part.name: str(part.type) for part in fields(Telling) if part.name in TOLD}


def tells(function: Check, kind: str | None) -> bool:
    """Whether the entry says how the findings of a check are told: of generic checks that work on facts."""
    return kind is not None and any(CHECKS[name] is function for name in TELLS)


def _typed(at: At, value: Any, type_: str, facts: type | None) -> Any:
    """`value` as plain data of the annotated type; a note where it is of another."""
    value = plain(value) if isinstance(value, datetime.date) else value
    options = split(type_, "|")
    if value is None and "None" in options:
        return None
    head, _, inner = _fitting(value, options).partition("[")
    return _READERS.get(head, _as_it_stands)(at, value, inner.removesuffix("]"), facts)


def _fitting(value: object, options: Sequence[str]) -> str:
    """The alternative of a type that `value` is read as."""
    options = [option for option in options if option != "None"] or options
    if len(options) > 1 and isinstance(value, str) and "str" in options:
        return "str"
    heads = ("Mapping", "dict") if isinstance(value, dict) else ("tuple", "Sequence") if isinstance(value, list) else ()
    return next((option for option in options if option.startswith(heads)), options[0]) if heads else options[0]


def _list(at: At, value: Any, inner: str, facts: type | None) -> tuple:
    of = split(inner, ",")[0] or "object"
    if not isinstance(value, list):
        return (_typed(at, value, of, facts),)
    return tuple(_typed(at / i, one, of, facts) for i, one in enumerate(value))


def _mapping(at: At, value: Any, inner: str, facts: type | None) -> dict:
    of = (*split(inner, ","), "object")[1]
    return {key: _typed(at / key, one, of, facts) for key, one in mapping(at, value).items()}


def _literal(at: At, value: Any, inner: str, facts: type | None) -> Any:
    return value if at.one_of(value, ast.literal_eval(f"({inner},)")) else None


def _field(at: At, value: Any, inner: str, facts: type | None) -> Any:
    known_field(at, value, facts)
    return value


def _words(at: At, value: Any, inner: str, facts: type | None) -> Any:
    if not isinstance(value, str) or "{" not in value:
        return _field(at, value, inner, facts)
    arguments(at, value, (), facts)
    return value


def _kind(at: At, value: Any, inner: str, facts: type | None) -> Any:
    known_kind(at, value)
    return value


def _conditions(at: At, value: Any, inner: str, facts: type | None) -> Any:
    return where(at, value, facts)


def _scalar(types: type | tuple[type, ...], vi: str, en: str) -> _Reader:
    def read(at: At, value: Any, inner: str, facts: type | None) -> Any:
        if not isinstance(value, types) or isinstance(value, bool) and types is not bool:
            at.wrong(f"phải là {vi}", f"must be {en}")
        return value

    return read


def _as_it_stands(at: At, value: Any, inner: str, facts: type | None) -> Any:
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else plain(value)


# The head of a parameter's type -> how its value is read: (at, value, what stands in the type's brackets, record of the facts).
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(("tuple", "Sequence", "list"), _list),
    **dict.fromkeys(("Mapping", "dict"), _mapping),
    **dict.fromkeys(("Registry", "str"), _scalar(str, "chữ", "str")),
    "int": _scalar(int, "số nguyên", "int"),
    "float": _scalar((int, float), "số", "float"),
    "bool": _scalar(bool, "true hoặc false", "bool"),
    "Literal": _literal,
    "Regex": lambda at, value, inner, facts: regex(at, value),
    "Field": _field,
    "Words": _words,
    "Kind": _kind,
    "Conditions": _conditions,
}


def split(text: str, mark: str) -> list[str]:
    """The parts of a type annotation between `mark`s that stand outside brackets."""
    parts, depth, begin = [], 0, 0
    for index, char in enumerate(text):
        depth += (char in "[(") - (char in "])")
        if char == mark and not depth:
            parts.append(text[begin:index].strip())
            begin = index + 1
    return [*parts, text[begin:].strip()]
