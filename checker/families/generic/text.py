"""Generic checks on words: what must stand, what must not, what is written otherwise. An office needs no Python for them.

Each works in a `part` of the plan, or, where the rule has `on:`, in the facts that it works on (sections, recipient lines, …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from checker.base import budget
from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.generic.phrase_search import areas, cased_like, find_phrase, first_line, one_blank, searched
from checker.families.spots import title_line
from checker.model.checkbook import Regex, check
from checker.model.document import inside
from checker.model.findings import Edit, Fix, Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from typing import Literal

    from checker.model.document import Document


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a rule, compiled when it is first needed; '^' and '$' stand for line ends."""
    return budget.compiled(pattern, re.MULTILINE)


@check("required", tells=True)
def required(
    doc: Document,
    facts: Sequence | None = None,
    *,
    phrases: tuple[str, ...] = (),
    but: tuple[str, ...] = (),
    pattern: Regex | None = None,
    part: Literal["document", "header", "opening", "body", "closing", "recipients", "signature"] = "document",
    case: bool = False,
) -> Iterator[Hit]:
    """One of `phrases`, or a match of `pattern`, must stand in each area; inside a phrase of `but` it does not count.

    The finding stands at the first line of an area that lacks it; at the title line where that is the whole document.
    """
    text = searched(doc, case)
    wanted = [one_blank(phrase, case) for phrase in phrases]
    for area, fact in areas(doc, part, facts):
        holding = [span for phrase in but for span in find_phrase(text, one_blank(phrase, case), area)]
        if any(not span.meets(holding) for phrase in wanted for span in find_phrase(text, phrase, area)):
            continue
        if pattern and compiled(pattern).search(doc.text, *area):
            continue
        whole = facts is None and part == "document"
        place = title_line(doc) if whole else first_line(doc, area)
        yield Hit(place, {"expected": phrases[0] if phrases else pattern, "part": part}, absent=True, fact=fact)


@check("forbidden", tells=True)
def forbidden(
    doc: Document,
    facts: Sequence | None = None,
    *,
    phrases: tuple[str, ...],
    part: Literal["document", "header", "opening", "body", "closing", "recipients", "signature"] = "document",
    case: bool = False,
) -> Iterator[Hit]:
    """None of `phrases` may stand there."""
    text = searched(doc, case)
    for area, fact in areas(doc, part, facts):
        for phrase in phrases:
            for found in find_phrase(text, one_blank(phrase, case), area):
                yield Hit(found, {"phrase": phrase}, fact=fact)


@check("substitution", tells=True)
def substitution(
    doc: Document,
    facts: Sequence | None = None,
    *,
    swap: Mapping[str, str],
    part: Literal["document", "header", "opening", "body", "closing", "recipients", "signature"] = "document",
    case: bool = False,
) -> Iterator[Hit]:
    """Each phrase on the left is to be written as on its right, the longest first: a part of one is not told again, and what
    stands as on its right already is let be. The fix keeps capitals unless `case` counts.
    """
    text = searched(doc, case)
    pairs = sorted(swap.items(), key=lambda pair: -len(pair[0]))
    for area, fact in areas(doc, part, facts):
        told: list[Span] = []
        for wrong, right in pairs:
            phrase, wanted = one_blank(wrong, case), one_blank(right, case)
            here = list(find_phrase(text, phrase, area))
            held = list(find_phrase(text, wanted, area)) if here and phrase in wanted and phrase != wanted else ()
            here = [span for span in here if not any(inside(of, at) for of in (told, held) for at in (span.start, span.end - 1))]
            told = sorted([*told, *here]) if here else told
            for found in here:
                old = doc.words(found)
                new = right if case else cased_like(old, right)
                if old != new:
                    yield Hit(found, {"expected": new}, fixes=(Fix((Edit(found, new),)),), fact=fact)


@check("pattern", tells=True)
def pattern(
    doc: Document,
    facts: Sequence | None = None,
    *,
    pattern: Regex,
    replacement: str | None = None,
    group: int = 0,
    lower: bool = False,
    literal: str = "",
    unless_after: tuple[str, ...] = (),
    part: Literal["document", "header", "opening", "body", "closing", "recipients", "signature"] = "document",
) -> Iterator[Hit]:
    r"""No match of `pattern` may stand there; the finding is `group` of it, and its named groups are message arguments.

    With `lower`, the text is searched in small letters. `replacement` may use \1. `literal` is what every match holds (found
    by itself): where the text lacks it, the pattern is not even compiled. `unless_after` are words, in small letters, after which
    a match is let be.
    """
    text = doc.source.lower if lower else doc.text
    if literal and literal not in text:
        return
    search = compiled(pattern)
    for area, fact in areas(doc, part, facts):
        for match in search.finditer(text, *area):
            if unless_after and _before(doc, match.start()).endswith(unless_after):
                continue
            found = Span(*match.span(group))
            args = {name: value for name, value in match.groupdict().items() if value is not None}
            fixes = ()
            if replacement is not None:
                new = match.expand(replacement)
                args["expected"] = " ".join(new.split())
                fixes = fix(doc.text, Span(*match.span()), new)
            if found.start >= 0:
                yield Hit(found, args, fixes=fixes, fact=fact)


def _before(doc: Document, offset: int) -> str:
    """The words before an offset in small letters, with one blank between two."""
    return " ".join(doc.source.lower[max(0, offset - 40) : offset].split())
