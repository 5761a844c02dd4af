"""Recipients and signature in every layout that real files have."""

from __future__ import annotations

import pytest
import yaml

from checker.outline.read import read_plan
from checker.source.text import Source
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "tail.yaml").read_text(encoding="utf-8"))
BODY = """ỦY BAN NHÂN DÂN XÃ TÂN PHÚ

KẾ HOẠCH
Chăm sóc người cao tuổi năm 2026

Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Nâng cao chất lượng chăm sóc người cao tuổi.

II. TỔ CHỨC THỰC HIỆN

1. Trạm Y tế xã chủ trì, tham mưu tổ chức thực hiện.

Trên đây là Kế hoạch chăm sóc người cao tuổi năm 2026 của xã./.

"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tail(case):
    source = Source("plan.txt", BODY + case["text"])
    plan = read_plan(source)
    signature = plan.signature
    read = {
        "recipients": [source.words(line) for line in plan.recipients.lines] if plan.recipients else None,
        "authority": [source.words(line) for line in signature.authority] if signature else None,
        "position": source.words(signature.position) if signature and signature.position else None,
        "name": source.words(signature.name) if signature and signature.name else None,
        "extra": [source.words(line) for line in signature.extra] if signature else None,
        "appendices": [source.text[s.start :].split("\n")[0] for s in plan.appendices],
    }
    assert {name: read[name] for name in case["expect"]} == case["expect"]
    assert source.words(plan.closing).endswith("của xã./.")
    assert [s.label for s in plan.sections] == ["I", "II"]


@pytest.mark.parametrize(
    "cell",
    [
        "**GIÁM ĐỐC**<br><br>*(Đã ký)*<br><br>**Trần Văn Giám**",
        "**GIÁM ĐỐC** (Đã ký) **Trần Văn Giám**",
        "**GIÁM ĐỐC**<br>(Đã ký và đóng dấu) Trần Văn Giám",
    ],
)
def test_a_name_behind_the_note_of_a_copy(cell):
    plan = read_plan(Source("a.md", f"KẾ HOẠCH\nA\n\nI. B\n\nC./.\n\n| Nơi nhận:<br>- Lưu: VT. | {cell} |\n|---|---|\n"))
    assert plan.source.words(plan.signature.name) == "Trần Văn Giám"


def test_recipients_in_the_rows_below_their_title():
    tail = "|Nơi nhận:          DUYỆT LÃNH ĐẠO  | TRƯỞNG PHÒNG |\n|Ban Giám đốc;  |  |\n|Lưu tại phòng  |  |\n"
    plan = read_plan(Source("a.txt", f"KẾ HOẠCH\nA\n\nI. B\n\nC./.\n\n{tail}"))
    assert [plan.source.words(line) for line in plan.recipients.lines] == ["Ban Giám đốc;", "Lưu tại phòng"]
    assert plan.source.words(plan.signature.position) == "TRƯỞNG PHÒNG"


@pytest.mark.parametrize("rule", ["|---|---|", "|---|:-:|", "| :--- | ---: |"])
def test_a_tail_whose_titles_head_a_markdown_table(rule):
    below = "| - Như trên;<br>- Lưu: VT. | **PHÓ CHỦ TỊCH**<br><br>**Ngô Văn Thịnh** |\n"
    text = f"KẾ HOẠCH\nA\n\nI. B\n\nC./.\n\n| ***Nơi nhận:*** | **KT. CHỦ TỊCH** |\n{rule}\n{below}"
    plan = read_plan(Source("a.md", text))
    words = plan.source.words
    assert [words(item) for item in plan.recipients.lines] == ["- Như trên;", "- Lưu: VT."]
    assert words(plan.signature.name) == "Ngô Văn Thịnh"


def test_recipients_go_on_where_only_a_tab_stands_behind_them():
    text = (
        "KẾ HOẠCH\nTrồng cây\n\nI. NỘI DUNG\n\n- Trồng cây./.\n\nNơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND tỉnh (b/c);\tCHỦ TỊCH\n"
        "- TT. Đảng ủy;\t\n- Các thôn;\t\n- Lưu: VT.\tLê Văn An\n"
    )
    plan = read_plan(Source("a.txt", text))
    assert [plan.source.words(line) for line in plan.recipients.lines][-1] == "- Lưu: VT."
    assert plan.source.words(plan.signature.name) == "Lê Văn An"


def test_a_name_behind_tabs_under_the_last_recipient_is_the_signer():
    text = (
        "KẾ HOẠCH\nTrồng cây\n\nI. NỘI DUNG\n\n- Trồng cây./.\n\nNơi nhận:\t\t\tGIÁM ĐỐC\n- Sở Y tế (để b/c);\n- Lưu: VT.\n"
        "\t\t\tBSCKII. Nguyễn Văn Quyết\n"
    )
    plan = read_plan(Source("a.txt", text))
    assert plan.source.words(plan.signature.name) == "BSCKII. Nguyễn Văn Quyết"
    assert len(plan.recipients.lines) == 2
