"""Rule packs are validated in full: every mistake, once, at its place, with what was probably meant."""

from __future__ import annotations

import pytest

from checker.base.errors import Mistakes
from checker.rules.pack_file import read_packs
from checker.rules.packs import load_packs
from tests.packs import pack


def mistakes(*texts: str) -> list[str]:
    try:
        read_packs([(f"rules/x{n}.yaml" if n else "rules/x.yaml", text.encode()) for n, text in enumerate(texts)])
    except Mistakes as error:
        return [f"{m.line}:{m.column}: {m.en}" for m in error.mistakes]
    return []


def test_a_right_pack():
    packs, rules = read_packs([("x.yaml", pack().encode())])
    assert packs[0][0] == "xx" and rules[0]["code"] == "XX001"
    assert rules[0]["examples"][0][1] == ((14, 24),)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("check: forbidden", "check: forbiden"), "7:12: check “forbiden” is unknown; did you mean “forbidden”?"),
        (("severity: warning", "severty: warning"), "6:5: key “severty” is unknown; did you mean “severity”?"),
        (("severity: warning", "severity: warnin"), "6:15: value “warnin” is unknown; did you mean “warning”?"),
        (("phrases: [", "phrase: ["), "8:14: key “phrase” is unknown; did you mean “phrases”?"),
        (("phrases: [quyết liệt]", "phrases: [1]"), "8:24: must be str"),
        (("phrases: [quyết liệt]", "phrases: [a], part: bodi"), "8:34: value “bodi” is unknown; did you mean “body”?"),
        (("phrases: [quyết liệt]", "phrases: [a], case: 1"), "8:34: must be bool"),
        (("“{found}”", "“{fund}”"), "9:19: message argument “fund” is unknown; did you mean “found”?"),
        (("“{found}”", "“{found”"), "9:19: a single brace; write {{ or }} for a plain one"),
        (("code: XX001", "code: xx1"), "3:11: “xx1” is no code (two to four capitals and three digits)"),
        (("name: no-such-word", "name: No_word"), "4:11: “No_word” is no name (lower case, hyphens)"),
        (('    why: {vi: "Từ không đo được.", en: "It cannot be measured."}\n', ""), "3:5: the rule has no “why”"),
        (
            ("severity: warning", "severity: {default: info, stage: {isue: error}}"),
            "6:39: value “isue” is unknown; did you mean “issue”?",
        ),
        (("severity: warning", "severity: info\n    needs: [headr]"), "7:13: value “headr” is unknown; did you mean “header”?"),
        (("severity: warning", "severity: info\n    yields_to: [XX002]"), "7:17: code “XX002” is unknown; did you mean “XX001”?"),
        (
            ("check: forbidden", "on: citaton\n    check: forbidden"),
            "7:9: kind of fact “citaton” is unknown; did you mean “citation”?",
        ),
        (
            ("check: forbidden", "on: citation\n    where: {yer: 2020}\n    check: forbidden"),
            "8:13: field “yer” is unknown; did you mean “year”?",
        ),
        (
            ("check: forbidden", "on: citation\n    where: {section.rol: tasks}\n    check: forbidden"),
            "8:13: field “rol” is unknown; did you mean “role”?",
        ),
        (
            ("check: forbidden", 'on: citation\n    where: {text: {matches: "(a"}}\n    check: forbidden'),
            "8:29: bad regular expression: missing ), unterminated subpattern at position 0",
        ),
        (
            ("check: forbidden", "on: citation\n    within: bodi\n    check: forbidden"),
            "8:13: value “bodi” is unknown; did you mean “body”?",
        ),
        (
            ("check: forbidden", "on: citation\n    once_per: [id, yer]\n    check: forbidden"),
            "8:20: field “yer” is unknown; did you mean “year”?",
        ),
        (("check: forbidden", "first: true\n    check: forbidden"), "7:5: “first” goes with a generic check and “on:”"),
        (
            ("check: forbidden", "on: citation\n    check: forbidden\n    fix: {text: x, at: dat_span}"),
            "9:24: field “dat_span” is unknown; did you mean “date_span”?",
        ),
        (
            ("check: forbidden", "on: citation\n    check: forbidden\n    fix: {text: '“{isuer}”'}"),
            "9:17: message argument “isuer” is unknown; did you mean “issuer”?",
        ),
        (
            ("check: forbidden", "on: citation\n    check: forbidden\n    fix: {at: span}"),
            "9:10: the fix has no “text” to put in",
        ),
        (
            ("phrases: [quyết liệt]}", "phrases: [quyết liệt], at: spa}\n    on: citation"),
            "8:41: field “spa” is unknown; did you mean “span”?",
        ),
        (
            ("phrases: [quyết liệt]}", "phrases: [quyết liệt], args: {a: date.yer}}\n    on: citation"),
            "8:47: field “yer” is unknown; did you mean “year”?",
        ),
        (
            ("phrases: [quyết liệt]}", "phrases: [quyết liệt], note: {few: {year: 1}}}\n    on: citation"),
            "8:44: variant of the message “few” is unknown; choose from: default",
        ),
        (("“{found}”.", "“{body.code}”."), "9:19: message argument “body.code” is unknown"),
        (("⟧ trước", " trước"), "14:18: the marks ⟦…⟧ do not pair"),
        (("Triển khai kịp thời", "⟦Triển⟧ khai"), "16:18: a good example has no marks ⟦…⟧"),
        (("bad:\n        - {text:", "bad:\n        - {in: bodi, text:"), "14:16: value “bodi” is unknown; did you mean “body”?"),
        (('version: "1.0"}', 'version: "1.0", verson: 1}'), "1:34: key “verson” is unknown; did you mean “version”?"),
        (("severity: warning", "severity: warning\n    status: deprecated"), "3:5: a deprecated rule must say “replaced_by”"),
    ],
)
def test_one_mistake(change, expected):
    assert mistakes(pack(change)) == [expected]


def test_missing_examples():
    text = pack()
    without_good = text[: text.index("      good:")]
    assert mistakes(without_good) == ["13:7: there is no good example"]
    assert mistakes(text[: text.index("    examples:")]) == ["3:5: the rule has no “examples”"]


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("(a", "missing"),
        ("(a+)+b", "unbounded repeat"),
        ("(?:a|b*)*c", "unbounded repeat"),
        ("a*", "empty"),
        ("[z-a]x", "bad character"),
    ],
)
def test_bad_patterns(pattern, wrong):
    found = mistakes(pack(("check: forbidden", "check: pattern"), ("phrases: [quyết liệt]", f'pattern: "{pattern}"')))
    assert len(found) == 1 and wrong in found[0] and found[0].startswith("8:23: ")


def test_all_mistakes_of_all_packs_in_one_run():
    found = mistakes(
        pack(("severity: warning", "severity: bad"), ("check: forbidden", "check: forbiden"), ("“{found}”", "“{x}”")),
        pack(("code: XX001", "code: XX002"), ("name: no-such-word", "name: other")),
        pack(("code: XX001", "code: XX002"), ("name: no-such-word", "name: third")),
        "rules: 1",
    )
    assert any("value “bad”" in one for one in found)
    assert any("check “forbiden”" in one for one in found)
    assert any("“XX002” is taken at rules/x1.yaml:3" in one for one in found)
    assert any("the pack has no rules" in one for one in found)


def test_named_groups_are_message_arguments():
    right = pack(
        ("check: forbidden", "check: pattern"),
        ("phrases: [quyết liệt]", 'pattern: "(?P<word>quyết liệt)"'),
        ('“{found}”.", en', '“{word}”.", en'),
    )
    assert mistakes(right) == []
    _, rules = read_packs([("x.yaml", right.encode())])
    assert rules[0]["params"]["literal"] == ""
    _, rules = read_packs([("x.yaml", right.replace("(?P<word>quyết liệt)", r"quyết\\s(?P<word>liệt)").encode())])
    assert rules[0]["params"]["literal"] == "quyết"


def test_the_built_in_packs_say_all_in_both_languages():
    for rule in load_packs().rules:
        for texts in (rule.title, rule.why, *rule.messages.values(), *rule.related.values()):
            assert set(texts) >= {"vi", "en"} or not texts, rule.code
        assert rule.why and rule.messages["default"]
        assert rule.basis or rule.family == "SP", rule.code


def test_a_warm_load_imports_neither_yaml_nor_the_validation(tmp_path, run_python):
    code = (
        "import sys; from checker.rules.packs import load_packs; b = load_packs(); "
        "print(len(b.rules), 'yaml' in sys.modules, 'checker.rules.pack_file' in sys.modules)"
    )
    cold, warm = (run_python(code, PLANCHECK_CACHE_DIR=str(tmp_path)) for _ in range(2))
    assert cold.endswith("True True") and warm.endswith("False False")
    assert cold.split()[0] == warm.split()[0]
