"""Reports of whole plans: the samples, and the example plans where they are on the machine."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from checker.model.findings import Report
from checker.report import renderer
from checker.report.streams import visible
from checker.rules.engine import Settings, lint
from checker.source.text import Source
from tests.plans import example_files, judge, sample_files
from tests.report.test_formats import carets
from tests.report.test_html import Page

pytestmark = pytest.mark.slow


def judged(path) -> Report:
    book, law = judge().book, judge().law
    file = lint(Source.from_bytes(path.name, path.read_bytes()), Settings(rules=book.rules, all_rules=book.rules), law)
    return Report((file,), (), book.by_code())


ALL = [*sample_files(), *example_files("examples", "corpus")]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_carets_stand_under_the_words(path):
    report = judged(path)
    shown = renderer("pretty")(report)
    framed = carets(shown)
    wanted = [finding for finding in report.files[0].findings if visible(finding.place.text).strip()]
    assert len(framed) <= len(report.files[0].findings)
    matched = 0
    for above, row in framed:
        start, width = len(row) - len(row.lstrip()), len(row.strip())
        words, cells = "", 0
        for character in above:
            if cells >= start and cells < start + width:
                words += character
            cells += cell_len(character)
        assert words.strip()
        head, _, tail = words.partition("…")
        assert any(
            visible(f.place.text).strip().startswith(head.strip()) and visible(f.place.text).strip().endswith(tail.strip())
            for f in wanted
        ), words
        matched += 1
    assert matched >= len(wanted) * 9 // 10


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_sheet_holds_every_finding(path):
    report = judged(path)
    page = Page(renderer("html")(report))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(link["href"][1:] in ids for link in page.all("a"))
    for number in range(1, len(report.files[0].findings) + 1):
        assert {f"p1m{number}", f"p1n{number}", f"p1c{number}"} <= set(ids)
    links = [link["href"] for link in page.all("a")]
    assert all(f"#p1n{number}" in links for number in range(1, len(report.files[0].findings) + 1))
