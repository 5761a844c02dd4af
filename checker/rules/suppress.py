"""Suppressions: comments in the text and the entries of .plancheck-ignore.yaml.

'<!-- plancheck: ignore CODE -- lý do -->' on a line of its own speaks of the next block, at the end of a line of that line;
'ignore-start CODE -- lý do' speaks of all up to 'ignore-end', 'ignore-file CODE -- lý do' of the whole file. All need a reason,
may stand for several rules, and never silence a mandatory rule. What suppresses nothing is reported.
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
from checker.source.folding import fold
from checker.source.text import Place, Span

_COMMENT = re.compile(r"<!--\s{0,20}plancheck\s{0,5}:(.*?)-->", re.DOTALL)
_WORDS = re.compile(r"[^\s,;]+")
IGNORE, START, END, WHOLE = "ignore", "ignore-start", "ignore-end", "ignore-file"
VERBS = (IGNORE, START, END, WHOLE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment in a text. `words` are rules as written, `span` is the comment, `verb` is what stands after 'plancheck:'.

    `target` is the stretch it speaks of (None where there is none: at the end of the text, a range without its end); `line`: it
    stands on that line. `other` is the comment at the other end of a range. `elsewhere`: it stands in another document of the
    file.
    """

    verb: str
    words: tuple[str, ...]
    reason: str
    span: Span
    target: Span | None
    line: bool = False
    other: Span | None = None
    elsewhere: bool = False

    @property
    def works(self) -> bool:
        """Whether it may silence anything: well formed, with a reason, and with something that it speaks of."""
        return self.verb in VERBS and self.verb != END and bool(self.reason) and self.target is not None

    def covers(self, finding: Finding) -> bool:
        """Whether it works, and a finding begins in what it speaks of; of a line the rest of a finding is enough."""
        if self.target is None or not self.works:
            return False
        begins = finding.span.start <= self.target.end
        return begins and self.target.start <= (finding.span.end if self.line else finding.span.start)


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
    fingerprint: str | None = None


def read_comments(doc: Document) -> tuple[Suppression, ...]:
    """The suppressions of a text, in order; then those that speak of its whole file and stand in another document of it."""
    source, text = doc.source, doc.source.text
    inside = set(source.comments)
    found, foreign = [], []
    for part in source.hidden:
        raw = Span(part.start, part.end)
        match = _COMMENT.match(source.raw, *raw) if part.kind == "comment" else None
        if not match:
            continue
        head, _, reason = match.group(1).partition("--")
        verb, *words = _WORDS.findall(head) or [""]
        read = Suppression(verb, tuple(words), " ".join(reason.split()), Span(0, 0), Span(0, len(text)))
        if raw in inside:
            found.append(_aimed(doc, replace(read, span=source.folded_span(raw))))
        elif verb == WHOLE:
            foreign.append(replace(read, elsewhere=True))
    return (*_ranges(found), *foreign)


def _aimed(doc: Document, read: Suppression) -> Suppression:
    """A comment with what it speaks of; of a range only its ends are known yet."""
    if read.verb in (START, END):
        return replace(read, target=None)
    if read.verb != IGNORE:
        return read
    text, span = doc.source.text, read.span
    begin, stop = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    stop = stop if stop >= 0 else len(text)
    if (text[begin : span.start] + text[span.end : stop]).strip():
        return replace(read, target=Span(begin, stop), line=True)
    return replace(read, target=_next_block(doc, span.end))


def _ranges(comments: Sequence[Suppression]) -> list[Suppression]:
    """The comments, those that begin a range with the comment that ends it: the next one with the same words, or with none."""
    found = list(comments)
    waiting: list[int] = []
    for at, one in enumerate(comments):
        if one.verb == START:
            waiting.append(at)
        elif one.verb == END:
            mine = [w for w in waiting if not one.words or set(one.words) == set(comments[w].words)]
            for w in mine:
                found[w] = replace(found[w], target=Span(found[w].span.end, one.span.start), other=one.span)
                found[at] = replace(one, other=found[w].span)
            waiting = [w for w in waiting if w not in mine]
    return found


def _next_block(doc: Document, after: int) -> Span | None:
    """The block behind a comment; of one that the comment stands in, what follows the comment."""
    blocks = doc.plan.blocks
    at = bisect_right(blocks, after, key=lambda block: block.span.end)
    return Span(max(blocks[at].start, after), blocks[at].span.end) if at < len(blocks) else None


def applies(entry: Entry, path: str, finding: Finding, titles: Mapping[str, str], today: datetime.date) -> bool:
    """Whether an entry of the ignore file speaks of this finding. `titles` are the headings by label path."""
    if finding.code not in entry.codes or not entry.reason or entry.until and entry.until < today:
        return False
    if entry.path is not None and not speaks_of(entry, path):
        return False
    if entry.fingerprint is not None and entry.fingerprint != finding.fingerprint:
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
    """Words as a message quotes them, in lower case: composed letters, no emphasis marks, no invisible characters."""
    return " ".join(fold(text, True, 0, len(text), ()).text.casefold().split())


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
        left: list[Finding] = []
        for finding in parted(whole):
            reasons = []
            if finding.code not in mandatory:
                for index, (comment, codes) in enumerate(comments):
                    if finding.code in codes and comment.covers(finding):
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
        kept += joined(whole, left)
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


def joined(whole: Finding, left: Sequence[Finding]) -> list[Finding]:
    """What is left of a finding's places as one again, at the first of them; nothing is told or mended at a place that is not."""
    if len(left) == len(whole.places) + 1:
        return [whole]
    if not left:
        return []
    first, *others = left
    here = {part.place for part in left}
    gone = [part.place for part in parted(whole) if part.place not in here]
    places = tuple(OtherPlace(part.place, part.span, part.section, part.fingerprint) for part in others)
    related = tuple(note for note in whole.related if note.place != first.place and note.place not in gone)
    fixes = [
        replace(fix, edits=tuple(e for e in fix.edits if not any(_holds(place, e.place) for place in gone)))
        for fix in whole.fixes
    ]
    return [replace(first, places=places, related=related, fixes=tuple(fix for fix in fixes if fix.edits))]


def _holds(place: Place, inner: Place) -> bool:
    return (place.line, place.column) <= (inner.line, inner.column) < (place.end_line, place.end_column)
