"""Suppressions: '<!-- plancheck: ignore CODE -- lý do -->' above a block, and the entries of .plancheck-ignore.yaml.

Both need a reason, may stand for several rules, and never silence a mandatory rule. What suppresses nothing is reported.
"""

from __future__ import annotations

import datetime
import os
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from checker.base import regex as re
from checker.base.globs import matches
from checker.base.record import dataclass, replace
from checker.model.document import Document
from checker.model.findings import Finding, OtherPlace
from checker.source.text import Span

_COMMENT = re.compile(r"<!--\s{0,20}plancheck\s{0,5}:(.*?)-->", re.DOTALL)
_WORDS = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment in a text. `words` are rules as written, `span` is the comment, `target` the block it speaks of (None at the
    end of the text). `verb` is what stands after 'plancheck:'; `alone`: no words stand on its lines."""

    verb: str
    words: tuple[str, ...]
    reason: str
    span: Span
    target: Span | None
    alone: bool = True

    @property
    def works(self) -> bool:
        """Whether it may silence anything: well formed, with a reason, and with a block after it."""
        return self.alone and self.verb == "ignore" and bool(self.reason) and self.target is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of .plancheck-ignore.yaml. `codes` are resolved; `until` is the last day it holds; `line` and `column` are
    its place in `file`."""

    codes: tuple[str, ...]
    word: str
    path: str | None
    text: str | None
    section: str | None
    reason: str
    author: str | None
    until: datetime.date | None
    file: str
    line: int
    column: int
    first: str  # the text of its first line from `column` on


def read_comments(doc: Document) -> tuple[Suppression, ...]:
    """The suppressions of a text, in order."""
    source = doc.source
    found = []
    for raw in source.comments:
        match = _COMMENT.match(source.raw, *raw)
        if not match:
            continue
        head, _, reason = match.group(1).partition("--")
        verb, *words = _WORDS.findall(head) or [""]
        span, text = source.folded_span(raw), source.text
        begin, stop = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        around = text[begin : span.start] + text[span.end : stop if stop >= 0 else len(text)]
        found.append(
            Suppression(verb, tuple(words), " ".join(reason.split()), span, _next_block(doc, span.end), not around.strip())
        )
    return tuple(found)


def _next_block(doc: Document, after: int) -> Span | None:
    """The block behind a comment; of one that the comment stands in, what follows the comment."""
    blocks = doc.plan.blocks
    at = bisect_right(blocks, after, key=lambda block: block.span.end)
    return Span(max(blocks[at].start, after), blocks[at].span.end) if at < len(blocks) else None


def covers(target: Span, finding: Finding) -> bool:
    """Whether a finding stands in the block that a comment speaks of."""
    return target.start <= finding.span.start <= target.end


def applies(entry: Entry, path: str, finding: Finding, titles: Mapping[str, str], today: datetime.date) -> bool:
    """Whether an entry of the ignore file speaks of this finding. `titles` are the headings by label path."""
    if finding.code not in entry.codes or not entry.reason or entry.until and entry.until < today:
        return False
    if entry.path is not None and not speaks_of(entry, path):
        return False
    if entry.text is not None and _folded(entry.text) not in _folded(finding.place.text):
        return False
    if entry.section is None:
        return True
    section = finding.section or ""
    if section == entry.section or section.startswith(entry.section.rstrip(".") + "."):
        return True
    return any(_folded(titles.get(part, "")) == _folded(entry.section) for part in _ancestors(section))


def speaks_of(entry: Entry, path: str) -> bool:
    """Whether an entry speaks of the file at `path` (as given to the command, or relative to the ignore file)."""
    if entry.path is None or matches(path, entry.path):
        return True
    try:
        return matches(os.path.relpath(path, os.path.dirname(entry.file) or "."), entry.path)
    except ValueError:  # another drive
        return False


def _ancestors(section: str) -> list[str]:
    parts = section.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def split(
    findings: Sequence[Finding],
    comments: Sequence[tuple[Suppression, frozenset[str]]],
    entries: Sequence[Entry],
    path: str,
    titles: Mapping[str, str],
    mandatory: frozenset[str],
    today: datetime.date,
) -> tuple[list[Finding], list[tuple[Finding, str]], set[int], set[int]]:
    """(kept, suppressed with reasons, indices of comments that did something, of entries that did).

    `comments` come with the codes that their words stand for.
    """
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, str]] = []
    used_comments: set[int] = set()
    used_entries: set[int] = set()
    for whole in findings:
        left = []
        for finding in parted(whole):
            reasons = []
            if finding.code not in mandatory:
                for index, (comment, codes) in enumerate(comments):
                    if comment.target and comment.works and finding.code in codes and covers(comment.target, finding):
                        used_comments.add(index)
                        reasons.append(comment.reason)
                for index, entry in enumerate(entries):
                    if applies(entry, path, finding, titles, today):
                        used_entries.add(index)
                        reasons.append(entry.reason)
            if reasons:
                suppressed.append((finding, reasons[0]))
            else:
                left.append(finding)
        kept += joined(left)
    return kept, suppressed, used_comments, used_entries


def parted(finding: Finding) -> list[Finding]:
    """A finding that stands for several places, as one for each of them."""
    if not finding.places:
        return [finding]
    own = replace(finding, places=())
    return [
        own,
        *(
            replace(own, place=at.place, span=at.span, section=at.section, fingerprint=at.fingerprint, related=(), fixes=())
            for at in finding.places
        ),
    ]


def joined(parts: Sequence[Finding]) -> list[Finding]:
    """What is left of a finding's places as one again, at the first of them."""
    places = tuple(OtherPlace(part.place, part.span, part.section, part.fingerprint) for part in parts[1:])
    return [replace(parts[0], places=places)] if parts else []
