"""The review sheet: one HTML file that shows the plan with its notes in the margin, what was read, and a list to tick.

It holds no script and asks for nothing from elsewhere (its own policy forbids both); filters and pages are CSS (`:has` and
`:target`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

from checker import __version__
from checker.model.findings import FileReport, Finding, Report
from checker.report.sheet_facts import FactTables
from checker.report.sheet_notes import first_items, notes_by_block, todo_items
from checker.report.sheet_text import PlanText, esc, line_words, scroller
from checker.report.sheet_words import SHEET
from checker.report.wording import (
    SEVERITY,
    WORST_FIRST,
    all_findings,
    family,
    family_name,
    ranges,
    read_counts,
    read_words,
    severities,
    shorten,
)

_COUNTED = ("citations", "tasks", "unparsed")  # what the index counts of the things read
_HUMAN = 6
_TITLE = 70  # code points of the page's title, which a browser cuts anyway
_TICKS = 600  # findings up to which a tick in the list also greys the note in the margin


def render(report: Report) -> str:
    """The whole page. Several files give an index with counts in front and one page per plan behind its links."""
    if len(report.files) == 1:
        return render_sheet(report)
    body = _index(report, [f"#p{at}" for at in range(1, len(report.files) + 1)])
    body += "".join(article(report, file, at, back="#top") for at, file in enumerate(report.files, 1))
    return _document(report, SHEET[report.lang]["sheets"].format(len(report.files)), f"{_filters(report)}<main>\n{body}</main>\n")


def render_sheet(report: Report, index: str = "") -> str:
    """The page of a report's only file; `index` is the address of the list that it belongs to."""
    words, file = SHEET[report.lang], report.files[0]
    name = words["sheet"] + (f": {_subject(file, report.lang)}" if file.document is not None else "")
    return _document(report, name, f"{_filters(report)}<main>\n{article(report, file, 1, index)}</main>\n")


def render_index(report: Report, addresses: Sequence[str]) -> str:
    """The page that lists the files of a report, whose sheets lie at `addresses`."""
    title = SHEET[report.lang]["sheets"].format(len(report.files))
    return _document(report, title, f"<main>\n{_index(report, addresses)}</main>\n")


def _document(report: Report, title: str, body: str) -> str:
    """A page of HTML around a body."""
    words, many = SHEET[report.lang], len(report.files) > 1
    kind = words["sheets"].format(len(report.files)) if many else words["sheet"]
    return (
        f'<!DOCTYPE html>\n<html lang="{report.lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="plancheck {__version__}">\n<title>{esc(shorten(title, _TITLE))}</title>\n'
        f"<style>\n{_style(report)}</style>\n</head>\n"
        f'<body class="{"many" if many else "one"}" id="top">\n<a class="skip" href="#{_first(report)}">{words["skip"]}</a>\n'
        f'<header class="brand"><b>plancheck</b> <span>{kind}</span></header>\n{body}'
        f"<footer>{words['made_by'].format(__version__)} {_packs(report)}</footer>\n</body>\n</html>\n"
    )


def _first(report: Report) -> str:
    return "index" if len(report.files) > 1 else "p1" if report.files else "top"


def _style(report: Report) -> str:
    css = files("checker.report").joinpath("sheet.css").read_text("utf-8")
    families = sorted({family(f.code) for _, f in all_findings(report)})
    for letters in families:
        css += (
            f"body:has(#fam-{letters}:checked) :is(.note,.todo,a.no):not(.f-{letters}):not(.nh>*)"
            "{display:none}\n"
            f"body:has(#fam-{letters}:checked) mark:not(.f-{letters})"
            "{all:unset}\n"
        )
    if sum(len(file.findings) for file in report.files) <= _TICKS:
        for at, file in enumerate(report.files, 1):
            for number in range(1, len(file.findings) + 1):
                css += f"body:has(#p{at}c{number}:checked) #p{at}n{number}{{opacity:.62;--tick:'☑ '}}\n"
    return css


def _filters(report: Report) -> str:
    """Controls that need no script: their state is read by the style sheet."""
    words, lang = SHEET[report.lang], report.lang
    found = [f for _, f in all_findings(report)]
    count = severities(found)
    boxes = "".join(
        f'<input type="checkbox" id="show-{s}" checked><label class="chip s-{s}" for="show-{s}">'
        f"{SEVERITY[lang][s].capitalize()} <b>{count[s]}</b></label>"
        for s in WORST_FIRST
    )
    families = Counter(family(f.code) for f in found)
    radios = f'<input type="radio" name="fam" id="fam-all" checked><label class="chip" for="fam-all">{words["all"]}</label>'
    radios += "".join(
        f'<input type="radio" name="fam" id="fam-{esc(letters)}"><label class="chip" for="fam-{esc(letters)}">'
        f"{esc(family_name(letters, lang))} <b>{number}</b></label>"
        for letters, number in sorted(families.items())
    )
    tint = f'<input type="checkbox" id="show-read"><label class="chip" for="show-read">{words["show_read"]}</label>'
    return (
        f'<details class="filters"><summary>{words["filters"]}</summary>'
        f"<fieldset><legend>{words['severity']}</legend>{boxes}</fieldset>"
        f"<fieldset><legend>{words['family']}</legend>{radios}</fieldset>"
        f'<fieldset class="tint"><legend>{words["read"]}</legend>{tint}</fieldset></details>\n'
    )


def _index(report: Report, addresses: Sequence[str]) -> str:
    words, lang = SHEET[report.lang], report.lang
    rows = []
    for address, file in zip(addresses, report.files, strict=True):
        count = severities(file.findings)
        figures = "".join(f'<td class="fig s-{s}">{count[s] or "·"}</td>' for s in WORST_FIRST)
        read = "".join(f'<td class="fig">{file.read.get(key, 0)}</td>' for key in _COUNTED)
        about = f'<span class="bad">{words["unreadable"]}</span>' if file.error is not None else esc(_subject(file, lang))
        path = f'<br><span class="muted path">{esc(file.path)}</span>'
        rows.append(f'<tr><td><a href="{esc(address)}">{about}</a>{path}</td>{figures}{read}</tr>\n')
    head = "".join(f'<th scope="col" class="fig">{SEVERITY[lang][s].capitalize()}</th>' for s in WORST_FIRST)
    head += "".join(f'<th scope="col" class="fig">{words[key]}</th>' for key in _COUNTED)
    total = severities(f for _, f in all_findings(report))
    foot = "".join(f'<td class="fig">{total[s]}</td>' for s in WORST_FIRST)
    counts = read_counts(report.files)
    foot += "".join(f'<td class="fig">{counts[key]}</td>' for key in _COUNTED)
    return (
        f'<section class="index" id="index"><h1>{words["sheets"].format(len(report.files))}</h1>{scroller(words["index"])}'
        f'<table class="facts"><thead><tr><th scope="col">{words["plan"]}</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody>'
        f'<tfoot><tr><th scope="row">{words["total_row"]}</th>{foot}</tr></tfoot></table></div></section>\n'
    )


def _subject(file: FileReport, lang: str) -> str:
    header = file.document.plan.header if file.document is not None else None
    if header is None or not (header.subject or header.type):
        return f"{file.path} {SHEET[lang]['no_subject']}"
    return " ".join(filter(None, (header.type, header.subject)))


def article(report: Report, file: FileReport, at: int, back: str = "") -> str:
    """One plan of a report as a part of a page: head, text with notes, what was read, list. `at` parts its ids; `back` is the
    address of the index, where there is one."""
    words, lang, prefix = SHEET[report.lang], report.lang, f"p{at}"
    back = f'<p class="back"><a href="{esc(back)}">← {words["back"]}</a></p>' if back else ""
    if file.error is not None or file.document is None:
        inner = f'<h1>{words["unreadable"]}</h1><p class="path">{esc(file.path)}</p><p class="bad">{esc(file.error or "")}</p>'
        return f'<article class="plan" id="{prefix}">{back}<div class="card">{inner}</div></article>\n'
    text = PlanText(file, prefix, words["table"])
    rows = "".join(text.rows(notes_by_block(file, text, report.rules, lang, prefix)))
    return (
        f'<article class="plan" id="{prefix}">{back}{_head(file, lang, prefix)}'
        f'<div class="sheet" id="{prefix}text">\n{rows}</div>\n'
        f'<section class="read" id="{prefix}read"><h2>{words["read"]}</h2>{FactTables(file, text, lang).html()}</section>\n'
        f"{_todo(file, lang, prefix)}</article>\n"
    )


def _head(file: FileReport, lang: str, prefix: str) -> str:
    words = SHEET[lang]
    header = file.judged.plan.header
    number = f"{header.number.number or '…'}/{header.number.symbol or '…'}" if header.number else ""
    facts = [
        ("issuer", header.issuer or header.issuer_text),
        ("number", number),
        ("date", _date(header.date)),
        ("as_of", _date(file.as_of)),
        ("stage", words.get(file.stage, file.stage)),
        ("profile", words.get(file.profile, file.profile)),
        ("file", file.path),
    ]
    listed = "".join(f"<div><dt>{words[key]}</dt><dd>{esc(value)}</dd></div>" for key, value in facts if value)
    count = severities(file.findings)
    tally = "".join(f'<li class="s-{s}"><b>{count[s]}</b> {SEVERITY[lang][s]}</li>' for s in WORST_FIRST)
    clean = f'<p class="good">✓ {words["clean"]} {words["clean_why"]}</p>' if not file.findings else ""
    notes = "".join(f'<p class="readline">{esc(note)}</p>' for note in file.notes)
    parts = (("text", "plan"), ("read", "read"), ("todo", "todo"))
    links = "".join(f'<a href="#{prefix}{part}">{words[key]}</a>' for part, key in parts)
    about = f'<p class="readline">{words["read"]}: {esc(read_words(file.read, lang))}.</p>{notes}<dl>{listed}</dl>'
    title = f'<span class="kind">{esc(header.type or "")}</span> {esc(header.subject or words["no_subject"])}'
    return (
        f'<div class="card"><h1>{title}</h1>'
        f'<ul class="tally">{tally}</ul>{clean}{first_items(file, lang, prefix)}'
        f'<div class="jumps">{links}<details><summary>{words["about"]}</summary>{about}</details></div></div>\n'
    )


def _date(value: object) -> str:
    """'2026-03-16' → '16/03/2026', '2026-03' → '03/2026': as far as it is known."""
    return "/".join(reversed(str(value).split("-"))) if value else ""


def _todo(file: FileReport, lang: str, prefix: str) -> str:
    words = SHEET[lang]
    parts = [f'<section class="todos" id="{prefix}todo"><h2>{words["todo"]}</h2>']
    if file.findings:
        parts.append(f'<h3>{words["found"]}</h3><ol class="ticks">{todo_items(file, lang, prefix)}</ol>')
    if file.not_checked:
        reasons: dict[str, list[str]] = {}
        for rule in file.not_checked:
            reasons.setdefault(rule.why, []).append(rule.code)
        items = ((f"{prefix}u{n}", f"{esc(why)}: {esc(ranges(codes))}") for n, (why, codes) in enumerate(reasons.items(), 1))
        parts.append(f'<h3>{words["unjudged"]}</h3><ol class="ticks">{_ticks(items)}</ol>')
    human = ((f"{prefix}h{n}", words[f"human_{n}"]) for n in range(1, _HUMAN + 1))
    parts.append(f'<h3>{words["human"]}</h3><ol class="ticks">{_ticks(human)}</ol>')
    parts.append(f'<p class="progress">{words["progress"]}</p>')
    if file.suppressed:
        waived = "".join(_waived(file.path, finding, reason, lang) for finding, reason in file.suppressed)
        parts.append(f"<h3>{words['suppressed']}</h3><ul>{waived}</ul>")
    return "".join([*parts, f'<p class="signed">{words["signed"]}</p></section>'])


def _ticks(items: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<li><input type="checkbox" id="{key}"><label for="{key}">{label}</label></li>\n' for key, label in items)


def _waived(path: str, finding: Finding, reason: str, lang: str) -> str:
    line = line_words(path, finding.place.line, lang)
    return f"<li>{esc(finding.code)}, {line}: {esc(finding.message)} <i>{esc(reason)}</i></li>"


def _packs(report: Report) -> str:
    listed = ", ".join(
        f"{pack['name']} {pack.get('version', '')}" + (f" ({_date(pack['law_as_of'])})" if pack.get("law_as_of") else "")
        for pack in report.packs
    )
    return esc(f"{SHEET[report.lang]['packs']}: {listed}.") if listed else ""
