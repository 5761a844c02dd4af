"""Records of one document of a file, moved to where they stand in the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base.record import TYPE_CHECKING, fields, replace
from checker.model.plan import Block, Plan
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from typing import Any

_START_OF_BLOCK = [field.name for field in fields(Block)].index("start")


_NO_PLACES = frozenset((str, int, bool, float, type(None), Source))


def shifted(value: Any, by: int) -> Any:
    """`value` with every span in it moved: a span, a record, a tuple of such; anything else as it is."""
    kind = type(value)
    if kind in _NO_PLACES or not by:
        return value
    if kind is Span:
        return Span(value[0] + by, value[1] + by)
    if isinstance(value, tuple):
        moved = [shifted(part, by) for part in value]
        return kind(*moved) if hasattr(value, "_fields") else tuple(moved)
    names = getattr(value, "__dataclass_fields__", None)
    if names is None:
        return value
    changes = [shifted(getattr(value, name), by) for name in names]
    if kind is Block:
        changes[_START_OF_BLOCK] += by
    return kind(*changes)


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
