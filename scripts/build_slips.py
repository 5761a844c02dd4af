"""Counts of neighbouring syllables → rules/registry/slips.yaml: words of two syllables, and what they become by one slip.

    python scripts/build_slips.py counts.tsv.xz [words.txt]

The words: pairs that stand together far more often than by chance. The slips: the sounds that are taken for one another (s/x,
tr/ch, d/gi/r, l/n, n/ng, c/t, hỏi/ngã), and for the compounds of the registries one mark, one letter; each a syllable that is in
use. A slip is kept where the pair is not in use (fewer than 5 times in tens of millions of words), where chance alone would
hardly have set the two side by side, or so often that they shun each other, and where the evidence of the rule does not see it
without the list.

`words.txt` has the words of a dictionary, one a line: those of two syllables that law seldom has ('giết mổ') count as words where
they are seen a few times, and for them the first sound and hỏi/ngã are taken for others, whether a syllable in use comes of it or
not. What the dictionary has is no slip.
"""

from __future__ import annotations

import pathlib
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.families.wording.pairs import bare, one_placement  # noqa: E402
from checker.language.compounds import one_word  # noqa: E402
from checker.language.phrases import read_phrases  # noqa: E402
from checker.language.sounds import first_sounds, one_letter, sounds  # noqa: E402
from checker.language.syllables import Syllables  # noqa: E402
from checker.rules.registries import Law  # noqa: E402
from scripts.build_syllable_pairs import read  # noqa: E402

OUT = HERE / "rules" / "registry" / "slips.yaml"
MOST = 30000
WORDS = ((200, 15), (50, 80))  # how often a word is seen at least, and how many times more often than by chance
OFTEN = {0.5: 50, 0.1: 1000}  # how often a word is seen at least that has a mark, a letter wrong: others lose a sound only
CHANCE, SHUN = 0.5, 30  # times that the wrong pair would be seen if words stood at random: no more, or at least
SURE = 5  # times as many where a sound is taken for another
SELDOM = (20, 5)  # the same of a word of the dictionary
KNOWN, HEARD = 300, 30  # times that a syllable is seen which a slip gives; where a sound is taken for another
HEAD = """# Từ hai âm tiết thường gặp và dạng sai một nét: âm đầu, âm cuối, thanh, dấu hay chữ cái cho ra một âm tiết có thật,
# mà cặp ấy không gặp trong {} triệu chữ văn bản hành chính. Làm bằng scripts/build_slips.py; “đúng: sai, sai”.
registry: slips
basis: {{document: "Thông lệ chính tả", place: "đếm âm tiết đứng cạnh nhau trong văn bản hành chính"}}
slips: >-
"""


def slips(word: str, families: dict[str, list[str]], known: set[str], heard: set[str]) -> Iterator[tuple[str, float]]:
    """The syllables in use that are one slip from a word, each with how likely the slip is."""
    near = set(sounds(word)) & heard
    yield from ((one, 1.0) for one in near)
    yield from ((one, 0.5) for one in families.get(bare(word), ()) if one not in near)
    yield from ((one, 0.1) for one in one_letter(word) & known - near)


def main(path: str, dictionary: str = "") -> None:
    """Read the counts, write the table."""
    alone, pairs = read(path)
    total = sum(alone.values())
    known = {word for word, count in alone.items() if count >= KNOWN and len(word) > 1}
    heard = {word for word, count in alone.items() if count >= HEARD and len(word) > 1}
    families: dict[str, list[str]] = {}
    for word in known:
        families.setdefault(bare(word), []).append(word)
    best: Counter = Counter()
    listed = compounds()
    for first, second, often in words_of(alone, pairs, total, listed):
        bond = often * total / (alone[first] * alone[second])
        for at, own in ((0, first), (1, second)):
            for one, weight in slips(own, families, known, heard):
                wrong = (one, second) if at == 0 else (first, one)
                by_chance = alone[wrong[0]] * alone[wrong[1]] / total
                low, high = (CHANCE * SURE, SHUN) if weight == 1 else (CHANCE, SHUN * 2)
                if one == own or one_word(one, own) or wrong in pairs or low < by_chance < high:
                    continue
                if (
                    weight < 1
                    and (often < OFTEN[weight] or f"{first} {second}" not in listed)
                    or " ".join(wrong).isascii()
                    or " ".join(wrong) in listed
                ):
                    continue
                if bare(one) == bare(own) and often >= 500 and bond >= 50:
                    continue  # seen by evidence
                best[f"{first} {second}", " ".join(wrong)] = max(best[f"{first} {second}", " ".join(wrong)], int(often * weight))
    for wrong, (right, often) in of_dictionary(dictionary, alone, pairs) if dictionary else ():
        best[right, wrong] = max(best[right, wrong], often)
    write(best, round(total / 1e6))


def odd(own: str, other: str) -> bool:
    """Whether hardly anybody takes one first sound for the other: 'v' for 'd', 'r' for 'gi'."""
    return "v" in (own[0], other[0]) or own.startswith("r") and other.startswith("gi")


def of_dictionary(path: str, alone: Counter, pairs: Counter) -> Iterator[tuple[str, tuple[str, int]]]:
    """The slips of the words of a dictionary that law seldom has: the wrong pair, the right one and how often it is seen."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").lower().splitlines()
    phrases = [[one_placement(word) for word in re.split(r"[\s-]+", line.strip())] for line in lines]
    words = {tuple(phrase) for phrase in phrases if len(phrase) == 2}
    right = {pair for phrase in phrases for pair in zip(phrase, phrase[1:])}  # noqa: B905
    total, knows = sum(alone.values()), Syllables(Law()["syllables"]).knows
    for (first, second), often in pairs.items():
        by_chance = alone[first] * alone[second] / total
        bond = SELDOM[1] if (first, second) in words else SELDOM[1] * 2
        if (first, second) not in right or often < max(SELDOM[0], bond * by_chance) or min(len(first), len(second)) < 2:
            continue
        for at, own in ((0, first), (1, second)):
            for one in {one_placement(other) for other in first_sounds(own) if knows(other) and not odd(own, other)} - {own}:
                wrong = (one, second) if at == 0 else (first, one)
                chance = alone[wrong[0]] * alone[wrong[1]] / total
                if wrong in pairs or wrong in right or one_word(one, own) or CHANCE * SURE < chance < SHUN:
                    continue
                if not " ".join(wrong).isascii():
                    yield " ".join(wrong), (f"{first} {second}", often)


def compounds() -> set[str]:
    """The compounds of the registry, and the right words of the list that is made by hand."""
    law = Law()
    listed = set(law["compounds"]["compounds"].replace("\n", " ").split(", "))
    return listed | {phrase.right.lower() for line in law["confusables"]["pairs"] for phrase in read_phrases(line)}


def words_of(alone: Counter, pairs: Counter, total: int, listed: set[str]) -> Iterator[tuple[str, str, int]]:
    """The pairs that are words: those that nearly always stand together, and the compounds, however seldom they are seen."""
    for (first, second), often in pairs.items():
        by_chance = alone[first] * alone[second] / total
        known = f"{first} {second}" in listed or any(often >= max(seen, bond * by_chance) for seen, bond in WORDS)
        if by_chance and known:
            yield first, second, often


def write(best: Counter, millions: int) -> None:
    """The likeliest slips, by their right words; a wrong pair that two words could mean is left out."""
    meant = Counter(wrong for _, wrong in best)
    table: dict[str, list[str]] = {}
    for right, wrong in [pair for pair, _ in best.most_common() if meant[pair[1]] == 1][:MOST]:
        table.setdefault(right, []).append(wrong)
    words = "; ".join(f"{right}: {', '.join(sorted(wrong))}" for right, wrong in sorted(table.items()))
    body = textwrap.fill(words, 128, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    OUT.write_text(HEAD.format(millions) + body + "\n", encoding="utf-8")
    print(sum(map(len, table.values())), "slips of", len(table), "words;", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
