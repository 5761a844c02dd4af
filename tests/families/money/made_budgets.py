"""Budgets made by a seed: a shape, a notation, a unit and a container, with the total that each figure goes into."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from checker.families.money.numbers import write_money, write_number
from checker.source.docx.reader import read_docx
from checker.source.text import Source
from tests.families.money.test_budgets import FRAME
from tests.wordfile import docx, paragraph, table

NAMES = ("Tập huấn", "Tờ rơi", "Phóng sự", "Giám sát", "Hội thi", "Hội trường", "Nước uống", "Báo cáo viên", "Băng rôn")
ROMAN = ("I", "II", "III", "IV", "V")
UNITS = ((1, "đồng"), (1000, "nghìn đồng"), (10**6, "triệu đồng"))
CONTAINERS = ("word", "pipe", "tab", "prose", "blanks", "stacked")
QUARTERS = ("Quý I", "Quý II", "Quý III", "Quý IV")


@dataclass
class Made:
    """A grid of cells: figures are numbers, everything else words. `scale` is the unit of the figures."""

    scale: int
    unit: str
    container: str
    head: list[str] = field(default_factory=list)
    rows: list[list] = field(default_factory=list)

    def cells(self) -> list[tuple[int, int]]:
        """Where the figures stand."""
        return [(at, column) for at, row in enumerate(self.rows) for column, cell in enumerate(row) if isinstance(cell, int)]

    def lines(self) -> list[list[str]]:
        """The rows as they are written."""
        return [[self._write(cell) for cell in row] for row in self.rows]

    def _write(self, cell: int | str) -> str:
        if isinstance(cell, str):
            return cell
        return write_money(cell, self.scale) if self.container == "prose" else write_number(_exact(cell, self.scale))

    def source(self) -> Source:
        """A plan with this budget."""
        if self.container == "word":
            return read_docx("a.docx", self._word())
        return Source("a.txt", FRAME.format(self._text()))

    def _word(self) -> bytes:
        before, after = FRAME.split("{}")
        body = [paragraph(line) for line in before.split("\n") if line] + [paragraph(f"Đơn vị tính: {self.unit}")]
        body += [table(tuple(self.head), *map(tuple, self.lines()), borders=True)]
        return docx("".join(body + [paragraph(line) for line in after.split("\n") if line]))

    def _text(self) -> str:
        lines = self.lines()
        if self.container == "prose":
            return "\n\n".join(
                f"{label}{'. ' if label.isalnum() else ' '}{name}: {amount};".strip() for label, name, amount in lines
            )
        grid = [self.head, *lines]
        if self.container == "pipe":
            head, *body = ["| " + " | ".join(row) + " |" for row in grid]
            written = [head, "|---" * len(self.head) + "|", *body]
        elif self.container == "tab":
            written = ["\t".join(row) for row in grid]
        elif self.container == "stacked":
            written = [cell + "\n" for row in grid for cell in row if cell]
        else:
            widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
            written = ["   ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in grid]
        return f"Đơn vị tính: {self.unit}\n\n" + "\n".join(written)


def _exact(value: int, scale: int):
    from fractions import Fraction

    return value if scale == 1 else Fraction(value, scale)


def make(seed: int) -> Made:
    """The budget of a seed: containers and units in turn, the rest drawn."""
    draw = Random(seed)
    container = CONTAINERS[seed % len(CONTAINERS)]
    scale, unit = UNITS[seed // len(CONTAINERS) % len(UNITS)]
    made = Made(scale, unit, container)
    shapes = {"prose": (_flat, _grouped), "stacked": (_flat,)}.get(container, (_flat, _grouped, _quarters, _sources, _products))
    draw.choice(shapes)(made, draw)
    return made


def _amount(draw: Random) -> int:
    return draw.randint(11, 97) * draw.choice((500_000, 1_000_000, 1_230_000))


def _flat(made: Made, draw: Random) -> None:
    made.head = ["TT", "Nội dung", "Kinh phí"]
    names = draw.sample(NAMES, draw.randint(3, 6))
    made.rows = [[str(number), name, _amount(draw)] for number, name in enumerate(names, 1)]
    _add_total(made, draw, [2])


def _grouped(made: Made, draw: Random) -> None:
    made.head = ["TT", "Nội dung", "Kinh phí"]
    styles = (("-", "1"),) if made.container == "prose" else (("1", "I"), ("dec", "1"), ("-", "1"))
    below, top = draw.choice(styles)
    for number in range(draw.randint(2, 3)):
        own = [_amount(draw) for _ in range(draw.randint(2, 3))]
        label = ROMAN[number] if top == "I" else str(number + 1)
        made.rows.append([label, NAMES[number + 5], sum(own)])
        for at, value in enumerate(own, 1):
            inner = {"1": str(at), "dec": f"{label}.{at}", "-": "-"}[below]
            made.rows.append([inner, NAMES[at], value])
    whole = sum(row[2] for row in made.rows if row[1] in NAMES[5:])
    made.rows.append(["", "Tổng cộng", whole])


def _quarters(made: Made, draw: Random) -> None:
    made.head = ["TT", "Nội dung", *QUARTERS, "Cả năm"]
    for number in range(1, draw.randint(3, 5)):
        values = [_amount(draw) for _ in QUARTERS]
        made.rows.append([str(number), NAMES[number], *values, sum(values)])
    _add_total(made, draw, range(2, 7))


def _sources(made: Made, draw: Random) -> None:
    made.head = ["TT", "Nội dung", "Tổng số", "Ngân sách tỉnh", "Ngân sách xã", "Nguồn khác"]
    for number in range(1, draw.randint(3, 5)):
        values = [_amount(draw) for _ in range(3)]
        made.rows.append([str(number), NAMES[number], sum(values), *values])
    _add_total(made, draw, range(2, 6))


def _products(made: Made, draw: Random) -> None:
    made.head = ["TT", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền"]
    for number in range(1, draw.randint(3, 6)):
        count, price = draw.randint(2, 60), draw.randint(2, 90) * 1_000_000
        made.rows.append([str(number), NAMES[number], str(count), price, count * price])
    made.rows.append(["", "Cộng", "", "", sum(row[4] for row in made.rows)])


def _add_total(made: Made, draw: Random, columns) -> None:
    total = ["", draw.choice(("Tổng cộng", "Cộng", "Tổng số")), *(sum(row[at] for row in made.rows) for at in columns)]
    made.rows = [total, *made.rows] if made.container not in ("prose", "stacked") and draw.random() < 0.3 else [*made.rows, total]
