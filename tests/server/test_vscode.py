"""The extension of VS Code: its own tests with the real server, the packed file, and what is told of it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker import __version__
from tests.conftest import ROOT

FOLDER = ROOT / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text("utf-8"))
SETTINGS = MANIFEST["contributes"]["configuration"]["properties"]

installed = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt" or not shutil.which("npm"), reason="no npm"),
    pytest.mark.skipif(not (FOLDER / "node_modules" / "esbuild").is_dir(), reason="npm ci --prefix editors/vscode"),
]


def _npm(*words: str, **environment: str) -> str:
    command = ["npm", "--offline", "--prefix", str(FOLDER), *words]
    done = subprocess.run(
        command,
        cwd=FOLDER,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def program(tmp_path) -> Path:
    """The program as an installation has it: one name that can be run."""
    path = tmp_path / "plancheck của cơ quan"
    words = f'PYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m checker "$@"'
    path.write_text(f"#!/bin/sh\n{words}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_told(name):
    assert f"`{name}`" in (ROOT / "docs" / "editors.md").read_text("utf-8")
    assert f"`{name}`" in (FOLDER / "README.md").read_text("utf-8")


def test_what_a_folder_names_is_not_run_untrusted():
    trust = MANIFEST["capabilities"]["untrustedWorkspaces"]
    assert trust["supported"] == "limited"
    assert set(trust["restrictedConfigurations"]) == {"plancheck.command", "plancheck.arguments"}
    assert {SETTINGS[name]["scope"] for name in trust["restrictedConfigurations"]} == {"machine-overridable"}


def test_version_and_licence_are_those_of_plancheck():
    locked = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    assert MANIFEST["version"] == locked["version"] == __version__
    assert (FOLDER / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


class TestBuilt:
    pytestmark = installed

    def test_its_own_tests(self, program):
        pytest.importorskip("pygls")
        said = _npm("test", PLANCHECK_COMMAND=str(program))
        assert "# skipped 0" in said.replace("ℹ", "#"), said

    def test_packed_whole_and_nothing_else(self, tmp_path):
        packed = tmp_path / "plancheck.vsix"
        _npm("run", "package", "--", "--out", str(packed))
        with zipfile.ZipFile(packed) as archive:
            inside = {name.removeprefix("extension/") for name in archive.namelist() if name.startswith("extension/")}
            code = archive.read("extension/dist/extension.js").decode()
            licences = archive.read("extension/dist/THIRD-PARTY.txt").decode()
        assert {name.lower() for name in inside} == {
            "package.json",
            "readme.md",
            "license.txt",
            "dist/extension.js",
            "dist/third-party.txt",
        }
        assert 'require("vscode")' in code and 'require("vscode-languageclient' not in code
        assert "vscode-languageclient\n" in licences
