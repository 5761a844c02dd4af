"""Counts of one sentence: 'Tổ công tác gồm 5 người: 2 lãnh đạo, 2 chuyên viên', '05 đội, gồm: 02 đội khám, 02 đội truyền thông'.

Only a whole that says it is made up of what follows ('gồm', not 'trong đó'), and parts that each begin with a count,
are added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern, words
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_REACH = 90  # of the whole in front of 'gồm'
_LONGEST = 500  # of the parts behind it
_MADE_OF = pattern("money", r"{{<made_of}}(?!\w)")
_COUNT = r"(?<![\w.,/%-])(?P<count>\d{1,4})\s(?P<noun>[^\W\d_]+)"
_BEFORE = re.compile(_COUNT + r"(?P<rest>(?:\s[^\W\d_]+){0,7})[,;]?\s?[(]?\Z")
_BEHIND = re.compile(r"(?:\scó)?\s" + _COUNT + r"(?P<rest>(?:\s[^\W\d_]+){0,3})\s?(?:[:(]|,\sgồm\s?:?)")
_PART = re.compile(r"\s*(?:[-+•]\s*)?" + _COUNT)
_LABELLED = re.compile(  # 'khối 6: 52 em', 'khối 7 có 48 em'
    r"\s*(?:[-+•]\s*)?[^\W\d_][^:;,\n]{0,40}?(?::\s?|\scó\s)" + _COUNT + r"(?:\s[^\W\d_]+){0,5}\s*\Z"
)
_ABOUT = pattern("money", r"(?<!\w)(?:{{approximately}}|{{bounds}})\s\Z")
_CUT = re.compile(r"[,;]\s|\svà\s|;?\n")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_END = re.compile(r"[.)](?:\s|\Z)|\n(?!\s{0,4}[-+•]\s)")


def read_counted_lists(doc: Document) -> tuple[Budget, ...]:
    """The wholes that sentences make up of parts, each with them, in order."""
    return tuple(budget for match in _MADE_OF.finditer(doc.source.lower) if (budget := _read(doc, match)))


def _read(doc: Document, made: re.Match[str]) -> Budget | None:
    low = doc.source.lower
    line = low.rfind("\n", 0, made.start()) + 1
    whole = _BEHIND.match(low, made.end())
    if whole:
        start = whole.end()
    else:
        floor = max(line, made.start() - _REACH)
        whole = _BEFORE.search(low, floor, made.start())
        start = made.end() + (1 if low[made.end() : made.end() + 1] == ":" else 0)
    if not whole or _ABOUT.search(low, max(0, whole.start("count") - 12), whole.start("count")):
        return None
    near = _BRACKETS.sub(lambda found: " " * len(found.group()), low[start : start + _LONGEST])
    end = _END.search(near)
    near = near[: end.start()] if end else near
    parts = _all_parts(near, _PART) or _labelled(near, int(whole["count"]))
    if len(parts) < 2 or not _of_one_kind(whole["noun"], [part["noun"] for part in parts]):
        return None
    return Budget(
        Span(*whole.span("count")),
        _amount(whole),
        tuple(_line(part, start) for part in parts),
        doc.text[slice(*whole.span("count"))],
        "inline",
        None,
    )


def _labelled(low: str, total: int) -> list[re.Match[str]]:
    """The parts that a label names each; none where the first of them make the whole, which is split twice ('nam: …, nữ: …; khối
    6: …'), or all of them another one."""
    parts = _all_parts(low, _LABELLED)
    sums = list(accumulate(int(part["count"]) for part in parts))
    return [] if total in sums[:-1] or sums and not total < sums[-1] * 2 < total * 4 else parts


def _all_parts(low: str, form: re.Pattern[str]) -> list[re.Match[str]]:
    """The parts; none where one of them has another form."""
    read = list(_parts(low, form))
    parts = [part for part in read if part is not None]
    return parts if len(parts) == len(read) else []


def _parts(low: str, form: re.Pattern[str]) -> Iterator[re.Match[str] | None]:
    """The parts; None for one that has another form."""
    at, end = 0, len(low)
    for cut in [*_CUT.finditer(low), None]:
        stop = cut.start() if cut else end
        if low[at:stop].strip(" -+•\t\n"):
            yield form.match(low, at, stop)
        at = cut.end() if cut else end


def _line(part: re.Match[str], offset: int) -> BudgetLine:
    amount = _amount(part, offset)
    return BudgetLine(part.group().strip(), amount.span, amount)


def _of_one_kind(whole: str, parts: list[str]) -> bool:
    """Whether the parts are counted as the whole is: persons of any kind, or things of the same name."""
    if whole in words("money", "counted_persons"):
        return not any(part in words("money", "counted_groups") for part in parts)
    return all(part == whole for part in parts)


def _amount(match: re.Match[str], offset: int = 0) -> Amount:
    span = Span(match.start("count") + offset, match.end("count") + offset)
    return Amount(span, int(match["count"]), number=span)
