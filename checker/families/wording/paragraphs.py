"""Paragraphs beside each other: one that stands twice (CT714), one that ends without a mark (CT715)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import dataclass
from checker.model.checkbook import check
from checker.model.document import Document, inside
from checker.model.findings import Edit, Fix, Hit
from checker.model.plan import Block
from checker.source.text import Span

_WORDS = re.compile(r"\w+")
_LABEL = re.compile(r"(?:[-+*•] ?)?(?:[^\W_]+\s){1,4}[^\W_]+\s?:|[^=]*=")  # 'Thời gian thực hiện: …', a formula
_ENDS = frozenset(".;:,!?…")
_CLOSING = ')”"’»]*_ '


@dataclass(frozen=True, slots=True)
class RepeatedParagraph:
    """A paragraph or item whose words already stand in `first`, under the same heading."""

    span: Span
    first: Span


def read_repeated_paragraphs(doc: Document) -> tuple[RepeatedParagraph, ...]:
    """The paragraphs and items of ten words and more that stand a second time under one heading. Under another heading, for
    another addressee, the same words are no slip; nor are the lines of an attached form."""
    first: dict[tuple[int, tuple[str, ...]], Span] = {}
    found = []
    above = {child.heading.start: section for section in doc.sections for child in section.children}
    for block in _alike(doc):
        words = tuple(_WORDS.findall(doc.source.lower, block.mark.end if block.mark else block.span.start, block.span.end))
        if len(words) < _LONG:
            continue
        if doc.text.startswith("(", block.span.start) or _LABEL.match(doc.text, block.span.start, block.span.end):
            continue
        section = doc.section_at(block.span.start)
        if section is not None and section.heading.start <= block.span.start < section.heading.end:
            if section.titled:
                continue  # two headings of one title are told as such
            section = above.get(section.heading.start)  # a numbered paragraph stands beside the others of its list
        earlier = first.setdefault((section.span.start if section else -1, words), block.span)
        if earlier != block.span:
            found.append(RepeatedParagraph(block.span, earlier))
    return tuple(found)


_LONG = 10
_COUNTED = "nhtci"  # frequent letters: where their counts differ, so do the words


def _alike(doc: Document) -> list[Block]:
    """The blocks of the body that have as many of some letters as another one: only their words need comparing."""
    lower = doc.source.lower
    groups = [list(_body_blocks(doc))]
    for letter in _COUNTED:
        finer: dict[tuple[int, int], list[Block]] = {}
        for number, group in enumerate(groups):
            for block in group:
                start = block.mark.end if block.mark else block.span.start
                finer.setdefault((number, lower.count(letter, start, block.span.end)), []).append(block)
        groups = [group for group in finer.values() if len(group) > 1]
    return sorted((block for group in groups for block in group), key=lambda block: block.span)


def _body_blocks(doc: Document) -> Iterator[Block]:
    """The paragraphs and items of the body, without its closing."""
    body, closing = doc.plan.body, doc.plan.closing
    stop = closing.start if closing else body.end
    tables = [block.span for block in doc.plan.blocks if block.kind == "table"]
    for block in doc.plan.blocks:
        if body.start <= block.span.start < stop and block.kind != "table" and not inside(tables, block.span.start):
            yield block


@check("end_mark_missing")
def end_mark_missing(
    doc: Document, *, usual: int = 8, share: int = 90, long: int = 12, open: tuple[str, ...] = ()
) -> Iterator[Hit]:
    """A paragraph of at least `long` words without a mark at its end, where `share` percent of at least `usual` such paragraphs
    have one. Not headings, an item before the last of its list, what goes on below or ends with one of the `open` words ('gồm',
    'sau'); nor in a text that a copy broke into lines.

    Algorithm: a paragraph is judged by how the others of the text end.
    """
    ends = [(block, below, _end(doc, block)) for block, below in _sentences(doc, long)]
    marked = sum(doc.text[end - 1] in _ENDS for _, _, end in ends)
    if marked < usual or marked * 100 < share * len(ends) or _is_wrapped(doc, [block for block, _, _ in ends]):
        return
    open_ended = [
        (block, end)
        for block, below, end in ends
        if not _goes_on(doc, block, below) and _is_open(doc, block, end, () if _is_last(block, below) else open)
    ]
    unlike = [block for block, end in open_ended if not _is_sentence(doc, block, end)]
    for block, end in open_ended:
        if block in unlike and len(unlike) > _TITLES:
            continue
        word = doc.text.rfind(" ", block.span.start, end) + 1
        fixes = (Fix((Edit(Span(end, end), "."),), "suggest"),)
        yield Hit(Span(word, end), {"expected": f"{doc.text[word:end]}."}, fixes=fixes)


_TITLES = 2  # more lines that could be titles are titles: their numbers were lost in a conversion


def _sentences(doc: Document, long: int) -> Iterator[tuple[Block, Block | None]]:
    """The paragraphs of the body that are no headings, each with the block below it."""
    titled = (section for section in doc.sections if section.titled)
    headings = {s.heading.start for s in titled if s.children or doc.text[s.body.start : s.body.end].strip()}
    opening, many = doc.plan.opening, re.compile(rf"(?:\W*+\w++){{{long}}}")
    blocks = [block for block in _body_blocks(doc) if not (opening and block.span.start < opening.end)]
    for block, below in zip(blocks, (*blocks[1:], None), strict=False):
        first = block.mark.start if block.mark else block.span.start
        if block.bold or block.heading or not headings.isdisjoint((first, block.span.start)):
            continue
        columns = doc.text.find("   ", block.mark.end if block.mark else block.span.start, block.span.end) >= 0
        if not columns and many.match(doc.text, block.span.start, block.span.end):
            yield block, below


def _end(doc: Document, block: Block) -> int:
    """Where the last letter or mark of a block stands, quotation marks and brackets left out."""
    end = block.span.end
    while end > block.span.start + 1 and doc.text[end - 1] in _CLOSING:
        end -= 1
    return end


def _is_wrapped(doc: Document, blocks: list[Block]) -> bool:
    """Whether a copy broke the paragraphs into lines: where one ends is then a guess."""
    return sum("\n" in doc.text[block.span.start : block.span.end] for block in blocks) * 10 > len(blocks)


def _is_open(doc: Document, block: Block, end: int, open: tuple[str, ...]) -> bool:
    """Whether a block ends with a word of its sentence; not a formula, a remark in brackets, a line in capitals."""
    words = doc.text[block.mark.end if block.mark else block.span.start : end].strip()
    if "=" in words or words[:1] in "(*“" or words.isupper() or not words[-1:].isalnum() or doc.text[block.span.end - 1] == ")":
        return False
    return words.lower().split()[-1] not in open


def _is_sentence(doc: Document, block: Block, end: int) -> bool:
    """Whether a block can be no title: an item, a long or parted one, or one that begins with an agency."""
    words = doc.text[block.span.start : end]
    if block.label is not None or len(words.split()) >= _LONG_TITLE or "; " in words or ". " in words:
        return True
    return any(agency.span.start == block.span.start for agency in doc.facts("agency"))


_LONG_TITLE = 26  # words that no title has


_DEEPER = {None: "+-", "-": "+", "number": "+-", "letter": "+-"}


def _goes_on(doc: Document, block: Block, below: Block | None) -> bool:
    """Whether the sentence may go on below: in small letters, in a list, a table or a remark of its own, in a further item."""
    if below is None:
        return doc.plan.closing is None  # what ends the body is judged as its closing
    first = doc.text[below.span.start : below.span.start + 1]
    if first.islower() or first == "(":
        return True
    mine, other = _kind(block.label), _kind(below.label)
    return other is not None and (mine == other or other in _DEEPER.get(mine, ""))


def _is_last(block: Block, below: Block | None) -> bool:
    """Whether an item is the last before a heading: nothing follows that its last word could open ('biện pháp cụ thể')."""
    return block.label is not None and below is not None and _kind(below.label) == "heading"


def _kind(label: str | None) -> str | None:
    """Which list an item belongs to by its label: 'number', 'letter', 'heading' ('II', 'A'), or the label itself; None for a
    paragraph."""
    if not label or not label[:1].isalnum():
        return label
    return "number" if label[:1].isdigit() else "letter" if label.islower() else "heading"
