"""Examples of rules on layout: a text set as Nghị định 30/2020/NĐ-CP asks, but for what the example says."""

from __future__ import annotations

from collections.abc import Mapping

from checker.base.record import replace
from checker.families.page.stretches import Whereabouts
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.source.layout import TWIPS_PER_MM, Format, Layout, Page, PageNumber, Paragraph, Revision, Run, Setting
from checker.source.text import Source

_SIZES = {"recipients_title": 24, "recipients": 22}
_BOLD = frozenset(
    ("national_title", "motto", "issuer", "type", "subject", "heading", "authority", "position", "name", "recipients_title")
)
_ITALIC = frozenset(("place_date", "legal_basis", "recipients_title"))
_CENTRED = frozenset(("national_title", "motto", "parent", "issuer", "number", "place_date", "type", "subject"))
_NUMBERS = {
    "header": PageNumber("header", True),
    "footer": PageNumber("footer", True),
    "aside": PageNumber("header"),
    "first": PageNumber("header", True, True),
    "missing": PageNumber(None),
}
FORMAT_KEYS = ("font", "size", "bold", "italic", "colour")
SETTING_KEYS = ("align", "line", "before", "after")
LAYOUT_KEYS = ("of", *FORMAT_KEYS, *SETTING_KEYS, "paper", "margins", "number", "changes", "comments")  # of an example's `layout`


def laid_out(path: str, text: str, within: tuple[int, int], options: Mapping[str, object]) -> Source:
    """`text` as a file with layout, one line a paragraph. What lies in `within` is printed otherwise by `options`: `of` names
    the component that is meant (default: all), then `font`, `size` (points), `bold`, `italic`, `colour`, `align`, `line`
    (lines), `before`, `after` (points); for the page `paper` and `margins` (top, bottom, left, right) in millimetres; `number`
    is header, footer, aside, first or missing; `changes`, `comments` count."""
    doc = Document(read_plan(Source(path, text)), {}, {})
    where = Whereabouts(doc)
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        blank = Paragraph(start, end, start, Setting(), ())
        first = start + len(line) - len(line.lstrip())
        component = where.component(first, blank) if line.strip() else "other"
        paragraphs.append(_paragraph(blank, component, options if within[0] <= start < within[1] else {}))
        start = end + 1
    width, height = options.get("paper", (210, 297))
    margins = options.get("margins", (20, 20, 30, 15))
    sides = (round(side * TWIPS_PER_MM) for side in (width, height, *margins))
    page = Page(0, len(text), *sides, _NUMBERS[str(options.get("number", "header"))])
    change, comment = Revision("insertion", 0, text.find("\n")), Revision("comment", 0, text.find("\n"))
    revisions = (change,) * int(options.get("changes", 0)) + (comment,) * int(options.get("comments", 0))
    return Source(path, text, layout=Layout(tuple(paragraphs), pages=(page,), revisions=revisions), markdown=False)


def _paragraph(blank: Paragraph, component: str, options: Mapping[str, object]) -> Paragraph:
    shown = Format("Times New Roman", _SIZES.get(component, 26), component in _BOLD, component in _ITALIC)
    setting = Setting("center" if component in _CENTRED else "both", before=120)
    if options.get("of", component) == component:
        given = {key: options[key] for key in FORMAT_KEYS if key in options}
        if "size" in given:
            given["size"] = round(given["size"] * 2)
        shown = replace(shown, **given)
        given = {key: options[key] for key in SETTING_KEYS if key in options}
        for key, unit in (("line", 240), ("before", 20), ("after", 20)):
            if key in given:
                given[key] = round(given[key] * unit)
        setting = replace(setting, **given)
    runs = (Run(blank.start, blank.end, shown),) if blank.end > blank.start else ()
    return replace(blank, setting=setting, runs=runs)
