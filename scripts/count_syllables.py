"""A folder of texts → counts of neighbouring syllables, which the tables of CT705 are made of.

    python scripts/count_syllables.py counts.tsv.xz TEXT [TEXT …]

In: plain text files, or folders of them; the '_' that word segmenters put between the syllables of a word is a blank. Out: a line
for each first syllable: itself, its count, and "second count second count …" for the pairs that were seen more than once, the
frequent ones first. A mark, a figure or a line end parts two words: they are no pair.
"""

from __future__ import annotations

import lzma
import pathlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

LEAST = 2
RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
HEAD = '# syllable pairs: first syllable, its count, then "second count" pairs seen {} times or more; {} words\n'


def files(paths: Iterable[str]) -> Iterator[pathlib.Path]:
    """The files named, and those in the folders named."""
    for path in map(pathlib.Path, paths):
        yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def count(paths: Iterable[str]) -> tuple[Counter, Counter]:
    """The syllables, in lower case, and the pairs of neighbours."""
    alone: Counter = Counter()
    pairs: Counter = Counter()
    for path in files(paths):
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                for run in RUN.findall(line.lower().replace("_", " ")):
                    words = run.split(" ")
                    alone.update(words)
                    pairs.update(zip(words, words[1:]))  # noqa: B905 - the last has no neighbour
    return alone, pairs


def main(out: str, *paths: str) -> None:
    """Count the texts, write the counts."""
    alone, pairs = count(paths)
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for (first, second), times in pairs.most_common():
        if times < LEAST:
            break
        rows[first].append(f"{second} {times}")
    with lzma.open(out, "wt", encoding="utf-8") as file:
        file.write(HEAD.format(LEAST, sum(alone.values())))
        for word in sorted(word for word, times in alone.items() if times >= LEAST):
            file.write(f"{word}\t{alone[word]}\t{' '.join(rows[word])}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
