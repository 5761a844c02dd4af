"""The generic checks, each on small plans: what it finds, and where."""

from __future__ import annotations

import pytest

from checker import families as checks
from checker.families.readers import Readers
from checker.model.checkbook import CHECKS
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.registries import Law
from checker.rules.where import select
from checker.source.text import Source
from tests.plans import plan_with

checks.import_all()


def document(body: str, slot: str = "body") -> Document:
    return Document(read_plan(Source("p.txt", plan_with(body, slot))), Readers(), Law())


def found(name: str, body: str, on: str | None = None, where: dict | None = None, slot: str = "body", **params) -> list[str]:
    doc = document(body, slot)
    facts = [] if on is None else [select(doc, doc.facts(on), tuple((where or {}).items()))]
    return [doc.text[hit.span.start : hit.span.end] for hit in CHECKS[name](doc, *facts, **params)]


@pytest.mark.parametrize(
    ("body", "params", "expected"),
    [
        ("1. Làm quyết liệt, QUYẾT LIỆT và quyết  liệt.", {}, ["quyết liệt", "QUYẾT LIỆT", "quyết  liệt"]),
        ("1. Làm quyết\nliệt.", {}, ["quyết\nliệt"]),
        ("1. Làm quyết liệt.", {"case": True}, ["quyết liệt"]),
        ("1. Làm Quyết liệt.", {"case": True}, []),
        ("1. Làm bất quyết liệthơn, xquyết liệt.", {}, []),
        ("1. Làm quyết liệt.", {"part": "closing"}, []),
        ("1. Làm quyết liệt.", {"part": "body"}, ["quyết liệt"]),
        ("1. Quyết không liệt.", {}, []),
    ],
)
def test_forbidden(body, params, expected):
    assert found("forbidden", body, phrases=("quyết liệt",), **params) == expected


def test_forbidden_in_the_facts_that_the_rule_works_on():
    body = "1. Gửi Sở Y tế.\n\n2. Gửi Sở Y tế."
    assert found("forbidden", body, "recipient", phrases=("như mục IV",)) == ["Như mục IV"]
    assert found("forbidden", body, "text", {"text": {"matches": "^2"}}, phrases=("sở y tế",)) == ["Sở Y tế"]


def test_a_pattern_is_let_be_after_some_words():
    body = "1. Hội các\nthợ rèn báo cáo thợ rèn."
    assert found("pattern", body, pattern="thợ rèn") == ["thợ rèn", "thợ rèn"]
    assert found("pattern", body, pattern="thợ rèn", unless_after=("báo cáo", "hội")) == ["thợ rèn"]
    assert found("pattern", body, pattern="thợ rèn", unless_after=("báo cáo", "hội các")) == []


@pytest.mark.parametrize(
    ("body", "params", "expected"),
    [
        ("1. Việc.", {"phrases": ("khẩu hiệu chung",)}, ["KẾ HOẠCH"]),
        ("1. Treo KHẨU HIỆU  CHUNG.", {"phrases": ("khẩu hiệu chung",)}, []),
        ("1. Số 12-AB.", {"pattern": r"\d+-AB"}, []),
        ("1. Việc.", {"phrases": ("khẩu hiệu",), "part": "recipients"}, ["Nơi nhận:"]),
    ],
)
def test_required(body, params, expected):
    assert found("required", body, **params) == expected


def test_required_in_each_fact():
    assert found("required", "1. Việc.", "section", {"level": 1, "role": ["tasks", "budget"]}, phrases=("kinh phí",)) == [
        "II. NỘI DUNG, NHIỆM VỤ"
    ]


def test_substitution_keeps_capitals():
    doc = document("1. Tại bộ phận một cửa, Bộ phận một cửa, BỘ PHẬN MỘT CỬA, Trung tâm.")
    hits = list(CHECKS["substitution"](doc, swap={"bộ phận một cửa": "trung tâm hành chính"}))
    assert [hit.fixes[0].edits[0].new for hit in hits] == ["trung tâm hành chính", "Trung tâm hành chính", "TRUNG TÂM HÀNH CHÍNH"]


def test_substitution_tells_the_longest_and_leaves_what_is_right_already():
    doc = document("1. Tại một cửa, bộ phận một cửa; văn nghệ, văn nghệ  quần chúng, Văn nghệ quần chúng.")
    swap = {"một cửa": "bộ phận một cửa", "bộ phận một cửa": "Trung tâm", "văn nghệ": "văn nghệ quần chúng"}
    hits = [(doc.words(hit.span), hit.args["expected"]) for hit in CHECKS["substitution"](doc, swap=swap)]
    assert sorted(hits) == [("bộ phận một cửa", "Trung tâm"), ("một cửa", "bộ phận một cửa"), ("văn nghệ", "văn nghệ quần chúng")]


def test_pattern():
    doc = document("1. Mã AB-12, ab-13, mã CD-1.")
    (hit,) = CHECKS["pattern"](doc, pattern=r"(?P<letters>[A-Z]{2})-(?P<number>\d\d)", replacement=r"\g<letters>.\2", group=2)
    assert doc.text[hit.span.start : hit.span.end] == "12" and hit.args == {"letters": "AB", "number": "12", "expected": "AB.12"}
    assert found("pattern", "1. Mã AB-12, ab-13.", pattern=r"ab-\d\d", lower=True) == ["AB-12", "ab-13"]
    assert found("pattern", "1. Mã AB-12.", pattern=r"AB-\d\d", literal="AC-") == []


TABLE = "| TT | Việc | Số |\n|---|---|---|\n| 1 | Họp | 10 |\n| 2 | Tập huấn | 20 |\n| 4 | họp | 30 |"


@pytest.mark.parametrize(
    ("name", "where", "params", "expected"),
    [
        ("each", {"heading": "Việc"}, {}, ["Họp", "Tập huấn", "họp"]),
        ("each", {"heading": {"not": ["Việc", "Số"]}}, {}, ["1", "2", "4"]),
        ("each", {"heading": {"matches": "^S"}, "row": {"above": 1, "below": 3}}, {}, ["20"]),
        ("count", {"heading": "Việc"}, {"least": 4}, ["KẾ HOẠCH"]),
        ("count", {"heading": "Việc"}, {"least": 1, "most": 2}, ["họp"]),
        ("one_of", {"heading": "Việc"}, {"values": ("HỌP",)}, ["Tập huấn"]),
        ("one_of", {"heading": "Việc"}, {"values": ("Họp",), "case": True}, ["Tập huấn", "họp"]),
        ("one_of", {"heading": "Việc"}, {"registry": "document_types"}, ["Họp", "Tập huấn", "họp"]),
        ("matches", {"heading": "Số"}, {"pattern": "[12]0"}, ["30"]),
        ("compare", {"heading": "TT"}, {"field": "row", "op": "<", "value": 3}, ["4"]),
        ("compare", {"heading": "TT"}, {"field": "row", "op": "==", "other": "column"}, ["1", "2", "4"]),
        ("compare", {"heading": "TT"}, {"field": "heading", "op": "<", "value": 3}, []),
        ("unique", {"heading": "Việc"}, {}, ["họp"]),
        ("unique", {"heading": "Việc"}, {"case": True}, []),
        ("sequence", {"heading": "TT"}, {"field": "text"}, ["4"]),
        ("sequence", {"heading": "TT"}, {"field": "text", "start": 0}, ["1", "4"]),
        ("sequence", {"heading": "Số"}, {"field": "text", "step": 10}, []),
        ("length", {"heading": "Việc"}, {"most": 1}, ["Tập huấn"]),
        ("length", {"heading": "Việc"}, {"most": 3, "unit": "characters"}, ["Tập huấn"]),
        ("consistent", {"heading": "Việc"}, {"case": False, "by": "heading"}, ["Tập huấn"]),
    ],
)
def test_checks_on_facts(name, where, params, expected):
    assert found(name, TABLE, "cell", where, **params) == expected


def test_dates_are_compared_with_the_plan_and_with_days():
    body = "1. Xong trước ngày 30/9/2026.\n\n2. Việc của ngày 01/02/2020."
    late = {"field": "value", "op": ">=", "to": "plan_date"}
    assert found("compare", body, "date", {"owner": {"is": None}, "section.role": "tasks"}, **late) == ["ngày 01/02/2020"]
    before = {"field": "value", "op": "<", "value": "2026-01-01"}
    assert found("compare", body, "date", {"owner": {"is": None}, "section.role": "tasks"}, **before) == ["ngày 30/9/2026"]
