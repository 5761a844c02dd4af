"""Marks written twice (CT702) and pairs left open (CT712)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.wording.zones import addresses, outside_cells
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit
from checker.model.plan import Block, Table
from checker.source.text import Span, word_end, word_start

_TWO = tuple(re.compile(rf"{re.escape(mark)}[.,;]+") for mark in ".,;") + (
    re.compile("::+"),
)  # one mark each: quick to search for
_SINGLE = {"..": ".", "....": "...", ",,": ",", ";;": ";", ",.": ".", ",;": ";", ";,": ";", "::": ":"}
_DOUBTFUL = {";.": ";", ".;": ";", ".,": ",", ".....": "..."}


@check("repeated_punctuation")
def repeated_punctuation(doc: Document) -> Iterator[Hit]:
    """'..', '....', ';;', ',.'. Not '...', ',...', 'v.v.', nor the dots of a form to fill in ('ngày .... tháng ....').

    Algorithm: marks are scanned, with dots to fill in and 'v.v.' as exceptions.
    """
    text = doc.text
    zones = addresses(doc)
    for start, end in _runs(text):
        run = text[start:end]
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or before and before in ')”"’%') or start in zones:
            continue
        if (
            after.isalnum()
            and not _begins_a_sentence(text, start, end)
            or after in ("/", "…", "_")
            or text[end : end + 2].strip() in ("..", "…")
        ):
            continue  # 'ngày..tháng..', '../', a line to fill in
        if run in _SINGLE:
            if run.startswith(".") and _to_fill_in(text, start, end):
                continue
            expected, safe = _SINGLE[run], run != ",." or after in ("", "\n", " ")
        elif run in (".;", ".,") and _ends_a_word(text, start):
            expected, safe = _DOUBTFUL[run], False
        elif run == ";.":
            expected, safe = ".", False
        else:
            continue
        word = word_start(text, start, 30)
        fix = Fix((Edit(Span(start, end), expected),), "safe" if safe and _plain(doc, start, end) else "suggest")
        yield Hit(Span(word, end), {"expected": text[word:start] + expected}, fixes=(fix,))


def _begins_a_sentence(text: str, start: int, end: int) -> bool:
    """'trong tháng 9..Tổng hợp': a figure or word, two stops and a new sentence without a blank."""
    return text[start:end] == ".." and text[end].isupper() and text[end + 1 : end + 3].islower() and text[start - 1].isalnum()


def _runs(text: str) -> list[tuple[int, int]]:
    """The whole runs of two and more of these marks, in order."""
    runs = (match.span() for two in _TWO for match in two.finditer(text))
    return sorted(run for run in runs if text[run[0] - 1 : run[0]] not in (".", ",", ";"))


def _plain(doc: Document, start: int, end: int) -> bool:
    raw_start, raw_end = doc.source.raw_span(Span(start, end))
    return raw_end - raw_start == end - start


def _to_fill_in(text: str, start: int, end: int) -> bool:
    """Whether the dots are blanks of a form: the line has more dots than these."""
    line = text[max(0, start - 300) : start].rpartition("\n")[2] + " " + text[end : end + 300].partition("\n")[0]
    return "…" in line or ".." in line.replace("...", "") or "....." in line


def _ends_a_word(text: str, start: int) -> bool:
    """Whether a real word or a year stands before the mark, no abbreviation ('v.v.', 'TP.', 'tr.')."""
    if text[start - 5 : start - 4] in ("/", " ") and text[start - 4 : start].isdigit():
        return True
    word = start
    while word > 0 and text[word - 1].isalpha() and start - word < 30:
        word -= 1
    return start - word > 3 and text[word:start].islower() and text[word - 1 : word] == " "


# -- pairs ------------------------------------------------------------------------------------------------------------

_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_MARK = re.compile(r"[()\[\]{}“”«»\"]")
_ENUMERATOR = re.compile(r"(?:^|[\s;,.:(])(?:[a-zđA-ZĐ]|\d{1,2}|[ivxIVX]{1,4})[ ]?\Z")
_REFERENCE = re.compile(
    r"(?:mục|điều|khoản|điểm|bảng|biểu|lục|số|phần|chương|quý|tháng|năm|ngày)\s+(?![a-zđ][ ]?\Z)\S{1,4}[ ]?\Z"
)
_NAMES = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", ")": "(", "]": "[", "}": "{", "”": "“", "»": "«", '"': '"'}


@dataclass(frozen=True, slots=True)
class UnpairedMark:
    """A bracket or quotation mark without the `partner` that it needs, with the word that it touches."""

    span: Span
    mark: str
    partner: str


def read_unpaired(doc: Document) -> tuple[UnpairedMark, ...]:
    """The marks without their partner in the same paragraph. Labels ('a)', '1)') have none; a quotation that runs over several
    paragraphs closes in a later one. Cells are judged one by one."""
    text = doc.text
    zones = outside_cells(doc)
    blocks = [block for block in doc.plan.blocks if block.kind in ("paragraph", "item")]
    marks = [match.start() for match in _MARK.finditer(text) if match.start() not in zones]
    alone = [_alone(text, block, marks) for block in blocks]
    waiting: list[tuple[int, int]] = []  # (block, offset) of an opening mark that may close later
    settled: set[int] = set()
    for number, offsets in enumerate(alone):
        for offset in offsets:
            mark = text[offset]
            if mark in _PAIRS:
                nearest = range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEEPEST), -1)
                partner = next(
                    (at for at in nearest if text[waiting[at][1]] == _PAIRS[mark] and number - waiting[at][0] <= _REACH[mark]),
                    None,
                )
                if partner is not None:
                    settled |= {offset, waiting.pop(partner)[1]}
            elif mark in _NAMES and mark != '"':
                waiting.append((number, offset))
    settled |= _in_subject(doc, alone) | _closed_by_a_label(text, blocks, waiting)
    lone = _without_debris(doc, sorted(offset for offsets in alone for offset in offsets if offset not in settled))
    lone += [offset for table in doc.plan.tables for offset in _alone_in_cells(text, table, marks)]
    return tuple(UnpairedMark(_around(text, offset), text[offset], _NAMES[text[offset]]) for offset in sorted(lone))


def _closed_by_a_label(text: str, blocks: Sequence[Block], waiting: Sequence[tuple[int, int]]) -> set[int]:
    """Brackets near the end of a line that a figure on the next one closes: '(bậc⏎1)' is no item 1)."""
    return {
        offset
        for number, offset in waiting
        if text[offset] == "("
        and number + 1 < len(blocks)
        and _TORN.match(text, offset, blocks[number].span.end)
        and _FIGURE.match(text, blocks[number].span.end, blocks[number + 1].span.end)
    }


_TORN = re.compile(r"\((?:\w{1,12}[ ]?){1,3}\Z")
_FIGURE = re.compile(r"[ ]?\n[ ]?\d{1,3}\)")


def _in_subject(doc: Document, alone: Sequence[Sequence[int]]) -> set[int]:
    """The two straight marks of a quotation that runs over the lines of the subject; in a body straight marks tell no side."""
    subject = doc.plan.header.subject_span
    if subject is None:
        return set()
    straight = {
        offset for offsets in alone for offset in offsets if doc.text[offset] == '"' and subject.start <= offset < subject.end
    }
    return straight if len(straight) == 2 else set()


def _alone_in_cells(text: str, table: Table, marks: Sequence[int]) -> list[int]:
    """The marks without a partner in their cell; none where another cell has the partner: a cell that a copy tore."""
    cells = (cell for row in table.rows[table.header :] for cell in row.cells if cell.span.end - cell.span.start > 1)
    lone = [offset for cell in cells for offset in _alone(text, Block("cell", cell.span, cell.span.start), marks)]
    there = {text[offset] for offset in lone}
    return [offset for offset in lone if _NAMES[text[offset]] not in there or text[offset] == '"']


def _without_debris(doc: Document, offsets: Sequence[int]) -> list[int]:
    """The marks, in order, without what a conversion left of a stamp or a picture: a mark in a line without words, or inside
    the signature."""
    text, signature = doc.text, doc.plan.signature
    kept, line_end, has_words = [], -1, False
    for offset in offsets:
        if signature and signature.span.start <= offset < signature.span.end:
            continue
        if offset > line_end:  # a line is looked at once, however many marks it holds
            end = text.find("\n", offset)
            line_end = end if end >= 0 else len(text)
            line = text[text.rfind("\n", 0, offset) + 1 : line_end]
            has_words = sum(map(str.isalpha, line)) >= _FEWEST_LETTERS
        if has_words:
            kept.append(offset)
    return kept


_FEWEST_LETTERS = 2  # of a line with words
_DEEPEST = 40  # how many open marks are looked through for a partner
_REACH = {")": 3, "]": 1, "}": 1, "”": 40, "»": 40}  # in how many paragraphs a pair may still close


def _alone(text: str, block: Block, marks: Sequence[int]) -> Sequence[int]:
    """The offsets of marks without a partner inside a block, in order; `marks` are the offsets of all marks of the text."""
    first = bisect_left(marks, block.mark.end if block.mark else block.span.start)
    last = bisect_left(marks, block.span.end, first)
    if first == last:
        return ()
    stack: list[int] = []
    lone: list[int] = []
    straight: list[int] = []
    for at in marks[first:last]:
        mark = text[at]
        if mark == '"':
            if not text[at - 1 : at].isdigit() or len(straight) % 2 or any(text[k] == "“" for k in stack[-_DEEPEST:]):
                straight.append(at)
        elif mark in _PAIRS:
            deepest = max(-1, len(stack) - 1 - _DEEPEST)
            partner = next((k for k in range(len(stack) - 1, deepest, -1) if text[stack[k]] == _PAIRS[mark]), None)
            if partner is not None:
                lone += stack[partner + 1 :]
                del stack[partner:]
            elif mark != ")" or not _enumerates(text[max(block.span.start, at - 16) : at].lower()):
                lone.append(at)
        else:
            stack.append(at)
    lone += stack
    if len(straight) % 2:
        opened = next((at for at in reversed(lone) if text[at] == "“" and at < straight[-1]), None)
        if opened is None:
            lone.append(straight[-1])
        else:
            lone.remove(opened)  # a curly mark that a straight one closes
    return sorted(lone)


def _enumerates(before: str) -> bool:
    """Whether the bracket after `before` belongs to 'a)', '1)', 'ii)'; not in 'tại mục II)', but in 'tại điểm a)'."""
    return bool(_ENUMERATOR.search(before)) and not _REFERENCE.search(before)


def _around(text: str, offset: int) -> Span:
    """The mark with the word that it touches."""
    if text[offset] in "([{“«":
        return Span(offset, word_end(text, offset + 1, 29))
    return Span(word_start(text, offset, 30), offset + 1)
