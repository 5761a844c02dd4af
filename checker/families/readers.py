"""Facts: what is read from a plan, one file per kind. A reader is `(Document) -> tuple[Fact, ...]`; the table names them all.

A kind is read when somebody first asks for it, and only then is its module imported. The type in the reader's return
annotation gives the fields that a rule's `where` may ask for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import accumulate

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern
from checker.model.document import Document
from checker.model.plan import Unparsed

READERS: dict[str, str] = {
    "text": "checker.families.generic.parts:read_texts",
    "section": "checker.families.generic.parts:read_sections",
    "recipient": "checker.families.generic.parts:read_recipients",
    "cell": "checker.families.generic.parts:read_cells",
    "citation": "checker.families.citations.read:read_citations",
    "citation_reading": "checker.families.citations.read:read_reading",
    "assembly_term": "checker.families.citations.traits:read_assembly_terms",
    "known_document": "checker.families.citations.known:read_known",
    "shared_number": "checker.families.citations.repository:read_shared_numbers",
    "filed_citation": "checker.families.citations.repository:read_filed_citations",
    "parent_period": "checker.families.citations.repository:read_parent_periods",
    "date": "checker.families.duties.dates:read_dates",
    "component": "checker.families.form.components:read_components",
    "unread_parts": "checker.families.form.components:read_unread_parts",
    "document_number": "checker.families.form.lines:read_document_number",
    "place_date": "checker.families.form.place_date:read_place_date",
    "appendix_origin": "checker.families.form.origins:read_appendix_origins",
    "recipient_reference": "checker.families.form.origins:read_recipient_references",
    "row_number_slip": "checker.families.form.row_numbers:read_row_number_slips",
    "subject": "checker.families.form.lines:read_subject",
    "opening": "checker.families.form.lines:read_opening",
    "basis_line": "checker.families.form.lines:read_basis_lines",
    "closing": "checker.families.form.lines:read_closing",
    "authority": "checker.families.form.signature:read_authorities",
    "signer": "checker.families.form.signature:read_signer",
    "missing_appendix": "checker.families.form.references:read_missing_appendices",
    "numbering_slip": "checker.families.form.numbering:read_numbering_slips",
    "mixed_marks": "checker.families.form.numbering:read_mixed_marks",
    "heading": "checker.families.form.sections:read_headings",
    "internal_reference": "checker.families.form.references:read_references",
    "unpaired_mark": "checker.families.wording.marks:read_unpaired",
    "broken_sentence": "checker.families.wording.spacing:read_broken_sentences",
    "old_code": "checker.families.wording.old_codes:read_old_code",
    "page_numbering": "checker.families.page.paper:read_page_numbering",
    "review": "checker.families.page.paper:read_review",
    "placeholder": "checker.families.wording.placeholders:read_placeholders",
    "stretch": "checker.families.page.stretches:read_stretches",
    "confusable": "checker.families.wording.words:read_confusables",
    "oddity": "checker.families.wording.pairs:read_oddities",
    "repeated_paragraph": "checker.families.wording.paragraphs:read_repeated_paragraphs",
    "doubled_word": "checker.families.wording.words:read_doubled",
    "scan": "checker.families.wording.scans:read_scans",
    "odd_word": "checker.families.wording.words:read_odd_words",
    "unparsed": "checker.families.readers:read_unparsed",
    "amount": "checker.families.money.amounts:read_amounts",
    "prose_amount": "checker.families.money.amounts:read_prose_amounts",
    "money_table": "checker.families.money.tables:read_money_tables",
    "money_line": "checker.families.money.budget_lines:read_money_lines",
    "budget": "checker.families.money.budgets:read_budgets",
    "product": "checker.families.money.products:read_products",
    "share": "checker.families.money.shares:read_shares",
    "count_total": "checker.families.money.counts:read_count_totals",
    "counted_list": "checker.families.money.counted_lists:read_counted_lists",
    "named_total": "checker.families.money.named_totals:read_named_totals",
    "ratio": "checker.families.money.ratios:read_ratios",
    "budget_section": "checker.families.money.sections:read_budget_sections",
    "wording": "checker.families.money.amount_words:read_wordings",
    "total": "checker.families.money.totals:read_totals",
    "agency": "checker.families.duties.agencies:read_agencies",
    "unit": "checker.families.duties.places:read_units",
    "abbreviation": "checker.families.duties.abbreviations:read_abbreviations",
    "assignment": "checker.families.duties.assignments:read_assignments",
    "lead_gap": "checker.families.duties.assignments:read_lead_gaps",
    "task_table": "checker.families.duties.task_tables:read_task_tables",
    "task_row": "checker.families.duties.task_rows:read_task_rows",
    "order": "checker.families.duties.orders:read_orders",
    "role_slip": "checker.families.duties.role_slips:read_role_slips",
    "year_count": "checker.families.duties.lengths:read_year_counts",
    "day": "checker.families.duties.dates:read_days",
    "timing": "checker.families.duties.timings:read_timings",
    "task": "checker.families.duties.tasks:read_tasks",
    "period": "checker.families.duties.periods:read_periods",
    "own_period": "checker.families.duties.own_period:read_own_periods",
    "deadline": "checker.families.duties.deadlines:read_deadlines",
    "report_duty": "checker.families.duties.reports:read_report_duties",
    "short_day": "checker.families.duties.dates:read_short_days",
    "weekday": "checker.families.duties.dates:read_weekdays",
}

# Readers of what could not be read, one per family of facts; `unparsed` is all of them in order of position.
UNPARSED_READERS: tuple[str, ...] = (
    "checker.families.citations.read:read_unread",
    "checker.families.money.amounts:read_unread",
    "checker.families.money.amount_words:read_unread_words",
    "checker.families.money.tables:read_unread_rows",
    "checker.families.money.budgets:read_unread_budgets",
    "checker.families.duties.unread:read_unread",
    "checker.families.form.numbering:read_lost_labels",
)


class Gate(NamedTuple):
    """What a text must hold for a reader to be opened, any of it: a sign, a fact of such a kind, a table with such words in
    it or right above, a table with one of such parts of words in it. Most plans name no figure, and need not wait for a dozen
    modules."""

    sign: str | None = None
    facts: tuple[str, ...] = ()
    near_table: re.Pattern[str] | None = None
    in_table: tuple[str, ...] = ()


_AMOUNTS = Gate(facts=("prose_amount", "money_table"))
GATES: dict[str, Gate] = {
    READERS["money_table"]: Gate(near_table=pattern("money", r"{{money}}|v(?<!\wv)ốn|đ(?<=\d{3}đ)\b")),
    READERS["money_line"]: Gate(facts=("prose_amount",)),
    READERS["budget"]: _AMOUNTS,
    READERS["product"]: _AMOUNTS,
    READERS["total"]: _AMOUNTS,
    READERS["share"]: Gate("%", ("money_table",)),
    READERS["ratio"]: Gate("%"),
    READERS["count_total"]: Gate(facts=("money_table",), in_table=("tổng", "cộng")),
    READERS["named_total"]: Gate("+", ("money_table",)),
    "checker.families.money.tables:read_unread_rows": Gate(facts=("money_table",)),
    "checker.families.money.budgets:read_unread_budgets": Gate(facts=("money_table",)),
}
_ABOVE = 500  # where the title and the unit of a table stand


@cache
def reader(name: str) -> Callable[[Document], tuple]:
    """The function that 'module:function' names, imported when it first has something to read."""
    gate = GATES.get(name)
    module, _, function = name.partition(":")

    def read(doc: Document) -> tuple:
        return getattr(importlib.import_module(module), function)(doc) if _opens(gate, doc) else ()

    return read if gate else getattr(importlib.import_module(module), function)


def _opens(gate: Gate, doc: Document) -> bool:
    if gate.sign is not None and gate.sign in doc.text or any(doc.facts(kind) for kind in gate.facts):
        return True
    low = doc.source.lower
    if any(low.find(part, *t.span) >= 0 for part in gate.in_table for t in doc.plan.tables):
        return True
    return gate.near_table is not None and _near_tables(gate.near_table, doc)


def _near_tables(words: re.Pattern[str], doc: Document) -> bool:
    low = doc.source.lower
    if "  " in low:
        from checker.outline.aligned_tables import may_be_aligned

        if may_be_aligned(low) and words.search(low):
            return True
    if "tt\n" in low:
        from checker.outline.stacked_tables import may_be_stacked

        if may_be_stacked(low) and words.search(low):
            return True
    return any(words.search(low, max(0, t.span.start - _ABOVE), t.span.end) for t in doc.plan.tables if len(t.rows) > 1)


class Readers(Mapping[str, Callable[[Document], tuple]]):
    """The readers by kind, imported when asked for."""

    def __getitem__(self, kind: str) -> Callable[[Document], tuple]:
        return reader(READERS[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(READERS)

    def __len__(self) -> int:
        return len(READERS)


def read_unparsed(doc: Document) -> tuple[Unparsed, ...]:
    """What every family of facts gave up on, in order of position; what lies in another one is not said again."""
    found = sorted((fact for name in UNPARSED_READERS for fact in reader(name)(doc)), key=lambda fact: fact.span)
    ends = [0, *accumulate((fact.span.end for fact in found), max)]
    return tuple(fact for fact, end in zip(found, ends, strict=False) if fact.span.start >= end)
