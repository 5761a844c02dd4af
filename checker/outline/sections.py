"""The section tree (bố cục): which numbered blocks are siblings, and which stand under which.

Numbering decides, not looks: a block goes on with the open sequence whose next number it has. What is misnumbered still finds
its place, so that a gap or a repeat is one slip and not a new tree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple, dataclass, field
from checker.base.roman import roman_value
from checker.language.letters import LABELS
from checker.language.numerals import read_words
from checker.model.plan import Block, Section
from checker.outline.lines import BULLETS, read_label
from checker.outline.lost_marks import read_bare_label
from checker.outline.roles import roles_of, roles_or_nearest
from checker.source.text import Source, Span

_PART_WORD = re.compile(r"(phần|chương|mục|điều)\s+(?:thứ\s+)?(\S+)", re.IGNORECASE)
_RANK = {
    "phần": 0,
    "chương": 1,
    "roman": 2,
    "capital": 2,
    "mục": 3,
    "điều": 4,
    "arabic": 5,
    "decimal": 6,
    "letter": 12,
    "inner": 14,
}
_LONGEST_TITLE = 240
_RUN_IN = re.compile(r":(?=\s|$)")


@dataclass(slots=True)
class _Node:
    """A section while its end and children are still open."""

    label: str
    style: str
    number: int
    rank: int
    look: tuple[int, bool, str]
    titled: bool
    doubtful: bool
    block: Block
    title: str
    title_span: Span
    children: list[_Node] = field(default_factory=list)
    end: int = 0
    introduced: bool = False  # a line that ends with ':' stands right above
    close: bool = False  # nothing stands between it and the numbered line above
    listed: bool = False  # it belongs to a list that such a line introduces


def label_number(label: str, style: str) -> int:
    """The place of a label in its sequence: II → 2, d → 4, đ → 5, 1.3 → 3, Phần II → 2; 0 where it has none."""
    return _NUMBERS.get(style, _of_words)(label)


def _of_inner(label: str) -> int:
    return int(label) if label.isdecimal() else LABELS.find(label) + 1


def _of_words(label: str) -> int:
    """'Phần II', 'Phần C' (the third: no plan has a hundred parts), 'Chương thứ nhất', 'Điều 5'."""
    word = _PART_WORD.match(label)
    last = word.group(2) if word else ""
    if last.isdecimal():
        return int(last)
    if len(last) == 1 and last in _PART_LETTERS and label[:1] == "P":
        return LABELS.find(last.lower()) + 1
    return roman_value(last) or (1 if last.lower() == "nhất" else read_words([last.lower()]) or 0)


_NUMBERS: dict[str, Callable[[str], int]] = {
    "arabic": int,
    "decimal": lambda label: int(label.rsplit(".", 1)[1]),
    "roman": roman_value,
    "letter": lambda label: LABELS.find(label) + 1,
    "capital": lambda label: LABELS.find(label.lower()) + 1,
    "inner": _of_inner,
}
_PART_LETTERS = frozenset("ABCDĐEGH")
_STYLES = {"phần": "part", "chương": "part", "điều": "article", "mục": "mục"}  # of the words in front of a number


def read_sections(source: Source, blocks: Sequence[Block], end: int) -> tuple[Section, ...]:
    """The sections among `blocks` (those of the body); the last ones end at `end`."""
    nodes = _nodes(source, blocks)
    roots = _tree(nodes, end)
    return tuple(_freeze(root, None, 1, source) for root in roots)


def _nodes(source: Source, blocks: Sequence[Block]) -> list[_Node]:
    """The numbered blocks, each by itself."""
    found: list[_Node] = []
    for at, block in enumerate(blocks):
        if block.kind != "item" or not block.label or block.label in BULLETS:
            continue
        node = _node(source, block, blocks[at + 1] if at + 1 < len(blocks) else None)
        if node.number == 1 and at:  # only what begins anew can be a list of its own
            node.introduced = source.text[blocks[at - 1].span.end - 1] == ":"
            node.close = bool(found) and found[-1].block is blocks[at - 1]
            node.listed = node.introduced and not node.close
        found.append(node)
    _read_capital_l(found)
    return _settle(found)


def _node(source: Source, block: Block, following: Block | None) -> _Node:
    text = source.text
    label, mark, style = read_label(text, *block.span) or read_bare_label(text, *block.span)
    start = mark.end
    while start < block.span.end and text[start] in " \t\n":
        start += 1
    title = _title(source, block, Span(min(start, block.span.end), block.span.end), following)
    final = text[mark.start : mark.end].rstrip()[-1:]
    look = block.heading, block.bold, "" if final.isalnum() else final
    number = label_number(label, style)
    if style == "word":
        word = _PART_WORD.match(label).group(1).lower()
        style, rank = _STYLES[word], _RANK[word]
    else:
        rank = _RANK[style] + (label.count(".") if style == "decimal" else 0)
    return _Node(label, style, number, rank, look, title.titled, title.doubtful, block, title.words, title.span)


def _read_capital_l(nodes: Sequence[_Node]) -> None:
    """'I)' between 'k)' and 'm)' is the letter l, as capital i looks: a point of theirs, whose label another reader judges."""
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (before.label, node.label, after.label) == ("k", "I", "m") and before.look[2] == node.look[2] == after.look[2]:
            node.style, node.rank, node.number = "letter", before.rank, before.number + 1


class _Title(NamedTuple):
    """The title of a section. `titled`: it is one, on a line of its own; `doubtful`: its siblings have the last word."""

    words: str
    span: Span
    titled: bool
    doubtful: bool = False


def _title(source: Source, block: Block, span: Span, following: Block | None) -> _Title:
    """The title in `span`, what stands behind the label of a block."""
    words = source.words(span)
    if not words:
        if following is not None and following.kind == "paragraph" and _is_title_line(source, following):
            return _Title(source.words(following.span), following.span, True)  # 'Phần I' ⏎ 'MỤC TIÊU'
        return _Title("", span, True)
    if len(words) <= _LONGEST_TITLE:
        own_line = block.heading > 0 or block.bold or words.isupper()
        if own_line or words[-1] not in '.;,…!?/”"' and not _RUN_IN.search(words[:-1]):
            return _Title(words, span, True)
        alone = following is not None and not _same_kind(block, following)
        if alone and words[-1] == "." and ". " not in words and not _RUN_IN.search(words):
            return _Title(words, span, True, True)  # a heading that ends with a full stop by slip
    run_in = _RUN_IN.search(source.text, span.start, min(span.end, span.start + 160))
    if run_in:
        span = Span(span.start, run_in.start())
        return _Title(source.words(span), span, False)
    return _Title(words[:_LONGEST_TITLE], span, False)


def _is_title_line(source: Source, block: Block) -> bool:
    """Whether a paragraph is set as a title: in capitals or in bold, and short."""
    words = source.words(block.span)
    return len(words) <= _LONGEST_TITLE and (words.isupper() or block.bold)


def _same_kind(block: Block, following: Block) -> bool:
    return (
        following.kind == "item"
        and following.label not in BULLETS
        and following.label is not None
        and (following.label.isdigit() == (block.label or "").isdigit())
    )


def _settle(nodes: list[_Node]) -> list[_Node]:
    """Drop what only looks like a section: numbers in the opening, before the first Roman heading. An article that holds all
    the Roman headings ('Điều 1. Phê duyệt Đề án với các nội dung sau:') goes too, and those behind it stand beside them."""
    romans = [at for at, n in enumerate(nodes) if n.style == "roman" and n.titled]
    if len(romans) >= 2 and all(n.rank > _RANK["roman"] for n in nodes[: romans[0]]):
        holds_all = any(node.style == "article" for node in nodes[: romans[0]])
        nodes = nodes[romans[0] :]
        for node in nodes:
            if holds_all and node.style == "article":
                node.rank = _RANK["phần"] - 1
    return nodes


def _tree(nodes: list[_Node], end: int) -> list[_Node]:
    roots: list[_Node] = []
    path: list[_Node] = []
    for node in nodes:
        depth = _depth(path, node)
        for closed in path[depth:]:
            closed.end = node.block.start
        del path[depth:]
        (path[-1].children if path else roots).append(node)
        path.append(node)
    for closed in path:
        closed.end = end
    _decide(roots)
    return roots


def _decide(siblings: list[_Node]) -> None:
    """A clause of one sentence is a heading with a full stop by slip only where most of its siblings are headings."""
    sure = [node for node in siblings if node.titled and not node.doubtful]
    for node in siblings:
        if node.doubtful and 2 * len(sure) < len(siblings):
            node.titled = False
        _decide(node.children)


def _depth(path: list[_Node], node: _Node) -> int:
    """How many of the open sections stay open above `node`: the first case that holds, else all of a higher rank."""
    peers = [at for at, above in enumerate(path) if above.style == node.style and above.rank == node.rank]
    for case in (_goes_on, _under_its_number, _among_peers, _under_other_letters):
        depth = case(path, peers, node)
        if depth is not None:
            return depth
    depth = len(path)
    while depth and path[depth - 1].rank >= node.rank:
        depth -= 1
    return depth


def _goes_on(path: list[_Node], peers: list[int], node: _Node) -> int | None:
    """It has the next number of an open sequence: the innermost first, of two the one that looks the same."""
    following = [at for at in peers if node.number == path[at].number + 1 and _fits_decimal(path[at], node)]
    if not following:
        return None
    alike = [at for at in following if path[at].look == node.look]
    at = ([at for at in alike if path[at].titled == node.titled] or alike or following)[-1]
    node.listed = path[at].listed
    return at


def _under_its_number(path: list[_Node], peers: list[int], node: _Node) -> int | None:
    """'1.3' stands below '1'."""
    if node.style != "decimal":
        return None
    parent = node.label.rsplit(".", 1)[0]
    return next((at + 1 for at in reversed(range(len(path))) if path[at].label == parent and path[at].rank < node.rank), None)


def _among_peers(path: list[_Node], peers: list[int], node: _Node) -> int | None:
    """It goes on beside the innermost of its style, of those the one that looks the same, or begins a list below."""
    if not peers:
        return None
    at = peers[-1]
    above, innermost = path[at], at == len(path) - 1
    if node.number == 1:
        if innermost and above.titled and above.look != node.look and above.number >= 1:
            return at + 1  # '1. Heading' in bold, under it a plain list that begins with 1 again
        if node.introduced or node.close and innermost and _heads(above):
            node.listed = True
            return at if above.listed else at + 1  # '1. Đợt một:' / '1. Phát thanh.'; a second such list goes on below
    return next((other for other in reversed(peers) if path[other].look == node.look), at)


def _under_other_letters(path: list[_Node], peers: list[int], node: _Node) -> int | None:
    """'B. NỘI DUNG' / 'I. TUYÊN TRUYỀN', or the other way round: what begins anew stands below."""
    return len(path) if path and node.number == 1 and {path[-1].style, node.style} == {"capital", "roman"} else None


def _heads(node: _Node) -> bool:
    """Whether a node is the heading of what follows at once: a title that no mark ends, and the first of its siblings."""
    return node.titled and node.number == 1 and node.title[-1:] not in ".;,"


def _fits_decimal(above: _Node, node: _Node) -> bool:
    return node.style != "decimal" or above.label.rsplit(".", 1)[0] == node.label.rsplit(".", 1)[0]


def _freeze(node: _Node, parent_path: str | None, level: int, source: Source) -> Section:
    path = _join_path(parent_path, node.label)
    titled = node.titled
    children = tuple(_freeze(child, path, level + 1, source) for child in node.children)
    roles = (roles_or_nearest if level == 1 and titled else roles_of)(node.title) if node.title else ("other",)
    start = node.block.span.start
    heading_end = max(node.block.span.end, node.title_span.end) if titled else node.title_span.end
    return Section(
        label=node.label,
        title=node.title,
        path=path,
        level=level,
        style=node.style,
        span=Span(start, max(node.end, heading_end)),
        heading=Span(start, heading_end),
        label_span=node.block.mark,
        title_span=node.title_span,
        roles=roles,
        titled=titled,
        children=children,
    )


def _join_path(parent: str | None, label: str) -> str:
    """The label path: 'II' + '2' → 'II.2'; a label that repeats its parent's ('1.1' under '1') takes its place."""
    if parent is None:
        return label
    parts = parent.split(".")
    for take in range(len(parts), 0, -1):
        tail = ".".join(parts[-take:])
        if label.startswith(tail + "."):
            return ".".join([*parts[:-take], label])
    return f"{parent}.{label}"
