"""The tool's own findings, the one place that knows rule codes: suppressions without use or reason, and crashed checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.document import Document
from checker.findings import Edit, Fix, Hit
from checker.selection import Index, Unknown
from checker.suppress import Suppression
from checker.text import Span

UNUSED, UNREASONED, CRASHED = "SP001", "SP002", "SP004"


def crash(doc_end: int, check: str, error: BaseException, codes: Sequence[str] = ()) -> Hit:
    """A check (or a reader of facts) that failed; the hit stands on the first line."""
    args = {"check": check, "error": f"{type(error).__name__}: {error}"[:200], "rules": tuple(codes)}
    return Hit(Span(0, min(1, doc_end)), args)


def codes_of(comment: Suppression, index: Index) -> tuple[frozenset[str], tuple[Unknown, ...]]:
    """The codes that a comment's words stand for, and the words that stand for none."""
    codes: set[str] = set()
    unknown = []
    for word in comment.words:
        try:
            codes.update(index.codes(word))
        except Unknown as error:
            unknown.append(error)
    return frozenset(codes), tuple(unknown)


def comment_hits(
    doc: Document, comments: Sequence[tuple[Suppression, frozenset[str], tuple[Unknown, ...]]], used: set[int],
    judged: frozenset[str], mandatory: frozenset[str], lang: str,
) -> Iterator[tuple[str, Hit]]:
    """(code, hit) for every comment that suppresses nothing or gives no reason.

    A comment for rules that did not run here (`judged` are those that did) is not called unused.
    """
    for number, (comment, codes, unknown) in enumerate(comments):
        words = ", ".join(comment.words)
        if comment.verb != "ignore" or not comment.words:
            yield UNUSED, Hit(comment.span, {"rule": comment.verb or "—"}, note="malformed")
        elif unknown:
            args = {"rule": unknown[0].word, "reason": unknown[0].text(lang)}
            yield UNUSED, Hit(comment.span, args, note="unknown")
        elif not comment.reason:
            yield UNREASONED, Hit(comment.span, {"rule": words})
        elif codes <= mandatory:
            yield UNUSED, Hit(comment.span, {"rule": words}, note="mandatory")
        elif number not in used and codes <= judged:
            yield UNUSED, Hit(comment.span, {"rule": words}, fixes=(_without(doc, comment),))


def _without(doc: Document, comment: Suppression) -> Fix:
    """Take the comment out, with its line end where it stands on lines of its own."""
    text, (start, end) = doc.text, comment.span
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    if text[begin:start].strip() or text[end:stop].strip():
        return Fix((Edit(comment.span, ""),))
    return Fix((Edit(Span(begin, stop), ""),))
