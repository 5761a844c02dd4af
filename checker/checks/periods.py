"""Checks of periods: the plan's own period said in two ways, periods that end before they start."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checkbook import check
from checker.document import Document
from checker.findings import Hit, Related
from checker.model import OwnPeriod, Period


@check("period_inconsistent")
def period_inconsistent(doc: Document, facts: tuple[OwnPeriod, ...]) -> Iterator[Hit]:
    """TH508: a statement of the plan's own period that contradicts the one it is known by."""
    for one in facts:
        if one.clash:
            yield Hit(one.span, {"found": doc.words(one.span), "other": doc.words(one.clash.span)}, (Related(one.clash.span),))


@check("period_reversed")
def period_reversed(doc: Document, facts: tuple[Period, ...]) -> Iterator[Hit]:
    """TH509: a period that ends before it starts."""
    for one in facts:
        if one.reversed:
            yield Hit(one.span, {"found": doc.words(one.span)})
