"""Rules as values, and the way from rule packs to them.

`load_packs` gives the validated rules of the built-in packs and of the user's. What `rulefile.py` has validated once is kept as
plain data (`cache.py`), keyed by the bytes of the pack and by the code that judged it, so that a warm run imports no YAML.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from checker import cache
from checker.data import data_folder
from checker.mistakes import Mistake, Mistakes
from checker.record import dataclass

Texts = Mapping[str, str]  # language → text


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad a finding is: `default`, unless the stage or an argument of the finding says otherwise."""

    default: str
    stage: Mapping[str, str]
    args: Mapping[str, Mapping[str, str]]

    def of(self, stage: str, args: Mapping[str, object]) -> str:
        """The severity at this stage for a finding with these arguments; arguments win over the stage."""
        for name, by_value in self.args.items():
            value = args.get(name)
            if value is not None and str(value) in by_value:
                return by_value[str(value)]
        return self.stage.get(stage, self.default)


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from: the document (văn bản) and the place in it."""

    document: str
    place: str | None

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True, slots=True)
class Example:
    """Words that break the rule (or, when good, do not), as they stand in one slot of a clean plan.

    `marks` are half-open ranges of `text` that the findings must stand on, one finding each.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    bad: bool
    slot: str
    line: int
    stage: str = "draft"
    as_of: str | None = None
    date: str | None = None
    kind: str = "state"
    layout: tuple[tuple[str, object], ...] = ()  # how the text is printed, where the rule looks at that


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule pack. See docs/writing-rules.md for what each key means.

    `module` is where its check is registered. `messages` and `related` are by note, then by language. `where` is pairs of
    field and condition as written. `path` and `line` say where the entry stands.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    title: Texts
    severity: Severity
    profile: str
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    yields_to: tuple[str, ...]
    yields_over: str | None
    on: str | None
    where: tuple[tuple[str, object], ...]
    check: str
    module: str
    params: Mapping[str, object]
    messages: Mapping[str, Texts]
    related: Mapping[str, Texts]
    why: Texts
    basis: Basis | None
    fix: str
    fix_title: Texts
    plain_examples: tuple[tuple, ...]
    since: str
    status: str
    replaced_by: str | None
    mandatory: bool
    pack: str
    path: str
    line: int

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of its entry, in order."""
        return tuple(Example(*example) for example in self.plain_examples)

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code.rstrip("0123456789")

    @property
    def origin(self) -> str:
        """Where the entry stands: 'rules/vd.yaml:120'."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Pack:
    """The head of a rule pack: which law it encodes, from when, and the day the law was last read."""

    name: str
    version: str
    law: str | None
    since: str | None
    law_as_of: str | None
    path: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All packs and their rules, in order of code."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]

    def by_code(self) -> dict[str, Rule]:
        """Rules by code."""
        return {rule.code: rule for rule in self.rules}


def built_in_packs() -> list[str]:
    """The paths of the rule packs that come with plancheck, sorted."""
    folder = data_folder("rules")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".yaml")]


def load_packs(extra: Sequence[str] = (), built_in: bool = True) -> RuleBook:
    """The built-in packs and those at the paths `extra`.

    Raises `Mistakes` with everything that is wrong in any of them: a wrong pack never runs half.
    """
    paths = (built_in_packs() if built_in else []) + list(extra)
    contents = []
    mistakes = []
    for path in paths:
        try:
            with open(path, "rb") as file:
                contents.append(file.read())
        except OSError as error:
            mistakes.append(Mistake(path, 1, 1, f"không đọc được gói quy tắc: {error.strerror}",
                                    f"the rule pack cannot be read: {error.strerror}"))
    if mistakes:
        raise Mistakes(mistakes)
    shown = [_shown(path) for path in paths]
    key = cache.entry_key(cache.code_state(), *(path.encode() for path in shown), *contents)
    plain = cache.load("rules", key)
    if plain is None:
        from checker.rulefile import read_packs

        plain = read_packs(list(zip(shown, contents, strict=True)))
        cache.store("rules", key, plain)
    return _revive(plain)


def _shown(path: str) -> str:
    """A built-in pack is called 'rules/vd.yaml' wherever it is installed; others as they are given."""
    folder = data_folder("rules")
    if os.path.dirname(path) == folder:
        return f"rules/{os.path.basename(path)}"
    return path.replace("\\", "/")


def _revive(plain: tuple) -> RuleBook:
    """Plain data of `rulefile.read_packs` → values."""
    packs, rules = plain
    return RuleBook(tuple(Pack(*pack) for pack in packs), tuple(_rule(rule) for rule in rules))


def _rule(plain: Mapping[str, object]) -> Rule:
    basis = plain["basis"]
    changed = {"severity": Severity(*plain["severity"]), "basis": Basis(*basis) if basis else None}
    return Rule(**{**plain, **changed})
