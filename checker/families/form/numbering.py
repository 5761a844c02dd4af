"""The numbering of siblings: Decree 30/2020/NĐ-CP, Appendix I, II.6 (I. → 1. → a), the points by the Vietnamese alphabet)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from checker.base.record import NamedTuple, dataclass
from checker.base.roman import from_roman, to_roman
from checker.language.letters import LABELS
from checker.language.words import BLANKS
from checker.model.document import Document
from checker.model.plan import Section, Unparsed
from checker.source.text import Span


def ordinal(section: Section) -> int | None:
    """The place of a heading among its siblings by its label: 'IV' → 4, '1.3' → 3, 'đ' → 5; None where it is no number."""
    label = section.label.split()[-1] if section.label else ""
    if section.style in ("roman", "part") and from_roman(label.upper()):
        return from_roman(label.upper())
    if section.style in ("arabic", "decimal", "article", "part", "inner"):
        last = label.rsplit(".", 1)[-1]
        return int(last) if last.isdecimal() else None
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
class NumberingSlip:
    """A label that breaks the count of its siblings: `kind` is 'start', 'gap', 'duplicate' or 'letter', or 'lost' where a copy
    left out the labels of the points above, as it does with automatic ones. `expected` is the label that the count asks for,
    `other` the sibling that shows it. `span` is the label with its final mark, `label_span` without. `within_other`: the label
    that seems skipped stands inside `other` ('… hàng năm b. Địa điểm': a copy lost the line end)."""

    span: Span
    kind: str
    section: Section
    expected: str
    label_span: Span
    other: Section | None
    within_other: bool


def sibling_groups(doc: Document) -> Iterator[tuple[Section | None, tuple[Section, ...]]]:
    """Every group of siblings of one style, with their parent."""
    families = [(None, doc.plan.sections)]
    families += [(s, s.children) for s in doc.sections if s.children]
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


class _Slip(NamedTuple):
    kind: str
    section: Section
    expected: str
    other: Section | None = None


def read_numbering_slips(doc: Document) -> tuple[NumberingSlip, ...]:
    """All slips of a plan's numbering. What follows one is judged from whichever count makes it right."""
    slips = list(_slips(doc))
    least = 1 if any(_labels_are_lost(doc, slip, 2) for slip in slips) else 2  # a copy that lost some loses more
    return tuple(
        NumberingSlip(
            slip.section.label_span,
            "lost" if _labels_are_lost(doc, slip, least) else slip.kind,
            slip.section,
            slip.expected,
            _label_span(doc, slip.section),
            slip.other,
            slip.other is not None and _stands_within(doc, slip.section, slip.expected, slip.other),
        )
        for slip in slips
    )


_LOSABLE = frozenset(("start", "gap", "duplicate"))


def _labels_are_lost(doc: Document, slip: _Slip, least: int) -> bool:
    """Whether right above a point as many paragraphs without a label stand as points are missing, `least` of them."""
    number, last = ordinal(slip.section) or 0, ordinal(slip.other) or 0 if slip.other else 0
    missing = number - 1 - (last if last < number else 0)
    if slip.kind not in _LOSABLE or slip.section.style != "letter" or missing < least:
        return False
    blocks = doc.plan.blocks
    at = bisect_left(blocks, slip.section.span.start, key=lambda block: block.span.start)
    return at >= missing and all(block.kind == "paragraph" for block in blocks[at - missing : at])


def read_lost_labels(doc: Document) -> tuple[Unparsed, ...]:
    """The first of the points whose place among their siblings a copy hides: one cause, however many points follow."""
    lost = [slip for slip in doc.facts("numbering_slip") if slip.kind == "lost"]
    return tuple(Unparsed(slip.span, f"các điểm phía trên mất số thứ tự khi chuyển đổi ({len(lost)} chỗ)") for slip in lost[:1])


def _label_span(doc: Document, section: Section) -> Span:
    """Where a label stands without its mark, and without the figures in front of the letter of '2.1.a'."""
    start = max(section.label_span.start, doc.text.find(section.label, *section.label_span))
    return Span(start, start + len(section.label))


def _slips(doc: Document) -> Iterator[_Slip]:
    wrong: set[str] = set()  # paths of parents whose own number is a slip: their children's '3.1' is right under a '5.'
    count = {}  # style and level → the last ordinal of the group before, for numbering that runs on over sections

    def is_new_list(section: Section) -> bool:
        return doc.text[max(0, section.span.start - 20) : section.span.start].rstrip(" \t\n*#").endswith(":")

    for parent, group in sibling_groups(doc):
        numbers = [ordinal(section) for section in group]
        level = (group[0].style, group[0].level, _head(group[0]))
        for slip in _group_slips(parent, group, numbers, count.get(level), is_new_list):
            if slip.kind != "start" or parent is None or parent.path not in wrong or ordinal(slip.section) != 1:
                wrong.add(slip.section.path)
                yield slip
        if numbers[-1]:
            count[level] = numbers[-1]


def _head(section: Section) -> str:
    """What stands before the last figure of '2.3': only under the same head does a count run on."""
    return section.label.rpartition(".")[0] if section.style == "decimal" else ""


def _group_slips(
    parent: Section | None,
    group: Sequence[Section],
    numbers: Sequence[int | None],
    before: int | None,
    is_new_list: Callable[[Section], bool],
) -> Iterator[_Slip]:
    expected, last = {1}, 0
    seen: dict[int, Section] = {}
    for at, (section, number) in enumerate(zip(group, numbers, strict=True)):
        right = min(expected)
        slip = None
        if number is None:
            slip, expected = _unread(section, right, group[at - 1] if at else None), {right, right + 1}
            last = right
        elif at == 0:
            slip, expected = _wrong_start(parent, section, numbers, before), {number + 1, 2}
        elif number in expected:
            expected = {number + 1}
        elif number == 1 and last > 1 and (at + 1 < len(numbers) and numbers[at + 1] == 2 or is_new_list(section)):
            seen.clear()  # a new list under the same heading
            expected = {2}
        elif number in seen:
            slip = _Slip("duplicate", section, relabel(section, right), seen[number])
            expected = {number + 1, right + 1}
        elif number < right:
            expected = {number + 1, right}  # the one that was missed, come late
        else:
            following = group[at + 1] if at + 1 < len(numbers) and numbers[at + 1] == number else None
            slip = _ahead(section, (last, number), right, group[at - 1], following)
            # 'I, III, III, IV': the first III is the slip, the second one is right
            expected = {number + 1, right + 1, *([number] if slip.kind == "duplicate" else [])}
        if slip:
            yield slip
        if number is not None:
            seen[number] = section
            last = number


def _unread(section: Section, right: int, above: Section | None) -> _Slip | None:
    """A label that is no number: 'IIV.', 'IIII.', a letter that is none of the sequence."""
    if section.style == "letter":
        return _Slip("letter", section, relabel(section, right))
    return _Slip("gap", section, to_roman(right), above) if section.style == "roman" and above else None


def _wrong_start(parent: Section | None, section: Section, numbers: Sequence[int | None], before: int | None) -> _Slip | None:
    """A group that does not begin with 1, or not under its parent's number."""
    if numbers[0] != 1 and not _runs_on(numbers, before):
        return _Slip("start", section, relabel(section, 1))
    if section.style == "decimal" and not _fits_parent(parent, section):
        return _Slip("start", section, f"{parent.label}.1")
    return None


def _ahead(section: Section, step: tuple[int, int], right: int, above: Section, following: Section | None) -> _Slip:
    """A number that is too high; `following` has it too, where it is the next one."""
    if section.style == "letter" and step == (LABELS.index("d") + 1, LABELS.index("e") + 1):
        return _Slip("letter", section, relabel(section, right))
    if following is not None:
        return _Slip("duplicate", section, relabel(section, right), following)
    return _Slip("gap", section, relabel(section, right), above)


def _runs_on(numbers: Sequence[int | None], before: int | None) -> bool:
    """Whether a group goes on counting where the group before it ended (tasks numbered through all sections)."""
    first = numbers[0]
    return before is not None and first == before + 1 and list(numbers) == list(range(first, first + len(numbers)))


def _fits_parent(parent: Section | None, section: Section) -> bool:
    """'2.1' stands under '2'; under a Roman numeral or a letter any head is right."""
    if parent is None or parent.style not in ("arabic", "decimal"):
        return True
    return section.label.rsplit(".", 1)[0] == parent.label.split()[-1]


def _stands_within(doc: Document, section: Section, expected: str, other: Section) -> bool:
    """Whether the expected label stands inside the part before."""
    mark = doc.text[section.label_span.start : section.label_span.end].strip()[len(section.label) :]
    wanted = expected + mark
    at = doc.text.find(wanted, other.label_span.end, section.span.start)
    return at > 0 and doc.text[at - 1] in " \n\t" and len(wanted) > 1 and doc.text[at + len(wanted) :][:1] in (" ", "\t")


# -- the mark behind a label ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MixedMarks:
    """Siblings whose labels end with two marks ('1.1' beside '1.2.'): the first label of the rarer form, with the place of its
    mark and of the `others`'; `usual` is the other mark, '' for none, `expected` the label with it."""

    span: Span
    expected: str
    usual: str
    mark_spans: tuple[Span, ...]
    others: tuple[Span, ...]


def read_mixed_marks(doc: Document) -> tuple[MixedMarks, ...]:
    """The groups of siblings that are not marked in one way."""
    found = []
    for _, group in sibling_groups(doc):
        spans = [_mark_span(doc, section) for section in group]
        marks = [BLANKS.sub("", doc.text[span.start : span.end]) for span in spans]
        counts = Counter(marks)
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda mark: (counts[mark], -marks.index(mark)))
        odd = [at for at, mark in enumerate(marks) if mark != usual]
        first, *others = (group[at] for at in odd)
        found.append(
            MixedMarks(
                first.label_span,
                f"{first.label}{usual}",
                usual,
                tuple(spans[at] for at in odd),
                tuple(section.label_span for section in others),
            )
        )
    return tuple(found)


def _mark_span(doc: Document, section: Section) -> Span:
    """The final mark of a label, blanks before it included: the '.' of '1.2.', empty for '1.2'."""
    span = section.label_span
    end = span.start + len(doc.text[span.start : span.end].rstrip())
    start = span.start
    for part in section.label.split():
        start = doc.text.index(part, start, end) + len(part)
    return Span(start, end)
