"""Coverage: whether a line of Nơi nhận holds an agency, by its name, its abbreviation or the name of a group.

'Các sở, ban, ngành' covers every sở and what works like one, 'UBND các xã, phường' every UBND below, 'Như mục IV' everybody
there, 'Các Sở: XD, TC, KH&CN' those three.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.duties.records import Agency, KnownAgency
from checker.language.letters import without_marks
from checker.language.words import WORD
from checker.model.document import Document

_EVERYBODY = pattern(
    "duties",
    r"(?<!\w)(?:như\s+\w+|mục\s+[ivx\d]+|phần\s+[ivx\d]+|(?:{{covers_named_bodies}})(?!\s+(?:{{names_some_bodies}}))|{{covers_everybody}})",
)
_ALL_DEPARTMENTS = pattern("duties", r"(?<!\w)(?:(?:{{covers_departments}})\s?,?\s+(?:sở\s?,?\s+)?(?:ban\s?,?\s+)?ngành)")
_THE_DEPARTMENTS = pattern("duties", r"(?<!\w)các\s+sở\s?(?:[,;]|\Z|\s(?:{{behind_all_departments}})(?!\w))")
_MINISTRIES = pattern("duties", r"(?<!\w)(?:{{covers_ministries}})\s?(?:[,;]|\Z|\s(?:{{behind_all_departments}})(?!\w))")
_ALL_FRONT = pattern("duties", r"(?<!\w)(?:{{covers_front}}|(?<!xã\s)hội,\s)")
_ALL_PLACES = pattern("duties", r"(?<!\w)(?:{{covers_all_places}})(?!\w)")
_PLACE = pattern("duties", r"(?<!\w)(?:{{place_nouns}})(?!\w)")
_ALL_COUNCILS = pattern("duties", r"(?<!\w)(?:{{covers_councils}})[^;.]{0,20}(?:{{levels_of_councils}})")
_ALL_OFFICES = pattern("duties", r"(?<!\w)(?:{{covers_offices}})")
_ALL_UNITS = pattern("duties", r"(?<!\w)(?:{{covers_units}})(?!\w)[^;.]{0,40}?\sđơn\s+vị(?!\s+(?:trực\s+)?thuộc)")
_ALL_PARTY = pattern("duties", r"(?<!\w)(?:{{covers_party}}|các\s+ban\s)")
_DEPARTMENT = re.compile(r"(?<!\w)sở(?!\w)")
_LIST_OF_DEPARTMENTS = re.compile(r"(?<!\w)(?:sở\s?:|các\s+sở(?!\w))")
_MANY_DEPARTMENTS = 5
_OFFICES = pattern("duties", r"các\s+phòng(?:\s?,\s?(?:{{offices_of_a_group}})(?!\w)){0,5}\s{0,3}\Z")
_OFFICE = pattern("duties", r"(?<!\w)(?:{{could_be_an_office}})(?!\w)")
_OWN_KINDS = ("office", "unit")


class Coverage:
    """The recipients of one plan, read once."""

    def __init__(self, doc: Document):
        plan = doc.plan
        self.lines = (
            [" ".join(doc.source.lower[s.start : s.end].split()) for s in plan.recipients.lines] if plan.recipients else []
        )
        self.raw = [doc.words(s) for s in plan.recipients.lines] if plan.recipients else []
        self.known = {a.known.name for a in doc.facts("agency") if a.known and a.where == "recipient"}
        together = " ; ".join(self.lines)
        self.everybody = _EVERYBODY.search(together) is not None
        self.departments = (_ALL_DEPARTMENTS.search(together) or _THE_DEPARTMENTS.search(together)) is not None
        self.ministries = _MINISTRIES.search(together) is not None
        self.units = _ALL_UNITS.search(together) is not None
        self.offices = _ALL_OFFICES.search(together) is not None
        self.front = _ALL_FRONT.search(together) is not None
        self.councils = _ALL_COUNCILS.search(together) is not None
        self.party = _ALL_PARTY.search(together) is not None
        issuer = (plan.header.issuer or "").lower()
        # Below the province the offices and units are the issuer's own; a province's sở are not.
        self.provincial = re.search(r"ủy ban nhân dân (?:tỉnh|thành phố)", issuer) is not None or issuer == ""
        self.issuer = issuer

    def of(self, agency: Agency) -> bool | None:
        """Whether a line covers the agency; None where there are no recipients, it is the issuer's own or not registered."""
        known = agency.known
        if self.lines and known and known.kind == "council" and (places := self._many_places(agency)):
            return self.everybody or self._reaches(places)
        if not known:
            return self._holds_group(agency.name.lower())
        if not self.lines or known.name.lower() in self.issuer:
            return None
        if known.name.startswith("Văn phòng") and "ủy ban nhân dân" in self.issuer:
            return None
        if known.kind in _OWN_KINDS and not self.provincial or known.level == "district" and known.kind == "office":
            return None
        if self.everybody or known.name in self.known or self._has_group(known):
            return True
        return any(_listed(known.name, line, raw) for line, raw in zip(self.lines, self.raw, strict=True))

    def _holds_group(self, name: str) -> bool | None:
        """Whether a line is for the sở, or the offices, of 'Các sở, ban, ngành'; None for other groups, and where a list of names
        may be all of them."""
        if not self.lines or self.everybody or self.departments or self.offices or not name.startswith("các "):
            return None
        if "sở" in name.split(" ", 2)[1].strip(","):
            named = sum(len(_DEPARTMENT.findall(line)) for line in self.lines)
            listed = any(_LIST_OF_DEPARTMENTS.search(line) for line in self.lines)
            return None if listed or named >= _MANY_DEPARTMENTS or not self.provincial else False
        if _OFFICES.match(name):
            return None if any(_OFFICE.search(line) for line in self.lines) else False
        return None

    def _many_places(self, agency: Agency) -> set[str]:
        """The kinds of places of 'Ủy ban nhân dân các xã, phường'; empty for one body."""
        place = agency.name[len(agency.known.name) :].lower()
        return set(_PLACE.findall(place)) if place.split()[:1] in (["các"], ["cấp"]) else set()

    def _reaches(self, places: set[str]) -> bool:
        """Whether a line is for the bodies of such places, in one word or noun by noun."""
        return any(
            _ALL_PLACES.search(line) or _ALL_COUNCILS.search(line) and places & set(_PLACE.findall(line)) for line in self.lines
        )

    def _has_group(self, known: KnownAgency) -> bool:
        """Whether a group's name covers the agency."""
        kind, name = known.kind, known.name.lower()
        like_a_department = kind in ("department", "office", "unit", "court", "front", "party") or known.level == "central"
        works_as_department = like_a_department or name == "công an"
        return (
            known.level == "central"
            and self.ministries
            or works_as_department
            and self.departments
            or kind in _OWN_KINDS
            and self.offices
            or works_as_department
            and kind not in ("front", "party")
            and self.units
            and not self.provincial
            or kind == "front"
            and self.front
            or kind == "council"
            and name != "công an"
            and self.councils
            or kind == "party"
            and self.party
            or kind == "body"
            and any(name.split()[-1] in line for line in self.lines)
        )


def _listed(name: str, line: str, raw: str) -> bool:
    """Whether a line lists the name without its head ('Các Sở: Nội vụ, XD, KH&CN'), or by its initials ('BCHQS tỉnh')."""
    words = [w for w in WORD.findall(name) if w.lower() != "và"]
    head, field = words[0].lower(), words[1:]
    tokens = {re.sub(r"\W|(?<=\w)và(?=\w)", "", t) for t in re.findall(r"[^\s;:()]+", raw)}
    tokens |= {t for part in re.split(r"[,;:()\s]+", raw) if (t := re.sub(r"\W", "", part))}
    initials = "".join(w[0] for w in words).upper()
    short = "".join(w[0] for w in field).upper()
    if initials in tokens:
        return True
    plain = " ".join(WORD.findall(line))
    if head in plain.split() or head == "sở" and "sở" in plain:
        rest = " ".join(w.lower() for w in field)
        if rest in " ".join(w for w in plain.split() if w != "và") or short in tokens:
            return True
    return without_marks(name.lower()) in without_marks(line)
