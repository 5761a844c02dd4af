"""Citations beside the registries of the law: who issues what, and what is known of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.citations.symbols import Symbols, symbols
from checker.families.citations.traits import kinds
from checker.model.checkbook import check
from checker.model.citation import Citation
from checker.model.findings import Edit, Fix, Hit

if TYPE_CHECKING:
    from checker.model.document import Document


@check("issuer_symbol_mismatch")
def issuer_symbol_mismatch(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """The issuer named contradicts the organ code ('QĐ-TTg … của Bộ Y tế'). args: found, issuer, symbol, means, expected.

    Algorithm: code and name are compared through the bodies that they mean, and the right number is built.
    """
    known = symbols(doc.law)
    organs, kind = known.by_code, kinds(doc.law["type_issuers"]["issuers"])
    for one in facts:
        if not one.organs or one.body.code is None or one.kind in ("joint", "other"):
            continue
        organ = organs.get(re.sub(r"(?<=QH)\d+\Z", "", one.organs[0]).partition(".")[0])
        if organ is None or organ["code"] == "BCĐ" or organ["code"] not in kind and organ["code"] != "TW":
            continue
        if _of_one_field(organ, one.issuer):
            continue  # 'SNN' of the Sở Nông nghiệp và Môi trường: no law says how a department writes its code
        signers = (organ, *(organs.get(code) for code in one.organs[1:]))  # 'TTr-BKHCN-BTTTT': a joint letter of two ministries
        whole = one.body.code == "department" and kind.get(organ["code"]) == organ["code"]
        if (whole or not any(fits(each, one.body.code, kind.get(one.body.code)) for each in signers if each)) and not _several(
            one
        ):
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


def _of_one_field(organ: Mapping, issuer: str) -> bool:
    """Whether an issuer is a department whose name begins as one that the code stands for: 'Sở Nông nghiệp …'."""
    heads = {" ".join(name.lower().split()[:3]) for name in organ["names"] if name.startswith(("Sở ", "Phòng "))}
    return any(head in issuer.lower() for head in heads)


def _several(one: Citation) -> bool:
    """'… của Bộ Y tế và Bộ Tài chính': several issuers behind one number."""
    return " và Bộ " in (one.issuer or "") or " và Sở " in (one.issuer or "")


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
