"""Assignments: the blocks of the organisation section, whom each is for, and whether Nơi nhận covers them.

Headed '1. Sở Y tế', 'a) Trung tâm Y tế', 'Giao Sở Y tế …', 'Đề nghị Ủy ban MTTQ …'; with or without numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import count

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.coverage import Coverage
from checker.families.duties.records import Agency, Assignment, LeadGap
from checker.language.phrases import to_search
from checker.model.document import Document
from checker.model.plan import Block, Section
from checker.source.text import Span, occurrences

_CALL = pattern("duties", r"(?:(?:{{title_calls}})\s{1,3}[:]?\s{0,3}){0,4}")
_JOINT = re.compile(r"\s{0,3}(?:\([^)]{0,60}\)\s{0,2})?(?:,|;|và|-|&|/)?\s{0,3}(?:và\s+)?(?:các\s+)?\Z")
_BODY = pattern("duties", r"{{<bodies}}(?!\w)")
_NOT_A_BODY = pattern("duties", r"(?:{{not_a_body}})(?!\w)")
_ELSE = pattern("duties", r"(?:{{no_action}})(?!\w)")
_MANY = pattern("duties", r"(?:{{many}})\s+")
_ACTION = pattern("duties", r"(?:{{actions}})(?!\w)")
_TOPIC = pattern("duties", r"{{topics}}")
_WORK = pattern("duties", r"(?:{{topics_of_work}})(?!\w)")
_DOES = pattern("duties", r"(?:{{actions}}|{{told_to_do}}|{{works_of_publicity}})(?!\w)")
_POINT = re.compile(r"\n\s{0,3}[-+*•]\s{0,3}")
_DOER = pattern("duties", r"(?<!\w)(?:{{orders}})\s{1,3}(?:(?:{{many}})\s{1,3})?(?:{{bodies}})(?!\w)")
_ACTS = pattern("duties", r"\s{0,3}[:,]?\s{0,3}(?:{{acts}})(?!\w)")
_CLOSES = pattern("duties", r"\n[^\w\n]{0,6}(?:{{plan_closes}})")
_PLACE_DATE = re.compile(r"[^.;:,\n]{2,40},\s{0,3}ngày\s[\s\d….]{1,8}tháng\s[^.;:\n]{1,24}\Z")  # a date line at the end
_LONGEST_HEADING = 90  # code points
_DO = pattern("duties", r"(?<!\w)(?:{{orders}})\s{1,3}\Z")


def read_assignments(doc: Document) -> tuple[Assignment, ...]:
    """The assignments of all organisation sections, in order."""
    sections = [
        section
        for section in doc.plan.sections
        if "organisation" in section.roles and (len(section.roles) == 1 or section.children)
    ]
    return tuple(assignments_in(doc, sections))


def assignments_in(doc: Document, sections: list[Section]) -> Iterator[Assignment]:
    """The assignments of some sections, in order; how the plan closes ('Trên đây là …') belongs to none."""
    coverage = Coverage(doc)
    agencies = doc.facts("agency")
    starts = [a.span.start for a in agencies]
    groups = count()
    for section in sections:
        closes = _CLOSES.search(doc.source.lower, section.span.start, section.span.end)
        end = closes.start() if closes else section.span.end
        for span, title, titled, group in _blocks(doc, section, groups):
            if span.start < end:
                span, title = Span(span.start, min(span.end, end)), Span(title.start, min(title.end, end))
                inside = agencies[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                yield _assignment(doc, span, title, titled, group, inside, coverage)


def headed_by_bodies(doc: Document) -> list[Section]:
    """The sections outside the organisation whose parts are each for a body, however deep they stand, in order."""
    found: list[Section] = []
    waiting = [*reversed(doc.plan.sections)]
    while waiting:
        section = waiting.pop()
        if "organisation" in section.roles and section.level == 1:
            continue
        if _is_headed_by_bodies(doc, section):
            found.append(section)
        else:
            waiting += reversed(section.children)
    return found


def _is_headed_by_bodies(doc: Document, section: Section) -> bool:
    """'Nhiệm vụ cụ thể: 1. Sở Y tế …, 2. Sở Tài chính …'; where tasks are given, half of the parts are enough."""
    children = section.children
    headed = [c for c in children if c.titled and len(doc.words(c.title_span)) < _LONGEST_HEADING and _heads(doc, c.title_span)]
    if len(headed) < 2 or not any(agency_at_head(doc, c.title_span) for c in headed):
        return False  # 'Nhóm ứng dụng, nền tảng số …' heads nobody
    return len(headed) == len(children) or "tasks" in section.roles and len(headed) * 2 >= len(children)


def _blocks(doc: Document, section: Section, groups: Iterator[int]) -> Iterator[tuple[Span, Span, bool, int]]:
    """(span, title, whether it is a heading, number of its list) of the blocks of one organisation section."""
    group = next(groups)
    if not section.children:
        for block in _inner(doc, section.body):
            if (block.label in ("-", "+", "•", "–", "*") or not block.label) and not _PLACE_DATE.match(
                doc.source.lower, *block.span
            ):
                words = Span(block.mark.end if block.mark else block.span.start, block.span.end)
                yield block.span, words, False, group
        return
    for child in section.children:
        if child.children and not _heads(doc, child.title_span):
            yield from _blocks(doc, child, groups)
        else:
            yield child.span, child.title_span, child.titled, group


def _inner(doc: Document, span: Span) -> list[Block]:
    blocks = doc.plan.blocks
    low = bisect_left(blocks, span.start, key=lambda b: b.span.start)
    high = bisect_right(blocks, span.end, key=lambda b: b.span.end)
    return [b for b in blocks[low:high] if b.kind in ("paragraph", "item")]


def begins_with_a_body(lower: str, at: int) -> bool:
    """Whether a word for a body stands at `at`: 'Tổ dân phố', 'các tổ chức', but not the verb of 'Tổ chức hội nghị'."""
    many = _MANY.match(lower, at)
    body = _BODY.match(lower, many.end() if many else at)
    other = None if many else _NOT_A_BODY.match(lower, at)
    return body is not None and (other is None or body.end() >= other.end())


def _behind_the_call(lower: str, title: Span) -> int:
    """Where a heading goes on behind 'Đề nghị', 'Trách nhiệm của', 'Ban Thường trực'."""
    call = _CALL.match(lower, title.start, title.end)
    return call.end() if call else title.start


def _heads(doc: Document, title: Span) -> bool:
    """Whether a heading begins with an agency or a body, so that what stands under it is that body's."""
    at = _behind_the_call(doc.source.lower, title)
    return agency_at_head(doc, title) is not None or begins_with_a_body(doc.source.lower, at)


def agency_at_head(doc: Document, title: Span) -> Agency | None:
    """The agency whose name begins a heading or a paragraph, behind 'Đề nghị', 'Ban Thường trực'; None where none does."""
    at = _behind_the_call(doc.source.lower, title)
    agencies = doc.facts("agency")
    index = bisect_left(agencies, title.start, key=lambda a: a.span.start)
    named = index < len(agencies) and agencies[index].span.start <= at + 4 and agencies[index].span.end <= title.end + 1
    return agencies[index] if named else None


def _assignment(
    doc: Document, span: Span, title: Span, titled: bool, group: int, inside: tuple[Agency, ...], coverage: Coverage
) -> Assignment:
    lower = doc.source.lower
    at = _behind_the_call(lower, title)
    heads: list[Agency] = []
    for agency in inside:
        begins = agency.span.start <= at + 4 if not heads else _JOINT.match(lower, heads[-1].span.end, agency.span.start)
        if not begins or agency.span.start >= title.end:
            break
        heads.append(agency)
    rest = doc.text[heads[0].span.end : title.end].strip(" .;\n") if heads else ""
    behind = doc.text[heads[0].span.end : heads[0].span.end + 3].lstrip() if heads else ""
    alone = len(heads) == 1 and (titled and not rest or behind.startswith(":"))
    body = bool(heads) or begins_with_a_body(lower, at) or _ELSE.match(lower, at) is not None
    named = _TOPIC.match(lower, at)
    topic = named is not None and (titled and title.end - title.start < 60 or lower.startswith(":", named.end()))
    acted = any(
        _ACTS.match(lower, a.span.end) or _DO.search(lower, max(span.start, a.span.start - 14), a.span.start) for a in inside
    )
    nobody = not inside and _BODY.search(lower, at, span.end) is None
    works = topic and not inside and _is_work_of_nobody(lower, at, Span(title.end, span.end))
    idle = not body and not acted and (works or not topic and (_ACTION.match(lower, at) is not None or nobody))
    whole = Span(span.start, min(span.end, title.end))
    covered = coverage.of(heads[0]) if heads else None
    return Assignment(span, whole, tuple(heads), alone, body, idle, group, covered, _body_of(doc, heads[0]) if heads else "")


def _is_work_of_nobody(lower: str, at: int, below: Span) -> bool:
    """Whether a topic is work ('Công tác tuyên truyền') whose points say what to do, and none begins with who does it."""
    points = [match.end() for match in _POINT.finditer(lower, *below)]
    return (
        _WORK.match(lower, at) is not None
        and any(_DOES.match(lower, point) for point in points)
        and not any(begins_with_a_body(lower, point) or _ELSE.match(lower, point) for point in points)
        and _DOER.search(lower, *below) is None
    )


def _body_of(doc: Document, agency: Agency) -> str:
    """The name by which two mentions of one body are the same: full and without the issuer's own place ('Công an xã')."""
    place = doc.words(agency.place).lower() if agency.place else ""
    name = agency.known.name.lower() if agency.known else agency.name.lower()
    own = place and place in " ".join((doc.plan.header.issuer or "").lower().split())
    return name if own or not place else f"{name} {place}"


_NOTHING = pattern("duties", r"[ \t.…_]*;?[ \t]*(?:\Z|\n\s{0,3}(?:[-–*•]\s|\d{1,2}[.)]|[a-zđ]\)|{{labels_behind_nobody}}))")
_POINT_BELOW = re.compile(r"[ \t.…_]*;?\s{1,9}(?:[-–*•+]|[a-zđ]\)|\d{1,2}[.)])\s{1,3}")
_LEAD_NOUN = pattern("duties", r"(?:{{who_labels}})\s+(?:{{leading}})\s*:\Z")
_LABELLED = pattern("duties", r"(?:{{task_labels}})[^:.\n]{0,30}:")


def lead_labels(doc: Document) -> list[Span]:
    """The labels 'Đơn vị chủ trì:', 'Cơ quan thực hiện:' of the text, in order."""
    lower = doc.source.lower
    labels = []
    for literal in to_search(words("duties", "lead_labels"), lower):
        for at in occurrences(lower, literal):
            end = at + len(literal)
            if noun := _LEAD_NOUN.search(lower, max(0, end - 50), end):
                labels.append(Span(noun.start(), end))
    return sorted(labels)


def read_lead_gaps(doc: Document) -> tuple[LeadGap, ...]:
    """Tasks without the line 'Đơn vị chủ trì: …' that most of their siblings have, or with nothing behind it; in order."""
    lower = doc.source.lower
    labels = lead_labels(doc)
    if len(labels) < 2:
        return ()
    starts = [label.start for label in labels]
    agencies = doc.facts("agency")
    agency_starts = [a.span.start for a in agencies]
    others = [*labels[1:], labels[0]]
    gaps = [LeadGap(label, other) for label, other in zip(labels, others, strict=True) if _is_blank(doc, label.end)]

    def holds(points: list[int], span: Span) -> bool:
        index = bisect_left(points, span.start)
        return index < len(points) and points[index] < span.end

    for section in doc.sections:
        children = section.children
        having = [c for c in children if holds(starts, c.span)]
        if len(having) >= 2 and len(having) * 5 >= len(children) * 3:
            without = [c for c in children if not holds(starts, c.span) and not holds(agency_starts, c.span)]
            for child in without:
                if len(without) == 1 or _LABELLED.search(lower, *child.span):  # several without any label are rules, not tasks
                    gaps.append(LeadGap(child.heading, labels[bisect_left(starts, having[0].span.start)]))
    return tuple(sorted(gaps, key=lambda gap: gap.span))


def _is_blank(doc: Document, at: int) -> bool:
    """Whether nothing stands behind a label: the line ends, and what follows is the next point or an empty line; a point below
    that names somebody is what the label asks for."""
    lower = doc.source.lower
    if _NOTHING.match(lower, at) is None:
        return False
    below = _POINT_BELOW.match(lower, at)
    return below is None or not _heads(doc, Span(below.end(), min(len(lower), below.end() + 90)))
