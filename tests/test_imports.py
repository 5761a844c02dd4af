"""Who may know whom: the import contract of docs/architecture.md, read from the import statements."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

import pytest

from checker.rules import load_packs
from tests.conftest import ROOT

FILES = sorted((ROOT / "checker").rglob("*.py"))
DOORS = {  # third-party package → the only modules that may import it, and only inside functions
    "lark": {"checker.grammars"}, "rapidfuzz": {"checker.fuzzy"}, "yaml": {"checker.yamlfile"}, "rich": {"checker.report.pretty"},
    "docx": {"checker.readers.docx", "checker.report.docx"}, "pypdfium2": {"checker.readers.pdf"},
    "lxml": {"checker.readers.docx_package", "checker.report.docx"},
}
LAYERS = {  # what a room must not import
    "checker.checks.": ("checker.engine", "checker.rules", "checker.report", "checker.cli", "checker.config", "checker.verbs",
                        "checker.grammars", "checker.fuzzy", "checker.files", "checker.yaml", "checker.outline"),
    "checker.facts.": ("checker.engine", "checker.rules", "checker.report", "checker.cli", "checker.config", "checker.verbs",
                       "checker.checkbook", "checker.checks", "checker.files", "checker.yaml", "checker.suppress"),
    "checker.report.": ("checker.engine", "checker.checks", "checker.checkbook", "checker.config", "checker.judging",
                        "checker.verbs", "checker.outline", "checker.yaml"),
    "checker.engine": ("checker.report", "checker.cli", "checker.config", "checker.files", "checker.verbs", "checker.judging"),
    "checker.text": ("checker.",), "checker.model": ("checker.facts", "checker.checks", "checker.engine", "checker.rules"),
}
ALLOWED_TO_TEXT = {"checker.record", "checker.regex"}


def name_of(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@lru_cache
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
                    f"{name_of(path)} imports {module}")
                assert not at_top or name_of(path).startswith("checker.readers"), f"{name_of(path)} imports {module} at once"


@pytest.mark.parametrize("room", LAYERS)
def test_the_arrows_run_one_way(room):
    for path in FILES:
        if name_of(path) != room and not name_of(path).startswith(room if room.endswith(".") else room + "\0"):
            continue
        for module, _ in imports(path):
            if module not in ALLOWED_TO_TEXT and module != "checker":
                assert not module.startswith(LAYERS[room]), f"{name_of(path)} imports {module}"


def test_records_and_patterns_come_from_the_light_modules():
    """`dataclasses`, `typing` and `re.compile` cost more start-up time than checking a plan takes; see record.py and regex.py."""
    for path in FILES:
        if name_of(path) in ("checker.record", "checker.regex", "checker.patterns"):
            continue
        heavy = {module for module, at_top in imports(path) if at_top} & {"dataclasses", "typing", "re"}
        assert not heavy, f"{name_of(path)}: use “from checker.record import dataclass, …”, “from checker import regex as re”"


def test_no_module_but_the_tools_own_knows_a_rule_code():
    codes = {rule.code for rule in load_packs().rules}
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(codes)) + r")(?![\w-])")
    for path in FILES:
        if name_of(path) == "checker.own":
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
