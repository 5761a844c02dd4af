"""Facts: what is read from a plan, one file per kind. A reader is `(Document) -> tuple[Fact, ...]`; the table names them all.

A kind is read when somebody first asks for it, and only then is its module imported. The type in the reader's return
annotation gives the fields that a rule's `where` may ask for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache

READERS: dict[str, str] = {
    "text": "checker.facts.parts:read_texts",
    "section": "checker.facts.parts:read_sections",
    "recipient": "checker.facts.parts:read_recipients",
    "cell": "checker.facts.parts:read_cells",
    "citation": "checker.facts.citations:read_citations",
    "citation_reading": "checker.facts.citations:read_reading",
    "known_document": "checker.facts.known_documents:read_known",
    "date": "checker.facts.dates:read_dates",
    "stretch": "checker.facts.layout:read_stretches",
    "confusable": "checker.facts.words:read_confusables",
    "doubled_word": "checker.facts.words:read_doubled",
    "odd_word": "checker.facts.words:read_odd_words",
    "unparsed": "checker.facts.unparsed:read_unparsed",
    "amount": "checker.facts.amounts:read_amounts",
    "prose_amount": "checker.facts.amounts:read_prose_amounts",
    "money_table": "checker.facts.money_gate:read_money_tables",
    "money_line": "checker.facts.money_gate:read_money_lines",
    "budget": "checker.facts.money_gate:read_budgets",
    "product": "checker.facts.money_gate:read_products",
    "share": "checker.facts.money_gate:read_shares",
    "wording": "checker.facts.amount_words:read_wordings",
    "total": "checker.facts.money_gate:read_totals",
    "agency": "checker.facts.agencies:read_agencies",
    "unit": "checker.facts.places:read_units",
    "abbreviation": "checker.facts.abbreviations:read_abbreviations",
    "assignment": "checker.facts.assignments:read_assignments",
    "lead_gap": "checker.facts.assignments:read_lead_gaps",
    "task_table": "checker.facts.task_tables:read_task_tables",
    "task": "checker.facts.tasks:read_tasks",
    "period": "checker.facts.periods:read_periods",
    "own_period": "checker.facts.own_period:read_own_periods",
    "deadline": "checker.facts.deadlines:read_deadlines",
    "report_duty": "checker.facts.reports:read_report_duties",
    "short_day": "checker.facts.short_days:read_short_days",
    "weekday": "checker.facts.weekdays:read_weekdays",
}

# Readers of what could not be read, one per family of facts; `unparsed` is all of them in order of position.
UNPARSED_READERS: tuple[str, ...] = (
    "checker.facts.citations:read_unread",
    "checker.facts.amounts:read_unread",
    "checker.facts.amount_words:read_unread_words",
    "checker.facts.money_gate:read_unread_rows",
)


@cache
def reader(name: str) -> Callable[[object], tuple]:
    """The function that 'module:function' names."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


class Readers(Mapping[str, Callable[[object], tuple]]):
    """The readers by kind, imported when asked for."""

    def __getitem__(self, kind: str) -> Callable[[object], tuple]:
        return reader(READERS[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(READERS)

    def __len__(self) -> int:
        return len(READERS)
