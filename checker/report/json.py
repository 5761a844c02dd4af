"""`--format json`: the contract's keys, in the contract's order, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from checker import __version__
from checker.model.findings import FileReport, Finding, Note, PlacedFix, Report
from checker.report.streams import ITEMS, json_around, json_item
from checker.report.tally import Tally
from checker.source.text import Place


def part(file: FileReport, at: int, about: Report) -> str:
    """The file's entry of `files`, as it stands in the whole."""
    return json_item(file_object(file), 1, 2)


def whole(parts: Iterable[str], about: Report, tally: Tally) -> Iterator[str]:
    """The whole report as one JSON object."""
    shell = {
        "schema": 1,
        "tool": {"name": "plancheck", "version": __version__},
        "packs": list(map(dict, about.packs)),
        "summary": {
            "files": tally.files,
            "errors": tally.severities["error"],
            "warnings": tally.severities["warning"],
            "infos": tally.severities["info"],
            "suppressed": tally.suppressed + tally.known,
            "fixable": tally.fixable["safe"],
        },
        "files": [ITEMS],
    }
    yield from json_around(shell, 1, 2, parts)


def file_object(file: FileReport) -> dict[str, object]:
    """One entry of `files`."""
    return {
        "path": file.path,
        "type": file.type,
        "as_of": file.as_of,
        "profile": file.profile,
        "stage": file.stage,
        "error": file.error,
        "read": dict(file.read),
        "not_checked": [{"code": one.code, "why": one.why} for one in file.not_checked],
        "findings": [finding_object(finding) for finding in file.findings],
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """One entry of `findings`."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        **place_object(finding.place),
        "section": finding.section,
        "basis": finding.basis,
        "related": [_note(note) for note in finding.related],
        "fixes": [_fix(fix) for fix in finding.fixes],
        "args": dict(finding.args),
        "fingerprint": finding.fingerprint,
        **_places(finding),
    }


def _places(finding: Finding) -> dict[str, object]:
    """The key `places`, where a finding stands for several; the first is its own."""
    if not finding.places:
        return {}
    first = {**place_object(finding.place), "fingerprint": finding.fingerprint}
    return {"places": [first, *({**place_object(at.place), "fingerprint": at.fingerprint} for at in finding.places)]}


def place_object(place: Place) -> Mapping[str, object]:
    """The five keys of a position."""
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": place.text,
    }


def _note(note: Note) -> dict[str, object]:
    return {**place_object(note.place), "message": note.message}


def _fix(fix: PlacedFix) -> dict[str, object]:
    edits = [{**place_object(edit.place), "text": edit.new} for edit in fix.edits]
    return {"safety": fix.safety, "title": fix.title, "edits": edits}
