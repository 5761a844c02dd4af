"""Which sections a plan has, in which order, and how their headings look: Decree 30/2020/NĐ-CP, Appendix I, II.6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import title_line
from checker.model.checkbook import check
from checker.model.findings import Hit, Related, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document
    from checker.model.plan import Section

_BRACKETS = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"|\[[^\]]*\]")


def _all(doc: Document) -> Iterator[Section]:
    for top in doc.plan.sections:
        yield from top.walk()


@check("required_sections")
def required_sections(
    doc: Document,
    *,
    roles: Mapping[str, Sequence[str]] | None = None,
    satisfied_by: Mapping[str, str] | None = None,
    funding: Sequence[str] = (),
    near: int = 60,
) -> Iterator[Hit]:
    """One finding per role that no section has. `roles`: role → how the title of a heading below level 1 begins that has it.

    `satisfied_by`: role → another role that does as well. The role 'budget' is also satisfied by a heading or item that
    speaks of one of `funding` within its first `near` characters, the role 'tasks' by a table of tasks.
    """
    if not doc.plan.sections:
        return
    present = {role for section in doc.plan.sections for role in section.roles}
    for role, begins in (roles or {}).items():
        if present & {role, (satisfied_by or {}).get(role, role)} or _has_heading(doc, tuple(begins)):
            continue
        if role == "budget" and _speaks_of_funding(doc, funding, near) or role == "tasks" and _has_task_table(doc):
            continue
        yield Hit(title_line(doc), {"role": role}, note=role, absent=True)


def _has_heading(doc: Document, begins: tuple[str, ...]) -> bool:
    """Whether a short heading below level 1 begins so ('1. Mục tiêu'); a numbered sentence is none."""
    return any(
        section.level > 1 and section.titled and len(section.title.split()) <= 8 and section.title.lower().startswith(begins)
        for section in _all(doc)
    )


def _has_task_table(doc: Document) -> bool:
    """Whether a table of the body says what is to be done and by whom."""
    for table in doc.plan.tables:
        if doc.plan.body.start <= table.span.start < doc.plan.body.end and table.header and len(table.rows) > 2:
            row = table.rows[0]
            head = doc.source.lower[row.span.start : row.span.end]
            if any(word in head for word in ("nhiệm vụ", "nội dung", "công việc", "hoạt động")) and any(
                word in head for word in ("chủ trì", "thực hiện", "phụ trách", "phối hợp")
            ):
                return True
    return False


def _speaks_of_funding(doc: Document, words: Sequence[str], near: int) -> bool:
    """Whether a heading, or a clause of an item or paragraph, begins with words about funding."""
    lower = doc.source.lower
    heads = {section.heading.start for section in _all(doc)}
    for block in doc.plan.blocks:
        if block.kind not in ("item", "paragraph") or block.span.start < doc.plan.body.start:
            continue
        reach = near if block.kind == "item" or block.span.start in heads else near // 2
        for word in words:
            at = lower.find(word, *block.span)
            while at >= 0:
                clause = max(block.span.start, *(lower.rfind(mark, block.span.start, at) for mark in (";", ". ", ": ")))
                if at - clause <= reach:
                    return True
                at = lower.find(word, at + len(word), block.span.end)
    return False


_ORDER = {"purpose": 0, "objectives": 1, "tasks": 2, "organisation": 3}
_AFTER_TASKS = frozenset(("budget", "timeline"))


@check("section_order")
def section_order(doc: Document) -> Iterator[Hit]:
    """Purpose, objectives, tasks, organisation; budget and timeline anywhere after the tasks. Level 1 only.

    A role is judged by the first section that has it.
    """
    first: dict[str, Section] = {}
    order: list[tuple[str, Section]] = []
    for section in doc.plan.sections:
        if section.role not in first and (section.role in _ORDER or section.role in _AFTER_TASKS):
            order.append((section.role, section))
        for role in section.roles:
            first.setdefault(role, section)
    tasks = first.get("tasks")
    late = False
    highest, above = -1, None
    for role, section in order:
        if role in _ORDER:
            if _ORDER[role] < highest and above:
                late |= section is tasks
                yield _misplaced(doc, section, above)
            else:
                highest, above = _ORDER[role], section
    for role, section in order:
        if role == "budget" and tasks is not None and not late and section.span.start < tasks.span.start:
            yield _misplaced(doc, section, tasks)


def _misplaced(doc: Document, section: Section, other: Section) -> Hit:
    return Hit(
        section.heading,
        {"found": doc.words(section.heading), "other": doc.words(other.heading)},
        related=(Related(other.heading),),
    )


def _groups(doc: Document) -> Iterator[tuple[Section, ...]]:
    """Every group of siblings."""
    yield doc.plan.sections
    yield from (section.children for section in _all(doc) if section.children)


def _is_empty(doc: Document, section: Section) -> bool:
    """Whether nothing stands under a heading."""
    if section.children:
        return False
    body = doc.text[section.heading.end : section.span.end]
    return not any(c.isalnum() for c in body)


def _among_headings(doc: Document, group: Sequence[Section], section: Section) -> bool:
    """Whether the siblings show that a numbered line is a heading and no numbered sentence: most of them head a text."""
    if section.title.isupper():
        return True
    others = [other for other in group if other is not section and other.style == section.style]
    heads = sum(other.titled and other.title[-1:] != "." and not _is_empty(doc, other) for other in others)
    return heads > 0 and heads * 2 >= len(others)


def _heads_closing_only(doc: Document, section: Section) -> bool:
    """Whether nothing but the plan's last paragraph follows: '3. Đề nghị … giám sát.' is a sentence, the closing not its text."""
    closing = doc.plan.closing
    return (
        closing is not None
        and not section.children
        and section.heading.end <= closing.start < section.span.end
        and not (any(map(str.isalnum, doc.text[section.heading.end : closing.start])))
    )


@check("heading_period")
def heading_period(doc: Document, *, longest: int = 25) -> Iterator[Hit]:
    """A heading with a title of its own line ends without full stop. A numbered sentence of over `longest` words is no title."""
    text = doc.text
    for group in _groups(doc):
        for section in group:
            if not section.titled or section.style in ("part", "article") or section.title[-1:] != ".":
                continue
            title = text[section.title_span.start : section.heading.end].rstrip()
            end = section.title_span.start + len(title)
            if title.endswith(("..", "/.")) or len(title.split()) > longest or ". " in title or ";" in title:
                continue
            if _is_empty(doc, section) or _heads_closing_only(doc, section) and not section.title.isupper():
                continue
            if _among_headings(doc, group, section):
                yield Hit(section.heading, {"found": doc.words(section.heading)}, fixes=fix(text, Span(end - 1, end), ""))


@check("heading_case")
def heading_case(doc: Document) -> Iterator[Hit]:
    """A heading 'I.' is in capitals where most of its siblings are. Words in brackets and quotes do not count."""
    tops = [section for section in doc.plan.sections if section.style == "roman" and section.titled]
    lower = [section for section in tops if not _BRACKETS.sub("", section.title).isupper()]
    if len(tops) < 3 or not lower or len(lower) * 2 >= len(tops):
        return
    for section in lower:
        bare = _BRACKETS.sub("", section.title)
        if any(c.islower() for c in bare):
            title = doc.text[section.title_span.start : section.title_span.end]
            yield Hit(
                section.heading,
                {"found": doc.words(section.heading), "expected": doc.words(section.title_span).upper()},
                fixes=fix(doc.text, section.title_span, title.upper(), "suggest"),
            )


_ANNOUNCES = ("phụ lục", "kèm theo", "đính kèm")


@check("section_empty")
def section_empty(doc: Document, *, longest: int = 25) -> Iterator[Hit]:
    """A heading has text or subsections. A numbered sentence of over `longest` words is no heading; numbered lines of which
    most are bare are a list, not headings."""
    for group in _groups(doc):
        for section in group:
            if not section.titled or not _is_empty(doc, section):
                continue
            if section.title[-1:] in (".", ";", ",") and not section.title.isupper():
                continue  # a numbered sentence
            if len(section.title.split()) > longest:
                continue
            if (
                len(group) > 1
                and _among_headings(doc, group, section)
                and not any(word in section.title.lower() for word in _ANNOUNCES)
            ):
                yield Hit(section.heading, {"found": doc.words(section.heading)})


@check("section_title_duplicate")
def section_title_duplicate(doc: Document) -> Iterator[Hit]:
    """Two siblings have the same title."""
    for group in _groups(doc):
        seen: dict[str, Section] = {}
        titled = [section for section in group if section.titled and len(section.title) > 3]
        counts = Counter(section.style for section in titled)
        for section in titled:
            title = " ".join(section.title.lower().split()).strip(" .:;")
            other = seen.setdefault(title, section)
            if other is not section and title and counts[section.style] > 1:
                yield Hit(
                    section.heading,
                    {"found": doc.words(section.title_span), "other": other.label},
                    related=(Related(other.heading),),
                )
