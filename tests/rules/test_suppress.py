"""Suppressions in a text: the next block, the line, a range, the whole file; what an entry compares."""

from __future__ import annotations

import datetime
import unicodedata

import pytest

from checker.rules.suppress import Entry
from checker.source.text import Source
from tests.plans import judged
from tests.rules.test_engine import RULE, judge

BODY = ["1. Làm quyết liệt việc một.", "2. Làm quyết liệt việc hai.", "3. Làm quyết liệt việc ba."]


def around(*parts: str) -> str:
    return "II. NHIỆM VỤ\n\n" + "\n\n".join(parts) + "\n"


def said(*parts: str) -> tuple[list[int], list[str]]:
    """(numbers of the tasks that are still found, the tool's own codes and words; not SP007, as no text here has a header)."""
    report = judge(around(*parts), RULE, lang="en")
    lines = around(*parts).split("\n")
    left = [int(lines[f.place.line - 1].lstrip("| ")[0]) for f in report.findings if f.code == "XX001"]
    return left, [f"{f.code} {f.message}" for f in report.findings if f.code.startswith("SP") and f.code != "SP007"]


def test_at_the_end_of_its_line():
    assert said(BODY[0] + " <!-- plancheck: ignore XX001 -- trích -->", *BODY[1:]) == ([2, 3], [])
    row = "| 1 | Làm quyết liệt | <!-- plancheck: ignore XX001 -- trích --> |"
    assert said(row + "\n| 2 | Làm quyết liệt |  |") == ([2], [])


def test_case_10_as_it_was_reported():
    slip = "1. Đề nghị Ủy bân nhân dân xã A báo cáo trước ngày 01/6/2026."
    report = judged(Source("a.md", around(slip + " <!-- plancheck: ignore CQ403 -- trích nguyên văn -->")))
    assert [f.code for f, _ in report.suppressed] == ["CQ403"]
    assert not {"CQ403", "SP001"} & {f.code for f in report.findings}


def test_a_range():
    start, end = "<!-- plancheck: ignore-start XX001 -- phụ lục cũ -->", "<!-- plancheck: ignore-end -->"
    assert said(BODY[0], start, BODY[1], end, BODY[2]) == ([1, 3], [])
    named = end.replace("-end", "-end XX001")
    assert said(start, BODY[0], named, BODY[1], start, BODY[2], end) == ([2], [])
    inner = start.replace("XX001", "SP003")
    assert said(start, BODY[0], inner, BODY[1], named, BODY[2], end)[0] == [3]


def test_a_range_without_its_other_end_does_nothing_and_is_told():
    start, end = "<!-- plancheck: ignore-start XX001 -- phụ lục cũ -->", "<!-- plancheck: ignore-end -->"
    left, [told] = said(start, *BODY)
    assert left == [1, 2, 3] and told.startswith("SP001") and "no end" in told
    left, [told] = said(*BODY, end)
    assert left == [1, 2, 3] and told.startswith("SP001") and "ends no range" in told
    left, [told] = said(start.replace(" -- phụ lục cũ", ""), *BODY, end)
    assert left == [1, 2, 3] and told.startswith("SP002")


def test_a_range_without_use_goes_as_a_whole():
    start, end = "<!-- plancheck: ignore-start XX001 -- phụ lục cũ -->", "<!-- plancheck: ignore-end -->"
    text = around(start, "1. Làm việc một.", end)
    [told] = [f for f in judge(text, RULE).findings if f.code == "SP001"]
    [fix] = told.fixes
    assert fix.safety == "safe" and [edit.place.text for edit in fix.edits] == [start + "\n", end + "\n"]


def test_the_whole_file():
    comment = "<!-- plancheck: ignore-file XX001 -- bản lưu -->"
    assert said(*BODY, comment) == ([], [])
    assert said("1. Việc.", comment)[1][0].startswith("SP001")
    assert said(*BODY, comment.replace(" -- bản lưu", ""))[0] == [1, 2, 3]


def test_the_whole_file_is_also_its_other_document():
    from tests.rules.test_documents import TEXT

    slip = "\n\n4. Đề nghị Ủy bân nhân dân xã A báo cáo trước ngày 01/6/2026.\n"
    comment = "<!-- plancheck: ignore-file CQ403 -- trích nguyên văn -->\n\n"
    assert "CQ403" in {f.code for f in judged(Source("a.md", TEXT + slip)).findings}
    report = judged(Source("a.md", comment + TEXT + slip))
    assert "CQ403" in {f.code for f, _ in report.suppressed} and not {"CQ403", "SP001"} & {f.code for f in report.findings}


ENTRY = Entry(("XX001",), "XX001", None, None, None, "lý do", None, None, "i.yaml", 1, 3, "code: XX001")


@pytest.mark.parametrize(
    "written", [unicodedata.normalize("NFD", "quyết liệt"), "**quyết** liệt", "quyết\u200b liệt", "QUYẾT\u00a0LIỆT"]
)
@pytest.mark.parametrize("swapped", [False, True])
def test_words_of_an_entry_are_compared_as_they_are_read(written, swapped):
    from checker.base.record import replace

    entry, text = (written, "quyết liệt") if swapped else ("quyết liệt", written)
    report = judge(
        around(f"1. Làm {text} việc một."), RULE, entries=(replace(ENTRY, text=entry),), today=datetime.date(2026, 1, 1)
    )
    assert len(report.suppressed) == 1


def test_an_entry_with_a_fingerprint_speaks_of_one_place():
    from checker.base.record import replace

    text = around(*BODY)
    mark = judge(text, RULE).findings[1].fingerprint
    report = judge(text, RULE, entries=(replace(ENTRY, fingerprint=mark),), today=datetime.date(2026, 1, 1))
    assert [f.fingerprint for f, _ in report.suppressed] == [mark]
    assert [f.code for f in report.findings] == ["SP007", "XX001", "XX001"]
