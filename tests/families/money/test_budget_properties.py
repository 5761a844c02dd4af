"""A random budget in a random notation balances; one number changed beyond the tolerance is reported at the right total."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.families.money.numbers import write_money, write_number
from checker.rules.engine import lint
from tests.families.money.test_budgets import SETTINGS, document

NAMES = ("Tập huấn", "Tờ rơi", "Phóng sự", "Giám sát", "Hội thi", "Thuê hội trường", "Nước uống", "Báo cáo viên", "Băng rôn")
ROMAN = ("I", "II", "III", "IV", "V")


@dataclass
class Line:
    """An addend with those below it; `value` is what is written, which a test may spoil."""

    name: str
    value: int
    children: list[Line]


@st.composite
def trees(draw) -> list[Line]:
    unit = draw(st.sampled_from((500_000, 1_000_000, 12_340_000)))
    lines = []
    for at in range(draw(st.integers(2, 4))):
        children = [
            Line(NAMES[(at + k) % 9], draw(st.integers(1, 90)) * unit, []) for k in range(draw(st.sampled_from((0, 2, 3))))
        ]
        value = sum(c.value for c in children) or draw(st.integers(1, 90)) * unit
        lines.append(Line(NAMES[(at + 4) % 9], value, children))
    return lines


def as_list(lines: list[Line], total: int, write, first: bool, mark: str) -> str:
    """Lines of prose: '1. …', '- …' below, the total above or below."""
    rows = []
    for number, line in enumerate(lines, 1):
        rows.append(f"{number}. {line.name}{mark}{write(line.value)}" + (", gồm:" if line.children else ";"))
        rows.extend(f"- {child.name}{mark}{write(child.value)};" for child in line.children)
    whole = f"Tổng kinh phí: {write(total)}"
    return "\n\n".join([f"{whole}, gồm:", *rows] if first else [*rows, whole + "."])


def as_rows(lines: list[Line], total: int, write, first: bool, labels: str) -> list[tuple[str, str, str]]:
    """Table rows: label, words, amount."""
    rows = []
    for number, line in enumerate(lines):
        top = ROMAN[number] if labels == "roman" else str(number + 1)
        rows.append((top, line.name, write(line.value)))
        for below, child in enumerate(line.children, 1):
            label = {"roman": str(below), "decimal": f"{top}.{below}", "dash": "-"}[labels]
            rows.append((label, child.name, write(child.value)))
    whole = ("", "Tổng cộng", write(total))
    return [whole, *rows] if first else [*rows, whole]


def as_table(rows: list[tuple[str, str, str]], heading: str, style: str) -> str:
    """The rows as a pipe table, with tabs, or aligned by blanks."""
    rows = [("TT", "Nội dung", heading), *rows]
    if style == "tab":
        return "\n".join("\t".join(row) for row in rows)
    if style == "blanks":
        widths = [max(len(row[at]) for row in rows) for at in range(3)]
        return "\n".join(f"{a:<{widths[0]}}   {b:<{widths[1]}}   {c:>{widths[2]}}" for a, b, c in rows)
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|---|---|---|", *body])


@st.composite
def notations(draw):
    """A function (lines, total) → text, and how it writes an amount."""
    first = draw(st.booleans())
    if draw(st.booleans()):
        scale = draw(st.sampled_from((1, 10**6)))
        mark = draw(st.sampled_from((": ", " = ")))

        def write(value):
            return write_money(value, scale)

        return write, lambda lines, total: as_list(lines, total, write, first, mark)
    scale, heading = draw(
        st.sampled_from(
            ((1, "Kinh phí (đồng)"), (1000, "Thành tiền (nghìn đồng)"), (10**6, "Dự toán (triệu đồng)"), (1, "Kinh phí"))
        )
    )
    labels, style = draw(st.sampled_from(("roman", "decimal", "dash"))), draw(st.sampled_from(("pipe", "tab", "blanks")))

    def cell(value):
        return write_money(value, 1) if heading == "Kinh phí" else write_number(value if scale == 1 else value / _exact(scale))

    return cell, lambda lines, total: as_table(as_rows(lines, total, cell, first, labels), heading, style)


def _exact(scale: int):
    from fractions import Fraction

    return Fraction(scale)


def found(text: str) -> list[tuple[str, str]]:
    """Code and words of the findings."""
    return [(f.code, f.place.text) for f in lint(document(text).source, SETTINGS, {}).findings]


@given(trees(), notations())
@settings(max_examples=60, deadline=None)
def test_a_right_budget_balances(lines, notation):
    total = sum(line.value for line in lines)
    text = notation[1](lines, total)
    assert found(text) == []
    balances = [part.balanced for budget in document(text).facts("budget") for part in budget.walk()]
    assert balances.count(True) == 1 + sum(bool(line.children) for line in lines)
    assert len(balances) == balances.count(True)


@given(trees(), notations(), st.data())
@settings(max_examples=60, deadline=None)
def test_one_wrong_number_is_found_at_its_total(lines, notation, data):
    write, render = notation
    total = sum(line.value for line in lines)
    places = [(None, None)] + [(at, None) for at in range(len(lines))]
    places += [(at, k) for at, line in enumerate(lines) for k in range(len(line.children))]
    top, below = data.draw(st.sampled_from(places))
    slip = data.draw(st.integers(1, 40)) * 1_500_000
    if top is None:
        total += slip
        wrong = total
    elif below is None:
        lines[top].value += slip
        wrong = lines[top].value if lines[top].children else total
    else:
        lines[top].children[below].value += slip
        wrong = lines[top].value
    assume(sum(line.value for line in lines) != 2 * total)  # items that make the total twice are two splits of it, by chance here
    assert found(render(lines, total)) == [("NS601", write(wrong))]


SENTENCES = (
    "Tổng kinh phí: {0}, gồm: ngân sách xã {1}, ngân sách tỉnh {2}, xã hội hóa {3}.",
    "Tổng kinh phí: {0} (ngân sách xã: {1}; ngân sách tỉnh: {2}; nguồn khác: {3}).",
    "Kinh phí thực hiện {0}, do ngân sách xã bảo đảm {1}, ngân sách tỉnh hỗ trợ {2}, huy động xã hội hóa {3}.",
    "Tổng kinh phí là {0}, từ ngân sách phường, xã {1}, ngân sách tỉnh {2} và nguồn đóng góp {3}.",
    "Trong tổng kinh phí {0}, ngân sách xã bảo đảm {1}, ngân sách tỉnh {2}, nguồn tài trợ {3}.",
    "1. Tổng kinh phí: {0}, gồm:\n\n- Ngân sách xã: {1};\n\n- Ngân sách tỉnh: {2};\n\n- Xã hội hóa: {3}.\n\n"
    "2. Nội dung chi: theo dự toán.",
)


@given(
    st.sampled_from(SENTENCES), st.lists(st.integers(200, 900), min_size=3, max_size=3), st.sampled_from((1, 10**6)), st.data()
)
@settings(max_examples=50, deadline=None)
def test_one_wrong_number_of_a_sentence_is_found(sentence, parts, scale, data):
    numbers = [sum(parts), *parts]
    assert found(sentence.format(*(write_money(n * 10**6, scale) for n in numbers))) == []
    at = data.draw(st.integers(0, 3))
    numbers[at] += data.draw(st.integers(5, 15))  # so little that 'trong tổng' still names all parts
    text = sentence.format(*(write_money(n * 10**6, scale) for n in numbers))
    assert found(text) == [("NS601", write_money(numbers[0] * 10**6, scale))]


@given(
    st.lists(st.lists(st.integers(10, 90), min_size=4, max_size=4), min_size=2, max_size=5),
    st.sampled_from(("pipe", "tab")),
    st.data(),
)
@settings(max_examples=50, deadline=None)
def test_a_wrong_cell_of_rows_and_columns_is_found_where_it_stands(cells, style, data):
    rows = [[*row, sum(row)] for row in cells]
    rows.append([sum(column) for column in zip(*rows, strict=True)])

    def text() -> str:
        names = [*NAMES[: len(cells)], "Tổng cộng"]
        lines = [["Nội dung", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"]]
        lines += [[name, *map(str, row)] for name, row in zip(names, rows, strict=True)]
        if style == "tab":
            return "Đơn vị tính: triệu đồng\n\n" + "\n".join("\t".join(line) for line in lines)
        head, *body = ["| " + " | ".join(line) + " |" for line in lines]
        return "Đơn vị tính: triệu đồng\n\n" + "\n".join([head, "|---|---|---|---|---|---|", *body])

    assert found(text()) == []
    at, column = data.draw(st.integers(0, len(cells))), data.draw(st.integers(0, 4))
    slip = data.draw(st.integers(101, 400))
    assume(slip != rows[-1][column])  # a column that adds up to twice its total may have its subtotals in it
    rows[at][column] += slip
    assert found(text()) == [("NS601", str(rows[at][column]))]
