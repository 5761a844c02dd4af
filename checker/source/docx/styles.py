"""Effective formats of Word runs and paragraphs: direct → character style → paragraph style → table style → defaults.

Toggle properties (bold, italic, capitals, hidden) of the styles in a chain are combined as Word does: a direct value wins, and
between paragraph and character style an even number of 'on' is off. Theme fonts come from the theme part. Vietnamese letters
are shown in the slot 'hAnsi' (and 'ascii' below U+0080); a run marked right-to-left or complex script uses 'cs'.
"""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING, dataclass
from checker.source.docx.package import Package, W
from checker.source.layout import Format, Setting

if TYPE_CHECKING:
    from typing import Any

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_V = f"{{{W}}}val"
_TOGGLES = ("b", "i", "caps", "vanish")
_ALIGN = {
    "start": "left",
    "end": "right",
    "distribute": "both",
    "highKashida": "both",
    "lowKashida": "both",
    "mediumKashida": "both",
    "thaiDistribute": "both",
}
_DEPTH = 20  # a based-on chain longer than this is a circle
_LONGEST_NUMBER = 24  # characters of a measure, fraction and unit included


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def is_on(element) -> bool:
    """Whether a toggle element is on: present without a value, or with one that is not false."""
    return element is not None and element.get(_V, "1") not in ("0", "false", "off", "none")


def number(text: str | None) -> int | None:
    """An integer measure of Word, which some producers write with a fraction or a unit; None where it is none, or is larger than
    any measure of Word (32 bits)."""
    if text is None or len(text) > _LONGEST_NUMBER:
        return None
    try:
        value = int(text)
    except ValueError:
        pass
    else:
        return value if abs(value) < 1 << 31 else None
    units = {"pt": 20, "in": 1440, "cm": 567, "mm": 56.7, "pc": 240, "pi": 240}
    try:
        return round(float(text[:-2]) * units[text[-2:]] if text[-2:] in units else float(text))
    except (ValueError, OverflowError):
        return None


def run_properties(element) -> dict[str, object]:
    """What a `w:rPr` sets by itself: fonts per slot, size, toggles, colour. `element` may be None."""
    found: dict[str, object] = {}
    if element is None:
        return found
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or not tag.startswith(_PREFIX):
            continue
        name = tag[_SKIP:]
        if name == "rFonts":
            found |= _fonts(child)
        elif name in ("sz", "szCs"):
            size = number(child.get(_V))
            if size:
                found[name] = size
        elif name in _TOGGLES:
            found[name] = is_on(child)
        elif name == "color":
            found["color"] = child.get(_V, "auto")
        elif name in ("cs", "rtl"):
            found["complex"] = is_on(child)
        elif name == "rStyle":
            found["style"] = child.get(_V)
    return found


def _fonts(element) -> dict[str, object]:
    """The font of each slot, or the theme's that it names."""
    found: dict[str, object] = {}
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        theme = element.get(w(f"{slot}Theme")) or (element.get(w("cstheme")) if slot == "cs" else None)
        font = ("theme", theme) if theme else element.get(w(slot))
        if font:
            found[slot] = font
    return found


def paragraph_properties(element) -> dict[str, object]:
    """What a `w:pPr` sets by itself: alignment and spacing. `element` may be None."""
    found: dict[str, object] = {}
    if element is None:
        return found
    for child in element:
        if child.tag == _JC:
            value = child.get(_V, "left")
            found["align"] = _ALIGN.get(value, value)
        elif child.tag == _SPACING:
            _space(child, found)
        elif child.tag == _CONTEXTUAL:
            found["contextual"] = is_on(child)
        elif child.tag == _PSTYLE:
            found["style"] = child.get(_V)
    return found


def _space(element, found: dict[str, object]) -> None:
    """Add what a `w:spacing` sets."""
    for name in ("before", "after", "line"):
        value = number(element.get(w(name)))
        if value is not None:
            found[name] = value
    if element.get(w("lineRule")):
        found["rule"] = element.get(w("lineRule"))
    elif "line" in found:
        found["rule"] = "auto"
    for name in ("before", "after"):
        if element.get(w(f"{name}Autospacing")) in ("1", "true", "on"):
            found[name] = 280  # Word prints 14 points for 'auto'


_PREFIX = f"{{{W}}}"
_SKIP = len(_PREFIX)
_JC, _SPACING, _CONTEXTUAL, _PSTYLE = w("jc"), w("spacing"), w("contextualSpacing"), w("pStyle")


@dataclass(frozen=True)
class Style:
    """One style with what it sets itself. `numbering` is its (numId, level), either None; `lined`: a table with inner rules."""

    kind: str
    based_on: str | None
    run: dict
    paragraph: dict
    numbering: tuple[str | None, str | None] | None
    lined: bool = False


class Styles:
    """The styles of one file, read once; answers are remembered, since thousands of runs share a few formats."""

    def __init__(self, package: Package):
        self.styles: dict[str, Style] = {}
        self.contents: set[str] = set()  # the styles of the lines of a table of contents
        self.default = {"paragraph": None, "character": None, "table": None}
        self._run_defaults: dict[str, object] = {}
        self._paragraph_defaults: dict[str, object] = {}
        self._chains: dict[str | None, tuple[str, ...]] = {}
        self._formats: dict[tuple, Format] = {}
        self._settings: dict[tuple, Setting] = {}
        self._fonts = _theme_fonts(package)
        part = package.related("styles")
        if part:
            self._read(package.xml(part))

    def _read(self, root) -> None:
        defaults = root.find(w("docDefaults"))
        if defaults is not None:
            self._run_defaults = run_properties(defaults.find(f"{w('rPrDefault')}/{w('rPr')}"))
            self._paragraph_defaults = paragraph_properties(defaults.find(f"{w('pPrDefault')}/{w('pPr')}"))
        for element in root.findall(w("style")):
            name, kind = element.get(w("styleId")), element.get(w("type"), "paragraph")
            if name is None:
                continue
            called = element.find(w("name"))
            if called is not None and (called.get(_V) or "").lower().startswith(("toc ", "table of figures")):
                self.contents.add(name)
            based_on, properties = element.find(w("basedOn")), element.find(w("pPr"))
            self.styles[name] = Style(
                kind,
                based_on.get(_V) if based_on is not None else None,
                run_properties(element.find(w("rPr"))),
                paragraph_properties(properties),
                numbering_of(properties),
                _has_inner_rules(element),
            )
            if element.get(w("default")) in ("1", "true", "on") and kind in self.default:
                self.default[kind] = name

    def names(self, name: str | None) -> tuple[str, ...]:
        """The names of a style and of what it is based on, nearest first. A circle is cut, and a chain that no person made."""
        if name not in self._chains:
            found: list[str] = []
            at = name
            while at in self.styles and at not in found and len(found) < _DEPTH:
                found.append(at)
                at = self.styles[at].based_on
            self._chains[name] = tuple(found)
        return self._chains[name]

    def chain(self, name: str | None) -> tuple[Style, ...]:
        """A style and what it is based on, nearest first."""
        return tuple(self.styles[one] for one in self.names(name))

    def setting(self, direct: dict, table: str | None) -> Setting:
        """The effective format of a paragraph with these direct properties, in a table of style `table` or None."""
        style = direct.get("style") or self.default["paragraph"]
        key = (tuple(sorted((k, v) for k, v in direct.items() if v is not None)), table)
        if key in self._settings:
            return self._settings[key]
        merged: dict[str, Any] = dict(self._paragraph_defaults)
        for source in reversed(self.chain(table)):
            merged.update(source.paragraph)
        for source in reversed(self.chain(style)):
            merged.update(source.paragraph)
        merged.update(direct)
        result = Setting(
            str(merged.get("align", "left")),
            merged.get("line", 240),
            merged.get("rule", "auto"),
            merged.get("before", 0),
            merged.get("after", 0),
            bool(merged.get("contextual", False)),
            style,
        )
        self._settings[key] = result
        return result

    def format(self, direct: dict, style: str | None, table: str | None, ascii_only: bool = False) -> Format:
        """The effective format of a run with these direct properties in a paragraph of that style and table style.

        `ascii_only`: the run's text has no letter beyond U+007F, so that Word takes its font from the slot 'ascii'.
        """
        key = (tuple(direct.items()), style, table, ascii_only)
        if key in self._formats:
            return self._formats[key]
        merged: dict[str, Any] = dict(self._run_defaults)
        toggles = {name: merged.pop(name, False) for name in _TOGGLES}
        counts = dict.fromkeys(_TOGGLES, 0)
        for name in (table, style or self.default["paragraph"], direct.get("style") or self.default["character"]):
            level: dict[str, object] = {}
            for source in reversed(self.chain(name)):
                level.update(source.run)
            for toggle in _TOGGLES:
                counts[toggle] += bool(level.pop(toggle, False))
            merged.update(level)
        merged.update({k: v for k, v in direct.items() if k not in _TOGGLES})
        for toggle in _TOGGLES:
            toggles[toggle] = direct[toggle] if toggle in direct else bool(counts[toggle] % 2) or toggles[toggle]
        slot, size = ("ascii" if ascii_only else "hAnsi"), "sz"
        if merged.get("complex"):
            slot, size = "cs", "szCs"
        colour = str(merged.get("color", "auto"))
        result = Format(
            self._font(merged, slot),
            merged.get(size, 20),
            toggles["b"],
            toggles["i"],
            None if colour == "auto" else colour.upper(),
            toggles["caps"],
            toggles["vanish"],
        )
        self._formats[key] = result
        return result

    def _font(self, merged: dict, slot: str) -> str:
        value = merged.get(slot)
        if isinstance(value, tuple):
            value = self._fonts.get(value[1])
        return str(value) if value else "Times New Roman"  # what Word prints where nothing at all is said


def numbering_of(properties) -> tuple[str | None, str | None] | None:
    """(numId, level) of a `w:pPr`'s numbering, None where it sets none. `properties` may be None."""
    if properties is None:
        return None
    element = properties.find(w("numPr"))
    if element is None:
        return None
    ident, level = element.find(w("numId")), element.find(w("ilvl"))
    return (ident.get(_V) if ident is not None else None, level.get(_V) if level is not None else None)


def _has_inner_rules(style) -> bool:
    return any(
        side.get(_V) not in ("none", "nil", None)
        for name in ("insideH", "insideV")
        for side in style.iterfind(f"{w('tblPr')}/{w('tblBorders')}/{w(name)}")
    )


def _theme_fonts(package: Package) -> dict[str, str]:
    """'minorHAnsi' → 'Calibri': the theme's fonts by the names that `w:rFonts` uses."""
    part = package.related("theme")
    if not part:
        return {}
    root = package.xml(part)
    fonts = {}
    for size in ("major", "minor"):
        holder = root.find(f".//{{{_A}}}{size}Font")
        if holder is None:
            continue
        for element, names in (("latin", ("HAnsi", "Ascii")), ("cs", ("Bidi",)), ("ea", ("EastAsia",))):
            face = holder.find(f"{{{_A}}}{element}")
            if face is not None and face.get("typeface"):
                fonts.update({size + name: face.get("typeface") for name in names})
    return fonts
