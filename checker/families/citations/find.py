"""Where documents may be cited: a cheap scan for numbers, and the words in front of each that belong to it.

Nothing here judges: a candidate is a slice of the text, from a clause or a type word to at most `WINDOW` code points after the
number, never over the end of its block or table cell, nor over the beginning of the next candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern, words
from checker.model.plan import Block
from checker.source.text import Source

WINDOW = 300
_BEFORE = 170
_SHORT_TYPE = 4  # 'QĐ', 'TTr' with what follows them: a type only in front of 'số' or of a whole number
_SYMBOL = re.compile(r"\d{1,5}[/-](?:\d{4}[/-])?[a-zđ]{2}")

# '346/ KH-UBND', '21-NQ/TW', '66.7/2025/NQ-CP', '04-2021/NQ-HĐND': a number, a separator, a capital (after a year or not).
_NUMBERED = re.compile(
    r"[0-9][0-9]{0,8}+(?:\.[0-9]{1,3}+)?+[a-zđ]?+\s{0,3}+[/–-]\s{0,3}+(?:(?:19|20)[0-9]{2}\s{0,2}[/–-]\s{0,2})?+[A-ZĐƯ]"
)
_SEPARATOR = frozenset("/–- \t\n")  # what stands behind a number and a blank
_NO_SEPARATOR = frozenset('|,;:)%"”')  # what often stands behind a figure that is no number of a document
_NO_NUMBER_AFTER = frozenset("_.,/–-")
_AFTER_SO = re.compile(r"số\s{0,3}:?\s{0,3}(?=\d)")
_WORD = re.compile(r"[^\W\d_]+|\S")
_LABEL = r"(?:[ivxlc]+|\d{1,3}[a-zđ]?|[a-zđ]{1,2})(?![\wđ])"
_PART = rf"(?:{{{{clauses}}}})\s+{_LABEL}(?:\s*(?:,|và|đến)\s*{_LABEL})*,?\s+"
_CLAUSE = pattern("citations", rf"(?:các\s+)?{_PART}(?:(?:và\s+)?{_PART}){{0,4}}(?:của\s+)?\Z", gap=r"\s+")
_LAW_TITLE = pattern("citations", r"(?:{{laws}})(?!\w)[^;:|“”\d]{2,150}\Z", gap=r"\s+")


class Candidate(NamedTuple):
    """A place to read: `start` (clause or head), `head` (type word, 'số' or number), `number`, `end` of the window.

    `type` is the canonical type written in front or, in a list ('các Công điện: số 007/…, số 008/…'), before it; `so` tells
    whether 'số' stands before the number; `floor` is where the block or cell begins.
    """

    start: int
    head: int
    number: int
    end: int
    type: str | None
    so: bool
    floor: int


def find(source: Source, blocks: Sequence[Block], types: Mapping[str, str]) -> list[Candidate]:
    """All candidates in order of their numbers."""
    text, lower = source.text, source.lower
    numbers = dict.fromkeys(_numbered(source), False)
    numbers.update((match.end(), True) for match in _AFTER_SO.finditer(lower))
    zones = _zones(text, blocks)
    starts = [zone[0] for zone in zones]
    heads: list[Candidate] = []
    for number in sorted(numbers):
        at = bisect_right(starts, number) - 1
        if at < 0 or number >= zones[at][1]:
            continue
        floor, ceiling = _bounds(text, zones[at], number)
        if heads and heads[-1].number >= floor:
            floor_of_head = heads[-1].number + 1
        else:
            floor_of_head = floor
        head, kind, so = _head(lower, max(floor_of_head, number - _BEFORE), number, types)
        start = _clause(lower, max(floor_of_head, head - 110), head) if kind else head
        heads.append(Candidate(start, head, number, min(ceiling, number + WINDOW), kind, so, floor))
    return [
        one._replace(end=min(one.end, heads[index + 1].start)) if index + 1 < len(heads) else one
        for index, one in enumerate(heads)
    ]


def _numbered(source: Source) -> Iterator[int]:
    """Where a figure stands that is a number with a separator and a capital behind it."""
    text = source.text
    end = 0
    for start, stop in source.figures:
        before, behind = text[start - 1 : start], text[stop : stop + 2]
        if start < end or before.isalnum() or before in _NO_NUMBER_AFTER:
            continue
        if behind[:1] in _NO_SEPARATOR or behind[:1] == " " and behind[1:] not in _SEPARATOR:
            continue
        if match := _NUMBERED.match(text, start):
            end = match.end()
            yield start


def _zones(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, bool]]:
    """(start, end, whether a table) of the text that a citation may run through, in order.

    Copies of web pages break the first line of a paragraph anywhere ('Căn cứ Quyết định số⏎1850/QĐ-TTg …'), so a block goes on
    into the next one where only a line end stands between them, no sentence ended and no number or mark begins a new item.
    """
    zones: list[tuple[int, int, bool]] = []
    for block in blocks:
        begin, end = block.span
        if begin == end:
            continue
        goes_on = block.kind == "paragraph" or _NUMBERED.match(text, begin) is not None
        if zones and goes_on and not block.heading and not zones[-1][2]:
            last = zones[-1][1]
            if text.count("\n", last, begin) == 1 and text[last - 1] not in ".;:!?" and begin - last < 9:
                zones[-1] = (zones[-1][0], end, False)
                continue
        zones.append((begin, end, block.kind == "table"))
    return zones


def _bounds(text: str, zone: tuple[int, int, bool], at: int) -> tuple[int, int]:
    """The zone, or in a table the cell, that holds `at`."""
    begin, end, table = zone
    if not table:
        return begin, end
    for mark in "|\t\n":
        begin = max(begin, text.rfind(mark, begin, at) + 1)
        stop = text.find(mark, at, end)
        end = stop if stop >= 0 else end
    return begin, end


def _head(lower: str, floor: int, number: int, types: Mapping[str, str]) -> tuple[int, str | None, bool]:
    """Where the citation's head begins, its type (None where no type word is in front), and whether 'số' stands there."""
    tail = list(_WORD.finditer(lower, max(floor, number - 60), number))
    so = False
    while tail and tail[-1].group() in ("số", ":"):
        if tail[-1].group() == ":" and len(tail) > 1 and tail[-2].group() != "số":
            break  # 'các Công điện: số 007/CĐ-UBND'
        so = so or tail[-1].group() == "số"
        tail.pop()
    head = _so_start(lower, tail[-1].end() if tail else max(floor, number - 60), number) if so else number
    colon = bool(tail) and tail[-1].group() == ":"
    found = _type_at_end(tail[:-1] if colon else tail, types)
    if found and (so or head - found[0] > _SHORT_TYPE or _SYMBOL.match(lower, number)):
        return (head if colon else found[0]), found[1], so
    if not so:
        return head, None, so
    no_part = words("citations", "no_part_of_type")
    for back in range(1, 5):  # 'Báo cáo thẩm tra số 37/BC-BPC', 'Kế hoạch liên ngành số …'
        if len(tail) <= back or not tail[-back].group().isalpha():
            break
        if found := _type_at_end(tail[:-back], types):
            if any(match.group() in no_part for match in tail[-back:]):
                break
            return found[0], found[1], so
    return _distant_type(lower, floor, head, types) or (head, None, so)


def _so_start(lower: str, after: int, number: int) -> int:
    at = lower.find("số", after, number)
    return at if at >= 0 else number


def _type_at_end(tail: Sequence[re.Match], types: Mapping[str, str]) -> tuple[int, str] | None:
    """The longest type whose words are the last ones of `tail`."""
    last = [match.group() for match in tail[-4:]]
    for size in range(len(last), 0, -1):
        if kind := types.get(" ".join(last[-size:])):
            return tail[-size].start(), kind
    return None


def _distant_type(lower: str, floor: int, head: int, types: Mapping[str, str]) -> tuple[int, str, bool] | None:
    """A type with its issuer or its name between it and 'số': 'Chỉ thị của Thủ tướng Chính phủ số …', 'Luật Dân số số …'."""
    own = lower.rfind("của ", max(floor, head - 90), head)
    if own >= 0 and not any(mark in lower[own:head] for mark in ",;:.()|"):
        found = _type_at_end(list(_WORD.finditer(lower, max(floor, own - 40), own)), types)
        if found:
            return found[0], found[1], True
    if "qh" in lower[head : head + 24] or "ubtvqh" in lower[head : head + 30]:
        title = _LAW_TITLE.search(lower, floor, head)
        if title:
            while (inner := _LAW_TITLE.search(lower, title.start() + 4, head)) and inner.start() - title.start() > 8:
                title = inner
            found = title.start()
            name = next((w for w in words("citations", "laws") if lower.startswith(w, found)), None)
            if name:
                return found, types[name], True
    return None


def _clause(lower: str, floor: int, head: int) -> int:
    """Where the clause in front of a type word begins ('khoản 2 Điều 3 của '); `head` where there is none."""
    near = lower[max(floor, head - 40) : head]
    if not any(word in near for word in words("citations", "clauses")):
        return head
    found = _CLAUSE.search(lower, floor, head)
    return found.start() if found else head
