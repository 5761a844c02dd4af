"""Rule packs for tests: of one rule, and of a wanted size."""

from __future__ import annotations

HEAD = 'pack: {name: xx, version: "1.0"}\nrules:\n'

RULE = """
  - code: XX001
    name: no-such-word
    title: {vi: "Không viết từ này", en: "Not this word"}
    severity: warning
    check: forbidden
    params: {phrases: [quyết liệt]}
    message: {vi: "Bỏ “{found}”.", en: "Leave out “{found}”."}
    why: {vi: "Từ không đo được.", en: "It cannot be measured."}
    basis: {document: "Thông lệ soạn thảo", place: "cách dùng từ"}
    examples:
      bad:
        - {text: "1. Triển khai ⟦quyết liệt⟧ trước ngày 30 tháng 9 năm 2026."}
      good:
        - {text: "1. Triển khai kịp thời trước ngày 30 tháng 9 năm 2026."}
"""


def pack(*changes: tuple[str, str], rule: str = RULE) -> str:
    """The pack of one rule, with some words replaced."""
    text = HEAD + rule.lstrip("\n")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


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
