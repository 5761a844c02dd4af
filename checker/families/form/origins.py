"""What a part of a plan says of the plan: the origin of an appendix ('Kèm theo Kế hoạch số …') and recipients that are named by
a place in the text above ('Như trên', 'Như Điều 3'). Decree 30/2020/NĐ-CP, Appendix I, II.9 and III.1."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import dataclass
from checker.model.document import Document
from checker.model.plan import PartialDate
from checker.source.text import Span

# -- the origin of an appendix ----------------------------------------------------------------------------------------

_WITH = "kèm theo"
_ORIGIN = re.compile(
    r"kèm theo\s+(?P<type>[^\W\d_]+(?:\s[^\W\d_]+)?)\s+số\s*:?\s*(?P<name>(?P<number>[\d.…_ ]{0,24}?)\s?(?P<sep>[/-])\s?"
    r"(?P<symbol>[a-zđ][\w&./-]{0,30}))\s{0,3}"
    r"(?P<date>ngày\s{0,3}(?P<day>[\d.…_ ]{0,16}?)\s{0,3}(?:tháng|/)\s{0,3}(?P<month>[\d.…_ ]{0,16}?)\s{0,3}"
    r"(?:năm|/)\s{0,3}(?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class AppendixOrigin:
    """'(Kèm theo Kế hoạch số 12/KH-UBND ngày 16/3/2026 …)' of an appendix, against the plan's own number, symbol and date.

    `part` is 'number' or 'date', the first that differs or is blank; `state` is 'wrong' or 'blank'. `wrong_span` is
    where it stands, `found` its words, `expected` the plan's own. `ordered`: what is held against it is the document of the
    same file that issues the plan ('Ban hành kèm theo Quyết định số …').
    """

    span: Span
    part: str
    state: str
    wrong_span: Span
    found: str
    expected: str
    ordered: bool

    @property
    def note(self) -> str:
        """How it is told: 'wrong' or 'blank', with 'ordered' in front."""
        return f"ordered_{self.state}" if self.ordered else self.state


def read_appendix_origins(doc: Document) -> tuple[AppendixOrigin, ...]:
    """The origins that do not agree: behind the body with the plan, one for each appendix; of a plan that another document of
    the file issues, with that one."""
    found = [*_origins(doc, doc, doc.plan.body.end)]
    if doc.covering is not None:
        found = [*_origins(doc, doc.covering, 0), *found]
    return tuple(found)


def _origins(doc: Document, of: Document, start: int) -> Iterator[AppendixOrigin]:
    """The lines of `doc` from `start` on that name the type of `of` and give another number or date than it has."""
    kind = (of.plan.header.type or "").lower()
    lower = doc.source.lower
    at = lower.find(_WITH, start) if kind else -1
    while at >= 0:
        match = _ORIGIN.match(lower, at)
        if match and match["type"] == kind and (origin := _number(doc, of, match) or _date(doc, of, match)):
            yield origin
        at = lower.find(_WITH, at + 1)


def _number(doc: Document, of: Document, match: re.Match) -> AppendixOrigin | None:
    """What is wrong with number and symbol; None where they agree or those of `of` are not known."""
    own = of.plan.header.number
    if own is None or own.number is None or own.symbol is None:
        return None
    span = Span(*match.span("name"))
    digits = re.sub(r"\D", "", match["number"]).lstrip("0")
    expected = re.sub(r"\s", "", of.words(own.value)).rstrip(".,;")
    if digits == own.number and match["symbol"].rstrip(".,;/-") == own.symbol.lower().rstrip(".,;/-"):
        return None
    state = "wrong" if digits else "blank"
    return AppendixOrigin(Span(*match.span()), "number", state, span, doc.words(span), expected, of is not doc)


def _date(doc: Document, of: Document, match: re.Match) -> AppendixOrigin | None:
    """What is wrong with the date; None where it agrees or that of `of` is not complete."""
    own = of.plan.header.date
    if own is None or not own.day or not match["date"]:
        return None
    day, month = (int(digits) if (digits := re.sub(r"\D", "", match[part])) else None for part in ("day", "month"))
    if (day, month, int(match["year"])) == (own.day, own.month, own.year):
        return None
    span = Span(*match.span("date"))
    state = "wrong" if day and month else "blank"
    return AppendixOrigin(Span(*match.span()), "date", state, span, doc.words(span), _written(own), of is not doc)


def _written(date: PartialDate) -> str:
    zero = "0" if date.month < 3 else ""
    return f"ngày {date.day:02} tháng {zero}{date.month} năm {date.year}"


# -- recipients that are named by a place in the text -----------------------------------------------------------------

_AS = re.compile(r"[-–—•*+ \t]*như\s+(?:(?P<above>trên|kính\s+gửi)|(?:(?:các\s+)?(?P<article>điều)\s+(?P<number>\d{1,3})))(?!\w)")


@dataclass(frozen=True, slots=True)
class RecipientReference:
    """A recipient 'Như trên' or 'Như Điều 3'. `kind` is 'above' or 'article'; `leads`: what it points at is there."""

    span: Span
    kind: str
    leads: bool


def read_recipient_references(doc: Document) -> tuple[RecipientReference, ...]:
    """The recipients that point at a place in the text above."""
    lines = doc.plan.recipients.lines if doc.plan.recipients else ()
    return tuple(_references(doc, lines, doc.plan.recipients.span.start if doc.plan.recipients else 0))


def _references(doc: Document, lines: tuple[Span, ...], above: int) -> Iterator[RecipientReference]:
    lower = doc.source.lower
    for line in lines:
        match = _AS.match(lower, *line)
        if match is None:
            continue
        start = match.start("above") if match["above"] else match.start("article")
        span = Span(lower.rfind("như", line.start, start), match.end())
        if match["above"]:
            leads = any(lower.find(word, 0, above) >= 0 for word in ("kính gửi", "điện:", "gửi:"))
            yield RecipientReference(span, "above", leads)
        else:
            head = re.unkept(rf"\n[^\w\n]*điều\s+{match['number']}(?!\d)")
            yield RecipientReference(span, "article", head.search(lower, 0, line.start) is not None)
