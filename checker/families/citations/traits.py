"""What rules ask of a citation beyond its parts: what it lacks, whether its symbol names one body, whether it is the plan's own.

These are set on the drafts once all citations are known, for some need the others or the registries of the law.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import dataclass
from checker.families.citations.issuers import Bodies
from checker.families.citations.nearby import is_told_nearby
from checker.families.citations.number import Draft
from checker.families.citations.symbols import symbols
from checker.model.document import Document
from checker.model.plan import NumberLine
from checker.source.text import Source, Span

_DIGITS = re.compile(r"\d+")
_JOINT = ("PH", "LN", "LT")  # ends of the types of joint documents, which name their organs in the symbol
_TERM = re.compile(r"(?:UBTV)?QH(\d{1,2})\Z")


def add_traits(doc: Document, found: Sequence[Draft]) -> None:
    """Set the traits of all citations of a plan."""
    organs = symbols(doc.law).by_code
    registry = doc.law["type_issuers"]
    kind = kinds(registry["issuers"])
    bodies = Bodies(registry["issuers"])
    by_type = {entry["type"]: entry for entry in registry["types"]}
    types = symbols(doc.law).types
    declared = {one.group for one in found if one.place == "short" and one.so_span is None}
    number = doc.plan.header.number
    tables = doc.plan.tables
    starts = [table.span.start for table in tables]
    for at, one in enumerate(found):
        holder = bisect_right(starts, one.span.start) - 1
        in_table = holder >= 0 and one.span.start < tables[holder].span.end
        one.stands, one.scope = ("table", -1 - holder) if in_table else ("text", at)
        one.own = number is not None and one.symbol == number.symbol and (one.number or "").lstrip("0") == number.number
        one.names_body = _names_body(one, organs) or _is_own_body(one, number, organs)
        one.told_nearby = one.issuer is None and not one.names_body and is_told_nearby(doc.source, one, organs, bodies)
        one.so_wanted = _so_wanted(doc.text, one) if one.group not in declared else None
        if outer := _doubled(doc.source, one, types):
            one.doubled, one.so_wanted = Span(outer.start, one.id_span.end), None
            one.undoubled = f"{doc.source.words(outer)} số {doc.source.words(one.id_span)}"
        if one.so_span and one.so_span.end == one.id_span.start and doc.text[one.so_span.end - 1] != ":":
            one.joined = Span(one.so_span.start, one.id_span.end)
            one.parted = f"{doc.source.words(one.so_span)} {doc.source.words(one.id_span)}"
        one.able = _able(one, by_type.get(one.type), kind)
        if span := _misplaced(doc.source, one):
            told = doc.source.words(Span(span.start, one.issuer_span.end))
            one.behind, one.reordered = span, f"{doc.source.words(one.date_span)} {told}"
        if one.dating == "day" and one.date:
            one.zeros, one.date_padded = _padding(doc.text, one.date_span)


def _names_body(one: Draft, organs: Mapping[str, Mapping]) -> bool:
    """Whether the symbol alone says who issued it: QĐ-TTg, QH15, a joint document; 'KH-UBND' is of every commune."""
    if not one.organs or one.kind in ("law", "joint") or one.abbr and one.abbr.endswith(_JOINT):
        return True
    return one.organs[0].startswith(("QH", "UBTVQH")) or any(organs.get(organ, {}).get("fixes") for organ in one.organs)


def _is_own_body(one: Draft, number: NumberLine | None, organs: Mapping[str, Mapping]) -> bool:
    """Whether the symbol is the plan's own and no code that many bodies have: the school's own 'KH-CĐKTCN'."""
    own = number is not None and number.symbol is not None and one.symbol == number.symbol
    return own and bool(one.organs) and all(len(organ) >= _OWN_CODE and organ not in organs for organ in one.organs)


_OWN_CODE = 5  # letters of a code that is hardly that of two bodies


def _so_wanted(text: str, one: Draft) -> str | None:
    """'số', 'SỐ' in a line of capitals, where only blanks stand between type and number; else None."""
    if one.id is None or one.so_span or one.type_span is None or text[one.type_span.end : one.id_span.start].strip():
        return None
    kind = text[one.type_span.start : one.type_span.end]
    return "SỐ" if kind.isupper() and " " in kind else "số"  # 'NĐ 88/2025/NĐ-CP' stands in no line of capitals


_NUMBER_SIGN = re.compile(r"\s+số(?:\s*:)?\s+\Z")


def _doubled(source: Source, one: Draft, types: Mapping[str, str]) -> Span | None:
    """The first of two words for the type of one citation ('Kế hoạch số KH 268/KH-UBND', 'Quyết định QĐ số …'); else None. Twice
    the same words without 'số' between them are a doubled word."""
    if one.type_span is None or one.id_span is None or one.type is None:
        return None
    start = one.type_span.start
    sign = _NUMBER_SIGN.search(source.lower, max(0, start - 8), start)
    end = sign.start() if sign else start - len(" ")
    written = source.lower[start : one.type_span.end]
    for word, kind in types.items():
        begin = end - len(word)
        if (
            kind == one.type
            and begin >= 0
            and source.lower.startswith(word, begin)
            and not source.lower[begin - 1 : begin].isalpha()
        ):
            return Span(begin, end) if (sign or word != written) and source.text[end].isspace() else None
    return None


def _misplaced(source: Source, one: Draft) -> Span | None:
    """'của UBND tỉnh ngày 05/01/2026' behind a number; None where the order is right, and where brackets or another clause stand
    between issuer and date."""
    if one.dating != "day" or not one.date or one.issuer_span is None or one.id_span is None:
        return None
    issuer, date = one.issuer_span, one.date_span
    if not one.id_span.end <= issuer.start < issuer.end <= date.start or source.text[issuer.end : date.start].strip(" \n,"):
        return None
    told = source.text[one.id_span.end : issuer.end]
    start = one.id_span.end + len(told) - len(told.lstrip(" \n,"))
    return Span(start, date.end) if source.lower.startswith(("của ", "do "), start) and "(" not in told else None


def _padding(text: str, span: Span) -> tuple[tuple[Span, ...], str | None]:
    """(places of missing zeros, the date with them) for a day below 10 or month 1 or 2 without its zero; else ((), None)."""
    parts = list(_DIGITS.finditer(text, *span))
    if len(parts) != 3:
        return (), None
    short = [part for part, most in zip(parts, "92", strict=False) if len(part.group()) == 1 and "1" <= part.group() <= most]
    if not short:
        return (), None
    padded, at = "", span.start
    for part in short:
        padded += text[at : part.start()] + "0"
        at = part.start()
    return tuple(Span(part.start(), part.start()) for part in short), " ".join((padded + text[at : parts[2].end()]).split())


# -- who may issue it -------------------------------------------------------------------------------------------------


def kinds(table: Sequence[Mapping]) -> dict[str, str]:
    """Code of a body → its kind (ministry, department, party, central; else the code itself)."""
    return {entry["code"]: entry.get("kind", entry["code"]) for entry in table}


def _able(one: Draft, rule: Mapping | None, kind: Mapping[str, str]) -> str | None:
    """The bodies that may issue such a type ('' where all others may), if the one that is named may not; else None."""
    if rule is None or one.body.code in (None, "TW") or one.type_span is None:
        return None
    names = {one.body.code, kind.get(one.body.code)}
    wrong = not names & set(rule["only"]) if "only" in rule else bool(names & set(rule["never"]))
    return ", ".join(rule.get("only", ())) if wrong else None


# -- terms of the National Assembly -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssemblyTerm:
    """A number that carries a term of the National Assembly ('10/2020/QH15') and a year.

    `years` are those of the term (None where there is no such term yet), `right` the term or terms of the year, `fits`
    whether they agree.
    """

    span: Span
    term: int
    year: int
    years: str | None
    right: str
    fits: bool


def read_assembly_terms(doc: Document) -> tuple[AssemblyTerm, ...]:
    """The numbers with a term and a year, in order of position."""
    return tuple(_terms(doc))


def _terms(doc: Document) -> Iterator[AssemblyTerm]:
    terms = {entry["term"]: entry for entry in doc.law["assembly_terms"]["terms"]}
    for one in doc.facts("citation"):
        found = next((match for organ in one.organs if (match := _TERM.match(organ))), None)
        year = one.year or (one.date.year if one.date else None)
        if found is None or one.id_span is None or year is None:
            continue
        number = int(found[1])
        term = terms.get(number)
        if term is None and number < min(terms):
            continue
        right = " hoặc ".join(str(entry["term"]) for entry in terms.values() if entry["from"] <= year <= entry["until"])
        years = f"{term['from']}–{term['until']}" if term else None
        yield AssemblyTerm(one.id_span, number, year, years, right, bool(term and term["from"] <= year <= term["until"]))
