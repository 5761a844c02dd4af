"""What must hold for any text, judged without the code that it is said of."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from checker.model.findings import FileReport
from checker.rules.fixes import Fixed
from checker.rules.tool_findings import CRASHED
from checker.source.folding import ALIKE

_LINE_END = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ALIKE = str.maketrans(ALIKE)


def crashed(report: FileReport) -> list[str]:
    """The messages of checks that failed."""
    return [finding.message for finding in report.findings if finding.code == CRASHED]


def wrong_places(report: FileReport, raw: str) -> Iterator[str]:
    """Places, related places and edits whose lines and columns do not hold the words that they name."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]
    for finding in report.findings:
        places = [finding.place, *(note.place for note in finding.related), *(other.place for other in finding.places)]
        places += [edit.place for fix in finding.fixes for edit in fix.edits]
        for place in places:
            if not (0 < place.line <= place.end_line <= len(starts)):
                yield f"{finding.code}: no line {place.line}–{place.end_line}"
                continue
            start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
            if raw[start:end] != place.text:
                yield f"{finding.code} {place.line}:{place.column}: {raw[start:end]!r} and not {place.text!r}"
        for fix in finding.fixes:
            for edit in fix.edits:
                line = bisect_right(starts, edit.raw.start)
                if (edit.place.line, edit.place.column) != (line, edit.raw.start - starts[line - 1] + 1):
                    yield f"{finding.code}: an edit at {edit.raw} told at {edit.place.line}:{edit.place.column}"


def wrong_quotes(report: FileReport, raw: str) -> Iterator[str]:
    """Findings whose message quotes as found a word that stands nowhere in the text. What is said without quotation marks
    is no quote: an amount by its value."""
    bare = _COMMENT.sub("", raw)  # what was a comment for the rule; and a mark of emphasis parts a letter from its accent
    words = f"{_plain(raw)} {_plain(bare)} {_plain(bare.replace('*', ''))}"
    for finding in report.findings:
        found = finding.args.get("found")
        if (
            isinstance(found, str)
            and f"“{found}”" in finding.message
            and not all(_plain(word) in words for word in found.removesuffix("…").split())
        ):
            yield f"{finding.code}: quotes {found!r}, place {finding.place.text!r}"


def _plain(text: str) -> str:
    """Letters and figures alone, those that look alike as one: a quotation has neither marks, blanks nor what nobody sees."""
    composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return "".join(char for char in composed if char.isalnum()).casefold()


def spoiled(fixed: Fixed) -> list[str]:
    """What a fix has spoiled: more findings of a code, and findings where their code had none before; but for those that stood
    there unsaid, since what was mended owned the words."""
    before, after = fixed.before.raw, fixed.after.raw
    mapped = _back(before, after)
    silent = [(code, *raw) for code, raw in fixed.first.yielded]
    now = [one for one in _offsets(after, fixed.last, related=False) if not _near(one[0], mapped(*one[1:]), silent)]
    counts = Counter(code for code, _, _ in now)
    counts.subtract(Counter(finding.code for finding in fixed.first.findings))
    wrong = [f"{code} +{more}" for code, more in counts.items() if more > 0]
    old = _offsets(before, fixed.first, related=True)
    return wrong + [f"{code} at {after[a:b]!r}" for code, a, b in now if not _near(code, mapped(a, b), old)]


def _near(code: str, at: tuple[int, int], places: list[tuple[str, int, int]]) -> bool:
    """Whether one of the places is of this code and touches the range or all but touches it."""
    return any(code == other and first <= at[1] + 1 and at[0] <= last + 1 for other, first, last in places)


def _offsets(text: str, report: FileReport, related: bool) -> list[tuple[str, int, int]]:
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    found = []
    for finding in report.findings:
        for place in finding.everywhere if related else [finding.place]:
            start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
            found.append((finding.code, start, end))
    return found


def _back(before: str, after: str):
    """Where a range of the text after it stood before, word by word; words that are new stand where those around them stood."""
    blocks = difflib.SequenceMatcher(None, re.split(r"\s", before), re.split(r"\s", after), autojunk=False).get_matching_blocks()
    old, new = _word_starts(before), _word_starts(after)

    def mapped(start: int, end: int) -> tuple[int, int]:
        low, high = 0, len(before)
        for block in blocks:
            if not block.size:
                continue
            a, b = old[block.a], new[block.b]
            stop = new[block.b + block.size] if block.b + block.size < len(new) else len(after)
            if stop <= start:
                low = a + (stop - b)
            elif b >= end:
                high = min(high, a)
            else:
                if b <= start:
                    low = a + (start - b)
                if end <= stop:
                    high = min(high, a + (end - b))
        return low, max(low, high)

    return mapped


def _word_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\s", text))]
