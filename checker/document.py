"""A plan with its facts, each kind read once and only when somebody asks: what checks look at."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property

from checker.model import Plan, Section
from checker.text import Source, Span

FactReader = Callable[["Document"], tuple]


class Document:
    """`plan` and what is read from it. `law` holds the registries by name, as plain data; `as_of` overrides the plan's date."""

    def __init__(
        self, plan: Plan, readers: Mapping[str, FactReader], law: Mapping[str, object],
        stage: str = "draft", as_of: datetime.date | None = None,
    ):
        self.plan = plan
        self.law = law
        self.stage = stage
        self.as_of_override = as_of
        self._readers = readers
        self._facts: dict[str, tuple] = {}

    @property
    def source(self) -> Source:
        """The text that the plan was read from."""
        return self.plan.source

    @property
    def text(self) -> str:
        """The folded text."""
        return self.plan.source.text

    def facts(self, kind: str) -> tuple:
        """All facts of one kind in order of position. Raises KeyError for a kind that nobody reads."""
        if kind not in self._facts:
            self._facts[kind] = self._readers[kind](self)
        return self._facts[kind]

    @cached_property
    def _section_starts(self) -> tuple[list[int], list[Section]]:
        flat = [s for top in self.plan.sections for s in top.walk()]
        return [s.span.start for s in flat], flat

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`; None outside sections."""
        starts, flat = self._section_starts
        at = bisect_right(starts, offset) - 1
        while at >= 0 and offset >= flat[at].span.end:
            at -= 1
        return flat[at] if at >= 0 else None

    def words(self, span: Span) -> str:
        """The text of a span as one line."""
        return self.plan.source.words(span)
