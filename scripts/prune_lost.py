"""Texts whose words are segmented → rules/registry/lost.yaml without what those texts write with no syllable lost.

    python scripts/prune_lost.py TEXT [TEXT …]

In: plain text files, or folders of them, in which '_' stands between the syllables of a word, proofread ones. A half of a word
that stands there alone is no sign of a loss: one that does so in more than `ALONE` of its places leaves the table, the others are
silent beside the words that stand beside them there ('đáng | trách'). What ends a clause there ends one. The table only ever
shrinks.
"""

from __future__ import annotations

import pathlib
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import yaml

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.families.wording.lost import entries  # noqa: E402
from checker.language.letters import one_placement  # noqa: E402
from scripts.count_syllables import files  # noqa: E402

OUT = HERE / "rules" / "registry" / "lost.yaml"
ALONE = 0.06  # share of its places at which a half stands alone
OFTEN = 10  # times that a word stands beside it so, or that it ends a clause
SLIPS = 0.05  # share of the places behind a word at which the half alone is no slip of writers
MARKS = frozenset(",.;:)")


class Seen:
    """Of each half: its places, those where it is a word of its own, what stands around it there, and ends of clauses."""

    def __init__(self, halves: Iterable[str]):
        self._halves = frozenset(halves)
        self.places: Counter = Counter()
        self.alone: Counter = Counter()
        self.ends: Counter = Counter()
        self.before: defaultdict[str, Counter] = defaultdict(Counter)
        self.behind: defaultdict[str, Counter] = defaultdict(Counter)
        self._led: defaultdict[str, Counter] = defaultdict(Counter)  # what stands before a half, alone or not

    def read(self, line: str) -> None:
        """Take in one line of text."""
        tokens = [token.split("_") for token in line.split()]
        for at, token in enumerate(tokens):
            self.places.update(self._halves.intersection(map(one_placement, token)))
            half = one_placement(token[0])
            if half not in self._halves:
                continue
            left = one_placement(tokens[at - 1][-1].lower()) if at else ""
            self._led[half][left] += 1
            if len(token) > 1:
                continue
            self.alone[half] += 1
            right = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
            self.before[half][left] += 1
            self.behind[half][one_placement(right)] += 1
            self.ends[half] += right in MARKS

    def stands_before(self, other: str, half: str) -> bool:
        """Whether a word stands before a half that is alone; a slip of theirs is rare beside the whole word."""
        return self.before[half][other] >= max(OFTEN, self._led[half][other] * SLIPS)

    def is_free(self, half: str) -> bool:
        """Whether a half is a word of its own."""
        return self.alone[half] > ALONE * self.places[half]


def main(*paths: str) -> None:
    """Read the texts, write what is left of the table."""
    text = OUT.read_text(encoding="utf-8")
    table = yaml.safe_load(text)
    lists = {
        name: list(entries(table[name])) for name in ("lost_second", "lost_first", "drawn", "ending", "left", "right", "beside")
    }
    ends = [word.split(" ") for word in table["end"].split(", ")]
    firsts = {word[0] for name in ("lost_second", "drawn", "ending") for word, _ in lists[name]} | {first for first, _ in ends}
    seen = Seen(firsts | {word[1] for word, _ in lists["lost_first"]})
    for path in files(paths):
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                seen.read(line)
    left = {name: _pruned(name, lists[name], seen) for name in ("lost_second", "lost_first", "drawn", "ending")}
    left["left"] = _sides(lists["left"], seen, lambda half: {one for one in seen.before[half] if seen.stands_before(one, half)})
    left["right"] = _sides(lists["right"], seen, lambda half: {one for one, n in seen.behind[half].items() if n >= OFTEN})
    left["beside"] = lists["beside"]
    kept = ", ".join(" ".join(word) for word in ends if seen.ends[word[0]] < OFTEN and not seen.is_free(word[0]))
    body = {name: "; ".join(f"{' '.join(word)}: {' '.join(others)}" for word, others in rows) for name, rows in left.items()} | {
        "end": kept
    }
    order = ("lost_second", "lost_first", "drawn", "ending", "end", "left", "right", "beside")
    head = text[: text.index("lost_second: >-")]
    OUT.write_text(head + "".join(f"{name}: >-\n{_folded(body[name])}\n" for name in order), encoding="utf-8")
    print({name: len(body[name]) for name in order})


Rows = list[tuple[list[str], list[str]]]


def _pruned(name: str, rows: Rows, seen: Seen) -> Rows:
    """The words and what tells that they lost a syllable, without what was seen beside the half that is left."""
    found = []
    for word, others in rows:
        half = word[1] if name == "lost_first" else word[0]
        behind = name == "lost_second"
        kept = [one for one in others if not (seen.behind[half][one] >= OFTEN if behind else seen.stands_before(one, half))]
        if kept and not seen.is_free(half):
            found.append((word, kept))
    return found


def _sides(rows: Rows, seen: Seen, beside: Callable[[str], set[str]]) -> Rows:
    """The halves with what stands beside them where they have lost nothing."""
    return [
        (word, sorted({*others, *filter(str.isalpha, beside(word[0]))})) for word, others in rows if not seen.is_free(word[0])
    ]


def _folded(text: str) -> str:
    return textwrap.fill(text, 128, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
