"""Which sections a plan has, in which order, and how their headings look: Decree 30/2020/NĐ-CP, Appendix I, II.6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.spots import title_line
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, Related
from checker.model.plan import Section
from checker.source.text import Span

_BRACKETS = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"|\[[^\]]*\]")


@check("required_sections")
def required_sections(
    doc: Document,
    *,
    roles: Mapping[str, Sequence[str]] | None = None,
    satisfied_by: Mapping[str, str] | None = None,
    funding: Sequence[str] = (),
    near: int = 60,
    named: Mapping[str, Sequence[str]] | None = None,
    unlike: Mapping[str, Sequence[str]] | None = None,
    own_forms: Sequence[str] = (),
) -> Iterator[Hit]:
    """One finding per role that no section has. `roles`: role → how the title of a heading below level 1 begins that has it.

    `named`: role → words anywhere in the title of a section of level 1 that give it the role whatever else it says;
    `unlike`: role → titles that only look like it ('Nội dung chi' is about money). `own_forms`: regular expressions for
    subjects of plans whose sections a law of their own sets.

    `satisfied_by`: role → another role that does as well. The role 'budget' is also satisfied by a heading or item that
    speaks of one of `funding` within its first `near` characters, the role 'tasks' by a table of tasks.

    Algorithm: all sections are asked for each role, headings below by their words.
    """
    if not doc.plan.sections or _has_own_form(doc, own_forms):
        return
    present = {role for section in doc.plan.sections for role in _roles(section, named or {}, unlike or {})}
    for role, begins in (roles or {}).items():
        if present & {role, (satisfied_by or {}).get(role, role)} or _has_heading(doc, tuple(begins)):
            continue
        if role == "budget" and _speaks_of_funding(doc, funding, near):
            continue
        if role == "tasks" and (_has_task_table(doc) or _has_fields_of_work(doc)):
            continue
        yield Hit(title_line(doc), {"role": role}, note=role, absent=True)


def _roles(section: Section, named: Mapping[str, Sequence[str]], unlike: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The roles of a section of level 1 by its title, looked at from anywhere in it."""
    title = " ".join(section.title.lower().split())
    for role in section.roles:
        if not title.startswith(tuple(unlike.get(role, ())) or ("\0",)):
            yield role
    for role, spoken in named.items():
        if any(one in title for one in spoken):
            yield role


def _has_own_form(doc: Document, forms: Sequence[str]) -> bool:
    """Whether the sections of a plan with this subject are those of a form that some law sets."""
    subject = (doc.plan.header.subject or "").lower()
    return any(re.compile(form).search(subject) for form in forms)


def _has_heading(doc: Document, begins: tuple[str, ...]) -> bool:
    """Whether a short heading below level 1 begins so ('1. Mục tiêu'); a numbered sentence is none."""
    return any(
        section.level > 1 and section.titled and len(section.title.split()) <= 8 and section.title.lower().startswith(begins)
        for section in doc.facts("section")
    )


def _has_fields_of_work(doc: Document) -> bool:
    """Whether the contents stand under titles of their own, each with points: 'Kế hoạch sản xuất', 'Các khâu dịch vụ'."""
    tops = doc.plan.sections
    below = [child for section in tops if section.style == "part" for child in section.children]
    return sum(len(section.children) > 1 for section in (*tops, *below) if section.roles == ("other",)) > 1


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
    """Whether a heading, a clause of an item or paragraph, or the head of a column begins with words about funding."""
    lower = doc.source.lower
    columns = (cell for table in doc.plan.tables for row in table.rows[: table.header] for cell in row.cells)
    if any(lower.startswith(tuple(words), cell.span.start) for cell in columns):
        return True
    heads = {section.heading.start for section in doc.facts("section")}
    for block in doc.plan.blocks:
        if block.kind not in ("item", "paragraph") or block.span.start < doc.plan.sections[0].span.start:
            continue  # the opening cites: 'Căn cứ Luật Ngân sách nhà nước' is no funding
        reach = near if block.kind == "item" or block.span.start in heads else near // 2
        for word in words:
            at = lower.find(word, *block.span)
            while at >= 0:
                clause = max(block.span.start, *(lower.rfind(mark, block.span.start, at) for mark in (";", ". ", ": ")))
                if at - clause <= reach and not lower.endswith("luật ", 0, at):
                    return True
                at = lower.find(word, at + len(word), block.span.end)
    return False


_ORDER = {"purpose": 0, "objectives": 1, "tasks": 2, "organisation": 3}
_AFTER_TASKS = frozenset(("budget", "timeline"))


@check("section_order")
def section_order(doc: Document, *, own_forms: Sequence[str] = (), free: Sequence[str] = ()) -> Iterator[Hit]:
    """Purpose, objectives, tasks, organisation; budget and timeline anywhere after the tasks. Level 1 only.

    A role is judged by the first section that has it. `own_forms`: regular expressions for subjects of plans whose sections
    a law of their own sets. `free`: titles, in small letters, of sections that stand anywhere.

    Algorithm: the order of all sections is compared.
    """
    if _has_own_form(doc, own_forms):
        return
    first: dict[str, Section] = {}
    order: list[tuple[str, Section]] = []
    for section in doc.plan.sections:
        if (
            section.role not in first
            and section.titled  # a numbered sentence is no part of the plan's order
            and (section.role in _ORDER or section.role in _AFTER_TASKS)
            and doc.words(section.title_span).lower() not in free
        ):
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


# -- headings ---------------------------------------------------------------------------------------------------------

_ANNOUNCES = ("phụ lục", "kèm theo", "đính kèm")
_LONGEST = 25  # words of a title; what is longer is a numbered sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line that has a title of its own line. `stop_span` is the full stop after a title, None where there is none or
    where the line is a numbered sentence; `empty`: a title with nothing under it; `twin`: the first sibling with the same
    title. `capitals` is the title in capitals where its siblings, and not it, are set in them, else None; `expected` the same
    as one line."""

    span: Span
    title_span: Span
    stop_span: Span | None
    empty: bool
    twin: Section | None
    capitals: str | None = None
    expected: str | None = None


def read_headings(doc: Document) -> tuple[Heading, ...]:
    """The titled sections, siblings together."""
    small = _in_small_letters(doc)
    families = [doc.plan.sections, *(section.children for section in doc.facts("section") if section.children)]
    return tuple(heading for group in families for heading in _headings(doc, group, small))


def _headings(doc: Document, group: Sequence[Section], small: frozenset[int]) -> Iterator[Heading]:
    twins = _twins(group)
    siblings = _Siblings(doc, group)
    for section in group:
        if section.titled:
            span, title = section.heading, section.title_span
            plain = span, title, _stop(doc, siblings, section), _is_bare_title(doc, siblings, section), twins.get(span.start)
            if span.start in small:
                yield Heading(*plain, doc.text[title.start : title.end].upper(), doc.words(title).upper())
            else:
                yield Heading(*plain)


def _is_empty(doc: Document, section: Section) -> bool:
    """Whether nothing stands under a heading, no picture and no code either."""
    if section.children or any(map(str.isalnum, doc.text[section.heading.end : section.span.end])):
        return False
    source = doc.source
    raw = source.raw_span(Span(section.heading.start, section.span.end))
    pictures = source.layout.insets if source.layout else ()
    shown = [part.start for part in source.hidden if part.kind == "code"]
    shown += [picture.start for picture in pictures if picture.kind == "picture"]
    return not any(raw.start <= at < raw.end for at in shown)


class _Siblings:
    """The sections of one parent, counted once: how many there are of a style, and how many of them head a text."""

    def __init__(self, doc: Document, group: Sequence[Section]):
        self.many = len(group)
        self.counts = Counter(section.style for section in group)
        self._heads = {
            section.heading.start
            for section in group
            if section.titled and section.title[-1:] != "." and not _is_empty(doc, section)
        }
        self._of_style = Counter(section.style for section in group if section.heading.start in self._heads)
        self._ended = {
            section.heading.start for section in group if section.heading.start in self._heads and section.title[-1:] == ";"
        }

    def among_headings(self, section: Section) -> bool:
        """Whether the siblings show that a numbered line is a heading and no numbered sentence: most of them head a text."""
        if section.title.isupper():
            return True
        heads = self._of_style[section.style] - (section.heading.start in self._heads)
        return heads > 0 and heads * 2 >= self.counts[section.style] - 1

    def all_head(self, section: Section) -> bool:
        """Whether each other one, two at least, is a heading without a full stop: then a long line of two clauses is one."""
        others = self.many - 1
        start = section.heading.start
        heads = len(self._heads) - len(self._ended) - (start in self._heads and start not in self._ended)
        return others > 1 and heads == others


def _heads_closing_only(doc: Document, section: Section) -> bool:
    """Whether nothing but the plan's last paragraph follows: '3. Đề nghị … giám sát.' is a sentence, the closing not its text."""
    closing = doc.plan.closing
    return (
        closing is not None
        and not section.children
        and section.heading.end <= closing.start < section.span.end
        and not any(map(str.isalnum, doc.text[section.heading.end : closing.start]))
    )


def _stop(doc: Document, siblings: _Siblings, section: Section) -> Span | None:
    """The full stop that ends a title."""
    if section.style in ("part", "article") or section.title[-1:] != ".":
        return None
    title = doc.text[section.title_span.start : section.heading.end].rstrip()
    if title.endswith(("..", "/.")) or ". " in title:
        return None
    if (len(title.split()) > _LONGEST or ";" in title) and not siblings.all_head(section):
        return None
    if _is_empty(doc, section) or _heads_closing_only(doc, section) and not section.title.isupper():
        return None
    end = section.title_span.start + len(title)
    return Span(end - 1, end) if siblings.among_headings(section) else None


def _is_bare_title(doc: Document, siblings: _Siblings, section: Section) -> bool:
    """Whether nothing stands under a title; numbered lines of which most are bare are a list, not headings."""
    if siblings.many < 2 or not _is_empty(doc, section) or len(section.title.split()) > _LONGEST:
        return False
    if section.title[-1:] in (".", ";", ",") and not section.title.isupper():
        return False  # a numbered sentence
    return siblings.among_headings(section) and not any(word in section.title.lower() for word in _ANNOUNCES)


def _twins(group: Sequence[Section]) -> dict[int, Section]:
    """The first section of the same title, by where the heading of the later one begins."""
    titled = [section for section in group if section.titled and len(section.title) > 3]
    counts = Counter(section.style for section in titled)
    first: dict[str, Section] = {}
    found = {}
    for section in titled:
        title = " ".join(section.title.lower().split()).strip(" .:;")
        other = first.setdefault(title, section)
        if other is not section and title and counts[section.style] > 1:
            found[section.heading.start] = other
    return found


def _in_small_letters(doc: Document) -> frozenset[int]:
    """Where the headings 'I.' begin that are not in capitals, if most are; words in brackets and quotes do not count."""
    tops = [section for section in doc.plan.sections if section.style == "roman" and section.titled]
    bare = {section.heading.start: _BRACKETS.sub("", section.title) for section in tops}
    lower = [start for start, title in bare.items() if not title.isupper()]
    if len(tops) < 3 or len(lower) * 2 >= len(tops):
        return frozenset()
    return frozenset(start for start in lower if any(map(str.islower, bare[start])))
