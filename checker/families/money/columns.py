"""The heading of a money table: which column holds labels, words, quantities, prices, amounts; in which unit."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import pattern
from checker.families.money.figures import figure, in_unit
from checker.families.money.formulas import formulas
from checker.families.money.rows import Column, Figure
from checker.families.money.units import unit_in
from checker.model.plan import Row, Table
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    Line = dict[int, Fraction | int]  # the figures of a row by column

_CAPTION = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*[:\-]?\s*\(?")
_CAPTION_BELOW = re.compile(r"\s*[(*]?\s*(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*")
_CAPTION_INSIDE = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)\s*:\s*")
_KINDS = (
    ("label", pattern("money", r"(?:{{number_heads}})\.?\Z")),
    ("note", pattern("money", r"{{note_heads}}")),
    ("percent", pattern("money", r"{{percent_heads}}|(?<!\d)(?<!\d )%")),
    ("price", pattern("money", r"{{price_heads}}|\bgiá\b(?! trị)")),
    ("unit", re.compile(r"đvt\b|đơn vị tính\b(?!.*đồng)|đơn vị\Z|đ\.v\.t")),
    (
        "quantity",
        pattern(
            "money",
            r"{{quantity_heads}}|\bsl\b|\bsố (?:{{counted}})|\btổng(?: số)? (?:{{counted_in_totals}})(?!\w)"
            r"|(?:{{measured}}|(?<!tổng )số)\Z",
        ),
    ),
    (
        "total",
        pattern("money", r"\btổng\b(?! hợp| kết)|\bcộng\b(?! đồng| tác)|{{whole_sums}}|\Agiai đoạn 20\d\d ?(?:-|–|đến) ?20\d\d"),
    ),
    (
        "money",
        pattern(
            "money",
            r"{{money_heads}}|\bvốn\b|\bns(?:tw|đp|nn|tỉnh|xã|t|x|h)?\b|\bxhh\b|\b20\d\d\b|(?<!hợp )(?<!hội )(?<!cộng )đồng\b"
            r"|\Athực hiện|\A(?:thu|chi)\Z|\bquý (?:[ivx]{1,3}|[1-4])\b|\b[69] tháng\b|mức\b(?! độ| đạt)",
        ),
    ),
)
_OTHER = pattern("money", r"{{other_heads}}|tên ")
_STRONG = pattern("money", r"{{sure_heads}}|(?<!hợp )(?<!hội )(?<!cộng )\bđồng\b(?! chí| bộ| bào)|\d{3}đ\b|\bvốn\b")
_TITLE = pattern("money", r"{{titles}}")
_YEAR = re.compile(r"\b(20\d\d)\b")
_GUIDE = re.compile(r"\(?\s*(?:\d{1,2}|[a-zđ])\s*\)?\Z|\(?\d{1,2}\)?\s*=.{2,40}\Z|=.{2,40}\Z")
_RATIO = re.compile(r"=.*[/:%]|%")
_PERIOD = re.compile(r"\A(?:quý (?:[ivx]{1,3}|[1-4])|[69] tháng[^(]*)\Z")
_PARTS = "trong đó "  # in front of each head below one that spans the parts of a total
_LONGEST = 160
_MOST_UNKNOWN = 8  # columns among which the factors of an amount are sought
_ABOVE = 400  # how far a table's unit may stand above it
_DIGITS = re.compile(r"\d")


def read_caption(source: Source, table: Table) -> tuple[int, Span] | None:
    """The unit that a line above, in or below the table states, and where: 'Đơn vị tính: triệu đồng', a title with '(ĐVT: 1.000
    đồng)'.
    """
    low = source.lower
    above = max(0, table.span.start - _ABOVE)
    places = [match.end() for match in reversed(list(_CAPTION.finditer(low, above, table.span.start)))]
    top = table.rows[min(2, len(table.rows) - 1)].span.end
    places += [match.end() for match in _CAPTION_INSIDE.finditer(low, table.span.start, top)]
    places += [match.end() for match in (_CAPTION_BELOW.match(low, table.span.end),) if match]
    tail = low[above : table.span.start].rstrip()
    places += [above + tail.rfind("(")] if tail.endswith(")") else []
    for at in places:
        if unit := unit_in(low[at : at + 24].partition("|")[0]):
            begin, end = low.rfind("\n", 0, at) + 1, low.find("\n", at)
            return unit, Span(begin, end if end >= 0 else len(low))
    return None


def title_above(source: Source, table: Table) -> str:
    """The few lines above a table, lower case: where its title stands."""
    above = source.lower[max(0, table.span.start - 500) : table.span.start].rstrip()
    return "\n".join([line for line in above.split("\n") if line.strip()][-5:])


def title_line(source: Source, table: Span) -> str:
    """The line above a table that is no unit, lower case."""
    lines = source.lower[max(0, table.start - 300) : table.start].split("\n")
    return next((line for line in reversed(lines) if line.strip() and not _CAPTION_BELOW.match(line)), "")


def header_rows(source: Source, table: Table) -> tuple[int, int | None]:
    """(How many rows are heading, index of the guide row or None). Rows of years or of '(1) | (2) | 4=3/2' below it
    belong to it.
    """
    count = max(table.header, 1)
    guide = None
    for at in range(count, min(count + 3, len(table.rows))):
        cells = [source.lower[c.span.start : c.span.end] for c in table.rows[at].cells if c.span.start < c.span.end]
        if (
            len(cells) >= 2
            and guide is None
            and sum(bool(_GUIDE.match(c)) for c in cells) == len(cells)
            and (any("=" in c for c in cells) or _counts_up(cells))
        ):
            guide, count = at, at + 1
        elif (
            guide is None
            and cells
            and _is_lower_head(table, at)
            and (_splits_heads(source, table, at) or all(_is_heading(c) for c in cells))
            and (len(cells) >= 2 or table.rows[at].cells[0].merged)
        ):
            count = at + 1
        elif guide is None and len(cells) >= 2 and all(re.fullmatch(r"(?:năm )?20\d\d", c) for c in cells):
            count = at + 1
        else:
            break
    return count, guide


def _is_lower_head(table: Table, at: int) -> bool:
    """Whether a row may be the second of a heading: its first cell is empty, or it holds only the parts of a spanning one."""
    cells = table.rows[at].cells
    return cells[0].span.start == cells[0].span.end or len(cells) < len(table.rows[0].cells)


def _splits_heads(source: Source, table: Table, at: int) -> bool:
    """Whether a row of words goes on with the heading: it holds nothing under the first two heads, and something under a head
    that is empty, as one that spans columns leaves them.
    """
    above, here = ([source.lower[slice(*c.span)] for c in row.cells] for row in (table.rows[at - 1], table.rows[at]))
    spanned = any(here[len(above) :]) or any(words and not head for words, head in zip(here, above, strict=False))
    return spanned and not any(here[:2]) and len(here) >= len(above) and not any(map(_DIGITS.search, here))


def _is_heading(cell: str) -> bool:
    return (
        bool(re.fullmatch(r"(?:năm\s)?20\d\d", cell))
        or not _DIGITS.search(cell)
        and any(heads.search(cell) for kind, heads in _KINDS if kind in ("money", "total", "price", "quantity", "percent"))
    )


def _counts_up(cells: list[str]) -> bool:
    numbers = [int(c.strip("() ")) for c in cells if c.strip("() ").isdecimal()]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3


def read_columns(source: Source, table: Table, count: int, guide: int | None, unit: int | None) -> tuple[Column, ...]:
    """The columns, from the words of all heading rows; () where the heading is not that of a money table."""
    texts = _merged_heading(source, table, count, guide)
    columns = []
    guides = (
        {c.column: "".join(source.lower[c.span.start : c.span.end].split()) for c in table.rows[guide].cells} if guide else {}
    )
    for index, words in enumerate(texts):
        if len(words) > _LONGEST:
            words = ""  # a cell of running text heads no column
        kind = "percent" if _RATIO.search(guides.get(index, "")) else _kind(words)
        year = _YEAR.findall(words)
        columns.append(
            Column(
                index, kind, words, unit_in(words) or unit, int(year[-1]) if len(set(year)) == 1 else None, guides.get(index, "")
            )
        )
    if any(column.kind == "money" and column.words.startswith(_PARTS) for column in columns):
        columns = [
            replace(c, kind="money") if c.kind == "other" and c.words.startswith(_PARTS) else c for c in columns
        ]  # 'Trong đó: NS huyện | NS xã | Nhân dân'
    return tuple(columns)


@lru_cache(maxsize=256)  # plans share their heads
def _kind(words: str) -> str:
    if not words:
        return "other"
    other = _OTHER.search(words)
    for kind, heads in _KINDS:
        found = heads.search(words)
        first = other and kind in ("money", "quantity", "unit") and found and other.start() <= found.start()
        if found and not (first and not unit_in(words)):
            return kind
    return "name" if other else "other"


def _merged_heading(source: Source, table: Table, count: int, guide: int | None) -> list[str]:
    """The heading of each column: the words of the heading rows above it, a spanning cell's words over each of its columns."""
    low = source.lower
    heading = [row for at, row in enumerate(table.rows[:count]) if at != guide]
    if any(cell.column != at for row in heading for at, cell in enumerate(row.cells)):
        return _laid_heading(low, heading, max(cell.column for row in table.rows for cell in row.cells) + 1)
    rows = [[" ".join(low[c.span.start : c.span.end].split()) for c in row.cells] for row in heading]
    first = rows[0]
    for below in rows[1:]:
        if len(below) < len(first):
            first = _expanded(first, below)
        else:
            spanning = ""
            merged = []
            for index, words in enumerate(below):
                above = first[index] if index < len(first) else ""
                spanning = above or (spanning if words else "")
                merged.append(f"{spanning} {words}".strip())
            first = merged
    return first


def _laid_heading(low: str, heading: list[Row], width: int) -> list[str]:
    """The same where each cell knows its column (Word): a cell reaches to the next one of its row."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in heading:
        ends = [cell.column for cell in row.cells[1:]] + [width]
        for cell, end in zip(row.cells, ends, strict=True):
            words = " ".join(low[cell.span.start : cell.span.end].split())
            for index in range(cell.column, min(end, width)):
                columns[index].append(words)
    return [" ".join(filter(None, words)) for words in columns]


def _expanded(first: list[str], below: list[str]) -> list[str]:
    """A web page's heading of two rows: the second row holds only the parts of one spanning cell of the first."""
    for index, words in enumerate(first):
        if _STRONG.search(words) or "trong đó" in words or "năm" in words or "nguồn" in words:
            return first[:index] + [f"{words} {part}".strip() for part in below] + first[index + 1 :]
    return first


def is_money_heading(source: Source, table: Table, columns: tuple[Column, ...]) -> bool:
    """Whether heading or title speak of money, and a column can hold amounts."""
    money = [column for column in columns if column.kind in ("money", "total")]
    if not money:
        return False
    heading = " | ".join(column.words for column in columns)
    if _STRONG.search(heading) or any(c.unit for c in columns):
        return True
    named = any(not _PERIOD.match(c.words) and c.kind == "money" for c in money)  # quarters alone may count anything
    return named and bool(_TITLE.search(title_above(source, table)))


def header_span(table: Table, count: int) -> Span:
    """The span of the heading rows."""
    return Span(table.rows[0].span.start, table.rows[count - 1].span.end)


def by_figures(source: Source, columns: tuple[Column, ...], rows: tuple[Row, ...], commas: bool) -> tuple[Column, ...]:
    """The columns; one with an unknown head is what most rows show it to be: a part of their total ('Học phí', 'Vật tư'), a
    factor of their amount ('Quy mô', 'Nhuận bút'); or what the guide row adds up ('4=1+2-3').
    """
    added = {part.index for column, terms in formulas(columns) if column.kind == "money" for sign, part in terms if sign in "+-"}
    columns = tuple(replace(c, kind="money") if c.index in added and c.kind == "other" else c for c in columns)
    kinds = {c.kind for c in columns if c.words}
    if "other" not in kinds and ("price" in kinds or "quantity" not in kinds):
        return columns
    heads = {column.index: column for column in columns}

    def read(span: Span, column: Column) -> Figure | None:
        found = figure(source, span, (column.unit or 1) > 1, commas)
        return in_unit(found, column) if found else None

    lines = [
        {c.index: found.value or 0 for cell in row.cells if (c := heads.get(cell.column)) and (found := read(cell.span, c))}
        for row in rows
    ]
    return _with_factors(_with_parts(columns, lines), lines)


def _with_parts(columns: tuple[Column, ...], lines: list[Line]) -> tuple[Column, ...]:
    totals = [c.index for c in columns if c.kind == "total"]
    others = [c.index for c in columns if c.kind == "other" and c.words]
    if len(totals) != 1 or not others:
        return columns
    (total,) = totals
    known = {c.index for c in columns if c.kind == "money"}
    stated = [line for line in lines if line.get(total)]
    parts = known.union(at for at in others if all(at in line for line in stated))
    fit = [line for line in stated if line[total] == _added(line, parts)]
    need = [line for line in fit if line[total] != _added(line, known)]
    if len(need) < 2 or len(fit) * 2 <= len(stated):
        return columns
    return tuple(replace(c, kind="money") if c.index in parts else c for c in columns)


def _added(line: Line, columns: set[int]) -> Fraction | int:
    return sum(value for at, value in line.items() if at in columns)


def _with_factors(columns: tuple[Column, ...], lines: list[Line]) -> tuple[Column, ...]:
    prices = [c for c in columns if c.kind == "price"]
    counts = [c for c in columns if c.kind == "quantity"]
    amount = next((c for c in reversed(columns) if c.kind in ("money", "total")), None)
    if amount is None or prices and counts:
        return columns
    unknown = [c for c in columns if c.kind in ("other", "money") and c.words and c is not amount][:_MOST_UNKNOWN]
    for price, count in product(prices or unknown, counts or [c for c in unknown if c.kind == "other"]):
        if price is not count and _multiply(lines, price, count, amount):
            kinds = {price.index: "price", count.index: "quantity"}
            return tuple(replace(c, kind=kinds.get(c.index, c.kind)) for c in columns)
    return columns


def _multiply(lines: list[Line], price: Column, count: Column, amount: Column) -> bool:
    """Whether most rows show that one column times another makes the amount, two of them with another number than 1."""
    worth, unit = price.unit or amount.unit or 1, amount.unit or 1
    stated = [line for line in lines if line.get(amount.index) and line.get(price.index)]
    right = [line for line in stated if line[price.index] * worth * line.get(count.index, 0) == line[amount.index] * unit]
    return len(right) * 2 > len(stated) and sum(line[count.index] != 1 for line in right) >= 2
