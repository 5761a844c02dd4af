"""Every money table of some files, as Markdown: rows read of rows there, totals judged of totals stated.

    python -m scripts.money_tables FILE… > tables.md

A row is there where it stands below the heading and holds a figure; it is read where its figures lie in columns. A total is
stated where a row that says so ('Tổng', 'Cộng') has an amount in a column, and judged where that amount was added up.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from checker.cli.files import read_source
from checker.families.money.rows import ADDED, MoneyTable
from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.source.text import Span

_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


def main(paths: list[str]) -> int:
    """Prints one line for each table, and the sums."""
    print("| file | line | rows read / there | totals judged / stated | |\n|---|---|---|---|---|")
    tables = [(path, *one) for path in map(Path, paths) for one in _tables(path)]
    for path, line, read, there, judged, stated, why in tables:
        print(f"| {path.name[:40]} | {line} | {read} / {there} | {judged} / {stated} | {why} |")
    whole = [one for one in tables if one[6] not in ("thrown together", "torn") and one[5]]
    rows, judged = (f"{sum(t[a] for t in tables)} / {sum(t[a + 1] for t in tables)}" for a in (2, 4))
    print(f"\n{len(tables)} tables, rows {rows}, totals {judged}; ", end="")
    print(f"of {len(whole)} well-formed tables with a total {sum(one[4] > 0 for one in whole)} are added up.")
    return 0


def _tables(path: Path) -> list[tuple[int, int, int, int, int, str]]:
    doc = Document(read_plan(read_source(str(path))), Readers(), {})
    judged: dict[Span, bool] = {}
    for top in doc.facts("budget"):
        for budget in top.walk():
            if budget.stated is not None:
                judged[budget.stated.span] = judged.get(budget.stated.span, False) or budget.balanced is not None
    torn = {budget.span for budget in doc.facts("budget") if budget.unread}
    return [(doc.source.place(t.span).line, *_counts(doc, t, judged), _why(t, torn)) for t in doc.facts("money_table")]


def _counts(doc: Document, table: MoneyTable, judged: dict[Span, bool]) -> tuple[int, int, int, int]:
    rows = [row for row in table.rows if row.kind in ADDED]
    there = sum(_FIGURE.search(doc.text, *row.span) is not None for row in rows)
    read = sum(any(figure.value is not None for figure in row.figures.values()) for row in rows)
    columns = [column.index for column in table.columns if column.kind in ("money", "total")]
    totals = [row.amounts[at].span for row in rows if row.kind == "total" for at in columns if at in row.amounts]
    return read, max(read, there), sum(judged.get(span, False) for span in totals), len(totals)


def _why(table: MoneyTable, torn: set[Span]) -> str:
    if table.collapsed:
        return "thrown together"
    return "torn" if any(table.span.start <= span.start < table.span.end for span in torn) else ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
