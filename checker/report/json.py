"""`--format json` and `jsonl`: the contract's keys, in the contract's order, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Mapping

from checker import __version__
from checker.model.findings import FileReport, Finding, Note, PlacedFix, Report
from checker.report.streams import json_text
from checker.source.text import Place


def render(report: Report) -> str:
    """The whole report as one JSON object."""
    findings = [finding for file in report.files for finding in file.findings]
    severities = [finding.severity for finding in findings]
    return (
        json_text(
            {
                "schema": 1,
                "tool": {"name": "plancheck", "version": __version__},
                "packs": list(map(dict, report.packs)),
                "summary": {
                    "files": len(report.files),
                    "errors": severities.count("error"),
                    "warnings": severities.count("warning"),
                    "infos": severities.count("info"),
                    "suppressed": sum(len(file.suppressed) for file in report.files),
                    "fixable": sum(any(fix.safety == "safe" for fix in finding.fixes) for finding in findings),
                },
                "files": [file_object(file) for file in report.files],
            },
            1,
        )
        + "\n"
    )


def render_lines(report: Report) -> str:
    """One line per file, the objects of `files`."""
    return "".join(json_text(file_object(file)) + "\n" for file in report.files)


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
