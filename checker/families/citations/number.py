"""What a number and symbol says: its class, what is wrong with how it is written, and the form by which it is judged.

so-ky-hieu (Decree 30/2020/NĐ-CP, Phụ lục I, II.3; Quy định 399-QĐ/TW): '/' after the number is the State's mark, '-' the
Party's; no blank anywhere inside.
"""

from __future__ import annotations

from operator import itemgetter
from types import SimpleNamespace

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.families.citations.symbols import Symbols
from checker.model.citation import Citation

Draft = SimpleNamespace

_NAMES = Citation.__match_args__
_values = itemgetter(*_NAMES)
_BLANK: dict[str, object] = dict.fromkeys(_NAMES) | {
    "kind": "other",
    "first": False,
    "organs": (),
    "faults": (),
    "place": "body",
    "group": 0,
    "zeros": (),
}


def draft(**given: object) -> Draft:
    """A draft with the fields that are given; the others are empty."""
    return SimpleNamespace(**(_BLANK | given))


def finished(one: Draft) -> Citation:
    """The record."""
    return Citation(*_values(one.__dict__))


class Number(NamedTuple):
    """A number and symbol taken apart.

    `kind` is the class of the contract (normative, individual, letter, party, law, joint, other); `normal` the well-formed
    id; `faults` name what is wrong: 'space', 'separator', 'letter' (D for Đ), 'case', 'year' (a decree without its year);
    `abbr` and `organs` are mended; `symbol` is the part without number and year as written, blanks removed.
    """

    kind: str
    normal: str
    symbol: str | None
    faults: tuple[str, ...]
    abbr: str | None
    organs: tuple[str, ...]


_LOST = re.compile(r"[^\W\d] [^\W\d]")


def read_number(
    symbols: Symbols,
    shape: str,
    number: str,
    year: str | None,
    abbr: str | None,
    organs: tuple[str, ...],
    raw: str,
    capitals: bool,
) -> Number:
    """Judge one number. `shape` is the grammar's class; `raw` the id as written; `capitals`: it stands in a line of capitals.

    `organs` holds the organ codes in order (for a law, its assembly and term).
    """
    faults: list[str] = []
    if "\n" not in raw and len(raw.split()) > 1:
        faults.append("space")
    if "–" in raw or "—" in raw:
        faults.append("separator")
    mended_abbr = _mend_abbreviation(symbols, abbr, capitals, faults) if abbr else None
    mended = tuple(_mend_organ(symbols, organ, capitals, faults) for organ in organs)
    if mended_abbr is None and len(mended) == 1 and (glued := _glued(symbols, mended[0])):
        shape, mended_abbr, mended = "wrong_normative" if year else "wrong_symbol", glued[0], glued[1:]
    kind, normal = _normal(symbols, shape, number, year, mended_abbr, mended, faults)
    if shape.startswith("wrong_") and "separator" in faults and "space" in faults and raw.count(" ") == 1 and _LOST.search(raw):
        faults.remove("space")  # the blank stands where the hyphen was
    compact = "".join(raw.split())
    return Number(kind, normal, _symbol(compact, number, year), tuple(dict.fromkeys(faults)), mended_abbr, mended)


def _glued(symbols: Symbols, code: str) -> tuple[str, ...] | None:
    """'QĐTTg' → (QĐ, TTg): the hyphen was left out. 'TTCP' is an organ of its own (Thanh tra Chính phủ)."""
    found = symbols.glued.match(code)
    return found.groups() if found and not symbols.is_organ(code) else None


def _mend_abbreviation(symbols: Symbols, abbr: str, capitals: bool, faults: list[str]) -> str:
    low = abbr.lower()
    if low in symbols.type_slips:
        faults.append("letter")
        return symbols.type_slips[low]
    right = symbols.codes.get(low, abbr)
    if right != abbr and not (capitals and abbr.isupper()):
        faults.append("case")
    return right


def _mend_organ(symbols: Symbols, organ: str, capitals: bool, faults: list[str]) -> str:
    if organ in symbols.organ_slips:
        faults.append("letter")
        return symbols.organ_slips[organ]
    right = symbols.cased.get(organ.lower(), organ)
    if right != organ and not (capitals and organ.isupper()):
        faults.append("case")
    return right


def _normal(
    symbols: Symbols, shape: str, number: str, year: str | None, abbr: str | None, organs: tuple[str, ...], faults: list[str]
) -> tuple[str, str]:
    """The class and the well-formed id; adds 'separator' or 'year' to `faults`."""
    symbol = "-".join(organs)
    if shape in ("law", "wrong_law"):
        if shape == "wrong_law":
            faults.append("separator")
        return "law", f"{number}/{year}/{symbol}"
    if shape == "old_ordinance":
        return "law", f"{number}/{year}/{abbr}-{symbol}"
    if shape == "joint":
        return "joint", f"{number}/{year}/{abbr}" + (f"-{symbol}" if symbol else "")
    if shape in ("normative", "wrong_normative"):
        if abbr is None:
            return "other", f"{number}/{year}/{symbol}"
        if shape == "wrong_normative":
            faults.append("separator")
        return "normative", f"{number}/{year}/{abbr}-{symbol}"
    if shape in ("individual", "party", "wrong_symbol") and abbr:
        return _state_or_party(symbols, shape, number, abbr, organs, symbol, faults)
    if shape == "letter":
        letter = symbols.is_organ(organs[0]) or len(organs) < 2 or not symbols.is_organ(organs[-1])
        return "letter" if letter else "other", f"{number}/{symbol}"
    if shape == "wrong_symbol":  # 12-UBND/VX
        faults.append("separator")
        return "letter", f"{number}/{symbol}"
    if shape == "abbreviation":
        return "other", f"{number}/{abbr}"
    if shape == "old":
        return "other", f"{number}-{symbol}"
    return "other", f"{number}/{year}" if year else number


def _state_or_party(
    symbols: Symbols, shape: str, number: str, abbr: str, organs: tuple[str, ...], symbol: str, faults: list[str]
) -> tuple[str, str]:
    party = organs[0] in symbols.party or shape == "party" and not symbols.is_state(organs[0])
    if shape == "wrong_symbol" or party != (shape == "party"):
        faults.append("separator")
    if party:
        return "party", f"{number}-{abbr}/{symbol}"
    if abbr == "NĐ" and organs == ("CP",):
        faults.append("year")
    return "individual", f"{number}/{abbr}-{symbol}"


_ONE_HYPHEN = str.maketrans("–", "-")


def _symbol(compact: str, number: str, year: str | None) -> str | None:
    rest = compact[len(number) :].lstrip("/-–")
    if year and rest.startswith(year):
        rest = rest[len(year) :].lstrip("/-–")
    elif year:  # 'TT-2025-BYT', 'TT-BYT/2025'
        rest = rest.translate(_ONE_HYPHEN).replace(f"-{year}", "").replace(f"/{year}", "")
    return rest or None


# -- identity ---------------------------------------------------------------------------------------------------------

_JOINT = re.compile(r"(\d+/\d{4}/\w*LT)(?:[-/](.*))?")


def whole(normal: str) -> str:
    """A number as it is compared: without leading zeros, in capitals."""
    return normal.lstrip("0").upper()


def key(normal: str) -> str:
    """What documents are looked up by: the number, of a joint document without its organs. See `is_one_number`."""
    joint = _JOINT.fullmatch(whole(normal))
    return joint[1] if joint else whole(normal)


def is_one_number(one: str, other: str) -> bool:
    """Whether two numbers can be of one document. Of a joint one the organs may be left out ('102/2025/NQLT'): only there is the
    rest enough, for each ministry counts its own: 19/2012/TTLT-BTC-BNV and 19/2012/TTLT-BYT-BTC are two. Their order
    says nothing: it is often wrong."""
    if whole(one) == whole(other):
        return True
    first, second = (_JOINT.fullmatch(whole(number)) for number in (one, other))
    if not first or not second or first[1] != second[1]:
        return False
    return not first[2] or not second[2] or _members(first[2]) == _members(second[2])


def _members(organs: str) -> list[str]:
    return sorted(organs.replace("&", "").split("-"))
