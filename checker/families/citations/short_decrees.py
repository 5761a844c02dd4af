"""Decrees by number and year alone, without 'số' ('Nghị định 110/2004', 'NĐ 30/2020'): no full citation, but everybody knows
which one is meant, so that what the registry says of it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.families.citations.number import draft, finished
from checker.language.phrases import to_search
from checker.model.citation import NOBODY, Citation
from checker.source.text import Source, Span, occurrences

_DECREE = re.compile(r"(?P<type>nghị\s+định|nđ)\s+(?P<number>\d{1,3})/(?P<year>(?:19|20)\d\d)(?![\d/–-])")


def short_decrees(source: Source, cited: Sequence[Span]) -> Iterator[Citation]:
    """The decrees that are named so outside the citations, whose spans are in order."""
    lower = source.lower
    starts = [span.start for span in cited]
    for head in to_search(("nghị định", "nđ"), lower):
        for at in occurrences(lower, head):
            match = None if lower[at - 1 : at].isalnum() else _DECREE.match(lower, at)
            holder = bisect_right(starts, at) - 1
            if match and not (holder >= 0 and at < cited[holder].end):
                number = f"{match['number']}/{match['year']}"
                yield finished(
                    draft(
                        span=Span(*match.span()),
                        type="Nghị định",
                        number=match["number"],
                        year=int(match["year"]),
                        id=number,
                        normal=number,
                        type_span=Span(*match.span("type")),
                        id_span=Span(match.start("number"), match.end()),
                        body=NOBODY,
                    )
                )
