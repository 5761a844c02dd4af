"""Automatic numbers of Word lists: the label that Word prints in front of a paragraph and that stands in no run.

Counters belong to the abstract list, so that two list instances of one abstract list count on; an instance with
`w:startOverride` starts anew when it is first used; a level starts anew after a level above it, unless `w:lvlRestart` says
otherwise.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.roman import to_roman
from checker.source.docx.package import Package
from checker.source.docx.styles import Styles, is_on, number, numbering_of, w

_V = w("val")
_PLACE = re.compile(r"%([1-9])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_LETTERS = 780  # Word repeats a letter thirty times at most ('zz…z')
_MOST_TEXT = 255  # characters of a level's pattern, as Word's own dialog takes them
_COUNTING = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# Word writes bullets as positions of a symbol font; what a reader sees is one of these.
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf02d": "-",
    "\uf0a8": "□",
    "\uf076": "❖",
    "\uf06e": "■",
    "\uf0e0": "→",
    "\uf06c": "●",
    "\uf0d2": "-",
    "o": "○",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is its pattern ('%1.%2.'), `gap` what stands between label and words."""

    start: int
    kind: str
    text: str
    gap: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class Instance:
    """A list instance: its abstract list, its own levels and the starts that it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


def spell(value: int, kind: str) -> str:
    """A counter as Word prints it in a number format ('upperRoman', 'lowerLetter' …). Unknown formats give digits."""
    if kind in ("upperRoman", "lowerRoman"):
        if not 0 < value < 4000:
            return str(value)
        return to_roman(value) if kind == "upperRoman" else to_roman(value).lower()
    if kind in ("upperLetter", "lowerLetter"):
        if not 0 < value <= _MOST_LETTERS:
            return str(value)
        text = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return text.upper() if kind == "upperLetter" else text
    if kind == "decimalZero":
        return f"{value:02}"
    if kind == "none":
        return ""
    if kind == "vietnameseCounting" and 0 <= value <= 10:
        return _COUNTING[value]
    return str(value)


class Numbering:
    """The lists of one file and their counters. Ask `label` once for each paragraph, in document order."""

    def __init__(self, package: Package, styles: Styles):
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._instances: dict[str, Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        part = package.related("numbering")
        if part:
            self._read(package.xml(part))

    def _read(self, root) -> None:
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.findall(w("abstractNum")):
            ident = element.get(w("abstractNumId"), "")
            self._abstract[ident] = dict(map(_level, element.findall(w("lvl"))))
            link, name = element.find(w("numStyleLink")), element.find(w("styleLink"))
            if link is not None:
                linked[ident] = link.get(_V, "")
            if name is not None:
                named[name.get(_V, "")] = ident
        for ident, style in linked.items():
            if style in named:
                self._abstract[ident] = self._abstract[named[style]]
        for element in root.findall(w("num")):
            target = element.find(w("abstractNumId"))
            abstract = target.get(_V, "") if target is not None else ""
            levels: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in element.findall(w("lvlOverride")):
                at = number(override.get(w("ilvl"))) or 0
                own, start = override.find(w("lvl")), override.find(w("startOverride"))
                if own is not None:
                    levels[at] = _level(own)[1]
                if start is not None:
                    starts[at] = number(start.get(_V)) or 0
            self._instances[element.get(w("numId"), "")] = Instance(abstract, levels, starts)

    def label(self, properties, style: str | None) -> str:
        """The label of the next paragraph with its gap ('I. ', 'a) ', '- '); '' where it has none.

        `properties` is the paragraph's `w:pPr` or None, `style` its paragraph style.
        """
        if not self._instances:
            return ""
        ident, depth = self._list_of(properties, style)
        instance = self._instances.get(ident) if ident else None
        if ident is None or instance is None or ident == "0":
            return ""
        levels = self._abstract.get(instance.abstract, {})
        level = instance.levels.get(depth) or levels.get(depth)
        if level is None:
            return ""
        counters = self._count(ident, instance, levels, depth)
        if level.kind == "bullet":
            mark = _BULLETS.get(level.text, level.text)
            return (("•" if "\ue000" <= mark[:1] <= "\uf8ff" else mark) + level.gap) if mark.strip() else ""

        def fill(match: re.Match) -> str:
            at = int(match.group(1)) - 1
            kind = (instance.levels.get(at) or levels.get(at) or level).kind
            return spell(counters.get(at, 1), "decimal" if level.legal and kind != "none" else kind)

        text = _PLACE.sub(fill, level.text)
        return text + level.gap if text.strip() else ""

    def _list_of(self, properties, style: str | None) -> tuple[str | None, int]:
        """(numId, level) by the paragraph itself, else by its style or what that is based on."""
        ident: str | None = None
        level: str | int | None = None
        chain = (numbering_of(properties), *(s.numbering for s in self._styles.chain(style)))
        for given in chain:
            if given:
                ident = ident if ident is not None else given[0]
                level = level if level is not None else given[1]
                if ident is not None:
                    break
        if ident is None:
            return None, 0
        if level is None:
            instance = self._instances.get(ident)
            levels = self._abstract.get(instance.abstract, {}) if instance else {}
            names = self._styles.names(style)
            level = next((at for at, item in levels.items() if item.style and item.style in names), 0)
        return ident, min(8, max(0, number(str(level)) or 0))

    def _count(self, ident: str, instance: Instance, levels: dict[int, Level], depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(instance.abstract, {})
        fresh = (ident, depth) not in self._used
        self._used.add((ident, depth))
        if fresh and depth in instance.starts:
            counters[depth] = instance.starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = (instance.levels.get(depth) or levels[depth]).start
        for above in range(depth):
            if above not in counters:
                known = instance.levels.get(above) or levels.get(above)
                counters[above] = instance.starts.get(above, known.start if known else 1)
        for below in [at for at in counters if at > depth]:
            restart = levels[below].restart if below in levels else None
            if restart is None or restart and depth < restart:
                del counters[below]
        return counters


def _level(element) -> tuple[int, Level]:
    def value(name: str, default: str = "") -> str:
        child = element.find(w(name))
        return child.get(_V, default) if child is not None else default

    formats = [item.get(_V, "decimal") for item in element.iter(w("numFmt"))]
    restart = element.find(w("lvlRestart"))
    suffix = value("suff", "tab")
    return number(element.get(w("ilvl"))) or 0, Level(
        number(value("start", "1")) or 0,
        next((kind for kind in reversed(formats) if kind != "custom"), "decimal"),
        value("lvlText")[:_MOST_TEXT],
        "" if suffix == "nothing" else " ",
        number(restart.get(_V)) if restart is not None else None,
        is_on(element.find(w("isLgl"))),
        value("pStyle") or None,
    )
