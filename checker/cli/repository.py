"""The documents that lie beside the files of a run: of a folder all its files; where only some are given (pre-commit), those that
an earlier run has seen, and those of the office's registry that lie in a file.

An index is kept for each repository in the cache: of each file its number, day, issuer and period. It holds no words of a plan.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from checker.base import cache
from checker.base.record import TYPE_CHECKING, replace
from checker.cli import git
from checker.cli.files import STDIN, read_source
from checker.cli.judge import Judge
from checker.model.repository import Filed, of_plain
from checker.source.text import Source, Unreadable

if TYPE_CHECKING:
    _Index = dict[str, tuple[int, int, tuple | None]]  # path below the root → size, time, what is known

_HEAD = 8000  # code points that hold the header and the subject of a document
_MOST = 200  # files of earlier runs that are read again because they changed


def beside(judge: Judge, paths: Sequence[str]) -> Judge:
    """The judge who knows the documents of the repository, where a rule asks for them and there is one."""
    if not any(rule.family == "LK" for rule in judge.settings("").rules):
        return judge
    files = [path for path in paths if path != STDIN]
    root = _root(judge, files)
    found = list(_registered(judge))
    if root or len(files) > 1:
        folder = root or _common(files)
        seen = {_below(folder, path): path for path in files}
        key = _key(root or f"files below {folder}")
        known: _Index = cache.load("repository", key) or {}
        if not root:  # nothing says that what an earlier run saw here belongs to these files
            known = {name: known[name] for name in seen if name in known}
        entries = dict(_read(judge, folder, seen, known)) if len(files) > 1 or known else {}
        found += [of_plain(data, _shown(folder, name, seen), name in seen) for name, (_, _, data) in entries.items() if data]
        if entries != known:
            cache.store("repository", key, entries)
    return replace(judge, repository=_once(found), known={}) if found else judge


def _once(found: Sequence[Filed]) -> tuple[Filed, ...]:
    """Each path once: what was read goes before what a registry says."""
    return tuple({one.path: one for one in found}.values())


def _read(judge: Judge, folder: str, seen: Mapping[str, str], known: _Index) -> Iterator[tuple[str, tuple]]:
    """(path below the folder, entry) of each file of the run, and of those of earlier runs that are still there."""
    again = 0
    for name in sorted({*seen, *known}):
        try:
            stat = os.stat(os.path.join(folder, name))
        except OSError:
            continue
        state, old = (stat.st_size, stat.st_mtime_ns), known.get(name)
        if old and old[:2] == state:
            yield name, old
        elif name in seen or again < _MOST:
            again += name not in seen
            yield name, (*state, _header(judge, os.path.join(folder, name)))


def _header(judge: Judge, path: str) -> tuple | None:
    """What others have to know of a file; None for what cannot be read or has no number."""
    from checker.families.citations.repository import filed
    from checker.families.readers import Readers
    from checker.rules.documents import read_documents

    try:
        source = read_source(path)
        if source.layout is None and len(source.raw) > _HEAD:
            source = Source(path, source.raw[:_HEAD])
        found = (filed(doc, path) for doc in read_documents(source, Readers(), judge.law))
        return next((one.plain() for one in found if one), None)
    except Unreadable:
        return None
    except Exception:  # what is wrong with this file is told where it is judged
        return None


def _registered(judge: Judge) -> Iterator[Filed]:
    """The documents of the office's own registry that lie in a file (`registry build` writes it)."""
    if not judge.config.registries:
        return
    from checker.families.citations.issuers import Bodies, fold

    bodies = Bodies(judge.law["type_issuers"]["issuers"])
    for entry in judge.law["documents"]["documents"]:
        if entry.get("file") and entry.get("date"):
            issuer = entry.get("issuer") or ""
            yield Filed(entry["file"], entry["id"], entry["type"], entry["date"], fold(issuer), bodies[issuer], judged=False)


# -- where a repository begins ----------------------------------------------------------------------------------------


def _root(judge: Judge, files: Sequence[str]) -> str | None:
    """The folder of the configuration, else the one of Git above the files; None where neither is."""
    if judge.config.isolated or not files:
        return None
    if judge.config.path:
        return os.path.abspath(judge.config.folder or ".")
    return git.top(_common(files))


def _common(files: Sequence[str]) -> str:
    folders = {os.path.dirname(os.path.abspath(path)) for path in files}
    try:
        return os.path.commonpath(folders)
    except ValueError:  # several drives
        return os.getcwd()


def _key(root: str) -> str:
    return cache.entry_key(b"repository", root.encode("utf-8", "surrogateescape"), cache.code_state())


def _below(folder: str, path: str) -> str:
    return os.path.relpath(os.path.abspath(path), folder)


def _shown(folder: str, name: str, seen: Mapping[str, str]) -> str:
    """The path of a file as this run names it."""
    path = seen.get(name) or os.path.relpath(os.path.join(folder, name))
    return path.replace("\\", "/")
