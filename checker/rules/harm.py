"""What a trial of fixes did to a text: which findings are new, and which of the fixes stand where they are.

A fix does harm where its own rule still reports at its place, where a rule reports more than before, where a rule reports at a
place at which it did not, and where a finding that the baseline knows becomes a new one. What stood there before and was not
told, since the mended finding owns the words, is none of these: it is told now.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from checker.base.record import dataclass
from checker.model.findings import FileReport, Finding, PlacedEdit
from checker.source.text import Source, Span

Known = Callable[[Finding], bool]  # whether the baseline holds a finding


def nobody_knows(finding: Finding) -> bool:
    """Without a baseline."""
    return False


@dataclass(frozen=True, slots=True)
class State:
    """A text with what was found in it."""

    source: Source
    report: FileReport


@dataclass(frozen=True, slots=True)
class Harm:
    """What came of a trial: whether harm was done, and the numbers of the fixes at whose places it shows (none: elsewhere)."""

    done: bool
    guilty: frozenset[int] = frozenset()


class Moves:
    """Where places of a text stand after edits, which are in order and do not overlap."""

    def __init__(self, edits: Sequence[PlacedEdit]):
        self._starts = [edit.raw.start for edit in edits]
        self._ends = [edit.raw.end for edit in edits]
        self._shift = [0]
        for edit in edits:
            self._shift.append(self._shift[-1] + len(edit.new) - (edit.raw.end - edit.raw.start))

    def span(self, raw: Span) -> Span:
        """Where a range stands after the edits; what was put in at its edges counts with it."""
        first = bisect_left(self._ends, raw.start)
        last = bisect_right(self._starts, raw.end)
        start = min(raw.start, self._starts[first]) if first < last else raw.start
        end = max(raw.end, self._ends[last - 1]) if first < last else raw.end
        return Span(start + self._shift[first], end + self._shift[max(first, last)])


def extents(finding: Finding, source: Source) -> list[Span]:
    """The ranges of the raw text that a finding speaks of, its own place first."""
    at = source.raw_offset
    return [Span(at(place.line, place.column), at(place.end_line, place.end_column)) for place in finding.everywhere]


def harm(before: State, after: State, fixes: Sequence[tuple[str, Sequence[PlacedEdit]]], moves: Moves, known: Known) -> Harm:
    """What the `fixes`, each with the code of its rule and its edits, did between two states of a text."""
    old, new = _by_code(before), _by_code(after)
    there = {code: _Spans(spans) for code, spans in old.items()}
    now = {code: _Spans(spans) for code, spans in new.items()}
    stood = {code: _Spans([moves.span(span) for span in spans]) for code, spans in old.items()}
    vain = {n for n, (code, edits) in enumerate(fixes) if code in now and _in_vain(edits, there[code], now[code], moves)}
    shown = _without_uncovered(before, after, moves)
    places = [(finding.code, extents(finding, after.source)[0]) for finding in shown]
    spots = [span for code, span in places if not (code in stood and stood[code].touching(span))]
    held = before.report.findings
    more = _count(shown, known) - _count(held, known) + (_count(shown) - _count(held))
    return Harm(bool(vain or spots or more), frozenset(vain) | _alone_at(spots, fixes, moves))


def _without_uncovered(before: State, after: State, moves: Moves) -> list[Finding]:
    """The findings after the fixes but for those that only the mended ones kept silent before."""
    silent: dict[str, list[Span]] = defaultdict(list)
    for code, raw in before.report.yielded:
        silent[code].append(moves.span(raw))
    there = {code: _Spans(spans) for code, spans in silent.items()}
    return [
        finding
        for finding in after.report.findings
        if finding.code not in there or not there[finding.code].touching(extents(finding, after.source)[0])
    ]


def _alone_at(spots: Sequence[Span], fixes: Sequence[tuple[str, Sequence[PlacedEdit]]], moves: Moves) -> frozenset[int]:
    """The fixes that are the only one at a spot."""
    if not spots:
        return frozenset()
    places = [(moves.span(edit.raw), number) for number, (_, edits) in enumerate(fixes) for edit in edits]
    found: set[int] = set()
    for spot in spots:
        here = {number for place, number in places if place.start <= spot.end and spot.start <= place.end}
        found |= here if len(here) == 1 else set()
    return frozenset(found)


class _Spans:
    """How many of many spans touch a place, found by their starts and their ends."""

    def __init__(self, spans: Iterable[Span]):
        spans = list(spans)
        self._starts, self._ends = sorted(span.start for span in spans), sorted(span.end for span in spans)

    def touching(self, place: Span) -> int:
        return bisect_right(self._starts, place.end) - bisect_left(self._ends, place.start)


def _by_code(state: State) -> Mapping[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for finding in state.report.findings:
        found[finding.code].extend(extents(finding, state.source))
    return found


def _in_vain(edits: Sequence[PlacedEdit], before: _Spans, after: _Spans, moves: Moves) -> bool:
    """Whether the rule of a fix reports at its place no less than before."""
    left = max(after.touching(moves.span(edit.raw)) for edit in edits)
    return left > 0 and left >= max(1, *(before.touching(edit.raw) for edit in edits))


def _count(findings: Iterable[Finding], known: Known = nobody_knows) -> Counter[str]:
    """The findings that the baseline does not hold, by code."""
    return Counter(finding.code for finding in findings if not known(finding))
