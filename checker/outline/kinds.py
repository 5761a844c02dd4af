"""Of what kind an issuer is: of the State, the Party, the Front and mass organisations, a school, a company."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.model.plan import NumberLine

_SCHOOL = pattern("outline", r"(?:{{schools}})\b")
_FRONT = pattern("outline", r"{{front}}")
_PARTY = pattern("outline", r"{{party}}")
_OF_THE_FRONT = pattern(
    "outline", r"(?:ban thường vụ|ban chấp hành|thường trực)\s+(?:{{front}})"
)  # not of a committee of the Party
_PARTY_ORGAN = pattern("outline", r"(?:{{party_organs}})(?!\w)")
_PARTY_SYMBOL = re.compile(r"[A-Za-zĐđ]{2,4}/(?:[A-ZĐ]{0,6}(?:TW|TU|HU|QU|ĐU|ĐUK)|CB|BTV)(?:-[\w-]*)?")  # 'CV/VPĐU', 'HD/BTGTU'
_FRONT_SYMBOL = re.compile(r"(?:MTTQ|ĐTN|LHPN|HND|CCB|LĐLĐ|CĐCS)\w{0,3}(?:-|\Z)")


def kind_of_issuer(issuer: str, parent: str, number: NumberLine | None, title: str, youth: bool) -> str:
    """'state', 'party', 'front', 'school' or 'other' by the names of the issuer and of the organ above it and by the symbol.

    `title` says whose title the header bears: 'party', 'state' or ''; `youth`: the Youth Union's stands in its place. An organ of
    the Party that writes in the form of the State is held to neither.
    """
    low = issuer.lower()
    symbol = number.symbol if number and number.symbol else ""
    if title == "party":
        return "party"
    if _OF_THE_FRONT.match(low):
        return "front"
    if _PARTY.match(low) or _PARTY_SYMBOL.fullmatch(symbol):
        return "other" if title == "state" else "party"
    if _FRONT.search(low) or youth or not issuer and _FRONT_SYMBOL.search(symbol):
        return "front"
    if _PARTY.match(parent.lower()) and _PARTY_ORGAN.match(low):
        return "other" if title == "state" else "party"
    if _SCHOOL.match(low) or _SCHOOL.match(parent.lower()):
        return "school"
    companies = words("outline", "companies")
    return "other" if low.startswith(companies) or parent.lower().startswith(companies) else "state"
