"""Counts of neighbouring syllables → rules/registry/slips.yaml: words of two syllables, and what they become by one slip.

    python scripts/build_slips.py counts.tsv.xz others.tsv.xz

The counts are of official texts and of others (scripts/count_syllables.py). The words: the compounds of the registries, those of
rules/words/lexicon.txt, and pairs that official texts have far more often than by chance. The slips: the sounds taken for one
another (s/x, tr/ch, d/gi/r, l/n, n/ng, c/t, hỏi/ngã), and for the compounds of the registries one mark, one letter; each a
syllable that is in use, but for first sounds and hỏi/ngã.

A slip is kept where it is likelier than that two words met: in drafts one in `RATE` of the right pair is written so (fewer, where
the pair is the edge of two words: 'lòng hồ'), which must be `SURE` times what chance gives. By chance two words meet as often as
the counts of what is free of each say ('vệ' is nearly always of 'bảo vệ'), and no more often than they were seen to in these
texts, which are proofread. What stands more than one time in `SEEN` for the right pair is its own word. And what the evidence of
the rule sees without the list is left out.
"""

from __future__ import annotations

import pathlib
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.base.record import NamedTuple  # noqa: E402
from checker.families.wording.pairs import bare  # noqa: E402
from checker.language.compounds import one_word  # noqa: E402
from checker.language.letters import one_placement  # noqa: E402
from checker.language.phrases import read_phrases  # noqa: E402
from checker.language.sounds import first_sounds, one_letter, sounds  # noqa: E402
from checker.language.syllables import Syllables  # noqa: E402
from checker.rules.registries import Law  # noqa: E402
from scripts.build_syllable_pairs import read  # noqa: E402

OUT = HERE / "rules" / "registry" / "slips.yaml"
LEXICON = HERE / "rules" / "words" / "lexicon.txt"
MOST = 30000
WORDS = ((200, 15), (50, 80))  # how often a word is seen at least in official texts, and how many times more often than by chance
END, MARK, LETTER, EDGE = (
    0.5,
    0.2,
    0.05,
    0.2,
)  # how likely such a slip is, beside a first sound or hỏi/ngã that is taken for another
OFTEN = {
    END: 0,
    MARK: 50,
    LETTER: 1000,
}  # how often a word is seen at least that has a mark, a letter wrong: others lose a sound only
RATE, SURE, SEEN = 1_000, 3, 200
BOUND = 20  # times more often than by chance: such a pair is one word
SELDOM = (20, 2)  # how often a word of the lexicon is seen at least, and how many times more often than by chance
KNOWN, HEARD = 300, 30  # times that a syllable is seen which a slip gives; where a sound is taken for another
HEAD = """# Từ hai âm tiết thường gặp và dạng sai một nét: âm đầu, âm cuối, thanh, dấu hay chữ cái cho ra một âm tiết có thật,
# mà cặp ấy hầu như không gặp trong {} triệu chữ văn bản hành chính và {} triệu chữ báo chí. Làm bằng scripts/build_slips.py;
# “đúng: sai, sai”.
registry: slips
basis: {{document: "Thông lệ chính tả", place: "đếm âm tiết đứng cạnh nhau trong văn bản hành chính và báo chí"}}
slips: >-
"""


class Counts(NamedTuple):
    """Syllables and pairs of all texts together, and how often a syllable is free of what stands behind, in front of it."""

    alone: Counter
    pairs: Counter
    total: int
    behind: Counter
    before: Counter

    def chance(self, first: str, second: str) -> float:
        """How often two words meet that are no word."""
        return min(self.behind[first] * self.before[second] / self.total, self.pairs[first, second] + 1)


def counts_of(alone: Counter, pairs: Counter) -> Counts:
    """The counts with what is free: of a syllable all but its places in words."""
    total = sum(alone.values())
    behind, before = Counter(alone), Counter(alone)
    for (first, second), times in pairs.items():
        if times * total >= BOUND * alone[first] * alone[second]:
            behind[first] -= times
            before[second] -= times
    return Counts(alone, pairs, total, +behind, +before)


def slips(word: str, families: dict[str, list[str]], known: set[str], heard: set[str]) -> Iterator[tuple[str, float]]:
    """The syllables in use that are one slip from a word, each with how likely the slip is."""
    near = set(sounds(word)) & heard
    first = set(first_sounds(word))
    yield from ((one, 1.0 if one in first else END) for one in near)
    yield from ((one, MARK) for one in families.get(bare(word), ()) if one not in near)
    yield from ((one, LETTER) for one in one_letter(word) & known - near)


def main(path: str, others: str) -> None:
    """Read the counts, write the table."""
    alone, pairs = read(path)
    more = read(others)
    both = counts_of(alone + more[0], pairs + more[1])
    known = {word for word, count in alone.items() if count >= KNOWN and len(word) > 1}
    heard = {word for word, count in alone.items() if count >= HEARD and len(word) > 1}
    families: dict[str, list[str]] = {}
    for word in known:
        families.setdefault(bare(word), []).append(word)
    best: Counter = Counter()
    listed, total = compounds(), sum(alone.values())
    words = lexicon()
    for first, second, often in words_of(alone, pairs, total, listed):
        right = f"{first} {second}"
        is_word = right in listed or (first, second) in words
        bond = often * total / (alone[first] * alone[second])
        for wrong, one, own, weight in variants(first, second, lambda word: slips(word, families, known, heard)):
            if not is_word and weight < 1 or " ".join(wrong) in listed or wrong in words:
                continue
            if not is_slip(both, (first, second), wrong, weight if is_word else EDGE):
                continue
            if weight < 1 and (often < OFTEN[weight] or right not in listed):
                continue
            if bare(one) == bare(own) and often >= 500 and bond >= 50:
                continue  # seen by evidence
            best[right, " ".join(wrong)] = max(best[right, " ".join(wrong)], int(often * weight))
    for right, wrong, often in of_words({*words, *(pair for one in listed if len(pair := tuple(one.split())) == 2)}, both):
        best[right, wrong] = max(best[right, wrong], often)
    write(best, round(total / 1e6), round(sum(more[0].values()) / 1e6))


def variants(first: str, second: str, slips_of) -> Iterator[tuple[tuple[str, str], str, str, float]]:
    """(the wrong pair, its odd word, that word as it should be, how likely the slip is) for each slip of either word."""
    for at, own in ((0, first), (1, second)):
        for one, weight in slips_of(own):
            if one != own and not one_word(one, own):
                yield ((one, second) if at == 0 else (first, one)), one, own, weight


def is_slip(counts: Counts, right: tuple[str, str], wrong: tuple[str, str], weight: float) -> bool:
    """Whether a pair is likelier a slip of the right one than two words that met."""
    often, seen = counts.pairs[right], counts.pairs[wrong]
    if " ".join(wrong).isascii() or seen * SEEN > often * weight:
        return False
    return often * weight >= RATE * SURE * counts.chance(*wrong)


def odd(own: str, other: str) -> bool:
    """Whether hardly anybody takes one first sound for the other: 'v' for 'd', 'r' for 'gi'."""
    return "v" in (own[0], other[0]) or own.startswith("r") and other.startswith("gi")


def lexicon() -> set[tuple[str, str]]:
    """The words of two syllables of rules/words/lexicon.txt."""
    rows = (line.split() for line in LEXICON.read_text(encoding="utf-8").splitlines()[1:])
    return {(first, second) for first, *seconds in rows for second in seconds}


def of_words(words: set[tuple[str, str]], counts: Counts) -> Iterator[tuple[str, str, int]]:
    """The slips of first sounds and tones, in use or not: the right pair, the wrong one, how often the right one is seen."""
    knows = Syllables(Law()["syllables"]).knows

    def heard(word: str) -> Iterator[tuple[str, float]]:
        near = {one_placement(other) for other in first_sounds(word) if knows(other) and not odd(word, other)}
        return ((one, 1.0) for one in near)

    for first, second in words:
        often = counts.pairs[first, second]
        by_chance = counts.alone[first] * counts.alone[second] / counts.total
        if often < max(SELDOM[0], SELDOM[1] * by_chance) or min(len(first), len(second)) < 2:
            continue
        for wrong, _, _, weight in variants(first, second, heard):
            if wrong not in words and is_slip(counts, (first, second), wrong, weight):
                yield f"{first} {second}", " ".join(wrong), often


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


def write(best: Counter, *millions: int) -> None:
    """The likeliest slips, by their right words; a wrong pair that two words could mean is left out."""
    meant = Counter(wrong for _, wrong in best)
    table: dict[str, list[str]] = {}
    for right, wrong in [pair for pair, _ in best.most_common() if meant[pair[1]] == 1][:MOST]:
        table.setdefault(right, []).append(wrong)
    words = "; ".join(f"{right}: {', '.join(sorted(wrong))}" for right, wrong in sorted(table.items()))
    body = textwrap.fill(words, 128, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    OUT.write_text(HEAD.format(*millions) + body + "\n", encoding="utf-8")
    print(sum(map(len, table.values())), "slips of", len(table), "words;", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
