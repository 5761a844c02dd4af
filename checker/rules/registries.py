"""The registries of the law (rules/registry/*.yaml) as plain data by name, read when a check first asks for one.

An office's own registry file of the same name adds to the built-in one: lists are joined, mappings merged (its own entries win).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from checker.base import cache
from checker.base.data import data_folder
from checker.base.errors import Mistakes, YamlMistake, system_words
from checker.base.record import TYPE_CHECKING
from checker.base.yaml_store import read_data

if TYPE_CHECKING:
    from typing import Any


class Law(dict):
    """Registries by name; `extra` are the paths of the office's own files. Looking one up may raise `Mistakes`."""

    def __init__(self, extra: Sequence[str] = ()):
        super().__init__()
        self._extra = tuple(extra)
        self._derived: dict[tuple[str, str, str], object] = {}
        self._own: dict[str, list[Any]] = {}

    def derived(self, names: str, build: Callable[..., object], *files: str) -> object:
        """What `build` makes of one registry or more ('a b'): plain data, kept while they, `files` and the code stay the same."""
        memo = names, build.__module__, build.__qualname__
        if memo not in self._derived:
            paths = (*(path for name in names.split() for path in self._paths(name)), *files)
            state = [self._content(path) if path in self._extra else cache.source_state(path) for path in paths]
            key = cache.entry_key(b"derived", repr(memo).encode(), cache.code_state(), *state)
            stored = f"derived-{names.replace(' ', '-')}"
            self._derived[memo] = cache.kept(stored, key, lambda: build(*(self[name] for name in names.split())))
        return self._derived[memo]

    @staticmethod
    def _content(path: str) -> bytes:
        with open(path, "rb") as file:
            return file.read()

    def _paths(self, name: str) -> list[str]:
        """The files of a registry: the built-in one first."""
        paths = [os.path.join(data_folder("rules"), "registry", f"{name}.yaml")]
        paths = [path for path in paths if os.path.exists(path)]
        return paths + self._own_paths(name)

    def _own_paths(self, name: str) -> list[str]:
        return [path for path in self._extra if stem(path) == name]

    def own(self, name: str) -> list[Any]:
        """What the office's own files of that name say, a file an item; mostly nothing, and then nothing is read."""
        if name not in self._own:
            self._own[name] = [read_registry(path) for path in self._own_paths(name)]
        return self._own[name]

    def __missing__(self, name: str) -> object:
        paths = self._paths(name)
        if not paths:
            raise KeyError(name)
        data = read_registry(paths[0])
        for path in paths[1:]:
            data = joined(data, read_registry(path), path)
        self[name] = data
        return data

    def __contains__(self, name: object) -> bool:
        try:
            self[name]
        except KeyError:
            return False
        return True

    def get(self, name: str, default: object = None) -> object:
        """The registry, or `default` where there is none."""
        return self[name] if name in self else default


def stem(path: str) -> str:
    """The name of the registry that a file holds."""
    return os.path.splitext(os.path.basename(path))[0]


def names() -> list[str]:
    """The names of the built-in registries."""
    folder = os.path.join(data_folder("rules"), "registry")
    files = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted({stem(name) for name in files if name.endswith(".yaml")})


def joined(data: object, more: object, path: str) -> object:
    """`data` with what `more` adds. Raises `Mistakes` where the two have different shapes."""
    if isinstance(data, list) and isinstance(more, list) and (not is_table(data) or is_table(more)):
        return data + more
    if isinstance(data, dict) and isinstance(more, dict):
        merged = dict(data)
        for key, value in more.items():
            both = isinstance(data.get(key), (dict, list))
            if value is not None or not both:  # 'documents:' with nothing behind it adds nothing
                merged[key] = joined(data[key], value, path) if both else value
        return merged
    raise Mistakes.of_file(
        path,
        "dữ liệu không cùng dạng với danh mục có sẵn cùng tên",
        "the data has not the shape of the built-in registry of that name",
    )


def is_table(data: list[object]) -> bool:
    """Whether each item is a record of its own."""
    return all(isinstance(item, dict) for item in data)


def read_registry(path: str) -> Any:
    """The data of one registry file. Raises `Mistakes`."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        vi, en = system_words(error)
        raise Mistakes.of_file(path, f"không đọc được danh mục: {vi}", f"the registry cannot be read: {en}") from None
    name = stem(path)
    try:
        return read_data(f"registry-{name}" if name.isidentifier() else "registry", content)
    except YamlMistake as error:
        raise error.in_file(path) from None
