"""Plans and packs of a wanted size, made of the samples."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from tests.conftest import ROOT

_SAMPLES = ROOT / "samples"
_MODEL = _SAMPLES / "good" / "tinh-nguoi-cao-tuoi.md"

# What most lines of real plans are: prose about the work, with an agency now and then and hardly a date.
_PROSE = Path(__file__).with_name("prose.txt")


def _paragraphs() -> list[str]:
    """The paragraphs of all samples that are sentences: full of citations, dates and agencies."""
    return [
        line.strip("#* ")
        for path in sorted(_SAMPLES.rglob("*.txt"))
        for line in path.read_text("utf-8").split("\n")
        if len(line) > 90 and "|" not in line
    ]


def usual_plan(size: int) -> str:
    """A plan of about `size` bytes with facts as dense as in real plans, where beside a paragraph of citations and dates stand
    two of plain prose."""
    prose = cycle(_PROSE.read_text("utf-8").splitlines())
    return _lengthened([line for dense in _paragraphs() for line in (dense, *islice(prose, 2))], size)


def dense_plan(size: int) -> str:
    """A plan of about `size` bytes, its every paragraph full of citations and dates: five times the dates of real plans."""
    return _lengthened(_paragraphs(), size)


def _lengthened(paragraphs: list[str], size: int) -> str:
    """A sample with the paragraphs as further numbered tasks, again and again until it is of about `size` bytes."""
    text = _MODEL.read_text("utf-8")
    at = text.index("\n", text.index("II")) + 1
    extra: list[str] = []
    length = len(text.encode())
    number = 0
    while length < size:
        line = f"- {paragraphs[number % len(paragraphs)].lstrip('-+0123456789.) ')}\n\n"
        if number % 8 == 0:
            line = f"{number // 8 + 1}. Nhóm nhiệm vụ {number // 8 + 1}\n\n" + line
        extra.append(line)
        length += len(line.encode())
        number += 1
    return text[:at] + "\n" + "".join(extra) + text[at:]


def generic_pack(count: int) -> str:
    """A pack of `count` generic rules as an office's script would write them."""
    kinds = (
        "check: forbidden\n    params: {{phrases: [từ cấm số {n}, cụm từ {n} không dùng, viết sai {n}]}}",
        "check: substitution\n    params: {{swap: {{tên cũ {n}: tên mới {n}, cơ quan {n} cũ: cơ quan {n} mới}}}}",
        'check: pattern\n    params: {{pattern: "mã hiệu {n}-\\\\d{{2,4}}"}}',
        "check: required\n    params: {{phrases: [khẩu hiệu {n}, ủy ban nhân dân]}}",
        'on: citation\n    where: {{normal: "{n}/2010/QH12"}}\n    check: each',
    )
    rules = "".join(
        f"""
  - code: ZZ{n:03}
    name: generic-rule-{n}
    title: {{vi: "Quy tắc {n}", en: "Rule {n}"}}
    severity: info
    {kinds[n % len(kinds)].format(n=n)}
    message: {{vi: "“{{found}}”: sửa theo quy tắc {n}.", en: "“{{found}}”: see rule {n}."}}
    why: {{vi: "Quy định của cơ quan.", en: "The office says so."}}
    basis: {{document: "Quy chế {n}", place: "Điều {n}"}}
    examples:
      bad: [{{text: "1. Ví dụ sai {n}."}}]
      good: [{{text: "1. Ví dụ đúng {n}."}}]
"""
        for n in range(count)
    )
    return f'pack: {{name: zz, version: "1.0"}}\nrules:\n{rules}'
