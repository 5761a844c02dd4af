"""Page setup of a Word file: paper, margins, and where the page number is printed."""

from __future__ import annotations

from checker.source.docx.package import Package, R
from checker.source.docx.reading import Reading
from checker.source.docx.styles import Styles, is_on, number, paragraph_properties, w
from checker.source.layout import Page, PageNumber


def read_pages(package: Package, styles: Styles, reading: Reading) -> tuple[Page, ...]:
    """The page setups of the file in order. A section without a header of its own has the one of the section before it."""
    targets = {relation.id: relation.target for relation in package.relations(package.main)}
    shown: dict[str, bool | None] = {}
    even = _settings_even(package)
    inherited: dict[tuple[str, str], str] = {}
    pages: list[Page] = []
    start = 0
    for end, element in reading.sections:
        for kind in ("header", "footer"):
            for reference in element.findall(w(f"{kind}Reference")):
                target = targets.get(reference.get(f"{{{R}}}id", ""))
                if target:
                    inherited[kind, reference.get(w("type"), "default")] = target
        size, margins = element.find(w("pgSz")), element.find(w("pgMar"))
        pages.append(
            Page(
                start,
                end,
                _length(size, "w"),
                _length(size, "h"),
                _length(margins, "top"),
                _length(margins, "bottom"),
                _left(margins),
                _length(margins, "right"),
                _page_number(package, styles, inherited, shown, is_on(element.find(w("titlePg"))), even),
            )
        )
        start = end
    return tuple(pages)


def _length(element, name: str) -> int | None:
    value = number(element.get(w(name))) if element is not None else None
    return abs(value) if value is not None else None  # a negative margin only forbids the header to push the text down


def _left(margins) -> int | None:
    left = _length(margins, "left")
    if left is None:
        left = _length(margins, "start")
    return left + (_length(margins, "gutter") or 0) if left is not None else None


def _settings_even(package: Package) -> bool:
    part = package.related("settings")
    return part is not None and is_on(package.xml(part).find(w("evenAndOddHeaders")))


def _page_number(
    package: Package, styles: Styles, inherited: dict, shown: dict[str, bool | None], title: bool, even: bool
) -> PageNumber:
    """`shown` remembers for each part whether its number is centred (None: it prints none)."""

    def centred(kind: str, which: str) -> bool | None:
        name = inherited.get((kind, which))
        if name is None:
            return None
        if name not in shown:
            shown[name] = _centred_number(package, styles, name) if name in package.zip.NameToInfo else None
        return shown[name]

    for kind in ("header", "footer"):
        found = centred(kind, "default")
        if found is None and even:
            found = centred(kind, "even")
        if found is not None:
            on_first = centred(kind, "first") is not None if title else centred(kind, "default") is not None
            return PageNumber(kind, found, on_first)
    return PageNumber(None)


def _centred_number(package: Package, styles: Styles, name: str) -> bool | None:
    """Whether the page number in a header or footer stands in the middle; None where it prints none."""
    for element in package.xml(name).iter(w("instrText"), w("fldSimple"), w("pgNum")):
        code = element.text if element.tag == w("instrText") else element.get(w("instr"), "")
        if element.tag != w("pgNum") and "PAGE" not in (code or "").upper().split():
            continue
        paragraph = next(element.iterancestors(w("p")), None)
        if paragraph is None:
            return False
        if next(paragraph.iterancestors(w("txbxContent")), None) is not None:
            return True  # a floating box: Word's galleries centre it by its anchor
        properties = paragraph.find(w("pPr"))
        frame = properties.find(w("framePr")) if properties is not None else None
        if frame is not None and (frame.get(w("xAlign")) or frame.get(w("x"))):
            return frame.get(w("xAlign")) == "center"
        direct = paragraph_properties(properties)
        if styles.setting(direct, None).align == "center":
            return True
        return sum(1 for _ in paragraph.iter(w("tab")) if _.getparent().tag == w("r")) == 1  # one tab: to the centre stop
    return None
