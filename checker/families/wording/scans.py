"""Texts that no hand typed: the output of a scan, and words that a conversion tore into letters. What rules on form, single
letters and marks would find there is the machine's."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import words
from checker.families.spots import count_lines, first_line
from checker.families.wording.words import OddWord
from checker.language.compounds import compounds, plain_compounds
from checker.language.phrases import distinct_words
from checker.language.syllables import syllables
from checker.model.document import Document
from checker.source.text import Span, legacy_encoding, occurrences

_LEAST = 8  # doubtful words of which one in so many makes a scan
_ONE_IN = 160
_LINES = 4  # over which they are spread: one strange paragraph is in another code
_WITH_MARKS = 5  # marks of a scanner and distinct doubtful words, one at least, that make one together
_MARKS_LINES, _MARKS_IN_A_LINE = 2, 3  # a line with more of them is in another code
_MARKED_ONE_IN = 500  # words of which one at least is doubtful, or a mark: fewer are the slips of a long text
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] {1,2}){5,40}[^\W\d_]{1,2}(?!\S)")
_SINGLE = re.compile(r" [^\W\d_] {1,2}[^\W\d_] ")  # stands in each such run, and is quick to search for
_FACTORS = 2  # signs 'x' between letters that make a product
_SPACED_RUNS = 2  # one alone is a title that somebody spaced out


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that looks like the output of a scan: how many doubtful words it has among all its words. `kind` is 'scan', or
    'spaced' where words stand as single letters ('C H Ủ T Ị C H'); then `span` is the first of them, else the first line."""

    span: Span
    kind: str
    doubtful: int
    words: int


def read_scans(doc: Document) -> tuple[Scan, ...]:
    """One fact where the text is the output of a scan or of a conversion that tore its words; none where it is typed."""
    lower = doc.source.lower
    count = lower.count(" ") + lower.count("\n") + 1
    runs = [Span(*run.span()) for run in _spaced(doc.text)] if _SINGLE.search(doc.text) else []
    if len(runs) >= _SPACED_RUNS:
        return (Scan(runs[0], "spaced", len(runs), count),)
    grammar, known = syllables(doc.law["syllables"]), compounds(doc.derived("compounds", plain_compounds)).common
    strange = (word for word in distinct_words(lower) - known if len(word) > 1 and word.isalpha() and not word.isascii())
    if not any(not grammar.knows(word) for word in strange):
        return ()
    odd: tuple[OddWord, ...] = tuple(one for one in doc.facts("odd_word") if not one.word.isascii())
    lines = count_lines(lower, (word.span.start for word in odd))
    typed = sum(one.word.islower() for one in odd)  # names are foreign, not misread
    many = len(odd) >= _LEAST and typed * 2 >= len(odd) and len(odd) * _ONE_IN >= count and lines >= _LINES
    few, marks = {one.word for one in odd if one.word.islower()}, _scanner_marks(doc)
    if many or few and len(few) + marks >= _WITH_MARKS and (len(odd) + marks) * _MARKED_ONE_IN >= count:
        return (Scan(first_line(doc), "scan", len(odd), count),)
    return ()


def _spaced(text: str) -> Iterator[re.Match[str]]:
    """The words that stand as single letters; a product in a formula ('q x a x W x Ht') is none."""
    runs = ((run, run.group().split()) for run in _SPACED.finditer(text))
    return (run for run, parts in runs if max(parts[::2].count("x"), parts[1::2].count("x")) < _FACTORS)


def _scanner_marks(doc: Document) -> int:
    """How many letters and signs that nobody types here, but a scanner takes dirt and stamps for, are spread over the lines."""
    lower = doc.source.lower
    by_line: dict[int, int] = {}
    for mark in words("wording", "scanner_marks"):
        for at in occurrences(lower, mark):
            line = lower.rfind("\n", 0, at)
            by_line[line] = by_line.get(line, 0) + 1
    counts = [number for number in by_line.values() if number <= _MARKS_IN_A_LINE]
    return sum(counts) if len(counts) >= _MARKS_LINES and legacy_encoding(doc.source.raw) is None else 0
