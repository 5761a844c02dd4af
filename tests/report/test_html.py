"""The review sheet as a document: whole, closed in itself, safe, readable."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from checker.model.findings import FileReport, Report
from checker.report import renderer
from checker.report.wording import grouped
from tests.report.made import report

_VOID = {"meta", "input", "br", "hr", "link", "img"}
CSS = files("checker.report").joinpath("sheet.css").read_text("utf-8")


class Page(HTMLParser):
    """Tags, attributes and words of a page; fails on a tag that is closed wrongly."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]} at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def single() -> Report:
    whole = report()
    return Report(whole.files[:1], whole.packs, whole.rules, whole.lang)


@pytest.mark.parametrize("given", [single(), report(), report("en"), Report((), ()), Report((FileReport("a", error="x"),), ())])
def test_well_formed_with_unique_ids_and_whole_links(given):
    page = Page(renderer("html")(given))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert link["href"].startswith("#") and link["href"][1:] in ids, link
    for label in page.all("label"):
        assert label["for"] in ids
    for box in page.all("input"):
        assert any(label["for"] == box["id"] for label in page.all("label"))
    assert page.all("html")[0]["lang"] == given.lang
    assert len(page.all("h1")) >= 1 or not given.files


def test_one_file_without_script_or_network():
    html = renderer("html")(report())
    page = Page(html)
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "svg"}
    assert "http" not in html.replace("http-equiv", "") and "url(" not in html and "@import" not in html
    assert "default-src 'none'" in html
    assert not [a for _, a in page.tags for key in a if key.startswith("on")]


def test_markup_and_control_characters_of_a_plan_are_text():
    html = renderer("html")(report())
    page = Page(html)
    assert "Tuyên truyền <an toàn> giao thông & trật tự" in page.words
    assert "<b>./.</b>" in page.words and "<b>./.</b>" not in html
    assert "\x1b" not in html


def test_all_of_the_plan_is_there_once():
    given = single()
    page = Page(renderer("html")(given))
    words = re.sub(r"[◂\d]", "", " ".join(page.words.split()))
    document = given.files[0].document
    for block in document.plan.blocks:
        if block.kind == "table":
            continue
        line = re.sub(r"[\d]", "", document.words(block.span))
        assert line in words, line


def test_every_finding_has_its_mark_its_note_and_its_box():
    page = Page(renderer("html")(single()))
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    for number in range(1, 8):
        assert {f"p1m{number}", f"p1n{number}", f"p1c{number}"} <= ids


def test_additions_show_the_difference():
    words = Page(renderer("html")(single())).words
    assert "50.000.000" in words and "+2.000.000 ✗ thừa" in words
    assert grouped(1234567) == "1.234.567" and grouped(None) == "—"


def test_index_counts():
    page = Page(renderer("html")(report()))
    assert "Phiếu rà soát 2 văn bản" in page.words
    assert any(a.get("href") == "#p2" for a in page.all("a"))


# -- colours ----------------------------------------------------------------------------------------------------------


def palettes() -> dict[str, dict[str, str]]:
    """Light, dark and print colours, the later ones on top of light."""
    light = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,8})", CSS.split("@media")[0]))
    dark = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,8})", CSS.split("prefers-color-scheme:dark")[1].split("}}")[0]))
    paper = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,8})", CSS.split("@media print")[1]))
    return {"light": light, "dark": light | dark, "print": light | paper}


def luminance(colour: str) -> float:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(2 * d for d in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [(text, ground) for text in ("ink", "soft", "link", "error", "warning", "info", "good") for ground in ("paper", "card")]
PAIRS += [("ink", f"{level}-bg") for level in ("error", "warning", "info")]
PAIRS += [(level, f"{level}-bg") for level in ("error", "warning", "info", "good")]
PAIRS += [("paper", level) for level in ("error", "warning", "info", "ink")]
PAIRS += [("ink", "desk"), ("soft", "desk"), ("link", "desk"), ("ink", "read"), ("ink", "hair")]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_contrast_is_wcag_aa(scheme):
    colours = palettes()[scheme]
    weak = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in PAIRS
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert not weak
