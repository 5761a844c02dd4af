"""Who may know whom: the import contract of docs/architecture.md, read from the import statements."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from checker.rules.packs import load_packs
from tests.conftest import ROOT

FILES = sorted((ROOT / "checker").rglob("*.py"))
DOORS = {  # third-party package → the only modules that may import it, and only inside functions
    "lark": {"checker.base.grammars"},
    "rapidfuzz": {"checker.base.fuzzy"},
    "yaml": {"checker.base.yaml_places"},
    "rich": {"checker.report.pretty"},
    "pypdfium2": {"checker.source.pdf"},
    "openpyxl": {"checker.report.table", "checker.cli.page.house_rules"},
    "pyexpat": {"checker.source.docx.tree"},
    "pyarrow": {"checker.archive.store"},
    "duckdb": {"checker.archive.answers"},
    "dask": {"checker.archive.run"},
    "fsspec": {"checker.archive.sources"},
}
LAYERS = (  # a room knows the rooms of its own line and of the lines below, no other
    ("server",),  # it has the configuration and the judges of the command line
    ("cli",),
    ("archive",),  # beside the reports: its rows are made of theirs, and only a verb knows it
    ("report",),
    ("rules",),
    ("families",),
    ("outline",),
    ("language", "model"),
    ("source",),
    ("base",),
)
LEVEL = {room: len(LAYERS) - at for at, rooms in enumerate(LAYERS) for room in rooms}
STARTS = ("checker.cli.verbs.server", "server")  # the one way up: the verb that starts the server, when it runs
TOP = {"checker", "checker.__main__"}  # the only modules outside the rooms: the version, and the way in
SHARED_BY_FAMILIES = {"checker.families", "checker.families.readers", "checker.families.spots"}


def name_of(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path) -> tuple[tuple[str, bool], ...]:
    """(module, whether at the top of the file) of every import; those for type checkers only do not count."""
    tree = ast.parse(path.read_text("utf-8"))
    branches = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    typing_only = {id(node) for branch in branches for node in ast.walk(branch)}
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, id(node) in top))
            found += [(f"{node.module}.{alias.name}", id(node) in top) for alias in node.names if node.module == "checker"]
    return tuple(found)


@pytest.mark.parametrize("package", DOORS)
def test_each_library_has_one_door(package):
    for path in FILES:
        for module, at_top in imports(path):
            if module.split(".")[0] == package:
                assert name_of(path) in DOORS[package] or name_of(path).startswith(tuple(d + "_" for d in DOORS[package])), (
                    f"{name_of(path)} imports {module}"
                )
                assert not at_top or name_of(path).startswith("checker.source"), f"{name_of(path)} imports {module} at once"


def test_only_its_verb_starts_the_language_server():
    """The room `server` is made of pygls, an extra; so nothing imports it but its verb, when it runs."""
    for path in FILES:
        if not name_of(path).startswith("checker.server"):
            for module, at_top in imports(path):
                assert module.split(".")[0] not in ("pygls", "lsprotocol"), f"{name_of(path)} imports {module}"
                if module.startswith("checker.server"):
                    assert name_of(path) == "checker.cli.verbs.server" and not at_top, f"{name_of(path)} imports {module}"


def room_of(module: str) -> str:
    """'checker.outline.read' → 'outline'."""
    return module.split(".")[1]


def family_of(module: str) -> str | None:
    """'checker.families.money.amounts' → 'money'; None for what no family owns."""
    parts = module.split(".")
    return parts[2] if parts[1:2] == ["families"] and module not in SHARED_BY_FAMILIES else None


def test_every_module_has_a_room():
    for path in FILES:
        name = name_of(path)
        assert name in TOP or name.startswith("checker._data") or room_of(name) in LEVEL, name


def test_rooms_import_only_downwards():
    for path in FILES:
        if name_of(path) in TOP or name_of(path).startswith("checker._data"):
            continue
        room = room_of(name_of(path))
        for module, _ in imports(path):
            if module.startswith("checker.") and (other := room_of(module)) != room:
                if other in LEVEL and (name_of(path), other) != STARTS:  # `from checker import __version__` names no room
                    assert LEVEL[other] < LEVEL[room], f"{name_of(path)} imports {module}"


def test_no_family_knows_another():
    for path in FILES:
        own = family_of(name_of(path))
        for module, _ in imports(path):
            if own and module.startswith("checker.families") and (other := family_of(module)):
                assert other == own, f"{name_of(path)} imports {module}"


def test_a_report_never_reads_the_plan_again():
    """What a report tells is in the findings and in `FileReport.facts`; only the dump of `plancheck facts` asks for facts."""
    for path in FILES:
        if name_of(path).startswith("checker.report.") and name_of(path) != "checker.report.facts":
            calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
            assert not [1 for call in calls if getattr(call.func, "attr", "") in ("facts", "derived")], name_of(path)


def test_records_and_patterns_come_from_the_light_modules():
    """`dataclasses`, `typing` and `re.compile` cost more start-up time than checking a plan takes; see record.py and regex.py."""
    for path in FILES:
        if name_of(path) in ("checker.base.record", "checker.base.regex", "checker.base.patterns"):
            continue
        heavy = {module for module, at_top in imports(path) if at_top} & {"dataclasses", "typing", "re"}
        assert not heavy, f"{name_of(path)}: use “from checker.base.record import …”, “from checker.base import regex as re”"


def test_no_module_but_the_tools_own_knows_a_rule_code():
    codes = {rule.code for rule in load_packs().rules}
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(codes)) + r")(?![\w-])")
    for path in FILES:
        if name_of(path) == "checker.rules.tool_findings":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        bodies = [node.body for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
        docs = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                assert not pattern.search(node.value), f"{name_of(path)}:{node.lineno} knows {node.value[:40]!r}"


def test_no_network_code():
    for path in FILES:
        for module, _ in imports(path):
            assert module.split(".")[0] not in {"socket", "urllib.request", "http", "requests", "httpx", "ftplib", "smtplib"}
            assert module != "urllib.request", name_of(path)
