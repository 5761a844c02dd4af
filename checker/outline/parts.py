"""Several documents in one file: a decision, resolution or letter, and behind its signature the plan that it issues.

Decree 30/2020/NĐ-CP, Appendix I, II.6 and III: what a document issues (plan, programme, scheme, regulation) stands behind its
signature with a type and a subject of its own, and says in brackets to what it belongs ('Kèm theo Quyết định số …').
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern, words
from checker.outline.organs import begins_organ
from checker.source.text import Source, Span

COVERING, PLAN, APPENDIX = "covering", "plan", "appendix"


class Part(NamedTuple):
    """One document of a file: text[start:end], from line to line. `role` is 'covering', 'plan' or 'appendix'."""

    start: int
    end: int
    role: str


_REACH = 1600  # characters below a title within which its brackets stand
_LONGEST_TITLE = 200
_MARKS = " \t#>*_"
_HEADING = re.compile(r"\n[ \t#>]*(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)][ \t]|(?:Phần|PHẦN|Chương|CHƯƠNG|Điều)[ \t])")
_BELONGS = pattern("outline", r"(?:{{attached_words}})\s{1,4}(?P<type>{{covering_types}})(?!\w)", gap=r"\s{1,4}")
_SIGNED = pattern(
    "outline",
    r"(?:[\n|\t]|[ ]{3})[ \t#>-]*(?:N[ơo]i\s{0,2}nhận|NƠI\s{1,2}NHẬN|(?:TM|KT|TL|TUQ|T/M|K/T)[. ]|(?:{{^posts}})(?=\s*\n))",
    gap=r"\s{1,4}",
)
_ANNOUNCED = pattern("outline", r"(?:{{attached_words}})(?!\w)", gap=r"\s{1,4}")
_TITLE_LINE = pattern(
    "outline", r"\n[ \t#>*_]*(?P<type>(?:{{^plan_types}}|{{^attached_types}}|{{^issuing_types}})(?!\w))", gap=r"[ \t]{1,3}"
)
_STATE_TITLE = re.compile(r"C[ỘÔ]NG\s{1,4}H\S{1,3}\s{1,4}X\S{1,2}\s{1,4}H\S{1,3}\s")
_APPENDIX = re.compile(r"PHỤ\s{1,4}LỤC|Phụ\s{1,4}lục")
_ABOVE_TITLE = re.compile(r"(?:Độc\s+lập|Số\s?:|Phụ\s+lục|[^\n]{0,60},\s+ngày\b)|[^\w\n]*\Z")


def find_parts(source: Source) -> tuple[Part, ...]:
    """The documents of a file in order; none where it is one document."""
    text = source.text
    starts: list[tuple[int, str]] = []
    done = 0
    covering: str | None = None
    for at, kind in _titles(text):
        if covering is None:
            behind_a_letter = kind in words("outline", "plan_types") and _SIGNED.search(text, 0, at) is not None
            covering = "" if behind_a_letter else kind
            if not behind_a_letter:
                continue
        if kind in words("outline", "issuing_types") or at < done:
            continue
        begin = _header_start(text, at, done)
        if _is_attached(source, done, begin, at, kind):
            starts.append((begin, kind))
            done = at
    if not starts:
        return ()
    return _parts(len(text), starts, covering)


def _parts(end: int, starts: list[tuple[int, str]], covering: str | None) -> tuple[Part, ...]:
    """The parts between the starts. What a plan carries with it, and what is no plan, is an appendix."""
    plans = words("outline", "plan_types")
    first = PLAN if covering in plans else COVERING
    parts = [Part(0, starts[0][0], first)]
    stops = [start for start, _ in starts[1:]] + [end]
    for (start, kind), stop in zip(starts, stops, strict=True):
        parts.append(Part(start, stop, PLAN if kind in plans and first == COVERING else APPENDIX))
    return tuple(parts)


def _titles(text: str) -> Iterator[tuple[int, str]]:
    """Where a line in capitals begins with a type: (offset, type in small letters), in order."""
    for match in _TITLE_LINE.finditer(f"\n{text}"):
        at = match.start("type") - 1
        if _is_title(text, at) and not _goes_on(text, at):
            yield at, " ".join(match["type"].lower().split())


def _is_title(text: str, at: int) -> bool:
    """Whether the line whose words begin at `at` is a title in capitals."""
    end = text.find("\n", at)
    line = text[at : end if end >= 0 else len(text)]
    head = line.partition("(")[0]
    return len(line) <= _LONGEST_TITLE and head.isupper() and line.strip()[-1:] not in ":;|"


def _goes_on(text: str, at: int) -> bool:
    """Whether the line right above is in capitals and no component of a header: 'DANH MỤC NHIỆM VỤ THỰC HIỆN⏎CHƯƠNG TRÌNH …'."""
    begin = text.rfind("\n", 0, at) + 1
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)].strip(_MARKS)
    return above.isupper() and not (_APPENDIX.match(above) or _STATE_TITLE.search(above) or begins_organ(above))


def _header_start(text: str, at: int, floor: int) -> int:
    """Where the first of the lines above a title begins that belong to its document: Quốc hiệu, organs, 'PHỤ LỤC', rules."""
    begin = text.rfind("\n", 0, at) + 1
    start = begin
    while begin > floor:
        above = text.rfind("\n", floor, begin - 1) + 1 or floor
        line = text[above : begin - 1].strip(_MARKS)
        if text[above : above + 1] == "|":  # a table: of a header where it holds Quốc hiệu
            while above > floor and text[above - 2 : above - 1] == "|":
                above = text.rfind("\n", floor, above - 1) + 1 or floor
            line = text[above : begin - 1]
            belongs = _STATE_TITLE.search(line) is not None
        else:
            belongs = bool(not line or line.isupper() or _ABOVE_TITLE.match(line) or _STATE_TITLE.search(line))
        if not belongs or _SIGNED.search("\n" + line + "\n"):
            break
        begin = above
        start = above if line else start
    return start


def _is_attached(source: Source, done: int, begin: int, at: int, kind: str) -> bool:
    """Whether the title at `at` begins a document of its own behind the one that began at `done`."""
    text, low = source.text, source.lower
    belongs = find_attachment(source, at)
    if belongs:
        of_a_plan = belongs.type in words("outline", "plan_types")
        return not (of_a_plan and _APPENDIX.search(text, begin, at))
    if kind not in words("outline", "plan_types") or not _is_signed(text, done, begin):
        return False
    if _STATE_TITLE.search(text, begin, at):
        return True
    last = kind.split()[:2]
    announced = _ANNOUNCED.search(low, done, begin)
    return announced is not None and _names(low, announced.start(), announced.end() + 400, " ".join(last))


def _is_signed(text: str, start: int, end: int) -> bool:
    """Whether a signature or recipients stand between two places. The first behind `start` is remembered: a text may have
    thousands of titles, and no signature."""
    first = _first_signed(text, start)
    return 0 <= first < end and _SIGNED.search(text, first, end) is not None


@lru_cache(maxsize=1)
def _first_signed(text: str, start: int) -> int:
    found = _SIGNED.search(text, start)
    return found.start() if found else -1


def _names(low: str, start: int, end: int, kind: str) -> bool:
    """Whether a stretch of the text names a type, over line ends too."""
    return kind in " ".join(low[max(0, start - 200) : end].split())


class Attachment(NamedTuple):
    """The words that say to which document this one belongs: '(Kèm theo Quyết định số 45/QĐ-UBND ngày …)'."""

    span: Span
    type: str


def find_attachment(source: Source, start: int) -> Attachment | None:
    """The words below a title at `start` that say to what the document belongs; None where none stand there.

    They stand in brackets on lines of their own or behind a subject in capitals; an opening that cites what was 'ban hành kèm
    theo' something says nothing of the document itself.
    """
    low, text = source.lower, source.text
    heading = _HEADING.search(text, start, start + _REACH)
    stop = heading.start() if heading else min(len(text), start + _REACH)
    for found in _BELONGS.finditer(low, start, stop):
        begin = found.start()
        while begin > start and text[begin - 1].isspace() and text[begin - 1] != "\n":
            begin -= 1
        bracket = text[begin - 1] == "("
        begin = begin - 1 if bracket else found.start()
        before = text[text.rfind("\n", 0, begin) + 1 : begin].strip(_MARKS)
        if not (before.isupper() and bracket if before else bracket or text[begin].isupper()):
            continue
        end = _closing(text, begin, stop) if bracket else _paragraph_end(text, begin, stop)
        return Attachment(Span(begin, end), " ".join(found["type"].split()))
    return None


def _paragraph_end(text: str, at: int, stop: int) -> int:
    end = text.find("\n\n", at, stop)
    return end if end >= 0 else stop


def _closing(text: str, at: int, stop: int) -> int:
    """Where the bracket that opens at `at` is closed; the end of its line where it is not."""
    depth = 0
    for place in range(at, stop):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place + 1
    end = text.find("\n", at, stop)
    return end if end >= 0 else stop
