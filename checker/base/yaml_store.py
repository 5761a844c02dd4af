"""YAML files through the cache: on a hit PyYAML is not imported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from checker.base import cache
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from checker.base.yaml_places import Yaml


def read_cached(name: str, content: bytes) -> Yaml:
    """`read_yaml(content)`, kept under `name`. Raises `YamlMistake`."""
    from checker.base.yaml_places import Yaml, read_yaml

    key = cache.entry_key(b"yaml places", content)
    stored = cache.load(name, key)
    if stored is None:
        yaml = read_yaml(content)
        stored = *without_dates(yaml.data), yaml.values, yaml.keys
        cache.store(name, key, stored)
    plain, dates, values, keys = stored
    return Yaml(with_dates(plain, dates), values, keys)


def read_data(name: str, content: bytes) -> Any:
    """The data of a YAML file without its places, kept under `name`. Raises `YamlMistake`."""
    key = cache.entry_key(b"yaml", content)
    stored = cache.load(name, key)
    if stored is None:
        from checker.base.yaml_places import read_yaml

        stored = without_dates(read_yaml(content).data)
        cache.store(name, key, stored)
    return with_dates(*stored)


def without_dates(data: object) -> tuple[object, list[tuple[tuple, int]]]:
    """A copy of `data` that marshal takes: dates are None there, and listed apart by path and ordinal."""
    dates: list[tuple[tuple, int]] = []

    def walk(value: object, path: tuple) -> object:
        if isinstance(value, datetime.date):
            dates.append((path, value.toordinal()))
            return None
        if isinstance(value, dict):
            return {key: walk(part, (*path, key)) for key, part in value.items()}
        if isinstance(value, list):
            return [walk(part, (*path, index)) for index, part in enumerate(value)]
        return value

    return walk(data, ()), dates


def with_dates(data: Any, dates: Sequence[tuple[tuple, int]]) -> Any:
    """Put the dates back into `data`, which is changed."""
    for path, ordinal in dates:
        day = datetime.date.fromordinal(ordinal)
        if not path:
            return day
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = day
    return data
