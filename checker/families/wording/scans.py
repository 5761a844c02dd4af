"""Texts that came from a scan: so many words that no Vietnamese word is that rules on single letters and marks mean nothing."""

from __future__ import annotations

from checker.base.record import dataclass
from checker.families.spots import first_line
from checker.families.wording.words import OddWord
from checker.language.compounds import compounds, plain_compounds
from checker.language.phrases import distinct_words
from checker.language.syllables import syllables
from checker.model.document import Document
from checker.source.text import Span

_LEAST = 8  # doubtful words of which one in so many makes a scan
_ONE_IN = 160
_LINES = 4  # over which they are spread: one strange paragraph is in another code
_SUSPECT = 5  # distinct doubtful words that are worth a count


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that looks like the output of a scan: how many doubtful words it has among all its words."""

    span: Span
    doubtful: int
    words: int


def read_scans(doc: Document) -> tuple[Scan, ...]:
    """One fact where the text is the output of a scan, at its first line; none where it is not."""
    lower = doc.source.lower
    grammar, known = syllables(doc.law["syllables"]), compounds(doc.derived("compounds", plain_compounds)).common
    strange = (word for word in distinct_words(lower) - known if len(word) > 1 and word.isalpha())
    if sum(not grammar.knows(word) and grammar.could_be_meant(word) for word in strange) < _SUSPECT:
        return ()
    odd: tuple[OddWord, ...] = doc.facts("odd_word")
    words = lower.count(" ") + lower.count("\n") + 1
    lines = {lower.rfind("\n", 0, word.span.start) for word in odd}
    if len(odd) < _LEAST or len(odd) * _ONE_IN < words or len(lines) < _LINES:
        return ()
    return (Scan(first_line(doc), len(odd), words),)
