"""The document's own number and symbol (số, ký hiệu): Decree 30/2020/NĐ-CP, Appendix I, II.3 and Appendix III, I."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.checkbook import check
from checker.model.findings import Edit, Fix, Hit, edit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document
    from checker.model.plan import NumberLine

_STATE = re.compile(r"(?P<number>\d+[a-zđ]?|)/(?:(?:19|20)\d\d/)?(?P<symbol>[^\W\d_][\w&.]*(?:-[^\W_][\w&.]*)+)\Z")
_PARTY = re.compile(r"(?P<number>\d+[a-zđ]?|)-(?P<symbol>[^\W\d_]\w*/[^\W\d_][\w&.-]*)\Z")
_PARTS = re.compile(r"(?P<number>\d*)[-/._–—\\:]*(?P<type>[^\W\d_]{2,4})[-/._–—\\]+(?P<organ>[^\W_][\w&.-]*)\Z")


def _symbol_part(doc: Document, number: NumberLine) -> Span:
    """Number and symbol, or only the symbol from its '/' on where the number is blank or dotted."""
    text = doc.text
    start, end = number.value
    bracket = text.find("(", start, end)
    end = bracket if bracket >= 0 else end
    if number.number is None:
        marks = [at for at in (text.find(mark, start, end) for mark in "/-") if at >= 0]
        start = min(marks) if marks else end
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))


def _prefix_edits(doc: Document, number: NumberLine) -> list[Edit] | None:
    """What 'Số:' needs: an empty list where it is right, None where the word itself is wrong."""
    prefix = doc.text[number.span.start : number.value.start]
    bare = prefix.strip()
    if bare == "Số:":
        return []
    at = number.span.start + len(prefix) - len(prefix.lstrip())
    word = at + 2
    if not bare.startswith("Số"):
        return None
    rest = bare[2:].strip()
    if rest not in ("", ":"):
        return None
    return [edit(doc.text, Span(word, at + len(bare)), ":")]


@check("number_form")
def number_form(doc: Document, *, types: Sequence[str] = ("KH",)) -> Iterator[Hit]:
    """'Số: 05/KH-UBND': colon, no blank inside, '/' then '-', capitals (`types` holds the abbreviations as they are spelt).

    Party documents write 'Số 05-KH/ĐU', with or without the colon.

    Algorithm: the right form is built from the parts, as the State or the Party writes them.
    """
    number = doc.plan.header.number
    if number is None:
        return
    kind = doc.plan.header.kind
    text = doc.text
    span = _symbol_part(doc, number)
    value = text[span.start : span.end]
    compact = "".join(value.split())
    # Mass organisations number as the State or as the Party does, each by its own rules.
    party = kind == "party" or kind in ("front", "other") and _PARTY.match(compact) is not None
    edits = [] if party else _prefix_edits(doc, number)
    blanks = (
        [Edit(Span(span.start + m.start(), span.start + m.end()), "") for m in re.finditer(r"\s+", value)]
        if compact != value
        else []
    )
    expected = _well_formed(compact, party, types) if compact else ""
    if edits == [] and expected == value:
        return
    shown = (
        number.span
        if edits != [] or span.end <= span.start
        else Span(number.value.start if number.number else span.start, span.end)
    )
    label = "Số " if party else "Số: "
    lead = "" if number.number and expected else "…"
    right = expected or compact[min((at for at in map(compact.find, "/-") if at >= 0), default=0) :]
    args = {"found": doc.words(shown), "expected": f"{label}{lead}{right}"}
    if edits is not None and expected == compact:
        yield Hit(shown, args, fixes=(Fix((*edits, *blanks), "safe"),))
    elif expected and number.number:
        whole = Span(number.span.start, span.end)
        yield Hit(shown, args, fixes=fix(text, whole, f"{label}{expected}", "suggest"))
    else:
        yield Hit(shown, args)


def _well_formed(compact: str, party: bool, types: Sequence[str]) -> str:
    """Number and symbol as they should stand, '' where that cannot be told. Unchanged where nothing is wrong."""
    compact = compact.rstrip(".,;")
    match = (_PARTY if party else _STATE).match(compact)
    if match is None:
        parts = _PARTS.match(compact)
        if parts is None:
            return ""
        first, second = ("-", "/") if party else ("/", "-")
        compact = f"{parts['number']}{first}{parts['type']}{second}{parts['organ']}"
        match = (_PARTY if party else _STATE).match(compact)
        if match is None:
            return ""
    symbol = match["symbol"]
    separator = "/" if party else "-"
    kind, _, organ = symbol.partition(separator)
    known = {abbreviation.casefold(): abbreviation for abbreviation in types}
    kind = known.get(kind.casefold(), kind)
    if organ.islower():
        organ = organ.upper()
    return f"{compact[: match.start('symbol')]}{kind}{separator}{organ}"


@check("symbol_mismatch")
def symbol_mismatch(
    doc: Document,
    *,
    types: Mapping[str, str] | None = None,
    bodies: Mapping[str, str] | None = None,
    organs: Mapping[str, str] | None = None,
) -> Iterator[Hit]:
    """The symbol agrees with title and issuer.

    `types`: canonical type → its abbreviation; a compound of it (KHLT, KHPH) agrees. `bodies`: how an issuer's name begins →
    how its organ code begins. `organs`: codes that stand for one organ only → its full name.

    Algorithm: codes are compared with type and issuer, compound codes and their slips too.
    """
    header = doc.plan.header
    number = header.number
    if number is None or not number.symbol:
        return
    party = header.kind == "party"
    kind, _, organ = number.symbol.partition("/" if party and "/" in number.symbol else "-")
    if "/" in kind:
        kind, _, organ = number.symbol.partition("/")
    span = _symbol_part(doc, number)
    wanted = (types or {}).get(header.type or "")
    if wanted and not kind.upper().startswith(wanted.upper()):
        at = doc.text.find(kind, span.start, span.end)
        fixes = fix(doc.text, Span(at, at + len(kind)), wanted, "suggest") if at >= 0 else ()
        yield Hit(span, {"found": kind, "expected": wanted, "type": header.type}, fixes=fixes, note="type")
    elif header.issuer_span and header.issuer and header.kind in ("state", "school"):
        right = _right_organ(organ.split("-")[0].upper(), header.issuer.casefold(), bodies or {}, organs or {})
        if right is not None:
            args = {"found": organ, "issuer": header.issuer, "expected": right}
            yield Hit(span, args, note="organ" if right else "stranger")


def _right_organ(code: str, issuer: str, bodies: Mapping[str, str], organs: Mapping[str, str]) -> str | None:
    """How the organ's code should begin; '' where it is another's and the issuer's is not known; None where it may be right."""
    own = next((begin for name, begin in bodies.items() if issuer.startswith(name.casefold())), None)
    other = organs.get(code)
    foreign = any(begin == code != own for begin in bodies.values())
    if own:
        return own if not code.startswith(own) and (foreign or other) else None
    return "" if foreign or other and other.casefold() not in issuer else None
