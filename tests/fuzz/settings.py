"""Packs, configurations, ignore files and registries, spoiled at random: each is read, or refused with its mistakes."""

from __future__ import annotations

import random
import tempfile
from functools import lru_cache
from pathlib import Path

from checker.base.errors import Fatal, Mistakes
from checker.cli.config_file import load as load_configuration
from checker.cli.ignore_file import load as load_ignored
from checker.rules.packs import built_in_packs, load_packs
from checker.rules.registries import read_registry
from checker.rules.selection import Index
from tests.fuzz.tally import Tally
from tests.packs import generic_pack, pack

_BITS = [":", "- ", "\n", "\n  ", "{", "}", "[", "]", '"', "'", "|", ">", "&a ", "*a", "!!python/object:x ", "# ", "\t", "null"]
_BITS += ["(a+)+", "(a|a)*b", "\\", "⟦", "⟧", "{found}", "0x1F", "1e999", ".inf", "~", "true", "%", "@", "`", "\x00", "\ufeff"]
_BITS += ["---\n", "? ", "2026-02-30"]
_CONFIGURATION = """select: [TT, VD301]
ignore: [CT701]
severity: {TT110: error}
profile: strict
stage: issue
as-of: 2026-03-05
fail-on: warning
include: ["*.md"]
exclude: ["nháp/**"]
per-file:
  "a/*.md": {ignore: [TT], severity: {TT110: info}}
"""
_IGNORED = "- code: TT110\n  path: a/*.md\n  text: chữ\n  reason: mẫu riêng\n  until: 2026-12-31\n"


@lru_cache
def _seeds() -> tuple[tuple[str, str], ...]:
    rules = Path(built_in_packs()[0]).parent
    registries = sorted((rules / "registry").glob("*.yaml"), key=lambda path: path.stat().st_size)[:3]
    found = [("pack", pack()), ("pack", generic_pack(5)), ("configuration", _CONFIGURATION), ("ignore", _IGNORED)]
    return (*found, *(("registry", path.read_text("utf-8")[:6000]) for path in registries))


@lru_cache
def _index() -> Index:
    return Index(load_packs().rules)


def made(number: int) -> tuple[str, str]:
    """(kind, text) of a number."""
    chance = random.Random(number)
    kind, text = chance.choice(_seeds())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + chance.choice(_BITS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 12) :]
            case 2:
                text = text[:at] + text[max(0, at - chance.randint(1, 90)) : at] + text[at:]
            case _:
                lines = text.split("\n")
                lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
                text = "\n".join(lines)
    return kind, text


def run(number: int, tally: Tally) -> None:
    """Make one file and have it read."""
    kind, text = made(number)
    data = text.encode("utf-8", "replace")
    tally.counts[kind] += 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes(data)
        try:
            _, slow = tally.timed(len(data), lambda: _read(kind, str(path)))
            if slow:
                tally.fault("hang", f"{number}.yaml", data, "over 20 medians of its length")
        except (Mistakes, Fatal):
            tally.counts["refused"] += 1
        except Exception as error:
            tally.fault("crash", f"{number}.yaml", data, f"{kind}: {type(error).__name__}: {error}")


def _read(kind: str, path: str) -> object:
    match kind:
        case "pack":
            return load_packs([path], built_in=False)
        case "configuration":
            return load_configuration(path)
        case "ignore":
            return load_ignored(path, _index())
        case _:
            return read_registry(path)
