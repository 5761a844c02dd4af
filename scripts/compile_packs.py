"""What compiles the rule packs into a wheel: rules, registries, grammars and patterns as a cold start would make them.

`pip wheel .` runs `BuildWithPacks` (see `[tool.setuptools.cmdclass]`): it copies the package as ever and then lets the copy judge
the examples of its own rules with its cache folder inside the package. An installation starts from that, also where nothing can
be written. Another version of Python does not find it and compiles once into its own cache; so does a checkout.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from setuptools.command.build_py import build_py

_NEEDED = ("lark", "rapidfuzz", "yaml")


class BuildWithPacks(build_py):
    """`build_py`, and the compiled packs beside what it copies."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            compile_into(self.build_lib)


def compile_into(site: str) -> None:
    """Compile the packs of the package in the folder `site` into it. Without the libraries that this takes nothing is done."""
    folder = os.path.join(os.path.abspath(site), "checker", "_data", "compiled")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "state"), "w", encoding="ascii") as file:
        file.write(_state(os.path.dirname(os.path.dirname(folder))))
    environment = {**os.environ, "PLANCHECK_CACHE_DIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([os.path.abspath(site), *filter(None, sys.path)])
    done = subprocess.run([sys.executable, "-c", _COMPILE], env=environment, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the packs were not compiled: {done.stderr[-2000:]}")


def _state(package: str) -> str:
    """A digest of the package's code and data, for `base.cache.code_state`."""
    digest = hashlib.blake2b(digest_size=16)
    paths = [os.path.join(folder, name) for folder, _, names in os.walk(package) for name in names]
    for path in sorted(path for path in paths if path.endswith((".py", ".yaml", ".lark", ".txt"))):
        with open(path, "rb") as file:
            content = file.read()
        digest.update(f"{os.path.relpath(path, package)}\n{len(content)}\n".replace(os.sep, "/").encode() + content)
    return digest.hexdigest()


_COMPILE = f"""
import importlib.util, sys
if any(importlib.util.find_spec(name) is None for name in {_NEEDED}):
    sys.exit("{", ".join(_NEEDED)} are needed to build plancheck")
from checker.rules.warm import warm
warm()
"""
