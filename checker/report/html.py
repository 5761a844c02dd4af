"""The review sheet: one HTML file that shows the plan with its notes in the margin, what was read, and a list to tick.

It holds no script and asks for nothing from elsewhere (its own policy forbids both); filters and pages are CSS (`:has` and
`:target`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import count as count_from

from checker import __version__
from checker.base.record import NamedTuple
from checker.model.findings import FileReport, Finding, Report
from checker.report.sheet_facts import FactTables
from checker.report.sheet_notes import first_items, notes_between, todo_items
from checker.report.sheet_text import PlanText, esc, line_words, scroller
from checker.report.sheet_words import SHEET
from checker.report.tally import Tally
from checker.report.wording import SEVERITY, WORST_FIRST, family, family_name, ranges, read_words, severities, shorten

_COUNTED = ("citations", "tasks", "unparsed")  # what the index counts of the things read
_HUMAN = 6
_TITLE = 70  # code points of the page's title, which a browser cuts anyway
_TICKS = 600  # findings up to which a tick in the list also greys the note in the margin


class Part(NamedTuple):
    """What the page shows of one plan: its path, its subject (None where it could not be read), its row of the index behind the
    address of its sheet, the beginning and the rest of its article, between which the way back to the index stands, and how many
    findings of each severity and rule it has."""

    path: str
    subject: str | None
    row: str
    begin: str
    rest: str
    severities: dict[str, int]
    codes: dict[str, int]


def part(file: FileReport, at: int, about: Report) -> tuple:
    """The parts of the page that show one plan, as a plain tuple of a `Part`. `at` parts their ids."""
    subject = _subject(file, about.lang) if file.document is not None else None
    begin = f'<article class="plan" id="p{at}">'
    count, codes = dict(severities(file.findings)), dict(Counter(f.code for f in file.findings))
    return tuple(Part(file.path, subject, _row(file, about.lang), begin, _article(file, at, about), count, codes))


def whole(parts: Iterable[tuple], about: Report, tally: Tally) -> Iterator[str]:
    """The whole page. Several files give an index with counts in front and one page per plan behind its links."""
    if tally.files == 1:
        yield sheet(next(iter(parts)), 1, about)
        return
    title, codes = SHEET[about.lang]["sheets"].format(tally.files), {code: rule.count for code, rule in tally.rules.items()}
    ticks = ((at, sum(one.codes.values())) for at, one in enumerate(map(Part._make, parts), 1))
    yield _begin(about, title, title, _style(codes, ticks), "many", "index" if tally.files else "top")
    yield f"{_filters(tally.severities, codes, about.lang)}<main>\n"
    yield from _index(parts, map("#p{}".format, count_from(1)), tally, about.lang)
    for one in map(Part._make, parts):
        yield one.begin + _back("#top", about.lang) + one.rest
    yield _end(about, "</main>\n")


def sheet(part: tuple, at: int, about: Report, index: str = "") -> str:
    """The page of one plan alone, the `at`th of its run; `index` is the address of the list that it belongs to."""
    one, words = Part._make(part), SHEET[about.lang]
    title = words["sheet"] + (f": {one.subject}" if one.subject is not None else "")
    begin = _begin(about, title, words["sheet"], _style(one.codes, [(at, sum(one.codes.values()))]), "one", f"p{at}")
    body = one.begin + _back(index, about.lang) + one.rest
    return f"{begin}{_filters(one.severities, one.codes, about.lang)}<main>\n{body}</main>\n{_end(about)}"


def index_page(parts: Iterable[tuple], addresses: Iterable[str], about: Report, tally: Tally) -> Iterator[str]:
    """The page that lists the plans, whose sheets lie at `addresses`."""
    title = SHEET[about.lang]["sheets"].format(tally.files)
    yield _begin(about, title, title, _style({code: rule.count for code, rule in tally.rules.items()}, ()), "many", "index")
    yield "<main>\n"
    yield from _index(parts, addresses, tally, about.lang)
    yield _end(about, "\n</main>\n")


def article(file: FileReport, at: int, about: Report) -> str:
    """One plan as a part of a page of somebody else: head, text with notes, what was read, list. `at` parts its ids."""
    one = Part._make(part(file, at, about))
    return one.begin + one.rest


def _begin(about: Report, title: str, kind: str, style: str, scope: str, first: str) -> str:
    """A page up to its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="{about.lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="plancheck {__version__}">\n<title>{esc(shorten(title, _TITLE))}</title>\n'
        f"<style>\n{style}</style>\n</head>\n"
        f'<body class="{scope}" id="top">\n<a class="skip" href="#{first}">{SHEET[about.lang]["skip"]}</a>\n'
        f'<header class="brand"><b>plancheck</b> <span>{kind}</span></header>\n'
    )


def _end(about: Report, close: str = "") -> str:
    made = SHEET[about.lang]["made_by"].format(__version__)
    return f"{close}<footer>{made} {_packs(about)}</footer>\n</body>\n</html>\n"


def _back(address: str, lang: str) -> str:
    return f'<p class="back"><a href="{esc(address)}">← {SHEET[lang]["back"]}</a></p>' if address else ""


def _style(codes: Mapping[str, int], ticks: Iterable[tuple[int, int]]) -> str:
    """The style sheet with filters for the families of these codes; `ticks` are the numbers of files, each with its findings."""
    css = files("checker.report").joinpath("sheet.css").read_text("utf-8")
    for letters in sorted({family(code) for code in codes}):
        css += (
            f"body:has(#fam-{letters}:checked) :is(.note,.todo,a.no):not(.f-{letters}):not(.nh>*)"
            "{display:none}\n"
            f"body:has(#fam-{letters}:checked) mark:not(.f-{letters})"
            "{all:unset}\n"
        )
    if sum(codes.values()) <= _TICKS:
        for at, many in ticks:
            for number in range(1, many + 1):
                css += f"body:has(#p{at}c{number}:checked) #p{at}n{number}{{opacity:.62;--tick:'☑ '}}\n"
    return css


def _filters(count: Mapping[str, int], codes: Mapping[str, int], lang: str) -> str:
    """Controls that need no script: their state is read by the style sheet."""
    words = SHEET[lang]
    boxes = "".join(
        f'<input type="checkbox" id="show-{s}" checked><label class="chip s-{s}" for="show-{s}">'
        f"{SEVERITY[lang][s].capitalize()} <b>{count.get(s, 0)}</b></label>"
        for s in WORST_FIRST
    )
    families: Counter[str] = Counter()
    for code, number in codes.items():
        families[family(code)] += number
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


def _index(parts: Iterable[tuple], addresses: Iterable[str], tally: Tally, lang: str) -> Iterator[str]:
    words = SHEET[lang]
    head = "".join(f'<th scope="col" class="fig">{SEVERITY[lang][s].capitalize()}</th>' for s in WORST_FIRST)
    head += "".join(f'<th scope="col" class="fig">{words[key]}</th>' for key in _COUNTED)
    foot = "".join(f'<td class="fig">{tally.severities[s]}</td>' for s in WORST_FIRST)
    foot += "".join(f'<td class="fig">{tally.read[key]}</td>' for key in _COUNTED)
    yield (
        f'<section class="index" id="index"><h1>{words["sheets"].format(tally.files)}</h1>{scroller(words["index"])}'
        f'<table class="facts"><thead><tr><th scope="col">{words["plan"]}</th>{head}</tr></thead><tbody>'
    )
    for address, one in zip(addresses, map(Part._make, parts), strict=False):
        yield f'<tr><td><a href="{esc(address)}">{one.row}'
    yield f'</tbody><tfoot><tr><th scope="row">{words["total_row"]}</th>{foot}</tr></tfoot></table></div></section>\n'


def _row(file: FileReport, lang: str) -> str:
    count = severities(file.findings)
    figures = "".join(f'<td class="fig s-{s}">{count[s] or "·"}</td>' for s in WORST_FIRST)
    read = "".join(f'<td class="fig">{file.read.get(key, 0)}</td>' for key in _COUNTED)
    about = f'<span class="bad">{SHEET[lang]["unreadable"]}</span>' if file.error is not None else esc(_subject(file, lang))
    return f'{about}</a><br><span class="muted path">{esc(file.path)}</span></td>{figures}{read}</tr>\n'


def _subject(file: FileReport, lang: str) -> str:
    header = file.document.plan.header if file.document is not None else None
    if header is None or not (header.subject or header.type):
        return f"{file.path} {SHEET[lang]['no_subject']}"
    return " ".join(filter(None, (header.type, header.subject)))


def _article(file: FileReport, at: int, about: Report) -> str:
    words, lang, prefix = SHEET[about.lang], about.lang, f"p{at}"
    if file.error is not None or file.document is None:
        inner = f'<h1>{words["unreadable"]}</h1><p class="path">{esc(file.path)}</p><p class="bad">{esc(file.error or "")}</p>'
        return f'<div class="card">{inner}</div></article>\n'
    text = PlanText(file, prefix, words["table"])
    rows = "".join(text.rows(notes_between(file, text, about.rules, lang, prefix)))
    return (
        f"{_head(file, lang, prefix)}"
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
