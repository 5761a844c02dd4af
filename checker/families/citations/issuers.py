"""Which body an issuer's name means: 'UBND tỉnh Cao Bằng', 'Chủ tịch Ủy ban nhân dân tỉnh' → (UBND, tỉnh, cao bằng).

Names are folded first (short and full forms, 'và', '&', commas, dashes, tone placement), so that one body has one reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache as once
from functools import lru_cache

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.language.letters import new_tone
from checker.language.words import WORD
from checker.model.citation import NOBODY, Body

_LEAD = pattern(
    "citations",
    r"(?:(?:tại )?hội nghị (?:lần thứ )?\w+(?: \w+)?? (?=ban chấp hành)|(?:phó |thứ )?(?:{{leaders}}) "
    r"(?=(?:{{led}})\b)"
    r"|(?:ban thường vụ|thường trực|ban chấp hành) (?=(?:{{with_a_bureau}})\b))",
    gap=" ",
)
_UNIT = pattern("citations", r"(?:^| )({{units}})(?= |$)(?: (.+))?", gap=" ")
_TERM = re.compile(r" (?:khóa|nhiệm kỳ|lần thứ) .*")


@lru_cache(maxsize=1024)
def fold(name: str) -> str:
    """The words of a name in one form: lower case, full words, no conjunctions and marks."""
    name = name.replace("TƯ", "trung ương")  # but not 'tư pháp', 'đầu tư'
    full = _expansions()
    folded = (new_tone(word) for word in WORD.findall(name.lower()))
    return " ".join(full.get(word, word) for word in folded if word != "và")


@once
def _expansions() -> dict[str, str]:
    return dict(line.split(": ") for line in words("citations", "expansions"))


def body_of(name: str, table: Sequence[Mapping]) -> Body:
    """The body that a name means, as far as it says it.

    `table` is `issuers` of the registry `type_issuers`: the first entry with words that begin the name.
    """
    folded = fold(name)
    while lead := _LEAD.match(folded):
        folded = folded[lead.end() :]
    folded = _TERM.sub("", folded)
    if folded.startswith("đảng bộ "):
        folded = folded.replace("đảng bộ tỉnh", "tỉnh ủy", 1).replace("đảng bộ thành phố", "thành ủy", 1)
    for entry in table:
        for begin in entry["words"]:
            if folded.startswith(begin) and folded[len(begin) : len(begin) + 1] in ("", " "):
                unit, place = (None, None) if entry.get("kind") == "central" else _place(folded[len(begin) :])
                return Body(entry["code"], unit, place)
    return NOBODY


class Bodies(dict[str, Body]):
    """Issuer → the body that it means, read once per name."""

    def __init__(self, table: Sequence[Mapping]):
        super().__init__()
        self._table = table

    def __missing__(self, name: str) -> Body:
        self[name] = body = body_of(name, self._table)
        return body


def _place(rest: str) -> tuple[str | None, str | None]:
    found = _UNIT.search(rest)
    if found:
        return found[1], (found[2] or None)
    return None, rest.strip() or None
