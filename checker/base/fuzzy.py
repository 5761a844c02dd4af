"""The one door to rapidfuzz, imported only when something is left to compare."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


def best(word: str, choices: Collection[str], cutoff: float) -> tuple[str, float] | None:
    """The choice most like `word` and its score (0-100, Indel ratio), or None below `cutoff`. Ties: the first one."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=cutoff)
    return (found[0], found[1]) if found else None


def ratio(one: str, other: str, cutoff: float = 0.0) -> float:
    """How alike two strings are (0-100, Indel ratio); 0 below `cutoff`."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=cutoff)


def one_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two different words are one slip apart: one character (or item) wrong, missing, too many, or swapped with its
    neighbour. What differs stands between the common beginning and the common end; importing rapidfuzz would take longer."""
    short, long = sorted((len(one), len(other)))
    if long - short > 1:
        return False
    start = 0
    while start < short and one[start] == other[start]:
        start += 1
    end = 0
    while end < short - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) == len(right) == 2:
        return left[0] == right[1] and left[1] == right[0]
    return max(len(left), len(right)) == 1


def changes(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The edits from `one` to `other`: (replace | delete | insert, start, end, other start, other end), in order."""
    from rapidfuzz.distance import Levenshtein

    return [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(one, other)
        if op.tag != "equal"
    ]


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was probably meant to be (case does not count), or None."""
    by_fold = {choice.casefold(): choice for choice in sorted(choices)}
    found = best(word.casefold(), list(by_fold), cutoff=60.0)
    return by_fold[found[0]] if found else None


def hint(word: str, choices: Iterable[str]) -> tuple[str, str]:
    """What a message goes on with to tell which choice was probably meant, in Vietnamese and English; ('', '') for none."""
    meant = did_you_mean(word, choices)
    return (f"; có phải “{meant}”?", f"; did you mean “{meant}”?") if meant else ("", "")
