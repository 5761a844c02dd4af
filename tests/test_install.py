"""Rules and grammars are found from a wheel, an editable install and the bare checkout, run from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAN = """Số: /KH-UBND

KẾ HOẠCH

Công tác dân số năm 2026

Thực hiện Quyết định số 537/QĐ-TTg ngày 17/4/2020 của Thủ tướng Chính phủ, Ủy ban nhân dân xã Tân Phú ban hành Kế hoạch:

I. MỤC TIÊU

Một.
"""


def run(*command: str, cwd: Path, path: Path | None = None) -> str:
    """Standard output of a command that must end with exit code 0; `path` goes in front of Python's own path."""
    places = [str(p) for p in (path, sysconfig.get_path("purelib")) if p]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONUTF8": "1", "PLANCHECK_CACHE_DIR": str(cwd / "cache")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A copy of the tracked and new files, so that building leaves nothing behind in the real checkout."""
    folder = tmp_path_factory.mktemp("thư mục có dấu") / "plancheck"
    folder.mkdir()
    for name in ("checker", "rules", "grammar", "scripts"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def works(python: str, cwd: Path, path: Path | None) -> None:
    """A plan is checked, a rule explained and a citation read with the package that `python` finds."""
    (cwd / "kế hoạch.txt").write_text(PLAN, encoding="utf-8")
    assert "TT106" in run(python, "-m", "checker", "check", "--fail-on", "never", "kế hoạch.txt", cwd=cwd, path=path)
    assert "TT101" in run(python, "-m", "checker", "rules", cwd=cwd, path=path)


def test_checkout(checkout, tmp_path):
    works(sys.executable, tmp_path, checkout)


def test_wheel(checkout, tmp_path):
    build = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*build, "-w", str(tmp_path), str(checkout), cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel), cwd=tmp_path)
    works(sys.executable, tmp_path, target)
    assert not (target / "rules").exists() and not (target / "tests").exists() and not (target / "scripts").exists()
    starts_compiled(tmp_path, target)


def starts_compiled(folder: Path, site: Path) -> None:
    """The very first run of an installation that nothing can be written beside, without a home folder: all that it would have to
    compile came with it, so that neither Lark nor PyYAML is there to be missed. `--no-cache` reads it too."""
    script = folder / "first.py"
    script.write_text(
        "import sys\nsys.modules.update(lark=None, yaml=None)\nfrom checker.cli.main import run\nrun()\n", encoding="utf-8"
    )
    places = os.pathsep.join([str(site), sysconfig.get_path("purelib")])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCHECK", "XDG", "LOCALAPPDATA"))}
    environment = {**kept, "PYTHONPATH": places, "PYTHONUTF8": "1", "HOME": str(folder / "nowhere")}
    for more in ((), ("--no-cache",)):
        command = [sys.executable, str(script), "check", "--fail-on", "never", *more, "kế hoạch.txt"]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0 and "TT106" in done.stdout, done.stdout + done.stderr


def test_editable(checkout, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = str(next(p for p in ((tmp_path / "env/bin/python"), (tmp_path / "env/Scripts/python.exe")) if p.exists()))
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(checkout), cwd=tmp_path)
    works(python, tmp_path, None)
