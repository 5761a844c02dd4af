"""Page technique of a Word file mended: paper, margins, font and colour, as tracked changes of format.

What is asked for comes from rules as (name of the check, its parameters); the law's numbers stand in the rule pack alone.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence

from checker.source.docx.reading import Reading
from checker.source.docx.styles import number, w
from checker.source.layout import TWIPS_PER_MM, Layout, Run

_V = w("val")
_BEFORE_COLOUR = frozenset(
    map(
        w,
        (
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "outline",
            "shadow",
            "emboss",
            "imprint",
            "noProof",
            "snapToGrid",
            "vanish",
            "webHidden",
        ),
    )
)
_REFERENCES = frozenset((w("headerReference"), w("footerReference")))


def mend_page(
    reading: Reading, layout: Layout, wanted: Mapping[str, Mapping], fresh: Callable[[], int], by: Mapping[str, str]
) -> list[str]:
    """Set the page as the rules in `wanted` ask (check → parameters); gives the checks for which something was changed. Checks
    that are not in `MENDABLE` are passed over."""
    return [
        check for check, params in wanted.items() if check in MENDABLE and MENDABLE[check](reading, layout, params, fresh, by)
    ]


def would_mend(layout: Layout, wanted: Mapping[str, Mapping]) -> dict[str, Mapping]:
    """Those of `wanted` for which `mend_page` would change this file. Raises `Unreadable`."""
    from checker.source.docx.reader import read_package

    if not wanted or layout.package is None:
        return {}
    done = mend_page(read_package(layout.package)[1], layout, wanted, lambda: 1, {})
    return {check: wanted[check] for check in done}


def _paper(reading: Reading, layout: Layout, params: Mapping, fresh: Callable[[], int], by: Mapping[str, str]) -> bool:
    """Paper of the prescribed size, lying as it lies: a table set across would not fit upright."""
    changed = False
    short, long = sorted(round(params.get(side, default) * TWIPS_PER_MM) for side, default in (("width", 210), ("height", 297)))
    for (_, section), page in zip(reading.sections, layout.pages, strict=True):
        size = section.find(w("pgSz"))
        if size is None or not page.width or not page.height:
            continue
        width, height = (long, short) if page.width > page.height else (short, long)
        if abs(page.width - width) > TWIPS_PER_MM or abs(page.height - height) > TWIPS_PER_MM:
            _track_section(section, fresh(), by)
            size.set(w("w"), str(width))
            size.set(w("h"), str(height))
            changed = True
    return changed


def _margins(reading: Reading, layout: Layout, params: Mapping, fresh: Callable[[], int], by: Mapping[str, str]) -> bool:
    """Margins outside their range are set to its nearer end, on upright pages."""
    changed = False
    ranges = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)} | params
    for (_, section), page in zip(reading.sections, layout.pages, strict=True):
        margins = section.find(w("pgMar"))
        if margins is None or page.width and page.height and page.width > page.height:
            continue
        changes = {}
        for side, (least, *_, most) in ranges.items():
            value = getattr(page, side)
            if value is None or (least - 0.5) * TWIPS_PER_MM <= value <= (most + 0.5) * TWIPS_PER_MM:
                continue
            gutter = value - abs(number(margins.get(w("left"))) or 0) if side == "left" else 0
            changes[side] = round((least if value < least * TWIPS_PER_MM else most) * TWIPS_PER_MM) - gutter
        if changes:
            _track_section(section, fresh(), by)
            for side, value in changes.items():
                margins.set(w(side), str(max(0, value)))
            changed = True
    return changed


def _font(reading: Reading, layout: Layout, params: Mapping, fresh: Callable[[], int], by: Mapping[str, str]) -> bool:
    font = params.get("font", "Times New Roman")

    def change(properties) -> None:
        slots = properties.find(w("rFonts"))
        if slots is None:
            slots = properties.makeelement(w("rFonts"), {})
            properties.insert(1 if len(properties) and properties[0].tag == w("rStyle") else 0, slots)
        for slot in ("ascii", "hAnsi", "cs"):
            slots.set(w(slot), font)
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme"):
            slots.attrib.pop(w(theme), None)

    fonts = (font, *params.get("besides", ()))
    return _runs(reading, layout, lambda run: not run.format.printed_in(fonts), change, fresh, by)


def _colour(reading: Reading, layout: Layout, params: Mapping, fresh: Callable[[], int], by: Mapping[str, str]) -> bool:
    def change(properties) -> None:
        colour = properties.find(w("color"))
        if colour is None:
            colour = properties.makeelement(w("color"), {})
            properties.insert(sum(child.tag in _BEFORE_COLOUR for child in properties), colour)
        colour.attrib.clear()
        colour.set(_V, "000000")

    return _runs(reading, layout, lambda run: not run.format.black, change, fresh, by)


MENDABLE: dict[str, Callable] = {"paper_size": _paper, "page_margins": _margins, "font_family": _font, "text_colour": _colour}


def _runs(
    reading: Reading,
    layout: Layout,
    wrong: Callable[[Run], bool],
    change: Callable,
    fresh: Callable[[], int],
    by: Mapping[str, str],
) -> bool:
    """Change the format of all runs of the document part that are wrong and show a letter; whether there were any."""
    spans = [
        (run.start, run.end)
        for paragraph in layout.paragraphs
        if paragraph.story != "note"
        for run in paragraph.runs
        if wrong(run) and any(map(str.isalnum, reading.raw[run.start : run.end]))
    ]
    seen: set[int] = set()
    for run in _elements(reading, spans):
        if id(run) in seen:
            continue
        seen.add(id(run))
        properties = run.find(w("rPr"))
        if properties is None:
            properties = run.makeelement(w("rPr"), {})
            run.insert(0, properties)
        if properties.find(w("rPrChange")) is None:
            mark = properties.makeelement(w("rPrChange"), {w("id"): str(fresh()), **by})
            mark.append(copy.deepcopy(properties))
            properties.append(mark)
        change(properties)
    return bool(seen)


def _elements(reading: Reading, spans: Sequence[tuple[int, int]]) -> list:
    """The runs that show words of these ranges, which are in order."""
    found, at = [], 0
    for token in reading.tokens:
        if token.part != "body":
            break
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] < token.end:
            found.append(token.run)
    return found


def _track_section(section, ident: int, by: Mapping[str, str]) -> None:
    """Keep the section as it was in a `w:sectPrChange`, once."""
    if section.find(w("sectPrChange")) is not None:
        return
    before = section.makeelement(w("sectPr"), {})
    before.extend(copy.deepcopy(child) for child in section if child.tag not in _REFERENCES)
    mark = section.makeelement(w("sectPrChange"), {w("id"): str(ident), **by})
    mark.append(before)
    section.append(mark)
