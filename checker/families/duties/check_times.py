"""Deadlines beside the plan's own period."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from checker.families.duties.records import Deadline
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, Related


@check("deadline_outside_period")
def deadline_outside_period(doc: Document, facts: tuple[Deadline, ...], *, grace_months: int = 3) -> Iterator[Hit]:
    """TH505: a deadline that lies more than `grace_months` before or behind the plan's own period.

    Algorithm: months of grace are added to the plan's own period, but not before its date. A
    period that was over when the plan was signed is no time to do it in.
    """
    own = next(iter(doc.facts("own_period")), None)
    if own is None or own.period.end is None:
        return
    date = doc.plan.header.date
    issued = date.first if date and date.exists else None
    if issued and issued > own.period.end:
        return  # 'Chỉ số cải cách hành chính năm 2013' of 2014: the year that is measured, not the one that is planned
    grace = datetime.timedelta(days=31 * grace_months)
    first = own.period.start - grace if own.period.start else None
    last = (own.period.horizon or own.period.end) + grace
    for one in facts:
        if not one.firm or not one.value or issued and one.value < issued:
            continue
        preparing = issued is not None and one.value >= issued  # between signing and the first day of the period
        if first and one.value < first and not preparing or one.value > last:
            yield Hit(one.span, {"found": doc.words(one.span), "period": doc.words(own.span)}, (Related(own.span),))
