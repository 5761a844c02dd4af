"""The configuration: defaults, then the file, then the command line; each value with the place it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

PROFILES = ("default", "strict")
STAGES = ("draft", "issue")
FAIL_ON = ("error", "warning", "info", "never")


@dataclass(frozen=True, slots=True)
class PerFile:
    """What holds for the files that `glob` names, on top of the rest; None where it says nothing."""

    glob: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    stage: str | None = None
    severity: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration in force. `folder` is what its globs and paths are relative to; `path` its file, None without one.
    `origins` says by key where each value comes from."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    profile: str = "default"
    stage: str = "draft"
    as_of: datetime.date | None = None
    fail_on: str = "error"
    lang: str = "vi"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    per_file: tuple[PerFile, ...] = ()
    folder: str = ""
    path: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
