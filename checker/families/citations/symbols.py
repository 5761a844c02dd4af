"""What the registries say of a number and symbol: types and their codes, organs, slips; and the grammar that is made of them.

One home: `document_types`, `organ_codes` and `agencies` hold the words, an office's own file of the same name adds to them, and
all that reads citations (finder, grammar, numbers) asks here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import grammars
from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.lalr import Grammar
from checker.base.record import dataclass
from checker.base.vocabulary import alternatives, path_of, vocabulary
from checker.language.letters import other_tone

_GAP = r"\s+"  # a phrase goes on over any blanks and line ends
_JOINTS = {"và": r"(?:và|&)", ",": ",?", "-": "[-–,]?"}
_SHAPE = re.compile(r"B[A-ZĐ&]{2,8}|S[A-ZĐ&]{1,8}|VPT[WU]")  # a ministry (Bộ), a department (Sở), a Party office (Văn phòng)
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d*")


@dataclass(frozen=True, slots=True)
class Symbols:
    """The words of types in small letters → the type; codes in small letters → the code; the organs; the grammar of citations.

    `by_code` are the entries of organs by code, other spellings too; `alone` are types that need no symbol; `state` and
    `party` codes stand only in numbers of the one or the other; `glued` takes a type and an organ apart that lack their hyphen.
    """

    types: Mapping[str, str]
    codes: Mapping[str, str]
    type_slips: Mapping[str, str]
    cased: Mapping[str, str]
    organ_slips: Mapping[str, str]
    by_code: Mapping[str, Mapping]
    alone: frozenset[str]
    organs: frozenset[str]
    state: frozenset[str]
    party: frozenset[str]
    glued: re.Pattern[str]
    grammar: Grammar

    def is_organ(self, code: str) -> bool:
        """Whether a code looks like that of an organ that everybody knows (UBND, BYT, SNV …)."""
        code = code.partition(".")[0]
        return code in self.organs or _SHAPE.fullmatch(code) is not None

    def is_state(self, code: str) -> bool:
        """Whether a code stands only in numbers of the State (N/TYPE-ORGAN)."""
        return code in self.state or _ASSEMBLY.fullmatch(code) is not None


@of_latest
def symbols(law: Mapping) -> Symbols:
    """The symbols of the law in force: the built-in registries and the office's own."""
    files = grammars.path_of("citation"), path_of("citations")
    names = "document_types organ_codes agencies"
    derive = getattr(law, "derived", None)
    plain = derive(names, plain_symbols, *files) if derive else plain_symbols(*(law[name] for name in names.split()))
    *maps, sets, glued, text = plain
    return Symbols(*maps, *map(frozenset, sets), re.compile(glued), grammars.compiled("citation", text))


def plain_symbols(types: Mapping, organs: Mapping, agencies: Mapping) -> tuple:
    """The registries as plain data, to be kept: mappings and lists in the order of `Symbols`, a pattern, a grammar."""
    known = organs["organs"]
    codes: dict[str, str] = {}
    for code in (*(code for entry in types["types"] for code in entry["abbr"]), *types["other_codes"]):
        codes.setdefault(code.lower(), code)
    party = [*_codes(known, "party")]
    sets = (
        [entry["name"] for entry in types["types"] if entry.get("alone")],
        [code for entry in known if not entry.get("party") and not entry.get("unit") for code in _spellings(entry)],
        [*_codes(known, "state")],
        [*party, *(body + code for body in organs["party_bodies"] for code in party)],
    )
    return (
        type_words(types["types"]),
        codes,
        {slip.lower(): code for slip, code in types["slips"].items()},
        {code.lower(): code for code in organs["cased"]},
        organs["slips"],
        {code: entry for entry in known for code in _spellings(entry)},
        sets,
        "".join(f"({alternatives(tuple(organs['glued'][part]))})" for part in ("types", "organs")) + r"\Z",
        grammars.filled("citation", _grammar_words(types, organs, agencies)),
    )


def type_words(types: Sequence[Mapping]) -> dict[str, str]:
    """The words of a citation's type in lower case → the canonical type, from the registry `document_types`."""
    words = {entry["name"].lower(): entry["name"] for entry in types}
    words.update((also.lower(), entry["name"]) for entry in types for also in entry.get("also", ()))
    words.update((entry["short"].lower(), entry["name"]) for entry in types if "short" in entry)
    return words


def _grammar_words(types: Mapping, organs: Mapping, agencies: Mapping) -> dict[str, str]:
    """What stands for each `{{name}}` of grammar/citation.lark."""
    codes = {code for entry in types["types"] for code in entry["abbr"]}
    lists = {
        **vocabulary("citations"),
        "types": tuple(type_words(types["types"])),
        "abbreviations": (*codes, *types["other_codes"], *types["slips"]),
        "joint": tuple(types["joint"]),
        "small_organs": tuple(code.lower() for code in organs["small"]),
        "organ_codes": tuple(code for entry in organs["organs"] for code in _spellings(entry)),
    }
    names = {name.lower() for one in organs["organs"] if one.get("state") for name in one["names"] if name.startswith("Bộ ")}
    names.update(_ministry_names(agencies), lists.pop("ministry_forms"))
    patterns = {name: alternatives(phrases, _GAP) for name, phrases in lists.items()}
    patterns["ministries"] = "|".join(map(_name_pattern, sorted(names, key=lambda name: (-len(name), name))))
    return patterns


def _ministry_names(agencies: Mapping) -> list[str]:
    """All ways to write the ministries of the registry `agencies`, in small letters."""
    central = (one for one in agencies["agencies"] if one.get("level") == "central" and one.get("kind") == "government")
    forms = (form for entry in central for form in (entry["name"], *entry.get("also", ())))
    return [form.lower() for form in forms if form.startswith("Bộ ")]


def _name_pattern(name: str) -> str:
    """A pattern of a name in small letters: '&' for 'và', any or no mark where it has one, both places of a tone mark."""
    pattern = ""
    for part in re.findall(r"[\w&/]+|[,–-]", name):
        if part in _JOINTS and not part.isalpha():
            pattern += rf"\s*{_JOINTS[part]}\s*" if part == "-" else _JOINTS[part]
            continue
        forms = dict.fromkeys((part, other_tone(part)))
        word = _JOINTS.get(part) or (re.escape(part) if len(forms) == 1 else f"(?:{'|'.join(map(re.escape, forms))})")
        pattern += (_GAP if pattern and not pattern.endswith(r"\s*") else "") + word
    return pattern


def _codes(organs: Sequence[Mapping], mark: str) -> Iterator[str]:
    return (code for entry in organs if entry.get(mark) for code in _spellings(entry))


def _spellings(entry: Mapping) -> tuple[str, ...]:
    return entry["code"], *entry.get("also", ())
