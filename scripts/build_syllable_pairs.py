"""Counts of neighbouring syllables → rules/words/syllable_pairs.txt, the table that CT705 weighs rare words with.

    python scripts/build_syllable_pairs.py counts.tsv.xz [others.tsv.xz]

In: one line for each first syllable: itself, its count, and "second count second count …", from many millions of words of
official texts, other ones than those that precision is measured on (scripts/count_syllables.py). Out: only what a slip of a mark
can be judged by: the pairs that are frequent, the rarer ones that differ from a frequent one in marks alone and so prove that
they are no slip, and rarer words that hold a syllable which could be taken for a slip beside its other neighbour ('gây | tốn
kém' for 'gây tổn').

`others` are counts of other texts (newspapers): they prove that rare words and pairs are no slips, and make nothing frequent.
"""

from __future__ import annotations

import lzma
import pathlib
import sys
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.families.wording.pairs import bare  # noqa: E402
from checker.language.letters import one_placement  # noqa: E402
from checker.language.syllables import Syllables  # noqa: E402
from checker.rules.registries import Law  # noqa: E402

OUT = HERE / "rules" / "words" / "syllable_pairs.txt"
LEAST = 5  # a pair that is seen less often proves nothing
RARER, BOND = 50, 5  # how often at least a rarer pair is seen, how many times more often than by chance
SLIPS = 400  # times that a pair stands for one slip of it in texts that are proofread
SHARE = 5  # words of other texts that count as one
SELDOM = 1000  # words that are seen less often are looked for in the other texts too
IN_USE = 30  # words that are seen less often are asked for only beside others of the same letters
FREQUENT = 200  # below this no pair speaks for a slip, whatever the parameters of the rule
HEAD = (
    "# Âm tiết đứng cạnh nhau trong {} triệu chữ văn bản hành chính: dạng không dấu, rồi mỗi âm tiết, số lần, "
    "các âm tiết hay theo sau (có dạng không dấu đứng trước) | ít theo sau.\n"
)


def main(path: str, others: str = "") -> None:
    """Read the counts, write the table."""
    alone, pairs = read(path)
    millions = round(sum(alone.values()) / 1e6)
    frequent = {pair: count for pair, count in pairs.items() if count >= FREQUENT}
    rarer = rarer_words(alone, pairs, frequent)
    heard = read(others) if others else (Counter(), Counter())
    both = with_others(pairs, words_of(heard[1], pairs), FREQUENT - 1)
    kept = frequent | rivals(both, frequent) | rarer
    OUT.write_text(HEAD.format(millions) + as_text(with_others(alone, fewer(heard[0]), SELDOM), kept), encoding="utf-8")
    print(f"{len(frequent)} frequent pairs, {len(kept) - len(frequent)} others, {OUT.stat().st_size} bytes")


def read(path: str) -> tuple[Counter, Counter]:
    """The counts of syllables and of pairs of syllables, both placements of the tone mark taken as one."""
    is_syllable = Syllables(Law()["syllables"]).is_syllable
    alone: Counter = Counter()
    pairs: Counter = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            first, count, rest = line.rstrip("\n").split("\t")
            if not is_syllable(first):
                continue
            alone[one_placement(first)] += int(count)
            words = rest.split()
            for second, times in zip(words[::2], words[1::2], strict=True):
                if is_syllable(second):
                    pairs[one_placement(first), one_placement(second)] += int(times)
    return alone, pairs


def with_others(counts: Counter, others: Counter, most: int) -> Counter:
    """The counts, and for what is seen less than `most` times those of other texts too, up to `most` together."""
    return counts | Counter({key: min(most, counts[key] + count) for key, count in others.items() if counts[key] < most})


def words_of(others: Counter, pairs: Counter) -> Counter:
    """The pairs of other texts but those that are so rare beside one of the same letters that they must be slips of it."""
    most: defaultdict[tuple, int] = defaultdict(int)
    for (first, second), count in (others + pairs).items():
        for key in ((bare(first), second), (first, bare(second), "")):
            most[key] = max(most[key], count)
    return Counter(
        {
            (first, second): count
            for (first, second), count in others.items()
            if count * SLIPS >= max(most[bare(first), second], most[first, bare(second), ""])
        }
    )


def fewer(counts: Counter) -> Counter:
    """The counts of other texts as far as they count: a misspelling that is often seen there is no word yet."""
    return Counter({word: count // SHARE for word, count in counts.items() if count >= SHARE})


def rivals(pairs: Counter, frequent: dict) -> Counter:
    """The pairs that are not frequent but have a frequent one beside them that differs in the marks of one syllable."""
    left: defaultdict[tuple, set] = defaultdict(set)
    right: defaultdict[tuple, set] = defaultdict(set)
    for first, second in frequent:
        left[bare(first), second].add(first)
        right[first, bare(second)].add(second)
    return Counter(
        {
            (first, second): count
            for (first, second), count in pairs.items()
            if (first, second) not in frequent
            and count >= LEAST
            and (left.get((bare(first), second)) or right.get((first, bare(second))))
        }
    )


def rarer_words(alone: Counter, pairs: Counter, frequent: dict) -> Counter:
    """The pairs that are not frequent but words, of which one syllable differs in marks alone from one of a frequent pair, on the
    side where that has its neighbour."""
    firsts, seconds = ({bare(pair[side]): set() for pair in frequent} for side in (0, 1))
    for first, second in frequent:
        firsts[bare(first)].add(first)
        seconds[bare(second)].add(second)
    total = sum(alone.values())
    return Counter(
        {
            (first, second): count
            for (first, second), count in pairs.items()
            if RARER <= count < FREQUENT
            and count * total >= BOND * alone[first] * alone[second]
            and (seconds.get(bare(first), {first}) - {first} or firsts.get(bare(second), {second}) - {second})
        }
    )


def as_text(alone: Counter, kept: dict) -> str:
    """One line for all syllables of the same letters: 'an<tab>an 9386 toan=toàn 5012 … | tâm 41 …<tab>án 120 …'."""
    rows: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for (first, second), count in sorted(kept.items()):
        rows[first][count < FREQUENT].append(f"{second} {count}" if count < FREQUENT else f"{bare(second)}={second} {count}")
        rows[second]  # noqa: B018 - has a row of its own
    lines: defaultdict[str, list[str]] = defaultdict(list)
    letters = {bare(other) for other in rows}
    for first in alone.keys() - rows.keys():
        if alone[first] >= IN_USE or bare(first) in letters:
            rows[first]  # noqa: B018 - it may be taken for a slip: how rare is it?
    for first, (often, seldom) in sorted(rows.items()):
        lines[bare(first)].append(" ".join([first, str(alone[first]), *often, "|", *seldom]).removesuffix(" |"))
    return "".join("\t".join([letters, *lines[letters]]) + "\n" for letters in sorted(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
