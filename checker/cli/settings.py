"""The configuration: defaults, then the file (with what it extends), then the command line; each value with its origin."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from checker.base.errors import Mistake
from checker.base.record import dataclass, field

CONFIG_NAMES = (".plancheck.yaml", ".plancheck.yml", "plancheck.yaml", "plancheck.yml", "pyproject.toml")  # the first there is
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
class Place:
    """Where a value comes from: a place in a file, or (line 0) what `path` says: the command line, a default."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path

    def mistake(self, vi: str, en: str) -> Mistake:
        """A mistake at this place."""
        return Mistake(self.path, self.line, self.column, vi, en)


DEFAULT = Place("mặc định")
COMMAND_LINE = Place("dòng lệnh")


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration in force. `folder` is what its globs and paths are relative to; `path` its file, None without one.

    `root` is the folder that everything it names must lie in; None where it is trusted.
    `select` is None where nothing is selected by name (all rules of the profile). `origins` says where each value comes from, by
    key, and for lists and mappings by (key, index) or (key, name).
    """

    select: tuple[str, ...] | None = None
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
    isolated: bool = False
    root: str | None = None
    origins: Mapping[tuple, Place] = field(default_factory=dict)

    def origin(self, *path: object) -> Place:
        """Where a value comes from: `origin("profile")`, `origin("ignore", 0)`, `origin("severity", "VD301")`."""
        return self.origins.get(path) or self.origins.get(path[:1]) or DEFAULT
