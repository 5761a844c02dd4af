"""Two drafts of one plan: which findings are mended, left and new, and which dates, sums, agencies and documents changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from checker.base.record import TYPE_CHECKING, dataclass
from checker.model.findings import FileReport, Finding
from checker.report.json import finding_object
from checker.report.sheet_text import esc
from checker.report.streams import harmless, json_text
from checker.report.wording import SEVERITY, bilingual, grouped

if TYPE_CHECKING:
    from typing import Any

WORDS = bilingual(
    {
        "title": ("So hai bản dự thảo", "Two drafts compared"),
        "old": ("Bản trước", "Before"),
        "new_draft": ("Bản này", "Now"),
        "mended": ("Đã sửa", "Mended"),
        "left": ("Còn lại", "Left"),
        "new": ("Mới phát sinh", "New"),
        "none": ("Không có.", "None."),
        "facts": ("Nội dung thay đổi", "What changed"),
        "gone": ("Bỏ đi", "Gone"),
        "come": ("Thêm vào", "Come"),
        "date": ("Ngày", "Dates"),
        "amount": ("Số tiền", "Amounts"),
        "agency": ("Cơ quan", "Agencies"),
        "citation": ("Văn bản viện dẫn", "Documents cited"),
        "same": ("Ngày, số tiền, cơ quan và văn bản viện dẫn không đổi.", "Dates, sums, agencies and documents are the same."),
    }
)
_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "date": lambda fact: f"{fact.value:%d/%m/%Y}" if fact.value else "",
    "amount": lambda fact: f"{grouped(fact.value)} {fact.currency or 'đồng'}" if fact.value is not None else "",
    "agency": lambda fact: fact.name or "",
    "citation": lambda fact: " ".join(filter(None, (fact.type, fact.id))) if fact.id else "",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the findings of `old` in `new`; `facts` are (kind, words that are gone, words that came) of what changed."""

    old: FileReport
    new: FileReport
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    come: tuple[Finding, ...]
    facts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    def lists(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The three lists with their names."""
        return ("mended", self.mended), ("left", self.left), ("new", self.come)


def compare(old: FileReport, new: FileReport) -> Comparison:
    """Set two drafts side by side. A finding is the same where its fingerprint is: its rule, its words and the headings above."""
    before = Counter(finding.fingerprint for finding in old.findings)
    left: list[Finding] = []
    come: list[Finding] = []
    for finding in new.findings:
        known = before[finding.fingerprint] > 0
        before[finding.fingerprint] -= known
        (left if known else come).append(finding)
    mended = []
    for finding in old.findings:
        if before[finding.fingerprint] > 0:
            before[finding.fingerprint] -= 1
            mended.append(finding)
    return Comparison(old, new, tuple(mended), tuple(left), tuple(come), tuple(_changed(old, new)))


def _changed(old: FileReport, new: FileReport):
    for kind, shown in _SHOWN.items():
        before, after = (dict.fromkeys(filter(None, map(shown, _facts(file, kind)))) for file in (old, new))
        gone = tuple(words for words in before if words not in after)
        come = tuple(words for words in after if words not in before)
        if gone or come:
            yield kind, gone, come


def _facts(file: FileReport, kind: str) -> tuple:
    return tuple(file.facts.get(kind, ()))


def render_text(found: Comparison, lang: str) -> str:
    """For a terminal: the counts, then each list."""
    words = WORDS[lang]
    lines = [f"{found.old.path} → {found.new.path}"]
    for name, findings in found.lists():
        lines.append(f"{words[name]} ({len(findings)})")
        for f in findings:
            lines.append(f"  {f.place.line}:{f.place.column}  {SEVERITY[lang][f.severity]} {f.code}  {f.message}")
    lines.append(words["facts"] if found.facts else words["same"])
    for kind, gone, come in found.facts:
        lines += [f"  {words[kind]}: - {one}" for one in gone]
        lines += [f"  {words[kind]}: + {one}" for one in come]
    return "".join(harmless(line) + "\n" for line in lines)


def render_json(found: Comparison) -> str:
    """One object: the three lists of findings, and the facts that went and came by kind."""
    lists = {name: [finding_object(finding) for finding in findings] for name, findings in found.lists()}
    facts = {kind: {"gone": list(gone), "come": list(come)} for kind, gone, come in found.facts}
    return json_text({"schema": 1, "old": found.old.path, "new": found.new.path, **lists, "facts": facts}, 1) + "\n"


def section(found: Comparison, lang: str) -> str:
    """The comparison as a section of a page, in the style of the review sheet."""
    words = WORDS[lang]
    parts = [f'<section class="todos compared"><h2>{words["title"]}</h2>']
    parts.append(f'<p class="muted">{words["old"]}: {esc(found.old.path)}. {words["new_draft"]}: {esc(found.new.path)}.</p>')
    for name, findings in found.lists():
        items = "".join(
            f'<li class="s-{f.severity}"><span class="sev">{SEVERITY[lang][f.severity]}</span> {esc(f.message)}</li>'
            for f in findings
        )
        shown = f"<ul>{items}</ul>" if items else f'<p class="muted">{words["none"]}</p>'
        parts.append(f"<h3>{words[name]} ({len(findings)})</h3>{shown}")
    parts.append(f"<h3>{words['facts']}</h3>")
    if found.facts:
        rows = "".join(
            f'<tr><th scope="row">{words[kind]}</th><td>{_listed(gone, "del")}</td><td>{_listed(come, "ins")}</td></tr>'
            for kind, gone, come in found.facts
        )
        head = f'<th scope="col">{words["facts"]}</th><th scope="col">{words["gone"]}</th><th scope="col">{words["come"]}</th>'
        parts.append(f'<table class="facts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
    else:
        parts.append(f"<p>{words['same']}</p>")
    return "".join([*parts, "</section>"])


def _listed(items: tuple[str, ...], tag: str) -> str:
    return "<br>".join(f"<{tag}>{esc(one)}</{tag}>" for one in items)


def render_html(found: Comparison, lang: str) -> str:
    """The comparison as a page of its own."""
    from importlib.resources import files

    style = files("checker.report").joinpath("sheet.css").read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{WORDS[lang]['title']}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body><main class="plan">{section(found, lang)}</main></body>\n</html>\n'
    )
