"""The examples inside rule packs: each fills one slot of a clean plan (rules/skeleton.txt), which is then judged."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from checker.base.data import data_folder
from checker.base.record import TYPE_CHECKING, dataclass
from checker.families.readers import Readers
from checker.rules.documents import read_documents
from checker.rules.engine import Settings, lint
from checker.rules.packs import Example, Rule
from checker.rules.selection import owners
from checker.source.text import Source

if TYPE_CHECKING:
    from checker.model.repository import Repository

_DATE = "2026-03-16"  # the day of the clean plan


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that shows something else than it says. `expected` and `found` are the words of findings, in order of position;
    `at` is the example's place in its pack."""

    rule: Rule
    example: Example
    expected: tuple[str, ...]
    found: tuple[str, ...]
    crash: str | None = None

    @property
    def at(self) -> str:
        """'rules/vd.yaml:120'."""
        return f"{self.rule.path}:{self.example.line}"


@lru_cache
def skeleton() -> dict[tuple[str, str], str]:
    """The slots of the clean plan by (slot, kind of issuer), in order."""
    slots: dict[tuple[str, str], str] = {}
    with open(os.path.join(data_folder("rules"), "skeleton.txt"), encoding="utf-8") as file:
        for part in file.read().split("=== ")[1:]:
            head, _, body = part.partition("\n")
            slot, _, kind = head.strip().partition(" ")
            slots[slot, kind or "state"] = body.strip("\n")
    return slots


def full_text(example: Example) -> tuple[str, int]:
    """The plan that an example stands in, and where in it (code points) the example begins."""
    if example.slot == "whole":
        return example.text, 0
    slots = skeleton()
    year, month, day = (example.date or _DATE).split("-")
    month = month if int(month) < 3 else str(int(month))  # as a date is written: 05/02 but 05/3
    text, start = "", 0
    for slot, kind in slots:
        if kind != "state":
            continue
        if slot == example.slot:
            body = example.text
        else:
            body = slots.get((slot, example.kind), slots[slot, "state"])
            body = body.replace("{day}", day).replace("{month}", month).replace("{year}", year)
        if not body:
            continue
        text += "\n\n" if text else ""
        start = len(text) if slot == example.slot else start
        text += body
    return text + "\n", start


def _source(text: str, start: int, example: Example) -> Source:
    """The plan as a text, or as a printed page where the example says how it is printed."""
    if not example.layout:
        return Source("example.txt", text)
    from checker.families.page.example import laid_out

    return laid_out("example.docx", text, (start, start + len(example.text)), dict(example.layout))


def _beside(example: Example, law: Mapping[str, object]) -> Repository | None:
    """The document that lies beside the example in its repository."""
    if not example.beside:
        return None
    from checker.families.citations.repository import filed
    from checker.model.repository import Repository

    found = (filed(doc, "beside.txt") for doc in read_documents(Source("beside.txt", example.beside), Readers(), law))
    return Repository.of((one.path, one.judged, one.packed()) for one in found if one)


def run(rule: Rule, example: Example, rules: Sequence[Rule], law: Mapping[str, object]) -> Failure | None:
    """Judge one example by its rule (and by the rules that own its words); None where it shows what it should."""
    text, start = full_text(example)
    as_of = datetime.date.fromisoformat(example.as_of) if example.as_of else None
    judged = (rule,) if rule.module else tuple(other for other in rules if other.family == rule.family)
    settings = Settings(
        rules=judged,
        unseen=owners(rules, (rule,)),
        all_rules=tuple(rules),
        profile="strict",
        stage=example.stage,
        as_of=as_of,
        repository=_beside(example, law),
    )
    report = lint(_source(text, start, example), settings, law)
    crash = next((finding.message for finding in report.findings if "error" in finding.args and finding.code != rule.code), None)
    found = [(f, report.judged.source.raw_span(f.span)) for f in report.findings if f.code == rule.code]
    words = tuple(finding.place.text for finding, _ in found)
    if crash:
        return Failure(rule, example, (), words, crash)
    if not example.bad:
        return Failure(rule, example, (), words) if found else None
    marks = [(start + begin, start + end) for begin, end in example.marks]
    expected = tuple(text[begin:end] for begin, end in marks)
    if not marks:
        return None if found else Failure(rule, example, ("…",), ())
    covered = all(
        any(begin < span.end and span.start < end or span.start == span.end and begin <= span.start <= end for _, span in found)
        for begin, end in marks
    )
    return None if covered and len(found) == len(marks) else Failure(rule, example, expected, words)


def run_all(chosen: Sequence[Rule], rules: Sequence[Rule], law: Mapping[str, object]) -> Iterator[Failure]:
    """The examples of `chosen` that fail; `rules` are all rules in force."""
    for rule in chosen:
        for example in rule.examples:
            failure = run(rule, example, rules, law)
            if failure:
                yield failure


def told(failure: Failure, lang: str) -> str:
    """A failed example as a difference: what was expected (-), and what was found (+)."""
    example = failure.example
    kind = (("ví dụ sai", "bad example") if example.bad else ("ví dụ đúng", "good example"))[lang == "en"]
    lines = [f"{failure.at}: {failure.rule.code} {failure.rule.name}: {kind}", f"    {example.text!r}"]
    if failure.crash:
        lines.append(f"  ! {failure.crash}")
    lines += [f"  - {words!r}" for words in failure.expected]
    lines += [f"  + {words!r}" for words in failure.found]
    if not failure.found:
        lines.append("  + (không có phát hiện)" if lang != "en" else "  + (no finding)")
    return "\n".join(lines) + "\n"
