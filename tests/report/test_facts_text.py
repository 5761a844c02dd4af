"""`facts --format text`: tables that a person reads."""

from __future__ import annotations

from checker.cli import main as cli
from tests.plans import plan_with

TASK = "1. Phòng Văn hóa - Xã hội chủ trì họp thôn theo Kế hoạch số 346/KH-UBND ngày 01/3/2025, báo cáo trước ngày 01/6/2026."
MONEY = "III. KINH PHÍ\n\nTổng kinh phí: 16.000.000 đồng, gồm:\n\n- In tài liệu: 10.000.000 đồng;\n- Nước uống: 5.000.000 đồng.\n"


def told(folder, capsys, *words: str) -> list[list[str]]:
    plan = folder / "kế hoạch.txt"
    plan.write_text(plan_with(TASK).replace("Nơi nhận", MONEY + "\nNơi nhận", 1), "utf-8")
    assert cli.main(["facts", "--format", "text", *words, str(plan)]) == 0
    return [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_what_was_read_stands_beside_the_words(tmp_path, capsys):
    lines = told(tmp_path, capsys)
    rows = {tuple(line[1].split("  ", 1)[0:1]): line[1] for line in lines if len(line) > 1}
    text = "\n".join(" ".join(" ".join(line).split()) for line in lines)
    assert "Kế hoạch số 346/KH-UBND ngày 01/3/2025 Kế hoạch 346/KH-UBND · 01/03/2025" in text, text
    assert "trước ngày 01/6/2026 01/06/2026" in text and "hạn 01/06/2026" in text and "Phòng Văn hóa - Xã hội · " in text
    assert "16.000.000 · cộng 15.000.000 · lệch" in text and "Số, ký hiệu" in text and "Nhiệm vụ (" in text and rows
    assert "{" not in text and "None" not in text and "[" not in text


def test_in_english_too(tmp_path, capsys):
    text = "\n".join(" ".join(" ".join(line).split()) for line in told(tmp_path, capsys, "--lang", "en"))
    assert "Citations (" in text and "16.000.000 · sum 15.000.000 · off" in text and "Viện dẫn (" not in text


def test_a_file_that_cannot_be_read(tmp_path, capsys):
    assert cli.main(["facts", "--format", "text", str(tmp_path / "không.txt")]) == 2
    assert "không có tệp này" in capsys.readouterr().out
