"""Small rule packs and a plan, for the tests of the engine."""

from __future__ import annotations

from checker.rules.examples import full_text
from checker.rules.packs import Example

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


def plan(body: str = "1. Triển khai quyết liệt trước ngày 30 tháng 9 năm 2026.", slot: str = "body") -> str:
    """A clean plan with one slot filled."""
    return full_text(Example(body, (), True, slot, 1))[0]
