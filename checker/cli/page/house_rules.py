"""House rules from a table of two columns, 'từ sai → từ đúng', as an office keeps them: pasted text or a workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

from checker.base import regex as re

_PARTING = re.compile(r"\t+|\s*(?:→|->|=>|;)\s*")
_HEADINGS = ("từ sai", "sai")
MOST = 500


def pairs_of_text(text: str) -> list[tuple[str, str]]:
    """'bộ phận một cửa → Trung tâm …', a pair a line, parted by a tab, an arrow or a semicolon."""
    return _kept(_PARTING.split(line.strip(), 1) for line in text.splitlines())


def pairs_of_workbook(data: bytes) -> list[tuple[str, str]]:
    """The first two columns of the first sheet."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    return _kept([str(cell or "") for cell in row] for row in sheet.iter_rows(max_col=2, max_row=MOST + 1, values_only=True))


def _kept(rows: Iterable[list[str]]) -> list[tuple[str, str]]:
    pairs = [tuple(" ".join(cell.split()) for cell in row[:2]) for row in rows if len(row) == 2]
    return [(wrong, right) for wrong, right in pairs if wrong and right and wrong != right and wrong.lower() not in _HEADINGS][
        :MOST
    ]


def pack(pairs: list[tuple[str, str]]) -> str:
    """The pack of YAML for the pairs, one rule; JSON strings are strings of YAML too."""
    swap = "".join(f"        {_quoted(wrong)}: {_quoted(right)}\n" for wrong, right in dict(pairs).items())
    wrong, right = pairs[0]
    return f"""pack: {{name: noi-bo, version: "1.0"}}
rules:
  - code: NB001
    name: house-words
    title: {{vi: "Cách viết của cơ quan", en: "The office's own wording"}}
    severity: warning
    check: substitution
    params:
      swap:
{swap}    message:
      vi: "Cơ quan viết “{{expected}}”, không viết “{{found}}”."
      en: "This office writes “{{expected}}”, not “{{found}}”."
    why: {{vi: "Danh sách từ ngữ của cơ quan.", en: "The office's list of words."}}
    basis: {{document: "Quy định của cơ quan", place: "danh sách từ ngữ"}}
    fix: suggest
    examples:
      bad:
        - {{text: {_quoted(f"1. Nội dung: {wrong} trong năm.")}}}
      good:
        - {{text: {_quoted(f"1. Nội dung: {right} trong năm.")}}}
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
