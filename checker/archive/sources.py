"""Where the documents of an archive lie: folders, zip and tar files, and what fsspec opens (s3://, sftp://, …)."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator, Sequence

from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.source.limits import MAX_FILE
from checker.source.text import Unreadable, bounded_file

if TYPE_CHECKING:
    from typing import Any

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")


class Item(NamedTuple):
    """One document: the source that holds it, its name there, and a mark that changes when it does. `id` is what rows call it."""

    source: str
    name: str
    stamp: str

    @property
    def id(self) -> str:
        """'văn bản/2026.zip!kế hoạch.docx', 'văn bản/kế hoạch.txt'."""
        return (
            f"{self.source}!{self.name}"
            if is_packed(self.source)
            else "/".join(filter(None, (self.source.rstrip("/"), self.name)))
        )


def is_packed(source: str) -> bool:
    """Whether a source is one file that holds documents."""
    return source.lower().endswith(_ZIP + _TAR)


def items(sources: Sequence[str], suffixes: Sequence[str]) -> Iterator[Item]:
    """All documents of the sources with one of the suffixes, each once, those of one source in order of name.

    Packed files inside a folder are opened too. Raises `OSError` for a source that is not there.
    """
    seen = set()
    for source in sources:
        for item in _in(source.replace("\\", "/"), tuple(suffixes)):
            if item.id not in seen:
                seen.add(item.id)
                yield item


def _in(source: str, suffixes: tuple[str, ...]) -> Iterator[Item]:
    if is_packed(source):
        yield from _in_packed(source, suffixes)
    elif "://" in source:
        yield from _in_remote(source, suffixes)
    elif os.path.isfile(source):
        yield _of_file(source)
    elif os.path.isdir(source):
        yield from _in_folder(source, suffixes)
    else:
        raise FileNotFoundError(2, "không có nguồn này", source)


def _of_file(path: str) -> Item:
    found = os.stat(path)
    return Item(os.path.dirname(path), os.path.basename(path), f"{found.st_size} {found.st_mtime_ns}")


def _in_folder(top: str, suffixes: tuple[str, ...]) -> Iterator[Item]:
    """Hidden files and folders are passed over, links to folders not followed."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(folder, name).replace("\\", "/")
            if name.startswith("."):
                continue
            if is_packed(name):
                yield from _in_packed(path, suffixes)
            elif name.lower().endswith(suffixes):
                found = os.stat(path)
                yield Item(top, os.path.relpath(path, top).replace("\\", "/"), f"{found.st_size} {found.st_mtime_ns}")


def _in_packed(path: str, suffixes: tuple[str, ...]) -> Iterator[Item]:
    """A packed file that cannot be opened is one item, which tells so when it is read."""
    try:
        with _opened(path) as file:
            if path.lower().endswith(_ZIP):
                with zipfile.ZipFile(file) as pack:
                    found = [(one.filename, f"{one.file_size} {one.CRC}") for one in pack.infolist() if not one.is_dir()]
            else:
                with tarfile.open(fileobj=file) as tar:
                    found = [(one.name, f"{one.size} {one.mtime}") for one in tar if one.isfile()]
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        yield Item(path, "", f"không mở được: {error}")
        return
    for name, stamp in sorted(found):
        if name.lower().endswith(suffixes):
            yield Item(path, name, stamp)


def _in_remote(source: str, suffixes: tuple[str, ...]) -> Iterator[Item]:
    import fsspec

    system, top = fsspec.core.url_to_fs(source)
    scheme = source.partition("://")[0]
    for path, known in sorted(system.find(top, detail=True).items()):
        name = os.path.basename(path)
        if is_packed(name):
            yield from _in_packed(f"{scheme}://{path.lstrip('/') if scheme != 'file' else path}", suffixes)
        elif name.lower().endswith(suffixes) and not name.startswith("."):
            stamp = next(
                (known[key] for key in ("ETag", "etag", "md5", "mtime", "LastModified", "created") if known.get(key)), ""
            )
            yield Item(source, os.path.relpath(path, top).replace("\\", "/"), f"{known.get('size')} {stamp}")


def _opened(path: str) -> Any:
    """A packed file, here or elsewhere, for reading."""
    if "://" not in path:
        return open(path, "rb")
    import fsspec

    return fsspec.open(path, "rb").open()


class Reader:
    """Reads items; the packed file of the last one stays open, for its neighbours come next."""

    def __init__(self) -> None:
        self._path = ""
        self._pack: Any = None  # a ZipFile or a TarFile

    def read(self, item: Item) -> bytes:
        """The bytes of a document. Raises `OSError`, and `Unreadable` for what a packed file does not give."""
        if not is_packed(item.source):
            return _bytes(f"{item.source.rstrip('/')}/{item.name}" if item.source else item.name)
        try:
            return self._member(item)
        except (KeyError, zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError, NotImplementedError) as error:
            raise Unreadable(f"tệp nén không đọc được: {error}", f"the archive cannot be read: {error}") from None

    def _member(self, item: Item) -> bytes:
        if item.source != self._path:
            self.close()
            file = _opened(item.source)
            zipped = item.source.lower().endswith(_ZIP)
            self._path, self._pack = item.source, zipfile.ZipFile(file) if zipped else tarfile.open(fileobj=file)
        if isinstance(self._pack, zipfile.ZipFile):
            size, open_one = self._pack.getinfo(item.name).file_size, self._pack.open
        else:
            size, open_one = self._pack.getmember(item.name).size, self._pack.extractfile
        bounded_file(size)
        with open_one(item.name) as file:
            return file.read(MAX_FILE + 1)

    def close(self) -> None:
        """Close the packed file."""
        if self._pack is not None:
            self._pack.close()
        self._path, self._pack = "", None


def _bytes(path: str) -> bytes:
    with _opened(path) as file:
        data = file.read(MAX_FILE + 1)
    bounded_file(len(data))
    return data
