"""`plancheck config`: the configuration in force, each value with the place it comes from."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator

from checker.cli.judge import ignore_path, known_words
from checker.cli.options import Configurations, add_judging
from checker.cli.settings import Config, Place
from checker.report.streams import say
from checker.rules.packs import load_packs
from checker.rules.selection import Index

_SCALARS = ("profile", "stage", "as-of", "fail-on", "lang")
_LISTS = ("select", "ignore", "include", "exclude", "packs", "registries")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="cấu hình cho những tệp này (for these files)")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_judging(parser)


def main(args: argparse.Namespace) -> int:
    """0 shown, 2 something is wrong in it."""
    configs = Configurations(args)
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in args.paths]
    chosen = list({config.path: config for config in map(configs.of, folders)}.values()) or [configs.common]
    for config in chosen:
        known_words(config, Index(load_packs(config.packs).rules))
    if args.format == "json":
        shown = [_as_object(config) for config in chosen]
        say(json.dumps(shown[0] if len(shown) == 1 else shown, ensure_ascii=False, indent=1) + "\n")
    else:
        say("\n".join(map(_as_text, chosen)))
    return 0


def _as_object(config: Config) -> dict[str, object]:
    values = [{"key": list(key), "value": value, "origin": origin} for key, value, origin in _values(config)]
    return {"schema": 1, "path": config.path, "values": values}


def _as_text(config: Config) -> str:
    head = config.path or ("no configuration file" if config.lang == "en" else "không có tệp cấu hình")
    return f"# {head}\n" + "".join(_line(*value) for value in _values(config))


def _values(config: Config) -> Iterator[tuple[tuple[str, ...], object, str]]:
    """(key path, value, origin) of every value."""
    for key in _SCALARS:
        value = getattr(config, key.replace("-", "_"))
        yield (key,), None if value is None else str(value), _told(config, config.origin(key))
    for key in _LISTS:
        items = getattr(config, key)
        if not items:
            yield (key,), None if items is None else [], _told(config, config.origin(key))
        for index, item in enumerate(items or ()):
            yield (key, str(index)), item, _told(config, config.origin(key, index))
    for code, level in config.severity.items():
        yield ("severity", code), level, _told(config, config.origin("severity", code))
    for part in config.per_file:
        origin = _told(config, config.origin("per-file", part.glob))
        for name in ("select", "ignore", "profile", "stage", "severity"):
            value = getattr(part, name)
            if value is not None and value != () and value != {}:
                yield ("per-file", part.glob, name), list(value) if isinstance(value, tuple) else value, origin
    entries = None if config.isolated else ignore_path(config.folder)
    if entries:
        from checker.cli.config_file import shown

        yield ("ignore-file",), shown(entries), "—"


def _told(config: Config, place: Place) -> str:
    if config.lang == "en" and not place.line:
        return {"mặc định": "default", "dòng lệnh": "command line"}.get(place.path, place.path)
    return str(place)


def _line(key: tuple[str, ...], value: object, origin: str) -> str:
    name = key[0] if len(key) == 2 and key[1].isdecimal() else ".".join(key)
    shown = "—" if value is None else json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
    return f"{name + ': ' + shown:<60}  # {origin}\n"
