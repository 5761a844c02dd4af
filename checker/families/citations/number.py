"""What a number and symbol says: its class, what is wrong with how it is written, and the form by which it is judged.

so-ky-hieu (Decree 30/2020/NĐ-CP, Phụ lục I, II.3; Quy định 399-QĐ/TW): '/' after the number is the State's mark, '-' the
Party's; no blank anywhere inside.
"""

from __future__ import annotations

from operator import itemgetter
from types import SimpleNamespace

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.model.plan import Citation

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
}


def draft(**given: object) -> Draft:
    """A draft with the fields that are given; the others are empty."""
    return SimpleNamespace(**(_BLANK | given))


def finished(one: Draft) -> Citation:
    """The record."""
    return Citation(*_values(one.__dict__))


_PARTY_ONLY = re.compile(r"(?:TW|TU|HU|QU|ThU|ĐU|ĐUK|CB|(?:VP|UBKT|BTC|BTG|BTGDV|BDV|BNC|HĐLL|BCS)(?:TW|TU|HU|QU|ĐU))\Z")
_STATE_ONLY = re.compile(
    r"(?:CP|TTg|UBND|HĐND|QH\d*|UBTVQH\d*|CTN|VPCP|UBDT|"
    r"B(?:YT|TC|NV|TP|CA|QP|NG|XD|KHCN|GDĐT|VHTTDL|NNMT|DTTG|TTTT|TNMT|NNPTNT|LĐTBXH|GTVT|KHĐT)|"
    r"S(?:YT|NV|TC|CT|XD|TP|GDĐT|KHCN|VHTTDL|VHTT|NNMT|DTTG|TTTT|TNMT|NNPTNT|LĐTBXH|GTVT|KHĐT))\Z"
)
_ORGAN = re.compile(
    r"(?:UBND|HĐND|TTg|CP|CTN|QH|UBTVQH|UBBC|UBMT|MTTQ|MTTW|BCĐ|TLĐ|LĐLĐ|NHNN|TTCP|KTNN|TANDTC|VKSNDTC|BHXH|KSBT|TTYT|"
    r"CCDS|TTr?|VP(?:CP|QH|TW|TU|UBND)|B[A-ZĐ&]{2,8}|S[A-ZĐ&]{1,8}|SNgV)(?:\.[A-ZĐ]\w*)?\Z"
)
# The written letters in lower case → the right ones. 'hd' and 'da' are types of their own (Hướng dẫn, Dự án).
_ABBREVIATIONS = {
    word.lower(): word
    for word in (
        "NQ",
        "QĐ",
        "QĐi",
        "QyĐ",
        "NĐ",
        "TT",
        "CTr",
        "CTrHĐ",
        "KHLT",
        "KHLN",
        "KHPHLN",
        "QCLN",
        "BCLN",
        "CTrLN",
        "TBLN",
        "KHPH",
        "HDLT",
        "QCLT",
        "CTPH",
        "CTrPH",
        "CTrLT",
        "CT",
        "PL",
        "SL",
        "KL",
        "QC",
        "QCPH",
        "TC",
        "TB",
        "TBKL",
        "HD",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "HDLN",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
        "SY",
        "TrS",
        "CV",
        "VBHN",
        "ĐH",
        "LCT",
        "L",
    )
}
_D_FOR_Đ = {"qd": "QĐ", "nd": "NĐ", "cd": "CĐ"}
_ORGANS = {
    word.lower(): word
    for word in (
        "TTg",
        "CP",
        "UBND",
        "HĐND",
        "TW",
        "TU",
        "ĐU",
        "BCĐ",
        "BYT",
        "BNV",
        "BTC",
        "UBTVQH",
        "ThU",
        "SNgV",
        "VPCP",
        "VPTW",
    )
}
_ORGANS_D = {
    "HDND": "HĐND",
    "BCD": "BCĐ",
    "DU": "ĐU",
    "BGDDT": "BGDĐT",
    "SGDDT": "SGDĐT",
    "BLDTBXH": "BLĐTBXH",
    "SLDTBXH": "SLĐTBXH",
    "BKHDT": "BKHĐT",
    "SKHDT": "SKHĐT",
    "HDTP": "HĐTP",
    "TLD": "TLĐ",
    "BGD&DT": "BGD&ĐT",
}


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


def read_number(
    shape: str, number: str, year: str | None, abbr: str | None, organs: tuple[str, ...], raw: str, capitals: bool
) -> Number:
    """Judge one number. `shape` is the grammar's class; `raw` the id as written; `capitals`: it stands in a line of capitals.

    `organs` holds the organ codes in order (for a law, its assembly and term).
    """
    faults: list[str] = []
    if "\n" not in raw and len(raw.split()) > 1:
        faults.append("space")
    if "–" in raw:
        faults.append("separator")
    mended_abbr = _mend_abbreviation(abbr, organs, capitals, faults) if abbr else None
    mended = tuple(_mend_organ(organ, capitals, faults) for organ in organs)
    if mended_abbr is None and len(mended) == 1 and (glued := _glued(mended[0])):
        shape, mended_abbr, mended = "wrong_normative" if year else "wrong_symbol", glued[0], glued[1:]
    kind, normal = _normal(shape, number, year, mended_abbr, mended, faults)
    compact = "".join(raw.split())
    return Number(kind, normal, _symbol(compact, number, year), tuple(dict.fromkeys(faults)), mended_abbr, mended)


_GLUED = re.compile(r"(NQ|QĐ|NĐ|KH|CT|TT|TB|HD|BC|TTr|CĐ|KL|CTr)(CP|TTg|UBND|HĐND|TW|TU|ĐU|BYT|BTC|BNV|BCA|BGDĐT|SYT|SNV|STC)\Z")


def _glued(code: str) -> tuple[str, ...] | None:
    """'QĐTTg' → (QĐ, TTg): the hyphen was left out. 'TTCP' is an organ of its own (Thanh tra Chính phủ)."""
    found = _GLUED.match(code)
    return found.groups() if found and not _ORGAN.match(code) else None


def _mend_abbreviation(abbr: str, organs: tuple[str, ...], capitals: bool, faults: list[str]) -> str:
    low = abbr.lower()
    if low in _D_FOR_Đ:
        faults.append("letter")
        return _D_FOR_Đ[low]
    right = _ABBREVIATIONS.get(low, abbr)
    if right != abbr and not (capitals and abbr.isupper()):
        faults.append("case")
    return right


def _mend_organ(organ: str, capitals: bool, faults: list[str]) -> str:
    if organ in _ORGANS_D:
        faults.append("letter")
        return _ORGANS_D[organ]
    right = _ORGANS.get(organ.lower(), organ)
    if right != organ and not (capitals and organ.isupper()):
        faults.append("case")
    return right


def _normal(
    shape: str, number: str, year: str | None, abbr: str | None, organs: tuple[str, ...], faults: list[str]
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
        return _state_or_party(shape, number, abbr, organs, symbol, faults)
    if shape == "letter":
        return (
            "letter" if _ORGAN.match(organs[0]) or len(organs) < 2 or not _ORGAN.match(organs[-1]) else "other",
            f"{number}/{symbol}",
        )
    if shape == "wrong_symbol":  # 12-UBND/VX
        faults.append("separator")
        return "letter", f"{number}/{symbol}"
    if shape == "abbreviation":
        return "other", f"{number}/{abbr}"
    if shape == "old":
        return "other", f"{number}-{symbol}"
    return "other", f"{number}/{year}" if year else number


def _state_or_party(
    shape: str, number: str, abbr: str, organs: tuple[str, ...], symbol: str, faults: list[str]
) -> tuple[str, str]:
    party = bool(_PARTY_ONLY.match(organs[0])) or shape == "party" and not _STATE_ONLY.match(organs[0])
    if shape == "wrong_symbol" or party != (shape == "party"):
        faults.append("separator")
    if party:
        return "party", f"{number}-{abbr}/{symbol}"
    if abbr == "NĐ" and organs == ("CP",):
        faults.append("year")
    return "individual", f"{number}/{abbr}-{symbol}"


def _symbol(compact: str, number: str, year: str | None) -> str | None:
    rest = compact[len(number) :].lstrip("/-–")
    if year and rest.startswith(year):
        rest = rest[len(year) :].lstrip("/-–")
    return rest or None


def key(normal: str) -> str:
    """The id by which two mentions of one document are known: without leading zeros, in capitals.

    Of a joint document the organs may be left out ('102/2025/NQLT').
    """
    return (
        re.sub(r"(LT)[-/].*", r"\1", normal.lstrip("0").upper())
        if "/NQLT" in normal or "/TTLT" in normal
        else (normal.lstrip("0").upper())
    )


def is_organ(code: str) -> bool:
    """Whether a code looks like that of an organ that everybody knows (UBND, BYT, SNV …)."""
    return bool(_ORGAN.match(code))
