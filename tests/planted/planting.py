"""Defects planted in clean plans: what is said of each in `defects/*.yaml` becomes whole plans with the words that are wrong.

An entry of a code is one of
- `say`: a sentence. It becomes an item of the tasks, a cell of a table there, and an item of a Word file, each in a plan that
  the seed draws (`only: [prose]` where it makes no sense in all of them, `plans: [name, …]` where not in every plan);
- `give`: a block that ends the organisation, under the number that comes next (`{n}`);
- `swap`: [words of a plan, other words], in up to `times` plans that have them, as text and once as Word; `all` for all places;
- `drop`: a pattern; all its matches are taken out of the sections of each of the `plans`;
- `print`: what is printed otherwise than Decree 30 asks, in two plans (see `laid_out`);
- `add`: lines put in front of the organisation's heading, as they stand.
`⟦…⟧` marks the words that the finding must touch. `traps.yaml` has the same entries for what must stay silent.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from checker.families.page.example import laid_out
from checker.families.readers import Readers
from checker.rules.documents import read_documents
from checker.rules.registries import Law
from checker.source import read_any
from checker.source.text import Source
from tests import wordfile
from tests.conftest import ROOT

_HERE = Path(__file__).parent
_SEED = 15
_TABLE = "| TT | Nội dung công việc | Ghi chú |\n|---|---|---|\n| 1 | {} | |\n| 2 | Họp giao ban tại trụ sở | |\n"


@dataclass(frozen=True)
class Planted:
    """A whole plan with a slip: `code` must be found, on `words` where they are given ('' for a part that is left out)."""

    code: str
    name: str
    place: str
    source: Source
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.place} {self.name}: {' … '.join(self.words)[:60]}"


@dataclass(frozen=True)
class _Plan:
    """A clean plan, with where its tasks end, where its organisation ends under which next number, and how headings
    stand there."""

    name: str
    text: str
    tasks: int
    organisation: int
    next: int
    heading: str


@cache
def plans() -> dict[str, _Plan]:
    """The twelve clean plans by name: six of these tests, six samples."""
    files = sorted([*(_HERE / "plans").iterdir(), *(p for p in (ROOT / "samples" / "good").iterdir() if p.suffix != ".yaml")])
    return {path.stem: _read(path) for path in files}


def _read(path: Path) -> _Plan:
    text = path.read_text("utf-8")
    (doc,) = read_documents(Source(path.name, text), Readers(), Law())
    of = {role: section for section in doc.plan.sections for role in section.roles}
    raw = {role: doc.source.raw_span(of[role].span) for role in ("tasks", "organisation")}
    ends = {role: raw[role].start + len(text[raw[role].start : raw[role].end].rstrip(" \n#*")) for role in raw}
    closing = doc.source.raw_span(doc.plan.closing).start
    end = min(ends["organisation"], len(text[:closing].rstrip(" \n*")))
    last = of["organisation"].children[-1]
    heading = re.sub(
        r"\d.*?(?=\**$)", "{}", text[text.rfind("\n", 0, doc.source.raw_span(last.heading).start) + 1 :].split("\n")[0]
    )
    return _Plan(path.stem, text, ends["tasks"], end, int(last.label) + 1, heading)


@cache
def planted() -> tuple[Planted, ...]:
    """All plantings, the same in every run."""
    draw = random.Random(_SEED)
    found = []
    for path in sorted((_HERE / "defects").glob("*.yaml")):
        if path.stem == "traps":
            continue
        for code, entries in yaml.safe_load(path.read_text("utf-8")).items():
            for entry in entries:
                found.extend(_plantings(code, entry, draw))
    return tuple(found)


def traps() -> list[Planted]:
    """What must stay silent, under the codes that it could be taken for."""
    draw = random.Random(_SEED)
    data = yaml.safe_load((_HERE / "defects" / "traps.yaml").read_text("utf-8"))
    return [one for code, entries in data.items() for entry in entries for one in _plantings(code, entry, draw)]


def _plantings(code: str, entry: dict | str, draw: random.Random) -> Iterator[Planted]:
    entry = {"say": entry} if isinstance(entry, str) else entry
    fitting = [plan for name, plan in plans().items() if name in entry.get("plans", plans())]
    draw.shuffle(fitting)
    if "swap" in entry:
        yield from _swapped(code, entry, fitting)
        return
    if "drop" in entry:
        for plan in fitting:
            head = plan.text.index("I. ")
            text = plan.text[:head] + re.sub(entry["drop"], "", plan.text[head:])
            yield Planted(code, plan.name, "drop", _as_text(plan, text), ())
        return
    if "print" in entry:
        yield from [printed(code, plan, entry["print"]) for plan in fitting if is_plain(plan)][:2]
        return
    kind = next(key for key in ("say", "give", "add") if key in entry)
    places = entry.get("only", ("prose", "cell", "Word") if kind == "say" else ("prose",))
    for place, plan in zip(places, _endless(fitting), strict=False):
        words, marked = entry[kind], tuple(re.findall(r"⟦(.*?)⟧", entry[kind], re.S))
        text = _inserted(plan, words.replace("⟦", "").replace("⟧", ""), kind, place)
        yield Planted(code, plan.name, place, as_word(plan.name, text) if place == "Word" else _as_text(plan, text), marked)


def is_plain(plan: _Plan) -> bool:
    """Whether a plan is plain text without columns, of an office that the Decree's page technique holds for."""
    return not any(sign in plan.text for sign in ("**", "ĐẢNG BỘ", " " * 8))


def printed(code: str, plan: _Plan, options: dict) -> Planted:
    """A plan as a Word file that is set as Decree 30 asks, but for the options (see `laid_out`)."""
    source = laid_out(f"{plan.name}.docx", f"{plan.text}\f", (0, len(plan.text)), options)
    return Planted(code, plan.name, "print", source, ())


def _endless(fitting: list[_Plan]) -> Iterator[_Plan]:
    while True:
        yield from fitting


def _inserted(plan: _Plan, words: str, kind: str, place: str) -> str:
    if kind == "give":
        title, *below = words.rstrip("\n").replace("{n}", str(plan.next)).split("\n")
        title = plan.heading.format(title) if below else title
        at, new = plan.organisation, "\n\n" + "\n".join((title, *below))
    elif kind == "add":
        at, new = plan.tasks, "\n\n" + words.rstrip("\n")
    elif place == "cell":
        at, new = plan.tasks, "\n\n" + _TABLE.format(words if words.endswith("..") else words.rstrip(".")).rstrip("\n")
    else:
        at, new = plan.tasks, f"\n\n- {words}"
    rest = plan.text[at:]
    closes = re.match(r"[*_]*", rest).end()
    return plan.text[: at + closes] + new + rest[closes:]


def _swapped(code: str, entry: dict, fitting: list[_Plan]) -> Iterator[Planted]:
    old, new = entry["swap"]
    marked = tuple(re.findall(r"⟦(.*?)⟧", new, re.S))
    plain = new.replace("⟦", "").replace("⟧", "")
    done = 0
    for plan in fitting:
        if old not in plan.text:
            continue
        text = plan.text.replace(old, plain, -1 if entry.get("all") else 1)
        yield Planted(code, plan.name, "swap", _as_text(plan, text), marked)
        done += 1
        if done == entry.get("times", 2):
            break
    if not done:
        raise ValueError(f"{code}: no plan has {old!r}")


def _as_text(plan: _Plan, text: str) -> Source:
    return Source(f"{plan.name}.md", text)


def as_word(name: str, text: str) -> Source:
    """The same plan as a Word file: a paragraph for each line, real tables, bold where Markdown has it."""
    parts, rows = [], []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(
                    tuple("".join(map(_paragraph, re.split(r"<br>|(?<=[;*]) (?=- )|(?<=\*\*) (?=\*\*)", cell))) for cell in cells)
                )
            continue
        if rows:
            parts.append(wordfile.table(*rows, borders=True))
            rows = []
        if line.strip():
            parts.append(_paragraph(line))
    return read_any(f"{name}.docx", wordfile.docx("".join(parts)))


def _paragraph(line: str) -> str:
    bold = "**" in line or line.startswith("#")
    words = re.sub(r"^#+ |\*+", "", line).replace("&", "&amp;").replace("<", "&lt;")
    return wordfile.paragraph(wordfile.run(words, "<w:b/>" if bold else ""))
