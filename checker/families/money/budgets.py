"""Budgets: totals with their items, from lists of prose, single sentences and tables."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import MoneyLine, is_rate, is_yearly, unlabelled
from checker.families.money.budget_tables import table_budgets
from checker.families.money.lists import lists, runs
from checker.families.money.records import Budget, BudgetLine
from checker.families.money.rows import PROSE, MoneyRow, row_of
from checker.families.money.sections import is_in_money_section, speaks_of_budget
from checker.families.money.sentences import sentence_rows
from checker.families.money.sums import Adder, lines_of, read_sums, score
from checker.families.money.totals import stated_years
from checker.model.plan import Unparsed
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_ONE_YEAR = pattern("money", r"(?:{{every_year}}|\b0?1)\s+năm\b")


def read_budgets(doc: Document) -> tuple[Budget, ...]:
    """All budgets in order of position; budgets inside others stand in their `children`."""
    found = list(_prose_budgets(doc))
    for table in doc.facts("money_table"):
        found.extend(table_budgets(table))
    return tuple(sorted(found, key=lambda b: b.span))


def read_unread_budgets(doc: Document) -> tuple[Unparsed, ...]:
    """The tables of which no total is judged, once each, with the reason."""
    found = {}
    for budget in doc.facts("budget"):
        if budget.unread:
            at = next((table.header for table in doc.facts("money_table") if _holds(table.span, budget.span)), budget.span)
            found.setdefault(at, Unparsed(at, budget.unread))
    return tuple(found.values())


def _holds(table: Span, span: Span) -> bool:
    return table.start <= span.start < table.end


def _prose_budgets(doc: Document) -> list[Budget]:
    lines = doc.facts("money_line")
    found: list[Budget] = []
    for run in runs(lines, lambda line: is_in_money_section(doc, line.words.start)):
        found.extend(_run_budgets(doc, run))
    for line in lines:
        if line is not None and len(line.amounts) > 2:
            statements = sentence_rows(doc.source.lower, line, is_in_money_section(doc, line.words.start))
            found.extend(budget for rows in statements for budget in read_sums(rows, [PROSE], "inline")[1])
    return _with_years(doc, found, [line for line in lines if line is not None and line.amounts])


def _run_budgets(doc: Document, run: list[MoneyLine]) -> list[Budget]:
    """The budgets of a run of lines: as the lists that its totals and titles make of it, unless it adds up only as one."""
    parts = lists(run)
    split = [budget for part in parts for budget in _segment_budgets(doc, part)]
    if len(parts) > 1 and any(part.balanced is False for budget in split for part in budget.walk()):
        whole = _segment_budgets(doc, run)
        return max(split, whole, key=score)  # the first of equals
    return split


def _segment_budgets(doc: Document, segment: list[MoneyLine]) -> list[Budget]:
    """The budgets of one list; a list of a money section without a total is one too."""
    rows = _rows(doc, segment)
    tree, budgets = read_sums(rows, [PROSE], "list")
    if any(row.amounts for row in tree.totals):
        return budgets
    parts = [Adder(PROSE, "list", several=False).part(node) for node in tree.roots]
    lines = lines_of(parts)
    if len(lines) >= 2 and not budgets and all(x.amount.value for x in lines) and _in_budget_section(doc, lines):
        complete = all(part.complete for part in parts)
        return [Budget(Span(lines[0].line.start, lines[-1].line.end), None, tuple(lines), complete=complete)]
    return budgets


def _rows(doc: Document, segment: list[MoneyLine]) -> tuple[MoneyRow, ...]:
    """The lines of a list as rows. A second total is that of the whole period, no row of the list."""
    rows: list[MoneyRow] = []
    items = False
    totals = False
    for at, line in enumerate(segment):
        following = segment[at + 1] if at + 1 < len(segment) else None
        if line.role == "head" and following is not None:
            same = line.label is not None and following.label is not None and line.label.style == following.label.style
            if same or line.label and line.label.style.startswith("bullet") and following.label is None:
                line = unlabelled(line)
        elif line.role == "title" and line.label is None:
            continue  # 'Trong đó:' on a line of its own, 'Dự kiến kinh phí 01 năm như sau:'
        if line.role == "total" and items and totals and stated_years(line.text) and line.amount:
            continue
        totals |= line.role == "total"
        items |= line.role == "item"
        rows.append(_row(doc, line, segment[at + 1 :], closes=items))
    return tuple(rows)


def _row(doc: Document, line: MoneyLine, below: list[MoneyLine], closes: bool) -> MoneyRow:
    total = line.role == "total"
    label = line.block.label or "" if line.label and not total else ""
    name = _name(doc, line)
    kind = "total" if total else "item"
    rate = line.amounts[0] if line.amount is None and len(line.amounts) == 1 else None
    return row_of(
        line.amount, name, line.block.span, label=label, kind=kind, whole=_whole(doc, line, name, below, closes), rate=rate
    )


def _whole(doc: Document, line: MoneyLine, name: str, below: list[MoneyLine], closes: bool) -> str:
    """What the lines below a line, or those above that it `closes`, are for it (`MoneyRow.whole`)."""
    if line.role == "total" and below and not all(other.bare for other in below if other.amount):
        return "loose"  # sentences that it does not announce: '1. Sở Tài chính bố trí 300 triệu đồng …'
    if (
        line.some
        and not (closes and line.role == "total")
        or below
        and below[0].role == "title"
        and below[0].label is None
        and below[0].some
    ):
        return "some"
    if line.role == "total" or speaks_of_budget(name.lower()) or is_in_money_section(doc, line.block.span.start):
        return ""
    return "open"


def _name(doc: Document, line: MoneyLine) -> str:
    """The words in front of the amount: what a line is for."""
    end = line.amount.span.start if line.amount else line.words.end
    name = doc.words(Span(line.words.start, max(line.words.start, end)))
    return name.rstrip(" =:-–+;,(").removesuffix("khoảng").rstrip(" =:-–;,") or doc.words(line.words)


def _in_budget_section(doc: Document, lines: list[BudgetLine]) -> bool:
    inside = is_in_money_section(doc, lines[0].span.start)
    return inside and not any(is_rate(doc.source.lower, x.amount) for x in lines)


def _same_section(doc: Document, one: int, other: int) -> bool:
    return doc.section_at(one) == doc.section_at(other) or is_in_money_section(doc, one) and is_in_money_section(doc, other)


# -- yearly totals and totals of the period ---------------------------------------------------------------------------


def _with_years(doc: Document, budgets: list[Budget], lines: list[MoneyLine]) -> list[Budget]:
    """The budgets, the yearly ones with the total of the period that a later line of the same section states."""
    linked = []
    for budget in budgets:
        period = _period_line(doc, budget, lines) if budget.stated is not None else None
        if period is None:
            linked.append(budget)
            continue
        years = stated_years(period.text)
        number = years[1] - years[0] + 1 if years[0] else years[1]
        linked.append(replace(budget, years=number, period=period.amount))
    return linked


def _period_line(doc: Document, budget: Budget, lines: list[MoneyLine]) -> MoneyLine | None:
    last = max(budget.span.end, max(item.line.end for item in budget.items))
    for line in lines:
        if line.block.span.start < last or line.amount is None or line.amount.value is None or line.role == "item":
            continue
        if line.block.span.start - last > 600 or not _same_section(doc, line.block.span.start, budget.span.start):
            return None
        if not stated_years(line.text) or is_yearly(line.amount):
            return None
        if any(a.value == budget.total and is_yearly(a) for a in line.amounts):
            return line  # '1.500.000.000 đồng/năm x 05 năm = 7.500.000.000 đồng. Trong đó:'
        if line.cue is not None:
            return None
        low = doc.source.lower
        title = low[max(0, budget.items[0].span.start - 200) : budget.items[0].span.start]
        own = low[budget.span.start : budget.span.end]
        if is_yearly(budget.stated) or _ONE_YEAR.search(own) or _ONE_YEAR.search(title.rsplit("\n\n", 2)[-1] or title):
            return line
        return None
    return None
