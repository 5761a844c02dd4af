"""Which sections a plan has, in which order, and how their headings look: Decree 30/2020/NĐ-CP, Appendix I, II.6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checker import regex as re
from checker.checkbook import check
from checker.checks.edits import fix
from checker.checks.spots import title_line
from checker.findings import Hit, Related
from checker.text import Span

if TYPE_CHECKING:
    from checker.document import Document
    from checker.model import Section

_BRACKETS = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"|\[[^\]]*\]")


def _all(doc: Document) -> Iterator[Section]:
    for top in doc.plan.sections:
        yield from top.walk()


@check("required_sections")
def required_sections(
    doc: Document, *, roles: Mapping[str, Sequence[str]] | None = None, funding: Sequence[str] = (), near: int = 60,
) -> Iterator[Hit]:
    """One finding per role that no section has. `roles`: role → the roles that satisfy it.

    The role 'budget' is also satisfied by a heading or item that speaks of one of `funding` within its first `near` characters.
    """
    if not doc.plan.sections:
        return
    present = {role for section in _all(doc) if section.titled for role in section.roles}
    for role, satisfied_by in (roles or {}).items():
        if present & {role, *satisfied_by}:
            continue
        if role == "budget" and _speaks_of_funding(doc, funding, near):
            continue
        if role == "tasks" and any(len(table.rows) > 2 for table in doc.plan.tables if table.span.start > doc.plan.body.start):
            continue
        yield Hit(title_line(doc), {"role": role}, note=role)


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
        role = section.role
        if len(section.roles) == 1 and role not in first and (role in _ORDER or role in _AFTER_TASKS):
            first[role] = section
            order.append((role, section))
    tasks = first.get("tasks")
    highest, above = -1, None
    for role, section in order:
        if role in _AFTER_TASKS:
            early = tasks is not None and section.span.start < tasks.span.start
            if early and role == "budget":
                yield _misplaced(doc, section, tasks)
            continue
        if _ORDER[role] < highest and above:
            yield _misplaced(doc, section, above)
            continue
        highest, above = _ORDER[role], section


def _misplaced(doc: Document, section: Section, other: Section) -> Hit:
    return Hit(
        section.heading, {"found": doc.words(section.heading), "other": doc.words(other.heading)},
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
    body = doc.text[section.heading.end:section.span.end]
    return not any(c.isalnum() for c in body)


def _among_headings(doc: Document, group: Sequence[Section], section: Section) -> bool:
    """Whether the siblings show that a numbered line is a heading and no numbered sentence: most of them head a text."""
    if section.title.isupper():
        return True
    others = [other for other in group if other is not section and other.style == section.style]
    heads = sum(other.titled and other.title[-1:] != "." and not _is_empty(doc, other) for other in others)
    return heads > 0 and heads * 2 >= len(others)


@check("heading_period")
def heading_period(doc: Document, *, longest: int = 25) -> Iterator[Hit]:
    """A heading with a title of its own line ends without full stop. A numbered sentence of over `longest` words is no title."""
    text = doc.text
    for group in _groups(doc):
        for section in group:
            if not section.titled or section.style in ("part", "article") or section.title[-1:] != ".":
                continue
            title = text[section.title_span.start:section.heading.end].rstrip()
            end = section.title_span.start + len(title)
            if title.endswith(("..", "/.")) or len(title.split()) > longest or ". " in title or ";" in title:
                continue
            if not _is_empty(doc, section) and _among_headings(doc, group, section):
                yield Hit(
                    section.heading, {"found": doc.words(section.heading)}, fixes=fix(text, Span(end - 1, end), ""),
                )


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
            title = doc.text[section.title_span.start:section.title_span.end]
            yield Hit(
                section.heading, {"found": doc.words(section.heading), "expected": doc.words(section.title_span).upper()},
                fixes=fix(doc.text, section.title_span, title.upper(), "suggest"),
            )


_ANNOUNCES = ("phụ lục", "kèm theo", "đính kèm")


@check("section_empty")
def section_empty(doc: Document, *, longest: int = 25) -> Iterator[Hit]:
    """A heading has text or subsections. A numbered sentence of over `longest` words is no heading; numbered lines of which most are bare are a list, not headings."""
    for group in _groups(doc):
        for section in group:
            if not section.titled or section.title[-1:] in (".", ";", ",") or not _is_empty(doc, section):
                continue
            if len(section.title.split()) > longest:
                continue
            if len(group) > 1 and _among_headings(doc, group, section) and not any(
                    word in section.title.lower() for word in _ANNOUNCES):
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
                    section.heading, {"found": doc.words(section.title_span), "other": other.label},
                    related=(Related(other.heading),),
                )
