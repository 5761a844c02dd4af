"""The documents that lie beside the files of a run: of a folder all its files; where only some are given (pre-commit), those that
an earlier run has seen, and those of the office's registry that lie in a file.

An index is kept for each repository in the cache: of each file its number, day, issuer and period. It holds no words of a plan.
It is a list of chunks, each [(path below the root, 'size time\\n' and what `Filed.packed` gives), …], in order of the paths.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.base import cache
from checker.base.record import replace
from checker.cli import git
from checker.cli.files import STDIN, read_source
from checker.cli.judge import Judge
from checker.model.repository import Chunks, Filed, Repository, opened
from checker.source.text import Source, Unreadable

_HEAD = 8000  # code points that hold the header and the subject of a document
_MOST = 200  # files of earlier runs that are read again because they changed


def beside(judge: Judge, paths: Sequence[str]) -> Judge:
    """The judge who knows the documents of the repository, where a rule asks for them and there is one."""
    if not any(rule.family == "LK" for rule in judge.settings("").rules):
        return judge
    files = [path for path in paths if path != STDIN]
    root = _root(judge, files)
    found: Iterator[tuple[str, bool, bytes]] = iter(())
    if root or len(files) > 1:
        folder = root or _common(files)
        seen = {_below(folder, path): path for path in files}
        entries = _entries(judge, folder, seen, _key(root or f"files below {folder}"), bool(root))
        found = ((_shown(folder, name, seen), name in seen, packed) for name, packed in entries)
    documents = Repository.of(_with_registered(judge, found))
    return replace(judge, repository=documents, known={}) if documents else judge


def _with_registered(judge: Judge, found: Iterator[tuple[str, bool, bytes]]) -> Iterator[tuple[str, bool, bytes]]:
    """What was read, and then what a registry says of other paths."""
    registered = {one.path: one.packed() for one in _registered(judge)}
    for one in found:
        registered.pop(one[0], None)
        yield one
    for path, packed in registered.items():
        yield path, False, packed


def _entries(judge: Judge, folder: str, seen: Mapping[str, str], key: str, others: bool) -> Iterator[tuple[str, bytes]]:
    """(path below the folder, `Filed.packed`) of the documents of the run, and of `others` that earlier runs have seen and that
    are still there, in order. The index is gone through chunk by chunk, and written anew where something is not as it was."""
    chunks: list[bytes] = cache.load("repository", key) or []
    if len(seen) < 2 and not chunks:
        return
    index = Chunks()
    again, changed = 0, False
    for name, old in _together(chunks, seen):
        mine = name in seen
        if not (mine or others):  # nothing says that what an earlier run saw here belongs to these files
            continue
        try:
            stat = os.stat(os.path.join(folder, name))
        except OSError:
            changed |= bool(old)
            continue
        state = b"%d %d\n" % (stat.st_size, stat.st_mtime_ns)
        entry = old
        if not old.startswith(state):
            changed = True
            again += not mine
            if again > _MOST:
                continue
            entry = state + _header(judge, os.path.join(folder, name))
        index.add((name, entry))
        if packed := entry.partition(b"\n")[2]:
            yield name, packed
    if changed:
        cache.store("repository", key, index.close())


def _together(chunks: list[bytes], given: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(path, what the index says of it) of all paths that it knows or that are given, in order; `chunks` is emptied."""
    chunks.reverse()
    known = (record for _ in range(len(chunks)) for record in opened(chunks.pop()))
    names = iter(sorted(given))
    record, name = next(known, None), next(names, None)
    while record is not None or name is not None:
        if record is None or name is not None and name < record[0]:
            assert name is not None
            yield name, b""
            name = next(names, None)
        else:
            if name == record[0]:
                name = next(names, None)
            yield record
            record = next(known, None)


def _header(judge: Judge, path: str) -> bytes:
    """What others have to know of a file, packed; nothing for what cannot be read or has no number."""
    from checker.families.citations.repository import filed
    from checker.families.readers import Readers
    from checker.rules.documents import read_documents

    try:
        source = read_source(path)
        if source.layout is None and len(source.raw) > _HEAD:
            source = Source(path, source.raw[:_HEAD])
        found = (filed(doc, path) for doc in read_documents(source, Readers(), judge.law))
        return next((one.packed() for one in found if one), b"")
    except Unreadable:
        return b""
    except Exception:  # what is wrong with this file is told where it is judged
        return b""


def _registered(judge: Judge) -> Iterator[Filed]:
    """The documents of the office's own registry that lie in a file (`registry build` writes it)."""
    if not judge.config.registries:
        return
    from checker.families.citations.issuers import Bodies, fold
    from checker.families.citations.number import key

    bodies = Bodies(judge.law["type_issuers"]["issuers"])
    for entry in judge.law["documents"]["documents"]:
        if entry.get("file") and entry.get("date"):
            issuer = entry.get("issuer") or ""
            number = entry["id"]
            yield Filed(entry["file"], number, key(number), entry["type"], entry["date"], fold(issuer), bodies[issuer])


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
