"""What an editor is told: findings as diagnostics, fixes and suppressions as actions, rules on hover, the outline, the sums."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from checker.base.messages import pick, spoken
from checker.cli.ignore_entries import below, entry_text, file_for
from checker.model.findings import Finding
from checker.model.plan import Section
from checker.rules.suppress import parted
from checker.server.texts import Text, touches
from checker.server.workroom import Judged

EXPLAIN = "plancheck.explain"
_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_WORDS = {
    "vi": {
        "ignore": "Bỏ qua {} ở chỗ này (ghi vào {}, cần điền lý do)",
        "explain": "Giải thích {}",
        "all": "Sửa mọi chỗ sửa được an toàn",
        "basis": "Căn cứ",
        "why": "Vì sao",
        "sum": "Cộng {} khoản: {} đồng",
        "stated": "ghi {} đồng",
        "also": "cùng lỗi này",
    },
    "en": {
        "ignore": "Ignore {} here (an entry of {} that needs a reason)",
        "explain": "Explain {}",
        "all": "Apply all safe fixes",
        "basis": "Basis",
        "why": "Why",
        "sum": "Sum of {} items: {} đồng",
        "stated": "stated {} đồng",
        "also": "the same slip",
    },
}


def diagnostics(judged: Judged, uri: str, lang: str) -> list[types.Diagnostic]:
    """One for each finding, with its related places."""
    return [_diagnostic(finding, judged.text, uri, lang) for finding in judged.report.findings]


def _diagnostic(finding: Finding, text: Text, uri: str, lang: str) -> types.Diagnostic:
    notes = [(note.place, note.message or note.place.text) for note in finding.related]
    notes += [(other.place, _WORDS[lang]["also"]) for other in finding.places]
    return types.Diagnostic(
        text.place(finding.place),
        finding.message + (f" ({finding.basis})" if finding.basis else ""),
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        source="plancheck",
        related_information=[
            types.DiagnosticRelatedInformation(types.Location(uri, text.place(place)), message) for place, message in notes
        ],
    )


def _at(judged: Judged, where: types.Range) -> Iterator[Finding]:
    """The findings, each at the one of its places that touches a range."""
    for finding in judged.report.findings:
        for part in parted(finding):
            if touches(judged.text.place(part.place), where):
                yield part
                break


# -- actions ----------------------------------------------------------------------------------------------------------


def actions(judged: Judged, uri: str, where: types.Range, lang: str) -> list[types.CodeAction]:
    """The fixes of the findings in a range; for each of them an entry of the ignore file, and the rule explained."""
    found: list[types.CodeAction] = []
    for finding in _at(judged, where):
        told = [_diagnostic(finding, judged.text, uri, lang)]
        for fix in finding.fixes:
            edit = types.WorkspaceEdit(changes={uri: [judged.text.edit(one) for one in fix.edits]})
            found.append(
                types.CodeAction(
                    fix.title or finding.code,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=told,
                    edit=edit,
                    is_preferred=fix.safety == "safe",
                )
            )
        rule = judged.judge.book.by_code().get(finding.code)
        if rule and not rule.mandatory and finding.fingerprint:
            found.append(_ignoring(finding, judged, told, lang))
        title = _WORDS[lang]["explain"].format(finding.code)
        command = types.Command(title, command=EXPLAIN, arguments=[finding.code])
        found.append(types.CodeAction(title, kind=types.CodeActionKind.QuickFix, diagnostics=told, command=command))
    return found


def fix_all(edits: list[types.TextEdit], uri: str, lang: str) -> list[types.CodeAction]:
    """The action that applies all safe fixes; none where there is nothing to fix."""
    if not edits:
        return []
    edit = types.WorkspaceEdit(changes={uri: edits})
    return [types.CodeAction(_WORDS[lang]["all"], kind=types.CodeActionKind.SourceFixAll, edit=edit)]


def _ignoring(finding: Finding, judged: Judged, told: list[types.Diagnostic], lang: str) -> types.CodeAction:
    """The action that puts an entry, whose reason is still to be written, into the ignore file."""
    path = judged.report.path
    folder = judged.judge.config.folder if judged.judge.config.path else os.path.dirname(path)
    file = os.path.abspath(file_for(folder))
    target, entry = Path(file).as_uri(), entry_text(finding, below(path, file))
    title = _WORDS[lang]["ignore"].format(finding.code, os.path.basename(file))
    there = os.path.exists(file)
    end = _end_of(file) if there else types.Position(0, 0)
    new = types.TextEdit(types.Range(end, end), ("\n" if end.character else "") + entry)
    document = types.OptionalVersionedTextDocumentIdentifier(target, None)
    changes: list = [] if there else [types.CreateFile(target, options=types.CreateFileOptions(ignore_if_exists=True))]
    edit = types.WorkspaceEdit(document_changes=[*changes, types.TextDocumentEdit(document, [new])])
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, diagnostics=told, edit=edit)


def _end_of(path: str) -> types.Position:
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        lines = file.read().split("\n")
    return types.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)


# -- hover, outline, sums ---------------------------------------------------------------------------------------------


def hover(judged: Judged, position: types.Position, lang: str) -> types.Hover | None:
    """The findings at a position with their legal basis and why each is a rule; None where there is none."""
    words, parts = _WORDS[lang], []
    for finding in _at(judged, types.Range(position, position)):
        rule = judged.judge.book.by_code().get(finding.code)
        lines = [f"**{finding.code}** {finding.message}"]
        if finding.basis:
            lines.append(f"*{words['basis']}:* {finding.basis}")
        if rule:
            lines.append(f"*{words['why']}:* {pick(rule.why, lang)}")
        parts.append("\n\n".join(lines))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))) if parts else None


def symbols(judged: Judged) -> list[types.DocumentSymbol]:
    """The outline: sections with what stands under them."""
    document = judged.report.document
    return [_symbol(section, judged.text) for section in document.plan.sections] if document else []


def _symbol(section: Section, text: Text) -> types.DocumentSymbol:
    name = f"{section.label}. {section.title}".strip() if section.label else section.title
    kind = types.SymbolKind.Namespace if section.titled else types.SymbolKind.String
    children = [_symbol(child, text) for child in section.children]
    return types.DocumentSymbol(name or "…", kind, text.folded(section.span), text.folded(section.heading), children=children)


def lenses(judged: Judged, lang: str) -> list[types.CodeLens]:
    """At each total that items make up: what they add up to, beside what is stated."""
    words, found = _WORDS[lang], []
    for budget in judged.report.facts.get("budget", ()):
        if budget.unread or not budget.complete or budget.years or len(budget.items) < 2:
            continue
        title = words["sum"].format(len(budget.items), spoken(sum(item.value for item in budget.items), lang))
        if budget.stated is not None:
            title += "; " + words["stated"].format(spoken(budget.stated.worth, lang))
        found.append(types.CodeLens(judged.text.folded(budget.span), types.Command(title, command="")))
    return found
