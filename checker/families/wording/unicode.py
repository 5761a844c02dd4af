"""Characters: forms that are not the plain Unicode ones (CT707)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from checker.base import regex as re
from checker.families.wording.zones import Zones
from checker.language.syllables import syllables
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit
from checker.source.folding import ALIKE, CONTROLS, ZERO_WIDTH
from checker.source.text import Source, Span, word_end, word_start

_INVISIBLE = ZERO_WIDTH + CONTROLS
_ODD = re.compile(rf"[\u0300-\u036f]+|[{_INVISIBLE}]+|[{''.join(ALIKE)}]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_LONGEST = 40  # letters of a word that are looked at on either side
_TCVN3_U = "\u00ad"
_MOST = 10  # lines up to which each is reported by itself


@check("unicode_form")
def unicode_form(doc: Document) -> Iterator[Hit]:
    """Decomposed letters, invisible characters, and letters that only look like the right ones: one finding of a kind for each
    line, and for the whole text where there are many.

    Algorithm: letters are composed, compared and counted over the whole text.
    """
    source = doc.source
    if not source.has_odd_characters:
        return
    old = Zones([place for fact in doc.facts("old_code") for place, _ in fact.places])  # U+00AD is the letter ư of TCVN3
    kinds: dict[str, dict[Span, Edit | None]] = {}
    for match in (match for part in source.read_parts() for match in _ODD.finditer(source.raw, *part)):
        kind = _kind(source.raw, match)
        if kind is None:
            continue
        span = _word_at(source, match.start(), match.end())
        if span.start in old:
            continue
        kinds.setdefault(kind, {})[span] = _edit(source, span)
    for kind, words in kinds.items():
        for spans in _by_cause(source, list(words)):
            first, *others = spans
            args = {"expected": source.words(first), "count": len(spans)}
            yield Hit(first, args, fixes=_fixes((words[span] for span in spans), doc), note=kind, more=tuple(others))


def _by_cause(source: Source, spans: list[Span]) -> Iterable[list[Span]]:
    """The words of each line together, for a line is pasted at once; all of a text where many lines have some."""
    lines: dict[int, list[Span]] = {}
    for span in spans:
        lines.setdefault(source.text.rfind("\n", 0, span.start), []).append(span)
    return lines.values() if len(lines) <= _MOST else [spans]


def _fixes(edits: Iterable[Edit | None], doc: Document) -> tuple[Fix, ...]:
    """The fix of all edits together; only a suggestion where one may take a letter away."""
    some = tuple(edit for edit in edits if edit)
    if not some:
        return ()
    return (Fix(some, "suggest" if any(_takes_a_letter(edit, doc) for edit in some) else "safe"),)


def _takes_a_letter(edit: Edit, doc: Document) -> bool:
    """Whether U+00AD goes that may be the letter ư of TCVN3: what is left is no syllable, or is one with ư in it too."""
    start, end = doc.source.raw_span(edit.span)
    raw = doc.source.raw[start:end]
    if _TCVN3_U not in raw:
        return False
    grammar = syllables(doc.law["syllables"])
    bare, whole = (plain(text).strip().lower() for text in (raw, raw.replace(_TCVN3_U, "ư")))
    return not grammar.is_syllable(bare) or grammar.is_syllable(whole)


def _kind(raw: str, match: re.Match[str]) -> str | None:
    """'decomposed', 'invisible' or 'lookalike'; None where the character is right (a Greek word, a mark that no letter takes)."""
    first = match.group()[0]
    start, end = match.span()
    if unicodedata.combining(first) or "\u0300" <= first <= "\u036f":
        cluster = raw[max(0, start - 1) : end]
        return "decomposed" if unicodedata.normalize("NFC", cluster) != cluster else None
    if first not in ALIKE:
        return "invisible" if start and end < len(raw) else None
    if first in "ÐƉðƢƣ":
        return "lookalike"
    left, right = start, end
    while left > 0 and raw[left - 1].isalpha() and start - left < _LONGEST:
        left -= 1
    while right < len(raw) and raw[right].isalpha() and right - end < _LONGEST:
        right += 1
    strangers = [char for char in raw[left:right] if _OTHER_SCRIPT.match(char) and char not in ALIKE]
    return None if strangers else "lookalike"


def _word_at(source: Source, start: int, end: int) -> Span:
    """The word of the folded text that raw[start:end] stands in or beside."""
    text = source.text
    left, right = source.folded_span(Span(start, end))
    left, right = word_start(text, left, _LONGEST), word_end(text, right, _LONGEST)
    covered = source.raw_span(Span(left, right)) if left < right else Span(end, start)
    if covered.end < end and right < len(text):
        right += 1  # what is invisible stands behind the word: the next character holds the place
    elif covered.start > start and left > 0:
        left -= 1
    return Span(left, right)


def _edit(source: Source, span: Span) -> Edit | None:
    """What stands in the input at the span with only its characters put right; None where that changes nothing."""
    start, end = source.raw_span(span)
    found = source.raw[start:end]
    new = plain(found)
    return Edit(span, new) if new != found else None


_GONE = re.compile(rf"[{_INVISIBLE}]+")
_TABLE = str.maketrans(ALIKE)


def plain(text: str) -> str:
    """`text` composed (NFC), without invisible characters, look-alikes replaced; all else as it is."""
    return unicodedata.normalize("NFC", _GONE.sub("", text)).translate(_TABLE)
