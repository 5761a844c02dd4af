"""The plan's date: the day at which the law is read.

Its own date; where that is blank, the month or year that is known; else the newest date of a document that the text cites;
else today. `Document.as_of` overrides it. A partial date stands for its first day where a rule asks 'no longer?' (and never
before the newest cited document), for its last day where it asks 'not yet?'.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from checker.document import Document
from checker.model import PartialDate

_OLDEST = datetime.date(1945, 9, 2)


@dataclass(frozen=True, slots=True)
class Dating:
    """`no_longer`: an organ or act that ended by this day is gone; `not_yet`: one that begins after this day is not there.

    `origin` says where the day is from: 'given' (as_of), 'own', 'cited' or 'today'.
    """

    no_longer: datetime.date
    not_yet: datetime.date
    origin: str


def plan_date(doc: Document) -> Dating:
    """The plan's date, read once per document."""
    return doc.facts("dating")[0]


def read_dating(doc: Document) -> tuple[Dating]:
    """The fact reader behind `plan_date`."""
    if doc.as_of_override:
        return (Dating(doc.as_of_override, doc.as_of_override, "given"),)
    today = datetime.date.today()
    own = known(doc.plan.header.date)
    cited = [one.date for one in doc.facts("citation") if one.date and _OLDEST <= one.date <= today]
    if own is not None:
        first, last = own.first, own.last
        return (Dating(max([first, *(day for day in cited if day <= last)]), last, "own"),)
    if cited:
        return (Dating(max(cited), max(cited), "cited"),)
    return (Dating(today, today, "today"),)


def known(written: PartialDate | None) -> PartialDate | None:
    """A date as far as the calendar has it: of 'ngày 31 tháng 02 năm 2026' the month, of a month 13 the year."""
    if written is None:
        return None
    for part in (written, PartialDate(written.year, written.month), PartialDate(written.year)):
        if part.exists:
            return part
    return None
