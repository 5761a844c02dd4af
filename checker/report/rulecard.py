"""What a rule's entry says, in one language: for the help in SARIF and the notes in HTML."""

from __future__ import annotations

from collections.abc import Mapping

from checker.record import NamedTuple


class RuleCard(NamedTuple):
    """The texts of one rule; '' where its entry gives none. `wrong` and `right` are the words of its first examples."""

    code: str
    name: str
    title: str
    why: str
    basis: str
    severity: str
    fix: str
    aliases: tuple[str, ...]
    wrong: str
    right: str


def rule_card(rules: Mapping[str, object], code: str, lang: str) -> RuleCard | None:
    """The card of the rule `code`, None for a code that no pack in force has (the tool's own)."""
    rule = rules.get(code)
    if rule is None:
        return None
    return RuleCard(
        rule.code, rule.name, _text(rule.title, lang), _text(rule.why, lang), str(rule.basis or ""), rule.severity.default,
        rule.fix, tuple(rule.aliases), _example(rule.examples, True), _example(rule.examples, False),
    )


def _text(texts: Mapping[str, str] | None, lang: str) -> str:
    return " ".join(((texts or {}).get(lang) or (texts or {}).get("vi") or "").split())


def _example(examples: tuple, bad: bool) -> str:
    return next((example.text.replace("⟦", "").replace("⟧", "").strip() for example in examples if example.bad == bad), "")
