"""The guide to writing rules: its packs are right, their examples pass, and its tables tell the truth."""

from __future__ import annotations

import inspect
import re

import pytest

from checker import families as checks
from checker.cli import main as cli
from checker.model.checkbook import CHECKS
from checker.model.findings import SAFETIES
from checker.rules.explain import REASON
from checker.rules.pack_examples import SLOTS
from checker.rules.pack_file import KEYS
from checker.rules.packs import load_packs
from tests.conftest import ROOT
from tests.plans import plan_with

GUIDE = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
PACKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
GENERIC = ("checker.families.generic.text", "checker.families.generic.facts")


def test_the_guide_has_five_worked_examples():
    assert len(PACKS) == 5


@pytest.mark.parametrize(
    ("pack", "body", "message"),
    [
        (PACKS[0], "1. Treo băng rôn.", "Kế hoạch chưa có khẩu hiệu “Vì sức khỏe cộng đồng, nói không với thuốc lá”."),
        (PACKS[1], "1. Niêm yết tại BỘ PHẬN\nMỘT CỬA.", "“BỘ PHẬN MỘT CỬA” là tên cũ; viết “TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG”."),
        (
            PACKS[2],
            "1. Thực hiện Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 19 tháng 02 năm 2025.",
            "“65/2025/QH15” đã được thay thế; viện dẫn Luật Tổ chức chính quyền địa phương số 72/2025/QH15.",
        ),
        (
            PACKS[3],
            "1. In tờ rơi trước ngày 30/9/2026.\n\n2. Hoàn thành việc in sổ tay trước ngày 15/01/2027.",
            "Thời hạn “trước ngày 15/01/2027” sau ngày 31/12/2026; viết “trước ngày 31/12/2026”.",
        ),
        (PACKS[4], "| STT | Việc |\n|---|---|\n| 1 | Họp |\n| 3 | In tờ rơi |", "Số thứ tự “3” phải là 2."),
    ],
)
def test_a_worked_example(pack, body, message, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "office.yaml").write_text(pack, "utf-8")
    (tmp_path / ".plancheck.yaml").write_text("packs: [office.yaml]\n", "utf-8")
    (tmp_path / "plan.txt").write_text(plan_with(body), "utf-8")
    tested = cli.main(["rules", "test", "office.yaml"]), capsys.readouterr().out
    assert tested[0] == 0, tested[1]
    cli.main(["check", "--format", "concise", "--select", re.search(r"code: (\w+)", pack)[1], "plan.txt"])
    out = capsys.readouterr().out
    assert message in out and out.count("\n") == 1


def test_every_key_and_slot_is_in_the_guide():
    for word in (*KEYS, *(slot for slot in SLOTS if "heading" not in slot and slot not in ("purpose", "tasks")), *SAFETIES):
        assert f"`{word}`" in GUIDE or f"{word}:" in GUIDE, word


def test_every_generic_check_is_in_the_guide_with_its_parameters():
    checks.import_all()
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.*?) ?\|$", GUIDE, re.MULTILINE))
    for name, function in CHECKS.items():
        if function.__module__ in GENERIC:
            parameters = [p.name for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
            assert (
                re.findall(r"\w+", rows[name])
                and set(re.findall(r"\w+", rows[name])) == set(parameters) - {"literal"}
                or (not parameters and not rows[name])
            ), name


RULES = load_packs().rules
ONLY_IN_THE_GUIDE = {"forbidden", "sequence"}  # what no built-in rule has a use for yet


def test_every_check_is_used_by_a_rule_or_by_the_guide():
    checks.import_all()
    used = {rule.check for rule in RULES}
    assert set(CHECKS) - used == ONLY_IN_THE_GUIDE
    assert set(re.findall(r"check: (\w+)", "".join(PACKS))) >= ONLY_IN_THE_GUIDE


def test_most_rules_need_no_python():
    checks.import_all()
    generic = [rule.code for rule in RULES if rule.module in GENERIC]
    assert len(generic) >= 75 and len(generic) * 2 > len(RULES)


def test_every_check_of_its_own_says_why_it_needs_an_algorithm():
    checks.import_all()
    silent = [n for n, f in CHECKS.items() if f.__module__ not in GENERIC and f"\n\n{REASON}" not in (inspect.getdoc(f) or "")]
    assert not silent
