"""A plan with its facts, each kind read once and only when somebody asks: what checks look at."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from checker.base.record import TYPE_CHECKING
from checker.model.plan import PartialDate, Plan, Section
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from typing import Any

    from checker.model.facts import Facts
    from checker.model.repository import Repository

_NO_FIELDS = frozenset(("text", "section", "header", "plan"))  # first steps of a path that no fact has

FactReader = Callable[["Document"], tuple]


class Document:
    """`plan` and what is read from it. `law` holds the registries by name, as plain data; `as_of` overrides the plan's date.
    `covering` is the document of the same file that this one belongs to; `repository` are the documents that lie beside it."""

    def __init__(
        self,
        plan: Plan,
        readers: Mapping[str, FactReader],
        law: Mapping[str, Any],
        stage: str = "draft",
        as_of: datetime.date | None = None,
        covering: Document | None = None,
        repository: Repository | None = None,
    ):
        self.plan = plan
        self.source: Source = plan.source
        self.law = law
        self.stage = stage
        self.as_of_override = as_of
        self.covering = covering
        self.repository = repository
        self._readers = readers
        self._facts: dict[str, tuple] = {}

    def of(self, plan: Plan) -> Document:
        """A document of another outline, judged as this one is."""
        return Document(plan, self._readers, self.law, self.stage, self.as_of_override, repository=self.repository)

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.source.text

    if TYPE_CHECKING:
        facts: Facts  # facts.pyi has the type of each kind
    else:

        def facts(self, kind: str) -> tuple:
            """All facts of one kind in order of position. Raises KeyError for a kind that nobody reads."""
            if kind not in self._facts:
                self._facts[kind] = self._readers[kind](self)
            return self._facts[kind]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections of the plan, of every level, in order."""
        return tuple(s for top in self.plan.sections for s in top.walk())

    @cached_property
    def _section_starts(self) -> list[int]:
        return [s.span.start for s in self.sections]

    def derived(self, registry: str, build: Callable[[Any], Any]) -> Any:
        """`build(registry)`: an index of a registry as plain data (what marshal takes), made once and kept in the cache."""
        derive = getattr(self.law, "derived", None)
        return derive(registry, build) if derive else build(self.law[registry])

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`; None outside sections."""
        starts, flat = self._section_starts, self.sections
        at = bisect_right(starts, offset) - 1
        while at >= 0 and offset >= flat[at].span.end:
            at -= 1
        return flat[at] if at >= 0 else None

    @cached_property
    def cited_spans(self) -> list[Span]:
        """The spans of all citations, in order; what is named inside one belongs to the cited document."""
        return [citation.span for citation in self.facts("citation")]

    # -- the day the plan is judged at --------------------------------------------------------------------------------

    @cached_property
    def as_of(self) -> PartialDate:
        """The plan's date: as given, else its own as far as it is written and the calendar has it, else the newest date of a
        cited document, else today."""
        if self.as_of_override:
            return _partial(self.as_of_override)
        own = self.plan.header.date
        if own and own.exists:
            return own
        if own and PartialDate(own.year, own.month).exists:
            return PartialDate(own.year, own.month)
        if own and PartialDate(own.year).exists:
            return PartialDate(own.year)
        return _partial(self.newest_cited or datetime.date.today())

    @cached_property
    def newest_cited(self) -> datetime.date | None:
        """The newest date of a document that the text cites, up to today; None where it cites none with its date."""
        if "citation" not in self._readers:
            return None
        today = datetime.date.today()  # a slip of the year (2071 for 2017) must not carry the plan into the future
        return max((c.date for c in self.facts("citation") if c.date and c.date <= today), default=None)

    @cached_property
    def not_before(self) -> datetime.date:
        """The day for 'no longer?': the first that the plan's date can be, and not before the newest cited document."""
        date = self.as_of
        if date.day or not self.newest_cited:
            return date.first
        return min(max(date.first, self.newest_cited), date.last)

    @cached_property
    def not_after(self) -> datetime.date:
        """The day for 'not yet?': the last that the plan's date can be."""
        return self.as_of.last

    # -- asking -------------------------------------------------------------------------------------------------------

    def roles_at(self, offset: int) -> tuple[str, ...]:
        """The roles of the innermost section around `offset` that has any: a point of the tasks belongs to the tasks."""
        starts, flat = self._section_starts, self.sections
        at = bisect_right(starts, offset) - 1
        while at >= 0:
            section = flat[at]
            if offset < section.span.end and section.roles != ("other",):
                return section.roles
            if section.level == 1:
                break
            at -= 1
        return ("other",)

    def value(self, fact: Any, path: str) -> Any:
        """A field of a fact by its path: 'kind', 'agency.name', 'text' (its words), 'section.role', 'header.kind',
        'plan.recipients.title', 'digits.text'. None where a part of the way is None."""
        if is_own_field(path):  # nearly always
            return getattr(fact, path, None)
        first, *rest = path.split(".")
        if fact is None and first not in ("plan", "header"):
            return None
        if path in ("section.role", "section.roles"):
            roles = self.roles_at(fact.span.start)
            return roles[0] if path == "section.role" else roles
        if first == "text":
            value: Any = self.words(fact.span)
        elif first == "section":
            value = self.section_at(fact.span.start)
        elif first == "header":
            value = self.plan.header
        elif first == "plan":
            value = self.plan
        else:
            value = getattr(fact, first, None)
        for step in rest:
            value = self._words_of(value) if step == "text" else getattr(value, step, None)
        return value

    def _words_of(self, value: object) -> str | None:
        span = value if isinstance(value, Span) else getattr(value, "span", None)
        return self.words(span) if span is not None else None

    def words(self, span: Span) -> str:
        """The text of a span as one line."""
        return self.source.words(span)


def _partial(date: datetime.date) -> PartialDate:
    return PartialDate(date.year, date.month, date.day)


def is_own_field(path: str) -> bool:
    """Whether a path (see `Document.value`) is a field of the fact itself."""
    return path.isidentifier() and path not in _NO_FIELDS


def inside(spans: Sequence[Span], at: int) -> bool:
    """Whether an offset lies in one of the spans, which are in order and apart."""
    index = bisect_right(spans, (at, 1 << 60)) - 1
    return index >= 0 and at < spans[index].end
