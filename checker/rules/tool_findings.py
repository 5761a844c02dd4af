"""The tool's own findings, the one place that knows rule codes: suppressions without use or reason, crashed
checks, and texts that are no document of an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.base.cache import digest
from checker.base.messages import fill
from checker.base.record import TYPE_CHECKING
from checker.model.document import Document
from checker.model.findings import Edit, FileReport, Finding, Fix, Hit, Related
from checker.rules.packs import Rule
from checker.rules.selection import Index, Unknown
from checker.rules.suppress import END, START, VERBS, Entry, Suppression, speaks_of
from checker.source.text import Place, Span

if TYPE_CHECKING:
    from checker.rules.engine import Settings

UNUSED, UNREASONED, CRASHED, OTHER = "SP001", "SP002", "SP004", "SP005"


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
    doc: Document,
    comments: Sequence[tuple[Suppression, frozenset[str], tuple[Unknown, ...]]],
    used: set[int],
    judged: frozenset[str],
    mandatory: frozenset[str],
    lang: str,
) -> Iterator[tuple[str, Hit]]:
    """(code, hit) for every comment that suppresses nothing or gives no reason.

    A comment for rules that did not run here (`judged` are those that did) is not called unused.
    """
    for number, (comment, codes, unknown) in enumerate(comments):
        words = ", ".join(comment.words)
        if comment.elsewhere:
            continue
        if comment.verb == END:
            if comment.other is None:
                yield UNUSED, Hit(comment.span, {"rule": words or END}, note="unopened")
        elif comment.verb not in VERBS or not comment.words:
            yield UNUSED, Hit(comment.span, {"rule": comment.verb or "—"}, note="malformed")
        elif unknown:
            args = {"rule": unknown[0].word, "reason": unknown[0].text(lang)}
            yield UNUSED, Hit(comment.span, args, note="unknown")
        elif not comment.reason:
            yield UNREASONED, Hit(comment.span, {"rule": words})
        elif comment.verb == START and comment.other is None:
            yield UNUSED, Hit(comment.span, {"rule": words}, note="unclosed")
        elif codes <= mandatory:
            yield UNUSED, Hit(comment.span, {"rule": words}, note="mandatory")
        elif number not in used and codes <= judged and not _of_more(doc, comment):
            ends = [comment.span, *([comment.other] if comment.other else [])]
            fix = Fix(tuple(_without(doc, span) for span in ends))
            yield UNUSED, Hit(comment.span, {"rule": words}, tuple(Related(span) for span in ends[1:]), (fix,))


def _of_more(doc: Document, comment: Suppression) -> bool:
    """Whether a comment speaks of more than this document: of the whole of a file that holds several."""
    return doc.source.window is not None and comment.target == Span(0, len(doc.text))


def _without(doc: Document, span: Span) -> Edit:
    """Take a comment out, with its line end where it stands on lines of its own."""
    text, (start, end) = doc.text, span
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop + 1
    if text[begin:start].strip() or text[end:stop].strip():
        return Edit(span, "")
    return Edit(Span(begin, stop), "")


# -- the ignore file --------------------------------------------------------------------------------------------------


def entries_report(entries: Sequence[Entry], paths: Sequence[str], used: set[int], settings: Settings) -> FileReport | None:
    """The report on the ignore file itself: entries without a reason, past their day, or without use; None where all is well.

    An entry counts as unused only if a file that it speaks of was judged (`paths`), by all the rules that it names.
    """
    reported = {rule.code: rule for rule in settings.rules}
    findings = []
    for number, entry in enumerate(entries):
        code, note = _fault(entry, number in used, paths, settings, set(reported))
        if code in reported:
            findings.append(_entry_finding(reported[code], note, entry, settings))
    if not findings:
        return None
    return FileReport(entries[0].file, profile=settings.profile, stage=settings.stage, findings=tuple(findings))


def _fault(entry: Entry, used: bool, paths: Sequence[str], settings: Settings, judged: set[str]) -> tuple[str | None, str]:
    if not entry.reason:
        return UNREASONED, "entry"
    if entry.until and entry.until < settings.today:
        return UNUSED, "expired"
    if all(settings.by_code[code].mandatory for code in entry.codes):
        return UNUSED, "mandatory"
    if used or not set(entry.codes) <= judged or not any(speaks_of(entry, path) for path in paths):
        return None, ""
    return UNUSED, "default"


def _entry_finding(rule: Rule, note: str, entry: Entry, settings: Settings) -> Finding:
    args = {"rule": entry.word, "until": entry.until}
    message = fill(rule.messages.get(note) or rule.messages["default"], settings.lang, args)
    place = Place(entry.line, entry.column, entry.line, entry.column + len(entry.first), entry.first)
    mark = digest(rule.code.encode(), repr((entry.word, entry.path, entry.text, entry.section)).encode(), size=8)
    severity = settings.severity.get(rule.code, rule.severity.default)
    return Finding(rule.code, rule.name, severity, message, place, Span(0, 0), None, None, (), (), {"rule": entry.word}, mark)
