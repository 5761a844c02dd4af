"""What is told of a file: the findings and facts of its documents, of nearly every file of one, together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base.messages import fill, pick, plain
from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.model.document import Document
from checker.model.findings import FileReport, Finding, Unjudged
from checker.model.shift import offset_in, shifted, whole_plan
from checker.rules import tool_findings as own
from checker.rules.documents import main_document, of_the_plan
from checker.rules.guard import FactsFailed
from checker.source.text import Source, Span

if TYPE_CHECKING:
    from typing import Any

    from checker.rules.engine import Settings

_READ = {  # what a report counts → its kind of fact
    "citations": "citation",
    "dates": "date",
    "amounts": "amount",
    "tasks": "task",
    "agencies": "agency",
    "unparsed": "unparsed",
}
_SHOWN = (*_READ.values(), "period", "deadline", "budget")  # the facts that a report shows
_OF_THE_PLAN = frozenset(("task", "budget"))  # those that are of the plan, and not of the document that issues it


class Judged(NamedTuple):
    """One document with what was found in it. `ran` holds the codes of the rules that could be judged."""

    doc: Document
    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, str], ...]
    in_text: frozenset[str]
    used_entries: frozenset[int]
    ran: frozenset[str]
    unjudged: tuple[Unjudged, ...]
    yielded: frozenset[tuple[str, Span]]


def file_report(source: Source, settings: Settings, judged: Sequence[Judged]) -> FileReport:
    """The report of a file whose documents were judged one by one."""
    docs = [one.doc for one in judged]
    main = main_document(docs)
    facts = [_Facts(doc) for doc in docs]
    offsets = [offset_in(source, doc.source) for doc in docs]
    ran = frozenset(code for one in judged for code in one.ran)
    unjudged = {entry.code: entry for one in judged for entry in one.unjudged if entry.code not in ran}
    return FileReport(
        path=source.path,
        type=main.plan.header.type,
        as_of=_as_of(main),
        profile=settings.profile,
        stage=settings.stage,
        read={name: sum(len(own_facts[kind]) for own_facts in _told(docs, facts, kind)) for name, kind in _READ.items()},
        not_checked=tuple(unjudged[code] for code in sorted(unjudged)),
        findings=tuple(_moved(found, by) for one, by in zip(judged, offsets, strict=True) for found in one.findings),
        suppressed=tuple(
            (_moved(found, by), why) for one, by in zip(judged, offsets, strict=True) for found, why in one.suppressed
        ),
        **_shown(source, docs, facts, offsets),
        used_entries=frozenset().union(*(one.used_entries for one in judged)),
        in_text=frozenset().union(*(one.in_text for one in judged)),
        notes=source.layout.notes if source.layout else (),
        yielded=frozenset().union(*(one.yielded for one in judged)),
    )


def shown_text(source: Source, docs: Sequence[Document]) -> dict[str, Any]:
    """The fields of a report for formats that show the text: the document, and the facts, each kind read when it is asked for."""
    return _shown(source, docs, [_Facts(doc) for doc in docs], [offset_in(source, doc.source) for doc in docs])


def _shown(source: Source, docs: Sequence[Document], facts: Sequence[_Facts], offsets: Sequence[int]) -> dict[str, Any]:
    main = main_document(docs)
    if len(docs) == 1:
        return {"document": main, "facts": facts[0]}
    return {"document": _whole(source, docs, main), "facts": _Together(docs, facts, offsets)}


def _moved(finding: Finding, by: int) -> Finding:
    if not by:
        return finding
    places = tuple(replace(place, span=shifted(place.span, by)) for place in finding.places)
    return replace(finding, span=shifted(finding.span, by), addition=shifted(finding.addition, by), places=places)


class _Together(Mapping[str, tuple]):
    """The facts of all documents by kind, at their places in the file: moved there when a report shows them."""

    def __init__(self, docs: Sequence[Document], facts: Sequence[Mapping[str, tuple]], offsets: Sequence[int]):
        self._docs, self._facts, self._offsets = docs, facts, offsets

    def __getitem__(self, kind: str) -> tuple:
        if kind not in _SHOWN:
            raise KeyError(kind)
        at = {id(own_facts): by for own_facts, by in zip(self._facts, self._offsets, strict=True)}
        told = _told(self._docs, self._facts, kind)
        return tuple(shifted(fact, at[id(own_facts)]) for own_facts in told for fact in own_facts[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(_SHOWN)

    def __len__(self) -> int:
        return len(_SHOWN)


def _told(docs: Sequence[Document], facts: Sequence[Mapping[str, tuple]], kind: str) -> list[Mapping[str, tuple]]:
    """The facts of the documents whose facts of that kind are the file's."""
    if kind not in _OF_THE_PLAN:
        return list(facts)
    issued = of_the_plan(docs)
    return [own_facts for doc, own_facts in zip(docs, facts, strict=True) if doc in issued]


def _whole(source: Source, docs: Sequence[Document], main: Document) -> Document:
    """A document for the reports that show the text: all of the file, with the plan's components."""
    return main.of(whole_plan(source, [doc.plan for doc in docs], main.plan))


def _as_of(doc: Document) -> str | None:
    try:
        return str(doc.as_of)
    except FactsFailed:
        return None


class _Facts(Mapping[str, tuple]):
    """The facts of a document that a report shows, by kind; none of a kind that nobody reads or whose reader failed."""

    def __init__(self, doc: Document):
        self._doc = doc

    def __getitem__(self, kind: str) -> tuple:
        if kind not in _SHOWN:
            raise KeyError(kind)
        try:
            return self._doc.facts(kind)
        except (KeyError, FactsFailed):
            return ()

    def __iter__(self) -> Iterator[str]:
        return iter(_SHOWN)

    def __len__(self) -> int:
        return len(_SHOWN)


def unreadable(source: Source, settings: Settings, error: Exception) -> FileReport:
    """The report of a text whose outline could not be read: only the crash."""
    crashed = settings.by_code.get(own.CRASHED)
    findings: tuple[Finding, ...] = ()
    if crashed:
        hit = own.crash(len(source.text), "outline", error)
        findings = (
            Finding(
                crashed.code,
                crashed.name,
                crashed.severity.default,
                fill(crashed.messages["default"], settings.lang, hit.args),
                source.place(hit.span),
                hit.span,
                None,
                None,
                (),
                (),
                {name: plain(v) for name, v in hit.args.items()},
                "",
            ),
        )
    why = pick({"vi": "không đọc được bố cục", "en": "the outline could not be read"}, settings.lang)
    unjudged = tuple(Unjudged(rule.code, why) for rule in settings.rules if rule.module)
    return FileReport(source.path, profile=settings.profile, stage=settings.stage, not_checked=unjudged, findings=findings)
