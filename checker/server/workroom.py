"""Who judges the texts of an editor: the configuration closest to each file, read anew when one changes."""

from __future__ import annotations

import datetime
import os

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec

from checker.base.errors import Fatal, Mistakes
from checker.base.record import TYPE_CHECKING, dataclass
from checker.cli.config_file import load as load_config
from checker.cli.files import MORE, SUFFIXES
from checker.cli.ignore_file import load as load_ignores
from checker.cli.judge import IGNORE_FILE, Judge, Judges
from checker.cli.options import Configurations
from checker.cli.settings import CONFIG_NAMES
from checker.model.findings import FileReport
from checker.rules.engine import lint
from checker.rules.fixes import fix_source
from checker.rules.packs import Rule, load_packs
from checker.rules.selection import Index
from checker.server.texts import Text
from checker.source import BINARY
from checker.source.text import Source, bounded_text

if TYPE_CHECKING:
    import argparse

_PLANS = tuple(suffix for suffix in (*SUFFIXES, *MORE) if suffix not in BINARY)


@dataclass(frozen=True, slots=True)
class Judged:
    """One version of a text with what was found in it."""

    text: Text
    report: FileReport
    judge: Judge


class Workroom:
    """The judges, and the last judgement of every open text."""

    def __init__(self, args: argparse.Namespace):
        self._args = args
        self._kept: dict[str, tuple[int | None, Judged]] = {}
        self.forget()

    def forget(self) -> None:
        """Read configurations, packs and ignore files anew."""
        self._configs = Configurations(self._args)
        self._judges = Judges(self._configs, datetime.date.today())
        self._kept.clear()

    @property
    def lang(self) -> str:
        """The language of messages."""
        return self._configs.common.lang

    def judged(self, uri: str, version: int | None, raw: str, codec: PositionCodec) -> Judged | None:
        """The judgement of a text; None for what is no plan or is excluded. Raises `Mistakes` and `Fatal` for a wrong
        configuration, `Unreadable` for a text that is too long."""
        kept = self._kept.get(uri)
        if kept and kept[0] == version and kept[1].text.source.raw == raw:
            return kept[1]
        path = to_fs_path(uri) or uri
        if not is_plan(path) or self._configs.scope(os.path.dirname(path)).excludes(path):
            return None
        bounded_text(len(raw))
        judge = self._judges.of(path)
        source = Source(path.replace("\\", "/"), raw)
        judged = Judged(Text(source, codec), lint(source, judge.settings(path), judge.law), judge)
        self._kept[uri] = version, judged
        return judged

    def close(self, uri: str) -> None:
        """Forget a text."""
        self._kept.pop(uri, None)

    def rule(self, code: str) -> Rule | None:
        """A rule by its code."""
        return self._judges.book().by_code().get(code)

    def fixed(self, judged: Judged) -> list[types.TextEdit]:
        """The edits that the safe fixes make."""
        settings = judged.judge.settings(judged.report.path)
        fixed = fix_source(judged.text.source, lambda source: lint(source, settings, judged.judge.law))
        return judged.text.change(fixed.after.raw)


def is_plan(path: str) -> bool:
    """Whether a file of this name is read as a plan."""
    return path.lower().endswith(_PLANS)


def mistakes_in(path: str) -> list[types.Diagnostic] | None:
    """What is wrong in a file of settings or rules, as it lies on the disk; None for a file that is neither."""
    name = os.path.basename(path)
    try:
        if name == IGNORE_FILE:
            load_ignores(path, Index(load_packs().rules))
        elif name in CONFIG_NAMES[:-1]:
            load_config(path)
        elif name.endswith((".yaml", ".yml")) and _is_pack(path):
            load_packs((path,))
        else:
            return None
    except Mistakes as error:
        shown = os.path.realpath(path)
        return [_mistake(one) for one in error.mistakes if os.path.realpath(one.path) == shown]
    except Fatal:
        return None
    return []


def _mistake(one) -> types.Diagnostic:
    start = types.Position(max(0, one.line - 1), max(0, one.column - 1))
    whole = types.Range(start, types.Position(start.line, start.character + 1))
    return types.Diagnostic(whole, one.vi, severity=types.DiagnosticSeverity.Error, source="plancheck")


def _is_pack(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            head = b"\n" + file.read(100_000)
    except OSError:
        return False
    return b"\npack:" in head and b"\nrules:" in head
