"""SARIF: valid by the schema of the standard, and with what code scanning needs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checker.model.findings import FileReport, Report
from checker.report import renderer
from tests.conftest import ROOT
from tests.report.made import TEXT, Maker, findings, report

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))


def run(given: Report) -> dict:
    log = json.loads(renderer("sarif")(given))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    return log["runs"][0]


def test_valid_in_both_languages_and_empty():
    run(report())
    run(report("en"))
    run(Report((), ()))
    run(report(rules={}))


def test_columns_are_code_points():
    made = run(report())
    assert made["columnKind"] == "unicodeCodePoints"
    malformed = next(r for r in made["results"] if r["ruleId"] == "VD301")
    region = malformed["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (14, 23, 35)
    assert region["snippet"]["text"] == "346/ KH-UBND"


def test_every_result_names_its_rule_and_has_a_fingerprint():
    made = run(report())
    rules = made["tool"]["driver"]["rules"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "plancheck/v1"}


def test_rules_carry_help_and_legal_basis():
    rule = next(r for r in run(report())["tool"]["driver"]["rules"] if r["id"] == "VD301")
    assert rule["help"]["markdown"] and "346/ KH-UBND" in rule["help"]["text"] and "⟦" not in rule["help"]["text"]
    assert rule["properties"]["legalBasis"].startswith("Nghị định 30/2020/NĐ-CP")
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["deprecatedNames"] == ["old-citation-malformed"]


def test_only_rules_that_report_and_where_each_is_told():
    full = report()
    rules = run(full)["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {r["ruleId"] for r in run(full)["results"]}
    clean = run(replace(full, files=()))
    assert clean["tool"]["driver"]["rules"] == []


def test_the_reference_has_a_heading_for_each_help_uri():
    from checker.rules.packs import load_packs

    headings = {
        line.lstrip("# ").lower().replace(" ", "-")
        for line in (ROOT / "docs" / "rules.md").read_text("utf-8").splitlines()
        if line.startswith("### ")
    }
    by_code = load_packs().by_code()
    found = findings(Maker())[0]
    for code, rule in by_code.items():
        one = replace(found, code=code, name=rule.name)
        [told] = run(Report((FileReport("a.md", findings=(one,)),), (), by_code))["tool"]["driver"]["rules"]
        assert told["helpUri"].startswith("https://") and told["helpUri"].partition("#")[2] in headings, code


def test_only_fixes_that_may_be_applied():
    results = {r["ruleId"]: r for r in run(report())["results"]}
    assert "fixes" not in results["CT705"]
    change = results["VD301"]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["deletedRegion"] == {"startLine": 14, "startColumn": 27, "endLine": 14, "endColumn": 28}
    assert change["insertedContent"]["text"] == ""
    assert results["TT141"]["fixes"][0]["properties"]["safety"] == "unsafe"


def test_related_places_have_numbers():
    total = next(r for r in run(report())["results"] if r["ruleId"] == "NS601")
    assert [place["id"] for place in total["relatedLocations"]] == [1, 2]


def test_suppressed_findings_stay_with_their_reason():
    waived = next(r for r in run(report())["results"] if r["ruleId"] == "CT701")
    assert waived["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "tên riêng của chương trình"}]


def test_a_comment_in_the_text_suppresses_in_source():
    from checker.rules.engine import Settings, lint
    from checker.source.text import Source
    from tests.plans import judge

    book, law = judge().book, judge().law
    text = TEXT.replace("- Lòng ghép", "<!-- plancheck: ignore CT705 -- trích nguyên văn -->\n\n- Lòng ghép")
    file = lint(Source("a.txt", text), Settings(rules=book.rules, all_rules=book.rules), law)
    waived = next(r for r in run(Report((file,), ()))["results"] if "suppressions" in r)
    assert waived["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "trích nguyên văn"}]


def test_notes_about_the_input_are_notifications():
    noted = run(Report((FileReport("a.docx", notes=("bỏ qua macro",)),), ()))["invocations"][0]
    assert noted["executionSuccessful"] is True
    assert noted["toolExecutionNotifications"][0]["level"] == "note"


def test_what_failed_is_told():
    made = run(report())
    assert made["invocations"][0]["executionSuccessful"] is False
    assert "UTF-8" in made["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    good = Report(report().files[:1], ())
    assert run(good)["invocations"] == [{"executionSuccessful": True}]
    crashed = replace(findings(Maker())[0], code="SP004", name="check-crashed", message="Phép kiểm hỏng.")
    broken = run(Report((FileReport("a.txt", findings=(crashed,)),), ()))
    assert broken["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ế.txt", "a%20b/%E1%BA%BF.txt"),
        ("./a.txt", "a.txt"),
        ("/tmp/a.txt", "file:///tmp/a.txt"),
        ("C:/x y.txt", "file:///C:/x%20y.txt"),
        ("a#b?c%.txt", "a%23b%3Fc%25.txt"),
        ("t\udcff.txt", "t%FF.txt"),
        ("a:b.txt", "a%3Ab.txt"),
    ],
)
def test_uris(path, uri):
    made = run(Report((FileReport(path),), ()))
    assert made["artifacts"][0]["location"]["uri"] == uri
