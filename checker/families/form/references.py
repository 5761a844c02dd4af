"""References of a plan to its own parts: 'mục II.3', 'khoản 2 Mục III Kế hoạch này', 'Phụ lục 2', 'Bảng 1'."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.roman import from_roman
from checker.base.vocabulary import pattern
from checker.model.document import Document
from checker.outline.parts import COVERING
from checker.source.text import Span

_SECTION = re.compile(
    r"(?:(?P<point>điểm\s+(?P<letter>[a-zđ]|\d+(?:\.\d+)*)\)?,?\s+)?(?P<clause>(?:khoản|điểm)\s+(?P<number>\d+(?:\.\d+)*),?\s+))?"
    r"(?P<word>mục|phần)\s+(?P<label>[ivx]+(?:\.\d+)*(?:\.[a-zđ](?!\w))?|\d+(?:\.\d+)*)(?![\w/-]|\.\d)"
    r"(?P<above>,?\s+(?:mục|phần)\s+(?P<top>[ivx]+)(?!\w))?"
)
_APPENDIX = re.compile(r"(?P<word>phụ\s+lục|bảng|biểu)\s+(?:số\s+)?(?P<label>\d{1,2}|[ivx]{1,4})(?![\w/%]|[.,]\d|\s*-\s*\d)")
_OTHER = pattern(
    "form", r"(?:{{<other_documents}}|kế hoạch\s+\d|danh mục|\bqđ\b|\bnđ\b|\btt\b|kèm theo\s+(?!kế hoạch này))", gap=" "
)
_OWN = re.compile(r"kế\s+hoạch\s+này|nêu\s+trên|trên\s+đây|dưới\s+đây")
_STOP = re.compile(r"[.;\n](?! ?\d)")
_NAMED = re.compile(r"(?:(?:\s*,\s*|\s*&\s*|\s+và\s+)[ivx]{1,5}){0,6}\s*:")  # 'Phần VII, VIII & IX: …'
_ASIDES = ("chuyên ", "cổ ", "danh ", "đề ", "hạng ", "thư ", "tiêu ")


@dataclass(frozen=True, slots=True)
class InternalReference:
    """A reference to a part of the plan itself. `leads`: the plan has that part."""

    span: Span
    leads: bool


def read_references(doc: Document) -> tuple[InternalReference, ...]:
    """References to sections, appendices and tables of the plan, but for what is said of another document's parts."""
    return (*_section_references(doc), *_label_references(doc))


def _is_about_another(low: str, start: int, end: int) -> bool:
    """Whether the words around a reference name another document and not this plan."""
    stop = _STOP.search(low, end, end + 160)
    after = low[end : stop.start() if stop else end + 120]
    own, other = _OWN.search(after), _OTHER.search(after)
    if own and not (other and other.start() < own.start()):
        return False
    if other and other.start() < 60:
        return True
    before = low[max(0, start - 50) : start]
    cut = max(before.rfind(mark) for mark in (".", ";", "\n"))
    return bool(_OTHER.search(before[cut + 1 :]))


def _paths(doc: Document) -> set[str]:
    found = set()
    for section in doc.sections:
        path = section.path.lower()
        found.add(path)
        parts = path.split(".")
        found.update(".".join(parts[at:]) for at in range(1, len(parts)))
        found.add(section.label.lower().split()[-1])
    for slip in doc.facts("numbering_slip"):  # a misnumbered part is also found under the number that it should have
        *above, _ = slip.section.path.lower().split(".")
        for section in slip.section.walk():
            below = section.path.lower().split(".")[len(above) + 1 :]
            found.add(".".join([*above, slip.expected.lower(), *below]))
    return found


def _section_references(doc: Document) -> Iterator[InternalReference]:
    plan = doc.plan
    if not plan.sections:
        return
    low = doc.source.lower
    paths: set[str] | None = None
    roman = any(section.style in ("roman", "part") for section in plan.sections)
    headings = {section.heading.start for section in doc.sections}
    for match in _finds(low, ("mục ", "mục\n", "phần "), _SECTION, plan.sections[0].span.start, len(low)):
        label = match["label"]
        is_roman = not label[0].isdigit()
        if low[max(0, match.start() - 7) : match.start()].endswith(_ASIDES) or match.start() in headings:
            continue
        if _opens_line(low, match.start()) and _NAMED.match(low, match.end()):
            continue  # '+ Phần VI: Nhận xét …': the parts of a form, listed by number and name
        if is_roman and not (from_roman(label.split(".")[0].upper()) and doc.text[match.start("label")].isupper()):
            continue  # 'phần xi măng'
        if match["word"] == "phần" and not is_roman:
            continue
        after = low[match.end() : match.end() + 60]
        if not is_roman and not match["above"] and not _OWN.search(after):
            continue  # 'mục 3' alone is too weak to be held against the plan
        if is_roman and not roman or _is_about_another(low, match.start(), match.end()):
            continue
        parts = ([match["top"]] if match["top"] else []) + [label]
        if match["number"]:
            parts.append(match["number"])
            if match["letter"]:
                parts.append(match["letter"])
        paths = _paths(doc) if paths is None else paths
        yield InternalReference(Span(*match.span()), _leads_somewhere(paths, parts) or _is_label(low, label))


def _leads_somewhere(paths: set[str], parts: list[str]) -> bool:
    whole = ".".join(parts)
    if whole in paths:
        return True
    # '1.1' under '1' has taken its parent's place in the path: 'III.1.1', not 'III.1.1.1'.
    if len(parts) > 1 and parts[-1].startswith(parts[-2].split(".")[-1] + "."):
        return ".".join([*parts[:-2], parts[-1]]) in paths
    # The letter can stand a level lower: 'điểm a khoản 2 Mục II' for II.2.2.1.a.
    above = ".".join(parts[:-1]) + "."
    return len(parts) > 2 and any(path.startswith(above) and path.endswith("." + parts[-1]) for path in paths)


def _is_label(low: str, label: str) -> bool:
    """Whether a label of several parts ('III.5.1') opens a line, be it a heading that was not read."""
    at = low.find(label) if "." in label else -1
    while at >= 0 and not (_opens_line(low, at) and not low[at + len(label) : at + len(label) + 2].lstrip(". ")[:1].isdigit()):
        at = low.find(label, at + 1)
    return at >= 0


def _label_references(doc: Document) -> Iterator[InternalReference]:
    low = doc.source.lower
    plan = doc.plan
    start = plan.body.start
    held: dict[str, set[int]] | None = None
    seen: set[tuple[str, int]] = set()
    matches = list(_finds(low, ("phụ lục ", "bảng ", "biểu "), _APPENDIX, start, plan.body.end))
    labels = [(" ".join(match["word"].split()), _value(match["label"])) for match in matches]
    others = {label for label, match in zip(labels, matches, strict=True) if _is_about_another(low, *match.span())}
    for (word, number), match in zip(labels, matches, strict=True):
        if number is None or _opens_line(low, match.start()) or (word, number) in seen or (word, number) in others:
            continue  # 'Phụ lục 7 QCVN 01:2019/BCT' says of which document 'Phụ lục 7' is
        before = low[max(0, match.start() - 12) : match.start()]
        if word != "phụ lục" and not before.rstrip(" (").endswith(("tại", "ở", "theo", "xem", "trong")):
            continue
        held = _captions(doc) if held is None else held
        leads = number in held.get(word, ()) or word == "phụ lục" and number == 1 and _has_plain_appendix(low, plan.body.end)
        announced = "kèm" in low[match.end() : match.end() + 30] or "kèm" in before
        if not leads and word == "phụ lục" and not plan.appendices and (announced or others):
            continue  # the whole appendix is missing: said once, of the announcement; or those of another document are meant
        if not leads:
            seen.add((word, number))  # said at its first place
        yield InternalReference(Span(*match.span()), leads)


def _finds(low: str, words: tuple[str, ...], pattern: re.Pattern, start: int, end: int) -> Iterator[re.Match]:
    """The matches of `pattern` around every place of one of `words`, each once."""
    done = start
    places = []
    for word in words:
        at = low.find(word, start, end)
        while at >= 0:
            places.append(at)
            at = low.find(word, at + len(word), end)
    for at in sorted(places):
        if at < done or low[at - 1 : at].isalnum():
            continue
        back = low.rfind("điểm ", max(done, at - 40), at)
        back = low.rfind("khoản ", max(done, at - 24), at) if back < 0 else back
        match = pattern.match(low, back, end) if back >= 0 else None
        match = match or pattern.match(low, at, end)
        if match:
            done = match.end()
            yield match


def _has_plain_appendix(low: str, start: int) -> bool:
    """Whether the file's one appendix has no number ('PHỤ LỤC')."""
    at = low.find("phụ lục\n", start)
    return at >= 0 and _opens_line(low, at)


def _value(label: str) -> int | None:
    return int(label) if label.isdecimal() else from_roman(label.upper())


def _opens_line(low: str, at: int) -> bool:
    """Whether only marks stand before `at` on its line: a caption, not a reference."""
    begin = low.rfind("\n", 0, at) + 1
    return not low[begin:at].strip(" \t#*|>_-+•")


def _captions(doc: Document) -> dict[str, set[int]]:
    """The numbers that captions of appendices and tables carry, anywhere in the file: also in its other documents."""
    low = doc.source.lower if doc.source.window is None else doc.source.raw.lower()
    found: dict[str, set[int]] = {}
    for match in _finds(low, ("phụ lục ", "bảng ", "biểu "), _APPENDIX, 0, len(low)):
        if _opens_line(low, match.start()) and (value := _value(match["label"])) is not None:
            found.setdefault(" ".join(match["word"].split()), set()).add(value)
    return found


# -- appendices that the text announces: Decree 30/2020/NĐ-CP, Appendix I, III.1 --------------------------------------

_ATTACHED = re.compile(
    r"(?:các\s+)?phụ\s+lục(?:\s+(?:số\s+)?(?:[ivx]{1,4}|\d{1,2})\b[,\s]*(?:và\s+)?){0,6}(?:\s+[^\W\d_]+){0,4}?"
    r"\s+(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm|kèm)\b"
    r"|(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm)\s+(?:là\s+)?(?:các\s+)?phụ\s+lục(?:\s+(?:số\s+)?(?:[ivx]{1,4}|\d{1,2})\b)?"
    r"|\((?:có\s+|theo\s+|chi\s+tiết\s+(?:tại\s+|theo\s+)?)?(?:các\s+)?(?:danh\s+mục|danh\s+sách|bảng|biểu)\s+[^()\n]{0,40}?"
    r"(?:đính\s+kèm|kèm\s+theo|gửi\s+kèm)\)"
)
_BELONGS = re.compile(r"\n[ \t*_#>|]{0,9}\((?:ban hành )?kèm theo\s")  # what is attached says so below its title
_OF_ANOTHER = pattern("form", r"\s*(?:kèm\s+theo\s+|của\s+|tại\s+|theo\s+)?(?:các\s+)?(?:{{other_documents}})")


@dataclass(frozen=True, slots=True)
class MissingAppendix:
    """Words that announce an appendix, in a file that holds none, at their first place; `others` are the other places."""

    span: Span
    others: tuple[Span, ...]


def read_missing_appendices(doc: Document) -> tuple[MissingAppendix, ...]:
    """What the body says of attached appendices, where the file ends with the signature and no other document stands behind."""
    plan = doc.plan
    # A copy of a web page can hold the appendix in the very row of the signature.
    if plan.appendices or plan.role == COVERING or doc.text.find("PHỤ LỤC", plan.body.end) >= 0:
        return ()
    if _BELONGS.search(doc.source.lower, plan.body.start):
        return ()
    if any("appendix" in section.roles for section in doc.facts("section")):
        return ()
    lower = doc.source.lower
    found = []
    end = plan.body.end or len(lower)
    done = plan.body.start
    at = lower.find("kèm", done, end)
    while at >= 0:
        for match in _ATTACHED.finditer(lower, max(done, at - 70), min(end, at + 40)):
            done = match.end()
            if not _OF_ANOTHER.match(lower, match.end()):
                found.append(Span(*match.span()))
        at = lower.find("kèm", max(done, at + 3), end)
    return (MissingAppendix(found[0], tuple(found[1:])),) if found else ()
