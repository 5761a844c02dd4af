"""Questions about single Word elements: which children count, what a table shows, what a symbol means."""

from __future__ import annotations

from checker.source.docx.styles import Styles, is_on, number, w

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_V, _T = w("val"), w("t")
GONE = frozenset(map(w, ("del", "moveFrom")))
COME = frozenset(map(w, ("ins", "moveTo")))
FALLBACK = f"{_MC}Fallback"


def visible(element) -> str:
    """The characters of a `w:t` as Word shows them: edges are cut unless they are to be preserved; line ends are blanks."""
    text = element.text or ""
    if element.get(_PRESERVE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text


def members(parent, tag: str):
    """The rows of a table or the cells of a row, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == w("sdt"):
            inner = child.find(w("sdtContent"))
            if inner is not None:
                yield from members(inner, tag)
        elif child.tag in COME or child.tag == w("customXml"):
            yield from members(child, tag)


def is_unfilled(control) -> bool:
    """Whether an element is a content control that still shows its prompt ('Nhấp hoặc gõ vào đây')."""
    return is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))


def choice(element):
    """The contents of `mc:AlternateContent` that count: the first choice, else the fallback, else nothing."""
    for child in element:
        if child.tag == f"{_MC}Choice":
            return child
    fallback = element.find(FALLBACK)
    return fallback if fallback is not None else ()


def shows(element) -> bool:
    """Whether a paragraph has words that are not deleted."""
    return any(text.text and not any(up.tag in GONE for up in text.iterancestors(*GONE)) for text in element.iter(_T))


def symbol(element) -> str:
    """The character of a `w:sym`; '' where it names none."""
    code = _code(element.get(w("char")))
    return chr(code) if code else ""


def _code(text: str | None) -> int:
    """The code point of a `w:sym`, which counts from U+F000 in symbol fonts; 0 where it is none."""
    try:
        code = int(text or "", 16)
    except ValueError:
        return 0
    return code if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else 0


def count(properties, name: str, default: int = 0) -> int:
    """A number of columns in a row's or a cell's properties (which may be None), at most 200."""
    element = properties.find(w(name)) if properties is not None else None
    return min(200, number(element.get(_V)) or default) if element is not None else default


_NO_LINE = ("none", "nil", None)


def lined_by(properties, styles: Styles, style: str | None) -> bool:
    """Whether the table shows rules between its cells, by itself or by its style."""
    borders = properties.find(w("tblBorders")) if properties is not None else None
    if borders is not None:
        return any(_ruled(borders, side) for side in ("insideH", "insideV"))
    return any(item.lined for item in styles.chain(style))


def sides_of(properties) -> int | None:
    """On how many sides a cell has rules of its own; None where it leaves them to the table."""
    borders = properties.find(w("tcBorders")) if properties is not None else None
    if borders is None:
        return None
    return sum(_ruled(borders, side) for side in ("top", "bottom", "left", "right", "start", "end"))


def _ruled(borders, side: str) -> bool:
    element = borders.find(w(side))
    return element is not None and element.get(_V) not in _NO_LINE
