"""Coverage: whether a line of Nơi nhận holds an agency, by its name, its abbreviation or the name of a group.

'Các sở, ban, ngành' covers every sở and what works like one, 'UBND các xã, phường' every UBND below, 'Như mục IV' everybody
there, 'Các Sở: XD, TC, KH&CN' those three.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.families.duties.records import Agency, KnownAgency
from checker.language.letters import without_marks
from checker.model.document import Document

_EVERYBODY = re.compile(
    r"(?<!\w)(?:như\s+\w+|mục\s+[ivx\d]+|phần\s+[ivx\d]+|các\s+(?:cơ\s+quan|đơn\s+vị|"
    r"thành\s+phần)(?!\s+(?:báo|trung\s+ương|truyền\s+thông|thông\s+tin|cụm))|"
    r"các\s+ngành|thành\s+viên|các\s+phòng,?\s+ban|các\s+phòng\s+ban|các\s+tổ\s+chức,?\s+cá\s+nhân|"
    r"đơn\s+vị\s+liên\s+quan|cơ\s+quan,\s+đơn\s+vị|như\s+tại)"
)
_ALL_DEPARTMENTS = re.compile(
    r"(?<!\w)(?:các\s+)?(?:(?:cơ\s+quan|sở|ban)\s?,?\s+(?:sở\s?,?\s+)?(?:ban\s?,?\s+)?ngành|"
    r"các\s+ban,?\s+sở,?\s+ngành|ban,?\s+ngành|sở,?\s+ngành)"
)
_ALL_FRONT = re.compile(
    r"(?<!\w)(?:đoàn\s+thể|các\s+hội|hội,\s|tổ\s+chức\s+(?:chính\s+trị|đoàn\s+thể|thành\s+viên|ct)|tc\s+ct|mttq|"
    r"ubmttq|mặt\s+trận|ubmt)"
)
_ALL_COUNCILS = re.compile(
    r"(?<!\w)(?:ubnd|ủy\s+ban\s+nhân\s+dân|uỷ\s+ban\s+nhân\s+dân|đảng\s+ủy,\s+ubnd)[^;.]{0,20}(?:xã|phường|huyện|"
    r"quận|cấp|thành\s+phố|đặc)"
)
_ALL_OFFICES = re.compile(r"(?<!\w)(?:các\s+)?(?:phòng(?:,|\s+ban|\s+chuyên\s+môn)|đơn\s+vị\s+(?:sự\s+nghiệp|trực\s+thuộc))")
_ALL_PARTY = re.compile(
    r"(?<!\w)(?:các\s+(?:ban|cơ\s+quan)\s+(?:của\s+)?(?:đảng|tỉnh|thành|tham)|ban\s+(?:xây\s+dựng\s+)?đảng|"
    r"văn\s+phòng\s+(?:tỉnh|thành)\s+ủy|các\s+ban\s)"
)
_WORD = re.compile(r"\w+")
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
        self.departments = _ALL_DEPARTMENTS.search(together) is not None
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
        if not self.lines or not known or known.name.lower() in self.issuer:
            return None
        if known.name.startswith("Văn phòng") and "ủy ban nhân dân" in self.issuer:
            return None
        if known.kind in _OWN_KINDS and not self.provincial or known.level == "district" and known.kind == "office":
            return None
        if self.everybody or known.name in self.known or self._has_group(known):
            return True
        return any(_listed(known.name, line, raw) for line, raw in zip(self.lines, self.raw, strict=True))

    def _has_group(self, known: KnownAgency) -> bool:
        """Whether a group's name covers the agency."""
        kind, name = known.kind, known.name.lower()
        like_a_department = kind in ("department", "office", "unit", "court", "front", "party") or known.level == "central"
        works_as_department = like_a_department or name == "công an"
        return (
            works_as_department
            and self.departments
            or kind in _OWN_KINDS
            and self.offices
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
    words = [w for w in _WORD.findall(name) if w.lower() != "và"]
    head, field = words[0].lower(), words[1:]
    tokens = {re.sub(r"\W|(?<=\w)và(?=\w)", "", t) for t in re.findall(r"[^\s;:()]+", raw)}
    tokens |= {t for part in re.split(r"[,;:()\s]+", raw) if (t := re.sub(r"\W", "", part))}
    initials = "".join(w[0] for w in words).upper()
    short = "".join(w[0] for w in field).upper()
    if initials in tokens:
        return True
    plain = " ".join(_WORD.findall(line))
    if head in plain.split() or head == "sở" and "sở" in plain:
        rest = " ".join(w.lower() for w in field)
        if rest in " ".join(w for w in plain.split() if w != "và") or short in tokens:
            return True
    return without_marks(name.lower()) in without_marks(line)
