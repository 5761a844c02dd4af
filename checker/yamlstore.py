"""YAML files through the cache: on a hit PyYAML is not imported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from checker import cache
from checker.yamlfile import Yaml, read_yaml


def read_cached(name: str, content: bytes, places: bool = True) -> Yaml:
    """`read_yaml(content)`, kept under `name`; without `places` only the data is kept. Raises `YamlMistake`."""
    key = cache.entry_key(b"yaml", b"places" if places else b"", content)
    stored = cache.load(name, key)
    if stored is None:
        yaml = read_yaml(content)
        plain, dates = without_dates(yaml.data)
        stored = plain, dates, (yaml.values, yaml.keys) if places else ({}, {})
        cache.store(name, key, stored)
    plain, dates, (values, keys) = stored
    return Yaml(with_dates(plain, dates), values, keys)


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


def with_dates(data: object, dates: Sequence[tuple[tuple, int]]) -> object:
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
