"""Whether an issuer fits the organ code of its document's symbol: shared by the checks of citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.record import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.document import Document

def kinds(table: Sequence[Mapping]) -> dict[str, str]:
    """Code of a body → its kind (ministry, department, party, central; else the code itself)."""
    return {entry["code"]: entry.get("kind", entry["code"]) for entry in table}


def organ_names(doc: Document) -> dict[str, Mapping]:
    """Organ codes, their other spellings too → the entry of the registry `organ_codes`."""
    codes: dict[str, Mapping] = {}
    for entry in doc.law["organ_codes"]["organs"]:
        for code in (entry["code"], *entry.get("also", ())):
            codes[code] = entry
    return codes


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
