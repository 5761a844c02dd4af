"""The engine: who owns the words, severities, what cannot be judged, crashes, suppression, fingerprints."""

from __future__ import annotations

import datetime

import pytest

from checker.base.record import replace
from checker.model.checkbook import CHECKS
from checker.model.findings import Edit, Fix, Hit
from checker.rules.engine import Settings, lint
from checker.rules.pack_file import read_packs
from checker.rules.packs import book_of, load_packs, plain_book
from checker.rules.registries import Law
from checker.rules.suppress import Entry
from checker.source.text import Source, Span
from tests.packs import pack
from tests.plans import plan_with

OWN = load_packs().by_code()
OWN_RULES = tuple(rule for code, rule in OWN.items() if code.startswith("SP"))
RULE = book_of(plain_book(read_packs([("x.yaml", pack().encode())]))).rules[0]


@pytest.fixture
def spot():
    """A check that reports the words it is given; the rule calls it by name."""

    def fake(doc, *, words: str, note: str = "default", cap: str | None = None, role: str = "", crash: bool = False):
        if crash:
            raise ValueError("boom")
        for at in range(len(doc.text)):
            if doc.text.startswith(words, at):
                span = Span(at, at + len(words))
                yield Hit(span, {"role": role}, cap=cap, note=note, fixes=(Fix((Edit(span, "x"),)),))

    CHECKS["spot"] = fake
    yield "spot"
    del CHECKS["spot"]


def rule(code: str, **params):
    keys = {key: params.pop(key) for key in list(params) if key in RULE.__match_args__ and key != "params"}
    return replace(RULE, code=code, name=code.lower(), check="spot", module=__name__, params=params, **keys)


def judge(text: str, *rules, unseen=(), **settings):
    every = (*rules, *unseen, *OWN_RULES)
    return lint(Source("p.txt", text), Settings(rules=(*rules, *OWN_RULES), unseen=unseen, all_rules=every, **settings), Law())


def codes(report):
    return [(finding.code, finding.place.text) for finding in report.findings]


def test_the_rule_that_yields_is_silent_where_the_owner_speaks(spot):
    text = plan_with("1. Một zeta eta bốn zeta.")
    owner, other = rule("XX002", words="zeta eta"), rule("XX001", words="zeta", yields_to=("XX002",))
    assert codes(judge(text, owner, other)) == [("XX002", "zeta eta"), ("XX001", "zeta")]
    # switched off, the owner still owns its words
    assert codes(judge(text, other, unseen=(owner,))) == [("XX001", "zeta")]
    # … and over the whole passage, if the rule says so
    wide = replace(other, yields_over="text")
    assert codes(judge(text, owner, wide)) == [("XX002", "zeta eta")]


def test_severity_by_stage_by_argument_by_cap_and_by_override(spot):
    by = replace(RULE.severity, default="warning", stage={"issue": "error"}, args={"role": {"budget": "info"}})
    text = plan_with("1. Một zeta eta bốn.")

    def of(stage="draft", severity=None, **params):
        told = rule("XX001", words="zeta", severity=by, **params)
        (finding,) = judge(text, told, stage=stage, severity=severity or {}).findings
        return finding.severity

    assert [of(), of("issue"), of("issue", role="budget"), of(cap="info"), of("issue", cap="warning")] == [
        "warning",
        "error",
        "info",
        "info",
        "warning",
    ]
    assert of("issue", {"XX001": "info"}) == "info"
    assert of("issue", {"XX001": "info"}, mandatory=True) == "warning"


def test_a_fix_is_never_safer_than_the_rule_says(spot):
    text = plan_with("1. Một zeta eta bốn.")
    for level, expected in (("none", []), ("suggest", ["suggest"]), ("unsafe", ["unsafe"]), ("safe", ["safe"])):
        (finding,) = judge(text, rule("XX001", words="zeta", fix=level)).findings
        assert [fix.safety for fix in finding.fixes] == expected


def test_what_cannot_be_judged_is_said():
    report = judge("KẾ HOẠCH\nMột việc\n\n1. Triển khai quyết liệt.", replace(RULE, needs=("layout",)), lang="en")
    assert [code for code, _ in codes(report)] == [
        "SP007"
    ]  # a text without header and tail: what of its form was not judged is told by its own finding
    assert [one.code for one in report.not_checked] == ["XX001"]
    assert "layout" in report.not_checked[0].why


def test_rules_for_other_documents_do_not_concern_this_one():
    assert codes(judge(plan_with(), replace(RULE, kinds=("party",)))) == []
    assert codes(judge(plan_with(), replace(RULE, types=("Quyết định",)))) == []
    assert codes(judge(plan_with(), replace(RULE, types=("Kế hoạch",), kinds=("state",)))) == [("XX001", "quyết liệt")]


def test_a_crash_is_a_finding_and_the_others_go_on(spot):
    report = judge(plan_with(), rule("XX002", words="", crash=True), RULE)
    assert [code for code, _ in codes(report)] == ["SP004", "XX001"]
    assert "boom" in report.findings[0].message and report.findings[0].args["rules"] == ["XX002"]
    assert [one.code for one in report.not_checked] == ["XX002"]


def test_a_reader_of_facts_that_fails_is_told_once():
    def broken(doc):
        raise RuntimeError("no facts")

    on_cells = replace(RULE, check="each", module="checker.families.generic.facts", params={}, on="cell")
    report = lint(
        Source("p.txt", plan_with()),
        Settings(rules=(on_cells, replace(on_cells, code="XX003"), *OWN_RULES), all_rules=(on_cells, *OWN_RULES)),
        Law(),
        {"cell": broken} | dict.fromkeys(("unparsed", "scan", "unread_parts"), lambda doc: ()),
    )
    assert [code for code, _ in codes(report)] == ["SP004"]
    assert [one.code for one in report.not_checked] == ["XX001", "XX003"]


def comment(words: str, body: str = "1. Triển khai quyết liệt trước ngày 30 tháng 9 năm 2026.") -> str:
    return plan_with(f"<!-- plancheck: {words} -->\n\n{body}\n\n2. Làm quyết liệt hơn trước ngày 30 tháng 9 năm 2026.")


@pytest.mark.parametrize("word", ["XX001", "no-such-word", "xx", "XX0", "XX001, SP003"])
def test_a_comment_silences_the_next_block_only(word):
    report = judge(comment(f"ignore {word} -- số liệu của trên"), RULE)
    found = [code for code, _ in codes(report)]
    assert found.count("XX001") == 1 and "SP002" not in found
    assert [(finding.code, reason) for finding, reason in report.suppressed] == [("XX001", "số liệu của trên")]


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        ("ignore XX001", "SP002", "reason"),
        ("ignore XX001 --", "SP002", "reason"),
        ("ignore XX01 -- lý do", "SP001", "XX001"),
        ("ignroe XX001 -- lý do", "SP001", "ignroe"),
        ("ignore -- lý do", "SP001", "not understood"),
    ],
)
def test_a_comment_that_does_nothing_is_told(words, code, part):
    report = judge(comment(words), RULE, lang="en")
    (told,) = [finding for finding in report.findings if finding.code.startswith("SP")]
    assert told.code == code and part in told.message
    assert [c for c, _ in codes(report)].count("XX001") == 2


def test_an_unused_comment_can_be_taken_out():
    report = judge(comment("ignore XX001 -- lý do", "1. Triển khai trước ngày 30 tháng 9 năm 2026."), RULE)
    told = report.findings[0]
    assert told.code == "SP001" and told.fixes[0].safety == "safe"
    (edit,) = told.fixes[0].edits
    assert edit.new == "" and edit.place.text == "<!-- plancheck: ignore XX001 -- lý do -->\n"


def test_mandatory_rules_cannot_be_silenced():
    report = judge(comment("ignore XX001 -- lý do"), replace(RULE, mandatory=True), lang="en")
    assert [code for code, _ in codes(report)] == ["SP001", "XX001", "XX001"]
    assert "mandatory" in report.findings[0].message


@pytest.mark.parametrize(
    ("changes", "silenced"),
    [
        ({}, 2),
        ({"path": "*.txt"}, 2),
        ({"path": "other/*"}, 0),
        ({"text": "QUYẾT  LIỆT"}, 2),
        ({"text": "chậm"}, 0),
        ({"section": "II"}, 2),
        ({"section": "II.1"}, 1),
        ({"section": "nội dung, nhiệm vụ"}, 2),
        ({"section": "I"}, 0),
        ({"until": datetime.date(2026, 1, 1)}, 2),
        ({"until": datetime.date(2025, 12, 31)}, 0),
        ({"reason": ""}, 0),
    ],
)
def test_entries_of_the_ignore_file(changes, silenced):
    text = plan_with("1. Triển khai quyết liệt.\n\n2. Làm quyết liệt hơn.")
    entry = replace(Entry(("XX001",), "XX001", None, None, None, "lý do", None, None, "i.yaml", 1, 3, "code: XX001"), **changes)
    report = judge(text, RULE, entries=(entry,), today=datetime.date(2026, 1, 1))
    assert (len(report.suppressed), report.used_entries) == (silenced, frozenset({0} if silenced else ()))


def test_fingerprints_survive_moves_and_tell_copies_apart():
    one = plan_with("1. Triển khai quyết liệt.\n\n2. Việc khác.")
    moved = one.replace("I. MỤC ĐÍCH, YÊU CẦU\n", "I. MỤC ĐÍCH, YÊU CẦU\n" + "Thêm một câu nữa.\n\n" * 50)
    renumbered = one.replace("II. NỘI DUNG", "III. NỘI DUNG").replace("1. Triển khai", "3. Triển khai")
    copied = one.replace("2. Việc khác.", "2. Việc khác.\n\n3. Làm quyết  liệt.")
    marks = [[finding.fingerprint for finding in judge(text, RULE).findings] for text in (one, moved, renumbered, copied)]
    assert len(marks[0]) == 1 and marks[0] == marks[1] == marks[2]
    assert len(marks[3]) == 2 and marks[3][0] == marks[0][0] != marks[3][1]


def test_findings_come_in_order_of_place_then_code(spot):
    text = plan_with("1. Một zeta eta bốn.")
    report = judge(text, rule("XX003", words="eta bốn"), rule("XX002", words="zeta eta"), rule("XX001", words="zeta"))
    assert codes(report) == [("XX001", "zeta"), ("XX002", "zeta eta"), ("XX003", "eta bốn")]


def test_places_are_of_the_input_as_it_stands():
    text = "\r\n".join(plan_with("1. Triển\u00a0khai **quyết\u00a0liệt** ngay.").split("\n"))
    (finding,) = judge(text, RULE).findings
    assert finding.place.text == "quyết\u00a0liệt"
    assert text.split("\r\n")[finding.place.line - 1][finding.place.column - 1 :].startswith("quyết\u00a0liệt")
