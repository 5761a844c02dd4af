"""Judging one plan: rules × facts → findings → suppression → `FileReport`. Pure: no files, no printing.

A check that fails on a text becomes a finding of its own, and the other checks go on.
"""

from __future__ import annotations

import datetime
import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from checker.base.messages import fill, plain, quoted
from checker.base.record import TYPE_CHECKING, dataclass, field, replace
from checker.families.readers import Readers
from checker.model.checkbook import CHECKS
from checker.model.document import Document, FactReader
from checker.model.findings import SEVERITIES, FileReport, Finding, Fix, Hit, Note, OtherPlace, PlacedEdit, PlacedFix, Unjudged
from checker.rules import suppress
from checker.rules import tool_findings as own
from checker.rules.documents import read_documents
from checker.rules.file_report import Judged, file_report, shown_text, unreadable
from checker.rules.fingerprint import fingerprints
from checker.rules.guard import FactsFailed, Guarded
from checker.rules.needs import lacking
from checker.rules.owners import Found, without_yielded, yielded
from checker.rules.packs import Rule
from checker.rules.selection import Index
from checker.rules.telling import told
from checker.rules.where import select, standing
from checker.source.text import Source

if TYPE_CHECKING:
    from checker.model.repository import Repository

_LEVELS = ("none", "suggest", "unsafe", "safe")


@dataclass(frozen=True)
class Settings:
    """How one file is judged. `rules` report; `unseen` only run because they own words that a reporting rule yields.

    `severity` overrides by code. `entries` come from the ignore file. `all_rules` are those that a suppression may name.
    `today` is the day at which the end of a suppression is judged. `repository` are the documents that lie beside the file.
    """

    rules: tuple[Rule, ...]
    unseen: tuple[Rule, ...] = ()
    all_rules: tuple[Rule, ...] = ()
    profile: str = "default"
    stage: str = "draft"
    as_of: datetime.date | None = None
    lang: str = "vi"
    severity: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[suppress.Entry, ...] = ()
    today: datetime.date = field(default_factory=datetime.date.today)
    repository: Repository | None = None

    @cached_property
    def index(self) -> Index:
        """The words that stand for rules."""
        return Index(self.all_rules)

    @cached_property
    def by_code(self) -> dict[str, Rule]:
        """All rules by code."""
        return {rule.code: rule for rule in self.all_rules}


def lint(
    source: Source, settings: Settings, law: Mapping[str, object], readers: Mapping[str, FactReader] | None = None
) -> FileReport:
    """Judge one text: its one document, or each of several with what the first says for the others. Never raises for what
    stands in it."""
    try:
        docs = _documents(source, settings, law, readers)
    except Exception as error:
        return unreadable(source, settings, error)
    seen: Counter[tuple[str, str, str]] = Counter()
    return file_report(source, settings, [_judged(doc, settings, seen) for doc in docs])


def with_document(report: FileReport, source: Source, settings: Settings, law: Mapping[str, object]) -> FileReport:
    """The report of a text that was judged before, with the document for formats that show it: it is read, and not judged.
    Raises what the reading of the outline does."""
    return replace(report, **shown_text(source, _documents(source, settings, law)))


def _documents(
    source: Source, settings: Settings, law: Mapping[str, object], readers: Mapping[str, FactReader] | None = None
) -> list[Document]:
    known = Guarded(Readers() if readers is None else readers)
    return read_documents(source, known, law, settings.stage, settings.as_of, settings.repository)


def _judged(doc: Document, settings: Settings, seen: Counter[tuple[str, str, str]]) -> Judged:
    """One document with its findings; `seen` counts those of the documents before it."""
    raw, ran, unjudged = _run(doc, settings)
    own_words = without_yielded(doc, raw)
    reported = {rule.code for rule in settings.rules}
    shown = [one for one in own_words if one.rule.code in reported or one.rule.code == own.CRASHED]
    findings = _placed(doc, shown, settings, seen)
    findings, suppressed, in_text, used_entries = _suppressed(doc, findings, settings, reported)
    return Judged(
        doc,
        tuple(findings),
        tuple(suppressed),
        in_text,
        frozenset(used_entries),
        frozenset(ran),
        tuple(unjudged),
        frozenset((code, doc.source.raw_span(place)) for code, place in yielded(raw, own_words) if code in reported),
    )


# -- running the checks -----------------------------------------------------------------------------------------------


def _run(doc: Document, settings: Settings) -> tuple[list[Found], set[str], list[Unjudged]]:
    """All hits of all rules, the codes of those that were judged, and the rules that could not be."""
    raw: list[Found] = []
    ran: set[str] = set()
    unjudged: list[Unjudged] = []
    failed: dict[str, tuple[Exception, list[str]]] = {}
    shown = len(settings.rules)
    lacks: dict[tuple[str, ...], str | None] = {}
    for number, rule in enumerate((*settings.rules, *settings.unseen)):
        if not rule.module or not _concerns(rule, doc):
            continue
        if why := _why_not(rule, doc, settings.lang, lacks):
            if number < shown:
                unjudged.append(Unjudged(rule.code, why))
            continue
        try:
            raw += [Found(rule, hit) for hit in _hits(rule, doc)]
            ran.add(rule.code)
        except FactsFailed as failure:
            failed.setdefault(failure.kind, (failure.error, []))[1].append(rule.code)
        except Exception as error:
            failed.setdefault(rule.check, (error, []))[1].append(rule.code)
    crashed = settings.by_code.get(own.CRASHED)
    for name, (fault, codes) in failed.items():
        why = f"“{name}” failed" if settings.lang == "en" else f"“{name}” bị lỗi"
        unjudged.extend(Unjudged(code, why) for code in codes)
        if crashed:
            raw.append(Found(crashed, own.crash(len(doc.text), name, fault, codes)))
    return raw, ran, sorted(unjudged, key=lambda one: one.code)


_OTHER = {"vi": "không phải văn bản hành chính", "en": "no administrative document"}


def _why_not(rule: Rule, doc: Document, lang: str, known: dict[tuple[str, ...], str | None]) -> str | None:
    """Why a rule cannot be judged on this text; None where it can. What is no document of an office is told that alone. `known`
    holds the answers by needs: many rules have the same."""
    if not doc.plan.administrative and rule.code != own.OTHER:
        return _OTHER[lang]
    if rule.needs not in known:
        known[rule.needs] = lacking(doc, rule.needs, lang)
    return known[rule.needs]


def _concerns(rule: Rule, doc: Document) -> bool:
    header = doc.plan.header
    if rule.types and header.type is not None and header.type not in rule.types:
        return False
    return not rule.kinds or header.kind in rule.kinds


def _hits(rule: Rule, doc: Document) -> list[Hit]:
    function = CHECKS.get(rule.check)
    if function is None:
        importlib.import_module(rule.module)
        function = CHECKS[rule.check]
    if rule.on is None:
        return list(function(doc, **rule.params))
    facts = select(doc, standing(doc, doc.facts(rule.on), rule.within), rule.where)
    hits = list(function(doc, facts, **rule.params))
    return list(told(doc, rule, hits)) if hits and rule.telling else hits


# -- hits → findings --------------------------------------------------------------------------------------------------


def _placed(
    doc: Document, raw: Sequence[Found], settings: Settings, seen: Counter[tuple[str, str, str]] | None = None
) -> list[Finding]:
    """Findings in order of position, then code."""
    ordered = sorted(raw, key=lambda one: (doc.source.raw_span(one.hit.span).start, one.rule.code, one.hit.span))
    counted = Counter() if seen is None else seen
    prints = fingerprints(doc, [(one.rule.code, one.hit) for one in ordered], counted)
    return [_finding(doc, one, settings, mark, counted) for one, mark in zip(ordered, prints, strict=True)]


def _other_places(doc: Document, one: Found, seen: Counter[tuple[str, str, str]]) -> tuple[OtherPlace, ...]:
    """The further places of a hit, each with its own fingerprint."""
    others = one.hit.places[1:]
    prints = fingerprints(doc, [(one.rule.code, Hit(span)) for span in others], seen)
    sections = [doc.section_at(span.start) for span in others]
    return tuple(
        OtherPlace(doc.source.place(span), span, section.path if section else None, mark)
        for span, section, mark in zip(others, sections, prints, strict=True)
    )


def _finding(doc: Document, one: Found, settings: Settings, mark: str, seen: Counter[tuple[str, str, str]]) -> Finding:
    rule, hit = one
    lang = settings.lang
    args = {"found": doc.words(hit.span), **hit.args}
    section = doc.section_at(hit.span.start)
    related = tuple(
        Note(
            doc.source.place(other.span),
            fill(
                rule.related.get(other.note) or rule.related.get("default", {}),
                lang,
                {"found": doc.words(other.span), **args, **other.args},
            ),
        )
        for other in hit.related
    )
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(doc, rule, hit, settings),
        message=fill(rule.messages.get(hit.note) or rule.messages["default"], lang, args),
        place=doc.source.place(hit.span),
        span=hit.span,
        section=section.path if section else None,
        basis=str(rule.basis) if rule.basis else None,
        related=related,
        fixes=tuple(_fix(doc, rule, fix, lang, args) for fix in hit.fixes if rule.fix != "none" and _visible(doc, rule, fix)),
        args={name: plain(value) for name, value in hit.args.items()},
        fingerprint=mark,
        addition=hit.addition,
        places=_other_places(doc, one, seen) if hit.more or hit.alike else (),
    )


def _severity(doc: Document, rule: Rule, hit: Hit, settings: Settings) -> str:
    if rule.code in settings.severity:
        chosen = settings.severity[rule.code]
        return max(chosen, rule.severity.default, key=SEVERITIES.index) if rule.mandatory else chosen
    fields = {} if hit.fact is None else {path: doc.value(hit.fact, path) for path in rule.severity.args}
    severity = rule.severity.of(settings.stage, {**fields, **hit.args})
    return min(severity, hit.cap, key=SEVERITIES.index) if hit.cap else severity


def _visible(doc: Document, rule: Rule, fix: Fix) -> bool:
    """Whether the edits of a fix leave alone what is not read (comments, code); only the tool's own comments may go."""
    hidden = doc.source.hidden
    if not hidden or rule.code == own.UNUSED:
        return True
    edits = [doc.source.raw_span(one.span) for one in fix.edits]
    return not any(part.start < edit.end and edit.start < part.end for edit in edits for part in hidden)


_TITLES = {
    "vi": {"replace": "Thay “{old}” bằng “{new}”", "remove": "Bỏ “{old}”", "insert": "Thêm “{new}”", "other": "Sửa lại"},
    "en": {"replace": "Replace “{old}” with “{new}”", "remove": "Remove “{old}”", "insert": "Insert “{new}”", "other": "Mend"},
}


def _fix(doc: Document, rule: Rule, fix: Fix, lang: str, args: Mapping[str, object]) -> PlacedFix:
    safety = min(fix.safety, rule.fix, key=_LEVELS.index)
    edits = tuple(PlacedEdit(doc.source.place(e.span), doc.source.raw_span(e.span), e.new) for e in fix.edits)
    if rule.fix_title:
        title = fill(rule.fix_title, lang, args)
    else:
        old, new = (edits[0].place.text.strip(), edits[0].new.strip()) if len(edits) == 1 else ("", "")
        kind = "replace" if old and new else "remove" if old else "insert" if new else "other"
        title = _TITLES[lang][kind].format(old=quoted(old), new=quoted(new))
    return PlacedFix(safety, title, edits)


# -- suppression ------------------------------------------------------------------------------------------------------


def _suppressed(
    doc: Document, findings: list[Finding], settings: Settings, reported: set[str]
) -> tuple[list[Finding], list[tuple[Finding, str]], frozenset[str], set[int]]:
    """What is left, what is silenced and why, what of it by a comment, and which entries of the ignore file did something."""
    comments = [(c, *own.codes_of(c, settings.index)) for c in suppress.read_comments(doc)]
    if not doc.plan.administrative or not comments and not settings.entries:
        return findings, [], frozenset(), set()
    mandatory = frozenset(rule.code for rule in settings.all_rules if rule.mandatory)
    titles = {section.path: section.title for section in doc.sections}
    kept, silenced, used, used_entries = suppress.split(
        findings, [(c, codes) for c, codes, _ in comments], settings.entries, doc.source.path, titles, mandatory, settings.today
    )
    hits = own.comment_hits(doc, comments, used, frozenset(reported), mandatory, settings.lang)
    extra = [Found(settings.by_code[code], hit) for code, hit in hits if code in reported]
    if extra:
        kept = sorted(kept + _placed(doc, extra, settings), key=lambda f: (f.place.line, f.place.column, f.code))
    in_text = frozenset(
        finding.fingerprint
        for finding, _ in silenced
        if any(finding.code in codes and comment.covers(finding) for comment, codes, _ in comments)
    )
    return kept, silenced, in_text, used_entries
