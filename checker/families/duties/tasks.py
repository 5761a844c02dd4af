"""Tasks (nhiệm vụ): who does what by when, from blocks headed by bodies, from labelled lists and from the rows of task tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.actors import action_at, actor_of
from checker.families.duties.assignments import agency_at_head, assignments_in, begins_with_a_body, headed_by_bodies, lead_labels
from checker.families.duties.records import Agency, Assignment, Deadline, Task, TaskRow
from checker.model.document import Document
from checker.model.plan import Block
from checker.source.text import Span

_LEAD = pattern("duties", r"{{lead}}")
_CLOSING = pattern("duties", r"{{plan_closes}}")
_HELP = pattern("duties", r"{{help}}")
_ACTS = pattern("duties", r"\s{0,3}:|\s{1,3}(?:{{acts}})(?!\w)")
_DOES = pattern("duties", r"(?:\s{1,3}\w{1,7}){0,2}\s{1,3}(?:{{does_for_sure}})(?!\w)")
_ANSWERS = re.compile(r"([^.;:|]{0,200}?)\s(?:có|chịu)\s{1,3}trách\s{1,3}nhiệm(?!\w)")
_JOINT = re.compile(r"\s{0,3}(?:,|;|và)\s{1,3}(?:và\s{1,3})?")
_DATED = re.compile(r"(?:từ\s{1,3})?(?:ngày|tháng|quý)\s{1,3}[\d/. –đếnhtgày-]{1,30}:\s{1,3}")
_DOES_IT = pattern("duties", r"\s{1,3}(?:hỗ\s+trợ\s+)?(?:{{leading}})\W{0,4}\Z")
_BY = re.compile(r"(?:[-–]|(?<!\w)do)\s{1,3}\Z")
_FARTHEST_COLON = 90  # code points
_TELLS_ALL = pattern("duties", r"(?:yêu\s+cầu|đề\s+nghị)\s+(?:{{many}})(?!\w)")
_LABEL_LINE = pattern("duties", r"\W{0,4}(?:{{who_labels}}|{{task_labels}})[^:.\n]{0,30}:")
_FURNITURE = re.compile(r"\s*(?:công\s+báo\s?/\s?số[^\n]{0,40}|\W*\d{1,4})\s*\Z")  # the head of a gazette's page, its number
_TIME_LINE = pattern("duties", r"\W{0,4}(?:{{firm_labels}}|thời\s+hạn)[^:.\n]{0,30}:")


def read_tasks(doc: Document) -> tuple[Task, ...]:
    """All tasks, in order of position. A block's points are tasks of their own; a block without points is one task."""
    found = [*_of_assignments(doc), *_of_tables(doc)]
    taken = sorted(task.span for task in found)
    found += [task for task in _of_labels(doc) if not _within(taken, task.span)]
    taken = sorted(task.span for task in found)
    found += [task for task in _of_items(doc) if not _within(taken, task.span)]
    found.sort(key=lambda task: task.span)
    return tuple(found)


def _within(spans: list[Span], one: Span) -> bool:
    at = bisect_left(spans, (one.end, 0))
    return any(span.end > one.start for span in spans[max(0, at - 8) : at])


def _of_assignments(doc: Document) -> Iterator[Task]:
    lower = doc.source.lower
    for one in (*doc.facts("assignment"), *assignments_in(doc, headed_by_bodies(doc))):
        agency = one.agencies[0] if one.agencies else actor_of(doc, one)
        if agency is None:
            continue
        for span in _points(doc, one, agency):
            helps = _HELP.match(lower, span.start, span.end)
            role = "lead" if _LEAD.search(lower, span.start, span.end) else "coordinate" if helps else "assigned"
            yield Task(span, _own_actor(doc, span) or agency, role, span, _deadline(doc, span))


def _is_name(doc: Document, actor: Agency, point: Span) -> bool:
    """Whether a paragraph is nothing but the name in the heading, which was torn from its label."""
    return point.start <= actor.span.start < point.end and not doc.text[actor.span.end : point.end].strip(" \n\t*:.;")


def _own_actor(doc: Document, point: Span) -> Agency | None:
    """Whom a point names itself: '+ Sở Xây dựng: hướng dẫn …', 'Các trường THPT tại Phụ lục I: …' under another body."""
    lower, agencies = doc.source.lower, doc.facts("agency")
    at = bisect_left(agencies, point.start, key=lambda agency: agency.span.start)
    if at < len(agencies) and agencies[at].span.start <= point.start + 2:
        if _ACTS.match(lower, agencies[at].span.end, point.end):
            return agencies[at]
    colon = doc.text.find(":", point.start, min(point.end, point.start + _FARTHEST_COLON))
    if colon < 0 or not begins_with_a_body(lower, point.start):
        return None
    name = Span(point.start, colon)
    return Agency(name, doc.words(name), where="organisation", acting=True)


def _of_items(doc: Document) -> Iterator[Task]:
    """Items and paragraphs anywhere that begin with a body and what it does, or end with who does them."""
    lower, end = doc.source.lower, doc.plan.body.end
    begin = doc.plan.sections[0].span.start if doc.plan.sections else end
    headings = {s.title_span.start for s in doc.sections if s.titled}
    for block in doc.plan.blocks:
        start = _words(block)
        while start < block.span.end and doc.text[start].isspace():
            start += 1
        if block.kind not in ("paragraph", "item") or not begin <= block.span.start < end or start in headings:
            continue
        dated = _DATED.match(lower, start, block.span.end)
        whole = Span(dated.end() if dated else start, block.span.end)
        head, tail = agency_at_head(doc, whole), _last(doc, whole)
        if lower.startswith(words("duties", "no_task_of"), whole.start):
            continue
        if head and not head.past and _DOES.match(lower, _end_of_list(doc, head), whole.end):
            yield Task(whole, head, "lead" if _LEAD.search(lower, *whole) else "assigned", whole, _deadline(doc, block.span))
        elif answers := begins_with_a_body(lower, whole.start) and _ANSWERS.match(lower, *whole):
            who = Span(*answers.span(1))
            one = head or Agency(who, doc.words(who), where="body", acting=True)
            yield Task(whole, one, "lead" if _LEAD.search(lower, *whole) else "assigned", whole, _deadline(doc, block.span))
        elif tail and _DOES_IT.match(lower, tail.span.end, whole.end) and _BY.search(lower, whole.start, tail.span.start):
            yield Task(whole, tail, "assigned", Span(whole.start, tail.span.start), _deadline(doc, block.span))


def _end_of_list(doc: Document, first: Agency) -> int:
    """Where a list of bodies ends: 'Các sở, ban, ngành, Ủy ban nhân dân phường, xã gửi báo cáo …'."""
    agencies, end = doc.facts("agency"), first.span.end
    at = bisect_left(agencies, first.span.end, key=lambda agency: agency.span.start)
    while at < len(agencies) and _JOINT.fullmatch(doc.source.lower, end, agencies[at].span.start):
        end = agencies[at].span.end
        at += 1
    return end


def _last(doc: Document, span: Span) -> Agency | None:
    agencies = doc.facts("agency")
    at = bisect_left(agencies, span.end, key=lambda agency: agency.span.start) - 1
    return agencies[at] if at >= 0 and agencies[at].span.start >= span.start else None


def _points(doc: Document, one: Assignment, actor: Agency) -> list[Span]:
    """The paragraphs and items under the title; where there are none, what stands behind the agency in the title itself."""
    blocks = doc.plan.blocks
    at = bisect_left(blocks, one.title.end, key=lambda block: block.span.start)
    points: list[Span] = []
    while at < len(blocks) and blocks[at].span.start < one.span.end:
        block = blocks[at]
        if block.kind in ("paragraph", "item"):
            start = _words(block)
            if _CLOSING.match(doc.source.lower, start) or block.label is None and _TELLS_ALL.match(doc.source.lower, start):
                break
            end = min(block.span.end, one.span.end)
            if points and _TIME_LINE.match(doc.source.lower, start):
                points[-1] = Span(
                    points[-1].start, end
                )  # 'Thời gian hoàn thành: …' on a line of its own belongs to what stands above
            elif (
                start < end and not _FURNITURE.match(doc.source.lower, start, end) and not _is_name(doc, actor, Span(start, end))
            ):
                points.append(Span(start, end))
        at += 1
    if points:
        return points
    start = one.agencies[-1].span.end if one.agencies else actor.span.end
    stop = action_at(doc, start, one.span.end)
    if stop is not None and doc.text[stop] == ":":
        start = stop
    while start < one.span.end and doc.text[start] in " \t\n:,.-":
        start += 1
    return [Span(start, one.span.end)] if start < one.span.end else [one.title]


# -- lists with labels: 'Đơn vị chủ trì: …', 'Thời gian: …' under a task ---------------------------------------------


def _of_labels(doc: Document) -> Iterator[Task]:
    blocks = [block for block in doc.plan.blocks if block.kind in ("paragraph", "item")]
    starts = [block.span.start for block in blocks]
    done = -1
    for label in lead_labels(doc):
        at = bisect_left(starts, label.start + 1) - 1
        if at < 0 or label.start >= blocks[at].span.end:
            continue
        agency = _agency(doc, Span(label.end, blocks[at].span.end))
        if agency is None or at <= done:
            continue
        first = at
        while first and _stands_beside(doc, blocks[first], blocks[at]) and label.start - starts[first] < _FAR:
            first -= 1
        done = at
        while done + 1 < len(blocks) and _is_label(doc, blocks[done + 1]):
            done += 1
        yield _labelled(doc, agency, blocks[first], blocks[first : done + 1])


def _words(block: Block) -> int:
    return block.mark.end if block.mark else block.span.start


def _is_label(doc: Document, block: Block) -> bool:
    return _LABEL_LINE.match(doc.source.lower, _words(block)) is not None


def _stands_beside(doc: Document, block: Block, label: Block) -> bool:
    """Whether a block is a label or a point beside the labels: the task is what stands above them."""
    return _is_label(doc, block) or label.label in _BULLETS and block.label == label.label


_BULLETS = ("-", "+", "–", "•", "*")
_FAR = 1500  # code points between a task and the label of who leads it


def _labelled(doc: Document, agency: Agency, task: Block, lines: list[Block]) -> Task:
    action = Span(_words(task), task.span.end)
    timed = next((b.span for b in lines if _TIME_LINE.match(doc.source.lower, _words(b))), None)
    deadline = _deadline(doc, timed) if timed else None
    return Task(Span(action.start, lines[-1].span.end), agency, "lead", action, deadline or _deadline(doc, action))


# -- tables -----------------------------------------------------------------------------------------------------------


def _of_tables(doc: Document) -> Iterator[Task]:
    for table in doc.facts("task_table"):
        leads = "lead" in table.columns
        for row in table.rows:
            if row.whole and not row.group and row.title.start < row.title.end:
                yield from _of_row(doc, row, "lead" if leads else "assigned")


def _of_row(doc: Document, row: TaskRow, role: str) -> Iterator[Task]:
    deadline = _deadline(doc, row.time) if row.time else None
    agency = _agency(doc, row.lead) if row.lead else None
    yield Task(row.span, agency, role if agency else None, row.title, deadline)


def _agency(doc: Document, span: Span) -> Agency | None:
    """The first agency within the span, else whoever is named there."""
    agencies = doc.facts("agency")
    at = bisect_left(agencies, span.start, key=lambda agency: agency.span.start)
    if at < len(agencies) and agencies[at].span.start < span.end:
        return agencies[at]
    start, end = span
    while start < end and doc.text[start] in " \t\n:*-–.…_":
        start += 1
    while end > start and doc.text[end - 1] in " \t\n;.*":
        end -= 1
    return Agency(Span(start, end), doc.words(Span(start, end)), where="table", acting=True) if start < end else None


def _deadline(doc: Document, span: Span) -> Deadline | None:
    """The first deadline within the span that is no vague word."""
    deadlines = doc.facts("deadline")
    at = bisect_left(deadlines, span.start, key=lambda deadline: deadline.span.start)
    while at < len(deadlines) and deadlines[at].span.start < span.end:
        if deadlines[at].kind != "vague":
            return deadlines[at]
        at += 1
    return None
