"""What of a Markdown text no reader sees: comments, front matter, fenced code; places stay those of the input."""

import time

import pytest

from checker.source.hidden import hidden_parts
from checker.source.text import Source, Span
from tests.plans import findings

PLAN = "II. NHIỆM VỤ\n\n1. Họp giao ban trước ngày 01/6/2026.\n\n{}\n\n2. Báo cáo trước ngày 02/6/2026.\n"
SLIPS = "Ủy bân nhân dân báo cáo kính phí 50.00.000 đồng trước ngày 31/02/2026 theo Kế hoạch số 346/ KH-UBND"


def _hidden(text, markdown=True):
    return [(part.kind, text[part.start : part.end]) for part in hidden_parts(text, markdown)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- b --> c", [("comment", "<!-- b -->")]),
        ("a <!-- b\nc -->\nd <!-- e -->", [("comment", "<!-- b\nc -->"), ("comment", "<!-- e -->")]),
        ("a <!-- b", []),
        ("---\ntitle: x\n---\nb", [("front", "---\ntitle: x\n---")]),
        ("---\r\n# ghi chú\r\nlang: vi\r\n...\r\nb", [("front", "---\r\n# ghi chú\r\nlang: vi\r\n...")]),
        ("---\nSố: 12/KH-UBND\n---\n", []),
        ("---\ntitle: x\n", []),
        ("\n---\ntitle: x\n---\n", []),
        ("a\n```yaml\nb: c\n```\nd", [("code", "```yaml\nb: c\n```")]),
        ("a\n````\n```\nb\n```\n````\nd", [("code", "````\n```\nb\n```\n````")]),
        ("a\n```\nb\nc", []),
        ("a ```b``` c\n```\n", []),
        ("~~~~~~\nSố: 12\n~~~~~~\n", []),
        ("~~~yaml\nb\n~~~\n", [("code", "~~~yaml\nb\n~~~")]),
        ("```\n<!-- a\n```\nb -->", [("code", "```\n<!-- a\n```")]),
        ("<!-- ```\n--> a\n```\n", [("comment", "<!-- ```\n-->")]),
    ],
)
def test_what_is_hidden(text, expected):
    assert _hidden(text) == expected


def test_only_comments_are_hidden_where_the_text_is_no_markdown():
    text = "---\ntitle: x\n---\n```\na\n```\n<!-- b -->"
    assert _hidden(text, markdown=False) == [("comment", "<!-- b -->")]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Báo cáo <!-- a --> trước", "Báo cáo trước"),
        ("Báo cáo<!-- a -->trước", "Báo cáotrước"),
        ("Báo cáo <!-- a -->, trước", "Báo cáo, trước"),
        ("a\n  <!-- b\nc -->  \nd", "a\n     \nd"),
        ("a <!-- b -->\nc", "a  \nc"),
        ("**a** <!-- b --> *c*", "a c"),
    ],
)
def test_what_is_read_and_where_it_stands(raw, text):
    source = Source("a.md", raw)
    assert source.text == text
    for at, char in enumerate(text):
        place = source.place(Span(at, at + 1))
        if not char.isspace():
            assert place.text == char
            assert place.line == raw[: raw.index(char, 0)].count("\n") + 1 or text.count(char) > 1
    for at in range(len(raw) + 1):
        folded = source.folded_span(Span(at, at)).start
        assert 0 <= folded <= len(text)


@pytest.mark.parametrize(
    "part", [f"<!-- {SLIPS} -->", f"<!-- ghi chú\n\n{SLIPS}\n\n-->", f"```\n{SLIPS}\n```", f"~~~text\n{SLIPS}\n~~~"]
)
def test_no_rule_judges_what_is_hidden(part):
    line = PLAN[: PLAN.index("{")].count("\n") + 1
    found = findings(PLAN.format(part))
    assert not [f for f in found if line <= f.place.line <= line + part.count("\n")]
    assert [f.code for f in findings(PLAN.format(SLIPS)) if f.place.line == line]
    assert {f.code for f in found} == {f.code for f in findings(PLAN.format(""))}


def test_front_matter_is_not_judged():
    found = findings(f'---\ntitle: "{SLIPS}"\nlang: vi\n---\n' + PLAN.format(""))
    assert not [f for f in found if 1 < f.place.line < 5]


def test_a_fix_leaves_a_comment_alone():
    source = Source("a.md", PLAN.format("3. Báo cáo kết quả <!-- ghi chú --> , gửi trước ngày 05/6/2026"))
    for finding in findings(source.raw):
        for fix in finding.fixes:
            assert not any("ghi chú" in edit.place.text for edit in fix.edits)


def test_many_openings_without_an_end_take_linear_time():
    def cost(times):
        text = "<!-- a\n```b\n~~~c\n" * times
        start = time.process_time()
        hidden_parts(text, True)
        return time.process_time() - start

    cost(100)
    assert cost(20_000) < 1


def test_suppressions_in_code_are_examples():
    slip = "1. Đề nghị Ủy bân nhân dân xã A báo cáo trước ngày 01/6/2026."
    ignore = "<!-- plancheck: ignore CQ403 -- trích nguyên văn -->"
    assert "CQ403" not in {f.code for f in findings(f"II. NHIỆM VỤ\n\n{ignore}\n{slip}\n")}
    assert "CQ403" in {f.code for f in findings(f"II. NHIỆM VỤ\n\n```\n{ignore}\n```\n{slip}\n")}
