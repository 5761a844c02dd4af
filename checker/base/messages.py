"""Messages: the texts of a rule filled with the arguments of a hit, as a reader of Vietnamese expects numbers and dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from checker.base import regex as re

ARGUMENT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
QUOTED = 80  # characters of a text that a message quotes
_ASIDE = re.compile(r"[ ]\([^(){}]*\{([^{}]+)\}[^(){}]*\)")
_NOTHING = re.compile(r"0(?:[ ]\D*)?\Z")  # '0', '0 đồng'


def pick(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in Vietnamese."""
    return texts.get(lang) or texts.get("vi", "")


def fill(texts: Mapping[str, str], lang: str, args: Mapping[str, object]) -> str:
    """The text in `lang` with every `{name}` replaced by the argument in words."""
    return filled(pick(texts, lang), lang, args)


def filled(template: str, lang: str, args: Mapping[str, object]) -> str:
    """The template with every `{name}` or `{path.of.names}` replaced; '…' for what the arguments lack, never an error.

    What stands in quotation marks is cut; an aside in brackets about nothing ('(cho phép lệch 0 đồng)') is left out.
    """
    if "{" not in template and "}" not in template:
        return template
    if " (" in template:
        template = _ASIDE.sub(lambda aside: "" if _NOTHING.match(spoken(args.get(aside[1]), lang)) else aside[0], template)

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0][0]
        if name not in args:
            return "…"
        said = spoken(args[name], lang)
        return quoted(said) if len(said) > QUOTED and _in_quotes(template, match.start()) else said

    return ARGUMENT.sub(word, template)


def _in_quotes(template: str, at: int) -> bool:
    return max(template.rfind("“", 0, at), template.rfind("‘", 0, at)) > max(
        template.rfind("”", 0, at), template.rfind("’", 0, at)
    )


def quoted(text: str) -> str:
    """A text as a message quotes it: at most 80 characters, cut at a blank where one is near, with '…' for what is left out."""
    if len(text) <= QUOTED:
        return text
    head = text[: QUOTED - 1]
    blank = head.rfind(" ", QUOTED - 16)
    return head[: blank if blank > 0 else None].rstrip(" ,;:") + "…"


def spoken(value: object, lang: str) -> str:
    """A value as a message shows it: 1.250.000, 05/02/2026 and 05/3/2026, lists with commas."""
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
        return vietnamese_day(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        values = sorted(value) if isinstance(value, (set, frozenset)) else value
        return ", ".join(spoken(part, lang) for part in values)
    return str(value)


def vietnamese_day(day: datetime.date) -> str:
    """'05/3/2026': a zero before days below 10 and months below 3 (Decree 30/2020/NĐ-CP, Appendix I, II.4)."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


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
