"""The JSON Schema of rule packs, for editors: made from the tables and signatures that packs are validated by."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Mapping

from checker import families as checks
from checker.base.record import TYPE_CHECKING
from checker.families.page.example import LAYOUT_KEYS
from checker.families.readers import READERS
from checker.model.checkbook import CHECKS, TELLS
from checker.model.findings import LANGS, PROFILES, SAFETIES, SEVERITIES, STAGES
from checker.rules.needs import NEEDS
from checker.rules.pack_examples import EXAMPLE_KEYS, KINDS, SLOTS
from checker.rules.pack_fields import CONDITIONS
from checker.rules.pack_file import CODE, FIX_KEYS, FIXES, KEYS, NAME, PACK_KEYS, REQUIRED, STATUSES, WITHIN
from checker.rules.pack_parameters import TELLING, split

if TYPE_CHECKING:
    from typing import Any

Schema = dict[str, object]

_STRING: Schema = {"type": "string", "minLength": 1}
_DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXTS: Schema = {
    "anyOf": [
        _STRING,
        {"type": "object", "properties": dict.fromkeys(LANGS, _STRING), "required": ["vi"], "additionalProperties": False},
    ]
}
_NOTED: Schema = {"anyOf": [_TEXTS, {"type": "object", "additionalProperties": _TEXTS}]}


def _one(choices: Iterable[str]) -> Schema:
    return {"enum": list(choices)}


def _some(schema: Schema) -> Schema:
    """One of it, or a list."""
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _object(properties: Mapping[str, Any], required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


_CONDITIONS: Schema = {"$ref": "#/$defs/conditions"}
_CONDITIONS_DEFINED: Schema = {
    "type": "object",
    "additionalProperties": {
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array"},
            _object({name: {"type": "string", "format": "regex"} if name == "matches" else {} for name in CONDITIONS}),
        ]
    },
}


def schema() -> Schema:
    """The schema of a rule pack, draft 2020-12."""
    checks.import_all()
    level = _one(SEVERITIES)
    fix = {**dict.fromkeys(FIX_KEYS, _STRING), "safety": _one(SAFETIES), "text": {"type": "string"}, "least": {"type": "boolean"}}
    example = {
        "anyOf": [
            _STRING,
            _object(
                {
                    **dict.fromkeys(EXAMPLE_KEYS, _STRING),
                    "text": {"type": "string"},
                    "in": _one(SLOTS),
                    "stage": _one(STAGES),
                    "kind": _one(KINDS),
                    "date": _DATE,
                    "as_of": _DATE,
                    "layout": _object(dict.fromkeys(LAYOUT_KEYS, {})),
                },
                ("text",),
            ),
        ]
    }
    keys: dict[str, Schema] = {
        "code": {"type": "string", "pattern": "^" + CODE.pattern.replace(r"\Z", "$")},
        "name": {"type": "string", "pattern": "^" + NAME.pattern.replace(r"\Z", "$")},
        "aliases": _some(_STRING),
        "title": _TEXTS,
        "why": _TEXTS,
        "fix_title": _TEXTS,
        "message": _NOTED,
        "related": _NOTED,
        "severity": {
            "anyOf": [
                level,
                _object(
                    {
                        "default": level,
                        "stage": _object(dict.fromkeys(STAGES, level)),
                        "args": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": level}},
                    },
                    ("default",),
                ),
            ]
        },
        "profile": _one(PROFILES),
        "needs": _some(_one(NEEDS)),
        "yields_to": _some(_STRING),
        "applies_to": _object({"types": _some(_STRING), "kinds": _some(_one(KINDS))}),
        "yields_over": _one(tuple(READERS)),
        "on": _one(tuple(READERS)),
        "where": _CONDITIONS,
        "within": _some(_one(WITHIN)),
        "first": {"type": "boolean"},
        "once_per": _some(_STRING),
        "check": _one(tuple(sorted(CHECKS))),
        "params": {"type": "object"},
        "basis": _object({"document": _STRING, "place": _STRING}, ("document",)),
        "fix": {"anyOf": [_one(FIXES), _object(fix, ("text",))]},
        "examples": _object(dict.fromkeys(("bad", "good"), {"type": "array", "items": example, "minItems": 1}), ("bad", "good")),
        "since": _STRING,
        "status": _one(STATUSES),
        "replaced_by": _STRING,
        "mandatory": {"type": "boolean"},
    }
    rule = _object({key: keys[key] for key in KEYS}, REQUIRED)
    rule["allOf"] = [_when(name) for name in sorted(CHECKS)]
    head = {**dict.fromkeys(PACK_KEYS, _STRING), "from": _DATE, "law_as_of": _DATE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plancheck rule pack",
        "$defs": {"conditions": _CONDITIONS_DEFINED, **{name: typed(kind) for name, kind in TELLING.items()}},
        **_object(
            {"pack": _object(head, ("name", "version")), "rules": {"type": "array", "items": rule, "minItems": 1}},
            ("pack", "rules"),
        ),
    }


def _when(name: str) -> Schema:
    """What the parameters of a rule are if it uses the check `name`."""
    signature = inspect.signature(CHECKS[name]).parameters.values()
    named = [p for p in signature if p.kind is p.KEYWORD_ONLY]
    needed = tuple(p.name for p in named if p.default is p.empty)
    told = {key: {"$ref": f"#/$defs/{key}"} for key in TELLING} if name in TELLS else {}
    then: Schema = {"properties": {"params": _object({p.name: typed(str(p.annotation)) for p in named} | told, needed)}}
    if needed:
        then["required"] = ["params"]
    return {"if": {"properties": {"check": {"const": name}}, "required": ["check"]}, "then": then}


_TYPES: Mapping[str, Schema] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "None": {"type": "null"},
    "Regex": {"type": "string", "format": "regex"},
    "Field": {"type": "string"},
    "Words": {"type": "string"},
    "Registry": {"type": "string"},
}


def typed(annotation: str) -> Schema:
    """The schema of a parameter, from its annotation."""
    options = split(annotation, "|")
    if len(options) > 1:
        return {"anyOf": [typed(option) for option in options]}
    head, _, inner = annotation.strip().partition("[")
    parts = split(inner[:-1], ",") if inner else []
    if head in ("tuple", "list", "Sequence"):
        return _some(typed(parts[0]) if parts else {})
    if head in ("Mapping", "dict"):
        return {"type": "object", "additionalProperties": typed(parts[1]) if len(parts) > 1 else {}}
    if head == "Literal":
        return {"enum": list(ast.literal_eval(f"({inner[:-1]},)"))}
    if head == "Conditions":
        return _CONDITIONS
    return _one(tuple(READERS)) if head == "Kind" else dict(_TYPES.get(head, {}))
