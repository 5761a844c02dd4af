"""From a configuration to the judging of files: which rules hold for which file, and one file at a time."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable

from checker.base.errors import MOST_MISTAKES, Fatal, Mistakes
from checker.base.globs import matches
from checker.base.record import TYPE_CHECKING, dataclass, field
from checker.base.yaml_store import is_there
from checker.cli.faults import cause
from checker.cli.files import read_source
from checker.cli.settings import COMMAND_LINE, Config
from checker.model.findings import FileReport
from checker.rules.engine import Settings, lint
from checker.rules.packs import RuleBook, load_packs
from checker.rules.registries import Law, names, stem
from checker.rules.selection import Index, Unknown, in_force, owners
from checker.rules.suppress import Entry
from checker.source.text import Source

if TYPE_CHECKING:
    from checker.cli.options import Configurations
    from checker.model.repository import Repository
    from checker.rules.fixes import Lint

IGNORE_FILE = ".plancheck-ignore.yaml"


@dataclass(frozen=True, slots=True)
class Judge:
    """All that is the same for every file of a run. `repository` are the documents that lie beside them."""

    config: Config
    book: RuleBook
    index: Index
    law: Law
    entries: tuple[Entry, ...]
    today: datetime.date
    known: dict[tuple, Settings] = field(default_factory=dict)
    repository: Repository | None = None

    def settings(self, path: str) -> Settings:
        """How the file at `path` is judged: the configuration, then what it says per file; the command line has the last word."""
        config = self.config
        select, ignore, severity = config.select, config.ignore, dict(config.severity)
        profile, stage = config.profile, config.stage
        for part in config.per_file:
            if not (matches(path, part.glob) or matches(_relative(path, config.folder), part.glob)):
                continue
            ignore += part.ignore
            severity |= part.severity
            if part.select is not None and config.origin("select") != COMMAND_LINE:
                select = part.select
            if part.profile and config.origin("profile") != COMMAND_LINE:
                profile = part.profile
            if part.stage and config.origin("stage") != COMMAND_LINE:
                stage = part.stage
        key = (select, ignore, tuple(sorted(severity.items())), profile, stage)
        if key not in self.known:
            self.known[key] = self._settings(*key)
        return self.known[key]

    def lint(self, path: str) -> Lint:
        """What judges the text of the file at `path`, as it stands and as fixes would have it."""
        settings = self.settings(path)
        return lambda source: lint(source, settings, self.law)

    def _settings(self, select: tuple | None, ignore: tuple, severity: tuple, profile: str, stage: str) -> Settings:
        rules = in_force(self.book.rules, select, ignore, profile)
        levels: dict[str, str] = {}
        by_width = sorted(((self.index.codes(word), level) for word, level in severity), key=lambda one: -len(one[0]))
        for codes, level in by_width:  # what names fewer rules is meant more exactly
            levels |= dict.fromkeys(codes, level)
        return Settings(
            rules=rules,
            unseen=owners(self.book.rules, rules),
            all_rules=self.book.rules,
            profile=profile,
            stage=stage,
            as_of=self.config.as_of,
            lang=self.config.lang,
            severity=levels,
            entries=self.entries,
            today=self.today,
            repository=self.repository,
        )


class Judges:
    """The judge of each file: there is one for each configuration, and where there is none for each ignore file."""

    def __init__(self, configs: Configurations, today: datetime.date):
        self._configs, self._today = configs, today
        self._made: dict[tuple[str | None, str | None], Judge] = {}

    @property
    def common(self) -> Config:
        """The configuration of the run as a whole."""
        return self._configs.common

    @property
    def made(self) -> tuple[Judge, ...]:
        """The judges that were asked for."""
        return tuple(self._made.values())

    def of(self, path: str, stdin_name: str | None = None) -> Judge:
        """Who judges the file at `path`. Raises as `make_judge` does."""
        path = (stdin_name or "") if path == "-" else path
        folder = os.path.dirname(path)
        config = self._configs.of(folder)
        entries = None if config.path or config.isolated else ignore_path(folder)
        key = config.path, entries
        if key not in self._made:
            self._made[key] = make_judge(config, self._today, entries)
        return self._made[key]

    def book(self) -> RuleBook:
        """The packs and rules of all judges together; of the first one's configuration where no file was judged."""
        judges = self.made or (make_judge(self.common, self._today),)
        packs = {pack.path: pack for judge in judges for pack in judge.book.packs}
        rules = {rule.code: rule for judge in judges for rule in judge.book.rules}
        return RuleBook(tuple(packs.values()), tuple(rules[code] for code in sorted(rules)))


def make_judge(config: Config, today: datetime.date, ignores: str | None = None) -> Judge:
    """Load rule packs, registries and the ignore file: the one of the configuration, unless another is named.

    Raises `Mistakes`; `Fatal` where no rule is left or nobody knows one.
    """
    book = load_packs(config.packs)
    index = Index(book.rules)
    known_words(config, index)
    path = None if config.isolated else ignores or ignore_path(config.folder)
    entries: tuple[Entry, ...] = ()
    if path:
        from checker.cli.config_file import shown
        from checker.cli.ignore_file import load

        entries = load(shown(path), index)
    law = Law(config.registries)
    _known_registries(config, book)
    for registry in config.registries:  # what is wrong with an office's own file is told before anything is judged
        law[stem(registry)]
    judge = Judge(config, book, index, law, entries, today)
    if not any(rule.module for rule in judge.settings("").rules):
        raise Fatal("không còn quy tắc nào được chọn", "no rule is selected")
    return judge


def _known_registries(config: Config, book: RuleBook) -> None:
    """Judge the names of the office's own registries: nothing looks into one whose name nobody asks for. Raises `Mistakes`."""
    asked = {*names(), *(rule.params.get("registry") for rule in book.rules)} if config.registries else set()
    wrong = []
    for at, path in enumerate(config.registries):
        if stem(path) not in asked:
            from checker.base.fuzzy import hint

            vi, en = hint(stem(path), names())
            wrong.append(
                config.origin("registries", at).mistake(
                    f"không quy tắc nào dùng danh mục “{stem(path)}”: tên tệp là tên danh mục, ví dụ documents.yaml{vi}",
                    f"no rule asks for a registry “{stem(path)}”: a file has the name of its registry, as documents.yaml{en}",
                )
            )
    if wrong:
        raise Mistakes(wrong)


def ignore_path(folder: str) -> str | None:
    """The ignore file in `folder` or closest above it: a cheap look before its reader is imported. Raises `Fatal`."""
    folder = os.path.abspath(folder or ".")
    while True:
        path = os.path.join(folder, IGNORE_FILE)
        if is_there(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def known_words(config: Config, index: Index) -> None:
    """Judge every word for rules in the configuration: `Mistakes` for those in a file, `Fatal` for one of the command line."""
    words = [(word, config.origin("select", at)) for at, word in enumerate(config.select or ())]
    words += [(word, config.origin("ignore", at)) for at, word in enumerate(config.ignore)]
    words += [(word, config.origin("severity", word)) for word in config.severity]
    for part in config.per_file:
        origin = config.origin("per-file", part.glob)
        words += [(word, origin) for word in (*(part.select or ()), *part.ignore, *part.severity)]
    mistakes = []
    for word, origin in words:
        try:
            index.codes(word)
        except Unknown as error:
            if not origin.line:
                raise Fatal(error.text("vi"), error.text("en")) from None
            mistakes.append(origin.mistake(error.text("vi"), error.text("en")))
            if len(mistakes) >= MOST_MISTAKES:
                break
    if mistakes:
        raise Mistakes(mistakes)


def judge_file(
    judge: Judge, path: str, stdin_name: str | None = None, read: Callable[[str, str | None], Source] = read_source
) -> FileReport:
    """Read and judge one file; a file for which that cannot be done has a report that says why."""
    shown = (stdin_name or "<stdin>") if path == "-" else path.replace("\\", "/")
    settings = judge.settings(shown)
    try:
        return lint(read(path, stdin_name), settings, judge.law)
    except Exception as error:  # one bad file costs only itself: the others are judged and shown
        return FileReport(shown, error=cause(error, judge.config.lang), profile=settings.profile, stage=settings.stage)


def _relative(path: str, folder: str) -> str:
    try:
        return os.path.relpath(path, folder or ".").replace("\\", "/")
    except ValueError:  # another drive
        return path
