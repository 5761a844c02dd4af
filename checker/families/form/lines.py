"""Lines of the form as facts, with what is written and what the decree writes: Decree 30/2020/NĐ-CP, Appendix I, II.3 to II.9."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import pattern, words
from checker.families.spots import line_at
from checker.model.document import Document
from checker.source.text import Span

_FIGURE = re.compile(r"\s*(\d+)(?![\d.])")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The line 'Số: 5/KH-UBND'. `number` is without leading zeros, None where it is blank; `figure` is the same as written,
    None also where a dot follows it, `padded` with the zero of a figure alone; `rest_span` reaches from it to the line's end."""

    span: Span
    number: str | None
    figure: str | None
    padded: str | None
    figure_span: Span
    rest_span: Span


def read_document_number(doc: Document) -> tuple[DocumentNumber, ...]:
    """The document's own number, where it has the line."""
    line = doc.plan.header.number
    if line is None:
        return ()
    match = _FIGURE.match(doc.text, *line.value)
    figure = Span(*match.span(1)) if match else Span(line.value.start, line.value.start)
    rest = Span(figure.start, line.value.end)
    written = match[1] if match else None
    return (DocumentNumber(line.span, line.number, written, written and written.zfill(2), figure, rest),)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject (trích yếu). `stop_span` is a full stop at its end, None where it has none (an ellipsis is none); `last_span`
    its last word."""

    span: Span
    last_span: Span
    stop_span: Span | None


def read_subject(doc: Document) -> tuple[Subject, ...]:
    """The subject, where the title has one."""
    span = doc.plan.header.subject_span
    if span is None:
        return ()
    text = doc.text
    end = span.start + len(text[span.start : span.end].rstrip())
    last = Span(text.rfind(" ", span.start, end) + 1 or span.start, end)
    stopped = text[end - 1] == "." and text[end - 2 : end - 1] not in (".", "/")
    return (Subject(span, last, Span(end - 1, end) if stopped else None),)


# -- the opening ------------------------------------------------------------------------------------------------------

_NUMBERED = re.compile(r"(?<!\d)\d+(?:/\d{4})?[ \t]?[/-][ \t]?[A-ZĐ][\w-]*[ \t]?[-/]?[ \t]?[A-ZĐ]|\bsố[ \t]+\d+")
_NAMED = pattern("form", r"\b(?:{{basis_leads}})\s+(?:\w+\s+){0,4}?(?:{{based_on}})\b")
_NEXT_BASIS = pattern("form", r"[ \t>*_+–•-]*(?:(?:{{begins_basis}})\b|[IVX]+\.)|\s*\Z", gap=" ")
_FOOTNOTE = re.compile(r"(?<=[.;,:])\[?\d{1,2}\]?\Z")  # '… của Chính phủ.1': the mark of a footnote
_ENDS_NO_BASIS = pattern("form", r"(?<!\w){{ends_no_basis}}[ \t*_]*\Z", re.IGNORECASE)
_LEAD = " \t\n*_+–•-"  # a list's mark stands in front of each basis
_RUNS_ON = pattern("form", r"(?:{{runs_on}})\b", gap=" ")


@dataclass(frozen=True, slots=True)
class Opening:
    """The words between title and first section; the last line above where there are none. `cites`: they name a document."""

    span: Span
    cites: bool


def read_opening(doc: Document) -> tuple[Opening, ...]:
    """The opening of a plan with a title and sections; its span is its first line."""
    plan, header = doc.plan, doc.plan.header
    own_section = any(section.title.lower().startswith("căn cứ") for section in plan.sections)
    if plan.opening:
        text = doc.text[plan.opening.start : plan.opening.end]
        cites = bool(own_section or plan.legal_basis or _NUMBERED.search(text) or _NAMED.search(text.lower()))
        return (Opening(line_at(doc, plan.opening.start), cites),)
    if header.type_span is None or not plan.sections:
        return ()
    above = (header.subject_span or header.type_span).end - 1
    return (Opening(line_at(doc, max(0, above)), own_section or bool(plan.legal_basis)),)


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One of several lines 'Căn cứ …'. `mark` is the mark at its end ('' for none), `mark_span` where it stands or should;
    `last_span` the last word with it. `place` is 'last' for the line that ends the block, else 'middle', also for the last one
    where the sentence of adoption goes on from it."""

    span: Span
    last_span: Span
    mark_span: Span
    mark: str
    place: str
    right: bool
    expected: str


def read_basis_lines(doc: Document) -> tuple[BasisLine, ...]:
    """The lines of a block of 'Căn cứ' lines, in order; a single one ends as its sentence does."""
    lines = doc.plan.legal_basis
    if len(lines) < 2:
        return ()
    found = [_basis_line(doc, _unwrapped(doc, line), after) for line, after in zip(lines, (*lines[1:], None), strict=True)]
    return tuple(line for line in found if line)


def _unwrapped(doc: Document, line: Span) -> Span:
    """A basis with the lines right below it that a copy broke off: up to its mark, an empty line or the next basis."""
    text, end, limit = doc.text, line.end, doc.plan.body.end
    if doc.source.layout is not None and doc.source.layout.formats:
        return line  # a word processor breaks no lines
    while end < limit and text[line.start : end].rstrip(" \t*_")[-1:] not in (".", ";", ":"):
        begin = text.find("\n", end) + 1
        if begin and not text[begin : text.find("\n", begin)].strip() and _goes_on(text, line.start, end, begin):
            begin = text.find("\n", begin) + 1  # the copy put an empty line between any two
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        if not begin or text[end:begin].strip() or _NEXT_BASIS.match(text[begin:stop]):
            break
        end = stop
    return Span(line.start, end)


def _goes_on(text: str, start: int, end: int, below: int) -> bool:
    """Whether a sentence goes on below an empty line: it breaks off at a word that ends none, or a small letter follows."""
    return bool(_ENDS_NO_BASIS.search(text, max(start, end - 40), end) or text[below : below + 80].lstrip()[:1].islower())


def _basis_line(doc: Document, line: Span, after: Span | None) -> BasisLine | None:
    text = doc.text
    phrase = _FOOTNOTE.sub("", text[line.start : line.end].rstrip())
    if not phrase:
        return None
    end = line.start + len(phrase)
    runs_on = after is not None or _RUNS_ON.match(text[end : line.end + 200].lstrip(_LEAD)) is not None
    mark = phrase[-1] if phrase[-1] in ".,;:" else ""
    # A basis that runs on into the sentence of adoption ends as that sentence does.
    fits = ":;" if after else ":.,;" if runs_on else ":.,"
    last = Span(max(line.start, text.rfind(" ", line.start, end - 1) + 1), end)
    at = Span(end - 1 if mark and mark != ":" else end, end)
    place, expected = ("middle", ";") if runs_on else ("last", ".")
    return BasisLine(line, last, at, mark, place, bool(mark) and mark in fits, expected)


# -- the end of the body ----------------------------------------------------------------------------------------------

_TAIL = " \t\n./\\;:,…"
_RIGHT = re.compile(r"[^\s./\\;,:]\.?\./\.\Z")


@dataclass(frozen=True, slots=True)
class Closing:
    """How the last paragraph of the body ends: `mark_span` is its mark, empty where it has none, `last_span` the last word
    with it. `expected` is the mark that a document of this kind ends with; `state` is 'there', 'wrong' or 'missing'."""

    span: Span
    last_span: Span
    mark_span: Span
    state: str
    expected: str


def read_closing(doc: Document) -> tuple[Closing, ...]:
    """The last paragraph of the body; none where the body ends with a table."""
    plan = doc.plan
    span = plan.closing
    if span is None or any(span.end <= table.span.start < plan.body.end for table in plan.tables):
        return ()
    kind = plan.header.kind
    phrase = doc.text[span.start : span.end].rstrip()
    end = span.start + len(phrase)
    mark = Span(span.start + len(phrase.rstrip(_TAIL)), end)
    tail = doc.text[mark.start : end]
    if tail.startswith("...") or "…" in tail:
        mark = Span(end, end)  # 'v.v...' keeps its dots
    last = Span(max(span.start, doc.text.rfind(" ", span.start, max(mark.start - 1, 0)) + 1), end)
    state = "there" if _ends_well(phrase, kind) else "wrong" if mark.end > mark.start else "missing"
    return (Closing(span, last, mark, state, words("form", "party_closing" if kind == "party" else "closing")[0]),)


def _ends_well(phrase: str, kind: str) -> bool:
    """Whether a paragraph ends with the mark of its kind: './.' in the State, '.' in the Party. Other organisations have rules
    of their own: both will do."""
    if kind != "party" and phrase.endswith("./.") and not phrase.endswith("/./."):
        if _RIGHT.search(phrase[-6:]) or len(phrase) <= len("./."):
            return True
    if kind in ("front", "other"):
        return phrase.endswith(".") and not phrase.endswith(("/.", ".."))
    return kind == "party" and phrase.endswith(".") and not phrase.endswith("/.")
