"""The output formats. Each is a module with two functions: `part(file, at, about)`, what it shows of one file (plain data; `at`
is the file's number), and `whole(parts, about, tally)`, the pieces of text that all parts make. So a run holds one report at a
time, and parts can be made in any process."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.model.findings import FileReport, Report
from checker.report.tally import Tally

if TYPE_CHECKING:
    from typing import Any

FORMATS: dict[str, str] = {
    "pretty": "checker.report.pretty",
    "concise": "checker.report.concise",
    "json": "checker.report.json",
    "jsonl": "checker.report.jsonl",
    "sarif": "checker.report.sarif",
    "github": "checker.report.github",
    "gitlab": "checker.report.gitlab",
    "junit": "checker.report.junit",
    "html": "checker.report.html",
}

# Formats that only `--output` takes: no text for standard output.
FILE_FORMATS = ("docx", "csv", "xlsx")
_MODULES = FORMATS | {
    "csv": "checker.report.table",
    "xlsx": "checker.report.table",
    "step-summary": "checker.report.step_summary",
}

# Formats that show the text of the plans: a part is made while the document is at hand.
NEEDS_DOCUMENT = frozenset({"pretty", "html", "docx", "csv", "xlsx"})

# Formats whose text begins before the last file is known; the others say first what all files add up to.
LIVE = frozenset({"pretty", "concise", "jsonl", "csv"})


class Form(NamedTuple):
    """A format as one run wants it; one without a name shows nothing."""

    name: str
    options: Mapping[str, Any] = {}

    def part(self, file: FileReport, at: int, about: Report) -> Any:
        """What the format shows of a file; `about` is the report without its files."""
        return importlib.import_module(_MODULES[self.name]).part(file, at, about, **self.options) if self.name else None

    def whole(self, parts: Iterable[Any], about: Report, tally: Tally) -> Iterator[str]:
        """The text, piece by piece. `parts` of a format that is not live can be gone through more than once."""
        return importlib.import_module(_MODULES[self.name]).whole(parts, about, tally, **self.options)


def renderer(name: str, **options: Any) -> Callable[[Report], str]:
    """A function that makes the whole text of a report that is at hand. Raises KeyError for an unknown format."""
    form = Form(name, options)
    assert _MODULES[name]

    def render(report: Report) -> str:
        about, tally = replace(report, files=()), Tally()
        for file in report.files:
            tally.add(file)
        parts = [form.part(file, at, about) for at, file in enumerate(report.files, 1)]
        return "".join(form.whole(parts, about, tally))

    return render
