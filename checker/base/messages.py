"""Messages: the texts of a rule filled with the arguments of a hit, as a reader of Vietnamese expects numbers and dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from checker.base import regex as re

ARGUMENT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def pick(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in Vietnamese."""
    return texts.get(lang) or texts.get("vi", "")


def fill(texts: Mapping[str, str], lang: str, args: Mapping[str, object]) -> str:
    """The text in `lang` with every `{name}` replaced by the argument in words."""
    return filled(pick(texts, lang), lang, args)


def filled(template: str, lang: str, args: Mapping[str, object]) -> str:
    """The template with every `{name}` or `{path.of.names}` replaced; '…' for what the arguments lack, never an error."""
    if "{" not in template and "}" not in template:
        return template

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0][0]
        return spoken(args[name], lang) if name in args else "…"

    return ARGUMENT.sub(word, template)


def spoken(value: object, lang: str) -> str:
    """A value as a message shows it: 1.250.000, 05/03/2026, lists with commas."""
    if isinstance(value, str):
        return value
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        grouped = f"{value:,}" if abs(value) >= 10000 else str(value)
        return grouped.replace(",", ".") if lang == "vi" else grouped
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (tuple, list, set, frozenset)):
        values = sorted(value) if isinstance(value, (set, frozenset)) else value
        return ", ".join(spoken(part, lang) for part in values)
    return str(value)


def plain(value: object) -> object:
    """A value as JSON has it: dates in ISO form, exact fractions as text."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return [plain(part) for part in sorted(value)]
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    return str(value)
