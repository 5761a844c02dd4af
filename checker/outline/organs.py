"""Names of issuing organs: which words begin one, how lines of a header belong together, capitals → sentence case."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern, words

# 'PHÒNG, CHỐNG …', 'HỘI NHẬP …' go on with the name above; they are no office and no association.
_HEAD = pattern("outline", r"(?!{{^no_organ_heads}})(?:{{^organ_heads}})(?!\w)", gap=" ")
_PLACE_CAPS = pattern("outline", r"(?:{{^places}}|TP\.?|THÔN)(?!\w)", gap=" ")
# In a flattened cell: the organ below begins where, after a place, one of these heads stands.
_LOWER_ORGAN = pattern("outline", r"(?<=\w)\s+(?!{{^no_organ_heads}})(?=(?:{{^lower_organs}})(?!\w))", gap=" ")
_ABBREVIATION = re.compile(r"(?:[BCDĐGHKLMNPQRSTVX0-9&]{2,}|[IVX]+|UBND|ĐH|GD&ĐT)\Z")  # capitals without a vowel

_SHORT = re.compile(r"\bTP\.?(?=\s)|\b(?!TP\b)\w+")


def begins_organ(words: str) -> bool:
    """Whether a line in capitals begins with a word that names a kind of organ."""
    return _HEAD.match(words) is not None


def organ_lines(lines: list[str]) -> list[list[int]]:
    """Indices of header lines that name one organ together, from the highest organ down.

    A line goes on with the organ above when it names a place, or no organ at all ('BAN CHỈ ĐẠO' / 'CÔNG TÁC DÂN SỐ'), or ends
    the words that name the kind of organ ('ỦY' / 'BAN NHÂN DÂN').
    """
    groups: list[list[int]] = []
    for at, line in enumerate(lines):
        above = lines[at - 1].rstrip() if at else ""
        torn = bool(above) and not begins_organ(above) and begins_organ(f"{above} {line}")
        runs_on = bool(groups) and (
            torn or not begins_organ(line) or line.startswith(("VÀ ", "-")) or above.endswith((" VÀ", "-", ","))
        )
        if runs_on:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def split_flat(words: str) -> list[str]:
    """The organs of a header cell that was flattened to one line: 'UBND TỈNH X SỞ Y TẾ' → two."""
    cut = _PLACE_CAPS.search(words)
    if not cut:
        return [words]
    lower = _LOWER_ORGAN.search(words, cut.end())
    return [words[: lower.start()], words[lower.end() :]] if lower else [words]


def sentence_case(name: str) -> str:
    """An organ's name as a sentence writes it: 'UBND TỈNH LẠNG SƠN' → 'Ủy ban nhân dân tỉnh Lạng Sơn'."""
    caps = " ".join(name.split())
    letters = [c for c in caps if c.isalpha()]
    shouting = sum(map(str.isupper, letters)) > 0.7 * max(1, len(letters))
    full = dict(line.split(": ") for line in words("outline", "expansions"))

    def expanded(short: re.Match[str]) -> str:
        found = full.get(short[0].rstrip("."))
        return short[0] if found is None else found if shouting else found.capitalize()

    caps = _SHORT.sub(expanded, caps)
    if not shouting:
        return caps
    lowered = [w if _ABBREVIATION.match(w) and w not in ("BAN", "SỞ") else w.lower() for w in caps.split(" ")]
    out = _capitalise(lowered)
    for common in sorted(words("outline", "capitals"), key=len, reverse=True):
        low = common.lower()
        at = out.lower().find(low)
        while at >= 0:
            out = out[:at] + common + out[at + len(low) :]
            at = out.lower().find(low, at + len(low))
    return out[:1].upper() + out[1:]


def _capitalise(parts: list[str]) -> str:
    out: list[str] = []
    in_place = parts[0] == "trường"  # schools bear names: 'Trường THPT Cao Lãnh 2'
    nouns = [noun.split() for name in ("places", "places_below") for noun in words("outline", name)]
    fresh = True  # the next ordinary word begins the name of a field: 'Sở Y tế', 'Phòng Văn hóa - Xã hội'
    at = 0
    while at < len(parts):
        noun = next((n for n in nouns if parts[at : at + len(n)] == n), None)
        if noun == ["xã"] and parts[at + 1 : at + 2] == ["hội"]:
            noun = None  # 'Phòng Văn hóa - Xã hội' is of no commune
        if noun and at:
            out.extend(noun)
            at += len(noun)
            in_place = True
            continue
        word = parts[at]
        if in_place and word not in ("-",):
            out.append(word[:1].upper() + word[1:])
        elif word in words("outline", "small_words") or word == "-":
            out.append(word)
            fresh = True
        else:
            out.append(word[:1].upper() + word[1:] if fresh or at == 1 else word)
            fresh = word.endswith(",")
        at += 1
    return " ".join(out)


_NAMED_PLACE = pattern("outline", r"(?:{{places}}|thôn|TP\.?)\s+[^\W_]", re.IGNORECASE, gap=" ")
_PLACE = pattern("outline", r"(?:{{places}}|{{places_below}})\s+\S", gap=" ")
_ALONE = pattern("outline", r"(?:{{not_named_alone}})(?:\s+(?:{{places}}))?\Z", gap=" ")


def names_fully(name: str) -> bool:
    """Whether a name says which organ it is: not 'UBND tỉnh', 'Ban Chỉ đạo' alone."""
    low = sentence_case(name).lower()
    if _ALONE.match(low):
        return False
    if not low.startswith(words("outline", "need_a_place")):
        return True
    return bool(_PLACE.search(low)) or bool(_NAMED_PLACE.search(name))
