"""What was read, as tables: citations, tasks, budgets with their addition, times, amounts, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.families.money.numbers import ratio, write_number
from checker.families.money.records import Budget
from checker.families.money.units import UNIT_NAMES
from checker.model.findings import FileReport
from checker.report.sheet_text import PlanText, esc, line_words, scroller
from checker.report.sheet_words import CLASSES, ROLES, SHEET
from checker.report.wording import grouped, shorten
from checker.source.text import Span


class FactTables:
    """The tables of one plan. Every row links to the place in the plan where the fact stands."""

    def __init__(self, file: FileReport, text: PlanText, lang: str):
        self._document = file.judged
        self._facts = file.facts
        self._text = text
        self._lang = lang
        self._words = SHEET[lang]
        self._wrong = {finding.span for finding in file.findings}

    def html(self) -> str:
        """All sections, the ones without facts said to be empty."""
        sections = [
            ("citations", self._table(("document", "issued", "by", "class"), self._citations())),
            ("tasks", self._table(("agency", "role", "action", "deadline"), self._tasks())),
            ("budgets", "".join(self._budget(b) for b in self._facts.get("budget", ()))),
            ("times", self._folded(("text", "value"), self._times())),
            ("amounts", self._folded(("text", "value"), self._amounts())),
            ("unparsed", self._table(("text", "reason"), self._unparsed())),
        ]
        none = f'<p class="muted">{self._words["none"]}</p>'
        return "".join(f"<section><h3>{self._words[key]}</h3>{body or none}</section>\n" for key, body in sections)

    def _place(self, span: Span) -> str:
        line, _ = self._document.source.line_column(self._document.source.raw_span(span)[0])
        return f'<a href="#{self._text.anchor(span.start)}">{line_words(self._document.source.path, line, self._lang)}</a>'

    def _table(self, keys: tuple[str, ...], rows: Iterable[tuple[Span, tuple[str, ...]]]) -> str:
        listed = list(rows)
        if not listed:
            return ""
        head = "".join(f'<th scope="col">{self._words[key]}</th>' for key in (*keys, "place"))
        body = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + f'<td class="at">{self._place(span)}</td></tr>\n'
            for span, cells in listed
        )
        table = f'<table class="facts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        return f"{scroller(self._words['read'])}{table}</div>"

    def _folded(self, keys: tuple[str, ...], rows: Iterable[tuple[Span, tuple[str, ...]]]) -> str:
        listed = list(rows)
        table = self._table(keys, listed)
        return f"<details><summary>{self._words['details']} ({len(listed)})</summary>{table}</details>" if table else ""

    def _said(self, span: Span, limit: int = 160) -> str:
        return esc(shorten(self._document.words(span), limit))

    def _citations(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        classes = CLASSES[self._lang]
        for c in self._facts.get("citation", ()):
            name = esc(" ".join(filter(None, (c.type, c.id)))) if c.id else self._said(c.span, 120)
            again = "" if c.first or not c.id else f' <span class="muted">({self._words["again"]})</span>'
            issued = f"{c.date:%d/%m/%Y}" if c.date else esc(c.date_text or "")
            yield c.span, (f"<b>{name}</b>{again}", issued, esc(c.issuer or ""), esc(classes.get(c.kind, c.kind)))

    def _tasks(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        roles = ROLES[self._lang]
        for task in self._facts.get("task", ()):
            when = self._said(task.deadline.span, 80) if task.deadline else ""
            yield (
                task.span,
                (
                    esc(task.agency.name) if task.agency else "",
                    esc(roles.get(task.role, task.role or "")),
                    self._said(task.action) if task.action else "",
                    when,
                ),
            )

    def _times(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        rows = [(d.span, f"{d.value:%d/%m/%Y}" if d.value else "—") for d in self._facts.get("date", ())]
        rows += [(d.span, f"≤ {d.value:%d/%m/%Y}" if d.value else "—") for d in self._facts.get("deadline", ())]
        for period in self._facts.get("period", ()):
            days = [f"{day:%d/%m/%Y}" if day else "…" for day in (period.start, period.end)]
            rows.append((period.span, " – ".join(days)))
        for span, value in sorted(rows):
            yield span, (self._said(span, 100), value)

    def _amounts(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        for amount in self._facts.get("amount", ()):
            value = f"{grouped(amount.value)} {self._words['dong']}" if amount.value is not None else esc(amount.currency or "—")
            yield amount.span, (self._said(amount.span, 100), value)

    def _unparsed(self) -> Iterator[tuple[Span, tuple[str, ...]]]:
        for unread in self._facts.get("unparsed", ()):
            yield unread.span, (self._said(unread.span), esc(unread.why))

    # -- budgets --------------------------------------------------------------------------------------------------

    def _budget(self, budget: Budget) -> str:
        """A total with its items, in the unit that the plan states them in."""
        words = self._words
        unit = budget.unit if budget.unit in UNIT_NAMES else 1
        rows = []
        for item in budget.items:
            link = f'<a href="#{self._text.anchor(item.span.start)}">{esc(shorten(item.label, 120)) or self._said(item.span)}</a>'
            odd = ' class="odd"' if item.amount.span in self._wrong else ""
            rows.append(f'<tr{odd}><td>{link}</td><td class="fig">{_figure(item.amount.value, unit)}</td></tr>')
        if budget.items:
            rows.append(
                f'<tr class="sum"><th scope="row">{words["sum"]}</th><td class="fig">{_figure(budget.sum, unit)}</td></tr>'
            )
        stated = _figure(budget.total, unit) if budget.total is not None else words["unstated"]
        odd = ' class="odd"' if budget.stated is not None and budget.stated.span in self._wrong else ""
        rows.append(f'<tr{odd}><th scope="row">{words["total"]}</th><td class="fig">{stated}</td></tr>')
        if budget.items and budget.total is not None:
            rows.append(self._balance(budget, unit))
        if budget.period_total is not None:
            years = f" ({words['years'].format(budget.years)})" if budget.years else ""
            whole = _figure(budget.period_total, unit)
            rows.append(f'<tr><th scope="row">{words["period_total"]}{years}</th><td class="fig">{whole}</td></tr>')
        title = esc(shorten(budget.label, 120)) or self._said(budget.span, 120)
        caption = f"<caption>{title} · {self._place(budget.span)}</caption>"
        amount = words["amount"].format(UNIT_NAMES[unit])
        head = f'<thead><tr><th scope="col">{words["item"]}</th><th scope="col" class="fig">{amount}</th></tr></thead>'
        table = f'<table class="facts budget">{caption}{head}<tbody>{"".join(rows)}</tbody></table>'
        inner = "".join(self._budget(child) for child in budget.children)
        if inner:
            inner = f"<details><summary>{words['inside']} ({len(budget.children)})</summary>{inner}</details>"
        return f'<div class="addition">{table}{inner}</div>'

    def _balance(self, budget: Budget, unit: int) -> str:
        words = self._words
        difference = budget.total - budget.sum
        shown = f"{'+' if difference > 0 else '−' if difference else ''}{_figure(abs(difference), unit)}"
        if not difference or budget.balanced:
            verdict, style = f"✓ {words['rounded'] if difference else words['balanced']}", "even"
        elif budget.balanced is None:
            verdict, style = f"? {esc(budget.unread) or words['partial']}", "open"
        else:
            verdict, style = f"✗ {words['over'] if difference > 0 else words['under']}", "odd"
        return f'<tr class="{style}"><th scope="row">{words["difference"]}</th><td class="fig">{shown} <b>{verdict}</b></td></tr>'


def _figure(value: int | None, unit: int) -> str:
    """An amount of đồng in a unit, as a cell of the plan has it."""
    return "—" if value is None else write_number(ratio(value, unit))
