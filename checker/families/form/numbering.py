"""The numbering of siblings: Decree 30/2020/NĐ-CP, Appendix I, II.6 (I. → 1. → a), the points by the Vietnamese alphabet)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass
from checker.base.roman import from_roman, to_roman
from checker.language.letters import LABELS
from checker.model.checkbook import check
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document
    from checker.model.plan import Section


def ordinal(section: Section) -> int | None:
    """The place of a heading among its siblings by its label: 'IV' → 4, '1.3' → 3, 'đ' → 5; None where it is no number."""
    label = section.label.split()[-1] if section.label else ""
    if section.style in ("roman", "part") and from_roman(label.upper()):
        return from_roman(label.upper())
    if section.style in ("arabic", "decimal", "article", "part", "inner"):
        last = label.rsplit(".", 1)[-1]
        return int(last) if last.isdigit() else None
    if section.style == "letter":
        at = LABELS.find(label)
        return at + 1 if at >= 0 and len(label) == 1 else None
    if section.style == "capital" and len(label) == 1:
        return ord(label) - ord("A") + 1 if "A" <= label <= "Z" else None
    return None


def relabel(section: Section, number: int) -> str:
    """The label that the `number`-th sibling of `section` has in its style."""
    head = section.label.rsplit(" ", 1)[0] + " " if " " in section.label else ""
    label = section.label.split()[-1]
    if section.style == "decimal":
        return f"{label.rsplit('.', 1)[0]}.{number}"
    if section.style == "letter":
        return LABELS[number - 1] if number <= len(LABELS) else "?"
    if section.style == "capital":
        return chr(ord("A") + number - 1)
    if from_roman(label.upper()) and not label.isdigit():
        return head + to_roman(number)
    return f"{head}{number}"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip in a run of siblings: 'start', 'gap', 'duplicate' or 'letter', with the label that was expected."""

    kind: str
    section: Section
    expected: str
    other: Section | None = None


def sibling_groups(doc: Document) -> Iterator[tuple[Section | None, tuple[Section, ...]]]:
    """Every group of siblings of one style, with their parent."""
    families = [(None, doc.plan.sections)]
    families += [(s, s.children) for top in doc.plan.sections for s in top.walk() if s.children]
    for parent, children in families:
        styles: dict[str, list[Section]] = {}
        for child in children:
            styles.setdefault(child.style, []).append(child)
        for style, group in styles.items():
            if style != "article" and not _is_no_count(group):
                yield parent, tuple(group)


def _is_no_count(group: Sequence[Section]) -> bool:
    """Numbers that do not count: all '1.' (Markdown counts by itself), small Roman numerals ('i)'), a lone '30.6.'."""
    labels = [section.label for section in group]
    if len(labels) > 2 and set(labels) == {"1"} or group[0].style == "letter" and set(labels) <= {"i", "v", "x"}:
        return True
    return len(labels) == 1 and group[0].style == "decimal" and int(labels[0].split(".")[0]) > 12


@lru_cache(maxsize=1)
def slips(doc: Document) -> tuple[Slip, ...]:
    """All slips of a plan's numbering, found once for the four rules that speak of them.

    What follows a slip is judged from whichever count makes it right.
    """
    return tuple(_slips(doc))


def _slips(doc: Document) -> Iterator[Slip]:
    wrong: set[str] = set()  # paths of parents whose own number is a slip: their children's '3.1' is right under a '5.'
    count = {}  # style and level → the last ordinal of the group before, for numbering that runs on over sections

    def is_new_list(section: Section) -> bool:
        return doc.text[max(0, section.span.start - 20) : section.span.start].rstrip(" \t\n*#").endswith(":")

    for parent, group in sibling_groups(doc):
        numbers = [ordinal(section) for section in group]
        level = (group[0].style, group[0].level)
        for slip in _group_slips(parent, group, numbers, count.get(level), is_new_list):
            if slip.kind != "start" or parent is None or parent.path not in wrong or ordinal(slip.section) != 1:
                wrong.add(slip.section.path)
                yield slip
        if numbers[-1]:
            count[level] = numbers[-1]


def _group_slips(
    parent: Section | None,
    group: Sequence[Section],
    numbers: Sequence[int | None],
    before: int | None,
    is_new_list: Callable[[Section], bool],
) -> Iterator[Slip]:
    expected = {1}
    last = 0
    seen: dict[int, Section] = {}
    for at, (section, number) in enumerate(zip(group, numbers, strict=True)):
        right = min(expected)
        if number is None:
            if section.style == "letter":
                yield Slip("letter", section, relabel(section, right))
            expected = {right, right + 1}
            last = right
            continue
        if at == 0:
            if number != 1 and not _runs_on(numbers, before):
                yield Slip("start", section, relabel(section, 1))
            elif section.style == "decimal" and not _fits_parent(parent, section):
                yield Slip("start", section, f"{parent.label}.1")
            expected = {number + 1, 2}
        elif number in expected:
            expected = {number + 1}
        elif number == 1 and last > 1 and (at + 1 < len(numbers) and numbers[at + 1] == 2 or is_new_list(section)):
            seen.clear()  # a new list under the same heading
            expected = {2}
        elif number in seen:
            yield Slip("duplicate", section, relabel(section, right), seen[number])
            expected = {number + 1, right + 1}
        elif number < right:
            expected = {number + 1, right}  # the one that was missed, come late
        else:
            expected = set()
            if section.style == "letter" and (last, number) == (LABELS.index("d") + 1, LABELS.index("e") + 1):
                yield Slip("letter", section, relabel(section, right))
            elif at + 1 < len(numbers) and numbers[at + 1] == number:
                yield Slip("duplicate", section, relabel(section, right), group[at + 1])
                expected = {number}  # 'I, III, III, IV': the first III is the slip, the second one is right
            else:
                yield Slip("gap", section, relabel(section, right), group[at - 1])
            expected |= {number + 1, right + 1}
        seen[number] = section
        last = number


def _runs_on(numbers: Sequence[int | None], before: int | None) -> bool:
    """Whether a group goes on counting where the group before it ended (tasks numbered through all sections)."""
    first = numbers[0]
    return before is not None and first == before + 1 and list(numbers) == list(range(first, first + len(numbers)))


def _fits_parent(parent: Section | None, section: Section) -> bool:
    """'2.1' stands under '2'; under a Roman numeral or a letter any head is right."""
    if parent is None or parent.style not in ("arabic", "decimal"):
        return True
    return section.label.rsplit(".", 1)[0] == parent.label.split()[-1]


def _relabelled(slip: Slip, safety: str) -> tuple[Fix, ...]:
    start = slip.section.label_span.start
    return (Fix((Edit(Span(start, start + len(slip.section.label)), slip.expected),), safety),)


def _stands_within(doc: Document, slip: Slip) -> bool:
    """Whether the label that seems skipped stands inside the part before ('… hàng năm b. Địa điểm': a copy lost the line end)."""
    if slip.other is None:
        return False
    mark = doc.text[slip.section.label_span.start : slip.section.label_span.end].strip()[len(slip.section.label) :]
    wanted = slip.expected + mark
    at = doc.text.find(wanted, slip.other.label_span.end, slip.section.span.start)
    return at > 0 and doc.text[at - 1] in " \n\t" and len(wanted) > 1 and doc.text[at + len(wanted) :][:1] in (" ", "\t")


def _hits(doc: Document, kind: str) -> Iterator[Hit]:
    for slip in slips(doc):
        if slip.kind == kind and not (kind == "gap" and _stands_within(doc, slip)):
            mark = doc.words(slip.section.label_span)
            yield Hit(
                slip.section.label_span,
                {"found": mark, "expected": slip.expected},
                related=(Related(slip.other.heading),) if slip.other else (),
                fixes=_relabelled(slip, "suggest"),
            )


@check("numbering_gap")
def numbering_gap(doc: Document) -> Iterator[Hit]:
    """A number is skipped among siblings."""
    yield from _hits(doc, "gap")


@check("numbering_duplicate")
def numbering_duplicate(doc: Document) -> Iterator[Hit]:
    """A number is used twice among siblings."""
    yield from _hits(doc, "duplicate")


@check("numbering_start")
def numbering_start(doc: Document) -> Iterator[Hit]:
    """The first of its siblings is I, 1, a or N.1."""
    yield from _hits(doc, "start")


@check("point_letter")
def point_letter(doc: Document) -> Iterator[Hit]:
    """Points are lettered by the Vietnamese alphabet: no f, j, w, z, and đ between d and e."""
    yield from _hits(doc, "letter")


_BLANKS = re.compile(r"\s+")


@check("numbering_style")
def numbering_style(doc: Document) -> Iterator[Hit]:
    """Siblings carry the same final mark ('1.1' beside '1.2.'). One finding, at the first label of the rarer form."""
    for _, group in sibling_groups(doc):
        marks = [_mark(doc, section) for section in group]
        counts = Counter(marks)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda mark: (counts[mark], -marks.index(mark)))
        odd = [section for section, mark in zip(group, marks, strict=True) if mark != usual]
        edits = tuple(Edit(_mark_span(doc, section), usual) for section in odd)
        yield Hit(
            odd[0].label_span,
            {"found": doc.words(odd[0].label_span), "expected": f"{odd[0].label}{usual}"},
            related=tuple(Related(section.label_span) for section in odd[1:]),
            fixes=(Fix(edits, "safe"),),
        )


def _mark_span(doc: Document, section: Section) -> Span:
    """The final mark of a label, blanks before it included: the '.' of '1.2.', empty for '1.2'."""
    span = section.label_span
    end = span.start + len(doc.text[span.start : span.end].rstrip())
    start = span.start
    for part in section.label.split():
        start = doc.text.index(part, start, end) + len(part)
    return Span(start, end)


def _mark(doc: Document, section: Section) -> str:
    span = _mark_span(doc, section)
    return _BLANKS.sub("", doc.text[span.start : span.end])
