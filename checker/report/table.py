"""The findings as a table for a spreadsheet: one row each, in words that an office reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain

from checker.base.errors import Fatal
from checker.model.findings import FileReport, Report
from checker.report.streams import visible
from checker.report.tally import Tally
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


def part(file: FileReport, at: int, about: Report) -> list[tuple[str | int, ...]]:
    """One row for each finding; a file that could not be read has a row that says why."""
    if file.error is not None:
        return [(visible(file.path), SEVERITY[about.lang]["error"], "", "", "", visible(file.error), "", "", "")]
    return list(_rows(file, about.lang))


def _rows(file: FileReport, lang: str) -> Iterator[tuple[str | int, ...]]:
    where = locator(file.judged, lang) if file.document is not None else lambda span: ""
    for f in file.findings:
        new = change(f, f.fixes[0], file.judged.source)[1] if f.fixes and file.document is not None else ""
        cells = (file.path, SEVERITY[lang][f.severity], f.place.line, where(f.span), shorten(f.place.text, 200))
        yield tuple(visible(c) if isinstance(c, str) else c for c in (*cells, f.message, new, f.basis or "", f.code))


def whole(parts: Iterable[list[tuple[str | int, ...]]], about: Report, tally: Tally) -> Iterator[str]:
    """Comma-separated, with the mark by which Excel knows UTF-8; no cell is taken for a formula."""
    yield "\ufeff" + _lines([tuple(_HEAD[about.lang].values())])
    yield from map(_lines, parts)


def _lines(rows: Iterable[tuple[str | int, ...]]) -> str:
    import csv

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def need_library() -> None:
    """Raises `Fatal` where workbooks cannot be written."""
    from importlib.util import find_spec

    if find_spec("openpyxl") is None:
        raise Fatal("cần openpyxl: pip install plancheck[xlsx]", "openpyxl is needed: pip install plancheck[xlsx]")


def workbook(parts: Iterable[list[tuple[str | int, ...]]], lang: str) -> bytes:
    """A workbook with a fixed heading and a filter, written row by row. `need_library` says whether it can be."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("plancheck")
    sheet.freeze_panes = "A2"
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    count = 0
    for count, row in enumerate(chain([tuple(_HEAD[lang].values())], chain.from_iterable(parts)), 1):
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words that begin with '=' are words
            if count == 1:
                cell.font = Font(bold=True)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{count}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
