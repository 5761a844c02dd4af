"""Texts whose words are segmented → rules/words/lexicon.txt: words of two syllables, which are no slips of others.

    python scripts/build_lexicon.py TEXT [TEXT …]

In: plain text files, or folders of them, in which '_' stands between the syllables of a word ('ân_hận'), of newspapers or books.
Out: the words in small letters that were seen ten times or more, and the neighbours inside longer ones ('chiến_đấu_cơ'). What is
one slip from a word that is seen fifty times as often is left out: writers of newspapers misspell too.
"""

from __future__ import annotations

import pathlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.families.wording.pairs import bare  # noqa: E402
from checker.language.compounds import one_word  # noqa: E402
from checker.language.letters import one_placement  # noqa: E402
from checker.language.sounds import sounds  # noqa: E402
from checker.language.syllables import Syllables  # noqa: E402
from checker.rules.registries import Law  # noqa: E402
from scripts.count_syllables import files  # noqa: E402

OUT = HERE / "rules" / "words" / "lexicon.txt"
LEAST, MORE = 10, 50
HEAD = "# Từ hai âm tiết của báo chí, sách: âm tiết đầu, rồi các âm tiết sau. Làm bằng scripts/build_lexicon.py.\n"


def tokens(paths: Iterable[str]) -> Counter:
    """The pairs of syllables inside words in small letters."""
    knows = Syllables(Law()["syllables"]).knows
    words: Counter = Counter()
    for path in files(paths):
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                words.update(token for token in line.split() if "_" in token and token.islower())
    pairs: Counter = Counter()
    for word, times in words.items():
        parts = [one_placement(part) for part in word.split("_")]
        if all(map(knows, parts)):
            step = 2 if len(parts) == 4 else 1  # 'cơ_sở_dữ_liệu' has no word 'sở dữ'
            for at in range(0, len(parts) - 1, step):
                pairs[parts[at], parts[at + 1]] += times
    return pairs


def is_slip(pair: tuple[str, str], pairs: Counter, letters: dict[tuple[str, str], list[str]]) -> bool:
    """Whether a pair one slip away is so much more frequent that this one must be a slip of it."""
    first, second = pair
    near = [(other, second) for other in (*sounds(first), *letters["first", bare(first), second])]
    near += [(first, other) for other in (*sounds(second), *letters["second", bare(second), first])]
    return any(
        pairs[other] >= MORE * pairs[pair] and not (one_word(other[0], first) and one_word(other[1], second)) for other in near
    )


def main(*paths: str) -> None:
    """Count the words, write the list."""
    pairs = tokens(paths)
    letters: defaultdict[tuple, list[str]] = defaultdict(list)
    for first, second in pairs:
        letters["first", bare(first), second].append(first)
        letters["second", bare(second), first].append(second)
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for pair, times in sorted(pairs.items()):
        if times >= LEAST and not is_slip(pair, pairs, letters):
            rows[pair[0]].append(pair[1])
    OUT.write_text(HEAD + "".join(f"{first} {' '.join(seconds)}\n" for first, seconds in rows.items()), encoding="utf-8")
    print(sum(map(len, rows.values())), "words,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
