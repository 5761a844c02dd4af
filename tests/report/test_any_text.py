"""Every report of every text: whole, parsable, harmless. The texts are a plan with anything put into it anywhere."""

from __future__ import annotations

import datetime
import json
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli.judge import make_judge
from checker.cli.settings import Config
from checker.model.findings import Report
from checker.report import FORMATS, renderer
from checker.rules.engine import lint
from checker.source.text import Source
from tests.report.made import TEXT
from tests.report.test_html import Page

pytestmark = pytest.mark.slow

JUDGE = make_judge(Config(isolated=True), datetime.date(2026, 11, 22))
PIECES = st.sampled_from(
    [
        "\x1b[31m",
        "\x07",
        "\x9b1m",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\x00",
        "</style><script>alert(1)</script>",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        '"',
        "'",
        "`",
        "|",
        "::error::",
        "%0A",
        "\t",
        "\r",
        "\r\n\r\n",
        "\n\n",
        "*",
        "**",
        "\\",
        "東京",
        "🇻🇳",
        "e\u0323\u0302",
        "\u0301",
        "\ud7ff",
        "\ufffe",
        "ngày 31/02/2026",
        "Kế hoạch số 1/ KH-UBND",
        " , ",
        "..",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Tổng: 10.000.000 đồng",
        "  ",
    ]
)


@st.composite
def texts(draw) -> str:
    text = draw(st.sampled_from([TEXT, TEXT[:400], TEXT.replace("\n", "\r\n"), "", "\n", unicodedata.normalize("NFD", TEXT)]))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at:]
    return text


@settings(max_examples=40, deadline=None)
@given(texts(), st.sampled_from(["vi", "en"]), st.sampled_from([None, 30, 50, 90]))
def test_every_format_of_any_text(text, lang, width):
    file = lint(Source("a\x1b<b>.txt", text), JUDGE.settings("a.txt"), JUDGE.law)
    report = Report((file,), ({"name": "tt", "version": "1.0", "law_as_of": None},), JUDGE.book.by_code(), lang)
    made = {name: renderer(name)(report) for name in FORMATS if name != "docx"}
    made["narrow"] = renderer("pretty", width=width)(report)
    made["summary"] = renderer("step-summary")(report)
    for name, shown in made.items():
        assert not set(shown) & set("\x00\x07\x1b\x9b\u202e\u200b\r"), name
        shown.encode()
    for name in ("json", "sarif", "gitlab"):
        json.loads(made[name])
    ET.fromstring(made["junit"])
    page = Page(made["html"])
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(link["href"][1:] in ids for link in page.all("a"))
    assert not page.all("script")
    for number in range(1, len(file.findings) + 1):
        assert {f"p1m{number}", f"p1n{number}", f"p1c{number}"} <= set(ids)
