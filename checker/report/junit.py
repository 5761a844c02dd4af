"""JUnit XML: one suite per file, one test case per rule that found something; a file without findings is one passed case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from checker.model.findings import FileReport, Finding, Report
from checker.report.streams import visible
from checker.report.tally import Tally


def part(file: FileReport, at: int, about: Report) -> tuple[dict[str, int], str]:
    """(what is counted of a file, its suite)."""
    count, lines = _suite(file)
    return count, "".join(line + "\n" for line in lines)


def whole(parts: Iterable[tuple[dict[str, int], str]], about: Report, tally: Tally) -> Iterator[str]:
    """The XML document. Errors and warnings are failures; infos stand in `system-out`, as they fail nothing."""
    total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for count, _ in parts:
        total = {key: total[key] + count[key] for key in total}
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plancheck"{_attributes(total)}>\n'
    yield from (suite for _, suite in parts)
    yield "</testsuites>\n"


def _suite(file: FileReport) -> tuple[dict[str, int], list[str]]:
    path = visible(file.path)
    cases: list[str] = []
    count = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    if file.error is not None:
        count["errors"] += 1
        cases.append(_case(path, "unreadable", f"<error message={quoteattr(visible(file.error))}/>"))
    for code, group in groupby(sorted(file.findings, key=lambda f: f.code), key=lambda f: f.code):
        found = list(group)
        bad = [f for f in found if f.severity != "info"]
        count["failures"] += bool(bad)
        cases.append(_case(path, f"{code} {found[0].name}", "".join(_parts(path, found, bad))))
    for finding, reason in file.suppressed:
        count["skipped"] += 1
        name = f"{finding.code} {finding.name} {_place(finding)}"
        cases.append(_case(path, name, f"<skipped message={quoteattr(visible(reason))}/>"))
    if not cases:
        cases.append(f'    <testcase classname={quoteattr(path)} name="plancheck"/>')
    count["tests"] = len(cases)
    return count, [f"  <testsuite name={quoteattr(path)}{_attributes(count)}>", *cases, "  </testsuite>"]


def _parts(path: str, found: list[Finding], bad: list[Finding]) -> Iterator[str]:
    """One failure element for the case (more are not allowed everywhere), with every finding of the rule in its text."""
    listed = "\n".join(
        f"{path}:{_place(f)}: {f.severity} {visible(f.message)}" + (f" ({visible(f.basis)})" if f.basis else "") for f in found
    )
    if bad:
        more = f" (+{len(found) - 1})" if len(found) > 1 else ""
        message = quoteattr(visible(bad[0].message) + more)
        yield f"<failure type={quoteattr(bad[0].severity)} message={message}>{escape(listed)}</failure>"
    else:
        yield f"<system-out>{escape(listed)}</system-out>"


def _case(path: str, name: str, inner: str) -> str:
    return f"    <testcase classname={quoteattr(path)} name={quoteattr(name)}>{inner}</testcase>"


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"


def _attributes(count: dict[str, int]) -> str:
    return "".join(f' {key}="{value}"' for key, value in count.items())
