"""Citations beside the registries of the law: who issues what, and what is known of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.citations.symbols import Symbols, symbols
from checker.language.days import vietnamese_day
from checker.model.checkbook import check
from checker.model.findings import Edit, Fix, Hit
from checker.model.plan import Citation, KnownDocument
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


@check("issuer_symbol_mismatch")
def issuer_symbol_mismatch(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """The issuer named contradicts the organ code ('QĐ-TTg … của Bộ Y tế'). args: found, issuer, symbol, means, expected."""
    known = symbols(doc.law)
    organs, kind = known.by_code, kinds(doc.law["type_issuers"]["issuers"])
    for one in facts:
        if not one.organs or one.body.code is None or one.kind in ("joint", "other"):
            continue
        organ = organs.get(re.sub(r"(?<=QH)\d+\Z", "", one.organs[0]).partition(".")[0])
        if organ is None or organ["code"] == "BCĐ" or organ["code"] not in kind and organ["code"] != "TW":
            continue
        if not fits(organ, one.body.code, kind.get(one.body.code)) and not _several(one):
            args = {"found": doc.words(one.id_span), "issuer": one.issuer, "symbol": one.organs[0], "means": organ["names"][0]}
            code = one.body.code.partition(".")[0]
            right = _with_organ(known, one, code) if code in organs else None
            if right is None:
                yield Hit(one.issuer_span, args)
                continue
            fix = Fix((Edit(one.id_span, right),), "suggest")
            yield Hit(one.issuer_span, {**args, "expected": right}, fixes=(fix,), note="symbol")


def _with_organ(known: Symbols, one: Citation, code: str) -> str | None:
    """The number as it were if the organ code were another; None where the two are of different worlds (Party and State)."""
    if (one.organs[0] in known.party) != (code in known.party) or one.abbr is None:
        return None
    head, mark, tail = one.normal.rpartition("/" if one.kind == "party" else "-" if len(one.organs) == 1 else "\0")
    return f"{head}{mark}{code}" if tail == one.organs[0] else None


def _several(one: Citation) -> bool:
    """'… của Bộ Y tế và Bộ Tài chính': several issuers behind one number."""
    return " và Bộ " in (one.issuer or "") or " và Sở " in (one.issuer or "")


@check("type_issuer_impossible")
def type_issuer_impossible(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """That organ cannot issue that type ('Nghị định của Thủ tướng Chính phủ'). args: found, type, issuer."""
    registry = doc.law["type_issuers"]
    kind = kinds(registry["issuers"])
    by_type = {entry["type"]: entry for entry in registry["types"]}
    for one in facts:
        rule = by_type.get(one.type)
        if rule is None or one.body.code is None or one.type_span is None:
            continue
        names = {one.body.code, kind.get(one.body.code)}
        wrong = not names & set(rule["only"]) if "only" in rule else bool(names & set(rule["never"]))
        if wrong and one.body.code != "TW":
            yield Hit(
                one.issuer_span,
                {"found": doc.words(one.span), "type": one.type, "issuer": one.issuer, "able": ", ".join(rule.get("only", ()))},
            )


# -- known documents --------------------------------------------------------------------------------------------------


@check("registry_mismatch")
def registry_mismatch(doc: Document, facts: Sequence[KnownDocument]) -> Iterator[Hit]:
    """A known document cited with another date, issuer or type, or under a number one slip from its own.

    args: found, expected, document. Notes: date, issuer, type, number. Capped at info where the registry is not sure.
    """
    reported: set[tuple] = set()
    for one in facts:
        if one.differs is None:
            continue
        cited = one.citation
        found, span, expected = {
            "date": (cited.date_text, cited.date_span, vietnamese_day(one.date) if one.date else ""),
            "issuer": (cited.issuer, cited.issuer_span, one.issuer),
            "type": (cited.type, cited.type_span, one.type),
            "number": (cited.id, cited.id_span, one.id),
        }[one.differs]
        if (one.id, one.differs, found) in reported:
            continue
        reported.add((one.id, one.differs, found))
        edit = {"date": f"ngày {expected}", "number": expected}.get(one.differs)
        yield Hit(
            span,
            {"found": found, "expected": expected, "document": _called(one)},
            fixes=(Fix((Edit(span, edit),), "suggest"),) if edit else (),
            cap=None if one.sure else "info",
            note="default" if one.differs == "date" else one.differs,
        )


def _called(one: KnownDocument) -> str:
    title = one.title.removeprefix(one.type).strip()
    return f"{one.type} số {one.id}" + (f" ({title})" if title else "")


_ON_PURPOSE = pattern("citations", r"(?:{{on_purpose}})[^.;]{0,60}\Z", gap=" ")


@check("not_in_force")
def not_in_force(doc: Document, facts: Sequence[KnownDocument]) -> Iterator[Hit]:
    """The cited document was replaced before the plan's date; the message names its successor.

    args: found, until, successor. One finding per document, at its first mention outside titles and words of replacing.
    """
    reported: set[str] = set()
    for one in facts:
        if one.differs == "number" or one.until is None or one.until > doc.not_before or one.id in reported:
            continue
        cited = one.citation
        begin = cited.clause_span.start if cited.clause_span else cited.span.start
        if cited.place == "title" or _ON_PURPOSE.search(doc.source.lower, max(0, begin - 90), begin):
            continue
        reported.add(one.id)
        span = Span(cited.span.start, cited.id_span.end) if cited.id_span else cited.span
        yield Hit(
            span,
            {"found": doc.words(span), "until": vietnamese_day(one.until), "successor": one.successor or ""},
            cap=None if one.sure_until else "info",
            note="default" if one.successor else "ended",
        )


def kinds(table: Sequence[Mapping]) -> dict[str, str]:
    """Code of a body → its kind (ministry, department, party, central; else the code itself)."""
    return {entry["code"]: entry.get("kind", entry["code"]) for entry in table}


def fits(organ: Mapping, issuer: str, kind: str | None) -> bool:
    """Whether an issuer's body can stand behind an organ code."""
    code = organ["code"]
    if code == "TW":
        return kind == "central"
    if kind == issuer and issuer in ("ministry", "department"):
        return True
    if kind == "department" and issuer == "department" or issuer == "BCĐ":
        return True
    return issuer == code or {issuer, code} == {"TU", "ThU"}
