"""What a run shows of each file: the parts of its formats, made where it is judged, so that no plan leaves the process."""

from __future__ import annotations

from checker.base.record import TYPE_CHECKING, NamedTuple, replace
from checker.cli.faults import cause
from checker.cli.judge import Judge
from checker.model.findings import FileReport, Report
from checker.report import NEEDS_DOCUMENT, Form

if TYPE_CHECKING:
    from typing import Any

    from checker.cli.baseline_file import Baseline


class Shown(NamedTuple):
    """A file that was judged: its report without the plan, its part of each format, and lines about formats that fail on it."""

    file: FileReport
    parts: tuple[Any, ...] = ()
    trouble: tuple[str, ...] = ()


class Showing(NamedTuple):
    """The formats of a run, the folder of the repository, and what a baseline knows already."""

    forms: tuple[Form, ...] = ()
    root: str = ""
    lang: str = "vi"
    known: Baseline | None = None

    @property
    def needs_document(self) -> bool:
        """Whether a format shows the text of the plans."""
        return any(form.name in NEEDS_DOCUMENT for form in self.forms)

    def of(self, judge: Judge, file: FileReport, at: int) -> Shown:
        """What is shown of a file, the `at`th of the run."""
        rules = judge.book.by_code()
        if self.known is not None:
            from checker.cli.baseline_file import only_new

            mandatory = frozenset(code for code, rule in rules.items() if rule.mandatory)
            file = only_new(file, self.known, mandatory, self.lang)
        about = Report((), (), rules, self.lang, self.root)
        made = [self._part(judge, form, file, at, about) for form in self.forms]
        trouble = tuple(why for _, why in made if why)
        return Shown(replace(file, document=None, facts={}), tuple(part for part, _ in made), trouble)

    def _part(self, judge: Judge, form: Form, file: FileReport, at: int, about: Report) -> tuple[Any, str]:
        """(the file's part of a format, ''); of a file that the format fails on, the part that says why, and that as a line."""
        if form.name == "docx":
            return _copy(judge, file, self.lang, **form.options), ""
        try:
            return form.part(file, at, about), ""
        except Exception as error:
            why = cause(error, self.lang)
        row = FileReport(file.path, error=why, profile=file.profile, stage=file.stage)
        return form.part(row, at, about), f"{file.path}: {why}\n"


def _copy(judge: Judge, file: FileReport, lang: str, reviewer: str) -> tuple[str, bytes | str] | None:
    """(path, its annotated copy, or why there is none); None of what is no Word file, or could not be read. The copy records the
    safe fixes of what is reported, proved as `fix` proves its own."""
    layout = file.document.source.layout if file.document is not None else None
    if layout is None or layout.package is None:
        return None
    from checker.report.docx_copy import annotate
    from checker.rules.fixes import proven

    try:
        edits = proven(file.judged.source, file.findings, judge.lint(file.path))
        return file.path, annotate(file, edits, lang, reviewer=reviewer, day=judge.today).data
    except Exception as error:
        return file.path, cause(error, lang)
