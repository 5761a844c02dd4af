"""The examples of a rule entry: words that break it, with the marks that say where, in one slot of a clean plan."""

from __future__ import annotations

import datetime

from checker.base import regex as re
from checker.base.yaml_cursor import At, choice, mapping
from checker.families.page.example import LAYOUT_KEYS
from checker.model.findings import STAGES

KINDS = ("state", "party", "front", "school", "other")
SLOTS = (
    "header",
    "number",
    "place_date",
    "title",
    "opening",
    "purpose",
    "tasks",
    "body",
    "budget_heading",
    "budget",
    "organisation_heading",
    "organisation",
    "recipients",
    "signature",
    "closing",
    "appendix",
    "whole",
)


def examples(at: At, value: object) -> tuple[tuple, ...]:
    value = mapping(at, value)
    at.known_keys(value, ("bad", "good"))
    found: list[tuple | None] = []
    for name in ("bad", "good"):
        entries = value.get(name, [])
        if not isinstance(entries, list):
            (at / name).wrong("ví dụ phải là danh sách", "examples must be a list")
            continue
        found.extend(_example(at / name / i, entry, name == "bad") for i, entry in enumerate(entries))
    return tuple(filter(None, found))


EXAMPLE_KEYS = ("text", "in", "stage", "as_of", "date", "kind", "layout", "beside")


def _example(at: At, entry: object, bad: bool) -> tuple | None:
    if isinstance(entry, str):
        entry = {"text": entry}
        here = at
    else:
        entry = mapping(at, entry)
        at.known_keys(entry, EXAMPLE_KEYS)
        here = at / "text"
    text = entry.get("text")
    if not isinstance(text, str):
        at.wrong("ví dụ thiếu “text”", "the example has no “text”")
        return None
    plain, marks = _marked(here, text)
    if marks and not bad:
        here.wrong("ví dụ đúng không đánh dấu ⟦…⟧", "a good example has no marks ⟦…⟧")
    slot = choice(*SLOTS)(at / "in", entry["in"]) if "in" in entry else "body"
    stage = choice(*STAGES)(at / "stage", entry["stage"]) if "stage" in entry else "draft"
    kind = choice(*KINDS)(at / "kind", entry["kind"]) if "kind" in entry else "state"
    for key in ("as_of", "date"):
        if key in entry and not isinstance(entry[key], datetime.date):
            (at / key).wrong("phải là ngày, ví dụ 2026-03-05", "must be a date such as 2026-03-05")
    as_of, date = (str(entry[key]) if key in entry else None for key in ("as_of", "date"))
    beside = entry.get("beside", "")
    if not isinstance(beside, str):
        (at / "beside").wrong("phải là văn bản nằm cạnh", "must be the text that lies beside")
    layout = mapping(at / "layout", entry["layout"]) if "layout" in entry else {}
    if layout:
        (at / "layout").known_keys(layout, LAYOUT_KEYS)
    return plain, marks, bad, slot, at.place[0], stage, as_of, date, kind, tuple(layout.items()), beside


def _marked(here: At, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its marks ⟦…⟧, and the ranges between them."""
    marks: list[tuple[int, int]] = []
    plain, begin, paired = "", None, True
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            paired &= begin is None
            begin = len(plain)
        elif piece == "⟧":
            paired &= begin is not None
            marks.append((begin or 0, len(plain)))
            begin = None
        else:
            plain += piece
    if begin is not None or not paired:
        here.wrong("dấu ⟦…⟧ không thành cặp", "the marks ⟦…⟧ do not pair")
    return plain, tuple(marks)
