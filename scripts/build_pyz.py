"""Build plancheck as one file: `python scripts/build_pyz.py [--output dist/plancheck.pyz]`.

The file holds plancheck, its rules and all that it needs, for the Python version and platform that build it. It runs as
`python plancheck.pyz check …` on a machine that has neither the checkout nor pip. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_DATE = (2020, 1, 1, 0, 0, 0)
_LEFT_OUT = ("__pycache__", "bin", "direct_url.json", "RECORD", "INSTALLER", "REQUESTED")


def build(output: Path, extras: str = "") -> Path:
    """Install plancheck and its dependencies into a folder and pack it. Raises CalledProcessError where pip fails."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        source = _clean_copy(Path(folder) / "source")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
        subprocess.run([*command, "--target", str(site), f"{source}{extras}"], check=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        partial = output.with_suffix(".partial")
        with open(partial, "wb") as file:
            file.write(b"#!/usr/bin/env python3\n")
            _pack(site, file)
        partial.chmod(0o755)
        partial.replace(output)
    return output


def _clean_copy(target: Path) -> Path:
    """What the package is built from; building in the checkout would leave its remains there, and take old ones in."""
    for name in ("checker", "rules", "grammar", "scripts"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, target / name)
    return target


def _pack(site: Path, file) -> None:
    built_for = f"{sys.version_info.major}.{sys.version_info.minor} {sysconfig.get_platform()}"
    start = (ROOT / "scripts" / "pyz_main.py").read_text("utf-8").replace("@BUILT_FOR@", built_for)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        _add(pack, "__main__.py", start.encode())
        for path in sorted(site.rglob("*")):
            inside = path.relative_to(site)
            if path.is_file() and not any(part in _LEFT_OUT for part in inside.parts):
                _add(pack, f"site/{inside.as_posix()}", path.read_bytes())


def _add(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(entry, data)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "plancheck.pyz")
    parser.add_argument("--extras", default="", help="such as [pdf]")
    args = parser.parse_args()
    print(build(args.output, args.extras))
    return 0


if __name__ == "__main__":
    sys.exit(main())
