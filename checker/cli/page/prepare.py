"""Run inside Pyodide while a page is built: /app and /stdlib.zip become /out/app.zip and /out/stdlib.zip, compiled and warm."""

import _imp
import os
import sys
import types
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from importlib.util import cache_from_source

DATE = (2020, 1, 1, 0, 0, 0)
STAMP = 1577836800  # what the page sets as the time of every file: caches are kept by it
UNUSED = frozenset(  # parts of the standard library that nothing in the page reaches: terminals, servers, mail, tests, debuggers
    """
    _pydatetime _pyio _pyrepl bdb cProfile cmd configparser ctypes curses dbm doctest email ensurepip filecmp fileinput
    ftplib http idlelib imaplib ipaddress lib2to3 mailbox modulefinder multiprocessing netrc optparse pdb pickletools
    plistlib poplib profile pstats pty pydoc pydoc_data rlcompleter sched shelve smtplib socketserver sqlite3 ssl symtable
    tabnanny tarfile telnetlib timeit tkinter
    trace tracemalloc turtle turtledemo unittest venv wave webbrowser wsgiref xmlrpc zipapp
    """.split()
)
CHARACTERS = ("__init__", "aliases", "ascii", "utf", "latin_1", "cp125", "cp437", "idna", "punycode", "raw_unicode", "unicode")


def compiled(source: bytes, shown: str) -> bytes:
    """The bytes of a .pyc that is never compared with its source, without docstrings; other people's without line numbers too."""
    code = compile(source, shown, "exec", dont_inherit=True, optimize=2)
    if not shown.startswith("/app/checker/"):
        code = without_lines(code)
    source_hash = _imp.source_hash(_imp.pyc_magic_number_token, source)  # type: ignore[attr-defined]
    return bytes(_code_to_hash_pyc(code, source_hash, False))


def without_lines(code: types.CodeType) -> types.CodeType:
    """The code and all code inside it, where a fault would be told without its lines."""
    inner = tuple(without_lines(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


def pack(name: str, files: dict[str, bytes]) -> None:
    """A zip without compression: the page packs it better as a whole."""
    os.makedirs("/out", exist_ok=True)
    with zipfile.ZipFile(f"/out/{name}", "w", zipfile.ZIP_STORED) as target:
        for path in sorted(files):
            target.writestr(zipfile.ZipInfo(path, DATE), files[path])


def is_wanted(name: str) -> bool:
    """Whether a file is no character set, or one that the page may meet."""
    return not name.startswith("encodings/") or name.removeprefix("encodings/").startswith(CHARACTERS)


def standard_library() -> dict[str, bytes]:
    """The modules of the standard library that the page may need, compiled."""
    with zipfile.ZipFile("/stdlib.zip") as library:
        kept = {
            name: library.read(name)
            for name in library.namelist()
            if not name.endswith("/") and name.split("/")[0].removesuffix(".py") not in UNUSED and is_wanted(name)
        }
    return {
        f"{name}c" if name.endswith(".py") else name: compiled(data, f"/lib/{name}") if name.endswith(".py") else data
        for name, data in kept.items()
    }


def compile_app() -> None:
    """Every module compiled. The sources of checks stay beside it: what a check can tell is read off them (`pack_texts`)."""
    for folder, folders, names in os.walk("/app"):
        folders.sort()
        for name in sorted(names):
            path = f"{folder}/{name}"
            os.utime(path, (STAMP, STAMP))
            if not name.endswith(".py"):
                continue
            with open(path, "rb") as file:
                data = compiled(file.read(), path)
            target = f"{path}c"
            if path.startswith("/app/checker/families/"):
                target = cache_from_source(path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
            else:
                os.unlink(path)
            with open(target, "wb") as file:
                file.write(data)


def warm() -> None:
    """A first run, which fills the caches."""
    sys.path.insert(0, "/app")
    from checker.cli.page.session import warm_up
    from checker.rules.warm import warm as warm_packs

    warm_packs()
    warm_up()


def app() -> dict[str, bytes]:
    """Everything under /app, the caches too."""
    found = {}
    for folder, folders, names in os.walk("/app"):
        folders.sort()
        for name in names:
            with open(f"{folder}/{name}", "rb") as file:
                found[f"{folder}/{name}".removeprefix("/app/")] = file.read()
    return found


def main() -> None:
    """What the page holds of Python and of plancheck, as two zips in /out."""
    pack("stdlib.zip", standard_library())
    compile_app()
    warm()
    pack("app.zip", app())


if __name__ == "__main__":  # the runtime of the page runs it as a script; an import of all modules must not
    main()
