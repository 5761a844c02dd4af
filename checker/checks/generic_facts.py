"""Generic checks on facts of one kind, chosen by the rule's `on` and `where`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.checkbook import check
from checker.document import Document
from checker.findings import Hit


@check("each", gives=("fields",))
def each(doc: Document, facts: Sequence) -> Iterator[Hit]:
    """Every fact is a finding; its fields are the message's arguments."""
    for fact in facts:
        names = getattr(type(fact), "__dataclass_fields__", ())
        args = {name: getattr(fact, name) for name in names if not name.endswith("span")}
        yield Hit(fact.span, {name: value for name, value in args.items() if _sayable(value)})


def _sayable(value: object) -> bool:
    return value is None or isinstance(value, (str, int)) or hasattr(value, "isoformat")
