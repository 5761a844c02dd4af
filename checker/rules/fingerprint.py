"""Fingerprints of findings: the same defect keeps its own when lines move or its surroundings change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.base import regex as re
from checker.base.cache import digest
from checker.model.document import Document
from checker.model.findings import Hit
from checker.source.text import Span

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


def fingerprints(doc: Document, hits: Sequence[tuple[str, Hit]], seen: Counter[tuple[str, str, str]]) -> list[str]:
    """One fingerprint for each (code, hit), given in order of position.

    Made of the code, the words, the headings above (their titles, for a label changes when a section is put in before it)
    and which of several like it this one is; so a second copy of a defect is a new one. Where something is missing, what it is
    (the arguments) stands for the words. Of words and headings only letters and numbers count: what a safe fix may change near by
    (blanks, marks, capitals, leading zeros) makes no finding new. `seen` counts those of the documents before this one in the
    same file.
    """
    headings = _headings(doc) if hits else {}
    found = []
    for code, hit in hits:
        if hit.absent:
            key = code, repr(sorted((name, str(value)) for name, value in hit.args.items())), ""
        else:
            section = doc.section_at(hit.span.start)
            titles = headings.get(section.span, ()) if section else ()
            key = code, _essence(doc.words(hit.span)), "".join(f"/{_essence(title)}" for title in titles)
        seen[key] += 1
        found.append(digest(*(part.encode() for part in key), b"%d" % seen[key], size=8))
    return found


def _essence(words: str) -> str:
    """Letters and numbers of the words, as no safe fix changes them; the words as they are where they have neither."""
    return " ".join(token.lstrip("0") or "0" for token in _TOKEN.findall(words.casefold())) or words


def _headings(doc: Document) -> dict[Span, list[str]]:
    """The titles from the top to each section, by the section's span; a numbered sentence is no title and adds nothing."""
    found: dict[Span, list[str]] = {}
    above: list[list[str]] = [[]]
    for section in doc.sections:
        del above[section.level :]
        path = [*above[-1], section.title] if section.titled and section.title else above[-1]
        found[section.span] = path
        above.append(path)
    return found
