"""Plans and packs of a wanted size, made of the samples."""

from __future__ import annotations

from tests.conftest import ROOT

_SAMPLES = ROOT / "samples"
_MODEL = _SAMPLES / "good" / "tinh-nguoi-cao-tuoi.md"


def long_plan(size: int) -> str:
    """A plan of about `size` bytes: a sample with the paragraphs of all samples as further numbered tasks."""
    text = _MODEL.read_text("utf-8")
    paragraphs = [
        line.strip("#* ") for path in sorted(_SAMPLES.rglob("*.txt")) for line in path.read_text("utf-8").split("\n")
        if len(line) > 90 and "|" not in line
    ]
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
        "check: pattern\n    params: {{pattern: \"mã hiệu {n}-\\\\d{{2,4}}\"}}",
        "check: required\n    params: {{phrases: [khẩu hiệu {n}, ủy ban nhân dân]}}",
        "on: citation\n    where: {{normal: \"{n}/2010/QH12\"}}\n    check: each",
    )
    rules = "".join(f"""
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
""" for n in range(count))
    return f'pack: {{name: zz, version: "1.0"}}\nrules:\n{rules}'
