"""Whether a text is an administrative document at all."""

from __future__ import annotations

from collections.abc import Iterator

from checker.families.spots import first_line
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit


@check("not_administrative")
def not_administrative(doc: Document) -> Iterator[Hit]:
    """The text is a README, a licence, a blank file: nothing of a document of an office stands in it. One finding. With the note
    'paper' where it is of an office and nothing shows that it is issued (a work table, notes).

    Algorithm: the absence of every sign of a document is asked of the whole text.
    """
    if not doc.plan.administrative:
        yield Hit(first_line(doc), absent=True)
    elif not doc.plan.issued:
        yield Hit(first_line(doc), note="paper", absent=True)
