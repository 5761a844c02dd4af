"""History or present: whether a sentence speaks of a body or a place as something of the past, or names it only as an author."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.model.document import Document
from checker.model.plan import Plan
from checker.source.text import Span

_REACH = 260  # how far a sentence is followed to either side, in code points
_STOPS = (". ", ";", "\n\n", "|", ".\n", ": ", "\n-", "\n+")
_STOP = re.compile("|".join(map(re.escape, _STOPS)))
# also behind what the place lies in: 'huyện Văn Chấn, tỉnh Yên Bái (nay là …)'
_RIGHT_BEHIND = pattern(
    "duties",
    r"(?:(?:,\s(?:{{place_nouns}})\s[^\W\d_]+(?:\s[^\W\d_]+){0,3}){1,2}(?=\s\())?"
    r"\s{0,3}[(,-]?\s{0,3}(?:{{past_behind}}|\(?cũ)(?!\w)",
)
_BEFORE = pattern("duties", r"(?:{{past_before}})\s{0,3}\Z")
_OLD_TIMES = pattern("duties", r"(?:{{<past_in_sentence}}|trước\s+ngày\s+0?1/0?7/2025)(?!\w)")
_SITUATION = pattern("duties", r"(?:{{situation}})(?!\w)")
_TITLE = pattern(
    "duties", r"\s{0,3},?\s{0,3}(?:\([^()]{1,40}\)\s{1,3})?(?:của\s[^;.:]{3,90}?\s)?,?\s{0,3}[“\"]?(?:{{titles_begin}})(?!\w)"
)
_TITLE_END = re.compile(r";|\.\s|\./|\n\n|\||\sđược\s|, (?=[^,;]{0,40}(?:ban hành kế hoạch|xây dựng kế hoạch))")
_YEAR = re.compile(r"[12](?<!\d[12])(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_DONE = pattern("duties", r"{{<done}}(?!\w)")
_OF = pattern("duties", r"(?:của|do)\s+(?:(?:{{heads_of_bodies}})\s+){0,2}\Z")
_AUTHOR = pattern(
    "duties",
    r"(?:{{documents_of_bodies}}|ngày\s[\d/. thángnăm]{5,30}|số\s+\S{3,30})[^.;|:]{0,70}?(?<!\w)(?:của|do)\s+"
    r"(?:(?:{{heads_of_bodies}})\s+){0,2}\Z",
)


def situations(plan: Plan) -> list[Span]:
    """The sections that tell what was (đặc điểm, tình hình, kết quả), in order: nothing is set there, and nobody acts."""
    return [s.span for s in plan.sections if _SITUATION.match(plan.source.lower, s.title_span.start)]


def cited_titles(doc: Document) -> list[Span]:
    """The titles behind citations, in order: what 'về … trên địa bàn tỉnh Bình Dương' names belongs to the cited document.

    A title goes to the end of its part of the sentence.
    """
    lower = doc.source.lower
    found = []
    for one in doc.facts("citation"):
        if match := _TITLE.match(lower, one.span.end):
            stop = _TITLE_END.search(lower, match.end(), min(len(lower), match.end() + _REACH * 2))
            found.append(Span(match.start(), stop.start() if stop else match.end() + _REACH * 2))
    return found


def sentence(lower: str, start: int, end: int) -> Span:
    """The sentence or cell around a span, followed for a bounded way."""
    high = min(len(lower), end + _REACH)
    stop = _STOP.search(lower, end, high)
    return Span(sentence_start(lower, start), stop.start() if stop else high)


def line_start(lower: str, at: int) -> int:
    """Where the line of `at` begins."""
    return lower.rfind("\n", 0, at) + 1


def sentence_start(lower: str, start: int) -> int:
    """Where the sentence or cell before `start` begins, followed for a bounded way."""
    left = max(0, start - _REACH)
    for stop in _STOPS:
        at = lower.rfind(stop, left, start)
        if at >= 0:
            left = at + len(stop)
    return left


def is_past(lower: str, span: Span, year: int | None, heading: bool = False) -> bool:
    """Whether the words at `span` are history in their sentence: 'cũ', 'nay là', 'trước sáp nhập', 'của UBND huyện X năm 2023'.

    `year` is the plan's own; a year before it in the sentence counts. In a `heading`, a cell or a recipients' line only the words
    right at the name do.
    """
    start, end = span
    if _RIGHT_BEHIND.match(lower, end) or _BEFORE.search(lower, max(0, start - 24), start):
        return True
    if heading:
        return False
    around = sentence(lower, start, end)
    if _OLD_TIMES.search(lower, around.start, around.end) or _DONE.search(lower, around.start, start):
        return True
    if _OF.search(lower, max(0, start - 40), start) and _AUTHOR.search(lower, max(around.start, start - 130), start):
        return True
    low, high = max(around.start, start - 120), min(around.end, end + 60)
    return year is not None and any(int(y) < year for y in _YEAR.findall(lower, low, high))
