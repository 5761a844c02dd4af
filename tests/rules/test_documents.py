"""A file of several documents: each is judged by its own rules, and all stand at their places in the file."""

import json
import subprocess
import sys

from checker.families.readers import Readers
from checker.report import facts
from checker.rules.documents import main_document, read_documents
from checker.source.text import Source, Span
from tests.conftest import ROOT
from tests.outline.test_parts import DATED, ISSUES, TAIL
from tests.plans import judge, judged

PLAN = """KẾ HOẠCH
Tổ chức Ngày hội đọc sách năm 2026

(Kèm theo Quyết định số 5/QĐ-UBND ngày 12 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sơn La)

I. MỤC ĐÍCH, YÊU CẦU

- Nâng cao nhận thức của Nhân dân
- Hình thành phong trào đọc sách

II. NHIỆM VỤ

1. Sở Giáo dục và Đào tạo chủ trì trưng bày sách, hoàn thành trước ngày 31/02/2026.

2. Sở Kế hoạch và Đầu tư chủ trì tặng sách.

IV. TỔ CHỨC THỰC HIỆN

Sở Giáo dục và Đào tạo chủ trì thực hiện Kế hoạch này.
"""
TEXT = DATED + ISSUES.format("Kế hoạch tổ chức Ngày hội đọc sách năm 2026") + TAIL + PLAN
START = TEXT[: TEXT.index("KẾ HOẠCH\n")].count("\n") + 1


def test_the_plan_is_judged_and_what_the_decision_carries_is_not_asked_of_it():
    report = judged(Source("a.md", TEXT))
    of_the_plan = {f.code: f for f in report.findings if f.place.line >= START}
    assert {"TH503", "CQ404", "BC204"} <= set(of_the_plan)
    assert not {code for code in of_the_plan if code.startswith(("TT10", "TT11", "TT12", "TT13", "TT14", "TT15"))}
    assert of_the_plan["TH503"].place.text == "ngày 31/02/2026"
    assert of_the_plan["TH503"].section == "II.1"
    assert TEXT[slice(*of_the_plan["TH503"].span)] == "ngày 31/02/2026"
    assert report.type == "Kế hoạch" and report.as_of == "2026-03-12"
    assert [f.place.line for f in report.findings] == sorted(f.place.line for f in report.findings)


def test_the_decision_is_judged_by_the_rules_of_every_document():
    spoiled = TEXT.replace("Độc lập - Tự do", "Độc lập – Tự do").replace("- Lưu: VT.", "- Lưu VT")
    codes = {f.code for f in judged(Source("a.md", spoiled)).findings if f.place.line < START}
    assert {"TT102", "TT152"} <= codes and "BC201" not in codes


def test_same_slip_in_both_has_two_fingerprints():
    spoiled = TEXT.replace("Điều 1. ", "Điều 1. Sở Y tê. ").replace("IV. TỔ CHỨC", "Sở Y tê.\n\nIV. TỔ CHỨC")
    found = [f for f in judged(Source("a.md", spoiled)).findings if f.place.text == "Sở Y tê"]
    assert len(found) == 2 and len({f.fingerprint for f in found}) == 2


def test_a_suppression_silences_in_its_document():
    spoiled = TEXT.replace("1. Sở Giáo", "<!-- plancheck: ignore TH503 -- trích nguyên văn -->\n1. Sở Giáo")
    report = judged(Source("a.md", spoiled))
    assert "TH503" not in {f.code for f in report.findings} and [f.code for f, _ in report.suppressed] == ["TH503"]


def test_facts_speak_of_the_plan():
    docs = read_documents(Source("a.md", TEXT), Readers(), judge().law)
    assert main_document(docs) is docs[1]
    entry = facts.file_object(docs, "a.md")
    assert entry["header"]["type"] == "Kế hoạch" and entry["header"]["date"] == "2026-03-12" and entry["header"]["number"] is None
    assert [section["label"] for section in entry["sections"]] == ["I", "II", "IV"]
    assert [task["agency"] for task in entry["tasks"]] == [
        "Sở Giáo dục và Đào tạo",
        "Sở Kế hoạch và Đầu tư",
        "Sở Giáo dục và Đào tạo",
    ]
    assert [(part["type"], part["role"]) for part in entry["documents"]] == [("Quyết định", "covering"), ("Kế hoạch", "plan")]
    assert entry["documents"][1]["line"] == START and entry["documents"][0]["header"]["number"] == "5"
    lines = TEXT.split("\n")
    for kind in ("sections", "citations", "dates", "tasks", "agencies"):
        for fact in entry[kind]:
            first = lines[fact["line"] - 1][fact["column"] - 1 :]
            assert first.startswith(fact["text"].split("\n")[0]), fact


def test_reports_show_the_whole_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    for form in ("html", "pretty", "json", "sarif"):
        run = subprocess.run(
            [sys.executable, "-m", "checker", "check", "--isolated", "--fail-on", "never", "--format", form, str(path)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        if form == "html":
            assert "Nguyễn Văn A" in run.stdout and "Hình thành phong trào đọc sách" in run.stdout
        if form == "json":
            [file] = json.loads(run.stdout)["files"]
            assert file["read"]["tasks"] == 3 and file["type"] == "Kế hoạch"


def test_blocks_of_the_merged_outline_stand_at_their_words():
    doc = judged(Source("a.md", TEXT)).document
    assert doc.source.text == TEXT
    assert [doc.words(section.heading) for section in doc.plan.sections][-3:] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NHIỆM VỤ",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]
    assert doc.words(Span(*doc.plan.header.type_span)) == "KẾ HOẠCH"
    assert all(TEXT[block.start :].lstrip("#*-> ").startswith(TEXT[block.span.start]) or block.label for block in doc.plan.blocks)
