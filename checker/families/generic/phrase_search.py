"""Plain phrases in a text: whole words, any white space for a blank, upper and lower case the same unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.base.record import TYPE_CHECKING
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


def areas(doc: Document, part: str, facts: Sequence | None) -> list[tuple[Span, object]]:
    """Where a rule looks: (span, fact) of the facts that it works on, else the span of a part of the plan, if it has that."""
    if facts is not None:
        return [(fact.span, fact) for fact in facts]
    plan = doc.plan
    if part == "document":
        return [(Span(0, len(doc.text)), None)]
    if part == "header":
        return [(Span(0, plan.body.start), None)]
    found = getattr(plan, part)
    if part in ("recipients", "signature"):
        found = found and found.span
    return [(found, None)] if found else []


def first_line(doc: Document, span: Span) -> Span:
    """The first line of a span that has words, without blanks at its edges."""
    text = doc.text
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    end = text.find("\n", start, span.end)
    return Span(start, start + len(text[start : span.end if end < 0 else end].rstrip()))


def searched(doc: Document, case: bool) -> str:
    """The text that phrases are looked for in: line ends are blanks, letters small unless `case`; offsets are the text's."""
    return doc.source.flat if case else doc.source.flat_lower


@lru_cache(maxsize=1024)
def one_blank(phrase: str, case: bool) -> str:
    """A phrase as it stands in the searched text."""
    words = " ".join(phrase.split())
    return words if case else words.lower()


def find_phrase(text: str, phrase: str, area: Span) -> Iterator[Span]:
    """The places of a phrase (see `one_blank`) as whole words; several blanks in the text are as good as one."""
    start, end = area
    head, blank, rest = phrase.partition(" ")
    head += blank
    words = rest.split(" ") if rest else []
    at = text.find(head, start, end)
    while at >= 0:
        stop = _end_of(text, words, at + len(head), end)
        if stop and not (_inside_word(text, at) or _inside_word(text, stop)):
            yield Span(at, stop)
            at = text.find(head, stop, end)
        else:
            at = text.find(head, at + 1, end)


def _end_of(text: str, words: Sequence[str], at: int, end: int) -> int:
    """Where the words that stand at `at` end, with any blanks before each; 0 where they do not stand there."""
    for word in words:
        while text.startswith(" ", at):
            at += 1
        if not text.startswith(word, at):
            return 0
        at += len(word)
    return at if at <= end else 0


def _inside_word(text: str, at: int) -> bool:
    """Whether letters or digits stand on both sides of an offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def cased_like(old: str, new: str) -> str:
    """`new` in capitals where `old` is, with a capital in front where `old` has one."""
    letters = [char for char in old if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new
