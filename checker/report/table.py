"""The findings as a table for a spreadsheet: one row each, in words that an office reads."""

from __future__ import annotations

import io
from collections.abc import Iterator

from checker.base.errors import Fatal
from checker.model.findings import Report
from checker.report.streams import visible
from checker.report.whereabouts import locator
from checker.report.wording import SEVERITY, bilingual, change, shorten

_HEAD = bilingual(
    {
        "file": ("Tệp", "File"),
        "severity": ("Mức", "Severity"),
        "line": ("Dòng", "Line"),
        "place": ("Chỗ", "Place"),
        "words": ("Chữ trong văn bản", "Words"),
        "message": ("Nội dung", "Message"),
        "fix": ("Sửa thành", "Correction"),
        "basis": ("Căn cứ", "Basis"),
        "code": ("Quy tắc", "Rule"),
    }
)
_WIDTHS = (28, 10, 7, 22, 36, 60, 30, 44, 9)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would compute


def rows(report: Report) -> Iterator[tuple[str | int, ...]]:
    """The heading, then one row for each finding; a file that could not be read has a row that says why."""
    yield tuple(_HEAD[report.lang].values())
    for file in report.files:
        if file.error is not None:
            yield visible(file.path), SEVERITY[report.lang]["error"], "", "", "", visible(file.error), "", "", ""
            continue
        where = locator(file.judged, report.lang) if file.document is not None else lambda span: ""
        for f in file.findings:
            new = change(f, f.fixes[0], file.judged.source)[1] if f.fixes and file.document is not None else ""
            cells = (file.path, SEVERITY[report.lang][f.severity], f.place.line, where(f.span), shorten(f.place.text, 200))
            yield tuple(visible(c) if isinstance(c, str) else c for c in (*cells, f.message, new, f.basis or "", f.code))


def render_csv(report: Report) -> str:
    """Comma-separated, with the mark by which Excel knows UTF-8; no cell is taken for a formula."""
    import csv

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows(report))
    return "\ufeff" + out.getvalue()


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def render_xlsx(report: Report) -> bytes:
    """A workbook with a fixed heading and a filter. Raises `Fatal` without openpyxl."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise Fatal("cần openpyxl: pip install plancheck[xlsx]", "openpyxl is needed: pip install plancheck[xlsx]") from None
    book = Workbook()
    sheet = book.active
    sheet.title = "plancheck"
    for row in rows(report):
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words that begin with '=' are words
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at).font = Font(bold=True)
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
