"""The margin notes of the HTML review sheet: one for each finding, with its fix, its basis and the places it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

from checker.base.record import NamedTuple
from checker.model.findings import Addition, FileReport, Finding, PlacedFix
from checker.report.sheet_text import PlanText, esc, line_words
from checker.report.sheet_words import SHEET
from checker.report.whereabouts import locator
from checker.report.wording import SAFETY, SEVERITY, WORST_FIRST, change, family, figures, shorten


class RuleCard(NamedTuple):
    """The texts of one rule; '' where its entry gives none. `wrong` and `right` are the words of its first examples."""

    code: str
    name: str
    title: str
    why: str
    basis: str
    severity: str
    fix: str
    aliases: tuple[str, ...]
    wrong: str
    right: str


def rule_card(rules: Mapping[str, object], code: str, lang: str) -> RuleCard | None:
    """The card of the rule `code`, None for a code that no pack in force has (the tool's own)."""
    rule = rules.get(code)
    if rule is None:
        return None
    return RuleCard(
        rule.code,
        rule.name,
        _text(rule.title, lang),
        _text(rule.why, lang),
        str(rule.basis or ""),
        rule.severity.default,
        rule.fix,
        tuple(rule.aliases),
        _example(rule.examples, True),
        _example(rule.examples, False),
    )


def _text(texts: Mapping[str, str] | None, lang: str) -> str:
    return " ".join(((texts or {}).get(lang) or (texts or {}).get("vi") or "").split())


def _example(examples: tuple, bad: bool) -> str:
    return next((example.text.replace("⟦", "").replace("⟧", "").strip() for example in examples if example.bad == bad), "")


_RELATED_SHOWN = 12
_EXAMPLE = 200  # code points up to which an example of a rule fits into the margin


Notes = Callable[[int, int], str]


def notes_between(file: FileReport, text: PlanText, rules: Mapping[str, object], lang: str, prefix: str) -> Notes:
    """A function from two offsets to the HTML of the notes of what is found between them ('' without any)."""
    offset_at = _offsets(file)
    found = sorted(enumerate(file.findings, 1), key=lambda one: one[1].span.start)
    starts = [finding.span.start for _, finding in found]
    made = [_note(number, finding, file, text, rules, lang, prefix, offset_at) for number, finding in found]
    return lambda start, end: "".join(made[bisect_left(starts, start) : bisect_left(starts, end)])


def _offsets(file: FileReport) -> Callable[[int], int]:
    """A function from a 1-based line of the input to the folded offset of the block that stands there."""
    source = file.judged.source
    starts = [(source.line_column(source.raw_span(block.span)[0])[0], block.start) for block in file.judged.plan.blocks]

    def offset(line: int) -> int:
        return next((start for at, start in reversed(starts) if at <= line), 0)

    return offset


def _note(
    number: int,
    finding: Finding,
    file: FileReport,
    text: PlanText,
    rules: Mapping[str, object],
    lang: str,
    prefix: str,
    offset_at: Callable[[int], int],
) -> str:
    words = SHEET[lang]
    severity = SEVERITY[lang][finding.severity]
    head = (
        f'<p class="nh"><a class="no s-{finding.severity}" href="#{prefix}m{number}" title="{words["to_words"]}">{number}</a> '
        f'<strong class="sev">{severity}</strong><label class="tick" for="{prefix}c{number}">{words["done"]}</label></p>'
    )
    parts = [head, f'<p class="msg">{esc(finding.message)}</p>']
    parts += [_fix(finding, fix, file, lang) for fix in finding.fixes]
    if finding.addition:
        parts.append(_addition(finding.addition, text, lang))
    elif finding.related:
        parts.append(_related(finding, text, file.path, lang, offset_at))
    parts.append(_basis(finding, rules, lang))
    return (
        f'<div role="group" class="note s-{finding.severity} f-{esc(family(finding.code))}" id="{prefix}n{number}" '
        f'aria-label="{words["note"].format(number)}">{"".join(parts)}</div>'
    )


def fix_words(finding: Finding, fix: PlacedFix, file: FileReport) -> str:
    """'~~cũ~~ → mới' in HTML."""
    old, new = change(finding, fix, file.judged.source)
    return f"<del>{esc(shorten(old, 160))}</del>" + (f" → <ins>{esc(shorten(new, 160))}</ins>" if new else "")


def _fix(finding: Finding, fix: PlacedFix, file: FileReport, lang: str) -> str:
    _, new = change(finding, fix, file.judged.source)
    shown = fix_words(finding, fix, file)
    title = "" if "→" in fix.title or not fix.title or new and new in fix.title else f"{esc(fix.title)}: "
    return f'<p class="fix"><span>{SAFETY[lang][fix.safety].capitalize()}</span> {title}{shown}</p>'


def _addition(addition: Addition, text: PlanText, lang: str) -> str:
    """The column of figures, each addend linked to where it stands."""
    anchors = [text.anchor(addend.span.start) for addend in addition.addends]
    rows = []
    for at, (number, words) in enumerate(line for line in figures(addition, lang) if line[0]):
        label = esc(shorten(words, 60))
        if at < len(anchors):
            rows.append(f'<tr><td class="fig">{number}</td><td><a href="#{anchors[at]}">{label}</a></td></tr>')
        else:
            style = ' class="sum"' if at == len(anchors) else ""
            rows.append(f'<tr{style}><td class="fig">{number}</td><th scope="row">{label}</th></tr>')
    return f'<table class="column"><tbody>{"".join(rows)}</tbody></table>'


def _related(finding: Finding, text: PlanText, path: str, lang: str, offset_at: Callable[[int], int]) -> str:
    items = []
    for note in finding.related[:_RELATED_SHOWN]:
        anchor = text.anchor(offset_at(note.place.line))
        line = line_words(path, note.place.line, lang)
        items.append(f'<li><a href="#{anchor}">{line}</a> “{esc(shorten(note.place.text, 90))}” {esc(note.message)}</li>')
    if len(finding.related) > _RELATED_SHOWN:
        items.append(f"<li>… +{len(finding.related) - _RELATED_SHOWN}</li>")
    return f'<ul class="rel">{"".join(items)}</ul>'


def _basis(finding: Finding, rules: Mapping[str, object], lang: str) -> str:
    """What stands behind a note, on a click: the legal basis, why, an example, and the code of the rule."""
    words = SHEET[lang]
    card = rule_card(rules, finding.code, lang)
    shown = [f"<p>{esc(finding.basis)}</p>"] if finding.basis else []
    if card is not None and card.why:
        shown.append(f"<p>{esc(card.why)}</p>")
        shown += [
            f"<p><b>{words[key]}</b> {esc(example)}</p>"
            for key, example in (("wrong", card.wrong), ("right", card.right))
            if 0 < len(example) <= _EXAMPLE
        ]
    name = esc(card.title) if card is not None else ""
    shown.append(f'<p class="code">{words["rule"]} {esc(finding.code)}{": " if name else ""}{name}</p>')
    title = words["basis" if finding.basis else "why"]
    return f'<details class="basis"><summary>{title}</summary>{"".join(shown)}</details>'


def todo_items(file: FileReport, lang: str, prefix: str) -> str:
    """The findings as a list to tick, in order of the text: number, message, place; on paper the correction and the basis too."""
    where = locator(file.judged, lang)
    items = []
    for number, finding in enumerate(file.findings, 1):
        place = where(finding.span) or line_words(file.path, finding.place.line, lang)
        told = [f"{place}.", *(fix_words(finding, fix, file) for fix in finding.fixes[:1])]
        paper = f'<span class="paper"> {told[1]}</span>' if len(told) > 1 else ""
        basis = f'<span class="paper muted"> {esc(finding.basis)} ({esc(finding.code)}).</span>' if finding.basis else ""
        items.append(
            f'<li class="todo s-{finding.severity} f-{esc(family(finding.code))}">'
            f'<input type="checkbox" id="{prefix}c{number}"><label for="{prefix}c{number}">'
            f'<b>{number}.</b> <span class="sev">{SEVERITY[lang][finding.severity]}</span> {esc(finding.message)} '
            f'<span class="muted">{esc(told[0])}</span>{paper}{basis}</label> '
            f'<a class="jump" href="#{prefix}n{number}" aria-label="{SHEET[lang]["note"].format(number)}">↑</a></li>\n'
        )
    return "".join(items)


_FIRST = 3  # findings shown in the head of a plan


def first_items(file: FileReport, lang: str, prefix: str) -> str:
    """The gravest findings, in one line each, as links to their notes: the first thing that a reader sees."""
    order = sorted(enumerate(file.findings, 1), key=lambda one: (WORST_FIRST.index(one[1].severity), one[0]))
    items = "".join(
        f'<li class="s-{finding.severity}"><a href="#{prefix}n{number}"><span class="no s-{finding.severity}">{number}</span> '
        f"{esc(shorten(finding.message, 150))}</a></li>"
        for number, finding in order[:_FIRST]
    )
    return f'<ol class="firsts">{items}</ol>' if items else ""
