"""The families of rules, a folder each: what they read from a plan, and the checks that judge it. No family knows another."""

from __future__ import annotations

import importlib
import os


def module_names() -> list[str]:
    """The full names of all modules that may register a check, sorted."""
    here = os.path.dirname(__file__)
    found = []
    for folder in sorted(os.scandir(here), key=lambda entry: entry.name):
        if folder.is_dir() and folder.name != "__pycache__":
            found += [f"{__name__}.{folder.name}.{e[:-3]}" for e in os.listdir(folder.path) if e.endswith(".py") and e[0] != "_"]
    return sorted(found)


def import_all() -> None:
    """Import every module of every family, so that all their checks are registered."""
    for name in module_names():
        importlib.import_module(name)
