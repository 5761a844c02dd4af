"""Documents of a registry for people: what is known of one, what a registry says against itself, what has changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

_TEXTS = {
    "vi": {
        "of": "ngày {}",
        "by": "của {}",
        "until": "hết hiệu lực từ ngày {}",
        "next": "thay bằng {}",
        "ended": "thời kỳ đến hết {}",
        "effective": "hiệu lực từ {}",
        "unsure": "chưa xác minh",
        "multi": "chỉ một kho văn bản nêu",
        "single": "chỉ một văn bản nêu",
        "over": "đến ngày {} đã hết hiệu lực",
        "not yet": "ngày {} chưa có hiệu lực",
        "no end": "ngày {}: chưa biết văn bản nào thay thế",
    },
    "en": {
        "of": "of {}",
        "by": "by {}",
        "until": "not in force since {}",
        "next": "replaced by {}",
        "ended": "period to {}",
        "effective": "in force from {}",
        "unsure": "not verified",
        "multi": "named by one collection of texts",
        "single": "named by one text",
        "over": "no longer in force on {}",
        "not yet": "not in force yet on {}",
        "no end": "{}: no successor known",
    },
}


def shown(entry: Mapping, lang: str, day: datetime.date | None = None) -> str:
    """Two lines for people: what it is, and what is known of its force (on a day, where one is given)."""
    texts = _TEXTS["en" if lang == "en" else "vi"]
    head = [f"{entry['type']} số {entry['id']}"]
    if entry.get("date"):
        head.append(texts["of"].format(_day(entry["date"])))
    if entry.get("issuer"):
        head.append(texts["by"].format(entry["issuer"]))
    notes = [
        texts[name].format(_day(entry[field]))
        for name, field in (("effective", "effective"), ("until", "until"), ("ended", "period_ended"))
        if entry.get(field)
    ]
    if entry.get("replaced_by"):
        notes.append(texts["next"].format(entry["replaced_by"]))
    if day:
        notes.append(texts[_state(entry, day)].format(_day(day)))
    if entry.get("evidence") in ("multi", "single"):
        notes.append(texts[entry["evidence"]])
    if not entry.get("verified", True) or entry.get("unverified"):
        notes.append(texts["unsure"] + (f": {', '.join(entry['unverified'])}" if entry.get("unverified") else ""))
    lines = [" ".join(head), f"  {entry['title']}" if entry.get("title") else "", f"  {'; '.join(notes)}" if notes else ""]
    return "".join(line + "\n" for line in lines if line)


def _state(entry: Mapping, day: datetime.date) -> str:
    """What is known of a document on a day: over, not yet, or that no end of it is known."""
    if entry.get("until") and entry["until"] <= day:
        return "over"
    start = entry.get("effective") or entry.get("date")
    return "not yet" if start and day < start else "no end"


_WRONG = {
    "type": ("loại văn bản không hợp với ký hiệu ({})", "the type does not fit the symbol ({})"),
    "year": ("năm trong số ({}) khác năm của ngày", "the year in the number ({}) is not that of the day"),
    "term": ("khóa Quốc hội không hợp với năm ({})", "the term of the National Assembly does not fit the year ({})"),
    "days": ("cùng số, cùng cơ quan mà ngày khác: {}", "same number and issuer, another day: {}"),
    "until": (
        "ngày hết hiệu lực ({}) không sau ngày ban hành, hoặc thay bằng chính nó",
        "it ends ({}) before its day, or follows itself",
    ),
}


def contradiction(kind: str, entry: Mapping, detail: object, lang: str) -> str:
    """One line about an entry that cannot be right."""
    if isinstance(detail, Mapping):
        detail = detail["date"]
    if isinstance(detail, (list, tuple)):
        detail = ", ".join(str(part) for part in detail if part is not None)
    if isinstance(detail, datetime.date):
        detail = _day(detail)
    return f"{entry['id']}: " + _WRONG[kind][lang == "en"].format(detail if detail is not None else "–")


def change(sign: str, entry: Mapping, changed: Mapping[str, tuple]) -> str:
    """'+ 77/QĐ-UBND …', '- …', or '~ 77/QĐ-UBND: date 2026-03-02 → 2026-03-12'."""
    if changed:
        return f"{sign} {entry['id']}: " + "; ".join(f"{name} {one} → {two}" for name, (one, two) in changed.items())
    return f"{sign} {entry['id']}" + "".join(f", {entry[name]}" for name in ("date", "issuer", "title") if entry.get(name))


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"
