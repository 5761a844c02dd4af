"""The texts of a rule entry: what messages, titles and fixes may name, and how the findings of a generic check are told."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Collection, Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.messages import ARGUMENT
from checker.base.record import TYPE_CHECKING
from checker.base.yaml_cursor import At
from checker.model.checkbook import GIVES, TELLS, Check
from checker.model.findings import LANGS
from checker.rules.pack_fields import field_names, is_field, known_field, steps
from checker.rules.packs import TOLD

if TYPE_CHECKING:
    from typing import Any


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


def telling(
    at: At, entry: Mapping[str, Any], given: dict[str, Any], asked: tuple[str, ...], facts: type | None
) -> dict[str, object]:
    """The plain `Telling` of an entry whose check tells: its parameters are taken out of `given`."""
    told: dict[str, Any] = {name: given.pop(name) for name in TOLD if name in given}
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
