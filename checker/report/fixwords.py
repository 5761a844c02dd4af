"""A fix in words: the text before and after it, long enough to be understood."""

from __future__ import annotations

from checker.findings import Finding, PlacedFix
from checker.text import Source

_WHOLE = 60  # code points up to which all words of a finding are shown
_AROUND = 24  # code points beside the edits that are shown otherwise


def change(finding: Finding, fix: PlacedFix, source: Source) -> tuple[str, str]:
    """(old, new) words of the input: those of the finding where they are short and hold all edits, else the edits with a little
    around, cut at blanks and marked '…'.

    A lone blank that is to go would say nothing by itself: '346/ KH-UBND' → '346/KH-UBND' does.
    """
    raw = source.raw
    start, end = source.raw_span(finding.span)
    first = min(edit.raw.start for edit in fix.edits)
    last = max(edit.raw.end for edit in fix.edits)
    inside = start <= first <= last <= end and "\n" not in raw[start:end]
    if not inside or end - start > _WHOLE:
        low, high = (start, end) if inside else (raw.rfind("\n", 0, first) + 1, _line_end(raw, last))
        start, end = _word_start(raw, low, first), _word_end(raw, high, last)
    else:
        low, high = start, end
    new, done = [], start
    for edit in sorted(fix.edits, key=lambda edit: edit.raw):
        new += [raw[done:edit.raw.start], edit.new]
        done = edit.raw.end
    before, after = "…" * (start > low), "…" * (end < high)
    return f"{before}{raw[start:end]}{after}", f"{before}{''.join([*new, raw[done:end]])}{after}"


def _line_end(raw: str, at: int) -> int:
    stop = raw.find("\n", at)
    return stop if stop >= 0 else len(raw)


def _word_start(raw: str, low: int, at: int) -> int:
    if at - low <= _AROUND:
        return low
    blank = raw.find(" ", at - _AROUND, at - 1)
    return blank + 1 if blank >= 0 else at - _AROUND


def _word_end(raw: str, high: int, at: int) -> int:
    if high - at <= _AROUND:
        return high
    blank = raw.rfind(" ", at + 1, at + _AROUND)
    return blank if blank >= 0 else at + _AROUND
