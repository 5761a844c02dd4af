"""The parts of a rule entry that need to know more than the entry: texts, conditions, typed parameters, message arguments."""

from __future__ import annotations

import ast
import datetime
import importlib
import inspect
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.messages import ARGUMENT
from checker.base.patterns import regex_mistake, required_literal
from checker.base.record import TYPE_CHECKING, fields, is_dataclass
from checker.base.yaml_cursor import At, mapping
from checker.families.readers import READERS
from checker.model import plan as model
from checker.model.checkbook import CHECKS, GIVES, TELLS, Check
from checker.model.findings import LANGS
from checker.rules.packs import TOLD, Telling

if TYPE_CHECKING:
    from typing import Any

CONDITIONS = ("not", "matches", "is", "above", "below")


def texts(at: At, value: object) -> dict[str, str]:
    """A text by language; a bare string is Vietnamese. Vietnamese is a must."""
    if isinstance(value, str) and value.strip():
        return {"vi": value}
    if not isinstance(value, dict):
        at.wrong("phải là chữ hoặc {vi: …, en: …}", "must be a string or {vi: …, en: …}")
        return {}
    at.known_keys(value, LANGS)
    if "vi" not in value:
        at.wrong("thiếu tiếng Việt (“vi”)", "the Vietnamese text (“vi”) is missing")
    for lang, text in value.items():
        if lang in LANGS and (not isinstance(text, str) or not text.strip()):
            (at / lang).wrong("phải là chữ, không để trống", "must be a string, not empty")
    return {lang: str(text) for lang, text in value.items()}


# -- facts and their fields -------------------------------------------------------------------------------------------


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
                _regex(here / "matches", wanted["matches"])
            for name in ("above", "below"):
                if name in wanted and not isinstance(wanted[name], (int, float)):
                    (here / name).wrong("phải là số", "must be a number")
            wanted = {name: _plain(part) for name, part in wanted.items()}
        found.append((path, _plain(wanted)))
    return tuple(found)


def _plain(value: Any) -> Any:
    """Lists as tuples, dates as text: what can be kept as it is."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return value.isoformat() if isinstance(value, datetime.date) else value


# -- parameters -------------------------------------------------------------------------------------------------------


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


_WORDS = {"str": "chữ", "int": "số nguyên", "float": "số", "bool": "true hoặc false"}
_TYPES: Mapping[str, Any] = {"str": str, "int": int, "float": (int, float), "bool": bool}


def _typed(at: At, value: Any, type_: str, facts: type | None) -> Any:
    """`value` as plain data of the annotated type; a note where it is of another."""
    type_ = type_.strip()
    value = _plain(value) if isinstance(value, datetime.date) else value
    options = split(type_, "|")
    if len(options) > 1:
        if value is None and "None" in options:
            return None
        options = [option for option in options if option != "None"]
        if isinstance(value, (dict, list)):
            heads = ("Mapping", "dict") if isinstance(value, dict) else ("tuple", "Sequence")
            options = [o for o in options if o.startswith(heads)] or options
        wanted = "str" if isinstance(value, str) and "str" in options else options[0]
        return _typed(at, value, wanted, facts)
    head, _, inner = type_.partition("[")
    parts = split(inner[:-1], ",") if inner else []
    if head in ("tuple", "Sequence", "list"):
        values = value if isinstance(value, list) else [value]
        return tuple(
            _typed(at / i if isinstance(value, list) else at, v, parts[0] if parts else "object", facts)
            for i, v in enumerate(values)
        )
    if head in ("Mapping", "dict"):
        inner_type = parts[1] if len(parts) > 1 else "object"
        return {k: _typed(at / k, v, inner_type, facts) for k, v in mapping(at, value).items()}
    if head == "Literal":
        return value if at.one_of(value, ast.literal_eval(f"({inner[:-1]},)")) else None
    if head == "Regex":
        return _regex(at, value)
    if head == "Words" and isinstance(value, str) and "{" in value:
        arguments(at, value, (), facts)
        return value
    if head in ("Field", "Words"):
        known_field(at, value, facts)
        return value
    if head == "Kind":
        known_kind(at, value)
        return value
    if head == "Conditions":
        return where(at, value, facts)
    if head in ("Registry", "str", "int", "float", "bool"):
        wanted = "str" if head == "Registry" else head
        if not isinstance(value, _TYPES[wanted]) or wanted in ("int", "float") and isinstance(value, bool):
            at.wrong(f"phải là {_WORDS[wanted]}", f"must be {wanted}")
        return value
    return _plain(value) if not isinstance(value, dict) else {k: _plain(v) for k, v in value.items()}


def split(text: str, mark: str) -> list[str]:
    """The parts of a type annotation between `mark`s that stand outside brackets."""
    parts, depth, begin = [], 0, 0
    for index, char in enumerate(text):
        depth += (char in "[(") - (char in "])")
        if char == mark and not depth:
            parts.append(text[begin:index].strip())
            begin = index + 1
    return [*parts, text[begin:].strip()]


def _regex(at: At, value: object) -> str:
    if not isinstance(value, str):
        at.wrong("phải là biểu thức chính quy", "must be a regular expression")
        return ""
    if wrong := regex_mistake(value):
        at.wrong(f"biểu thức chính quy sai: {wrong}", f"bad regular expression: {wrong}")
    return value


# -- message arguments ------------------------------------------------------------------------------------------------


@lru_cache
def given_arguments(module: str) -> frozenset[str]:
    """Every name that a module of checks uses as a string key or keyword: what its hits can give to a message."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            names.update(k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str))
        elif isinstance(node, ast.keyword) and node.arg:
            names.add(node.arg)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            names.add(node.slice.value)
    return frozenset(names)


def message_arguments(
    at: At, entry: Mapping[str, Any], function: Check, given: Mapping[str, Any], facts: type | None
) -> tuple[str, ...]:
    """All `{names}` of the entry's texts. Notes those that neither the check gives nor the facts have, and stray braces."""
    name = next((key for key in (entry.get("check"),) if isinstance(key, str)), "")
    known = {"found", *given_arguments(function.__module__), *GIVES.get(name, ()), *given}
    if isinstance(given.get("pattern"), str) and not at.bad.mistakes:
        known |= set(re.compile(given["pattern"]).groupindex)
    if name in TELLS and facts is not None:
        known |= {"other", *_related_fields(given.get("related"), facts), *_named(given.get("args"))}
    asked: dict[str, None] = {}
    for key in ("message", "related", "fix_title"):
        for here, text in _leaves(at / key, entry.get(key)):
            asked |= dict.fromkeys(arguments(here, text, known, facts if name in TELLS else None))
    return tuple(asked)


def arguments(here: At, text: str, known: Collection[str], facts: type | None) -> list[str]:
    """The `{names}` of a text; notes what is no argument: none of `known`, and no field of the facts."""
    found = []
    for match in ARGUMENT.finditer(text):
        if match.group() in ("{", "}"):
            here.wrong(
                "dấu ngoặc nhọn lẻ; viết {{ hoặc }} cho dấu ngoặc thường", "a single brace; write {{ or }} for a plain one"
            )
        elif (name := match.group(1)) is not None:
            found.append(name)
            if name in known or is_field(name, facts):
                continue
            if "." in name and facts:
                known_field(here, name, facts)
            else:
                names = {*known, *(field_names(facts) if facts else ())}
                here.one_of(name, names, vi="tham số thông báo", en="message argument")
    return found


def _named(args: object) -> Collection[str]:
    """The names of the parameter `args`."""
    return args if isinstance(args, (Mapping, tuple)) else ()


def _related_fields(path: object, facts: type) -> Collection[str]:
    """What the facts at the related place give to a text."""
    if not isinstance(path, str):
        return ()
    *_, (step, known) = steps(path, facts, several=True)
    inner = known.get(step)
    return field_names(inner) if inner else ()


def _leaves(at: At, value: object) -> list[tuple[At, str]]:
    if isinstance(value, str):
        return [(at, value)]
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in _leaves(at / key, part)]
    return []


# -- how findings are told --------------------------------------------------------------------------------------------


def telling(
    at: At, entry: Mapping[str, Any], given: dict[str, Any], asked: tuple[str, ...], facts: type | None
) -> dict[str, object]:
    """The plain `Telling` of an entry whose check tells: its parameters are taken out of `given`."""
    told: dict[str, Any] = {name: given.pop(name) for name in TELLING if name in given}
    if isinstance(told.get("args"), tuple):
        told["args"] = {path: path for path in told["args"]}
    if isinstance(told.get("note"), Mapping):
        message = entry.get("message")
        known = tuple(message) if isinstance(message, Mapping) and not set(message) & set(LANGS) else ("default",)
        for name in told["note"]:
            (at / "params" / "note" / name).one_of(name, known, vi="dạng thông báo", en="variant of the message", key=True)
    once = entry.get("once_per", [])
    told["once_per"] = tuple(once) if isinstance(once, list) else (once,)
    for index, path in enumerate(told["once_per"]):
        known_field(at / "once_per" / index if isinstance(once, list) else at / "once_per", path, facts)
    told["first"] = entry.get("first") is True
    names = _named(told.get("args"))
    if isinstance(entry.get("fix"), Mapping):
        told |= _fix(at / "fix", entry["fix"], names, facts)
    told["asked"] = asked
    told["paths"] = tuple(name for name in asked if name not in names and name != "found" and is_field(name, facts))
    return told


def _fix(at: At, value: Mapping[str, object], names: Collection[str], facts: type | None) -> dict[str, object]:
    """The template of a fix."""
    text = value.get("text")
    if not isinstance(text, str):
        (at / "text" if "text" in value else at).wrong("bản sửa thiếu “text” (chữ thay vào)", "the fix has no “text” to put in")
        return {}
    found: dict[str, object] = {
        "text": text,
        "in_text": tuple(arguments(at / "text", text, names, facts)),
        "least": value.get("least") is True,
    }
    for key, name in (("at", "mends"), ("before", "before")):
        if key in value and known_field(at / key, value[key], facts):
            found[name] = value[key]
    return found
