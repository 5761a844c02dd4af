"""Records of one document of a file, moved to where they stand in the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base.record import TYPE_CHECKING, replace
from checker.model.plan import Block, Plan
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from typing import Any


def shifted(value: Any, by: int) -> Any:
    """`value` with every span in it moved: a span, a record, a tuple of such; anything else as it is."""
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        moved = [shifted(part, by) for part in value]
        return type(value)(*moved) if hasattr(value, "_fields") else tuple(moved)
    names = getattr(value, "__dataclass_fields__", None)
    if names is None or isinstance(value, Source):
        return value
    changes = {name: shifted(getattr(value, name), by) for name in names}
    if isinstance(value, Block):
        changes["start"] += by
    return replace(value, **changes)


def whole_plan(source: Source, plans: Sequence[Plan], main: Plan) -> Plan:
    """One plan for a file of several documents, as a report shows it: the blocks of all, the components of `main` and, where it
    has none, of the first."""
    offsets = [offset_in(source, plan.source) for plan in plans]
    moved = [replace(shifted(plan, by), source=source) for plan, by in zip(plans, offsets, strict=True)]
    shown, first = moved[plans.index(main)], moved[0]
    return replace(
        shown,
        blocks=tuple(block for plan in moved for block in plan.blocks),
        tables=tuple(table for plan in moved for table in plan.tables),
        sections=tuple(section for plan in moved for section in plan.sections),
        recipients=shown.recipients or first.recipients,
        signature=shown.signature or first.signature,
    )


def offset_in(source: Source, part: Source) -> int:
    """By how much an offset of the folded text of `part` is more in the whole file's."""
    return source.folded_span(part.window).start if part.window else 0
