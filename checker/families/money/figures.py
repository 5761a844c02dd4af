"""Cells → figures: what number a cell of a table holds."""

from __future__ import annotations

from checker.base.vocabulary import pattern
from checker.families.money.numbers import ratio, read_number
from checker.families.money.rows import Column, Figure
from checker.families.money.units import UNIT_OF_CELL, unit_in
from checker.source.text import Source, Span

FIGURE = pattern(
    "money",
    r"(?P<number>\d[\d., ]*(?<![., ]))\s*(?P<unit>%|" + UNIT_OF_CELL + r")?"
    r"(?P<per>\s*/[^\d]{1,30})?(?P<words>\s*\(?[^\W\d_][^\d]{0,30})?\Z",
)
_AFTER_EQUALS = pattern("money", r"(?s:.*)=\s*(\d[\d.,]*\d)\s*(?:{{dong}}|triệu(?: đồng)?)?\.?\Z")


def figure(source: Source, span: Span, scaled: bool, commas: bool) -> Figure | None:
    """The number in a cell; None where it holds words. '18 đợt' is 18; '50 x 20.000 = 1.000.000' is what stands after '='."""
    text = source.lower[span.start : span.end]
    if text.replace(".", "").isdecimal():
        number = read_number(text, scaled=scaled, commas=commas)
        return Figure(span, number.value, number.step, number.flaw)
    text = text.strip()
    if not text.strip("-–—_.…* "):
        return Figure(span, None, zero=True)
    if len(text) > 60:
        return None
    match = FIGURE.match(text)
    if not match:
        after = _AFTER_EQUALS.match(text) if "=" in text else None
        if not after:
            return None
        begin = span.start + source.lower[span.start : span.end].find(text) + after.start(1)
        number = read_number(after[1], scaled=scaled, commas=commas)
        return Figure(Span(begin, begin + len(after[1])), number.value, number.step, number.flaw)
    if match["unit"] == "%" or match["words"] and match["words"].split()[0] in ("x", "×"):
        return None
    number = read_number(match["number"], scaled=scaled, commas=commas)
    own = unit_in(match["unit"] + " đồng") if match["unit"] else None
    begin = span.start + source.lower[span.start : span.end].find(text)
    at = Span(begin, begin + match.end("unit" if match["unit"] else "number"))
    if number.value is not None and own is not None and own > 1:
        return Figure(at, number.value * own, number.step * own, "own")
    return Figure(at, number.value, number.step, number.flaw)


def in_unit(found: Figure, column: Column) -> Figure:
    """A figure with a unit of its own in its cell ('500 triệu đồng' in a column of đồng), in the column's unit."""
    if found.flaw != "own" or found.value is None:
        return found
    unit = column.unit or 1
    return Figure(found.span, ratio(found.value, unit), ratio(found.step, unit))
