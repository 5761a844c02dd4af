"""SARIF 2.1.0 (OASIS): for code scanning services and editors. Columns are Unicode code points, as in all our output; paths are
those of the repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from checker import __version__
from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.model.findings import FileReport, Finding, Note, PlacedFix, Report
from checker.report.repository import from_root
from checker.report.sheet_notes import rule_card
from checker.report.streams import ITEMS, json_around, json_item, visible
from checker.report.tally import Tally
from checker.rules.tool_findings import CRASHED
from checker.source.text import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_DRIVE = re.compile(r"[A-Za-z]:/")
_REFERENCE = "https://github.com/plancheck/plancheck/blob/main/docs/rules.md"


class Part(NamedTuple):
    """What the log says of one file. `results` lack the index of their rule, which only the whole knows; `named` are the codes
    with the names of their rules."""

    uri: str
    results: list[dict]
    named: dict[str, str]
    failed: list[dict]
    noted: list[dict]


def part(file: FileReport, at: int, about: Report) -> tuple:
    """The parts of the log that speak of the file, as a plain tuple of a `Part`."""
    path = from_root(file.path, about.root)
    listed = [(finding, None) for finding in file.findings] + list(file.suppressed)
    listed.sort(key=lambda pair: (pair[0].place.line, pair[0].place.column, pair[0].code))
    failed = [_notification(file.error, _location(path))] if file.error is not None else []
    crashed = [finding for finding in file.findings if finding.code == CRASHED]
    failed += [_notification(finding.message, _location(path, finding.place)) for finding in crashed]
    return tuple(
        Part(
            _uri(path),
            [_result(path, file, at - 1, finding, reason) for finding, reason in listed],
            {finding.code: finding.name for finding, _ in listed},
            failed,
            [_notification(note, _location(path), "note") for note in file.notes],
        )
    )


def whole(parts: Iterable[tuple], about: Report, tally: Tally) -> Iterator[str]:
    """One log with one run, indented, keys in a fixed order. Suppressed findings stay in it with their reason. Only the rules
    that report something are listed: the reader of a log asks for no other."""
    named: dict[str, str] = {}
    failed: list[dict] = []
    noted: list[dict] = []
    for one in map(Part._make, parts):
        named |= one.named
        failed += one.failed
        noted += one.noted
    codes = sorted(named)
    invocation: dict = {"executionSuccessful": not failed}
    if failed or noted:
        invocation["toolExecutionNotifications"] = [*failed, *noted]
    driver = {"name": "plancheck", "semanticVersion": __version__, "rules": [_rule(about, code, named[code]) for code in codes]}
    run = {
        "tool": {"driver": driver, "extensions": [_pack(pack) for pack in about.packs]},
        "language": about.lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "artifacts": [ITEMS],
        "results": [ITEMS],
    }
    index = {code: at for at, code in enumerate(codes)}
    results = (_indexed(result, index) for one in map(Part._make, parts) for result in one.results)
    artifacts = (json_item({"location": {"uri": one.uri}}, 2, 4) for one in map(Part._make, parts))
    yield from json_around({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2, 4, artifacts, results)


def _indexed(result: dict, index: dict[str, int]) -> str:
    """A result with the index of its rule, as JSON."""
    ordered = {"ruleId": result["ruleId"], "ruleIndex": index[result["ruleId"]], **result}
    return json_item(ordered, 2, 4)


def _notification(text: str, location: dict, level: str = "error") -> dict:
    return {"level": level, "message": {"text": visible(text)}, "locations": [location]}


def _rule(about: Report, code: str, name: str) -> dict:
    card = rule_card(about.rules, code, about.lang)
    if card is None:
        return {"id": code, "name": _pascal(name), "shortDescription": {"text": name}}
    title = card.title or card.name
    rule = {
        "id": code,
        "name": _pascal(card.name),
        "shortDescription": {"text": title},
        "fullDescription": {"text": card.why or title},
        "help": {"text": _help(card, "", "\n"), "markdown": _help(card, "**", "\n\n")},
        "defaultConfiguration": {"level": _LEVEL[card.severity]},
        "properties": {"tags": [code.rstrip("0123456789"), card.name], "legalBasis": card.basis, "fix": card.fix},
    }
    if getattr(about.rules[code], "built_in", False):  # the others stand in no reference of ours
        rule["helpUri"] = f"{_REFERENCE}#{code.lower()}-{card.name}"
    if card.aliases:
        rule["deprecatedNames"] = list(card.aliases)
    return rule


def _help(card, strong: str, gap: str) -> str:
    labels = (("Vì sao", card.why), ("Căn cứ", card.basis), ("Sai", card.wrong), ("Đúng", card.right))
    lines = [f"{strong}{card.code} {card.name}{strong}: {card.title}"]
    lines += [f"{strong}{label}:{strong} {visible(text)}" for label, text in labels if text]
    return gap.join([*lines, f"plancheck explain {card.code}"])


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _pack(pack) -> dict:
    extension = {"name": f"plancheck-rules-{pack['name']}", "version": str(pack.get("version", ""))}
    if pack.get("law_as_of"):
        extension["properties"] = {"lawAsOf": str(pack["law_as_of"])}
    return extension


def _uri(path: str) -> str:
    """A relative reference for a relative path, a file URI for an absolute one. Undecodable bytes of a name stay themselves."""
    plain = path.removeprefix("./")
    escaped = quote(plain.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
    if plain.startswith("/"):
        return f"file://{escaped}"
    return f"file:///{plain[:2]}{escaped[4:]}" if _DRIVE.match(plain) else escaped


def _region(place: Place) -> dict:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return region | ({"snippet": {"text": place.text}} if place.text else {})


def _location(path: str, place: Place | None = None) -> dict:
    physical: dict = {"artifactLocation": {"uri": _uri(path)}}
    if place is not None:
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _result(path: str, file: FileReport, artifact: int, finding: Finding, reason: str | None) -> dict:
    location = _location(path, finding.place)
    location["physicalLocation"]["artifactLocation"]["index"] = artifact
    if finding.section:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.section, "kind": "section"}]
    result: dict = {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint, "plancheck/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [_related(path, at, note) for at, note in enumerate(finding.related, 1)]
    if fixes := [_fix(path, fix) for fix in finding.fixes if fix.safety != "suggest"]:
        result["fixes"] = fixes
    if reason is not None:
        kind = "inSource" if finding.fingerprint in file.in_text else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": reason}]
    if finding.fingerprint in file.in_baseline:
        result["baselineState"] = "unchanged"
    result["properties"] = dict(_properties(finding))
    return result


def _message(finding: Finding) -> str:
    """The message with what is only suggested: a viewer would offer a SARIF fix for applying."""
    hints = [fix.title for fix in finding.fixes if fix.safety == "suggest" and fix.title and fix.title not in finding.message]
    return visible(" ".join([finding.message, *(f"({hint})" for hint in hints)]))


def _properties(finding: Finding) -> Iterator[tuple[str, object]]:
    yield "severity", finding.severity
    if finding.basis:
        yield "legalBasis", finding.basis
    if finding.section:
        yield "section", finding.section


def _related(path: str, number: int, note: Note) -> dict:
    return {"id": number, **_location(path, note.place), "message": {"text": visible(note.message) or visible(note.place.text)}}


def _fix(path: str, fix: PlacedFix) -> dict:
    edits = [
        {"deletedRegion": {k: v for k, v in _region(edit.place).items() if k != "snippet"}, "insertedContent": {"text": edit.new}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": edits}
    made = {"artifactChanges": [change], "properties": {"safety": fix.safety}}
    return {"description": {"text": visible(fix.title)}, **made} if fix.title else made
