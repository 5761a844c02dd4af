"""The parts of a rule entry that need to know more than the entry: texts, conditions, typed parameters, message arguments."""

from __future__ import annotations

import ast
import datetime
import importlib
import inspect
import sys
from collections.abc import Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.patterns import regex_mistake, required_literal
from checker.base.record import fields, is_dataclass
from checker.base.yaml_cursor import At, mapping
from checker.families.readers import READERS
from checker.model import plan as model
from checker.model.checkbook import GIVES, Check
from checker.model.findings import LANGS

_ARGUMENT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
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


def field_names(type_: type) -> dict[str, type | None]:
    """Fields and properties of a fact, each with its own type where that is a value of the model."""
    found = {}
    if is_dataclass(type_):
        for part in fields(type_):
            names = re.findall(r"\w+", str(part.type))
            inner = next((getattr(model, n) for n in names if is_dataclass(getattr(model, n, None))), None)
            found[part.name] = inner if "tuple" not in names else None
    else:  # a NamedTuple
        found.update(dict.fromkeys(getattr(type_, "_fields", ())))
    found.update({name: None for name, part in vars(type_).items() if isinstance(part, property)})
    return found


def known_field(at: At, path: object, type_: type | None, key: bool = False) -> bool:
    """Whether `path` ('kind', 'agency.name', 'section.role', 'header.kind', 'text') can be asked of such facts."""
    if not isinstance(path, str):
        at.wrong("phải là tên một trường", "must be the name of a field")
        return False
    first, *rest = path.split(".")
    if type_ is None and first not in ("section", "header"):
        return True
    known: dict[str, type | None] = {
        **(field_names(type_) if type_ else {}),
        "text": None,
        "section": model.Section,
        "header": model.Header,
    }
    for step in (first, *rest):
        if not at.one_of(step, tuple(known), vi="trường", en="field", key=key):
            return False
        inner = known[step]
        known = field_names(inner) if inner else {}
    return True


def where(at: At, value: object, type_: type | None) -> tuple[tuple[str, object], ...]:
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


def _plain(value: object) -> object:
    """Lists as tuples, dates as text: what can be kept as it is."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return value.isoformat() if isinstance(value, datetime.date) else value


# -- parameters -------------------------------------------------------------------------------------------------------


def params(at: At, value: object, function: Check, facts: type | None, kind: str | None) -> dict[str, object]:
    """The parameters of a rule, judged by the signature of its check."""
    signature = inspect.signature(function).parameters
    facts_parameter = signature.get("facts")
    if facts_parameter and facts_parameter.default is facts_parameter.empty and kind is None:
        at.wrong("phép kiểm này cần “on:” một loại dữ kiện", "this check needs “on:” a kind of fact")
    if not facts_parameter and kind is not None:
        (At(at.bad, at.path, at.yaml, at.steps[:-1]) / "on").wrong(
            "phép kiểm này không nhận “on”", "this check takes no “on”", key=True
        )
    known = {p.name: p for p in signature.values() if p.kind is p.KEYWORD_ONLY}
    given = mapping(at, value)
    meant = at.known_keys(given, tuple(known))
    for name, parameter in known.items():
        if parameter.default is parameter.empty and name not in given and name not in meant:
            at.wrong(f"thiếu tham số “{name}”", f"parameter “{name}” is missing")
    typed = {name: _typed(at / name, part, str(known[name].annotation), facts) for name, part in given.items() if name in known}
    if "literal" in known and "literal" not in given and isinstance(typed.get("pattern"), str) and not at.bad.mistakes:
        typed["literal"] = required_literal(typed["pattern"])
    return typed


_WORDS = {"str": "chữ", "int": "số nguyên", "float": "số", "bool": "true hoặc false"}
_TYPES = {"str": str, "int": int, "float": (int, float), "bool": bool}


def _typed(at: At, value: object, type_: str, facts: type | None) -> object:
    """`value` as plain data of the annotated type; a note where it is of another."""
    type_ = type_.strip()
    options = split(type_, "|")
    if len(options) > 1:
        if value is None and "None" in options:
            return None
        options = [option for option in options if option != "None"]
        if isinstance(value, (dict, list)):
            fitting = [o for o in options if o.startswith(("tuple", "Mapping", "dict", "Sequence"))]
            options = fitting or options
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
    if head == "Field":
        known_field(at, value, facts)
        return value
    if head == "Kind":
        known_kind(at, value)
        return value
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
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            names.update(k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str))
        elif isinstance(node, ast.keyword) and node.arg:
            names.add(node.arg)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            names.add(node.slice.value)
    return frozenset(names)


def message_arguments(
    at: At, entry: Mapping[str, object], function: Check, given: Mapping[str, object], facts: type | None
) -> None:
    """Note every `{name}` of the entry's texts that the check does not give, and every stray brace."""
    name = next((key for key in (entry.get("check"),) if isinstance(key, str)), "")
    known = {"found", *given_arguments(function.__module__), *GIVES.get(name, ()), *given}
    if isinstance(given.get("pattern"), str) and not at.bad.mistakes:
        known |= set(re.compile(given["pattern"]).groupindex)
    if facts is not None and "fields" in GIVES.get(name, ()):
        known |= set(field_names(facts))
    for key in ("message", "related", "fix_title"):
        for here, text in _leaves(at / key, entry.get(key)):
            for match in _ARGUMENT.finditer(text):
                if match.group() in ("{", "}"):
                    here.wrong(
                        "dấu ngoặc nhọn lẻ; viết {{ hoặc }} cho dấu ngoặc thường",
                        "a single brace; write {{ or }} for a plain one",
                    )
                elif match.group(1) is not None:
                    here.one_of(match.group(1), known, vi="tham số thông báo", en="message argument")


def _leaves(at: At, value: object) -> list[tuple[At, str]]:
    if isinstance(value, str):
        return [(at, value)]
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in _leaves(at / key, part)]
    return []
