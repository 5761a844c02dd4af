"""Rules as values, and the way from rule packs to them.

`load_packs` gives the validated rules of the built-in packs and of the user's. What `rulefile.py` has validated once is kept as
plain data (`cache.py`), keyed by the bytes of the pack and by the code that judged it, so that a warm run imports no YAML.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Collection, Mapping, Sequence

from checker.base import cache
from checker.base.budget import Foreign
from checker.base.data import data_folder
from checker.base.errors import Mistake, Mistakes, system_words
from checker.base.record import TYPE_CHECKING, dataclass
from checker.model.checkbook import Conditions, Field, Words

if TYPE_CHECKING:
    from typing import Any

Texts = Mapping[str, str]  # language → text


def as_key(value: object) -> str:
    """A value as a key of YAML writes it: 'true', 'budget', '3'."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad a finding is: `default`, unless the stage or an argument of the finding says otherwise."""

    default: str
    stage: Mapping[str, str]
    args: Mapping[str, Mapping[str, str]]

    def of(self, stage: str, args: Mapping[str, object]) -> str:
        """The severity at this stage for a finding with these arguments; arguments win over the stage."""
        for name, by_value in self.args.items():
            if (value := as_key(args.get(name))) in by_value:
                return by_value[value]
        return self.stage.get(stage, self.default)


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from: the document (văn bản) and the place in it."""

    document: str
    place: str | None

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True, slots=True)
class Telling:
    """What an entry says of the findings of a generic check, by fields of the fact that it found.

    Parameters of every such check: `at`: the field (a part such as date_span) that the finding stands at. `related`: the field
    that is the related place; after `unique` and `consistent` that field of the fact compared with. `args`: the message
    arguments by name and field (or text with fields), and no others. `note`: the field whose value names the variant of the
    message, or each variant with its conditions. `absent`: the place only stands near what is missing; or the variant of the
    message that says so.

    Keys of the entry: `first`: one finding only; `once_per`: one for each value of these fields. `text` is the template of the
    fix, `mends` the field that it replaces, `before` the field that it is put before, `least` whether only the characters that
    differ are replaced. From the entry's texts: `asked` are
    all their arguments, `paths` those that are fields, `in_text` those of the fix.
    """

    at: Field | None = None
    related: Field | None = None
    args: Mapping[str, Words] | tuple[Field, ...] | None = None
    note: Field | Mapping[str, Conditions] | None = None
    absent: bool | str | None = None
    first: bool = False
    once_per: tuple[str, ...] = ()
    text: str | None = None
    mends: str | None = None
    before: str | None = None
    least: bool = False
    asked: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()


TOLD = ("at", "related", "args", "note", "absent")  # the parameters of every generic check on facts


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
    beside: str = ""  # a document of the same repository


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule pack. See docs/writing-rules.md for what each key means.

    `module` is where its check is registered; `telling` is None for a check that tells all by itself. `messages` and `related`
    are by note, then by language. `where` is pairs of field and condition as written. `path` and `line` say where the entry
    stands. `aside` holds what only explains the rule, marshalled, for a run that checks a plan needs none of it.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
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
    basis: Basis | None
    fix: str
    fix_title: Texts
    since: str
    status: str
    replaced_by: str | None
    mandatory: bool
    pack: str
    path: str
    line: int
    aside: bytes
    within: tuple[str, ...] = ()
    telling: Telling | None = None

    @property
    def title(self) -> Texts:
        """What it is about, in a few words."""
        return marshal.loads(self.aside)[0]

    @property
    def why(self) -> Texts:
        """Why it is a rule."""
        return marshal.loads(self.aside)[1]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of its entry, in order."""
        return tuple(Example(*example) for example in marshal.loads(self.aside)[2])

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code.rstrip("0123456789")

    @property
    def built_in(self) -> bool:
        """Whether it came with plancheck."""
        return self.path in map(shown_path, built_in_packs())

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
    ours, others = built_in_packs() if built_in else [], list(extra)
    contents = _contents(others)
    shown = [shown_path(path) for path in (*ours, *others)]
    state = [*map(cache.source_state, ours), *contents]
    key = cache.entry_key(cache.code_state(), *(path.encode() for path in shown), *state)

    def read() -> Any:
        from checker.rules.pack_file import read_packs

        return plain_book(read_packs(list(zip(shown, [*_contents(ours), *contents], strict=True))))

    return book_of(cache.kept("rules", key, read))


def _contents(paths: Sequence[str]) -> list[bytes]:
    """The bytes of rule packs. Raises `Mistakes` with all that cannot be read."""
    contents, mistakes = [], []
    for path in paths:
        try:
            with open(path, "rb") as file:
                contents.append(file.read())
        except OSError as error:
            vi, en = system_words(error)
            mistakes.append(Mistake(path, 1, 1, f"không đọc được gói quy tắc: {vi}", f"the rule pack cannot be read: {en}"))
    if mistakes:
        raise Mistakes(mistakes)
    return contents


def shown_path(path: str) -> str:
    """A built-in pack is called 'rules/vd.yaml' wherever it is installed; others as they are given."""
    folder, name = data_folder("rules"), os.path.basename(path)
    if os.path.dirname(path) == folder:
        return f"rules/{name}"
    shown = path.replace("\\", "/")
    return f"./{shown}" if shown == f"rules/{name}" and os.path.exists(os.path.join(folder, name)) else shown


def plain_book(read: tuple) -> tuple:
    """What `rulefile.read_packs` gives → what is kept of it: (packs, the values of each rule in the order of its fields)."""
    packs, rules = read
    kept = []
    for rule in rules:
        aside = marshal.dumps(tuple(rule[name] for name in ("title", "why", "examples")))
        kept.append(tuple({**rule, "aside": aside}[name] for name in Rule.__match_args__))
    return packs, tuple(kept)


def book_of(plain: tuple) -> RuleBook:
    """The values of what `plain_book` gives."""
    packs, rules = plain
    ours = frozenset(map(shown_path, built_in_packs()))
    return RuleBook(tuple(Pack(*pack) for pack in packs), tuple(_rule(rule, ours) for rule in rules))


_AT = {name: Rule.__match_args__.index(name) for name in ("severity", "basis", "telling", "path", "params", "where")}


def _rule(plain: tuple, ours: Collection[str]) -> Rule:
    values = list(plain)
    values[_AT["severity"]] = Severity(*values[_AT["severity"]])
    values[_AT["basis"]] = Basis(*values[_AT["basis"]]) if values[_AT["basis"]] else None
    values[_AT["telling"]] = Telling(**values[_AT["telling"]]) if values[_AT["telling"]] is not None else None
    if values[_AT["path"]] not in ours:
        for name in ("params", "where"):
            values[_AT[name]] = _foreign(values[_AT[name]])
    return Rule(*values)


def _foreign(value: Any) -> Any:
    """The same, with every text in it marked as that of a pack which did not come with plancheck."""
    if isinstance(value, str):
        return Foreign(value)
    if isinstance(value, Mapping):
        return {name: _foreign(part) for name, part in value.items()}
    return type(value)(map(_foreign, value)) if isinstance(value, (list, tuple)) else value
