"""Fingerprints of findings: the same defect keeps its own when lines move or its surroundings change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.base.cache import digest
from checker.model.document import Document
from checker.model.findings import Hit
from checker.model.plan import Section
from checker.source.text import Span


def fingerprints(doc: Document, hits: Sequence[tuple[str, Hit]], seen: Counter[tuple[str, str, str]]) -> list[str]:
    """One fingerprint for each (code, hit), given in order of position.

    Made of the code, the words, the headings above (their titles, for a label changes when a section is put in before it)
    and which of several like it this one is; so a second copy of a defect is a new one. Where something is missing, what it is
    (the arguments) stands for the words. `seen` counts those of the documents before this one in the same file.
    """
    headings = _headings(doc)
    found = []
    for code, hit in hits:
        if hit.absent:
            key = code, repr(sorted((name, str(value)) for name, value in hit.args.items())), ""
        else:
            section = doc.section_at(hit.span.start)
            key = code, doc.words(hit.span).casefold(), headings.get(section.span, "") if section else ""
        seen[key] += 1
        found.append(digest(*(part.encode() for part in key), b"%d" % seen[key], size=8))
    return found


def _headings(doc: Document) -> dict[Span, str]:
    """The titles from the top to each section, by the section's span; a numbered sentence is no title and adds nothing."""
    found: dict[Span, str] = {}

    def walk(section: Section, above: str) -> None:
        words = section.title.casefold().split()
        path = f"{above}/{' '.join(words)}" if section.titled and words and words[-1][-1] not in ".;:" else above
        found[section.span] = path
        for child in section.children:
            walk(child, path)

    for section in doc.plan.sections:
        walk(section, "")
    return found
