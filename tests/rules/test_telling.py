"""What an entry says of the findings of a generic check: where they stand, what they say, how they are mended."""

from __future__ import annotations

import pytest

from checker.rules.engine import Settings, lint
from checker.rules.pack_file import read_packs
from checker.rules.packs import book_of, plain_book
from checker.rules.registries import Law
from checker.source.text import Source
from tests.packs import pack
from tests.plans import plan_with

RULE = """
  - code: XX001
    name: told
    title: Thử
    severity: warning
    on: citation
    check: each
    message: {message}
    why: Thử
    basis: {document: Thử}
    examples: {bad: [a], good: [b]}
"""
BODY = (
    "1. Theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh Phú Thọ.\n\n"
    "2. Theo Kế hoạch số 12/KH-UBND.\n\n3. Theo Kế hoạch số 13/KH-UBND ngày 06/3/2026 của UBND xã Hạ Hòa."
)


def found(keys: str, message: str = '"{found}"', body: str = BODY, slot: str = "body") -> list:
    text = pack(("    check: each\n", f"    check: each\n{keys}"), ("{message}", message), rule=RULE)
    (rule,) = book_of(plain_book(read_packs([("x.yaml", text.encode())]))).rules
    source = Source("p.txt", plan_with(body, slot))
    return [f for f in lint(source, Settings(rules=(rule,), all_rules=(rule,)), Law()).findings if "\n" not in f.place.text]


BOTH = "    within: tasks\n"


def test_within_parts_and_roles():
    opening = len(found("    within: [opening, header]\n"))
    assert opening and len(found(BOTH)) == 3
    assert len(found("    within: [opening, tasks]\n")) == len(found("    within: [header, opening, body]\n")) == opening + 3
    assert not found("    within: [appendix, signature]\n")


def test_the_place_and_the_arguments_are_fields():
    keys = BOTH + "    params: {at: date_span, args: {day: date, number: id}}\n"
    first, second, third = found(keys, '"{number}: {day}, {body.unit}"')
    assert (first.place.text, second.place.text) == ("ngày 05/3/2026", "Kế hoạch số 12/KH-UBND")
    assert [one.message for one in (first, second)] == ["12/KH-UBND: 05/3/2026, tỉnh", "12/KH-UBND: , "]
    assert first.args == {"day": "05/3/2026", "number": "12/KH-UBND", "body.unit": "tỉnh"}


def test_a_list_of_fields_is_an_argument_each():
    assert found(BOTH + "    params: {args: [type, first]}\n")[0].args == {"type": "Kế hoạch", "first": True}


def test_one_finding_of_several():
    (one,) = found(BOTH + "    first: true\n")
    assert one.place.text.startswith("Kế hoạch số 12") and not one.related
    assert len(found(BOTH + "    once_per: id\n")) == 2
    first, third = found(BOTH + "    once_per: [id, type]\n    related: '{issuer}.'\n")
    assert [(note.place.line - first.place.line, note.message) for note in first.related] == [(2, ".")]
    assert not third.related


@pytest.mark.parametrize(
    ("note", "expected"),
    [("dating", ["day", "-", "day"]), ("{day: {date: '2026-03-05'}, none: {issuer: {is: null}}}", ["day", "none", "-"])],
)
def test_the_variant_of_the_message(note, expected):
    message = "{default: '-', day: day, none: none}"
    assert [one.message for one in found(BOTH + f"    params: {{note: {note}}}\n", message)] == expected


def test_related_places_and_their_words():
    keys = BOTH + "    where: {issuer: {not: null}}\n    params: {related: issuer_span}\n    related: 'của {issuer}'\n"
    one = found(keys, "'{other}'")[0]
    assert one.message == one.related[0].place.text == "UBND tỉnh Phú Thọ" and one.related[0].message == "của UBND tỉnh Phú Thọ"


@pytest.mark.parametrize(
    ("fix", "expected"),
    [
        ("{text: '{id}', at: type_span, safety: safe}", [("safe", "Kế hoạch", "12/KH-UBND")]),
        ("{text: 'ngày {date}', at: date_span}", []),
        ("{text: 'ngày {list_date}', at: date_span}", []),
        ("{text: Kế sách, at: type_span, least: true}", [("suggest", "hoạ", "sá")]),
        ("{text: 'Kế  hoạch', at: [type_span]}", None),
    ],
)
def test_a_fix_is_made_by_its_template(fix, expected):
    if expected is None:
        with pytest.raises(Exception, match="field"):
            found(f"    fix: {fix}\n")
        return
    one = found(BOTH + f"    fix: {fix}\n")[0]
    assert [(f.safety, e.place.text, e.new) for f in one.fixes for e in f.edits] == expected


def test_the_severity_may_hang_on_a_field():
    text = pack(
        ("severity: warning", "severity: {default: error, args: {first: {false: info}}}"), ("{message}", '"{found}"'), rule=RULE
    )
    (rule,) = book_of(plain_book(read_packs([("x.yaml", text.encode())]))).rules
    report = lint(Source("p.txt", plan_with(BODY)), Settings(rules=(rule,), all_rules=(rule,)), Law())
    assert [f.severity for f in report.findings][-3:] == ["error", "info", "error"]


def test_something_missing_is_told_by_its_arguments():
    near, missing = (found(BOTH + f"    params: {{args: [type], absent: {word}}}\n") for word in ("false", "true"))
    assert near[0].fingerprint != missing[0].fingerprint
