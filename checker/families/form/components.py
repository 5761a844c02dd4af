"""The components of the form (thể thức) as facts, there or not: Decree 30/2020/NĐ-CP, Article 8 and Appendix I, II."""

from __future__ import annotations

from checker.base.record import dataclass, replace
from checker.base.vocabulary import pattern, words
from checker.families.spots import first_line, has_header, is_bare_body, last_body_line, line_at, title_line
from checker.model.document import Document
from checker.source.text import Span

_SIGNS = pattern("form", r"\((?:{{signing_notes}})(?!\w)")
_EDGES = " \t#*_|:.-–—"


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the form (thành phần thể thức). `name` is header (all of it), national_title, motto, issuer, number,
    place_date, type, subject, signature, signer or recipients.

    `state` is 'there'; 'wrong' where its words are not those that it must have; 'inline' where it shares its line with other
    words; 'misplaced' where it stands below the body; 'missing'; 'unread' where it is missing of a text that carries not all of
    its paper. `own_span` is where it stands and `found` its words, both None where it is missing: `span` is then the nearest
    component that is there. `expected` is what must stand there, None where that depends on the plan.
    """

    span: Span
    name: str
    state: str
    own_span: Span | None
    found: str | None
    expected: str | None = None


def read_components(doc: Document) -> tuple[Component, ...]:
    """The components that a plan has or should have. An extract that begins with the title lacks its header as a whole, and
    neither number nor date."""
    header = doc.plan.header
    whole = has_header(doc)
    found = [_placed(doc, "header", first_line(doc) if whole else None, first_line(doc))]
    if whole:
        found += _national_lines(doc)
        nearest = min(span for span in (header.national_title, header.motto, header.issuer_span) if span)
        found.append(_placed(doc, "issuer", header.issuer_span, nearest))
    if not is_bare_body(doc):
        found.append(_placed(doc, "number", header.number and header.number.span, title_line(doc)))
        found.append(_place_date(doc))
    found.append(_type(doc))
    if header.type_span and not _is_enacting(doc, header.type_span):
        found.append(_placed(doc, "subject", header.subject_span if header.subject else None, header.type_span))
    if "header" in doc.plan.unread:
        found = [replace(one, state="unread") if one.state not in ("there", "wrong") else one for one in found]
    return (*found, *_tail(doc))


@dataclass(frozen=True, slots=True)
class UnreadParts:
    """What of the form was not looked for, because the text carries not all of its paper.

    `kind`: 'body' where it is one without header and tail, 'digest' where the header is run together, 'cut' where the text stops
    before the end, 'signed' where its signatures have an unknown shape, 'copy' where a copy of the signed paper has no
    recipients. `span` is where that shows.
    """

    span: Span
    kind: str


def read_unread_parts(doc: Document) -> tuple[UnreadParts, ...]:
    """One fact where parts of the form are unread; it names the largest of the causes."""
    plan, header = doc.plan, doc.plan.header
    if "tail" in plan.unread:
        return (UnreadParts(title_line(doc), "body"),)
    if "header" in plan.unread and "recipients" in plan.unread:
        return (UnreadParts(title_line(doc), "bare"),)
    if "header" in plan.unread:
        return (UnreadParts(line_at(doc, header.number.span.start) if header.number else title_line(doc), "digest"),)
    if "end" in plan.unread:
        signs = _SIGNS.search(doc.source.lower, plan.body.start)
        return (UnreadParts(line_at(doc, signs.start()), "signed") if signs else UnreadParts(last_body_line(doc), "cut"),)
    return (UnreadParts(plan.signature.span, "copy"),) if plan.unread and plan.signature else ()


def _placed(doc: Document, name: str, span: Span | None, nearest: Span) -> Component:
    return Component(span or nearest, name, "there" if span else "missing", span, doc.words(span) if span else None)


def _national_lines(doc: Document) -> list[Component]:
    """Quốc hiệu and Tiêu ngữ, of which each word is given. The Front and mass organisations may print their own name in the
    place of Quốc hiệu; a header that has neither lacks Quốc hiệu."""
    header = doc.plan.header
    title, motto = header.national_title, header.motto
    found = []
    if title or header.kind != "front":
        found.append(_worded(doc, "national_title", title, min(span for span in (motto, header.issuer_span, title) if span)))
    if title or motto:
        found.append(_worded(doc, "motto", motto, title or motto))
    return found


def _worded(doc: Document, name: str, span: Span | None, nearest: Span) -> Component:
    """A line that is given letter for letter, in one of the ways that rules/words/form.yaml lists."""
    right = words("form", name)
    if span is None:
        return Component(nearest, name, "missing", None, None, right[0])
    found = doc.words(span)
    return Component(span, name, "there" if found in right else "wrong", span, found, right[0])


def _place_date(doc: Document) -> Component:
    """The line of place and date; it may stand above the signature, as letters have it."""
    line = doc.plan.header.place_date
    found = _placed(doc, "place_date", line and line.span, title_line(doc))
    return replace(found, state="misplaced") if line and line.span.start >= doc.plan.body.start else found


def _type(doc: Document) -> Component:
    """The line that names the type, in capitals and with no other words."""
    header = doc.plan.header
    if header.type_span is None or header.type is None or _is_enacting(doc, header.type_span):
        return replace(_placed(doc, "type", None, title_line(doc)), expected=(header.type or "Kế hoạch").upper())
    found, expected = doc.words(header.type_span), header.type.upper()
    line = line_at(doc, header.type_span.start)
    alone = doc.text[line.start : line.end]
    if "|" in alone:  # a cell of a header table
        alone = doc.text[header.type_span.start : header.type_span.end]
    below = (header.subject_span, doc.plan.attachment)
    begins = " ".join(alone.split()).lstrip(_EDGES).startswith(expected)  # 'KẾ HOẠCH HÀNH ĐỘNG' is a type too, 'KẾ HOACH' none
    longer = begins and alone.isupper() and any(part and part.start > line.end for part in below)
    longer |= header.kind == "other" and found == expected  # no decree says how an enterprise sets its title
    state = "there" if longer or " ".join(alone.split()).strip(_EDGES) == expected else "inline" if found == expected else "wrong"
    return Component(header.type_span, "type", state, header.type_span, found, expected)


def _is_enacting(doc: Document, named: Span) -> bool:
    """Whether 'QUYẾT ĐỊNH:' stands below the grounds: the words that enact, in a text whose type line a copy lost."""
    low = doc.source.lower
    colon = ":" in low[named.start : named.end] or low[named.end : named.end + 4].lstrip(" *_").startswith(":")
    return colon and low.find("\ncăn cứ ", 0, named.start) >= 0


def _tail(doc: Document) -> list[Component]:
    """Signature, the signer's name in it, and recipients."""
    plan = doc.plan
    signature = plan.signature
    last = last_body_line(doc)
    found = [_placed(doc, "signature", signature and signature.span, last)]
    if signature:
        above = signature.position or (signature.authority[-1] if signature.authority else signature.span)
        found.append(_placed(doc, "signer", signature.name, above))
    found.append(_placed(doc, "recipients", plan.recipients and plan.recipients.span, last))
    cut = {"end", "tail"} & {*plan.unread}
    unread = {"signature", "recipients"} if cut else {"recipients"} & {*plan.unread}
    return [replace(one, state="unread") if one.name in unread and one.state == "missing" else one for one in found]
