"""What an archive keeps of each document: one row for the file, one for each finding, one for each fact."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from checker.archive.sources import Item
from checker.base.record import TYPE_CHECKING, NamedTuple
from checker.model.findings import FileReport

if TYPE_CHECKING:
    from checker.model.document import Document

_LARGEST = (1 << 63) - 1  # what a column of whole numbers holds


class FileRow(NamedTuple):
    """A document. `state` is the rules, law, settings and day it was judged by; `error` why it could not be read."""

    file: str
    stamp: str
    state: str
    error: str | None
    office: str | None
    type: str | None
    number: str | None
    date: datetime.date | None
    findings: int
    errors: int


class FindingRow(NamedTuple):
    """A finding, without its fix."""

    file: str
    code: str
    name: str
    severity: str
    message: str
    line: int
    column: int
    section: str | None
    basis: str | None
    fingerprint: str


class FactRow(NamedTuple):
    """A fact. `kind` is citation, task, amount or agency; `name` the document or the agency; `value` an amount in đồng.

    `date` is the day of a document or the last day of a task, `role` what the agency of a task does; `gone` since when a document
    is not in force.
    """

    file: str
    kind: str
    line: int
    name: str | None
    value: int | None
    date: datetime.date | None
    role: str | None
    gone: datetime.date | None


class Rows(NamedTuple):
    """The rows of some documents."""

    files: list[FileRow]
    findings: list[FindingRow]
    facts: list[FactRow]


def of_report(item: Item, state: str, report: FileReport) -> Rows:
    """The rows of one document that was judged, or could not be."""
    if report.error is not None or report.document is None:
        return broken(item, state, report.error or "")
    header = report.judged.plan.header
    day = header.date.first if header.date and header.date.exists else None
    errors = sum(finding.severity == "error" for finding in report.findings)
    number = f"{header.number.number or ''}/{header.number.symbol or ''}" if header.number else None
    file = FileRow(item.id, item.stamp, state, None, header.issuer, report.type, number, day, len(report.findings), errors)
    findings = [
        FindingRow(
            item.id,
            one.code,
            one.name,
            one.severity,
            one.message,
            one.place.line,
            one.place.column,
            one.section,
            one.basis,
            one.fingerprint,
        )
        for one in report.findings
    ]
    return Rows([file], findings, list(_facts(item, report)))


def broken(item: Item, state: str, why: str) -> Rows:
    """The one row of a document that cannot be read."""
    return Rows([FileRow(item.id, item.stamp, state, why or "không đọc được", None, None, None, None, 0, 0)], [], [])


def together(parts: Sequence[Rows]) -> Rows:
    """The rows of several."""
    return Rows(
        [row for part in parts for row in part.files],
        [row for part in parts for row in part.findings],
        [row for part in parts for row in part.facts],
    )


def _facts(item: Item, report: FileReport) -> Iterator[FactRow]:
    doc, facts = report.judged, report.facts
    known = _known(doc)
    for one in facts.get("citation", ()):
        its = known.get(one.span)
        meant = one if one.id else its  # 'Luật Người cao tuổi': the law that is meant, with those who cite its number
        name = " ".join(filter(None, (meant.type, meant.id))) if meant else " ".join(doc.words(one.span).split())
        gone = its.until if its and its.ended else None
        yield FactRow(item.id, "citation", _line(doc, one), name, None, one.date, None, gone)
    for one in facts.get("amount", ()):
        value = one.value if one.value is not None and abs(one.value) <= _LARGEST else None
        yield FactRow(item.id, "amount", _line(doc, one), None, value, None, None, None)
    for one in facts.get("agency", ()):
        yield FactRow(item.id, "agency", _line(doc, one), one.name, None, None, None, None)
    for one in facts.get("task", ()):
        agency, due = one.agency.name if one.agency else None, one.deadline.value if one.deadline else None
        yield FactRow(item.id, "task", _line(doc, one), agency, None, due, one.role, None)


def _known(doc: Document) -> dict:
    """What the registry knows of the cited documents, by the place of the citation."""
    try:
        return {one.span: one for one in doc.facts("known_document")}
    except Exception:  # a fault in this reader is a finding of its own
        return {}


def _line(doc: Document, fact) -> int:
    return doc.source.place(fact.span).line
