"""What `plancheck facts` prints: every fact of a plan as plain data, with the contract's keys."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.families.readers import READERS
from checker.model.document import Document
from checker.model.plan import Section
from checker.report.facts_budget import budget_object
from checker.report.json import place_object
from checker.rules.documents import main_document, of_the_plan
from checker.source.text import Span


def file_object(docs: Sequence[Document], path: str) -> dict[str, object]:
    """One entry of `files`, of a file with these documents. Raises what a reader of facts raises.

    Header, sections, tasks and budgets are those of the plan; recipients and signature too, those of the document that issues
    it where the plan has none; the other facts are those of the whole file.
    """
    main, issued = main_document(docs), of_the_plan(docs)
    recipients = next((doc for doc in (main, *docs) if doc.plan.recipients), main)
    signed = next((doc for doc in (main, *docs) if doc.plan.signature), main)
    return {
        "path": path,
        "error": None,
        "header": _header(main),
        "sections": [_section(main, section) for section in main.plan.sections],
        **{name: _each(issued if name in _OF_THE_PLAN else docs, kind, tell) for name, (kind, tell) in _FACTS.items()},
        "recipients": _recipients(recipients),
        "signature": _signature(signed),
        "unparsed": _each(docs, "unparsed", lambda doc, fact: {"why": fact.why}),
        "documents": [part for doc in docs for part in _document(doc)] if len(docs) > 1 else [],
    }


def unread_object(path: str, error: str) -> dict[str, object]:
    """The entry of a file that could not be read."""
    lists = dict.fromkeys(("sections", *_FACTS, "recipients", "unparsed", "documents"), ())
    return {"path": path, "error": error, "header": None, **lists, "signature": None}


def _place(doc: Document, span: Span) -> Mapping[str, object]:
    return place_object(doc.source.place(span))


def _each(
    docs: Sequence[Document], kind: str, tell: Callable[[Document, object], Mapping[str, object]]
) -> list[dict[str, object]]:
    if kind not in READERS:
        return []
    return [{**_place(doc, fact.span), **tell(doc, fact)} for doc in docs for fact in doc.facts(kind)]


def _document(doc: Document) -> Iterator[dict[str, object]]:
    """One of several documents of a file, and behind it its appendices."""
    plan = doc.plan
    end = plan.appendices[0].start if plan.appendices else len(doc.text)
    yield _part(doc, Span(0, end), plan.role, plan.header.type, _header(doc))
    for appendix in plan.appendices:
        yield _part(doc, appendix, "appendix", None, None)


def _part(doc: Document, span: Span, role: str, kind: str | None, header: dict[str, object] | None) -> dict[str, object]:
    """A part from its first to its last line with words."""
    words = doc.text[span.start : span.end]
    first = span.start + len(words) - len(words.lstrip())
    last = span.start + len(words.rstrip())
    place = doc.source.place(Span(min(first, last), last))
    return {"type": kind, "role": role, "line": place.line, "end_line": place.end_line, "header": header}


def _recipients(doc: Document) -> list[dict[str, object]]:
    return [_place(doc, line) for line in doc.plan.recipients.lines] if doc.plan.recipients else []


def _day(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _header(doc: Document) -> dict[str, object]:
    header = doc.plan.header
    number = header.number
    own = doc.facts("own_period") if "own_period" in READERS else ()
    period = own[0].period if own else None
    span = header.type_span or header.subject_span or header.national_title or Span(0, 0)
    return {
        "type": header.type,
        "subject": header.subject,
        "issuer": header.issuer,
        "issuer_text": header.issuer_text,
        "parent": header.parent,
        "number": number.number if number else None,
        "symbol": number.symbol if number else None,
        "place": header.place_date.place if header.place_date else None,
        "date": str(header.date) if header.date else None,
        "period": {"from": _day(period.start), "to": _day(period.end)} if period else None,
        "kind": header.kind,
        **_place(doc, span),
    }


def _section(doc: Document, section: Section) -> dict[str, object]:
    return {
        "label": section.label,
        "title": section.title,
        "role": section.role,
        "roles": list(section.roles),
        "level": section.level,
        **_place(doc, section.heading),
        "children": [_section(doc, child) for child in section.children],
    }


def _citation(doc: Document, fact: object) -> dict[str, object]:
    return {
        "type": fact.type,
        "number": fact.number,
        "year": fact.year,
        "symbol": fact.symbol,
        "id": fact.id,
        "class": fact.kind,
        "date": _day(fact.date),
        "issuer": fact.issuer,
        "clause": fact.clause,
        "first": fact.first,
    }


def _date(doc: Document, fact: object) -> dict[str, object]:
    return {"value": _day(fact.value)}


def _period(doc: Document, fact: object) -> dict[str, object]:
    return {"from": _day(fact.start), "to": _day(fact.end)}


def _amount(doc: Document, fact: object) -> dict[str, object]:
    return {"value": fact.value, **({"currency": fact.currency} if fact.currency else {})}


def _task(doc: Document, fact: object) -> dict[str, object]:
    deadline = fact.deadline
    return {
        "agency": fact.agency.name if fact.agency else None,
        "role": fact.role,
        "action": doc.words(fact.action) if fact.action else None,
        "deadline": {**_place(doc, deadline.span), "value": _day(deadline.value)} if deadline else None,
    }


def _signature(doc: Document) -> dict[str, object] | None:
    signature = doc.plan.signature
    if signature is None:
        return None
    return {
        "authority": [doc.words(span) for span in signature.authority],
        "position": doc.words(signature.position) if signature.position else None,
        "name": doc.words(signature.name) if signature.name else None,
        **_place(doc, signature.span),
    }


_FACTS = {  # the contract's key → (kind of fact, what is told of one)
    "citations": ("citation", _citation),
    "dates": ("date", _date),
    "periods": ("period", _period),
    "deadlines": ("deadline", _date),
    "amounts": ("amount", _amount),
    "budgets": ("budget", budget_object),
    "agencies": ("agency", lambda doc, fact: {"name": fact.name}),
    "tasks": ("task", _task),
}
_OF_THE_PLAN = frozenset(("budgets", "tasks"))  # of the plan, and not of the document that only issues it
