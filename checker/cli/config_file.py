"""Configuration files: finding, reading and validating them. All mistakes are told in one run, each at its place."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping

from checker.base.errors import READ_AS, Mistakes, YamlMistake
from checker.base.record import TYPE_CHECKING, replace
from checker.base.yaml_cursor import At, Bad, mapping, string, strings
from checker.base.yaml_places import Yaml
from checker.base.yaml_store import content_of, is_there, read_cached
from checker.cli.settings import CONFIG_NAMES, FAIL_ON, Config, PerFile, Place
from checker.model.findings import LANGS, PROFILES, SEVERITIES, STAGES

if TYPE_CHECKING:
    from typing import Any

_MOST_EXTENDS = 8


def find(start: str) -> str | None:
    """The configuration closest to the folder `start`, upward; None where there is none. Raises `Fatal` for one that is no
    file; a pyproject.toml may be anything."""
    folder = os.path.abspath(start)
    while True:
        for name in CONFIG_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and _has_table(path) if name.endswith(".toml") else is_there(path):
                return shown(path)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def shown(path: str) -> str:
    """A path as messages show it: relative where it lies below the current folder, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = path
    return (path if relative.startswith("..") else relative).replace("\\", "/")


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"[tool.plancheck" in file.read()
    except OSError:
        return False


def load(path: str, trust: bool = False) -> Config:
    """The configuration in a file, over the defaults and over what it extends. What it names must lie in its repository, or
    beside and below it where there is none, unless it is to be trusted.

    Raises `Mistakes` for what is wrong in it, `Fatal` where it cannot be read.
    """
    bad = Bad()
    config = _load(path, bad, (), None if trust else _root(path))
    if bad.mistakes:
        raise Mistakes(bad.mistakes)
    return config


def _root(path: str) -> str:
    """The top of the repository that a configuration lies in; where it lies in none, the topmost folder above it that has one."""
    top = folder = os.path.dirname(os.path.abspath(path))
    while not os.path.exists(os.path.join(folder, ".git")):
        if any(os.path.isfile(os.path.join(folder, name)) for name in CONFIG_NAMES[:-1]):
            top = folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return top
        folder = parent
    return folder


def _usable(at: At, path: str, root: str | None) -> bool:
    """Whether a file or folder that a configuration names may be read; if not, that is noted. The lines of what is read show in
    messages, which others may see."""
    real = os.path.realpath(path)
    if root is not None and not os.path.join(real, "").startswith(os.path.join(os.path.realpath(root), "")):
        at.wrong(
            f"“{path}” nằm ngoài kho; thêm --trust nếu tin cấu hình này",
            f"“{path}” lies outside of the repository; add --trust if you trust this configuration",
        )
        return False
    if not os.path.isdir(path) and not real.lower().endswith(READ_AS):
        at.wrong(f"“{path}” không phải tệp .yaml hay .toml", f"“{path}” is no .yaml or .toml file")
        return False
    return True


def _load(path: str, bad: Bad, below: tuple[str, ...], root: str | None) -> Config:
    content = content_of(path)
    try:
        yaml = _read_toml(content, path) if path.endswith(".toml") else read_cached("config", content)
    except YamlMistake as error:
        raise error.in_file(path) from None
    at = At(bad, path, yaml, ())
    data = mapping(at, {} if yaml.data is None else yaml.data)
    at.known_keys(data, ("extends", *_KEYS))
    folder = os.path.dirname(path)
    config = (
        _extended(at / "extends", data["extends"], folder, bad, (*below, os.path.abspath(path)), root)
        if "extends" in data
        else Config(root=root)
    )
    config = replace(config, folder=folder, path=path)
    for key, value in data.items():
        if key in _KEYS:
            config = _KEYS[key](at / key, value, config)
    return config


def _extended(at: At, value: object, folder: str, bad: Bad, below: tuple[str, ...], root: str | None) -> Config:
    path = shown(os.path.join(folder, string(at, value)))
    if os.path.abspath(path) in below or len(below) > _MOST_EXTENDS:
        at.wrong("“extends” quay vòng", "“extends” goes round in a circle")
        return Config()
    if not os.path.isfile(path):
        at.wrong(f"không có tệp “{path}”", f"there is no file “{path}”")
        return Config()
    return _load(path, bad, below, root) if _usable(at, path, root) else Config()


# -- one reader per key: (place, value, configuration so far) → configuration -----------------------------------------


def _set(config: Config, at: At, name: str, value: Any, *, part: str | int | None = None) -> Config:
    origin: dict[tuple, Place] = {(at.steps[0],) if part is None else (at.steps[0], part): _origin(at)}
    return replace(config, **{name: value}, origins={**config.origins, **origin})


def _origin(at: At) -> Place:
    return Place(at.path, *at.place)


def _choice(name: str, choices: tuple[str, ...]) -> Callable[[At, object, Config], Config]:
    def read(at: At, value: object, config: Config) -> Config:
        return _set(config, at, name, value) if at.one_of(value, choices) else config

    return read


def _as_of(at: At, value: object, config: Config) -> Config:
    if not isinstance(value, datetime.date):
        at.wrong("phải là ngày, ví dụ 2026-03-05", "must be a date such as 2026-03-05")
        return config
    return _set(config, at, "as_of", value)


def _replacing(name: str) -> Callable[[At, object, Config], Config]:
    def read(at: At, value: object, config: Config) -> Config:
        key = at.steps[0]
        origins = {path: place for path, place in config.origins.items() if path[0] != key}
        return _listed(replace(config, origins=origins), at, name, (), strings(at, value), isinstance(value, list))

    return read


def _adding(name: str) -> Callable[[At, object, Config], Config]:
    def read(at: At, value: object, config: Config) -> Config:
        return _listed(config, at, name, getattr(config, name), strings(at, value), isinstance(value, list))

    return read


def _listed(config: Config, at: At, name: str, before: tuple, new: tuple, many: bool) -> Config:
    origins = dict(config.origins)
    for index in range(len(new)):
        origins[at.steps[0], len(before) + index] = _origin(at / index if many else at)
    changes: dict[str, Any] = {name: before + new, "origins": origins}
    return replace(config, **changes)


def _files(name: str) -> Callable[[At, object, Config], Config]:
    """Files or folders that add to the built-in ones; a folder stands for all YAML files in it."""

    def read(at: At, value: object, config: Config) -> Config:
        found: list[str] = []
        for index, word in enumerate(strings(at, value)):
            here = at / index if isinstance(value, list) else at
            path = shown(os.path.join(config.folder, word))
            if os.path.exists(path) and not _usable(here, path, config.root):
                continue
            if os.path.isdir(path):
                files = sorted(os.path.join(path, n) for n in os.listdir(path) if n.endswith((".yaml", ".yml")))
                files = [file for file in files if _usable(here, file, config.root)]
                if not files:
                    here.wrong(f"thư mục “{path}” không có tệp .yaml", f"the folder “{path}” has no .yaml file")
                found += [file.replace("\\", "/") for file in files]
            elif os.path.isfile(path):
                found.append(path)
            elif word:
                here.wrong(f"không có tệp “{path}”", f"there is no file “{path}”")
        return _listed(config, at, name, getattr(config, name), tuple(found), False)

    return read


def _severities(at: At, value: object) -> dict[str, str]:
    return {code: level for code, level in mapping(at, value).items() if (at / code).one_of(level, SEVERITIES)}


def _severity(at: At, value: object, config: Config) -> Config:
    levels = _severities(at, value)
    origins = {(at.steps[0], code): _origin(at / code) for code in levels}
    return replace(config, severity={**config.severity, **levels}, origins={**config.origins, **origins})


_PER_FILE = ("select", "ignore", "profile", "stage", "severity")


def _per_file(at: At, value: object, config: Config) -> Config:
    for glob, part in mapping(at, value).items():
        here = at / glob
        part = mapping(here, part)
        here.known_keys(part, _PER_FILE)
        profile, stage = part.get("profile"), part.get("stage")
        if profile is not None and not (here / "profile").one_of(profile, PROFILES):
            profile = None
        if stage is not None and not (here / "stage").one_of(stage, STAGES):
            stage = None
        entry = PerFile(
            glob,
            strings(here / "select", part["select"]) if "select" in part else None,
            strings(here / "ignore", part["ignore"]) if "ignore" in part else (),
            profile,
            stage,
            _severities(here / "severity", part.get("severity", {})),
        )
        config = _set(config, here, "per_file", (*config.per_file, entry), part=glob)
    return config


_KEYS: Mapping[str, Callable[[At, object, Config], Config]] = {
    "select": _replacing("select"),
    "ignore": _adding("ignore"),
    "severity": _severity,
    "profile": _choice("profile", PROFILES),
    "stage": _choice("stage", STAGES),
    "as-of": _as_of,
    "fail-on": _choice("fail_on", FAIL_ON),
    "lang": _choice("lang", LANGS),
    "include": _replacing("include"),
    "exclude": _adding("exclude"),
    "packs": _files("packs"),
    "registries": _files("registries"),
    "per-file": _per_file,
}
KEYS = tuple(_KEYS)


# -- pyproject.toml ---------------------------------------------------------------------------------------------------


def _read_toml(content: bytes, path: str) -> Yaml:
    """The table [tool.plancheck] in the shape of a YAML file. Raises `YamlMistake`."""
    import tomllib

    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text).get("tool", {}).get("plancheck", {})
    except UnicodeDecodeError as error:
        raise YamlMistake(1, 1, f"không phải UTF-8 (byte {error.start})", f"not UTF-8 (byte {error.start})") from None
    except tomllib.TOMLDecodeError as error:
        raise YamlMistake(1, 1, f"TOML sai cú pháp: {error}", f"TOML syntax: {error}") from None
    if not isinstance(table, dict):
        raise YamlMistake(1, 1, "“tool.plancheck” phải là một bảng", "“tool.plancheck” must be a table")
    places = _toml_places(text)
    return Yaml(table, places, places)


def _toml_places(text: str) -> dict[tuple, tuple[int, int]]:
    """The line of each key below [tool.plancheck]; tomllib tells none. A list's items stand where the list does."""
    places: dict[tuple, tuple[int, int]] = {}
    table: tuple[str, ...] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if words.startswith("["):
            parts = tuple(part.strip().strip("\"'") for part in words.strip("[] ").split(".", 3))
            table = parts[2:] if parts[:2] == ("tool", "plancheck") else None
            if table is not None:
                places[table] = (number, 1)
        elif table is not None and "=" in words and not words.startswith("#"):
            key = words.partition("=")[0].strip().strip("\"'")
            places[(*table, key)] = (number, line.index(words[0]) + 1)
    return places
