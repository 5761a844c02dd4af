"""Checks that fit many rules: what must stand, what must not, what must be written otherwise. They need no Python from an office.

Phrases are plain words: upper and lower case are the same unless `case` is true, any white space fits a blank, and a phrase
stands for whole words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from checker import regex as re
from checker.checkbook import Regex, check
from checker.document import Document
from checker.findings import Edit, Fix, Hit
from checker.text import Span

Part = Literal["document", "header", "opening", "body", "closing", "recipients", "signature"]


def part_span(doc: Document, part: str) -> Span | None:
    """The span of a part of the plan; None where the plan has no such part."""
    plan = doc.plan
    if part == "document":
        return Span(0, len(doc.text))
    if part == "header":
        return Span(0, plan.body.start)
    if part in ("recipients", "signature"):
        found = getattr(plan, part)
        return found.span if found else None
    return getattr(plan, part)


def absence(doc: Document) -> Span:
    """Where something that the whole plan lacks is reported: the title line, else the first line with words."""
    header = doc.plan.header
    if header.type_span:
        return header.type_span
    for block in doc.plan.blocks:
        return block.span
    return Span(0, 0)


@lru_cache(maxsize=4096)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """The pattern of a phrase with free white space."""
    return re.compile(r"\s{1,8}".join(map(re.escape, phrase.split())))


def find_phrase(text: str, phrase: str, start: int, end: int) -> Iterator[Span]:
    """The places of a phrase as whole words in text[start:end]. `phrase` has single blanks."""
    head = phrase.partition(" ")[0]
    alone = head == phrase
    at = text.find(phrase if alone else head, start, end)
    while at >= 0:
        stop = at + len(phrase) if alone else _full_end(text, phrase, at, end)
        whole = stop and not (at and text[at - 1].isalnum() and text[at].isalnum()) and not (
            stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum())
        if whole:
            yield Span(at, stop)
        at = text.find(phrase if alone else head, stop if whole else at + 1, end)


def _full_end(text: str, phrase: str, at: int, end: int) -> int:
    if text.startswith(phrase, at, end):
        return at + len(phrase)
    match = phrase_pattern(phrase).match(text, at, end)
    return match.end() if match else 0


def _one_blank(phrase: str, case: bool) -> str:
    words = " ".join(phrase.split())
    return words if case else words.lower()


@check("required")
def required(doc: Document, *, phrases: tuple[str, ...] = (), pattern: Regex | None = None, part: Part = "document",
             case: bool = False) -> Iterator[Hit]:
    """One of `phrases` (or a match of `pattern`) must stand in `part`: one hit where none does; none without that part."""
    span = part_span(doc, part)
    if span is None:
        return
    text = doc.text if case else doc.source.lower
    for phrase in phrases:
        if next(find_phrase(text, _one_blank(phrase, case), *span), None):
            return
    if pattern and compiled(pattern).search(text, *span):
        return
    place = span if part != "document" and span.end > span.start else absence(doc)
    yield Hit(first_line(doc, place), {"expected": phrases[0] if phrases else pattern, "part": part})


def first_line(doc: Document, span: Span) -> Span:
    """The first line of a span."""
    end = doc.text.find("\n", span.start, span.end)
    return Span(span.start, span.end if end < 0 else end)


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a rule, compiled when it is first needed; '^' and '$' stand for line ends."""
    return re.compile(pattern, re.MULTILINE)


@check("forbidden")
def forbidden(doc: Document, *, phrases: tuple[str, ...], part: Part = "document", case: bool = False) -> Iterator[Hit]:
    """None of `phrases` may stand in `part`."""
    span = part_span(doc, part)
    if span is None:
        return
    text = doc.text if case else doc.source.lower
    for phrase in phrases:
        for found in find_phrase(text, _one_blank(phrase, case), *span):
            yield Hit(found, {"phrase": phrase})


@check("substitution")
def substitution(doc: Document, *, swap: Mapping[str, str], part: Part = "document", case: bool = False) -> Iterator[Hit]:
    """Each phrase on the left is to be written as on its right; the fix keeps a leading capital."""
    span = part_span(doc, part)
    if span is None:
        return
    text = doc.text if case else doc.source.lower
    for wrong, right in swap.items():
        for found in find_phrase(text, _one_blank(wrong, case), *span):
            new = _with_case(doc.text[found.start:found.end], right) if not case else right
            if doc.words(found) != new:
                yield Hit(found, {"expected": new}, fixes=(Fix((Edit(found, new),)),))


def _with_case(old: str, new: str) -> str:
    letters = [char for char in old if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new


@check("pattern")
def pattern(doc: Document, *, pattern: Regex, literal: str = "", replacement: str | None = None, group: int = 0,
            part: Part = "document", lower: bool = False) -> Iterator[Hit]:
    r"""No match of `pattern` may stand in `part`; the hit is `group` of it. With `lower`, the text is searched in lower case.

    `literal` is what every match holds: where the text lacks it, the pattern is not even compiled. `replacement` may use \1.
    """
    span = part_span(doc, part)
    if span is None:
        return
    text = doc.source.lower if lower else doc.text
    if literal and text.find(literal, *span) < 0:
        return
    for match in compiled(pattern).finditer(text, *span):
        found = Span(*match.span(group))
        fixes = () if replacement is None else (Fix((Edit(Span(*match.span()), match.expand(replacement)),)),)
        yield Hit(found, {"expected": match.expand(replacement) if replacement is not None else None}, fixes=fixes)
