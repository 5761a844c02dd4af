"""The plan's own period, kept apart from the periods of what it cites or carries out.

It is read in the subject; where that names none, in the time set for carrying out, the opening and the closing. What the other
places say of the same plan is held against it.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.records import OwnPeriod, Period
from checker.language.words import WORD
from checker.model.document import Document, inside
from checker.source.text import Span

_ISSUES = pattern("duties", r"(?:{{issues_a_plan}})\s[^.;]{0,40}?kế\s+hoạch(?!\s+số)")
_CLOSES = re.compile(r"trên\s+đây\s+là\s")
_NAMES_ITSELF = re.compile(r"trên\s+đây\s+là\s+(?:toàn\s+bộ\s+)?(?:nội\s+dung\s+)?kế\s+hoạch(?!\s+số)")
_NEXT_CLAUSE = pattern("duties", r"[;.]|,\s+(?:{{orders}}|các|trong|căn\s+cứ)(?!\w)")
_TIMELINE = pattern("duties", r"(?:{{timelines}})\s{0,3}[:.]?\s{0,4}")
_PROGRAMME = pattern("duties", r"(?<!\w)(?:{{programmes}})(?!\w)")
_KINDS = ("range", "year", "school")


def read_own_periods(doc: Document) -> tuple[OwnPeriod, ...]:
    """The statements of the plan's own period: the one it is read from first, then those that contradict it, in order."""
    statements = list(_statements(doc))
    named = [s for s in statements if s[1] == "subject"] or [s for s in statements if s[0].kind == "range" or s[1] == "timeline"]
    base = named[0] if named else None
    if base is None:
        return ()
    own = _narrowest([p for p, part in statements if part == base[1]])
    subject = [p for p, part in statements if part == base[1]]
    found = [OwnPeriod(own.span, own, base[1])]
    for period, part in statements:
        if part != base[1] and (clash := _clash(doc, period, part, subject)):
            found.append(OwnPeriod(period.span, period, part, clash))
    if base[1] == "subject":
        found.extend(_echoes(doc, own, {s.span for s in found}))
    return tuple(found)


def _narrowest(periods: list[Period]) -> Period:
    """Of 'Chương trình giai đoạn 2021-2030 năm 2026' the year: the plan's own period lies in its programme's."""
    return min(periods, key=lambda p: (p.end - p.start).days if p.start and p.end else 100000)


def _statements(doc: Document) -> Iterator[tuple[Period, str]]:
    """(period, part) for each period that speaks of the plan itself."""
    periods = [p for p in doc.facts("period") if not p.cited and p.end]
    starts = [p.span.start for p in periods]
    for part, span, kinds in _places(doc):
        for period in periods[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
            if period.kind in kinds:
                yield period, part


def _places(doc: Document) -> Iterator[tuple[str, Span, Sequence[str]]]:
    """(part, words, kinds of periods) where a plan says of what time it is."""
    plan, lower = doc.plan, doc.source.lower
    if plan.header.subject_span:
        yield "subject", plan.header.subject_span, (*_KINDS, "until")
    if plan.opening and (issues := list(_ISSUES.finditer(lower, *plan.opening))):
        yield "opening", Span(issues[-1].start(), plan.opening.end), _KINDS
    for section in plan.sections:
        for part in (section, *section.children):
            if "timeline" in part.roles or _TIMELINE.match(lower, part.title_span.start):
                yield "timeline", _first_line(doc, part), (*_KINDS, "days")
    if plan.closing and (closes := _CLOSES.match(lower, plan.closing.start)):
        stop = lower.find(". ", closes.end(), plan.closing.end)
        yield "closing", Span(closes.end(), stop if stop > 0 else plan.closing.end), _KINDS


def _first_line(doc: Document, section) -> Span:
    """The words that state the time: what follows 'Thời gian thực hiện' in the section's title or first block."""
    match = _TIMELINE.search(doc.source.lower, section.title_span.start, min(section.span.end, section.title_span.start + 400))
    if not match:
        return Span(section.span.start, section.span.start)
    stop = re.compile(r"[.;\n]\s").search(doc.text, match.end() + 8, section.span.end)
    return Span(match.end(), stop.start() + 1 if stop else section.span.end)


def _clash(doc: Document, period: Period, part: str, subject: list[Period]) -> Period | None:
    """The period of the subject that this one contradicts: of the same kind, not said there, and nothing said there fits."""
    if any(_same(period, own) for own in subject):
        return None
    for own in subject:
        if own.kind != period.kind or own.start is None or period.start is None:
            continue
        inside = own.start <= period.start and period.end <= (own.horizon or own.end)
        around = period.start <= own.start and own.end <= period.end
        if part == "timeline":
            if not inside and (period.kind != "year"):
                return own
        elif own.kind == "year":
            if _before(doc, period, 2) == _before(doc, own, 2) or _is_named(doc, period, part):
                return own
        elif not (around and period.end.year - period.start.year >= 9):
            return own
    return None


def _is_named(doc: Document, period: Period, part: str) -> bool:
    """Whether the closing or the opening names the plan itself by this year: 'Trên đây là Kế hoạch … năm 2027', 'ban hành Kế
    hoạch … năm 2027 như sau'; not what it carries out."""
    lower = doc.source.lower
    where, names = {"closing": (doc.plan.closing, _NAMES_ITSELF), "opening": (doc.plan.opening, _ISSUES)}.get(part, (None, None))
    named = names.search(lower, where.start, period.span.start) if where and names else None
    if part == "opening" and not lower.startswith(("như sau", "với"), period.span.end + 1):
        return False
    return named is not None and not any(
        pattern.search(lower, named.end(), period.span.start) for pattern in (_PROGRAMME, _NEXT_CLAUSE)
    )


def _same(a: Period, b: Period) -> bool:
    return a.start == b.start and a.end == b.end or a.horizon is not None and a.horizon == b.end


def _before(doc: Document, period: Period, many: int) -> list[str]:
    start = period.span.start
    return WORD.findall(doc.source.lower[max(0, start - 60) : start])[-many:]


_TITLE_OF_ANOTHER = re.compile(r"\s+(?:về|ban hành|phê duyệt)\s")
_LONGEST_TITLE = 250


def _in_the_title_of_another(doc: Document, at: int) -> bool:
    """Whether what stands at `at` is of the title of a document cited in front of it: 'Kế hoạch số 12/KH-UBND … về … giai đoạn
    2026 - 2028'."""
    before = bisect_left(doc.cited_spans, Span(at, at)) - 1
    if before < 0:
        return False
    lower, end = doc.source.lower, doc.cited_spans[before].end
    between = _TITLE_OF_ANOTHER.match(lower, end, at)
    return between is not None and at - end < _LONGEST_TITLE and not _NEXT_CLAUSE.search(lower, end, at)


def _echoes(doc: Document, own: Period, seen: set[Span]) -> Iterator[OwnPeriod]:
    """Ranges in the body behind the very words that stand before the subject's, with another end: a slip of its period."""
    if own.kind != "range" or not own.start:
        return
    words = _before(doc, own, 3)
    if len(words) < 3:
        return
    lower = doc.source.lower
    for period in doc.facts("period"):
        if period.kind != "range" or period.cited or not period.start or period.span in seen or _same(period, own):
            continue
        if inside(doc.plan.legal_basis, period.span.start) or _in_the_title_of_another(doc, period.span.start):
            continue  # 'Căn cứ Kết luận số 12-KL/TW … phát triển vùng Tây Nguyên thời kỳ 2011 - 2020'
        shares = period.start == own.start or period.end == own.end
        overlaps = min(period.end, own.end) - max(period.start, own.start) > datetime.timedelta(days=400)
        if not shares or not overlaps or period.horizon is not None:
            continue
        before = _before(doc, period, 3)
        start = period.span.start
        named = _PROGRAMME.search(lower, max(0, start - 70), start) is not None
        if before == words or before[1:] == words[1:] and not named:
            yield OwnPeriod(period.span, period, "body", own)
