"""The promises of `fix`, on plans with random defects planted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.model.findings import Finding, PlacedEdit, PlacedFix
from checker.rules import fixes
from checker.rules.fixes import apply, edits_of, fix_source, keeps_meaning, keeps_promises, offered, without_overlaps
from checker.source.text import Place, Source, Span
from tests.fuzz.oracles import spoiled
from tests.plans import clean_plan, example_files, judged, plan_with, sample_files

BODY = """1. Tuyên truyền về công tác dân số

a) Biên soạn tài liệu (tờ rơi, áp phích), phát hành trước ngày 05 tháng 6 năm 2026; kinh phí 12.500.000 đồng.

b) Phối hợp với các tổ chức chính trị - xã hội tổ chức hội nghị; thời gian: quý II năm 2026.

2. Lồng ghép nội dung giáo dục giới tính, tỷ lệ đạt 32,5% theo Quyết định số 588/QĐ-TTg ngày 28 tháng 4 năm 2020 của \
Thủ tướng Chính phủ.

| STT | Nội dung | Thời gian |
|---|---|---|
| 1 | Tập huấn , hội thảo | Tháng 6 |

- Đăng tin trên https://phutho.gov.vn/tin,bai và gửi về vanphong@phutho.gov.vn; điện thoại: 02103.846.777.
"""
TEXTS = [clean_plan(BODY), clean_plan(BODY).replace("\n", "\r\n"), clean_plan(f"**{BODY.splitlines()[0]}**\n\n{BODY}")]
TEXTS += [
    path.read_bytes().decode("utf-8-sig")
    for path in [*sample_files(), *example_files("examples")]
    if path.stat().st_size < 25_000
][:8]


def _insert(new: str):
    return lambda text, at: text[:at] + new + text[at:]


def _swap(old: str, new: str):
    def plant(text: str, at: int) -> str:
        place = text.find(old, at)
        return text if place < 0 else text[:place] + new + text[place + len(old) :]

    return plant


def _decompose(text: str, at: int) -> str:
    return text[:at] + unicodedata.normalize("NFD", text[at : at + 12]) + text[at + 12 :]


DEFECTS = [
    _insert(" "),
    _insert("  "),
    _insert(","),
    _insert("."),
    _insert(" ,"),
    _insert("("),
    _insert(")"),
    _insert("“"),
    _insert("**"),
    _insert("\u200b"),
    _insert("\u00a0"),
    _insert("- "),
    _insert("\n"),
    _insert("; Làm rõ "),
    _insert(" các các "),
    _decompose,
    _swap(", ", ","),
    _swap(", ", " , "),
    _swap(" (", "("),
    _swap(" - ", "- "),
    _swap(". ", "."),
    _swap(";\n", ";;\n"),
    _swap("Đ", "Ð"),
    _swap("./.", "/."),
    _swap("TM. ", "TM."),
    _swap("lồng ghép", "lòng ghép"),
    _swap("tháng 0", "tháng "),
    _swap("05", "5"),
    _swap("Số: ", "Số "),
    _swap(";", ""),
    _swap("/", " /"),
    _swap("a)", "a )"),
    _swap("Lưu: VT", "Lưu VT"),
    _swap(".\n", "..\n"),
]


@st.composite
def damaged(draw) -> Source:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 6))):
        plant = draw(st.sampled_from(DEFECTS))
        text = plant(text, draw(st.integers(0, max(0, len(text) - 1))))
    return Source("kế hoạch.txt", text)


_FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@_FEW
@given(damaged(), st.booleans())
def test_twice_is_once_and_nothing_new(source, unsafe):
    fixed = fix_source(source, judged, unsafe)
    assert not spoiled(fixed)
    again = fix_source(fixed.after, judged, unsafe)
    assert again.after.raw == fixed.after.raw
    if not unsafe:
        numbers = [int(n) for n in re.findall(r"[0-9]+", source.raw)]
        assert [int(n) for n in re.findall(r"[0-9]+", fixed.after.raw)] == numbers


@_FEW
@given(damaged())
def test_edits_stay_inside_and_the_rest_is_untouched(source):
    choices = without_overlaps(offered(judged(source).findings, source, unsafe=True))
    edits = edits_of(choices)
    after = apply(source.raw, edits)
    done = moved = 0
    for edit in edits:
        assert done <= edit.raw.start <= edit.raw.end
        gap = source.raw[done : edit.raw.start]
        assert after[moved : moved + len(gap)] == gap
        moved += len(gap)
        assert after[moved : moved + len(edit.new)] == edit.new
        moved += len(edit.new)
        done = edit.raw.end
    assert after[moved:] == source.raw[done:]
    for choice in choices:
        assert keeps_promises(choice.finding, choice.fix, source.raw)


@pytest.mark.slow
@pytest.mark.parametrize("path", example_files("examples", "corpus"), ids=lambda path: path.name[:24])
def test_real_plans(path):
    source = Source.from_bytes(path.name, path.read_bytes())
    fixed = fix_source(source, judged)
    assert not spoiled(fixed)
    assert fix_source(fixed.after, judged).after.raw == fixed.after.raw


def test_a_clean_plan_stays():
    fixed = fix_source(Source("kế hoạch.txt", clean_plan()), judged)
    assert not fixed.changed and not fixed.rounds


# -- by hand ----------------------------------------------------------------------------------------------------------

RAW = "Ngày 5/6, hội nghị  sơ kết (lần 2)."


def finding(code: str, start: int, end: int, *edits: tuple[int, int, str], safety: str = "safe") -> Finding:
    place = Place(1, start + 1, 1, end + 1, RAW[start:end])
    placed = tuple(PlacedEdit(place, Span(a, b), new) for a, b, new in edits)
    return Finding(code, "tên", "info", "…", place, Span(start, end), None, None, (), (PlacedFix(safety, "…", placed),), {}, code)


def chosen(*findings: Finding, unsafe: bool = False) -> list[str]:
    return [choice.finding.code for choice in without_overlaps(offered(findings, Source("x", RAW), unsafe))]


def test_order_does_not_matter():
    one = finding("AA001", 0, 20, (5, 6, "05"))
    two = finding("AA002", 0, 20, (5, 6, "005"))
    three = finding("AA003", 10, 26, (19, 20, ""))
    assert chosen(one, two, three) == chosen(three, two, one) == ["AA001", "AA003"]


def test_an_edit_outside_its_finding_is_refused():
    assert chosen(finding("AA001", 0, 4, (5, 6, "05"))) == []


def test_one_edit_of_two_findings_is_made_once():
    both = [finding("AA001", 0, 20, (5, 6, "05")), finding("AA002", 0, 20, (5, 6, "05"))]
    choices = without_overlaps(offered(both, Source("x", RAW)))
    assert len(choices) == 2 and len(edits_of(choices)) == 1


def test_levels():
    unsafe = finding("AA001", 0, 20, (0, 4, "Hôm"), safety="unsafe")
    suggest = finding("AA002", 10, 20, (10, 13, "đại"), safety="suggest")
    assert chosen(unsafe, suggest) == [] and chosen(unsafe, suggest, unsafe=True) == ["AA001"]


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        ((5, 6, "05"), True),  # a leading zero
        ((5, 6, "7"), False),  # another value
        ((19, 20, ""), True),  # a blank
        ((10, 13, "HỘI"), True),  # capitals
        ((10, 13, "đại"), False),  # another word
        ((10, 13, ""), False),  # a word gone
        ((10, 10, "số "), True),  # a word come in
        ((5, 5, "1"), False),  # 15/6
        ((6, 7, " "), True),
        ((32, 33, " 2 2"), False),
    ],
)
def test_keeps_meaning(edit, kept):
    start, end, new = edit
    assert keeps_meaning(RAW, [PlacedEdit(Place(1, 1, 1, 1, ""), Span(start, end), new)]) is kept


def test_a_fix_that_brings_a_finding_is_left_out_and_the_others_are_not():
    def lint(source: Source):
        report = judged(Source("x.txt", "KẾ HOẠCH\nThử\n"))
        found = []
        if "  " in source.raw:
            found.append(finding("AA001", 0, 20, (19, 20, "")))
        if "5/6" in source.raw and "05/6" not in source.raw:
            found.append(finding("AA002", 0, 8, (5, 6, "05")))
        if "05/6" in source.raw:
            found += [finding("AA003", 0, 8), finding("AA003", 0, 9)]
        import dataclasses

        return dataclasses.replace(report, findings=tuple(found))

    fixed = fix_source(Source("x", RAW), lint)
    assert fixed.after.raw == RAW.replace("  ", " ")
    assert fixed.mended == Counter(AA001=1) and fixed.refused == Counter(AA002=1)


def test_more_fixes_than_anybody_looks_through_are_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fixes, "MOST_FIXES", 2)
    path = tmp_path / "a.txt"
    path.write_text(plan_with("1. Triển khai  công tác.\n\n2. Rà  soát.\n\n3. Báo  cáo."), "utf-8")
    before = path.read_bytes()
    assert main(["fix", "--write", "--isolated", str(path)]) == 2
    told = capsys.readouterr()
    assert "quá nhiều chỗ cần sửa" in told.err + told.out and path.read_bytes() == before
