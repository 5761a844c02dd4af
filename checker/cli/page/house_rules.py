"""House rules from a table of two columns, 'từ sai → từ đúng', as an office keeps them: pasted text or a workbook."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterable

from checker.base import regex as re

_PARTING = re.compile(r"\t+|\s*(?:→|->|=>|;)\s*")
_HEADINGS = ("từ sai", "sai")
MOST = 500
_EXAMPLE = "Mẫu chữ để thử cặp từ này của danh sách: {}."  # stands alone: a plan around it would hold words of the list, too


def pairs_of_text(text: str) -> list[tuple[str, str]]:
    """'bộ phận một cửa → Trung tâm …', a pair a line, parted by a tab, an arrow or a semicolon."""
    return _kept(_PARTING.split(line.strip(), 1) for line in text.splitlines())


def pairs_of_workbook(data: bytes) -> list[tuple[str, str]]:
    """The first two columns of the first sheet."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    return _kept([str(cell or "") for cell in row] for row in sheet.iter_rows(max_col=2, max_row=MOST + 1, values_only=True))


def _kept(rows: Iterable[list[str]]) -> list[tuple[str, str]]:
    """The pairs that say something: no headings, nothing twice, none that turns an earlier one round."""
    kept: dict[str, str] = {}
    for row in rows:
        wrong, right = (unicodedata.normalize("NFC", " ".join(cell.split())).strip("⟦⟧") for cell in (*row, "", "")[:2])
        if wrong and right and wrong != right and wrong.lower() not in _HEADINGS and kept.get(right) != wrong:
            kept.setdefault(wrong, right)
    return list(kept.items())[:MOST]


def pack(pairs: list[tuple[str, str]]) -> str:
    """The pack of YAML for the pairs, one rule; JSON strings are strings of YAML too."""
    swap = "".join(f"        {_quoted(wrong)}: {_quoted(right)}\n" for wrong, right in dict(pairs).items())
    wrong = pairs[0][0]
    others = [(other.lower(), own) for other, own in pairs]
    right = next((right for _, right in pairs if not any(w in right.lower() and own != right for w, own in others)), pairs[-1][1])
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
        - {{in: whole, text: {_quoted(_EXAMPLE.format(wrong))}}}
      good:
        - {{in: whole, text: {_quoted(_EXAMPLE.format(right))}}}
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
