"""Building plancheck.html: plancheck, its rules and the pinned Pyodide in one file. The same inputs give the same bytes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import files as installed_files
from pathlib import Path

from checker import __version__
from checker.base.data import data_folder
from checker.base.errors import Fatal
from checker.cli.destinations import need_folder
from checker.cli.settings import Config

_HERE = Path(__file__).parent
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_LIBRARIES = ("lark", "rapidfuzz", "pyyaml", "openpyxl", "et-xmlfile")  # their Python parts: all run without what is compiled
_LEFT_OUT = frozenset({"__pycache__", "__pyinstaller", "tests", "tools", "_data"})
_ASSETS = frozenset({"prepare.py", "build.py"})


def build(output: str, config: Config, runtime: str | None = None) -> int:
    """Write the page → its size in bytes. Raises `Fatal` where its folder, the runtime, node or a library is missing."""
    need_folder(os.path.dirname(output) or ".")
    folder = find_runtime(runtime)
    node = shutil.which("node")
    if node is None:
        raise Fatal("cần node để dựng trang (có sẵn cùng npm)", "node is needed to build the page (it comes with npm)")
    with tempfile.TemporaryDirectory() as work:
        staged, out = Path(work, "stage"), Path(work, "out")
        out.mkdir()
        stage(staged, config)
        _prepare(node, folder, staged, out)
        page = _page([*(folder / name for name in _RUNTIME[:3]), out / "stdlib.zip", out / "app.zip"], _lock(folder))
    from checker.cli.writing import write_atomic

    write_atomic(output, page)
    return len(page)


def find_runtime(given: str | None) -> Path:
    """The folder of the pinned Pyodide: the one given, else node_modules/pyodide here. Raises `Fatal` that says how to get it."""
    pinned = json.loads((_HERE / "runtime.json").read_text("utf-8"))
    version = pinned["version"]
    folder = Path(given or os.path.join("node_modules", "pyodide"))
    if not (folder / _RUNTIME[0]).is_file():
        raise Fatal(
            f"không thấy Pyodide ở “{folder}”; lấy về một lần bằng: npm install pyodide@{version}, "
            "rồi chạy lại ở thư mục đó hoặc thêm --runtime THƯ_MỤC/node_modules/pyodide",
            f"no Pyodide at “{folder}”; get it once with: npm install pyodide@{version}, "
            "then run again in that folder or add --runtime FOLDER/node_modules/pyodide",
        )
    for name in _RUNTIME:
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != pinned["sha256"][name]:
            raise Fatal(
                f"“{folder / name}” không phải của Pyodide {version}: npm install pyodide@{version}",
                f"“{folder / name}” is not that of Pyodide {version}: npm install pyodide@{version}",
            )
    return folder


def stage(folder: Path, config: Config) -> None:
    """Everything that the page's Python needs, as files: plancheck, its libraries, its rules, what an office adds."""
    package = _HERE.parent.parent
    _copy(package, folder / "checker", (p for p in package.rglob("*") if p.name not in _ASSETS))
    for name in ("rules", "grammar"):
        _copy(Path(data_folder(name)), folder / name, Path(data_folder(name)).rglob("*.*"))
    for name in _LIBRARIES:
        for file in installed_files(name) or ():
            path = Path(str(file.locate()))
            if path.suffix in (".py", ".lark") and not _LEFT_OUT.intersection(file.parts) and ".." not in file.parts:
                _put(folder / file, path)
    _add_office(folder / "office", config)


def _copy(source: Path, target: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        inside = path.relative_to(source)
        if path.is_file() and path.suffix in (".py", ".yaml", ".lark", ".txt", ".css", ".js", ".html"):
            if not _LEFT_OUT.intersection(inside.parts):
                _put(target / inside, path)


def _put(target: Path, path: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _add_office(folder: Path, config: Config) -> None:
    """The packs and registries of an office, and how it wants to be judged."""
    kept: dict[str, list[str]] = {"packs": [], "registries": []}
    for key in kept:
        for at, path in enumerate(getattr(config, key), 1):
            name = f"{key}/{at}/{os.path.basename(path)}"
            _put(folder / name, Path(path))
            kept[key].append(f"/app/office/{name}")
    given: Mapping[str, object] = {
        **kept,
        "select": config.select,
        "ignore": config.ignore,
        "severity": dict(config.severity),
        "profile": config.profile,
        "stage": config.stage,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.json").write_text(json.dumps(given, ensure_ascii=False, sort_keys=True), "utf-8")


def _prepare(node: str, runtime: Path, stage: Path, out: Path) -> None:
    script = (_HERE / "prepare.py").read_bytes()
    command = [node, str(_HERE / "prepare.mjs"), str(runtime), str(stage), str(out)]
    done = subprocess.run(command, input=script, capture_output=True, check=False)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-3:]
        why = " | ".join(line.strip()[:200] for line in last)
        raise Fatal(f"node không chuẩn bị được trang: {why}", f"node could not prepare the page: {why}")


def _lock(runtime: Path) -> str:
    """What Pyodide asks of its list of packages: that it is of this version. The page has its packages in itself."""
    return json.dumps({"info": json.loads((runtime / _RUNTIME[4]).read_text("utf-8"))["info"], "packages": {}})


def _page(parts: Iterable[Path], lock: str) -> bytes:
    """The file: the page's own words and code, then the runtime and the application, packed."""

    def asset(name: str) -> str:
        return (_HERE / name).read_text("utf-8")

    filled = {
        "@VERSION@": __version__,
        "/*STYLE*/": (_HERE.parent.parent / "report" / "sheet.css").read_text("utf-8") + asset("page.css"),
        "/*SCRIPT*/": asset("page.js"),
        "/*WORKER*/": asset("worker.js").replace("@LOCK@", lock),
        "<!--PACKED-->": "".join(f'<script type="text/plain" id="{part.name}">{_packed(part)}</script>\n' for part in parts),
    }
    page = asset("page.html")
    for mark, text in filled.items():
        page = page.replace(mark, text)
    return page.encode("utf-8")


def _packed(path: Path) -> str:
    return base64.b64encode(gzip.compress(path.read_bytes(), 9, mtime=0)).decode("ascii")
