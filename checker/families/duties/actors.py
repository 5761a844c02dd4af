"""Actors: whoever a block of the organisation section is for, known agency or not (Đoàn xã, GVCN, doanh nghiệp, hộ gia đình)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.assignments import begins_with_a_body
from checker.families.duties.records import Agency, Assignment
from checker.model.document import Document
from checker.source.text import Span

_CALL = pattern(
    "duties",
    r"(?:\W{0,4}(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[ivx]{1,4})[.)]\s{0,3})?\W{0,4}"
    r"(?:(?:{{title_calls}})\s{1,3}[:]?\s{0,3}){0,4}",
)
_BODY = pattern("duties", r"(?:(?:{{many}})\s+)?(?:{{bodies}})(?!\w)")
_NAMED_BY_A_VERB = pattern(
    "duties", r"(?:(?:{{many}})\s+)?(?:{{bodies_named_by_a_verb}})\s+(?:{{acts}}|{{actions}}|giám\s+sát|công\s+tác)(?!\w)"
)
_DOES = pattern("duties", r"[:;.]|\n\n|(?<!các),?\s+(?:{{further_acts}}|{{acts}}|{{actions}})(?!\w)|,\s+(?:căn\s+cứ|theo)(?!\w)")
_LEADS_IN = pattern("duties", r"(?:{{leads_in}})(?!\w)")
_OF_BODIES = pattern("duties", r"của\s+(?:{{many}}\s+)?(?:{{bodies}})\Z")
_COMMA = re.compile(r",\s{1,3}")
_MOST = 300  # code points of a name with what it is named by


def actor_of(doc: Document, one: Assignment) -> Agency | None:
    """Whom a block without a known agency is for: its words up to what is to be done; None where it begins otherwise."""
    lower = doc.source.lower
    start = _CALL.match(lower, one.title.start, one.title.end).end()
    end = one.title.end
    start = _behind_the_lead_in(lower, start, end)
    body = _NAMED_BY_A_VERB.match(lower, start) or _BODY.match(lower, start)
    if (body is None or not begins_with_a_body(lower, start)) and not _is_abbreviation(doc.text, start, end):
        return None
    stop = action_at(doc, body.end() if body else start, min(end, start + _MOST))
    if stop is None and end - start > _MOST:  # a long list of bodies: its first
        stop = lower.find(",", start, start + _MOST)
        if stop < 0:
            return None
    end = end if stop is None else stop
    while end > start and doc.text[end - 1] in " \t\n,;.*-–":
        end -= 1
    span = Span(start, end)
    return Agency(span, doc.words(span), where="organisation", acting=True) if start < end else None


def _behind_the_lead_in(lower: str, start: int, end: int) -> int:
    """'Trên cơ sở Kế hoạch này, các sở, ngành …': where the body begins that acts; the start where there is none."""
    if _LEADS_IN.match(lower, start) is None:
        return start
    for comma in _COMMA.finditer(lower, start, min(end, start + _MOST)):
        if _OF_BODIES.search(lower, start, comma.start()):
            return start  # 'Trên cơ sở đề xuất của các bộ, cơ quan …, Bộ Tài chính …'
        if begins_with_a_body(lower, comma.end()):
            return comma.end()
    return start


def action_at(doc: Document, start: int, end: int) -> int | None:
    """Where what is to be done begins; a verb with a capital is part of a name ('các Ban Xây dựng Đảng')."""
    for match in _DOES.finditer(doc.source.lower, start, end):
        first = match.group().lstrip(", \t\n")[:1]
        if not first.isalpha() or doc.text[match.end() - len(match.group().lstrip(", \t\n"))].islower():
            return match.start()
    return None


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether capitals and a colon begin the block: 'GVCN: …', 'BGH, TPT Đội: …'."""
    head = text[start : min(end, start + 40)].partition(":")
    words = head[0].replace(",", " ").split()
    return bool(head[1]) and bool(words) and len(words[0]) > 1 and words[0].isupper()
