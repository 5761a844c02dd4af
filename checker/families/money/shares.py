"""Shares of one whole: 'ngân sách tỉnh 60%, ngân sách xã 30%, xã hội hóa 10%', and the share column of a money table."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.money.numbers import ratio, read_number
from checker.families.money.records import Shares
from checker.families.money.row_tree import build
from checker.families.money.rows import Figure, MoneyTable
from checker.model.plan import Block
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_PERCENT = re.compile(r"(\d[\d.,]*)\s?%")
_SOURCE = pattern(  # here and below every branch begins with a letter, so that the search skips to those
    "money", r"{{sources}}|{{payers}}|n(?<!\wn)s(?:tw|đp|nn|t|x|h)?\b|v(?<!\wv)ốn\b|x(?<!\wx)hh\b|q(?<!\wq)uỹ\b"
)
_OPEN = pattern("money", r"{{targets}}|t(?<!\wt)rên\b|d(?<!\wd)ưới\b|từ\s+\d|hơn\b|l(?<!\wl)ên\b")
_MONEY = pattern("money", r"{{wholes}}|v(?<!\wv)ốn\b")
_RANGE = re.compile(r"\d\s?%?\s?(?:-|–|đến|tới)\s?\d[\d,]*\s?%")
_SOURCES = pattern("money", r"(?:{{all_sources}}):")
_OF_PRICES = pattern("money", r"(?<!\w)(?:{{of_prices}})(?!\w)")
_BEHIND = 20  # of the last share, that say what it is of
_CUE = pattern("money", r"{{shares_follow}}")
_SENTENCE_END = re.compile(r"\.\s+(?=[a-zđà-ỹ])|\n\s*\n")


def read_shares(doc: Document) -> tuple[Shares, ...]:
    """The sets of shares that the text gives for one whole of money. Percentages of different wholes are none."""
    found = [shares for table in doc.facts("money_table") for shares in _of_table(table)]
    low = doc.source.lower
    if low.count("%") >= 2:
        found.extend(_inline(low, doc))
        found.extend(_lists(low, doc))
    return tuple(sorted(found, key=lambda shares: shares.span))


def _of_table(table: MoneyTable) -> list[Shares]:
    """The columns of shares (cơ cấu, %) whose total row says 100."""
    columns = [column.index for column in table.columns if column.kind == "percent"]
    if not columns:
        return []
    tree = build(table.rows)
    rows = [node.row for node in tree.roots if node.row is not None]
    whole = tree.totals[0].figures if tree.totals and len(tree.roots) > 1 else {}
    sums = [at for at in columns if (found := whole.get(at)) and found.value == 100]
    return [shares for at in sums if (shares := _column(whole[at].span, [row.figures.get(at) for row in rows]))]


def _column(span: Span, figures: list[Figure | None]) -> Shares | None:
    """One column of shares, each of which must be read."""
    parts = [(one.span, one.value) for one in figures if one is not None and one.value is not None]
    fine = [one.step for one in figures if one is not None and one.step < 1]
    slack = ratio(sum(one.step for one in figures if one is not None), 2) if fine else 0
    return Shares(span, tuple(parts), slack) if len(parts) == len(figures) else None


def _inline(low: str, doc: Document) -> list[Shares]:
    found = []
    for block in doc.plan.blocks:
        start, end = block.span
        if block.kind not in ("paragraph", "item") or low.count("%", start, end) < 2:
            continue
        cue = _CUE.search(low, start, end)
        if stop := _SENTENCE_END.search(low, cue.end() if cue else low.find("%", start, end), end):
            end = stop.start()
        if _OPEN.search(low, start, end) or not _MONEY.search(low, start, end):
            continue
        if _RANGE.search(low, start, end):
            continue
        shares = _shares(low, Span(cue.end() if cue else start, end))
        # Without 'trong đó' or the like, two shares may be of two wholes; three, or more than the whole, are of one.
        if shares and (cue or len(shares.percents) > 2 or 100 < shares.sum <= 150 or _names_sources(low, start, shares)):
            found.append(shares)
    return found


def _names_sources(low: str, start: int, shares: Shares) -> bool:
    """Whether a line tells all its sources: 'Nguồn kinh phí: 60% từ ngân sách, 30% từ nguồn tài trợ'."""
    told = _SOURCES.search(low, start, shares.span.start)
    return told is not None and not _OF_PRICES.search(low, told.end(), shares.span.end + _BEHIND)


def _shares(low: str, span: Span) -> Shares | None:
    """The shares in one sentence after its cue: each with a source of money of its own and nothing that makes it a target."""
    marks = list(_PERCENT.finditer(low, *span))
    if len(marks) < 2:
        return None
    parts = []
    at = span.start
    for index, mark in enumerate(marks):
        following = marks[index + 1].start() if index + 1 < len(marks) else span.end
        own = _SOURCE.search(low, at, mark.start()) or _SOURCE.search(low, mark.end(), following)
        number = read_number(mark[1], scaled=True)
        if not own or number.value is None:
            return None
        parts.append((Span(*mark.span()), number))
        at = mark.end()
    return _whole(parts)


def _whole(parts: list) -> Shares | None:
    total = sum(number.value for _, number in parts)
    if not 50 < total < 200 or any(number.value >= 100 for _, number in parts):
        return None  # percentages of different wholes
    fine = [number.step for _, number in parts if number.step < 1]
    slack = ratio(sum(fine), 2)
    return Shares(Span(parts[0][0].start, parts[-1][0].end), tuple((span, number.value) for span, number in parts), slack)


def _numbered(block: Block) -> bool:
    return bool(block.label and block.label.isalnum())


def _lists(low: str, doc: Document) -> list[Shares]:
    """Lists of which every line gives one share of a source of money, under a line that says so."""
    found = []
    run: list = []
    head = 0
    for block in (*doc.plan.blocks, None):
        if block is not None and block.kind == "item" and low.find("%", *block.span) >= 0:
            marks = list(_PERCENT.finditer(low, *block.span))
            if len(marks) == 1 and _SOURCE.search(low, block.span.start, block.span.end) and not _OPEN.search(low, *block.span):
                run.append((block, marks[0]))
                continue
        if len(run) >= 2 and _CUE.search(low, max(head, run[0][0].span.start - 200), run[0][0].span.start):
            first = run[0][0]
            if all(b.label == first.label or _numbered(b) and _numbered(first) for b, _ in run):
                numbers = [(Span(*m.span()), read_number(m[1], scaled=True)) for _, m in run]
                broken = block is not None and block.kind == "item" and block.label == first.label
                shares = _whole(numbers) if all(n.value is not None for _, n in numbers) and not broken else None
                if shares:
                    found.append(shares)
        run = []
        head = block.span.start if block is not None else 0
    return found
