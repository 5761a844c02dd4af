"""The section tree (bố cục): which numbered blocks are siblings, and which stand under which.

Numbering decides, not looks: a block goes on with the open sequence whose next number it has. What is misnumbered still finds
its place, so that a gap or a repeat is one slip and not a new tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import dataclass, field
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
    if style in ("arabic",):
        return int(label)
    if style == "decimal":
        return int(label.rsplit(".", 1)[1])
    if style == "roman":
        return roman_value(label)
    if style == "letter":
        return LABELS.find(label) + 1
    if style == "capital":
        return LABELS.find(label.lower()) + 1
    if style == "inner":
        return int(label) if label.isdecimal() else LABELS.find(label) + 1
    word = _PART_WORD.match(label)
    last = word.group(2) if word else ""
    return (
        int(last) if last.isdecimal() else roman_value(last) or (1 if last.lower() == "nhất" else read_words([last.lower()]) or 0)
    )


def read_sections(source: Source, blocks: Sequence[Block], end: int) -> tuple[Section, ...]:
    """The sections among `blocks` (those of the body); the last ones end at `end`."""
    nodes = _nodes(source, blocks)
    roots = _tree(nodes, end)
    return tuple(_freeze(root, None, 1, source) for root in roots)


def _nodes(source: Source, blocks: Sequence[Block]) -> list[_Node]:
    text = source.text
    found: list[_Node] = []
    labelled = [at for at, b in enumerate(blocks) if b.kind == "item" and b.label and b.label not in BULLETS]
    for at in labelled:
        block = blocks[at]
        read = read_label(text, block.span.start, block.span.end)
        label, mark, style = read or read_bare_label(text, block.span.start, block.span.end)
        start = mark.end
        while start < block.span.end and text[start] in " \t\n":
            start += 1
        title_span = Span(min(start, block.span.end), block.span.end)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        title, title_span, titled, doubtful = _title(source, block, title_span, following)
        if style == "word":
            word = _PART_WORD.match(label).group(1).lower()
            style = {"phần": "part", "chương": "part", "điều": "article"}.get(word, "mục")
            rank = _RANK[word]
        else:
            rank = _RANK[style] + (label.count(".") if style == "decimal" else 0)
        number = label_number(label, style if style not in ("part", "article", "mục") else "word")
        final = text[mark.start : mark.end].rstrip()[-1:]
        look = block.heading, block.bold, "" if final.isalnum() else final
        node = _Node(label, style, number, rank, look, titled, doubtful, block, title, title_span)
        if number == 1:  # only what begins anew can be a list of its own
            above = blocks[at - 1] if at else None
            node.introduced = above is not None and text[above.span.end - 1] == ":"
            node.close = above is not None and bool(found) and found[-1].block is above
            node.listed = node.introduced and not node.close
        found.append(node)
    _read_capital_l(found)
    return _settle(found)


def _read_capital_l(nodes: Sequence[_Node]) -> None:
    """'I)' between 'k)' and 'm)' is the letter l, as capital i looks: a point of theirs, whose label another reader judges."""
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (before.label, node.label, after.label) == ("k", "I", "m") and before.look[2] == node.look[2] == after.look[2]:
            node.style, node.rank, node.number = "letter", before.rank, before.number + 1


def _title(source: Source, block: Block, span: Span, following: Block | None) -> tuple[str, Span, bool, bool]:
    """The words of the title, their span, whether they are a title of a line of their own, and whether that is doubtful."""
    words = source.words(span)
    own_line = block.heading > 0 or block.bold or words.isupper()
    if not words:
        if following is not None and following.kind == "paragraph" and _is_title_line(source, following):
            return source.words(following.span), following.span, True, False  # 'Phần I' ⏎ 'MỤC TIÊU'
        return "", span, True, False
    if len(words) <= _LONGEST_TITLE and (own_line or words[-1] not in '.;,…!?/”"' and not _RUN_IN.search(words[:-1])):
        return words, span, True, False
    alone = following is not None and not _same_kind(block, following)
    if alone and len(words) <= _LONGEST_TITLE and words[-1] == "." and ". " not in words and not _RUN_IN.search(words):
        return words, span, True, True  # a heading that ends with a full stop by slip; its siblings have the last word
    run_in = _RUN_IN.search(source.text, span.start, min(span.end, span.start + 160))
    if run_in:
        span = Span(span.start, run_in.start())
        return source.words(span), span, False, False
    return words[:_LONGEST_TITLE], span, False, False


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
    """How many of the open sections stay open above `node`."""
    peers = [at for at, open_node in enumerate(path) if open_node.style == node.style and open_node.rank == node.rank]
    following = [at for at in peers if node.number == path[at].number + 1 and _fits_decimal(path, at, node)]
    if following:  # the next number of an open sequence, the innermost first; of two the one that looks the same
        alike = [at for at in following if path[at].look == node.look]
        at = ([at for at in alike if path[at].titled == node.titled] or alike or following)[-1]
        node.listed = path[at].listed
        return at
    if node.style == "decimal":
        parent = node.label.rsplit(".", 1)[0]
        for at in range(len(path) - 1, -1, -1):
            if path[at].label == parent and path[at].rank < node.rank:
                return at + 1
    if peers:
        at = peers[-1]
        same_look = path[at].look == node.look
        innermost = at == len(path) - 1
        if node.number == 1 and innermost and path[at].titled and not same_look and path[at].number >= 1:
            return at + 1  # '1. Heading' in bold, under it a plain list that begins with 1 again
        if node.number == 1 and (node.introduced or node.close and innermost and _heads(path[at])):
            node.listed = True
            return at if path[at].listed else at + 1  # '1. Đợt một:' / '1. Phát thanh.'; a second such list goes on below
        for other in reversed(peers):
            if path[other].look == node.look:
                return other
        return at
    if path and node.number == 1 and {path[-1].style, node.style} == {"capital", "roman"}:
        return len(path)  # 'B. NỘI DUNG' / 'I. TUYÊN TRUYỀN', or the other way round: what begins anew stands below
    depth = len(path)
    while depth and path[depth - 1].rank >= node.rank:
        depth -= 1
    return depth


def _heads(node: _Node) -> bool:
    """Whether a node is the heading of what follows at once: a title that no mark ends, and the first of its siblings."""
    return node.titled and node.number == 1 and node.title[-1:] not in ".;,"


def _fits_decimal(path: list[_Node], at: int, node: _Node) -> bool:
    return node.style != "decimal" or path[at].label.rsplit(".", 1)[0] == node.label.rsplit(".", 1)[0]


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
