"""The capitals of a registered name: 'Sở y tế' → 'Sở Y tế' (Decree 30/2020/NĐ-CP, Appendix II)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker import regex as re
from checker.syllables import without_marks

_WORD = re.compile(r"\w+")


def right_case(written: str, forms: Sequence[str]) -> str | None:
    """The name with the capitals of the form that it is, None where they are right or the name stands in capitals throughout."""
    if " ".join(written.split()) in forms or written.isupper():
        return None
    words = _WORD.findall(written)
    if any(len(w) > 3 and w.isupper() and w not in " ".join(forms) for w in words):
        return None
    wanted = None
    for form in forms:
        parts = _WORD.findall(form)
        if [w.lower() for w in parts if w != "và"] != [w for w in map(_new_tone(parts), words) if w != "và"]:
            continue
        right = _recase(written, parts)
        if right == written:
            return None
        wanted = wanted or right
    return wanted


def _new_tone(parts: list[str]) -> Callable[[str], str]:
    """A word → the spelling that the form has of it, where only its marks differ."""
    by_bare = {without_marks(p.lower()): p.lower() for p in parts}
    return lambda word: by_bare.get(without_marks(word.lower()), word.lower())


def _recase(written: str, parts: list[str]) -> str:
    """`written` with each word's capitals taken from `parts` in order; its own spelling, joints and 'và' stay."""
    rest = iter([p for p in parts if p != "và"])
    out, at = [], 0
    for match in _WORD.finditer(written):
        word = match.group()
        out.append(written[at:match.start()])
        if word.lower() == "và":
            out.append("và")
        else:
            part = next(rest, word)
            first = word[0].upper() if part[0].isupper() else word[0].lower()
            out.append(word if len(part) > 1 and part.isupper() else first + word[1:].lower())
        at = match.end()
    return "".join(out) + written[at:]
