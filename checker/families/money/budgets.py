"""Budgets: totals with their items, from lists of prose, single sentences and tables."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import MoneyLine, is_rate, is_yearly, unlabelled
from checker.families.money.budget_tables import is_per_part, table_budgets
from checker.families.money.inline_budgets import inline_budget
from checker.families.money.records import Amount, Budget, BudgetLine, Figure, MoneyRow
from checker.families.money.row_tree import Node, build
from checker.families.money.sections import is_in_money_section, speaks_of_budget
from checker.families.money.totals import stated_years
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_ONE_YEAR = pattern("money", r"(?:{{every_year}}|\b0?1)\s+năm\b")
_AMOUNT = 0  # the one column of a list


def read_budgets(doc: Document) -> tuple[Budget, ...]:
    """All budgets in order of position; budgets inside others stand in their `children`."""
    found = list(_prose_budgets(doc))
    for table in doc.facts("money_table"):
        found.extend(table_budgets(table))
    return tuple(sorted(found, key=lambda b: b.span))


def _prose_budgets(doc: Document) -> list[Budget]:
    lines = doc.facts("money_line")
    found: list[Budget] = []
    for segment in _segments(lines):
        found.extend(_segment_budgets(doc, segment))
    for line in lines:
        if line is not None and len(line.amounts) > 2:
            if budget := inline_budget(doc.source.lower, line, is_in_money_section(doc, line.words.start)):
                found.append(budget)
    return _with_years(doc, found, [line for line in lines if line is not None and line.amounts])


def _segments(lines: tuple[MoneyLine | None, ...]) -> list[list[MoneyLine]]:
    """Runs of lines that may be one list: lines with amounts, the titles between them, and siblings without an amount."""
    segments: list[list[MoneyLine]] = []
    run: list[MoneyLine] = []
    for line in [*lines, None]:
        if line is None or line.role == "text" or _opens_section(line, run):
            if any(other.amount for other in run):
                segments.append(_trimmed(run))
            run = []
        else:
            run.append(line)
    return segments


def _opens_section(line: MoneyLine, run: list[MoneyLine]) -> bool:
    """Whether a line without an amount is the heading of another section ('IV. TỔ CHỨC THỰC HIỆN'), no title inside the list."""
    if line.role != "title" or line.label is None or line.label.style not in ("roman", "capital"):
        return False
    return not any(other.label and other.label.style == line.label.style for other in run)


def _trimmed(run: list[MoneyLine]) -> list[MoneyLine]:
    """The run from the first line of the list that holds its first amount to its last amount."""
    first = next(at for at, line in enumerate(run) if line.amount)
    last = max(at for at, line in enumerate(run) if line.amount)
    style = run[first].label.style if run[first].label else None
    while first and style and run[first - 1].role == "title" and run[first - 1].label and run[first - 1].label.style == style:
        first -= 1
    stop = last + 1
    while (
        stop < len(run)
        and run[stop].label
        and run[last].label
        and run[stop].label.style == run[last].label.style
        and (run[last].role == "item")
    ):
        stop += 1
    return run[first:stop]


def _segment_budgets(doc: Document, segment: list[MoneyLine]) -> list[Budget]:
    rows: list[MoneyRow] = []
    by_span: dict[Span, MoneyLine] = {}
    totals: list[MoneyLine] = []
    items = 0
    for at, line in enumerate(segment):
        following = segment[at + 1] if at + 1 < len(segment) else None
        if line.role == "head" and following is not None:
            same = line.label is not None and following.label is not None and line.label.style == following.label.style
            if same or line.label and line.label.style.startswith("bullet") and following.label is None:
                line = unlabelled(line)
        elif line.role == "title" and line.label is None:
            continue  # 'Trong đó:' on a line of its own, 'Dự kiến kinh phí 01 năm như sau:'
        if line.role == "total" and items and totals and stated_years(line.text) and line.amount:
            totals.append(line)  # a second total: that of the whole period
            continue
        if line.role == "total":
            totals.append(line)
        items += line.role == "item"
        row = _row(doc, line)
        by_span[row.span] = line
        rows.append(row)
    tree = build(tuple(rows))
    complete, children, lines = _addends(doc, tree.roots, by_span)
    budgets = list(children)
    grand = [row for row in tree.totals if by_span[row.span].amount]
    if grand and len(lines) >= 2:
        line = by_span[grand[0].span]
        if line.amount.value is not None:
            budgets = [
                Budget(
                    grand[0].span,
                    line.amount,
                    tuple(lines),
                    grand[0].name,
                    unit=line.amount.unit,
                    complete=complete,
                    children=tuple(children),
                    loose=_are_duties(line, lines, by_span),
                )
            ]
    elif not grand and len(lines) >= 2 and not children and all(x.amount.value for x in lines) and _in_budget_section(doc, lines):
        budgets = [Budget(Span(lines[0].line.start, lines[-1].line.end), None, tuple(lines), complete=complete)]
    return budgets


def _are_duties(total: MoneyLine, items: list[BudgetLine], by_span: dict[Span, MoneyLine]) -> bool:
    """Whether the lines below a total, which does not announce them, are sentences: '1. Sở Tài chính bố trí 300 triệu đồng …'."""
    if items[0].line.start < total.block.span.start:
        return False
    return not all(by_span[item.line].bare for item in items if item.line in by_span)


def _row(doc: Document, line: MoneyLine) -> MoneyRow:
    kind = "total" if line.role == "total" else "item"
    label = line.block.label or "" if line.label and kind == "item" else ""
    amount = line.amount
    figures = {}
    if amount is not None and amount.value is not None:
        figures[_AMOUNT] = Figure(amount.span, amount.value, amount.step)
    return MoneyRow(label, _name(doc, line), line.block.span, figures, kind)


def _name(doc: Document, line: MoneyLine) -> str:
    """The words in front of the amount: what a line is for."""
    end = line.amount.span.start if line.amount else line.words.end
    name = doc.words(Span(line.words.start, max(line.words.start, end)))
    return name.rstrip(" =:-–+;,(").removesuffix("khoảng").rstrip(" =:-–;,") or doc.words(line.words)


def _addends(doc: Document, nodes: list[Node], by_span: dict[Span, MoneyLine]) -> tuple[bool, list[Budget], list[BudgetLine]]:
    """Whether each node has an amount, the budgets among and below them, and the addends that they are."""
    complete = True
    budgets: list[Budget] = []
    lines: list[BudgetLine] = []
    for node in nodes:
        whole, below, inner = _addends(doc, node.children, by_span)
        row = node.stated or node.row
        line = by_span[row.span]
        amount = line.amount
        if amount is not None and amount.value is not None and len(inner) >= 2:
            whole_here = whole and (speaks_of_budget(row.name.lower()) or is_in_money_section(doc, row.span.start))
            budgets.append(
                Budget(
                    row.span,
                    amount,
                    tuple(inner),
                    row.name,
                    unit=amount.unit,
                    complete=whole_here,
                    children=tuple(below),
                    loose=is_per_part(row.name, amount.value, inner),
                )
            )
        else:
            budgets.extend(below)
        if amount is not None and amount.value is not None and not amount.bound:
            lines.append(BudgetLine(row.name, row.span, amount))
        elif inner and amount is None:
            total = sum(x.value for x in inner)
            lines.append(BudgetLine(row.name, row.span, Amount(row.span, total, step=min(x.amount.step for x in inner))))
            complete = complete and whole
        else:
            complete = False
    return complete, budgets, lines


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
        linked.append(
            Budget(
                budget.span,
                budget.stated,
                budget.items,
                budget.label,
                budget.kind,
                budget.unit,
                budget.complete,
                years[1] - years[0] + 1 if years[0] else years[1],
                period.amount,
                budget.children,
                budget.loose,
            )
        )
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
