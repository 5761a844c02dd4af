"""YAML files through the cache: on a hit PyYAML is not imported."""

from __future__ import annotations

import datetime
import os
import stat
from collections.abc import Sequence

from checker.base import cache
from checker.base.errors import READ_AS, Fatal, system_words
from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from checker.base.yaml_places import Yaml

_MOST_BYTES = 2 << 20  # of one file of settings: twenty thousand entries of an ignore file


def is_there(path: str) -> bool:
    """Whether a file of settings lies at `path`. Raises `Fatal` for what has its name and nobody can read: a folder, a pipe, a
    link to nothing."""
    if os.path.isfile(path):
        return True
    if os.path.lexists(path):
        raise Fatal(
            f"“{path}” mang tên tệp thiết đặt nhưng là thư mục, đường ống hoặc liên kết hỏng",
            f"“{path}” has the name of a file of settings, but is a folder, a pipe or a broken link",
        )
    return False


def content_of(path: str) -> bytes:
    """The bytes of a file of settings. Raises `Fatal` where it cannot be read, is too large, or is a link to something that by
    its name is none: parts of what is read show in messages, which others may see."""
    if os.path.islink(path) and not os.path.realpath(path).lower().endswith(READ_AS):
        raise Fatal(f"“{path}” là liên kết tới tệp không phải cấu hình", f"“{path}” is a link to what is no configuration")
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode) and not path.startswith(("/dev/", "/proc/")):
            is_there(path)  # nobody may ever write to it
        with open(path, "rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        vi, en = system_words(error)
        raise Fatal(f"không đọc được “{path}”: {vi}", f"cannot read “{path}”: {en}") from None
    if len(content) > _MOST_BYTES:
        raise Fatal(f"“{path}” quá lớn (tối đa {_MOST_BYTES >> 10} KB)", f"“{path}” is larger than {_MOST_BYTES >> 10} KB")
    return content


def read_cached(name: str, content: bytes) -> Yaml:
    """`read_yaml(content)`, kept under `name`. Raises `YamlMistake`."""
    from checker.base.yaml_places import Yaml, read_yaml

    def read() -> Any:
        yaml = read_yaml(content)
        return *without_dates(yaml.data), yaml.values, yaml.keys

    plain, dates, values, keys = cache.kept(name, cache.entry_key(b"yaml places", content), read)
    return Yaml(with_dates(plain, dates), values, keys)


def read_data(name: str, content: bytes) -> Any:
    """The data of a YAML file without its places, kept under `name`. Raises `YamlMistake`."""

    def read() -> Any:
        from checker.base.yaml_places import read_yaml

        return without_dates(read_yaml(content).data)

    return with_dates(*cache.kept(name, cache.entry_key(b"yaml", content), read))


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
