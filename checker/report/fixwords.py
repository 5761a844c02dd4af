"""A fix in words: the text before and after it, long enough to be understood."""

from __future__ import annotations

from checker.findings import Finding, PlacedFix
from checker.text import Source

_AROUND = 12  # code points beside an edit that are shown with it, where the words of the finding do not hold it


def change(finding: Finding, fix: PlacedFix, source: Source) -> tuple[str, str]:
    """(old, new) words of the input: those of the finding where they hold all edits, else the edits with a little around.

    A lone blank that is to go would say nothing by itself: '346/ KH-UBND' → '346/KH-UBND' does.
    """
    raw = source.raw
    start, end = source.raw_span(finding.span)
    first = min(edit.raw.start for edit in fix.edits)
    last = max(edit.raw.end for edit in fix.edits)
    if not start <= first <= last <= end or end - start > 120 or "\n" in raw[start:end]:
        start, end = _word_start(raw, first), _word_end(raw, last)
    new, done = [], start
    for edit in sorted(fix.edits, key=lambda edit: edit.raw):
        new += [raw[done:edit.raw.start], edit.new]
        done = edit.raw.end
    return raw[start:end], "".join([*new, raw[done:end]])


def _word_start(raw: str, at: int) -> int:
    low = max(0, at - _AROUND, raw.rfind("\n", 0, at) + 1)
    blank = raw.find(" ", low, max(low, at - 1)) if low == at - _AROUND else -1
    return blank + 1 if blank >= 0 else low


def _word_end(raw: str, at: int) -> int:
    stop = raw.find("\n", at)
    high = min(len(raw), at + _AROUND, stop if stop >= 0 else len(raw))
    blank = raw.rfind(" ", at + 1, high) if high == at + _AROUND else -1
    return blank if blank >= 0 else high
