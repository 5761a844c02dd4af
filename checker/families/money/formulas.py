"""Guide rows of tables that say how a column is computed: '(6)=(4)x(5)', '4=3/2', '3=4+5+6'."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.money.numbers import ratio
from checker.families.money.records import Product
from checker.families.money.rows import ADDED, Column, Figure, MoneyRow, MoneyTable

if TYPE_CHECKING:
    from fractions import Fraction

_TOKEN = re.compile(r"\(?\[?(\d{1,2}|[a-wyzđ])\]?\)?|([-+*x×/:])|(\.{2,}|…)")
_PARTS = re.compile(r"\(?(?P<result>\d{1,2}|[a-zđ])?\)?=(?P<formula>.+)\Z")
_OWN = re.compile(r"\(?(\d{1,2}|[a-zđ])\)?(?:=|\Z)")


def formulas(columns: tuple[Column, ...]) -> list[tuple[Column, list[tuple[str, Column]]]]:
    """The columns whose guide gives a formula that can be read, each with its terms: (operator, column) pairs."""
    if not any("=" in column.guide for column in columns):
        return []
    guides = {m[1]: c for c in columns if c.guide and (m := _OWN.match(c.guide))}
    parts = [(column, _PARTS.match(column.guide)) for column in columns if "=" in column.guide]
    read = [(column, _terms(match["formula"], guides)) for column, match in parts if match]
    return [(column, terms) for column, terms in read if terms]


def as_sum(column: Column, terms: list[tuple[str, Column]]) -> tuple[Column, list[Column]] | None:
    """The total that a formula states, with its parts, which `budget_tables` adds up: '1=2+3', and '3=1-2', where 1 is the total
    of 2 and 3. None for any other formula.
    """
    (_, first), *others = terms
    if all(operator == "+" for operator, _ in terms):
        return column, [part for _, part in terms]
    if all(operator == "-" for operator, _ in others):
        return first, [*(part for _, part in others), column]
    return None


def formula_products(table: MoneyTable) -> list[Product]:
    """Every figure of a column with a formula against what it gives, sums excepted (`as_sum`); ratios may be in percent."""
    found = []
    for column, terms in formulas(table.columns):
        if as_sum(column, terms):
            continue
        for row in table.rows:
            if row.kind in ADDED and (product := _row_product(table, row, column, terms)):
                found.append(product)
    if found and sum(p.right for p in found) * 2 < len(found):
        return []  # the guide row is not what it seems
    return found


def _terms(formula: str, guides: dict[str, Column]) -> list[tuple[str, Column]] | None:
    """'4+5+6' → [('+', column 4), ('+', column 5), …]; '4x5' → [('+', …), ('*', …)]. None where it is anything else."""
    terms: list[tuple[str, Column]] = []
    operator = "+"
    dots = False
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if not match:
            return None
        at = match.end()
        if match[3]:
            dots = True
        elif match[2]:
            operator = {"x": "*", "×": "*", ":": "/"}.get(match[2], match[2])
        elif match[1] not in guides:
            return None
        else:
            column = guides[match[1]]
            if dots:  # '4=5+...+8'
                first = terms[-1][1].index
                between = [c for c in guides.values() if first < c.index < column.index]
                terms.extend(("+", c) for c in sorted(between, key=lambda c: c.index))
                dots = False
            terms.append((operator, column))
    operators = {o for o, _ in terms[1:]}
    return terms if len(terms) >= 2 and (operators <= {"+", "-"} or operators <= {"*", "/"}) else None


def _row_product(table: MoneyTable, row: MoneyRow, column: Column, terms: list[tuple[str, Column]]) -> Product | None:
    result = row.figures.get(column.index)
    if result is None or result.value is None:
        return None
    factors = []
    additive = all(o in "+-" for o, _ in terms)
    value: Fraction | int | None = None
    for operator, term in terms:
        found = row.figures.get(term.index)
        if found is None or found.value is None:
            if additive and found is not None and found.zero:
                continue
            return None
        number = found.value * _unit(term)
        factors.append((found.span, number))
        if value is None:
            value = -number if operator == "-" else number
        elif operator == "/":
            if not number:
                return None
            value = ratio(value, number)
        else:
            value = value * number if operator == "*" else value + number if operator == "+" else value - number
    if value is None:
        return None
    return _checked(table, column, result, value, tuple(factors), is_ratio=any(o == "/" for o, _ in terms))


def _unit(column: Column) -> int:
    return (column.unit or 1) if column.kind in ("money", "total", "price") else 1


def _checked(table: MoneyTable, column: Column, result: Figure, value: Fraction | int, factors: tuple, is_ratio: bool) -> Product:
    stated = result.value * (1 if is_ratio else _unit(column))
    slack = ratio(result.step, 2) if is_ratio or result.step < 1 else 0
    if is_ratio and abs(value * 100 - stated) < abs(value - stated):
        value *= 100
    if not is_ratio:
        slack *= _unit(column)
    unit = None if is_ratio or column.kind == "quantity" else table.unit
    return Product(result.span, "formula", factors, stated, value, unit, slack, column.guide)
