"""Units of money: the words for them, and what each is worth in đồng."""

from __future__ import annotations

from functools import cache

from checker.base.vocabulary import pattern, words
from checker.language.numerals import SCALES

UNIT_NAMES = {1: "đồng", 10**3: "nghìn đồng", 10**6: "triệu đồng", 10**9: "tỷ đồng"}  # as messages write them
# Behind a figure: '250 triệu', '1.000 đ'; a template of words/money.yaml.
UNIT = (
    r"(?:trăm|chục)(?=\s+(?:{{scales}}))|nghìn|ngàn|triệu|t[ỷỉ](?!\s+(?:{{not_of_units}}))|trđ|tr\.đ|tr|rưỡi|{{dong}}"
    r"|{{usd}}|{{eur}}|{{jpy}}|{{cny}}|{{krw}}"
)
UNIT_OF_CELL = r"(?:{{scales}})(?![^\W\d_])(?: đồng)?|trđ|{{dong}}"  # what a cell may hold behind its figure
_UNIT_OF_HEADING = pattern(
    "money",
    r"(?P<count>1\.?0{3}(?:\.?0{3})?)?\s*(?P<scale>{{scales}})?\s*"
    r"(?<!hợp )(?<!hội )(?<!cộng )(?<![^\W\d_])(?:đồng(?!\s+(?:chí|bộ|bào))|vnđ|vnd|₫|đ)(?![^\W\d_])"
    r"|(?P<short>trđ|tr\.đ|tr\. ?đồng|tr ?đồng)(?![^\W\d_])",
)


def unit_in(text: str) -> int | None:
    """The unit of money that lower-case words name, in đồng: '(triệu đồng)' → 1.000.000, '1.000 đ' → 1.000; None for none."""
    match = _UNIT_OF_HEADING.search(text)
    if not match:
        return None
    if match["short"]:
        return 10**6
    count = int(match["count"].replace(".", "")) if match["count"] else 1
    return count * SCALES.get(match["scale"], 1)


@cache
def currencies() -> dict[str, str]:
    """The code of each currency other than đồng by its words: 'đô la' → 'USD'."""
    return {word: code.upper() for code in ("usd", "eur", "jpy", "cny", "krw") for word in words("money", code)}
