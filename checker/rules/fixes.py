"""Fixes that can be trusted: choosing among those that findings offer, applying them, and judging what came of it.

The promises, each held here and not left to the rules: an edit stays inside the words (or the related places) of its own
finding; two edits never overlap; a safe fix changes neither the value of a number nor the letters of a word; what stands
between the edits stays byte for byte; a fix that does harm (see `harm.py`) is not applied; rounds follow until nothing changes.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.base import regex as re
from checker.base.errors import Refused
from checker.base.record import dataclass, replace
from checker.model.findings import FileReport, Finding, PlacedEdit, PlacedFix
from checker.rules.harm import Harm, Known, Moves, State, harm, nobody_knows
from checker.source.folding import ALIKE
from checker.source.text import Place, Source, Span, in_order

MOST_ROUNDS = 40
MOST_TRIALS = 16  # texts judged in one pass to find out which fixes do harm where the findings do not show it
MOST_FIXES = 5000  # offered in one text: each round judges all of it, and more than so many are no slips but a spoiled file
_NEAR = 24  # code points around an edit in which a number or a word that it touches ends

Lint = Callable[[Source], FileReport]


@dataclass(frozen=True, slots=True)
class Choice:
    """A fix that is to be applied, with the finding that it mends."""

    finding: Finding
    fix: PlacedFix


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of one text: its source before and after, the report of each, and how many findings of which code were mended.

    `refused` counts, by code, the fixes that were left out because they do harm (see `harm.py`).
    """

    before: Source
    after: Source
    first: FileReport
    last: FileReport
    mended: Counter[str]
    refused: Counter[str]
    rounds: int

    @property
    def changed(self) -> bool:
        """Whether the text is another one now."""
        return self.before.raw != self.after.raw


def fix_source(source: Source, lint: Lint, unsafe: bool = False, known: Known = nobody_knows) -> Fixed:
    """Apply the fixes of a text, pass after pass, until a pass changes nothing: a second run is that last pass again, so it
    changes nothing either. A text that does not come to rest is left as it was. `lint` judges; `known` tells the findings that
    the baseline holds. Raises `Refused` where more fixes are offered than anybody would look through.
    """
    first = State(source, lint(source))
    if (count := sum(1 for _ in offered(first.report.findings, source, unsafe))) > MOST_FIXES:
        raise Refused(f"quá nhiều chỗ cần sửa ({count}; tối đa {MOST_FIXES})", f"too many fixes ({count}; at most {MOST_FIXES})")
    now, mended, rounds = first, Counter[str](), 0
    while True:
        run = _Pass(lint, unsafe, known, MOST_ROUNDS - rounds)
        after = run.over(now)
        rounds += run.rounds
        if run.restless:
            return Fixed(source, source, first.report, first.report, Counter(), mended + run.mended + run.refused, rounds)
        if not run.mended:
            return Fixed(source, now.source, first.report, now.report, mended, run.refused, rounds)
        mended += run.mended
        now = after


def proven(source: Source, findings: Iterable[Finding], lint: Lint) -> list[PlacedEdit]:
    """The edits of the safe fixes that these findings of a text offer, each proved as `fix_source` proves them: what is recorded
    in a copy, or chosen by a reader, does no harm either."""
    findings = tuple(findings)
    if not any(offered(findings, source)):
        return []
    return edits_of(_Pass(lint, unsafe=False, known=nobody_knows, rounds=1).once(State(source, lint(source)), findings))


class _Pass:
    """Rounds over a text until no fix is left that was not tried. What does harm is not tried again."""

    def __init__(self, lint: Lint, unsafe: bool, known: Known, rounds: int):
        self._lint, self._unsafe, self._known = lint, unsafe, known
        self._rounds_left, self._trials = rounds, MOST_TRIALS
        self.rounds, self.restless = 0, False
        self.mended: Counter[str] = Counter()
        self._harmful: dict[tuple, str] = {}  # fixes that do harm, by their mark, with their code

    @property
    def refused(self) -> Counter[str]:
        """The fixes that do harm, by code."""
        return Counter(self._harmful.values())

    def once(self, base: State, findings: Iterable[Finding]) -> list[Choice]:
        """The fixes of these findings that do no harm."""
        return self._round(base, without_overlaps(offered(findings, base.source, self._unsafe)))[1]

    def over(self, now: State) -> State:
        """The text after all rounds."""
        while choices := self._wanted(now):
            if self.rounds == self._rounds_left:
                self.restless = True
                return now
            marks = {id(choice): _mark(now.source, choice) for choice in choices}
            now, applied = self._round(now, choices)
            self.rounds += bool(applied)
            self.mended.update(choice.finding.code for choice in applied)
            done = {id(choice) for choice in applied}
            self._harmful |= {marks[id(one)]: one.finding.code for one in choices if id(one) not in done}
        return now

    def _wanted(self, now: State) -> list[Choice]:
        choices = offered(now.report.findings, now.source, self._unsafe)
        return without_overlaps(choice for choice in choices if _mark(now.source, choice) not in self._harmful)

    def _round(self, base: State, choices: Sequence[Choice]) -> tuple[State, list[Choice]]:
        """All choices at once, without those at whose places harm shows; where it shows at none, halves of them, and halves
        of these. Returns the text after it and the choices that were applied."""
        wanted = list(choices)
        while wanted:
            after, damage = self._trial(base, wanted)
            if not damage.done:
                return after, wanted
            if not damage.guilty or self._trials <= 0:
                return self._admit(base, base, [], wanted)
            self._trials -= 1
            wanted = [choice for number, choice in enumerate(wanted) if number not in damage.guilty]
        return base, []

    def _admit(self, base: State, now: State, kept: list[Choice], more: list[Choice]) -> tuple[State, list[Choice]]:
        """Those of `more` that do no harm beside those that are kept; all of a half at once where that is so."""
        half = (len(more) + 1) // 2
        for part in (more[:half], more[half:]):
            if not part or self._trials <= 0:
                continue
            self._trials -= 1
            after, damage = self._trial(base, kept + part)
            if not damage.done:
                now, kept = after, kept + part
            elif len(part) > 1:
                now, kept = self._admit(base, now, kept, part)
        return now, kept

    def _trial(self, base: State, choices: Sequence[Choice]) -> tuple[State, Harm]:
        """The text with the choices applied, and what harm that does."""
        edits = edits_of(choices)
        source = edited(base.source, edits)
        after = State(source, self._lint(source))
        fixes = [(choice.finding.code, choice.fix.edits) for choice in choices]
        return after, harm(base, after, fixes, Moves(edits), self._known)


def _mark(source: Source, choice: Choice) -> tuple:
    """What tells a fix in the next round, when its place has moved: the rule, the words around, and what it puts in."""
    edits = choice.fix.edits
    start, end = min(edit.raw.start for edit in edits), max(edit.raw.end for edit in edits)
    return choice.finding.code, source.raw[max(0, start - 12) : end + 12], tuple(edit.new for edit in edits)


# -- choosing ---------------------------------------------------------------------------------------------------------


def offered(findings: Iterable[Finding], source: Source, unsafe: bool = False) -> Iterator[Choice]:
    """The first fix of each finding that may be applied and keeps its promises, in the order of the findings."""
    levels = ("safe", "unsafe") if unsafe else ("safe",)
    starts = _line_starts(source.raw)
    for finding in findings:
        for fix in finding.fixes:
            if fix.safety in levels and fix.edits and _in_words(source, fix) and keeps_promises(finding, fix, source.raw, starts):
                yield Choice(finding, fix)
                break


def _in_words(source: Source, fix: PlacedFix) -> bool:
    """Whether the file has the words that a fix changes: an automatic number of Word's stands in none."""
    layout = source.layout
    return layout is None or all(layout.editable(*edit.raw, edit.new) for edit in fix.edits)


def without_overlaps(choices: Iterable[Choice]) -> list[Choice]:
    """The choices whose edits touch no edit of an earlier one. First come the ones that begin first, then the shorter ones, then
    by code: the same whatever order they are given in."""
    taken: list[tuple[int, int]] = []  # in order, none touching another
    kept: list[Choice] = []
    known: set[tuple[int, int, str]] = set()
    for choice in sorted(choices, key=_order):
        edits = [(edit.raw.start, edit.raw.end, edit.new) for edit in choice.fix.edits]
        fresh = [edit for edit in edits if edit not in known]
        if any(_touches(start, end, taken) for start, end, _ in fresh):
            continue
        kept.append(choice)
        known.update(edits)
        for start, end, _ in fresh:
            insort(taken, (start, end))
    return kept


def _touches(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether an edit overlaps one of those in `taken`, which are in order: only its neighbours can."""
    at = bisect_left(taken, (start, end))
    return any(_overlap(start, end, other) for other in taken[max(0, at - 2) : at + 2])


def _order(choice: Choice) -> tuple[int, int, str, int]:
    starts = [edit.raw.start for edit in choice.fix.edits]
    ends = [edit.raw.end for edit in choice.fix.edits]
    return min(starts), max(ends), choice.finding.code, len(starts)


def _overlap(start: int, end: int, other: tuple[int, int]) -> bool:
    """Whether two edits share a character, or one puts something in where the other begins or ends."""
    if start == end or other[0] == other[1]:
        return start <= other[1] and other[0] <= end
    return start < other[1] and other[0] < end


def edits_of(choices: Iterable[Choice]) -> list[PlacedEdit]:
    """The edits of the choices in order of place, each once."""
    unique = {(edit.raw.start, edit.raw.end, edit.new): edit for choice in choices for edit in choice.fix.edits}
    return [unique[key] for key in sorted(unique)]


def apply(raw: str, edits: Sequence[PlacedEdit]) -> str:
    """`raw` with the edits made; they are in order and do not overlap. What stands between them is copied as it is."""
    pieces, done = [], 0
    for edit in edits:
        pieces.append(raw[done : edit.raw.start])
        pieces.append(edit.new)
        done = edit.raw.end
    pieces.append(raw[done:])
    return "".join(pieces)


def edited(source: Source, edits: Sequence[PlacedEdit]) -> Source:
    """The source with the edits made; a layout moves along."""
    layout = source.layout
    if layout is not None:
        layout = layout.edited([(*edit.raw, edit.new) for edit in edits])
    return replace(source, raw=apply(source.raw, edits), layout=layout)


def changes(before: Source, after: Source) -> list[PlacedEdit]:
    """What was changed between two states of a Word file, paragraph by paragraph, as edits of the first."""
    import difflib

    edits: list[PlacedEdit] = []
    start = 0
    for old, new in zip(before.raw.split("\n"), after.raw.split("\n"), strict=True):
        if old != new:
            for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if kind != "equal":
                    raw = Span(start + a, start + b)
                    edits.append(PlacedEdit(before.place(before.folded_span(raw)), raw, new[c:d]))
        start += len(old) + 1
    return edits


# -- the promises of a fix --------------------------------------------------------------------------------------------


def keeps_promises(finding: Finding, fix: PlacedFix, raw: str, starts: Sequence[int] | None = None) -> bool:
    """Whether a fix changes something, stays inside its finding's places, has no overlapping edits, and, where it is called
    safe, leaves numbers and words what they are. `starts` are the offsets of the lines of `raw`."""
    edits = sorted(fix.edits, key=lambda edit: edit.raw)
    if all(raw[edit.raw.start : edit.raw.end] == edit.new for edit in edits):
        return False
    if any(_overlap(*one.raw, other.raw) for one, other in zip(edits, edits[1:])):  # noqa: B905
        return False
    places = [_extent(place, starts or _line_starts(raw)) for place in finding.everywhere]
    if not all(any(_inside(edit, place, raw) for place in places) for edit in edits):
        return False
    return fix.safety != "safe" or keeps_meaning(raw, edits)


def _extent(place: Place, starts: Sequence[int]) -> tuple[int, int]:
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1


def _inside(edit: PlacedEdit, place: tuple[int, int], raw: str) -> bool:
    """Whether an edit stands inside a place, white space and marks of emphasis at its end included."""
    start, end = place
    return start <= edit.raw.start and (edit.raw.end <= end or not raw[end : edit.raw.end].strip("* \t\r\n"))


_LINE_END = re.compile(r"\r\n?|\n")


def _line_starts(raw: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(raw))]


def keeps_meaning(raw: str, edits: Sequence[PlacedEdit]) -> bool:
    """Whether the numbers that the edits touch keep their values and the words their letters.

    Leading zeros, capitals, marks, blanks and the code of a letter may change, and a word may come in ('số'); a comment of the
    tool itself may go.
    """
    for group in _near_each_other(edits):
        start, end = max(0, group[0].raw.start - _NEAR), min(len(raw), group[-1].raw.end + _NEAR)
        before = raw[start:end]
        moved = [replace(edit, raw=edit.raw._replace(start=edit.raw.start - start, end=edit.raw.end - start)) for edit in group]
        after = apply(before, moved)
        if before[_NEAR:].lstrip().startswith("<!--") or "<!--" in before:
            before, after = _COMMENT.sub("", before), _COMMENT.sub("", after)
        if _numbers(before) != _numbers(after) or not in_order(_letters(before), _letters(after)):
            return False
    return True


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _near_each_other(edits: Sequence[PlacedEdit]) -> Iterator[list[PlacedEdit]]:
    """The edits in groups whose surroundings do not meet."""
    group: list[PlacedEdit] = []
    for edit in edits:
        if group and edit.raw.start - group[-1].raw.end > 2 * _NEAR:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"[0-9]+", text)]


_ALIKE = str.maketrans(ALIKE)


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", "".join(char for char in text if unicodedata.category(char) != "Cf"))
    return "".join(char for char in composed.translate(_ALIKE).casefold() if char.isalpha())
