"""Page technique (kỹ thuật trình bày) of a laid-out file: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I and II.

What counts is what is printed, whatever style it comes from. One cause gives one finding, at the first place; the other places
are related. The ranges stand in the rule pack, by component.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, Related
from checker.source.text import Span

_SHOWN = 60  # related places listed for one cause; the message gives the full number
_NAMES = {
    "national_title": ("Quốc hiệu", "the national title"),
    "motto": ("Tiêu ngữ", "the motto"),
    "parent": ("tên cơ quan chủ quản", "the superior organ"),
    "issuer": ("tên cơ quan ban hành", "the issuing organ"),
    "number": ("số, ký hiệu", "the number and symbol"),
    "place_date": ("địa danh, ngày tháng", "the place and date"),
    "type": ("tên loại văn bản", "the document type"),
    "subject": ("trích yếu", "the subject"),
    "legal_basis": ("căn cứ ban hành", "the legal basis"),
    "heading": ("tiêu đề mục đánh số La Mã", "the Roman-numbered headings"),
    "body": ("thân văn bản", "the body"),
    "recipients_title": ("dòng “Nơi nhận:”", "the line “Nơi nhận:”"),
    "recipients": ("danh sách nơi nhận", "the recipients"),
    "authority": ("quyền hạn người ký", "the signing authority"),
    "position": ("chức vụ người ký", "the signer's post"),
    "name": ("họ tên người ký", "the signer's name"),
}
_SINGLE = Fraction(115, 100)  # a single line of Times New Roman is 1.15 times its size


def _named(component: str) -> dict[str, str]:
    vi, en = _NAMES[component]
    return {"component": vi, "component_en": en}


def _number(value: Fraction | float | int) -> str:
    """'13', '13,5': at most one decimal, with a comma."""
    tenths = round(Fraction(value) * 10)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _places(stretches: Sequence) -> list[Span]:
    """One span for each paragraph: from the first to the last of its stretches."""
    return [
        Span((group := list(part))[0].span.start, group[-1].span.end)
        for _, part in groupby(stretches, key=lambda stretch: stretch.paragraph)
    ]


def _summed(stretches: Sequence, args: Mapping[str, object], note: str = "default") -> Hit:
    places = _places(stretches)
    related = tuple(Related(place) for place in places[1 : _SHOWN + 1])
    return Hit(places[0], {"count": len(places), **args}, related, note=note)


def _grouped(stretches: Sequence, key) -> dict[object, list]:
    groups: dict[object, list] = {}
    for stretch in stretches:
        groups.setdefault(key(stretch), []).append(stretch)
    return groups


def _by_paragraph(stretches: Sequence) -> list[list]:
    """Stretches of one component in one paragraph together, in order."""
    return [list(part) for _, part in groupby(stretches, key=lambda s: (s.paragraph, s.component))]


# -- fonts ------------------------------------------------------------------------------------------------------------


@check("font_family")
def font_family(doc: Document, facts: Sequence, *, font: str = "Times New Roman", besides: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Every letter is printed in `font`, or in a face of it ('Times New Roman Bold'). Fonts of signs and formulas (`besides`) are
    let be. One hit for each other font.

    Algorithm: stretches of print are grouped by font.
    """
    others = [s for s in facts if not s.format.printed_in((font, *besides))]
    for name, group in _grouped(others, lambda s: s.format.font).items():
        yield _summed(group, {"font": str(name), "expected": font})


@check("font_size")
def font_size(doc: Document, facts: Sequence, *, sizes: Mapping[str, tuple[float, ...]]) -> Iterator[Hit]:
    """Each component is printed in its range of sizes, in points, both ends allowed. One hit for each component and size.

    Algorithm: stretches of print are grouped by component and measured.
    """
    ranges = {name: (Fraction(values[0]), Fraction(values[-1])) for name, values in sizes.items()}
    wrong = []
    for stretch in facts:
        allowed = ranges.get(stretch.component)
        if allowed and stretch.format.size is not None and not allowed[0] <= Fraction(stretch.format.size, 2) <= allowed[1]:
            wrong.append(stretch)
    for (component, size), group in _grouped(wrong, lambda s: (s.component, s.format.size)).items():
        least, most = map(_number, ranges[component])
        yield _summed(
            group,
            {**_named(component), "size": _number(Fraction(size, 2)), "expected": least if least == most else f"{least}-{most}"},
            "one" if len(_places(group)) == 1 else "default",
        )


_STYLES = {
    "bold": ("đậm", "bold"),
    "light": ("không đậm", "not bold"),
    "italic": ("nghiêng", "italic"),
    "upright": ("đứng", "upright"),
}


@check("font_style")
def font_style(doc: Document, facts: Sequence, *, styles: Mapping[str, str]) -> Iterator[Hit]:
    """Each component is printed as `styles` says: words among bold, light, italic, upright. One hit for each component.

    Algorithm: stretches of print are grouped by component.
    """
    wrong: dict[tuple[str, tuple[str, ...]], list] = {}
    for group in _by_paragraph([s for s in facts if s.component in styles]):
        letters = sum(s.letters for s in group)
        bold = Fraction(sum(s.letters for s in group if s.format.bold), letters)
        italic = Fraction(sum(s.letters for s in group if s.format.italic), letters)
        shown = {
            "bold": bold > Fraction(9, 10),
            "light": bold < Fraction(9, 10),
            "italic": italic > Fraction(1, 2),
            "upright": italic < Fraction(9, 10),
        }
        missed = tuple(word for word in styles[group[0].component].split() if not shown[word])
        if missed:
            wrong.setdefault((group[0].component, missed), []).extend(group)
    for (component, missed), group in wrong.items():
        expected = [_STYLES[word] for word in styles[component].split()]
        yield _summed(
            group,
            {
                **_named(component),
                "expected": ", ".join(vi for vi, _ in expected),
                "expected_en": ", ".join(en for _, en in expected),
                "missed": " và ".join(_STYLES[word][0] for word in missed),
            },
            "one" if len(_places(group)) == 1 else "default",
        )


@check("text_colour")
def text_colour(doc: Document, facts: Sequence) -> Iterator[Hit]:
    """Every letter is black (or so dark a grey that print shows it black). One hit for each colour.

    Algorithm: stretches of print are grouped by colour.
    """
    coloured = [s for s in facts if not s.format.black]
    for colour, group in _grouped(coloured, lambda s: s.format.colour).items():
        yield _summed(group, {"colour": str(colour)})


# -- paragraphs -------------------------------------------------------------------------------------------------------


@check("alignment")
def alignment(doc: Document, facts: Sequence, *, aligned: Mapping[str, str], shortest: int = 100) -> Iterator[Hit]:
    """Each component is aligned as `aligned` says (center, both). A paragraph of the body shorter than `shortest` code points
    fills no line, so that justified or not it looks the same. One hit for each component and alignment.

    Algorithm: stretches of print are grouped by component and measured.
    """
    wrong = []
    for group in _by_paragraph([s for s in facts if s.component in aligned]):
        wanted, shown = aligned[group[0].component], group[0].setting.align
        if wanted == shown or wanted == "both" and group[-1].span.end - group[0].span.start < shortest:
            continue
        wrong.extend(group)
    for (component, shown), group in _grouped(wrong, lambda s: (s.component, s.setting.align)).items():
        yield _summed(
            group,
            {
                **_named(component),
                "shown": _ALIGNED.get(shown, (shown, shown))[0],
                "shown_en": _ALIGNED.get(shown, (shown, shown))[1],
            },
            aligned[component],
        )


_ALIGNED = {
    "left": ("canh trái", "flush left"),
    "right": ("canh phải", "flush right"),
    "center": ("canh giữa", "centred"),
    "both": ("canh đều hai bên", "justified"),
}


@check("line_spacing")
def line_spacing(doc: Document, facts: Sequence, *, least: float = 1.0, most: float = 1.5, gap: float = 6) -> Iterator[Hit]:
    """Lines of the body stand `least` to `most` lines apart, its paragraphs at least `gap` points. One hit for each cause.

    Algorithm: the distances of lines and paragraphs are measured and grouped by cause.
    """
    body = _by_paragraph([s for s in facts if s.component in ("body", "legal_basis", "heading")])
    tight, loose = [], []
    for group in body:
        lines = _lines_apart(group[0].setting, max(s.format.size or 0 for s in group))
        if lines is not None and lines < Fraction(least) - Fraction(1, 20):
            tight.extend(group)
        elif lines is not None and lines > Fraction(most) + Fraction(1, 20):
            loose.extend(group)
    for note, wrong in (("tight", tight), ("loose", loose)):
        if wrong:
            size = max(s.format.size or 0 for s in wrong)
            lines = _lines_apart(wrong[0].setting, size)
            yield _summed(wrong, {"lines": _number(lines), "least": _number(least), "most": _number(most)}, note)
    close = []
    for above, below in zip(body, body[1:], strict=False):
        if below[0].paragraph == above[0].paragraph + 1 and _gap(above[0].setting, below[0].setting) < gap * 20 - 1:
            close.append((above, below))
    if close:
        points = [_gap(above[0].setting, below[0].setting) for above, below in close]
        yield _summed(
            [s for _, below in close for s in below],
            {"points": _number(Fraction(max(set(points), key=points.count), 20)), "gap": _number(gap)},
            "gap",
        )


def _lines_apart(setting, size: int) -> Fraction | None:
    """How many single lines stand between two base lines; None where that grows with the words ('at least') or is unknown."""
    if setting.rule == "auto":
        return Fraction(setting.line, 240)
    if not size or setting.rule == "atLeast" and setting.line <= size * 10 * _SINGLE:
        return None
    return Fraction(setting.line) / (size * 10 * _SINGLE)


def _gap(above, below) -> int:
    """Twips between two paragraphs."""
    after = 0 if above.contextual and above.style == below.style else above.after
    before = 0 if below.contextual and above.style == below.style else below.before
    return after + before
