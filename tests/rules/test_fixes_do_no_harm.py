"""A safe fix never spoils a text, held by an oracle that knows nothing of how fixes are chosen: it maps the places of the fixed
text back with difflib and compares by code, and by code and place."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from checker.base.record import replace
from checker.model.findings import FileReport
from checker.rules.fixes import MOST_TRIALS, Fixed, edited, edits_of, fix_source, offered, proven
from checker.source.text import Source, Span, Unreadable
from tests.conftest import SHARED
from tests.fuzz.oracles import spoiled
from tests.plans import clean_plan, judge, judged, plan_with, sample_files

CASES = SHARED / "cases" / "hostile" if SHARED else Path()


# -- the oracle -------------------------------------------------------------------------------------------------------


def _numbers(text: str) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))]


def assert_sound(source: Source) -> Fixed:
    """Nothing spoiled, nothing lost, and a second run changes nothing."""
    fixed = fix_source(source, judged)
    assert not spoiled(fixed)
    again = fix_source(Source(source.path, fixed.after.raw, window=fixed.after.window), judged)
    assert again.after.raw == fixed.after.raw and again.refused == fixed.refused
    assert _numbers(source.raw) == _numbers(fixed.after.raw)
    return fixed


# -- real texts -------------------------------------------------------------------------------------------------------


def _texts() -> list[Path]:
    folders = ("examples", "corpus")
    found = (
        [p for folder in folders for p in sorted((SHARED / folder).glob("*")) if p.suffix in (".txt", ".md")] if SHARED else []
    )
    return [p for p in found if p.stat().st_size < 100_000]


@pytest.mark.slow
@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.name[:24])
def test_real_texts(path):
    try:
        source = Source.from_bytes(path.name, path.read_bytes())
    except Unreadable:
        pytest.skip("no text")
    assert_sound(source)


def _examples() -> list[tuple[str, str]]:
    from checker.rules.examples import full_text

    rules = [rule for rule in judge().book.rules if rule.fix == "safe"]
    return [(f"{rule.code}-{n}", full_text(example)[0]) for rule in rules for n, example in enumerate(rule.examples)]


@pytest.mark.parametrize(("name", "text"), [pytest.param(*one, id=one[0]) for one in _examples()])
def test_examples_of_the_rules_with_safe_fixes(name, text):
    assert_sound(Source("kế hoạch.txt", text))


# -- random mutations -------------------------------------------------------------------------------------------------

_BITS = [
    "....",
    "...",
    "…",
    "./.",
    "/.",
    " ./",
    ";;",
    " ;",
    ",,",
    " ,",
    "\u00ad",
    "\u200b",
    "*   ",
    "- ",
    "+ ",
    "**",
    "\n",
    "\n\n",
    " ",
]
_BITS += [
    "(",
    ")",
    "“",
    "”",
    "Điều",
    "ngày....",
    "tháng 6",
    "05/6",
    "các các ",
    "a) ",
    "1. ",
    "I. ",
    "Số: ",
    "| ",
    "<!-- ",
    "-->",
]


def mutated(text: str, chance: random.Random) -> str:
    """The text with some bits put in, taken out or doubled, at the ends of lines more often than elsewhere."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.5 and (stop := text.find("\n", at)) >= 0:
            at = stop
        match chance.randrange(3):
            case 0:
                text = text[:at] + chance.choice(_BITS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 3) :]
            case 2:
                text = text[:at] + text[max(0, at - chance.randint(1, 60)) : at] + text[at:]
    return text


def _seeds() -> list[str]:
    body = "1. Tuyên truyền , vận động;\n\na) Rà soát danh sách (tờ rơi ), phát hành trước ngày 05/6/2026.\n\nb)Báo cáo"
    return [clean_plan(), clean_plan(body), *(p.read_text("utf-8") for p in sample_files()[:4])]


@pytest.mark.parametrize("seed", range(24))
def test_random_mutations(seed):
    chance = random.Random(seed)
    assert_sound(Source("kế hoạch.md", mutated(chance.choice(_seeds()), chance)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1400))
def test_more_random_mutations(seed):
    chance = random.Random(seed)
    texts = [*_seeds(), *(text for _, text in _examples())]
    assert_sound(Source("kế hoạch.md", mutated(chance.choice(texts), chance)))


# -- what was spoiled once --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["ngày....", "trước ngày....", "ngày......", "hết ....../.", clean_plan().rstrip() + "\n\nngày....\n"]
)
def test_a_blank_of_dots_stays_a_blank(text):
    assert "/." not in assert_sound(Source("a.md", text)).after.raw.split("Nguyễn Văn An")[-1].replace(
        "./.", "", text.count("./.")
    )


def test_the_dots_of_the_hostile_case():
    path = CASES / "tt130-dots.md"
    if not path.is_file():
        pytest.skip("no example material")
    assert not assert_sound(Source("a.md", path.read_text("utf-8"))).changed


@pytest.mark.parametrize("bullet", ["*   ", "-   ", "+  ", "•  ", "* "])
def test_a_recipient_s_bullet_takes_no_mark(bullet):
    text = clean_plan()
    at = text.index("Nơi nhận")
    wrong = text[:at] + text[at:].replace("\n- ", f"\n{bullet}").replace("ngành;", "ngành")
    after = assert_sound(Source("a.md", wrong)).after.raw
    assert not re.search(r"^[*+•-][;.]", after, re.MULTILINE)


def test_the_letter_of_an_old_code_stays():
    body = "1. Huyện M\u00adêng La nh\u00ad sau: ch\u00ada có cán bộ."
    assert assert_sound(Source("a.txt", clean_plan(body))).after.raw.count("\u00ad") == 3
    assert "\u00ad" not in assert_sound(Source("a.txt", clean_plan("1. Triển\u00ad khai kế ho\u00adạch."))).after.raw


def test_no_stop_in_the_middle_of_a_wrapped_basis():
    lines = ["Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;", "Căn cứ Quyết định số 1679/QĐ-TTg ngày 22 tháng 11 năm 2019 của"]
    lines += [
        "Thủ tướng Chính phủ về việc phê duyệt Chiến lược",
        "vì trẻ em.",
        "Ủy ban nhân dân xã Mường La ban hành Kế hoạch như sau:",
    ]
    for gap in ("\n", "\n\n"):
        assert "của\n" in assert_sound(Source("a.txt", plan_with(gap.join(lines), "opening"))).after.raw


_SPOILT = "KẾ HOẠCH\nTổ chức Tháng hành động vì trẻ em\n\nTrên đây là Kế hoạch, làm trước ngày....\n\nNơi nhận:\n- Lưu: VT."


def test_what_is_left_out_is_counted_once_and_nothing_else_is():
    text = clean_plan("1. Rà soát , tổng hợp danh sách.").rstrip() + "\n"
    plain = fix_source(Source("a.md", text), judged)
    spoilt = fix_source(Source("a.md", _SPOILT), judged)
    assert plain.mended and not plain.refused
    assert spoilt.refused == Counter(TT130=1) and not spoilt.changed


def test_a_finding_that_the_baseline_knows_must_not_become_new():
    source = Source("a.txt", clean_plan("1. Rà soát , tổng hợp danh sách."))
    after = fix_source(source, judged)
    assert after.mended
    kept = {f.code for f in after.first.findings} - set(after.mended)

    def lint(text: Source) -> FileReport:
        report = judged(text)
        mark = "known" if " ," in text.raw else "another"
        extra = replace(after.first.findings[0], code="ZZ001", fixes=(), fingerprint=mark)
        return replace(report, findings=(*report.findings, extra))

    assert fix_source(source, lint).changed
    held = fix_source(source, lint, known=lambda finding: finding.fingerprint == "known")
    assert not held.changed and held.refused and not kept & set(held.refused)


def test_the_cost_is_linear_however_many_fixes_do_harm():
    """Each of many fixes turns another finding on that stands elsewhere: not one lint for each."""
    text = clean_plan("\n\n".join(f"{n}. Rà soát , tổng hợp danh sách." for n in range(1, 61)))
    calls = []

    def lint(source: Source) -> FileReport:
        calls.append(source)
        report = judged(source)
        fixed = 60 - source.raw.count(" ,")
        extra = [replace(report.findings[0], code="ZZ001", fixes=())] * fixed if report.findings else []
        return replace(report, findings=(*report.findings, *extra))

    fix_source(Source("a.txt", text), lint)
    assert len(calls) <= 2 * MOST_TRIALS + 8


def test_edits_of_what_is_left_are_all_harmful():
    fixed = fix_source(Source("a.md", _SPOILT), judged)
    assert edits_of(offered(fixed.last.findings, fixed.after))


def test_what_a_copy_records_is_proved_too():
    source = Source("a.md", _SPOILT)
    findings = judged(source).findings
    assert list(offered(findings, source)) and proven(source, findings, judged) == []
    sound = Source("a.md", clean_plan("1. Rà soát , tổng hợp danh sách."))
    assert edited(sound, proven(sound, judged(sound).findings, judged)).raw == fix_source(sound, judged).after.raw


def test_a_fix_may_uncover_what_stood_there_unsaid():
    """“KT.CHỦ TỊCH” lacks a blank, and the line “TM.” above it: the first finding owns the words, the second comes to light."""
    text = clean_plan().replace("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "KT.CHỦ TỊCH")
    fixed = assert_sound(Source("a.txt", text))
    assert "KT. CHỦ TỊCH" in fixed.after.raw and not fixed.refused
    assert "TT143" not in {f.code for f in fixed.first.findings} and "TT143" in {f.code for f in fixed.last.findings}


def test_what_did_not_stand_there_may_not_come():
    """The same, but for the finding that comes to light: it is not at the place of the silent one."""
    text = clean_plan().replace("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "KT.CHỦ TỊCH")

    def lint(source: Source) -> FileReport:
        report = judged(source)
        return replace(report, yielded=frozenset((code, Span(0, 1)) for code, _ in report.yielded))

    assert fix_source(Source("a.txt", text), lint).refused == Counter(TT141=1)
