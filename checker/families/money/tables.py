"""Tables of amounts → rows as they are meant, with figures by column.

Pipe, tab and Word tables come from the blocks; columns that only stand aligned and cells that stand below each other have
readers of their own. A table that a web page has thrown together (several rows in one, blank cells between) is read as a stream
of cells: every label starts a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import TOTAL
from checker.families.money.columns import by_figures, header_rows, header_span, is_money_heading, read_caption, read_columns
from checker.families.money.figures import FIGURE, figure, in_unit
from checker.families.money.records import Amount
from checker.families.money.rows import ADDED, Column, Figure, Labels, MoneyRow, MoneyTable, read_row_label
from checker.families.money.units import UNIT_OF_CELL, unit_in
from checker.model.plan import Cell, Row, Table, Unparsed
from checker.outline.aligned_tables import aligned_tables
from checker.outline.stacked_tables import stacked_tables
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from checker.model.document import Document

_WITH_UNIT = pattern("money", r"\d[\d.,\s]*(?:" + UNIT_OF_CELL + r")(?:/\w+)?\.?\Z")
_COMMAS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])|(?<![\d.,])\d{1,3},\d{3}\.\d{1,2}(?!\d)")
_COMMA = re.compile(r",\d{3}[,.]\d")  # what every match of _COMMAS holds, and quick to look for
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,])")
_REMARK = pattern("money", r"{{remarks}}|đơn vị(?: tính)?\s*:|đvt\s*:")
_PERIODS = pattern("money", r"{{period_heads}}")
_PERIOD = re.compile(r"(?:năm )?20\d\d\Z")
_ROUNDED = pattern("money", r"{{rounded}}")
_WHOLE = pattern("money", r"{{whole_places}}")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OF_FIGURES = ("money", "total", "price", "quantity", "percent", "count")  # kinds of columns


def read_money_tables(doc: Document) -> tuple[MoneyTable, ...]:
    """The tables of the text that hold amounts of money."""
    source = doc.source
    read = []
    known = doc.plan.tables
    for table in (*known, *aligned_tables(source, known), *stacked_tables(source, known)):
        if len(table.rows) >= 2 and (money := read_money_table(source, table)):
            read.append(money)
    return tuple(sorted(read, key=lambda table: table.span))


def read_unread_rows(doc: Document) -> tuple[Unparsed, ...]:
    """The rows of money tables whose figures fit no column."""
    why = "không xếp được các số của hàng này vào cột"
    return tuple(Unparsed(span, why) for table in doc.facts("money_table") for span in table.unread)


def read_rows(
    source: Source, table: Table, kinds: tuple[str, ...], named: Callable[[Column, list[str]], Column]
) -> tuple[tuple[Column, ...], tuple[MoneyRow, ...]] | None:
    """The columns and rows of a table of any figures; None where it is torn, has no row below its heading or no column of
    these kinds. `named` says of a column and the words of its cells what column it is."""
    count, guide = header_rows(source, table)
    body = table.rows[count:]
    if not body:
        return None
    columns = _with_name(source, read_columns(source, table, count, guide, None), body)
    cells: dict[int, list[str]] = {}
    for cell in (cell for row in body for cell in row.cells):
        cells.setdefault(cell.column, []).append(source.lower[slice(*cell.span)].strip(" *"))
    columns = tuple(named(column, cells.get(column.index, [])) for column in columns)
    if not any(column.kind in kinds for column in columns):
        return None
    if _is_stream(source, body, columns):
        return None
    return columns, tuple(filter(None, (_row(source, row, columns, commas=False) for row in body)))


def read_money_table(source: Source, table: Table) -> MoneyTable | None:
    """A table as a money table, or None where it holds no amounts."""
    table = _with_own_heading(source, table)
    count, guide = header_rows(source, table)
    if count >= len(table.rows):
        return None
    unit, caption = read_caption(source, table) or (None, None)
    columns = read_columns(source, table, count, guide, unit)
    if not is_money_heading(source, table, columns):
        return None
    body = table.rows[count:]
    commas = _parts_by_commas(source, body)
    columns = _with_common_unit(by_figures(source, _with_common_unit(_with_name(source, columns, body)), body, commas))
    if not any(column.kind in ("money", "total") for column in columns):
        return None
    collapsed = _is_stream(source, body, columns)
    if collapsed:
        rows = _stream_rows(source, body, columns, commas)
    else:
        rows = tuple(filter(None, (_row(source, row, columns, commas) for row in body)))
    if unit is None and not any(c.unit for c in columns) and (unit := _cell_unit(source, body)):
        columns = tuple(_replace_unit(c, unit) for c in columns)
    if not any(f.value for row in rows for f in row.figures.values()) or _mixed_measures(source, body, columns):
        return None
    rows = (*_told(source, caption, table, guide), *(_with_amounts(row, columns) for row in rows))
    header = header_span(table, count)
    end = source.text.find("\n", header.start, header.end)
    return MoneyTable(
        table.span,
        header,
        columns,
        rows,
        unit or _first_unit(c for c in columns if c.kind in ("money", "total")) or _first_unit(columns),
        collapsed,
        _stated_amounts(columns, rows),
        () if collapsed else tuple(row.span for row in rows if _is_unread(source, row)),
        Span(header.start, end if end >= 0 else header.end),
    )


def _first_unit(columns: Iterable[Column]) -> int | None:
    return next((column.unit for column in columns if column.unit), None)


def _is_unread(source: Source, row: MoneyRow) -> bool:
    return row.kind in ADDED and not row.figures and _GROUPED.search(source.text, *row.span) is not None


def _told(source: Source, caption: Span | None, table: Table, guide: int | None) -> Iterator[MoneyRow]:
    """The rows that only tell how the others are to be read."""
    if caption is not None:
        yield MoneyRow("", " ".join(source.text[slice(*caption)].split()).strip("*() "), caption, {}, "caption")
    if guide is not None:
        row = table.rows[guide]
        yield MoneyRow("", " | ".join(_text(source, cell) for cell in row.cells), row.span, {}, "guide")


def _with_own_heading(source: Source, table: Table) -> Table:
    """The table, its heading row cut where a web page has thrown the first row of data into it: '… | Ghi chú | | 1 | Chi'."""
    cells = table.rows[0].cells
    for at in range(3, len(cells) - 1):
        label, name = _text(source, cells[at]), _text(source, cells[at + 1])
        if cells[at - 1].span.start == cells[at - 1].span.end and read_row_label(label) and _WORDS.search(name):
            heading = Row(Span(table.rows[0].span.start, cells[at - 2].span.end), cells[: at - 1])
            first = Row(Span(cells[at].span.start, table.rows[0].span.end), cells[at - 1 :])
            return Table(table.span, (heading, first, *table.rows[1:]), 1)
    return table


def _with_common_unit(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where one amount column states its unit, the others have it too ('Tổng (triệu đồng) | NS tỉnh | NS xã')."""
    units = {c.unit for c in columns if c.kind in ("money", "total") and c.unit}
    units = units or {c.unit for c in columns if c.kind == "price" and c.unit}
    if len(units) != 1:
        return columns
    (unit,) = units
    return tuple(_replace_unit(c, unit) if c.kind in ("money", "total", "price") else c for c in columns)


def _replace_unit(column: Column, unit: int) -> Column:
    return Column(column.index, column.kind, column.words, column.unit or unit, column.year, column.guide)


def _parts_by_commas(source: Source, rows: tuple[Row, ...]) -> bool:
    """Whether the table parts thousands by commas: some cell can be read in no other way."""
    start, end = rows[0].span.start, rows[-1].span.end
    return bool(_COMMA.search(source.text, start, end) and _COMMAS.search(source.text, start, end))


def _with_name(source: Source, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """The columns with one that holds the words of a row: the first of kind 'name', else the first that is mostly words."""
    if any(column.kind == "name" for column in columns):
        return columns
    for column in columns:
        if column.kind in ("label", "price", "quantity", "note"):
            continue
        texts = [source.lower[c.span.start : c.span.end] for row in rows for c in row.cells if c.column == column.index]
        if texts and sum(bool(_WORDS.search(t)) for t in texts) * 2 > len(texts):
            return _named(columns, column)
    period = next((c for c in columns if _PERIODS.fullmatch(c.words)), None)
    return columns if period is None else _named(columns, period)


def _named(columns: tuple[Column, ...], column: Column) -> tuple[Column, ...]:
    new = Column(column.index, "name", column.words, None, None, column.guide)
    return tuple(new if c is column else c for c in columns)


def _is_stream(source: Source, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> bool:
    """Whether rows were thrown together: not all have a cell for each column, and twice a label with words after it stands in the
    middle of one, or one begins with figures."""
    if sum(len(row.cells) != len(columns) for row in rows) * 10 <= len(rows):
        return False
    signs = 0
    for row in rows:
        signs += _thrown_together([source.lower[c.span.start : c.span.end] for c in row.cells])
        if signs > 1:
            return True
    return False


def _thrown_together(cells: list[str]) -> int:
    """How often a row shows that another begins in it."""
    inner = range(1, len(cells) - 1)
    labels = sum(not cells[at - 1] and bool(read_row_label(cells[at]) and _WORDS.search(cells[at + 1])) for at in inner)
    figures = len(cells) > 2 and FIGURE.match(cells[0]) and FIGURE.match(cells[1]) and not _PERIOD.match(cells[1])
    return labels + bool(figures)


def _row(source: Source, row: Row, columns: tuple[Column, ...], commas: bool) -> MoneyRow | None:
    columned = len(row.cells) == len(columns) or len(row.cells) > 1 and row.cells[-1].column >= len(columns) - 1
    label, name, figures = (_full_row if columned else _short_row)(source, row, columns, commas)
    if not label:
        label, name = _split_label(name)
    if not name and not label and not any(f.value is not None for f in figures.values()):
        return None
    return MoneyRow(label, name, row.span, figures, _row_kind(label, name))


def _full_row(source: Source, row: Row, columns: tuple[Column, ...], commas: bool) -> tuple[str, str, dict[int, Figure]]:
    """A row with a cell for each column: its label, its words, its figures."""
    cells = {c.column: c for c in row.cells}
    label, name = (_cell_of(source, cells, columns, kind) for kind in ("label", "name"))
    if not name and label and not read_row_label(label):
        label, name = "", label  # 'Tổng cộng' in the merged first cells
    figures = {}
    for column in columns:
        if column.kind in _OF_FIGURES and column.index in cells:
            found = figure(source, cells[column.index].span, (column.unit or 1) > 1, commas)
            if found:
                figures[column.index] = in_unit(found, column)
    return label, name, figures


def _cell_of(source: Source, cells: Mapping[int, Cell], columns: tuple[Column, ...], kind: str) -> str:
    """The words in the first column of a kind."""
    cell = next((cells.get(c.index) for c in columns if c.kind == kind), None)
    return _text(source, cell) if cell else ""


def _row_kind(label: str, name: str) -> str:
    low = name.lower() or label.lower()
    if _REMARK.match(low):
        return "remark"
    if not label and _WHOLE.fullmatch(low):
        return "total"
    if TOTAL.match(low) and (not label or re.match(r"(?:tổng (?:số|cộng)|cộng)\s*(?:\(|:|\Z)", low)):
        return "total"
    return "item"


def _short_row(source: Source, row: Row, columns: tuple[Column, ...], commas: bool) -> tuple[str, str, dict[int, Figure]]:
    """A row with fewer cells than columns (merged cells): words first, then its figures, laid from the right where that
    is sure.
    """
    texts = [(c, _text(source, c)) for c in row.cells]
    label = ""
    if len(texts) > 1 and read_row_label(texts[0][1]) and _WORDS.search(texts[1][1]):
        label = texts.pop(0)[1]
    name = texts.pop(0)[1] if texts and not FIGURE.match(texts[0][1].lower()) else ""
    figures = [f for c, t in texts if t and (f := figure(source, c.span, False, commas)) and not f.zero]
    money = [c for c in columns if c.kind in ("money", "total")]
    if len(figures) == len(money):
        return label, name, {c.index: in_unit(f, c) for c, f in zip(money, figures, strict=True)}
    if len(money) == 1 and figures:
        return label, name, {money[0].index: in_unit(figures[-1], money[0])}
    return label, name, {}


def _text(source: Source, cell: Cell) -> str:
    return " ".join(source.text[cell.span.start : cell.span.end].split())


def _split_label(name: str) -> tuple[str, str]:
    """A label that stands in the words' own cell: '- Thuê hội trường', '1. Chi hội nghị'."""
    match = re.match(r"([-+*•–]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.|[A-H]\.)\s*(?=\S)", name)
    return (match[1].rstrip(".)"), name[match.end() :]) if match else ("", name)


def _stream_rows(source: Source, rows: tuple[Row, ...], columns: tuple[Column, ...], commas: bool) -> tuple[MoneyRow, ...]:
    cells = [c for row in rows for c in row.cells if c.span.start < c.span.end]
    texts = [_text(source, c) for c in cells]
    money = next(c for c in reversed(columns) if c.kind in ("money", "total"))
    price = next((c for c in columns if c.kind == "price"), None)
    read = []
    for at, stop in pairwise((*_starts(texts), len(cells))):
        label = texts[at] if read_row_label(texts[at]) else ""
        name = texts[at + bool(label)]
        behind = cells[at + bool(label) + 1 : stop]
        numbers = [f for c in behind if (f := figure(source, c.span, (money.unit or 1) > 1, commas)) and not f.zero]
        figures, factors = _stream_figures(numbers, money, price)
        span = Span(cells[at].span.start, cells[stop - 1].span.end)
        read.append(MoneyRow(label.strip(".) "), name, span, figures, _row_kind(label, name), factors))
    return tuple(read)


def _starts(texts: list[str]) -> list[int]:
    """The cells of a stream at which rows begin: with the label that comes next, or with 'Tổng cộng' before a figure."""
    labels = Labels()
    starts: list[int] = []
    for at, (text, follower) in enumerate(pairwise((*texts, ""))):
        label = read_row_label(text) if _WORDS.search(follower) else None
        if label and not FIGURE.match(follower.lower()) and labels.expects(label):
            labels.add(label)
            starts.append(at)
        elif text[0] in "TtCc" and TOTAL.match(text.lower()) and FIGURE.match(follower.lower()):
            if not starts or starts[-1] != at - 1:
                starts.append(at)
    return starts


def _stream_figures(numbers: list[Figure], money: Column, price: Column | None) -> tuple[dict[int, Figure], tuple[Figure, ...]]:
    """Of the numbers of a row the amount, the last large one, by its column, with the price before it; what multiplies that."""
    if not numbers:
        return {}, ()
    grouped = [at for at, f in enumerate(numbers) if f.value is None or f.value >= 1000]
    last = grouped[-1] if grouped else len(numbers) - 1
    figures = {money.index: in_unit(numbers[last], money)}
    if price is None or last < 2:
        return figures, ()
    return figures | {price.index: numbers[last - 1]}, tuple(numbers[: last - 1])


def _cell_unit(source: Source, rows: tuple[Row, ...]) -> int | None:
    """1 where the cells carry their unit themselves ('500.000 đồng'), else None."""
    for row in rows:
        for cell in row.cells:
            text = source.lower[cell.span.start : cell.span.end]
            if _WITH_UNIT.match(text):
                return 1
    return None


def _mixed_measures(source: Source, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> bool:
    """A table of indicators: a column of units that names persons, percent or tonnes, and neither price nor amount column."""
    column = next((c.index for c in columns if c.kind == "unit"), None)
    if column is None or any(c.kind == "price" for c in columns):
        return False
    units = [source.lower[c.span.start : c.span.end].strip() for row in rows for c in row.cells if c.column == column]
    return any(unit and unit_in(unit) is None for unit in units) and not any("tiền" in c.words for c in columns)


def _with_amounts(row: MoneyRow, columns: tuple[Column, ...]) -> MoneyRow:
    amounts = {
        column.index: to_amount(found, column.unit or 1)
        for column in columns
        if column.kind in ("money", "total", "price") and (found := row.figures.get(column.index)) and not found.zero
    }
    if _ROUNDED.search(row.name.lower()):
        amounts = {at: replace(amount, approximate=True) for at, amount in amounts.items()}
    return row._replace(amounts=amounts)


def _stated_amounts(columns: tuple[Column, ...], rows: tuple[MoneyRow, ...]) -> tuple[Amount, ...]:
    """The amounts of the columns whose unit is known."""
    known = {column.index for column in columns if column.unit}
    return tuple(amount for row in rows for at, amount in row.amounts.items() if at in known)


def to_amount(found: Figure, unit: int) -> Amount:
    """A figure of a column in a unit of `unit` đồng as an amount; one that is no whole number of đồng has no value."""
    span, value, step, flaw, _ = found
    if value is None or (value := value * unit).denominator != 1:
        return Amount(span, None, number=span, flaw=flaw or "groups")
    # All values by position: a table makes hundreds of these.
    return Amount(span, int(value), None, max(1, int(step * unit)), False, False, None, span, flaw, False, unit)
