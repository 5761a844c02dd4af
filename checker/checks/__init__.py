"""Checks: generic ones, and one small file per family where an algorithm is needed."""

from __future__ import annotations

import importlib
import os


def module_names() -> list[str]:
    """The full names of all modules in this package, sorted."""
    folder = os.path.dirname(__file__)
    names = {entry.partition(".")[0] for entry in os.listdir(folder) if entry.endswith(".py")}
    return [f"{__name__}.{name}" for name in sorted(names - {"__init__"})]


def import_all() -> None:
    """Import every module of this package, so that all its checks are registered."""
    for name in module_names():
        importlib.import_module(name)
