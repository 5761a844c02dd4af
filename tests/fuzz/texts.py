"""Plans as text, spoiled at random."""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import chain

from checker.model.findings import Report
from checker.report import FORMATS, renderer
from checker.rules.fixes import fix_source
from checker.rules.packs import load_packs
from checker.source.text import Source, Unreadable
from tests.conftest import SHARED
from tests.fuzz import oracles
from tests.fuzz.tally import Tally
from tests.plans import clean_plan, dense_plan, judge, judged, sample_files, usual_plan

_FIX, _UNSAFE, _RENDER = 64, 640, 2000  # of how many inputs one is fixed, fixed with unsafe fixes, shown in every format
_PARTS = 32  # at most: what a text costs by itself is as much as twenty parts
_BITS = ["....", "...", "…", "./.", "/.", ";;", " ;", ",,", " ,", "*   ", "- ", "+ ", "**", "(", ")", "“", "”", "|"]
_BITS += ["| ", "%", "+", "=", "\n", "\n\n", "\r", "\r\n", "\t", "\u000b", "\u000c", "\u2028", "\u0085", " ", "\u00a0"]
_BITS += ["\u00ad", "\u200b", "\ufeff", "\u202e", "\u0301", "\u0323", "a\u0302\u0301", "đ", "Ð", "😀", "\ud7ff", "字", "²"]
_BITS += ["<!-- ", "-->", "<!-- plancheck: bỏ qua ", "Điều ", "khoản ", "ngày....", "tháng 6", "05/6", "31/02/2026"]
_BITS += ["29/2/2025", "các các ", "a) ", "1. ", "1.1.1. ", "I. ", "IV. ", "Số: ", "/KH-UBND"]
_BITS += ["Nghị định số 30/2020/NĐ-CP", "1.000.000.000 đồng", "1,5 tỷ", "tổng", "Nơi nhận:", "KT. CHỦ TỊCH", "TM. "]


@lru_cache
def seeds() -> tuple[str, ...]:
    """The texts that inputs are made of."""
    found = [clean_plan(), usual_plan(3000), dense_plan(3000)]
    found += [path.read_text("utf-8") for path in sample_files() if path.suffix in (".md", ".txt")]
    found += [example.text for rule in load_packs().rules for example in rule.examples]
    if SHARED:
        for path in chain(sorted((SHARED / "examples").glob("*.txt")), sorted((SHARED / "corpus").glob("*.[tm]*"))):
            try:
                found.append(Source.from_bytes(path.name, path.read_bytes()).raw)
            except Unreadable:
                continue
    return tuple(found)


def made(number: int) -> tuple[str, int, int]:
    """The input of a number: parts of some seeds, one below the other, each with bits put in, taken out, doubled or exchanged;
    how many parts, and how many changes."""
    chance = random.Random(number)
    parts = [_part(chance.choice(seeds()), chance) for _ in range(chance.randint(1, _PARTS))]
    changes = 0
    for at, part in enumerate(parts):
        for _ in range(chance.randint(1, 10)):
            part = _changed(part, chance)
            changes += 1
        parts[at] = part
    return "\n".join(parts), len(parts), changes


def _part(text: str, chance: random.Random) -> str:
    """Some lines of a text: the head, a piece from the middle, the tail; any of them may be missing."""
    lines = text.split("\n")
    if len(lines) < 12:
        return text
    at = chance.randrange(len(lines))
    head, tail = chance.choice((0, 0, 12)), chance.choice((0, 0, 12))
    parts = lines[:head] + lines[at : at + chance.randint(1, 12)] + (lines[-tail:] if tail else [])
    return "\n".join(parts)[:2000]


def _changed(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    if chance.random() < 0.4 and (stop := text.find("\n", at)) >= 0:
        at = stop
    other = chance.randrange(len(text) + 1)
    match chance.randrange(7):
        case 0 | 1:
            return text[:at] + chance.choice(_BITS) + text[at:]
        case 2:
            return text[:at] + text[at + chance.randint(1, 3) :]
        case 3:
            return text[:at] + text[max(0, at - chance.randint(1, 60)) : at] + text[at:]
        case 4:
            return text[:at] + text[at : at + 1].swapcase() + text[at + 1 :]
        case 5:
            return (
                text[:at] + chr(chance.choice((chance.randrange(32, 0x180), chance.randrange(0x1E00, 0x2070)))) + text[at + 1 :]
            )
        case _:
            return text[:at] + text[other : other + chance.randint(1, 80)] + text[at:]


def run(number: int, tally: Tally) -> None:
    """Make one input and judge what comes of it."""
    text, parts, changes = made(number)
    name, data = f"{number}.txt", text.encode("utf-8", "surrogatepass")
    tally.counts["texts"] += 1
    tally.counts["parts"] += parts
    tally.counts["changes"] += changes
    tally.counts["characters"] += len(text)
    try:
        _run(number, Source("a.txt", text), name, data, tally)
    except Exception as error:
        tally.fault("crash", name, data, f"{type(error).__name__}: {error}")


def _run(number: int, source: Source, name: str, data: bytes, tally: Tally) -> None:
    profile = ("default", "strict")[number % 2]
    report, slow = tally.timed(len(source.raw), lambda: judged(source, profile))
    tally.counts["findings"] += len(report.findings)
    if slow:
        tally.fault("hang", name, data, "over 20 medians of its length")
    found = {
        "crash": oracles.crashed(report),
        "place": list(oracles.wrong_places(report, source.raw)),
        "quote": list(oracles.wrong_quotes(report, source.raw)),
    }
    for kind, wrong in found.items():
        if wrong:
            tally.fault(kind, name, data, "; ".join(wrong[:3]))
    if number % _FIX == 0:
        _fixed(number, source, name, data, tally)
    if number % _RENDER == 0:
        _shown(report, tally)


def _fixed(number: int, source: Source, name: str, data: bytes, tally: Tally) -> None:
    unsafe = number % _UNSAFE == 0
    fixed = fix_source(source, judged, unsafe)
    again = fix_source(fixed.after, judged, unsafe)
    tally.counts["unsafe fixes" if unsafe else "fixes"] += 1
    tally.counts["places mended"] += fixed.mended.total()
    if again.after.raw != fixed.after.raw:
        tally.fault("unstable-fix", name, data, "a second run changes the text")
    if wrong := oracles.spoiled(fixed):
        tally.fault("harmful-fix", name, data, "; ".join(wrong[:3]))


def _shown(report, tally: Tally) -> None:
    whole = Report((report,), (), judge().book.by_code())
    for form in FORMATS:
        renderer(form)(whole)
        tally.counts["renderings"] += 1
