"""Placeholders that a template left behind."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import pattern
from checker.families.wording.zones import Zones
from checker.model.document import Document
from checker.source.text import Span

_ASKS = r"(?:{{asked_for}}|x{2,})\b"
_BRACKETS = pattern(
    "wording", rf"\[\s*(?:[ ]{{0,9}}[.…_][.…_ ]{{0,60}}|[ ]{{2,60}}|{_ASKS}[^\]\n]{{0,60}})\s*\](?!\()", re.IGNORECASE, gap=" "
)
_ANGLES = pattern(
    "wording", rf"<\s*(?:[.…_ ]{{1,60}}|{_ASKS}[^>\n]{{0,60}})\s*>|\{{\{{[^}}\n]{{1,60}}\}}\}}", re.IGNORECASE, gap=" "
)
_THICK = re.compile(r"【[^】\n]{0,80}】")
_CROSSES = re.compile(r"(?<![\w/])(?:[xX]{3,}|[xX]{2}/[xX]{2}(?:/\w{2,4})?)(?![\w])|(?<![\w.])[xX](?:\.[xX]{3})+(?!\w)")
_ROMAN_THIRTY = re.compile(r"(?:thứ|khóa|khoá|lần|kỷ|kỳ|chương|phần|mục)\s*\Z", re.IGNORECASE)
_QUESTIONS = re.compile(r"\?{2,}")
_DOTS = re.compile(r"(?:\.{4,}|…[….]*|_{3,}|\.{3})")
_BEFORE_VALUE = pattern("wording", r"(?:\b(?:{{before_values}})|:)[ \t]*\Z", re.IGNORECASE, gap=" ")
_AFTER_VALUE = pattern("wording", r"[ \t]*(?:(?:{{counted}})\b|%|/)", re.IGNORECASE, gap=" ")
_MARKS = (
    ("[", _BRACKETS),
    ("【", _THICK),
    ("<", _ANGLES),
    ("{{", _ANGLES),
    ("??", _QUESTIONS),
    ("x.x", _CROSSES),
    ("X.X", _CROSSES),
    ("xx", _CROSSES),
    ("XX", _CROSSES),
    ("...", _DOTS),
    ("…", _DOTS),
    ("___", _DOTS),
)
_ATTACHED = re.compile(r"kèm theo[^\n]{0,60}\Z", re.IGNORECASE)
# What a draft says of its own adoption: 'Nghị quyết này … Kỳ họp thứ ... thông qua ngày ... tháng ... năm ...'.
_ADOPTED = pattern(
    "wording", r"(?:{{rules_of_law}})\s+này\s[^.;]{0,120}?(?:{{adoption}})[^;!?]{0,120}\Z", re.IGNORECASE, gap=r"\s+"
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """'[…]', '<tên …>', 'xxx', '???', dots in a value's place, or what a field of Word shows that nobody has filled in."""

    span: Span


def read_placeholders(doc: Document) -> tuple[Placeholder, ...]:
    """What is left to fill in, in order; not in the header's own lines, nor in forms behind the signature."""
    text = doc.text
    found = _prompts(doc)
    for mark, shape in _MARKS:
        at = text.find(mark)
        while at >= 0:
            match = shape.match(text, at)
            if match and _is_left(text, shape, match):
                found.append(Span(*match.span()))
            at = text.find(mark, match.end() if match else at + len(mark))
    exempt, end = Zones(_exempt(doc)), _end(doc)
    last = -1
    kept = []
    for span in sorted(found):
        if last <= span.start < end and span.start not in exempt and not _is_signed_by_hand(doc, span):
            last = span.end
            kept.append(Placeholder(span))
    return tuple(kept)


def _prompts(doc: Document) -> list[Span]:
    """The words that unfilled fields show, without blanks at their edges."""
    found = []
    for prompt in doc.source.layout.insets if doc.source.layout else ():
        if prompt.kind != "prompt":
            continue
        start, end = doc.source.folded_span(Span(prompt.start, prompt.end))
        words = doc.text[start:end]
        start += len(words) - len(words.lstrip())
        if words.strip():
            found.append(Span(start, start + len(words.strip())))
    return found


def _is_left(text: str, pattern: re.Pattern, match: re.Match) -> bool:
    """Whether what looks like a placeholder is one."""
    if pattern is _CROSSES:
        return not _ROMAN_THIRTY.search(text[max(0, match.start() - 12) : match.start()])
    return pattern is not _DOTS or _is_blank_value(text, match)


def _is_blank_value(text: str, dots: re.Match) -> bool:
    """Whether dots stand for a value: 'là ……… đồng'. A list that trails off ('tập huấn,...') is not that."""
    before = text[max(0, dots.start() - 24) : dots.start()]
    after = _AFTER_VALUE.match(text, dots.end(), dots.end() + 16)
    if _ATTACHED.search(text[max(0, dots.start() - 80) : dots.start()]):
        return False  # '(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm …)': blank as the number itself is
    if _ADOPTED.search(text[max(0, dots.start() - 240) : dots.start()]):
        return False  # filled in when it is adopted
    asked = _BEFORE_VALUE.search(before)
    if len(dots.group()) >= 4 or len(dots.group()) > 1 and "…" in dots.group():
        apart = before[-1:] == " " and before.rstrip()[-1:].isalpha() and text[dots.end() : dots.end() + 1] == " "
        return bool(
            asked or after and not before.rstrip()[-1:] == "," or apart and text[dots.end() + 1 : dots.end() + 2].isalpha()
        )
    return bool(asked and after)


def _end(doc: Document) -> int:
    """Where the document itself ends: what follows its signature are forms, or not part of it."""
    plan = doc.plan
    ends = [part.span.end for part in (plan.recipients, plan.signature) if part]
    forms = min((part.start for part in plan.appendices), default=len(doc.text))
    return min(forms, max(ends, default=len(doc.text)))


def _exempt(doc: Document) -> list[Span]:
    """The parts where a blank is normal: number and date of the document."""
    plan = doc.plan
    spans = [plan.header.number.span] if plan.header.number else []
    if plan.header.place_date:
        spans.append(plan.header.place_date.span)
    return spans


def _is_signed_by_hand(doc: Document, span: Span) -> bool:
    """Whether what is left is a blank of the signature; '[CHỜ KÝ]' there is a template's."""
    signed = doc.plan.signature
    blank = not any(char.isalpha() for char in doc.text[span.start : span.end])
    return blank and signed is not None and signed.span.start <= span.start < signed.span.end
