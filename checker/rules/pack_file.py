"""Rule packs as YAML → validated plain data. Only run when a pack has changed; see `rules.load_packs`.

Every mistake of every pack is found in one run, each once, at its place, with what was probably meant.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from checker import families as checks
from checker.base import regex as re
from checker.base.errors import Mistakes, YamlMistake
from checker.base.record import TYPE_CHECKING
from checker.base.yaml_cursor import At, Bad, boolean, choice, choices, mapping, string, strings
from checker.base.yaml_places import read_yaml
from checker.model.checkbook import CHECKS
from checker.model.findings import LANGS, PROFILES, SAFETIES, SEVERITIES, STAGES
from checker.rules import pack_fields, pack_parameters, pack_texts
from checker.rules.needs import NEEDS
from checker.rules.pack_examples import KINDS, examples
from checker.rules.pack_texts import texts
from checker.rules.packs import as_key
from checker.rules.where import PARTS

if TYPE_CHECKING:
    from typing import Any

CODE = re.compile(r"[A-Z]{2,4}[0-9]{3}\Z")
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
FIXES = ("none", *SAFETIES)
STATUSES = ("stable", "deprecated")
ROLES = ("purpose", "objectives", "tasks", "timeline", "budget", "organisation", "monitoring", "appendix", "other")
WITHIN = tuple(dict.fromkeys((*PARTS, *ROLES)))
FIX_KEYS = ("safety", "at", "before", "text", "least")
TOOL = "tool"  # the check of rules whose findings the engine itself makes

REQUIRED = ("code", "name", "title", "severity", "check", "message", "why", "basis", "examples")
PACK_KEYS = ("name", "version", "law", "from", "law_as_of")


def read_packs(files: Sequence[tuple[str, bytes]]) -> tuple[tuple, tuple]:
    """(shown path, content) of each pack → plain (packs, rules), rules in order of code. Raises `Mistakes`."""
    checks.import_all()
    bad = Bad()
    packs, rules, places = [], [], {}
    for path, content in files:
        try:
            yaml = read_yaml(content)
        except YamlMistake as error:
            bad.add(path, (error.line, error.column), error.vi, error.en)
            continue
        at = At(bad, path, yaml, ())
        pack, entries = _pack(at)
        packs.append(pack)
        for entry in entries:
            rules.append(entry)
            places[id(entry)] = (at, entry["line"])
    _judge_together(bad, rules)
    if bad.mistakes:
        raise Mistakes(bad.mistakes)
    for rule in rules:
        del rule["at"]
    return tuple(packs), tuple(sorted(rules, key=lambda rule: rule["code"]))


def _pack(at: At) -> tuple[tuple, list[dict]]:
    """One file → (plain Pack, plain rules); what is wrong goes to `at.bad`."""
    data = at.data
    if not isinstance(data, dict):
        at.wrong("gói quy tắc phải có “pack” và “rules”", "a rule pack has “pack” and “rules”")
        return (), []
    at.known_keys(data, ("pack", "rules"))
    head = data.get("pack")
    if not isinstance(head, dict):
        at.wrong("thiếu phần đầu “pack: {name, version}”", "the head “pack: {name, version}” is missing")
        head = {}
    here = at / "pack"
    here.known_keys(head, PACK_KEYS)
    for key in ("name", "version"):
        if head and not isinstance(head.get(key), str):
            (here / key if key in head else here).wrong(f"“{key}” của gói phải là chữ", f"the pack's “{key}” must be a string")
    for key in ("from", "law_as_of"):
        if key in head and not isinstance(head[key], datetime.date):
            (here / key).wrong(f"“{key}” phải là ngày, ví dụ 2026-03-05", f"“{key}” must be a date such as 2026-03-05")
    entries = data.get("rules")
    if not isinstance(entries, list) or not entries:
        (at / "rules" if "rules" in data else at).wrong("gói không có quy tắc nào", "the pack has no rules")
        entries = []
    name = str(head.get("name", ""))
    rules = [_rule(at / "rules" / index, entry, name) for index, entry in enumerate(entries)]
    day = {key: str(head[key]) if key in head else None for key in ("from", "law_as_of")}
    law = head.get("law")
    return (name, str(head.get("version", "")), law, day["from"], day["law_as_of"], at.path), [r for r in rules if r]


def _rule(at: At, entry: object, pack: str) -> dict | None:
    """One entry → plain rule, or None where it is wrong."""
    if not isinstance(entry, dict):
        at.wrong("một quy tắc là các cặp “khóa: giá trị”", "a rule is a mapping of keys to values")
        return None
    before = len(at.bad.mistakes)
    meant = at.known_keys(entry, (*KEYS, *REQUIRED))
    for key in REQUIRED:
        if key not in entry and key not in meant:
            at.wrong(f"quy tắc thiếu “{key}”", f"the rule has no “{key}”")
    rule: dict[str, Any] = {key: read(at / key, entry[key]) if key in entry else default for key, (read, default) in KEYS.items()}
    function = CHECKS.get(rule["check"])
    rule["module"] = function.__module__ if function else ""
    rule |= {"params": {}, "telling": None}
    rule["messages"] = rule.pop("message")
    rule["types"], rule["kinds"] = rule.pop("applies_to")
    if function:
        facts = pack_fields.fact_type(at, rule["on"])
        rule["where"] = pack_fields.where(at / "where", entry.get("where") or {}, facts)
        rule["params"] = pack_parameters.params(at / "params", entry.get("params") or {}, function, facts, rule["on"])
        asked = pack_texts.message_arguments(at, entry, function, rule["params"], facts)
        if pack_parameters.tells(function, rule["on"]):
            rule["telling"] = pack_texts.telling(at, entry, rule["params"], asked, facts)
        else:
            _judge_silent(at, entry)
    if rule["status"] == "deprecated" and not rule["replaced_by"]:
        at.wrong("quy tắc đã bỏ phải nêu “replaced_by”", "a deprecated rule must say “replaced_by”")
    _judge_examples(at, rule)
    rule |= {"pack": pack, "path": at.path, "line": at.place[0]}
    if len(at.bad.mistakes) > before:
        return None
    rule["at"] = at
    return rule


# -- one reader per key: (place, value) → plain value -----------------------------------------------------------------


def _word(pattern: re.Pattern, vi: str, en: str) -> Callable[[At, object], str]:
    def read(at: At, value: object) -> str:
        if not isinstance(value, str) or not pattern.match(value):
            at.wrong(f"“{value}” không phải {vi}", f"“{value}” is no {en}")
            return ""
        return value

    return read


def _check_name(at: At, value: object) -> str:
    if value == TOOL and at.path == "rules/sp.yaml":
        return TOOL
    return str(value) if at.one_of(value, tuple(CHECKS), vi="phép kiểm", en="check") else ""


def _severity(at: At, value: object) -> tuple[str, dict, dict]:
    if not isinstance(value, dict):
        return choice(*SEVERITIES)(at, value), {}, {}
    at.known_keys(value, ("default", "stage", "args"))
    if "default" not in value:
        at.wrong("thiếu mức “default”", "“default” is missing")
    default = choice(*SEVERITIES)(at / "default", value.get("default", "error"))
    stage, args = {}, {}
    for name, level in mapping(at / "stage", value.get("stage", {})).items():
        if (at / "stage" / name).one_of(name, STAGES, key=True):
            stage[name] = choice(*SEVERITIES)(at / "stage" / name, level)
    for name, levels in mapping(at / "args", value.get("args", {})).items():
        here = at / "args" / name
        args[name] = {as_key(v): choice(*SEVERITIES)(here / v, level) for v, level in mapping(here, levels).items()}
    return default, stage, args


def _fix(at: At, value: object) -> str:
    """The safety of a fix, alone or with the template that makes it (read with the fields of `on`)."""
    if not isinstance(value, dict):
        return choice(*FIXES)(at, value)
    at.known_keys(value, FIX_KEYS)
    if "least" in value:
        boolean(at / "least", value["least"])
    return choice(*SAFETIES)(at / "safety", value["safety"]) if "safety" in value else "suggest"


def _applies_to(at: At, value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    value = mapping(at, value)
    at.known_keys(value, ("types", "kinds"))
    types = strings(at / "types", value["types"]) if "types" in value else ()
    kinds = choices(*KINDS)(at / "kinds", value["kinds"]) if "kinds" in value else ()
    return types, kinds


def _noted(at: At, value: object) -> dict[str, dict[str, str]]:
    """Texts by language, or by note and then by language."""
    value = value if isinstance(value, str) else mapping(at, value)
    if not value or isinstance(value, str) or set(value) & set(LANGS):
        return {"default": texts(at, value)}
    if "default" not in value and at.steps[-1] == "message":
        at.wrong("thiếu dạng “default” của thông báo", "the message has no “default”")
    return {note: texts(at / note, forms) for note, forms in value.items()}


def _basis(at: At, value: object) -> tuple[str, str | None] | None:
    if value is None and at.path == "rules/sp.yaml":
        return None  # the tool's own rules stand on no law
    value = mapping(at, value)
    at.known_keys(value, ("document", "place"))
    if "document" not in value:
        at.wrong("căn cứ thiếu “document”", "the basis has no “document”")
    document = string(at / "document", value.get("document", "-"))
    place = string(at / "place", value["place"]) if "place" in value else None
    return document, place


# key → (reader, value where the entry lacks it). Order is that of docs/writing-rules.md and of the JSON Schema.
KEYS: Mapping[str, tuple[Callable[[At, object], object], object]] = {
    "code": (_word(CODE, "mã (hai đến bốn chữ hoa và ba chữ số)", "code (two to four capitals and three digits)"), ""),
    "name": (_word(NAME, "tên (chữ thường, gạch nối)", "name (lower case, hyphens)"), ""),
    "aliases": (strings, ()),
    "title": (texts, {}),
    "severity": (_severity, ("error", {}, {})),
    "profile": (choice(*PROFILES), "default"),
    "applies_to": (_applies_to, ((), ())),
    "needs": (choices(*NEEDS), ()),
    "yields_to": (strings, ()),
    "yields_over": (lambda at, value: value if pack_fields.known_kind(at, value) else None, None),
    "on": (lambda at, value: value if pack_fields.known_kind(at, value) else None, None),
    "where": (lambda at, value: (), ()),  # read with the fields of `on`
    "within": (choices(*WITHIN), ()),
    "first": (boolean, False),
    "once_per": (strings, ()),
    "check": (_check_name, ""),
    "params": (lambda at, value: {}, {}),  # read with the signature of the check
    "message": (_noted, {}),
    "related": (_noted, {}),
    "why": (texts, {}),
    "basis": (_basis, None),
    "fix": (_fix, "none"),
    "fix_title": (texts, {}),
    "examples": (examples, ()),
    "since": (string, "1.0"),
    "status": (choice(*STATUSES), "stable"),
    "replaced_by": (string, None),
    "mandatory": (boolean, False),
}


# -- what only shows when several keys or entries are seen together ---------------------------------------------------


def _judge_silent(at: At, entry: Mapping[str, object]) -> None:
    """Keys that only a generic check on facts understands."""
    keys = [key for key in ("within", "first", "once_per") if key in entry]
    for key in [*keys, *(["fix"] if isinstance(entry.get("fix"), dict) else [])]:
        if key == "within" and entry.get("on"):
            continue
        (at / key).wrong(
            f"“{key}” chỉ dùng với phép kiểm chung và “on:”", f"“{key}” goes with a generic check and “on:”", key=True
        )


def _judge_examples(at: At, rule: dict) -> None:
    if "examples" not in at.data or at.path == "rules/sp.yaml":  # no text can show a crash
        return
    for bad, vi, en in ((True, "sai", "bad"), (False, "đúng", "good")):
        if not any(example[2] is bad for example in rule["examples"]):
            (at / "examples").wrong(f"thiếu ví dụ {vi} (“{en}”)", f"there is no {en} example")


def _judge_together(bad: Bad, rules: Sequence[dict]) -> None:
    """Codes, names and aliases are unique; codes that a rule points at exist."""
    taken: dict[str, dict] = {}
    for rule in rules:
        for key in ("code", "name", "aliases"):
            for word in rule[key] if key == "aliases" else (rule[key],):
                other = taken.setdefault(word, rule)
                if other is not rule:
                    where = f"{other['path']}:{other['line']}"
                    (rule["at"] / key).wrong(f"“{word}” đã có ở {where}", f"“{word}” is taken at {where}")
    codes = {rule["code"] for rule in rules}
    for rule in rules:
        for index, code in enumerate(rule["yields_to"]):
            here = rule["at"] / "yields_to"
            (here / index if isinstance(here.data, list) else here).one_of(code, tuple(codes), vi="mã", en="code")
        if rule["replaced_by"]:
            (rule["at"] / "replaced_by").one_of(rule["replaced_by"], tuple(codes), vi="mã", en="code")
