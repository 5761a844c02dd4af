"""One way of writing in one document: accepted spellings of a word (CT716), quotation marks (CT717), times of
day and quarters (CT718)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from checker.base import regex as re
from checker.families.wording.zones import addresses
from checker.language.phrases import find_words, in_case
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span, occurrences, word_end

_TIME = re.compile(r"(?<![\w./,-])([01]?\d|2[0-4]) ?[hg](?:([0-5]\d)(?:ph|')?)?(?![\w/])")
_QUARTER = re.compile(r"(?<!\w)([Qq]uý) ([1-4])(?![\d.,]*\d|\w)")
_ROMAN = ("I", "II", "III", "IV")


@check("word_variants")
def word_variants(doc: Document, *, pairs: tuple[str, ...]) -> Iterator[Hit]:
    """Two accepted spellings of one word ('hàng năm|hằng năm') in one document: the rarer one, at its first place.

    Algorithm: both spellings are counted over the whole text before either is wrong.
    """
    lower = doc.source.lower
    for pair in pairs:
        one, other = (list(find_words(words, lower)) for words in pair.split("|"))
        if one and other:
            rare, common, right = (one, other, pair.split("|")[1]) if len(one) < len(other) else (other, one, pair.split("|")[0])
            edits = tuple(Edit(span, in_case(doc.text[span.start : span.end], right)) for span in rare)
            yield Hit(
                rare[0],
                {"expected": " ".join(edits[0].new.split()), "rare": len(rare), "common": len(common)},
                related=tuple(Related(span) for span in rare[1:50]),
                fixes=(Fix(edits, "suggest"),),
            )


@check("time_of_day")
def time_of_day(doc: Document) -> Iterator[Hit]:
    """'7h30', '08h' for '07 giờ 30', '08 giờ', and 'Quý 1' for 'Quý I': one finding of each kind, with all its places.

    Algorithm: figures in numbers of documents and addresses are told from times, and all times make one finding.
    """
    addressed = addresses(doc)
    times = [match for match in _TIME.finditer(doc.text) if match.start() not in addressed]
    yield from _all_places([(Span(*match.span()), _spelled(match)) for match in times])
    quarters = _QUARTER.finditer(doc.text)
    yield from _all_places([(Span(*match.span()), f"{match[1]} {_ROMAN[int(match[2]) - 1]}") for match in quarters])


def _spelled(match: re.Match[str]) -> str:
    minutes = f" {match[2]}" if match[2] and match[2] != "00" else ""
    return f"{match[1]:0>2} giờ{minutes}"


def _all_places(places: list[tuple[Span, str]]) -> Iterator[Hit]:
    if places:
        (first, expected), *others = places
        edits = tuple(Edit(span, new) for span, new in places)
        related = tuple(Related(span) for span, _ in others[:50])
        yield Hit(first, {"expected": expected}, related=related, fixes=(Fix(edits, "suggest"),))


# -- quotation marks --------------------------------------------------------------------------------------------------

_CURLY = re.compile("[“”]")


@check("quotes_mixed")
def quotes_mixed(doc: Document) -> Iterator[Hit]:
    """Straight and curly quotation marks in one document: the straight ones, with curly ones in their place where each paragraph
    has its pairs. Not the inches of a figure (32") nor what is no prose.

    Algorithm: straight marks are paired within their paragraph.
    """
    if '"' not in doc.text or not _CURLY.search(doc.text):
        return
    addressed = addresses(doc)
    marks = [at for at in occurrences(doc.text, '"') if at not in addressed and not _is_inch(doc.text, at)]
    if marks:
        spans = [Span(at, at + 1) for at in marks]
        more = tuple(Related(span) for span in spans[1:50])
        expected = doc.text[marks[0] : word_end(doc.text, marks[0] + 1)].replace('"', "“")
        yield Hit(
            Span(marks[0], word_end(doc.text, marks[0] + 1)),
            {"expected": expected, "count": len(marks)},
            more,
            _curled(doc, marks),
        )


def _is_inch(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalnum() and text.rfind('"', max(0, at - 40), at) < 0


def _curled(doc: Document, marks: list[int]) -> tuple[Fix, ...]:
    """Each mark by its turn in its paragraph; nothing where one of them is alone."""
    edits = []
    for _, group in groupby(marks, key=lambda at: bisect_right(doc.plan.blocks, at, key=lambda block: block.start)):
        places = list(group)
        if len(places) % 2:
            return ()
        edits += [Edit(Span(at, at + 1), "”" if number % 2 else "“") for number, at in enumerate(places)]
    return (Fix(tuple(edits)),)
